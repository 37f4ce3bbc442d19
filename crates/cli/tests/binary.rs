//! The binary as a shell sees it: arguments in, text, JSON and exit codes out.
//! What the numbers mean is tested where they are made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

struct Done {
    code: i32,
    out: String,
    err: String,
}

fn sts_atlas(arguments: &[&str]) -> Done {
    with_input(arguments, b"")
}

fn with_input(arguments: &[&str], input: &[u8]) -> Done {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sts-atlas"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads no input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Done { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// A file of this test's own.
fn file(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// The first `toml` block of the format's own description.
fn documented_example() -> String {
    let document = include_str!("../../../docs/scenario-format.md");
    let block = document.split("```toml\n").nth(1).unwrap();
    block.split("```").next().unwrap().to_owned()
}

#[test]
fn a_scene_is_played_for_people() {
    let done = sts_atlas(&["run", "--scene", "2024-08-29", "--until", "2024-08-29T09:00:00Z"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let start = "us-east-1 unreachable from seven Regions\n\
                 at 2024-08-29T09:00:00Z, 1h after the start; AWS's rules of 2024-08-29; seed 7\n\
                 A: each SDK’s default of the date\n\
                 B: Regional wherever it can be set (21 of 30 changed endpoint, 1 could not)\n";
    assert!(done.out.starts_with(start), "{}", done.out);
    for part in ["Blast radius", "Worse off, by place", "Requests in A", "Latency of STS calls", "Fingerprint"] {
        assert!(done.out.contains(part), "{part} in {}", done.out);
    }
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
    let worlds = |done: &Done| serde_json::from_str::<serde_json::Value>(&done.out).unwrap()["worlds"].clone();
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
        .replace("version = \"1.33.0\"", "version = \"2.1\"")
        .replace("end = \"1h58m\"", "end = \"20m\"");
    let path = file("broken.toml", &broken);
    let name = path.to_str().unwrap();
    let done = sts_atlas(&["run", name]);
    let expected = format!(
        "{name}:1:1: `length` is missing\n\
         {name}:5:1: unknown key `lenght`, expected one of `version`, `id`, `title`, `summary`, `label`, `as_of`, \
         `start`, `length`, `seed`, `offer_opt_in`, `account`, `principal`, `fault`, `flag`, `twin`; did you mean \
         `length`?\n\
         {name}:15:6: principal[0].at: found \"ap-norheast-1\", expected the code of a Region with latency data such as \
         \"ap-northeast-1\", or a city such as \"Tokyo\"; did you mean `ap-northeast-1`?\n\
         {name}:26:39: principal[1].client.version: found \"2.1\", expected a version whose behavior is known: 1.9.0 \
         and later below 1.42.0\n\
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
        (&["run", "--scene", "nowhere"], "there is no scene `nowhere`; there is `2024-08-29`, `five-hundred`\n"),
        (&["run", "--link", "x y"], "the link is cut off or mistyped\n"),
        (&["run", bytes.to_str().unwrap()], "latin1.toml: not UTF-8 from byte 9 on\n"),
    ];
    for (arguments, expected) in rows {
        let done = sts_atlas(arguments);
        assert_eq!((done.code, done.out.as_str()), (1, ""), "{arguments:?}");
        assert!(done.err.ends_with(expected) && done.err.lines().count() == 1, "{arguments:?}: {}", done.err);
    }
}

#[test]
fn command_lines_that_make_no_sense_give_code_2() {
    let rows: [(&[&str], &str); 11] = [
        (&[], "a command is missing"),
        (&["rum"], "unknown command `rum`, expected `run`, `resolve`, `picture`, `why` or `rules`"),
        (&["run"], "`run` needs exactly one of <FILE>, --scene <ID> and --link <TEXT>"),
        (&["run", "a", "--scene", "b"], "`run` needs exactly one of <FILE>, --scene <ID> and --link <TEXT>"),
        (&["run", "--sceen", "b"], "invalid option '--sceen'"),
        (&["run", "a", "--seed", "x"], "--seed: found \"x\", expected a whole number from 0 to 9007199254740991"),
        (&["run", "a", "--as-of", "today"], "--as-of: found \"today\", expected a day such as 2024-08-29"),
        (
            &["run", "a", "--until", "soon"],
            "--until: found \"soon\", expected an offset such as \"32m\" or an instant in UTC such as 2024-08-29T08:32:00Z",
        ),
        (
            &["run", "--scene", "2024-08-29", "--until", "4h"],
            "the time asked for is outside the scenario, which runs from 2024-08-29T08:00:00Z to 2024-08-29T11:00:00Z",
        ),
        (&["resolve"], "`resolve` needs --ruleset"),
        (&["run", "a", "--seed"], "missing argument for option '--seed'"),
    ];
    for (arguments, message) in rows {
        let done = sts_atlas(arguments);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(done.err, format!("sts-atlas: {message}\nTry `sts-atlas --help`.\n"));
    }
}

#[test]
fn help_is_there_for_everything() {
    for (arguments, word) in [
        (&["--help"][..], "Usage: sts-atlas <command>"),
        (&["run", "--help"], "Examples:"),
        (&["resolve", "-h"], "Example:"),
        (&["rules", "--help"], "Examples:"),
        (&["why", "--help"], "Example:"),
        (&["-V"], "sts-atlas 0."),
    ] {
        let done = sts_atlas(arguments);
        assert!(done.code == 0 && done.out.contains(word), "{arguments:?}: {}", done.out);
    }
}

#[test]
fn the_rule_set_answers_line_by_line() {
    let input = b"{\"Region\":\"ap-northeast-1\",\"UseGlobalEndpoint\":true}\n\n{\"Region\":\"eu-west-3\",\"UseDualStack\":true}\n{}\n";
    let done = with_input(&["resolve", "--ruleset"], input);
    let expected = "{\"signing_region\":\"us-east-1\",\"url\":\"https://sts.amazonaws.com\"}\n\
                    {\"signing_region\":null,\"url\":\"https://sts.eu-west-3.api.aws\"}\n\
                    {\"error\":{\"message\":\"Invalid Configuration: Missing Region\"}}\n";
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, expected, ""));
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_the_rest_answered() {
    let input = b"{\"Region\":3}\nnot json\n\xff\n{\"Regon\":\"x\"}\n{\"Region\":\"us-west-2\"}";
    let done = with_input(&["resolve", "--ruleset"], input);
    let expected = "{\"error\":{\"line\":1,\"message\":\"invalid type: integer `3`, expected a string, at column 11\"}}\n\
         {\"error\":{\"line\":2,\"message\":\"expected ident, at column 2\"}}\n\
         {\"error\":{\"line\":3,\"message\":\"not UTF-8\"}}\n\
         {\"error\":{\"line\":4,\"message\":\"unknown field `Regon`, expected one of `Region`, `UseFIPS`, `UseDualStack`, \
         `UseGlobalEndpoint`, `Endpoint`, at column 8\"}}\n\
         {\"signing_region\":null,\"url\":\"https://sts.us-west-2.amazonaws.com\"}\n";
    assert_eq!((done.code, done.out.as_str()), (1, expected));
}

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
fn the_documented_rule_is_printed_as_documented() {
    let document = include_str!("../../../docs/cli.md");
    let example = document.split("$ sts-atlas rules lookup.global-served-locally\n").nth(1).unwrap();
    let done = sts_atlas(&["rules", "lookup.global-served-locally"]);
    assert_eq!(example.split("```").next().unwrap(), done.out);
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

#[test]
fn why_leads_from_a_state_to_the_fault_in_one_world_and_to_no_fault_in_the_other() {
    let asked = ["why", "--scene", "2024-08-29", "--at", "47m", "--principal", "invoice-pdf"];
    let done = sts_atlas(&asked);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let (a, b) = done.out.split_once("\n\n").unwrap();
    assert!(a.starts_with("World A: invoice-pdf: impaired\n") && b.starts_with("World B: invoice-pdf: healthy\n"));
    for part in ["Path from seven Regions to us-east-1 cut", "decide.legacy-every-region", "lookup.global-us-east-1"] {
        assert!(a.contains(part) && !b.contains(part), "{part}: {}", done.out);
    }
    let japanese = sts_atlas(&[&asked[..], &["--lang", "ja"]].concat());
    assert!(japanese.out.starts_with("世界 A: invoice-pdf: 停止\n"), "{}", japanese.out);
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
