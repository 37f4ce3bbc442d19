//! Texts that are no TOML or JSON at all, and where in a JSON text an issue stands.
//! What keys and values must be is tested in `scenario_issues`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_intake::scenario::{read_json, read_toml};
use sts_atlas_words::{Lang, issue};

#[test]
fn what_is_no_toml_or_json_at_all() {
    let syntax = read_toml("s.toml", "version = 1\ntitle = \n");
    assert_eq!(syntax.issues.len(), 1);
    assert!(issue(Lang::En, &syntax.issues[0]).starts_with("s.toml:2:"), "{:?}", syntax.issues[0]);
    let rows = [
        ("{\"version\": 2,\n  \"seed\": 7,}", "s.json:2:13: key must be a string"),
        ("{\"version\": 2,\n \"version\": 3}", "s.json:2:13: `version` stands here a second time"),
        ("", "s.json:1:1: EOF while parsing a value"),
        ("[]", "s.json:1:1: found a list of 0, expected a table"),
        ("null", "s.json:1:1: found null, expected a table"),
    ];
    for (text, expected) in rows {
        let reading = read_json("s.json", text);
        assert_eq!(
            reading.issues.iter().map(|said| issue(Lang::En, said)).collect::<Vec<_>>(),
            [expected],
            "given `{text}`"
        );
    }
    let deep = read_json("s.json", &format!("{}{}", "[".repeat(100), "]".repeat(100)));
    assert_eq!(
        issue(Lang::En, &deep.issues[0]),
        "s.json:1:18: found a value nested too deep, expected at most 16 levels"
    );
    let long = read_json("s.json", &" ".repeat(1 << 21));
    assert_eq!(issue(Lang::En, &long.issues[0]), "s.json:1:1: found 2097152 bytes, expected at most 1048576 bytes");
}

#[test]
fn json_issues_have_their_places_too() {
    let text = "{\n  \"version\": 2,\n  \"seed\": \"7\",\n  \"principal\": [\n    {\"naem\": \"x\"}\n  ]\n}";
    let said: Vec<String> = read_json("dir/s.json", text).issues.iter().map(|said| issue(Lang::En, said)).collect();
    assert!(
        said.contains(&"dir/s.json:3:11: seed: found \"7\", expected a whole number from 0 to 9007199254740991".into())
    );
    assert!(said.iter().any(|line| line.starts_with("dir/s.json:5:14: principal[0]: unknown key `naem`")), "{said:#?}");
}
