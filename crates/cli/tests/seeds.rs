//! `run --seeds`: the spread over many seeds, whatever the number of threads.
//! That a seed is all the luck there is, is tested in `sim`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use serde_json::Value;
use shell::{keys, sts_atlas};

fn seeds(more: &[&str]) -> shell::Done {
    sts_atlas(&[&["run", "--scene", "2024-08-29", "--until", "50m", "--seeds", "3..8"], more].concat())
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let one = seeds(&["--threads", "1"]);
    assert_eq!((one.code, one.err.as_str()), (0, ""));
    for threads in ["2", "7"] {
        assert_eq!(seeds(&["--threads", threads]).out, one.out, "{threads} threads");
    }
    assert_eq!(seeds(&[]).out, one.out);
    assert_eq!(seeds(&["--json"]).out, seeds(&["--json", "--threads", "3"]).out);
}

#[test]
fn the_extremes_are_those_of_the_seeds_they_name() {
    let json = seeds(&["--json"]).json();
    let expected = ["as_of", "first_seed", "last_seed", "runs", "scenario", "until_ms", "worlds"];
    assert_eq!(keys(&json), expected);
    let figures = &json["worlds"][0]["figures"];
    let expected = [
        "cannot_renew_peak",
        "failed_requests",
        "first_error_minutes",
        "first_stall_minutes",
        "impaired_peak",
        "minutes_lost",
        "stopped",
    ];
    assert_eq!((keys(&json["worlds"][0]), keys(figures)), (vec!["figures", "label"], expected.to_vec()));
    for (name, spread) in figures.as_object().unwrap() {
        assert_eq!(keys(spread), ["max", "median", "min", "none", "p90"], "{name}");
        let of = |run: &Value| run["worlds"][0][name].as_f64().unwrap();
        let runs = json["runs"].as_array().unwrap();
        let [least, greatest] = [&spread["min"], &spread["max"]].map(|end| end["value"].as_f64().unwrap());
        assert!(runs.iter().all(|run| (least..=greatest).contains(&of(run))), "{name}");
        for end in [&spread["min"], &spread["max"]] {
            let named = runs.iter().find(|run| run["seed"] == end["seed"]).unwrap();
            assert_eq!(of(named), end["value"].as_f64().unwrap(), "{name}");
        }
    }
    let alone = sts_atlas(&["run", "--scene", "2024-08-29", "--until", "50m", "--seed", "5", "--json"]).json();
    let among = json["runs"].as_array().unwrap().iter().find(|run| run["seed"] == 5).unwrap();
    for (index, world) in alone["worlds"].as_array().unwrap().iter().enumerate() {
        assert_eq!(among["worlds"][index]["minutes_lost"], world["blast"]["minutes_lost"]);
    }
}

#[test]
fn progress_is_told_where_asked_for_and_never_with_json() {
    let watched = seeds(&["--progress"]);
    assert!(watched.err.contains("6 of 6 seeds") && watched.err.ends_with('\r'), "{:?}", watched.err);
    assert_eq!(seeds(&["--progress", "--json"]).err, "");
    let japanese = seeds(&["--lang", "ja"]);
    assert!(japanese.out.contains("2024 年 8 月 29 日時点の仕様、シード 3〜8（6 個）\n"), "{}", japanese.out);
}

#[test]
fn the_spread_has_a_head_that_says_what_was_played() {
    let head = "us-east-1 unreachable from seven Regions\n\
                ════════════════════════════════════════\n\
                29 Aug 2024, 08:00–11:00 UTC, played up to 2024-08-29 08:50:00 UTC\n\
                AWS’s rules of 29 Aug 2024, 6 seeds, 3 to 8\n\n\
                ── Spread of the figures over all seeds ─";
    let page = seeds(&[]).out;
    assert!(page.starts_with(head), "{page}");
    let plain = seeds(&["--ascii", "--width", "60"]).out;
    assert!(plain.contains("-- Spread of the figures over all seeds -") && !plain.contains('═'), "{plain}");
    assert!(plain.lines().all(|line| line.chars().count() <= 66), "only numbers may be wider: {plain}");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_says_how_far_it_came() {
    use std::process::{Command, Stdio};

    let mut child = Command::new(env!("CARGO_BIN_EXE_sts-atlas"))
        .args(["run", "--scene", "2024-08-29", "--seeds", "1..1000000", "--threads", "2"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(700));
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success() && child.try_wait().unwrap().is_none_or(|status| status.code() == Some(130)));
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(130), 0), "{err}");
    assert!(err.contains("interrupted after ") && err.ends_with(" of 1000000 seeds\n"), "{err}");
}
