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
    let (a, b) = done.out.split_at(done.out.find("World B").unwrap());
    let heading =
        "World A: each SDK’s default of the date\n  State of invoice-pdf at 08:47 UTC on 29 Aug 2024: impaired.\n\n";
    assert!(a.starts_with(heading), "{a}");
    let heading =
        "World B: Regional wherever it can be set\n  State of invoice-pdf at 08:47 UTC on 29 Aug 2024: healthy.\n\n";
    assert!(b.starts_with(heading), "{b}");
    for part in ["Path from seven Regions to us-east-1 cut", "decide.legacy-every-region", "lookup.global-us-east-1"] {
        assert!(a.contains(part) && !b.contains(part), "{part}: {}", done.out);
    }
    let japanese = sts_atlas(&[&asked[..], &["--lang", "ja"]].concat());
    let heading =
        "世界 A: SDK ごとの当時のデフォルト\n  2024 年 8 月 29 日 08:47 UTC の invoice-pdf の状態は「停止」です。\n\n";
    assert!(japanese.out.starts_with(heading), "{}", japanese.out);
    let utc =
        sts_atlas(&["why", "--scene", "2024-08-29", "--at", "2024-08-29T08:47:00Z", "--principal", "invoice-pdf"]);
    assert_eq!(utc.out, done.out);
}

#[test]
fn what_is_assumed_recalled_and_dated_is_marked_as_on_the_page_of_run() {
    let asked = ["why", "--scene", "2025-10-20", "--at", "1h", "--principal", "checkout-api/1", "--width", "100"];
    let english = sts_atlas(&asked).out;
    // Its start is recalled, and how many requests fail is assumed; the moment at which a session ends is neither.
    let marked = "\n  ≈ 06:51:00 “STS in us-east-1 returns errors, first time” (assumed) affects STS in N. Virginia.\n";
    assert!(english.contains(marked) && english.matches('≈').count() == 2, "once in each world: {english}");
    let japanese = sts_atlas(&[&asked[..], &["--lang", "ja"]].concat()).out;
    let marked = "\n  ≈ 06:51:00 「us-east-1 の STS がエラーを返す（1 回目）」（仮定）により、";
    assert!(japanese.contains(marked), "{japanese}");
    assert!(japanese.contains("出典: このモデルの仮定\n") && !japanese.contains("Assumption"), "{japanese}");
    let json = sts_atlas(&[&asked[..], &["--json"]].concat()).json();
    let rough: Vec<&serde_json::Value> =
        json[0]["chain"].as_array().unwrap().iter().filter(|link| link["approximate"] == true).collect();
    assert_eq!((rough.len(), &rough[0]["at_ms"]), (1, &1_260_000.into()));
    // A rule comes with its dates, as among what is unknown.
    let dated = sts_atlas(&["why", "--scene", "2024-08-29", "--principal", "ci", "--width", "400"]).out;
    assert!(dated.contains("for every caller. (documented by AWS, until 26 Jan 2025)\n"), "{dated}");
}

#[test]
fn a_person_is_not_explained_by_the_rule_of_jobs() {
    for (scene, at, person) in [("2021-12-07", "3h", "on-call-us"), ("2025-10-20", "1h", "root-owner")] {
        let done = sts_atlas(&["why", "--scene", scene, "--at", at, "--principal", person]);
        assert!(done.out.contains("credentials.human-session") && !done.out.contains("job."), "{}", done.out);
    }
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
