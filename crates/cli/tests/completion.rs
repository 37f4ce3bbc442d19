//! Completion scripts: what shells make of them, as far as they are installed; bash always is.
//! What may be completed is declared beside the commands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use std::process::{Command, Stdio};

use shell::{file, sts_atlas};

/// What bash offers after a line, sorted.
fn offered(line: &str) -> Vec<String> {
    static SCRIPT: std::sync::OnceLock<std::path::PathBuf> = std::sync::OnceLock::new();
    let script = SCRIPT.get_or_init(|| file("completion.bash", &sts_atlas(&["completion", "bash"]).out));
    let ask = format!(
        "source {}; COMP_WORDS=({line}); [[ '{line}' == *' ' ]] && COMP_WORDS+=(''); \
         COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _sts_atlas; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script.display()
    );
    let output = Command::new("bash").args(["--norc", "-c", &ask]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut words: Vec<String> =
        String::from_utf8(output.stdout).unwrap().split_whitespace().map(str::to_owned).collect();
    words.sort_unstable();
    words
}

#[test]
fn bash_offers_commands_options_and_values() {
    let rows: [(&str, &[&str]); 7] = [
        ("sts-atlas r", &["resolve", "rules", "run"]),
        ("sts-atlas run --s", &["--scene", "--seed", "--seeds"]),
        ("sts-atlas run --scene 2024", &["2024-08-29"]),
        ("sts-atlas picture --theme ", &["dark", "light"]),
        ("sts-atlas rules lookup.global-s", &["lookup.global-served-locally"]),
        ("sts-atlas help c", &["check", "completion"]),
        ("sts-atlas run --seed ", &[]),
    ];
    for (line, expected) in rows {
        assert_eq!(offered(line), expected, "after `{line}`");
    }
}

#[test]
fn bash_offers_files_where_a_file_is_wanted() {
    file("completion-me.toml", "");
    let folder = env!("CARGO_TARGET_TMPDIR");
    let found = offered(&format!("sts-atlas check {folder}/completion-m"));
    assert_eq!(found, [format!("{folder}/completion-me.toml")]);
}

#[test]
fn every_shell_that_is_there_can_read_its_script() {
    for shell in ["bash", "zsh", "fish"] {
        let done = sts_atlas(&["completion", shell]);
        assert_eq!((done.code, done.err.as_str()), (0, ""));
        assert!(done.out.lines().count() > 30, "{shell}");
        let script = file(&format!("completion.{shell}.syntax"), &done.out);
        let checked = Command::new(shell).arg("-n").arg(&script).stderr(Stdio::piped()).output();
        match checked {
            Ok(output) => {
                assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
            }
            Err(_) if shell != "bash" => eprintln!("{shell} is not installed: its script was not read"),
            Err(error) => panic!("bash: {error}"),
        }
    }
}
