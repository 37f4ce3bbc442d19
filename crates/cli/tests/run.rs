//! `run`: what to play, up to where, and what comes out.
//! What the numbers mean is tested where they are made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use shell::{documented_example, file, keys, section, sts_atlas, with_input};

/// The headings of a page, without their strokes.
fn headings(page: &str) -> Vec<&str> {
    page.lines().filter_map(|line| line.strip_prefix("── ")).map(|line| line.trim_end_matches(['─', ' '])).collect()
}

#[test]
fn a_page_has_everything_a_review_asks_for() {
    let done = sts_atlas(&["run", "--scene", "2024-08-29"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let start = "us-east-1 unreachable from seven Regions\n\
                 ════════════════════════════════════════\n\
                 29 Aug 2024, 08:00–11:00 UTC (17:00–20:00 JST)\nAWS’s rules of 29 Aug 2024, seed 7\n\n";
    assert!(done.out.starts_with(start), "{}", done.out);
    let expected = [
        "In short",
        "What broke when",
        "States over time",
        "Blast radius by place",
        "First stall, first error",
        "Requests",
        "Failed requests by error",
        "Latency",
        "Token validity",
        "What is assumed here",
        "What is unknown here",
        "Fingerprint",
    ];
    assert_eq!(headings(&done.out), expected);
    let cut = "  08:32  17:32           ×  Path from seven Regions to us-east-1 cut (assumed)\n";
    assert!(done.out.contains(cut), "{}", done.out);
    assert!(done.out.contains("  B  Regional wherever it can be set\n"), "{}", done.out);
}

#[test]
fn the_page_is_japanese_where_asked_for_and_its_columns_stand() {
    let done = sts_atlas(&["run", "--scene", "2024-08-29", "--lang", "ja", "--zone", "America/New_York"]);
    assert!(done.out.starts_with("7 つのリージョンから us-east-1 へ疎通できない\n"), "{}", done.out);
    assert!(done.out.contains("EDT では 04:00〜07:00"), "{}", done.out);
    assert_eq!(headings(&done.out).len(), 12);
    assert_eq!(headings(&done.out)[0], "要約");
    // A place's row: name, principals, then stopped, kept on and minutes of each world; at 100 columns with its code.
    let cells = |page: &str| {
        let row = page.lines().find(|line| line.trim_start().starts_with("東京  ")).unwrap();
        row.split_whitespace().count()
    };
    let wide = sts_atlas(&["run", "--scene", "2024-08-29", "--lang", "ja", "--width", "100"]);
    assert_eq!((cells(&done.out), cells(&wide.out)), (8, 9));
}

#[test]
fn only_what_a_run_rests_on_is_told_as_assumed() {
    let assumed = |arguments: &[&str]| section(&sts_atlas(arguments).out, "What is assumed here");
    let cut = assumed(&["run", "--scene", "2024-08-29"]);
    for part in ["A path that is cut loses every packet", "does not hit an office outside AWS", "Round trips vary"] {
        assert!(cut.contains(part), "{part}: {cut}");
    }
    for part in ["sign-in endpoint is down", "A firewall", "Throttling", "opt-in", "How long a change takes"] {
        assert!(!cut.contains(part), "{part}: {cut}");
    }
    let before = assumed(&["run", "--scene", "2024-08-29", "--until", "30m"]);
    assert!(!before.contains("A path that is cut") && before.contains("Round trips vary"), "{before}");
    let change = assumed(&["run", "--scene", "2026-04-30"]);
    assert!(change.contains("How long a change takes to reach a Region is assumed"), "{change}");
    assert!(change.contains("me-south-1 is gone. AWS declared the Region not operational at this time."), "{change}");
    assert!(!change.contains("is made up for this scenario"), "its note says what was reported: {change}");
}

#[test]
fn what_is_unknown_comes_with_its_dates_its_sources_and_whom_it_concerns() {
    let text = documented_example()
        .replace("2024-08-29", "2025-03-01")
        .replace("length = \"3h\"", "length = \"30h\"")
        .replace("end = \"1h58m\"", "end = \"29h\"");
    let path = file("unknown.toml", &text);
    let unknown = section(&sts_atlas(&["run", path.to_str().unwrap()]).out, "What is unknown here");
    let rollout = "The day for each Region is not known. (documented by AWS, since 27 Jan 2025, until 17 Apr 2025) \
                   World A: batch-etl. Sources: AWS Security Blog, 2025-01-27,";
    let promise = "What happens after that is not documented. (documented by AWS) World B: batch-etl, ci. Sources: IAM \
                   User Guide, Resilience in IAM";
    assert!(unknown.contains(rollout) && unknown.contains(promise), "{unknown}");
    let disputed = documented_example().replace("version = \"1.33.0\"", "version = \"1.42.0\"");
    let path = file("disputed.toml", &disputed);
    let unknown = section(&sts_atlas(&["run", path.to_str().unwrap()]).out, "What is unknown here");
    let sides =
        "ci (AWS CLI 1.42.0): sources contradict each other on the default of sts_regional_endpoints: regional (";
    assert!(unknown.contains(sides) && unknown.contains("), legacy (SDKREF; BLOG-DEF"), "{unknown}");
}

#[test]
fn only_the_time_that_is_known_roughly_is_marked_so() {
    let page = sts_atlas(&["run", "--scene", "2025-10-20", "--width", "120"]).out;
    let row = |text: &str| page.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}: {page}"));
    assert!(row("×   STS in us-east-1 returns errors, first time (assumed)").starts_with("  ≈ 06:51"), "{page}");
    assert!(row("○   over: STS in us-east-1 returns errors, first time (assumed)").starts_with("  08:19"), "{page}");
    // A time that is not public is no rough one: that the Region stops then is assumed.
    let gone = sts_atlas(&["run", "--scene", "2026-04-30"]).out;
    assert!(gone.contains("\n  07:07  10:07            ×  me-south-1 is gone (assumed)\n"), "{gone}");
    assert!(!gone.contains('≈'), "{gone}");
    let json = sts_atlas(&["run", "--scene", "2025-10-20", "--json"]).json();
    assert_eq!(json["faults"][0]["approximate"], serde_json::json!({"start": true, "end": false}));
}

#[test]
fn json_says_what_happened_on_the_way() {
    let json = sts_atlas(&["run", "--scene", "2024-08-29", "--json"]).json();
    let expected = ["as_of", "differences", "faults", "flags", "now_ms", "scenario", "seed", "utc", "worlds"];
    assert_eq!(keys(&json), expected);
    let expected = [
        "blast",
        "cannot_renew_peak",
        "changes",
        "digest",
        "events",
        "failures",
        "first_error",
        "first_stall",
        "history",
        "label",
        "latency",
        "matrix",
        "places",
        "principals",
        "principals_total",
        "requests",
        "worst",
    ];
    let world = &json["worlds"][0];
    assert_eq!(keys(world), expected);
    assert_eq!(keys(&json["faults"][0]), ["approximate", "assumed", "title", "windows"]);
    assert_eq!(json["faults"][0]["windows"][0], serde_json::json!({"start_ms": 1_920_000, "end_ms": 7_080_000}));
    assert_eq!(keys(&json["flags"][0]), ["approximate", "at_ms", "text"]);
    assert_eq!(keys(&world["worst"]), ["at_ms", "impaired"]);
    assert_eq!(keys(&world["first_stall"]), ["at_ms", "principal"]);
    assert_eq!(keys(&world["places"][0]), ["minutes_lost", "place", "principals", "stopped"]);
    let history = &world["history"];
    assert_eq!(keys(history), ["bucket_ms", "failed", "states", "states_without_fault", "succeeded"]);
    assert_eq!(keys(&history["states"]), ["draining", "exposed", "healthy", "impaired", "unknown"]);
    for row in [&history["failed"], &history["states"]["impaired"], &history["states_without_fault"]["healthy"]] {
        assert_eq!(row.as_array().unwrap().len(), 180);
    }
    let failed: u64 = history["failed"].as_array().unwrap().iter().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(world["failures"]["sts_global"]["connect-timeout"], failed);
    assert_eq!(world["requests"]["sts_global"]["failed"], failed);
}

#[test]
fn changes_of_iam_are_told_with_where_they_arrived_and_where_they_wait() {
    let played = ["run", "--scene", "2026-04-30"];
    let json = sts_atlas(&[&played[..], &["--json"]].concat()).json();
    let change = &json["worlds"][0]["changes"][0];
    let told = [&change["name"], &change["by"], &change["what"], &change["global_token"], &change["account"]];
    assert_eq!(told, ["tokens-for-all-regions", "iac", "global-token", "v2", "main"]);
    assert!(change["region"].is_null() && change["principal"].is_null());
    let at = |value: &serde_json::Value| value.as_u64().unwrap();
    assert!(at(&change["acknowledged_ms"]) > at(&change["at_ms"]), "{change}");
    assert_eq!(change["waiting"], serde_json::json!(["me-south-1"]), "the Region is gone");
    let arrived = change["arrived"].as_array().unwrap();
    assert_eq!((arrived.len(), change["on_the_way"].as_array().unwrap().len()), (17, 0));
    assert!(arrived.iter().all(|one| at(&one["at_ms"]) > at(&change["acknowledged_ms"])), "{change}");

    let page = sts_atlas(&played).out;
    let section = page.split("── Changes of IAM ").nth(1).unwrap().split("\n──").next().unwrap();
    for part in [
        "08:00  tokens-for-all-regions: iac sets",
        "  A, B  Acknowledged at 08:00:00.",
        "Frankfurt (08:00:05)",
        "Waits for Bahrain.",
    ] {
        assert!(section.contains(part), "{part}: {section}");
    }
    let before = sts_atlas(&[&played[..], &["--until", "1h"]].concat()).out;
    assert!(before.contains("  A, B  Not sent yet."), "{before}");
    assert!(!sts_atlas(&["run", "--scene", "2024-08-29"]).out.contains("Changes of IAM"), "there is none");
}

#[test]
fn json_is_the_same_moment_however_it_is_named() {
    let at = |until| sts_atlas(&["run", "--scene", "2024-08-29", "--json", "--until", until]).out;
    let json: serde_json::Value = serde_json::from_str(&at("47m")).unwrap();
    assert_eq!((&json["now_ms"], &json["scenario"]), (&2_820_000.into(), &"2024-08-29".into()));
    assert_eq!(at("47m"), at("2820000000us"));
    assert_eq!(at("47m"), at("2024-08-29T08:47:00Z"));
}

#[test]
fn a_seed_and_a_day_replace_the_scenario_s() {
    let run = |more: &[&str]| -> serde_json::Value {
        let arguments = [&["run", "--scene", "2024-08-29", "--json", "--until", "47m"], more].concat();
        serde_json::from_str(&sts_atlas(&arguments).out).unwrap()
    };
    let (plain, other) = (run(&[]), run(&["--seed", "8"]));
    assert_eq!(other["seed"], 8);
    assert_ne!(plain["worlds"][0]["digest"], other["worlds"][0]["digest"]);
    let today = run(&["--as-of", "2026-11-21"]);
    assert_eq!(today["as_of"], "2026-11-21");
    assert!(today["worlds"][0]["blast"]["exposed"].as_u64() < plain["worlds"][0]["blast"]["exposed"].as_u64());
}

#[test]
fn the_documented_example_runs_from_a_file_from_json_and_from_standard_input() {
    let toml = documented_example();
    let path = file("example.toml", &toml);
    let from_file = sts_atlas(&["run", path.to_str().unwrap(), "--json"]);
    assert_eq!((from_file.code, from_file.err.as_str()), (0, ""));
    let from_input = with_input(&["run", "-", "--json"], toml.as_bytes());
    assert_eq!(from_input.code, 0, "{}", from_input.err);
    let worlds = |done: &shell::Done| done.json()["worlds"].clone();
    assert_eq!(worlds(&from_file), worlds(&from_input));
}

#[test]
fn a_link_is_opened() {
    let recording = sts_atlas_player::Recording::new(sts_atlas_lessons::find("2024-08-29").unwrap());
    let link = sts_atlas_intake::encode(&recording);
    let done = sts_atlas(&["run", "--link", &link, "--json", "--until", "10m"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(done.out, sts_atlas(&["run", "--scene", "2024-08-29", "--json", "--until", "10m"]).out);
    let cut_off = sts_atlas(&["run", "--link", &link[1..]]);
    assert_eq!((cut_off.code, cut_off.out.as_str()), (1, ""));
}

#[test]
fn a_broken_file_is_told_everything_at_once() {
    let broken = documented_example()
        .replace("length = \"3h\"", "lenght = \"3h\"")
        .replace("at = \"ap-northeast-1\"", "at = \"ap-norheast-1\"")
        .replace("version = \"1.33.0\"", "version = \"1.2\"")
        .replace("end = \"1h58m\"", "end = \"20m\"");
    let path = file("broken.toml", &broken);
    let name = path.to_str().unwrap();
    let done = sts_atlas(&["run", name]);
    let expected = format!(
        "{name}:1:1: `length` is missing\n\
         {name}:5:1: unknown key `lenght`, expected one of `version`, `id`, `title`, `summary`, `label`, `as_of`, \
         `start`, `event_time`, `length`, `seed`, `offer_opt_in`, `account`, `principal`, `fault`, `change`, `assumption`, `flag`, `twin`; did you mean \
         `length`?\n\
         {name}:15:6: principal[0].at: found \"ap-norheast-1\", expected the code of a Region with latency data such as \
         \"ap-northeast-1\", or a city such as \"Tokyo\"; did you mean `ap-northeast-1`?\n\
         {name}:26:39: principal[1].client.version: found \"1.2\", expected a version whose behavior is known: 1.9.0 \
         and later\n\
         {name}:33:7: fault[0].end: the end is not after the start\n"
    );
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (1, "", expected.as_str()));
}

#[test]
fn a_note_does_not_stop_anything() {
    let text = documented_example().replace("count = 8", "count = 8\nuses = [\"mx-central-1\"]");
    let path = file("note.toml", &text);
    let done = sts_atlas(&["run", path.to_str().unwrap(), "--json"]);
    assert_eq!(done.code, 0);
    assert!(done.err.ends_with("mx-central-1 had not been launched on 2024-08-29: these principals take no part\n"));
}

#[test]
fn other_input_that_is_not_right_gives_one_line_and_code_1() {
    let bytes = file("latin1.toml", "");
    std::fs::write(&bytes, b"title = \"\xe9\"").unwrap();
    let rows: [(&[&str], &str); 4] = [
        (&["run", "nowhere.toml"], "nowhere.toml: No such file or directory (os error 2)\n"),
        (
            &["run", "--scene", "nowhere"],
            "there is no scene `nowhere`, expected one of `2024-08-29`, `2025-10-20`, `2021-12-07`, `2023-06-13`, \
             `2026-03-01`, `2026-03-02`, `2026-04-30`, `2026-05-07`, `five-hundred`\n",
        ),
        (&["run", "--link", "x y"], "the link is cut off or mistyped\n"),
        (&["run", bytes.to_str().unwrap()], "latin1.toml: not UTF-8 from byte 9 on\n"),
    ];
    for (arguments, expected) in rows {
        let done = sts_atlas(arguments);
        assert_eq!((done.code, done.out.as_str()), (1, ""), "{arguments:?}");
        assert!(done.err.ends_with(expected) && done.err.lines().count() == 1, "{arguments:?}: {}", done.err);
    }
}
