//! Texts that are no TOML or JSON at all, and where in a JSON text an issue stands.
//! What keys and values must be is tested in `scenario_issues`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_intake::scenario::{read_json, read_toml};
use sts_atlas_words::{Lang, issue};

#[test]
fn what_is_no_toml_or_json_at_all() {
    let rows = [
        (
            "{\"version\": 2,\n  \"seed\": 7,}",
            "s.json:2:13: expected a key in double quotes; there is no comma before `}`",
        ),
        ("{\"version\": }", "s.json:1:13: a value is missing"),
        ("{\"version\" 2}", "s.json:1:12: found a key without `:`, expected `:` and a value"),
        ("{\"version\": 2 \"seed\": 7}", "s.json:1:15: a comma or a closing bracket is missing"),
        ("{\"version\": 2", "s.json:1:13: it ends too early, expected closing brackets and quotes"),
        ("{\"version\": 2} x", "s.json:1:16: found something more after the end of the JSON"),
        ("{\"version\": 2.}", "s.json:1:15: found a number or a date that is not written right"),
        (
            "{\"title\": \"\\q\"}",
            "s.json:1:13: found a text that is not written right, expected closing quotes, and escapes such as \\\" and \\n",
        ),
        (
            "version = 2\n",
            "s.json:1:1: expected JSON, which begins with `{`; a file of TOML has a name that does not end in `.json`",
        ),
        ("{\"version\": 2,\n \"version\": 3}", "s.json:2:13: `version` stands here a second time"),
        (
            "",
            "s.json:1:1: the file is empty, expected a scenario with at least `version`, `title`, `as_of`, `start`, `length`, `principal`",
        ),
        (
            "{}",
            "s.json:1:1: the file is empty, expected a scenario with at least `version`, `title`, `as_of`, `start`, `length`, `principal`",
        ),
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

/// What a parser of TOML says in words of its own is told in ours, at its place.
#[test]
fn what_is_no_toml_is_told_by_what_to_write() {
    let rows = [
        ("version = 2\ntitle = \n", "2:9: a value is missing"),
        ("length = 3h\n", "1:10: found a text without quotes, expected one such as \"3h\""),
        ("length: \"3h\"\n", "1:9: found a key without `=`, expected `=` and a value"),
        ("title = {en = \"x\", ja = \"y\"\nseed = 7\n", "2:1: a comma or a closing bracket is missing"),
        ("opt_in = [\"ap-east-1\"\n", "1:22: `]` is missing"),
        ("[[principal]\nname = \"x\"\n", "1:13: `]]` is missing"),
        (
            "seed = 7 length = \"3h\"\n",
            "1:17: found something more on the line, expected each key on a line of its own",
        ),
        ("= 7\n", "1:1: expected a key of letters, digits, hyphens and underscores, or in quotes"),
        ("seed = 007\n", "1:8: found a number or a date that is not written right"),
        ("start = 2024-13-29T08:00:00Z\n", "1:9: found a number or a date that is not written right"),
        (
            "title = \"x\n",
            "1:11: found a text that is not written right, expected closing quotes, and escapes such as \\\" and \\n",
        ),
        ("{\"version\": 2}\n", "1:1: this is JSON, but only a file whose name ends in `.json` is read as JSON"),
        ("seed = 7\nseed = 8\n", "2:1: `seed` stands here a second time"),
        (
            "# nothing yet\n",
            "1:1: the file is empty, expected a scenario with at least `version`, `title`, `as_of`, `start`, `length`, `principal`",
        ),
        ("[principal]\nname = \"a\"\n[principal]\n", "3:2: found one table, expected a list of them: `[[principal]]`"),
        ("[[fault]]\nkind = \"sts\"\n[fault]\n", "3:2: found one table, expected a list of them: `[[fault]]`"),
        ("[twin]\n[twin]\n", "2:2: `twin` stands here a second time"),
    ];
    for (text, expected) in rows {
        let said: Vec<String> = read_toml("s.toml", text).issues.iter().map(|said| issue(Lang::En, said)).collect();
        assert_eq!(said, [format!("s.toml:{expected}")], "given `{text}`");
    }
}

#[test]
fn one_table_for_a_list_and_a_title_in_one_language_get_a_hint() {
    let said = |text: &str| -> Vec<String> {
        read_toml("s.toml", text).issues.iter().map(|said| issue(Lang::En, said)).collect()
    };
    let single = said("version = 2\n[principal]\nname = \"a\"\n");
    let hint = "s.toml:2:1: principal: found one table, expected a list of them: `[[principal]]`";
    assert!(single.contains(&hint.to_owned()), "{single:#?}");
    let titles = "expected a text in both languages such as { en = \"...\", ja = \"...\" }";
    assert!(single.contains(&format!("s.toml:1:1: `title` is missing, {titles}")), "{single:#?}");
    assert!(said("version = 2\ntitle = \"x\"\n").contains(&format!("s.toml:2:9: title: found \"x\", {titles}")));
    let json = read_json("s.json", "{\"version\": 2, \"fault\": {\"kind\": \"sts\"}}");
    let json: Vec<String> = json.issues.iter().map(|said| issue(Lang::En, said)).collect();
    let hint = "s.json:1:25: fault: found one table, expected a list of them: `[{ ... }]`";
    assert!(json.contains(&hint.to_owned()), "{json:#?}");
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
