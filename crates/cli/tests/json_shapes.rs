//! The JSON that commands print has the keys that docs/cli.md says, and the document has no others: both ways.
//! What stands under a key is tested where it is made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use std::collections::BTreeSet;

use serde_json::Value;
use shell::{documented_example, file, sts_atlas, with_input};

const DOCUMENT: &str = include_str!("../../../docs/cli.md");

/// The paths in the first cells of the table that follows some words of a section, behind what they are part of.
fn documented(section: &str, before: &str, root: &str) -> BTreeSet<String> {
    let of_section = DOCUMENT.split(&format!("\n## `{section}`\n")).nth(1).unwrap().split("\n## ").next().unwrap();
    let rest = of_section.split(before).nth(1).unwrap_or_else(|| panic!("{section}: no `{before}`"));
    let rows =
        rest.lines().skip_while(|line| !line.starts_with("| key")).skip(2).take_while(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.split('|').nth(1).unwrap().to_owned());
    let paths: Vec<String> = cells
        .flat_map(|cell| cell.split(", ").map(|path| path.trim().trim_matches('`').to_owned()).collect::<Vec<_>>())
        .map(|path| format!("{root}{path}"))
        .collect();
    assert!(!paths.is_empty(), "{section}: no table after `{before}`");
    let distinct: BTreeSet<String> = paths.iter().cloned().collect();
    assert_eq!(distinct.len(), paths.len(), "{section}: a key twice after `{before}`");
    distinct
}

/// Every path to something that is neither an object nor a list of objects.
fn paths(value: &Value, path: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            paths(value, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, into);
        }),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            items.iter().for_each(|item| paths(item, &format!("{path}[]"), into));
        }
        _ => {
            into.insert(path.to_owned());
        }
    }
}

fn all_paths(values: &[Value]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    values.iter().for_each(|value| paths(value, "", &mut all));
    all
}

/// Whether a path is one that is documented: `*` stands for any key.
fn fits(documented: &str, found: &str) -> bool {
    let (documented, found): (Vec<&str>, Vec<&str>) = (documented.split('.').collect(), found.split('.').collect());
    documented.len() == found.len()
        && documented.iter().zip(found).all(|(wanted, key)| *wanted == "*" || *wanted == key)
}

/// Both ways: nothing comes out that is not documented, nothing is documented that never comes out. Where an object or a
/// list of objects is empty or `null`, that is its own path, a beginning of documented ones.
fn assert_same(documented: &BTreeSet<String>, values: &[Value]) {
    let found = all_paths(values);
    let begins = |path: &str, whole: &str| {
        let stem: Vec<&str> = whole.split('.').take(path.split('.').count()).collect();
        fits(&stem.join(".").replace("[]", ""), &path.replace("[]", "")) && fits_length(path, whole)
    };
    let strange: Vec<&String> =
        found.iter().filter(|path| !documented.iter().any(|known| fits(known, path) || begins(path, known))).collect();
    assert!(strange.is_empty(), "docs/cli.md does not say what these are: {strange:?}");
    let missing: Vec<&String> = documented.iter().filter(|known| !found.iter().any(|path| fits(known, path))).collect();
    assert!(missing.is_empty(), "docs/cli.md has keys that never come out: {missing:?}");
}

/// Whether something is left of the whole behind its beginning.
fn fits_length(path: &str, whole: &str) -> bool {
    whole.split('.').count() > path.split('.').count() || whole.ends_with("[]")
}

#[test]
fn run_prints_what_is_documented_and_nothing_else() {
    let json = |scene, more: &[&str]| sts_atlas(&[&["run", "--scene", scene, "--json"], more].concat()).json();
    let played =
        [json("2024-08-29", &[]), json("2025-10-20", &["--until", "3h"]), json("2026-04-30", &["--until", "3h"])];
    let of_a_world = |path: &String| {
        path.strip_suffix(".*").is_some_and(|part| {
            !matches!(part.rsplit('.').next(), Some("states" | "states_without_fault")) && !part.contains("failures")
        })
    };
    let mut known = documented("run", "`--json` prints one object.", "");
    known.extend(documented("run", "A world:", "worlds[]."));
    // What is told in a table of its own.
    known.retain(|path| !of_a_world(path));
    known.extend(documented("run", "`blast` is harm", "worlds[].blast."));
    known.extend(documented("run", "A principal:", "worlds[].principals[]."));
    known.extend(documented("run", "A change of IAM, in the order", "worlds[].changes[]."));
    assert_same(&known, &played);
}

#[test]
fn run_over_seeds_prints_what_is_documented_and_nothing_else() {
    let spread = sts_atlas(&["run", "--scene", "2024-08-29", "--until", "1h", "--seeds", "1..2", "--json"]).json();
    assert_same(&documented("run", "With `--seeds` it prints:", ""), &[spread]);
}

#[test]
fn why_rules_and_check_print_what_is_documented_and_nothing_else() {
    let list = |arguments: &[&str]| sts_atlas(arguments).json().as_array().unwrap().clone();
    let chains = list(&["why", "--scene", "2024-08-29", "--at", "47m", "--principal", "batch-etl", "--json"]);
    assert_same(&documented("why", "`--json` prints", ""), &chains);
    assert_same(&documented("rules", "`--json` prints", ""), &list(&["rules", "--json"]));
    let broken = file("shapes.toml", &documented_example().replace("length = \"3h\"", "lenght = \"3h\""));
    let checked = sts_atlas(&["check", "--json", broken.to_str().unwrap()]).json();
    assert_same(&documented("check", "`--json` prints", ""), &[checked]);
}

#[test]
fn resolve_answers_what_is_documented_and_nothing_else() {
    let questions = r#"{"sdk":"boto3","version":"1.39.0","env":{"AWS_DEFAULT_REGION":"ap-northeast-1"}}
{"sdk":"aws-cli","version":"1.42.0","code":{"region":"eu-west-1"}}
{"sdk":"boto3","version":"1.44.5","env":{"AWS_STS_REGIONAL_ENDPOINTS":"Regional"},"code":{"region":"eu-west-1"}}
{"sdk":"boto3","version":"1.44.5","profile":"a","config":"[profile a]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/a\nsource_profile = b\n[profile b]\naws_access_key_id = x\n"}
{"sdk":"javascript","version":"3.1174.0"}
{"sdk":"rust","version":"2.0","code":{"region":"eu-west-1"}}
not json"#;
    let done = with_input(&["resolve"], questions.as_bytes());
    let answers: Vec<Value> = done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 7, "{}", done.out);
    assert_same(&documented("resolve", "An answer:", ""), &answers);
}

#[test]
fn a_star_stands_for_one_key() {
    assert!(fits("a.*.b", "a.x.b") && !fits("a.*.b", "a.x.y.b") && !fits("a.b", "a.c"));
}
