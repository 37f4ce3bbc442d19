//! The schema and the reader agree: on every file here, and on every file somebody spoiled.
//! What a reader says about a spoiled file is tested in `scenario_issues`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod schema;

use std::sync::LazyLock;

use proptest::prelude::*;
use schema::violations;
use serde_json::{Value, json};
use sts_atlas_intake::scenario::{self, read_json, read_toml};
use sts_atlas_intake::{Expected, Found, Issue, IssueCode};

static SCHEMA: LazyLock<Value> = LazyLock::new(scenario::schema);

fn as_json(name: &str, toml: &str) -> Value {
    let reading = read_toml(name, toml);
    let json = reading.to_json().unwrap_or_else(|| panic!("{name}: {:?}", reading.issues));
    serde_json::from_str(&json).unwrap()
}

const EVERYTHING: &str = include_str!("files/everything.toml");

#[test]
fn every_file_that_can_be_read_fits_the_schema() {
    let folders = ["../lessons/content/scenes", "tests/files", "tests/files/version_1", "tests/files/version_2"];
    let mut count = 0;
    for folder in folders {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let name = path.display().to_string();
                let value = as_json(&name, &std::fs::read_to_string(&path).unwrap());
                assert_eq!(violations(&SCHEMA, &value), [""; 0], "{name}");
                count += 1;
            }
        }
    }
    assert!(count >= 8, "{count} files");
}

#[test]
fn the_schema_is_as_editors_want_it() {
    assert_eq!(SCHEMA["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(SCHEMA["properties"]["version"]["const"], 2);
    assert_eq!(SCHEMA["$defs"]["principal"]["properties"]["role_max_session"]["default"], "12h");
    let tables = SCHEMA["$defs"].as_object().unwrap().values().chain([&*SCHEMA]);
    for table in tables.filter(|table| table["type"] == "object") {
        for (key, property) in table["properties"].as_object().unwrap() {
            assert_eq!(property["title"], key.as_str());
            let doc = property["description"].as_str().unwrap();
            let starts = |letter: char| letter.is_uppercase() || letter == '"';
            assert!(doc.ends_with('.') && doc.starts_with(starts), "{key}: {doc}");
        }
    }
}

#[test]
fn what_a_key_needs_elsewhere_stands_in_the_schema() {
    let right = as_json("x.toml", EVERYTHING);
    let spoil = |change: fn(&mut Value)| {
        let mut value = right.clone();
        change(&mut value);
        let said = violations(&SCHEMA, &value);
        let reading = read_json("x.json", &value.to_string());
        assert_eq!(said.is_empty(), reading.scenario.is_some(), "{said:?} {:?}", reading.issues);
        !said.is_empty()
    };
    assert!(!spoil(|_| {}));
    assert!(
        !violations(&SCHEMA, &{
            let mut old = right.clone();
            old["version"] = json!(1);
            old
        })
        .is_empty()
    );
    assert!(spoil(|value| value["principal"][0]["every"] = json!("2m")), "only jobs");
    assert!(spoil(|value| value["principal"][0]["kind"] = json!("job")), "jobs must");
    assert!(spoil(|value| drop(value["principal"][9].as_object_mut().unwrap().remove("identity_center"))));
    assert!(spoil(|value| value["principal"][0]["issuer"] = json!("Tokyo")), "only web identities");
    assert!(spoil(|value| value["change"][2]["region"] = json!("us-east-1")), "cannot be deactivated");
    assert!(spoil(|value| drop(value["fault"][0].as_object_mut().unwrap().remove("start"))), "an end alone");
    assert!(spoil(|value| value["fault"][0]["effect"] = json!({ "loss": "1%", "slow": 2 })), "one of two");
    assert!(spoil(|value| value["fault"][2]["names"] = json!("both")), "of another kind");
    assert!(!spoil(|value| value["fault"][0]["to"] = json!(["us-east-1"])));
}

/// Every place in a document.
fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(table) => table.iter().for_each(|(key, value)| places(value, format!("{at}/{key}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| places(value, format!("{at}/{index}"), found));
        }
        _ => {}
    }
    found.push(at);
}

#[derive(Clone, Debug)]
enum Slip {
    Drop,
    Misspell,
    Invent,
    Twice,
    Replace(Value),
}

fn any_slip() -> impl Strategy<Value = Slip> {
    let words = prop::sample::select(vec![
        json!("workload"),
        json!("job"),
        json!("imds"),
        json!("access-key"),
        json!("us-east-1"),
        json!("Tokyo"),
        json!("none"),
        json!("2h"),
        json!("1.34.0"),
        json!("down"),
        json!("sts"),
        json!("region"),
        json!(""),
        json!(3),
        json!(-1),
        json!(2.5),
        json!(true),
        json!(null),
        json!([]),
        json!({}),
        json!(["us-east-1"]),
        json!([["x"]]),
        json!({ "slow": 2 }),
        json!({ "en": "a", "ja": "a" }),
    ]);
    prop_oneof![
        1 => Just(Slip::Drop),
        1 => Just(Slip::Misspell),
        1 => Just(Slip::Invent),
        1 => Just(Slip::Twice),
        4 => words.prop_map(Slip::Replace),
    ]
}

fn spoil(document: &mut Value, place: &str, slip: &Slip) {
    let (parent, key) = place.rsplit_once('/').unwrap_or(("", ""));
    match (slip, document.pointer_mut(parent)) {
        (Slip::Drop, Some(Value::Object(table))) => drop(table.remove(key)),
        (Slip::Drop, Some(Value::Array(items))) => drop(items.pop()),
        (Slip::Misspell, Some(Value::Object(table))) => {
            if let Some(value) = table.remove(key) {
                table.insert(format!("{key}x"), value);
            }
        }
        (Slip::Invent, Some(Value::Object(table))) => drop(table.insert("colour".into(), json!("red"))),
        (Slip::Twice, Some(Value::Array(items))) => items.extend(items.last().cloned()),
        (Slip::Replace(value), _) => {
            if let Some(there) = document.pointer_mut(place) {
                *there = value.clone();
            }
        }
        _ => {}
    }
}

/// Whether an issue is of a sort that the schema must know, too: about keys and types, not about values and other parts
/// of the file.
fn is_structural(issue: &Issue) -> bool {
    match &issue.code {
        IssueCode::UnknownKey { .. } | IssueCode::DuplicateKey { .. } => true,
        // What a principal in a city must say depends on more than one table.
        IssueCode::MissingKey { key, .. } => {
            // What the twin changes about a client may be all that is said about it.
            !matches!(*key, "region" | "uses" | "client") && !issue.path.starts_with("twin.principal")
        }
        // What a word needs depends on more than one key.
        IssueCode::NotHere { .. } => {
            let key = issue.path.rsplit('.').next();
            !matches!(key, Some("credentials" | "operation" | "kind"))
        }
        IssueCode::Unexpected { found, expected, .. } => match expected {
            Expected::OneOfNames(_)
            | Expected::PrincipalWithRole
            | Expected::KnownVersion { .. }
            | Expected::Session { .. }
            | Expected::ChainedSession => false,
            Expected::Text { .. }
            | Expected::Id
            | Expected::Url
            | Expected::Day
            | Expected::ModelledDay
            | Expected::Utc
            | Expected::Span { .. }
            | Expected::Moment
            | Expected::Share
            | Expected::EventTime
            | Expected::Version => !matches!(found, Found::Text(_)),
            Expected::Factor | Expected::Times => !matches!(found, Found::Bare(_)),
            _ => true,
        },
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_schema_and_the_reader_agree(slips in prop::collection::vec((any::<prop::sample::Index>(), any_slip()), 1..4)) {
        let mut document = as_json("x.toml", EVERYTHING);
        for (place, slip) in &slips {
            let mut found = Vec::new();
            places(&document, String::new(), &mut found);
            spoil(&mut document, place.get(found.as_slice()).as_str(), slip);
        }
        let said = violations(&SCHEMA, &document);
        let reading = read_json("x.json", &document.to_string());
        prop_assert_eq!(reading.scenario.is_some(), reading.issues.iter().all(Issue::is_note), "{}", document);
        if said.is_empty() {
            let structural: Vec<&Issue> = reading.issues.iter().filter(|issue| is_structural(issue)).collect();
            prop_assert!(structural.is_empty(), "the schema accepts {document}, but {structural:?}");
        } else {
            prop_assert!(reading.scenario.is_none(), "the reader accepts {document}, but {said:?}");
        }
    }
}
