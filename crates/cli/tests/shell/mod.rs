//! The binary as a shell runs it, for the tests beside this folder.
//! No expectation lives here.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// How a command ended.
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Done {
    /// What it printed, as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
}

pub fn sts_atlas(arguments: &[&str]) -> Done {
    with_input(arguments, b"")
}

pub fn with_input(arguments: &[&str], input: &[u8]) -> Done {
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
pub fn file(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// The first `toml` block of the format's own description.
pub fn documented_example() -> String {
    let document = include_str!("../../../../docs/scenario-format.md");
    let block = document.split("```toml\n").nth(1).unwrap();
    block.split("```").next().unwrap().to_owned()
}

/// The keys of a JSON object, sorted.
pub fn keys(value: &serde_json::Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// The names of all commands, from the help.
pub fn commands() -> Vec<String> {
    let help = sts_atlas(&["--help"]).out;
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let rows = list.lines().filter(|line| !line.starts_with("   "));
    rows.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

/// A section of a page, in one line.
pub fn section(page: &str, title: &str) -> String {
    let section = page.split(&format!("── {title} ")).nth(1).unwrap_or_else(|| panic!("no {title}: {page}"));
    section.split("\n──").next().unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}
