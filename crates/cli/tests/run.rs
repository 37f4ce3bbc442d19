//! `run`: what to play, up to where, and what comes out.
//! What the numbers mean is tested where they are made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use shell::{documented_example, file, sts_atlas, with_input};

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
         `start`, `length`, `seed`, `offer_opt_in`, `account`, `principal`, `fault`, `change`, `assumption`, `flag`, `twin`; did you mean \
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
