//! `rules`: all, some, for people and for programs.
//! Whether a rule is true is tested in `facts`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use shell::sts_atlas;

#[test]
fn the_rules_are_printed_for_people_in_their_language_and_for_their_day() {
    let then = sts_atlas(&["rules", "lookup.global", "--as-of", "2024-08-29"]);
    assert_eq!((then.code, then.err.as_str()), (0, ""));
    assert!(then.out.contains("lookup.global-us-east-1\n  Before the change of 2025"), "{}", then.out);
    assert!(!then.out.contains("lookup.global-served-locally"), "{}", then.out);
    let now = sts_atlas(&["rules", "lookup.global", "--as-of", "2026-11-21", "--lang", "ja"]);
    assert!(now.out.contains("lookup.global-served-locally") && now.out.contains("公式文書"), "{}", now.out);
    assert!(!now.out.contains("lookup.global-us-east-1"), "{}", now.out);
}

#[test]
fn the_rules_are_complete_as_json() {
    let done = sts_atlas(&["rules", "--json"]);
    let rules: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    let rules = rules.as_array().unwrap();
    assert!(rules.len() > 40, "{}", rules.len());
    for rule in rules {
        assert!(rule["id"].is_string() && rule["confidence"].is_string(), "{rule}");
        assert!(["en", "ja"].iter().all(|lang| !rule["statement"][lang].as_str().unwrap().is_empty()), "{rule}");
        assert!(!rule["sources"].as_array().unwrap().is_empty(), "{rule}");
    }
    let served = rules.iter().find(|rule| rule["id"] == "lookup.global-served-locally").unwrap();
    assert_eq!((&served["valid_from"], &served["valid_to"]), (&"2025-04-18".into(), &serde_json::Value::Null));
}

#[test]
fn rules_that_do_not_exist_give_code_1_and_a_day_that_is_none_code_2() {
    let none = sts_atlas(&["rules", "teleport."]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(none.err.contains("no rule's id begins with `teleport.`"), "{}", none.err);
    let day = sts_atlas(&["rules", "--as-of", "yesterday"]);
    assert_eq!(day.code, 2);
    assert!(day.err.contains("--as-of: found \"yesterday\""), "{}", day.err);
}
