//! The description for authors is true: each of its examples is read, and it knows every key and no other.
//! What keys mean is tested in `scenario_files`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use sts_atlas_intake::scenario::{self, read_json, read_toml};

const DOCS: &str = include_str!("../../../docs/scenario-format.md");

fn examples(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    DOCS.split(fence.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// A head that makes a part of a file a whole one.
const HEAD: &str = r#"
version = 2
title = { en = "Part", ja = "一部" }
as_of = 2025-06-01
start = 2025-06-01T00:00:00Z
length = "3h"
"#;

const PRINCIPAL: &str = r#"
[[principal]]
name = "web"
at = "ap-northeast-1"
kind = "workload"
credentials = "assume-role"
client = { sdk = "boto3", version = "1.40.0" }
"#;

#[test]
fn every_example_is_read_without_a_word() {
    let (toml, json) = (examples("toml"), examples("json"));
    assert!(!toml.is_empty());
    for example in toml {
        let is_whole = example.contains("version = 2");
        let head = if is_whole { "" } else { HEAD };
        let principal = if example.contains("[[principal]]") { "" } else { PRINCIPAL };
        let whole = format!("{head}{example}{principal}");
        assert_eq!(read_toml("example.toml", &whole).issues, [], "{whole}");
    }
    for example in json {
        assert_eq!(read_json("example.json", example).issues, [], "{example}");
    }
}

#[test]
fn every_key_is_described_and_no_other() {
    let schema = scenario::schema();
    let tables = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    let keys: BTreeSet<&str> = tables
        .filter_map(|table| table["properties"].as_object())
        .flat_map(|properties| properties.keys().map(String::as_str))
        .collect();
    let mut in_keys = false;
    let mut described = BTreeSet::new();
    for line in DOCS.lines() {
        in_keys = line.starts_with("| key |") || (in_keys && line.starts_with('|'));
        if let Some(row) = line.strip_prefix("| `").filter(|_| in_keys) {
            let first = row.split(" |").next().unwrap();
            described.extend(first.split('`').step_by(2).filter(|key| !key.is_empty()));
        }
    }
    let says =
        |key: &str| ["`{}`", "[[{}]]", "[{}]", "{} ="].iter().any(|form| DOCS.contains(&form.replace("{}", key)));
    let missing: Vec<_> = keys.iter().filter(|key| !says(key)).collect();
    assert!(missing.is_empty(), "not described: {missing:?}");
    let unknown: Vec<_> = described.iter().filter(|key| !keys.contains(**key) && !key.starts_with("[[")).collect();
    assert!(unknown.is_empty(), "described, but unknown: {unknown:?}");
}
