//! `check`: what is wrong with scenario files, all of it at once, with line and expectation.
//! What makes a file right is `intake`'s business.

use std::path::Path;

use serde_json::{Value as Json, json};
use sts_atlas_intake::Issue;
use sts_atlas_intake::scenario::Reading;
use sts_atlas_words::{
    Lang, count_errors, count_faults, count_files, count_notes, count_principals, file_right, files_checked, issue,
    issue_code,
};

use crate::command::{Command, Group, JSON, LANG, Operand, Values};
use crate::failure::{Failure, print};
use crate::given::Given;
use crate::help::OPTIONS;
use crate::playing::read_scenario;

pub const COMMAND: Command = Command {
    name: "check",
    about: "Read scenario files and print everything that is wrong with them, with line and expectation",
    usage: &["[options] <FILE>…"],
    groups: &[
        Group {
            title: "What to read",
            operands: &[Operand {
                name: "FILE",
                values: Values::File,
                most: usize::MAX,
                about: "Scenario files: .json is JSON, anything else TOML; - reads standard input",
            }],
            options: &[],
        },
        Group { title: OPTIONS, operands: &[], options: &[&LANG, &JSON] },
    ],
    notes: "A note, such as a Region not yet launched on the scenario's day, does not make a file wrong. The exit code is \
            1 if any file cannot be read or is wrong.",
    examples: &[
        "sts-atlas check scenes/*.toml",
        "sts-atlas check my-scenario.toml --json | jq '.files[].issues[].message'",
    ],
    run,
};

/// A file that was looked at.
struct Checked {
    name: String,
    outcome: Result<Reading, String>,
}

fn run(given: &Given) -> Result<(), Failure> {
    if given.operands().is_empty() {
        return Err(Failure::Usage("`check` needs at least one <FILE>".into()));
    }
    let lang = given.lang();
    let files: Vec<Checked> = given.operands().iter().map(|path| check(lang, Path::new(path))).collect();
    let all_right = files.iter().all(Checked::is_right);
    print(&if given.has(&JSON) { format!("{:#}\n", to_json(lang, &files)) } else { to_text(lang, &files) })?;
    if all_right { Ok(()) } else { Err(Failure::Reported) }
}

fn check(lang: Lang, path: &Path) -> Checked {
    let outcome = read_scenario(lang, path).map_err(|failure| failure.to_string().trim_end().to_owned());
    Checked { name: path.display().to_string(), outcome }
}

impl Checked {
    fn is_right(&self) -> bool {
        self.outcome.as_ref().is_ok_and(|reading| reading.scenario.is_some())
    }

    fn issues(&self) -> &[Issue] {
        self.outcome.as_ref().map_or(&[], |reading| &reading.issues)
    }
}

fn to_text(lang: Lang, files: &[Checked]) -> String {
    let mut text = String::new();
    for file in files {
        if let Err(message) = &file.outcome {
            text.push_str(&format!("{message}\n"));
        }
        text.extend(file.issues().iter().map(|said| format!("{}\n", issue(lang, said))));
        if let Ok(Reading { scenario: Some(scenario), .. }) = &file.outcome {
            let count = scenario.worlds[0].spec.principals.iter().map(|principal| principal.count).sum();
            let end = scenario.start.plus_micros(scenario.length.0);
            let (principals, faults) = (count_principals(lang, count), count_faults(lang, scenario.faults.len()));
            text.push_str(&file_right(lang, &file.name, principals, faults, scenario.start, end));
            text.push('\n');
        }
    }
    let wrong = files.iter().filter(|file| !file.is_right()).count();
    let (errors, notes) = counts(files);
    let (errors, notes) = (count_errors(lang, errors), count_notes(lang, notes));
    text.push_str(&files_checked(lang, count_files(lang, files.len()), wrong, errors, notes));
    text.push('\n');
    text
}

/// Errors, files that cannot be read included, and notes.
fn counts(files: &[Checked]) -> (usize, usize) {
    let unreadable = files.iter().filter(|file| file.outcome.is_err()).count();
    let notes = files.iter().flat_map(Checked::issues).filter(|issue| issue.is_note()).count();
    let all: usize = files.iter().map(|file| file.issues().len()).sum();
    (unreadable + all - notes, notes)
}

fn to_json(lang: Lang, files: &[Checked]) -> Json {
    let (errors, notes) = counts(files);
    let files = files.iter().map(|file| {
        json!({
            "file": file.name,
            "right": file.is_right(),
            "unreadable": file.outcome.as_ref().err(),
            "issues": file.issues().iter().map(|issue| issue_json(lang, issue)).collect::<Vec<_>>(),
        })
    });
    json!({ "files": files.collect::<Vec<_>>(), "errors": errors, "notes": notes })
}

fn issue_json(lang: Lang, issue: &Issue) -> Json {
    json!({
        "line": issue.line,
        "column": issue.column,
        "path": issue.path,
        "severity": if issue.is_note() { "note" } else { "error" },
        "message": issue_code(lang, &issue.code),
    })
}
