//! The command line as such: what makes no sense, and help on what does.
//! What commands do is tested beside this file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use shell::{commands, sts_atlas};

#[test]
fn command_lines_that_make_no_sense_give_code_2() {
    let rows: [(&[&str], &str); 22] = [
        (&[], "a command is missing"),
        (
            &["rum"],
            "unknown command `rum`, expected one of `run`, `why`, `check`, `schema`, `resolve`, `rules`, `picture`, \
             `completion`, `help`; did you mean `run`?",
        ),
        (&["run"], "`run` needs exactly one of <FILE>, --scene <ID> and --link <TEXT>"),
        (&["run", "a", "--scene", "b"], "`run` needs exactly one of <FILE>, --scene <ID> and --link <TEXT>"),
        (&["run", "--sceen", "b"], "unknown option `--sceen`; did you mean `--scene`?"),
        (&["run", "a", "-x"], "unknown option `-x`; `sts-atlas run --help` names them all"),
        (&["run", "a", "b"], "unexpected `b` after the rest"),
        (&["run", "a", "--seed", "1", "--seed=2"], "`--seed` stands here a second time"),
        (&["rules", "--lang", "fr"], "--lang: found \"fr\", expected `en` or `ja`"),
        (&["check"], "`check` needs at least one <FILE>"),
        (&["schema", "x"], "unexpected `x` after the rest"),
        (
            &["run", "a", "--zone", "Asia/Atlantis"],
            "--zone: found \"Asia/Atlantis\", expected the name of a time zone such as `Asia/Tokyo` or `UTC`",
        ),
        (&["run", "a", "--width", "10"], "--width: found \"10\", expected a whole number from 60 to 400"),
        (&["run", "a", "--threads", "2"], "`--threads` makes sense with `--seeds` only"),
        (&["run", "a", "--seeds", "1..3", "--seed", "2"], "`--seed` and `--seeds` exclude each other"),
        (
            &["run", "a", "--seeds", "3..1"],
            "--seeds: found \"3..1\", expected a range of up to 1000000 seeds such as 1..100, each at most 9007199254740991",
        ),
        (&["completion", "csh"], "unknown shell `csh`, expected one of `bash`, `zsh`, `fish`"),
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
        (&["run", "a", "--seed"], "`--seed` needs a value"),
    ];
    for (arguments, message) in rows {
        let done = sts_atlas(arguments);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(done.err, format!("sts-atlas: {message}\nTry `sts-atlas --help`.\n"));
    }
}

#[test]
fn help_is_there_for_everything() {
    let overview = sts_atlas(&["--help"]);
    assert!(overview.code == 0 && overview.out.contains("Usage: sts-atlas <command>"), "{}", overview.out);
    assert_eq!(overview.out, sts_atlas(&["help"]).out);
    for command in commands() {
        let done = sts_atlas(&[&command, "--help"]);
        assert!(done.code == 0 && done.out.contains("\nExample"), "{command}: {}", done.out);
        assert_eq!(done.out, sts_atlas(&[&command, "-h"]).out);
        assert_eq!(done.out, sts_atlas(&["help", &command]).out);
    }
    assert_eq!(sts_atlas(&["-V"]).out, format!("sts-atlas {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn whoever_stops_reading_hears_no_complaint() {
    let shell = format!("{} run --scene 2024-08-29 --json | head -n 1", env!("CARGO_BIN_EXE_sts-atlas"));
    let output = std::process::Command::new("bash").args(["-o", "pipefail", "-c", &shell]).output().unwrap();
    assert_eq!(
        (output.status.code(), output.stdout.as_slice(), output.stderr.as_slice()),
        (Some(0), &b"{\n"[..], &b""[..])
    );
}
