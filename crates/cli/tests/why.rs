//! `why`: the chain behind a state, in both worlds.
//! Whether a cause is the right one is tested in `sim`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use shell::sts_atlas;

#[test]
fn why_leads_from_a_state_to_the_fault_in_one_world_and_to_no_fault_in_the_other() {
    let asked = ["why", "--scene", "2024-08-29", "--at", "47m", "--principal", "invoice-pdf"];
    let done = sts_atlas(&asked);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let (a, b) = done.out.split_once("\n\n").unwrap();
    assert!(a.starts_with("World A: invoice-pdf (2024-08-29 08:47 UTC): impaired\n"), "{a}");
    assert!(b.starts_with("World B: invoice-pdf (2024-08-29 08:47 UTC): healthy\n"), "{b}");
    for part in ["Path from seven Regions to us-east-1 cut", "decide.legacy-every-region", "lookup.global-us-east-1"] {
        assert!(a.contains(part) && !b.contains(part), "{part}: {}", done.out);
    }
    let japanese = sts_atlas(&[&asked[..], &["--lang", "ja"]].concat());
    assert!(japanese.out.starts_with("世界 A: invoice-pdf（2024-08-29 08:47 UTC）: 停止\n"), "{}", japanese.out);
    let utc =
        sts_atlas(&["why", "--scene", "2024-08-29", "--at", "2024-08-29T08:47:00Z", "--principal", "invoice-pdf"]);
    assert_eq!(utc.out, done.out);
}

#[test]
fn why_as_json_has_a_chain_for_each_instance_in_each_world() {
    let chains = |principal: &str| {
        let done = sts_atlas(&["why", "--scene", "2024-08-29", "--at", "47m", "--principal", principal, "--json"]);
        serde_json::from_str::<serde_json::Value>(&done.out).unwrap().as_array().unwrap().clone()
    };
    let all = chains("batch-etl");
    let one = chains("batch-etl/2");
    assert_eq!((all.len(), one.len()), (4, 2));
    assert_eq!(one[0], all[1]);
    assert_eq!((&one[0]["world"], &one[0]["principal"]), (&"A".into(), &"batch-etl/2".into()));
    assert_eq!(chains("batch-etl 2"), one);
    let links = one[0]["chain"].as_array().unwrap();
    assert!(links.iter().all(|link| link["cause"].is_string() && link["rule"].is_string()), "{links:?}");
}

#[test]
fn why_of_nobody_names_everybody_and_without_a_name_makes_no_sense() {
    let done = sts_atlas(&["why", "--scene", "2024-08-29", "--principal", "teleport"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert!(done.err.contains("nobody is called `teleport`, expected one of analytics, "), "{}", done.err);
    let unnamed = sts_atlas(&["why", "--scene", "2024-08-29"]);
    assert_eq!(unnamed.code, 2);
    assert!(unnamed.err.contains("`why` needs --principal <NAME>"), "{}", unnamed.err);
}
