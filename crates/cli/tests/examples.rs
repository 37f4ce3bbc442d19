//! Every example in docs/cli.md and in the help is run, in a folder with the files they name.
//! Where the document shows what comes out, that comes out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use shell::{commands, documented_example, sts_atlas};

const DOCUMENT: &str = include_str!("../../../docs/cli.md");

/// A folder with everything the examples name.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    for inner in ["scenes", ".local/share/bash-completion/completions", ".config/fish/completions"] {
        std::fs::create_dir_all(folder.join(inner)).unwrap();
    }
    for file in ["my-scenario.toml", "scenes/one.toml"] {
        std::fs::write(folder.join(file), documented_example()).unwrap();
    }
    folder
}

/// Runs a line as a reader would, with the binary in the path; without jq only what comes before it.
fn run(line: &str, folder: &Path) -> Output {
    let has_jq = Command::new("jq").arg("--version").output().is_ok();
    let line = if has_jq { line } else { line.split(" | jq").next().unwrap() };
    let binary = Path::new(env!("CARGO_BIN_EXE_sts-atlas")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
    let mut bash = Command::new("bash");
    bash.args(["-o", "pipefail", "-c", line]).current_dir(folder).env("PATH", path).env("HOME", folder);
    // zsh sets this one; here it stands for any folder.
    bash.env("fpath", folder).env_remove("COLUMNS").output().unwrap()
}

fn assert_runs(line: &str, folder: &Path) -> String {
    let output = run(line, folder);
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "`{line}` ended with {}: {err}{out}", output.status);
    out
}

/// The insides of the document's blocks of a language.
fn blocks<'a>(language: &str) -> Vec<&'a str> {
    let opening = format!("```{language}\n");
    DOCUMENT.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn every_documented_line_runs() {
    let folder = folder("documented");
    let recording = sts_atlas_player::Recording::new(sts_atlas_lessons::find("2024-08-29").unwrap());
    let link = sts_atlas_intake::encode(&recording);
    let lines: Vec<&str> = blocks("sh").iter().flat_map(|block| block.lines()).collect();
    assert!(lines.len() > 5, "{lines:?}");
    for line in lines {
        assert_runs(&line.replace("AauLWa…", &link), &folder);
    }
}

/// A block may show the beginning only and end in `…`.
#[test]
fn every_documented_output_comes_out() {
    let folder = folder("shown");
    let sessions: Vec<&str> = blocks("console").iter().flat_map(|block| block.split("$ ").skip(1)).collect();
    assert!(sessions.len() > 1, "{sessions:?}");
    for session in sessions {
        let (line, expected) = session.split_once('\n').unwrap();
        let out = assert_runs(line, &folder);
        match expected.strip_suffix("…\n") {
            Some(beginning) => assert!(out.starts_with(beginning), "`{line}` printed:\n{out}"),
            None => assert_eq!(out, expected, "`{line}`"),
        }
    }
}

#[test]
fn every_example_in_the_help_runs() {
    let folder = folder("helped");
    for command in commands() {
        let help = sts_atlas(&[&command, "--help"]).out;
        let examples = help.split("\nExample").nth(1).unwrap().split_once(":\n").unwrap().1;
        for line in examples.lines() {
            assert_runs(line.trim().trim_end_matches("< questions.jsonl"), &folder);
        }
    }
}

#[test]
fn every_option_is_documented() {
    for command in commands().iter().filter(|command| *command != "help") {
        assert!(DOCUMENT.contains(&format!("\n## `{command}")), "no section on `{command}`");
        let help = sts_atlas(&[command, "--help"]).out;
        for option in help.split([' ', '\n']).filter(|word| word.starts_with("--") && *word != "--help") {
            let option = option.trim_end_matches([',', ';', '.']);
            assert!(DOCUMENT.contains(option), "`{option}` of `{command}`");
        }
    }
}
