//! `resolve --ruleset`: questions to AWS's STS rule set as JSON lines, answers likewise.
//! What the rule set says is `sim`'s business; how a line is read, `intake`'s.

use std::io::{BufRead, Write};

use sts_atlas_intake::{parse_ruleset_line, ruleset_json};
use sts_atlas_sim::resolve_ruleset;

use crate::command::{Command, Group, Opt};
use crate::failure::Failure;
use crate::given::Given;
use crate::help::OPTIONS;

pub const COMMAND: Command = Command {
    name: "resolve",
    about: "Ask AWS's STS endpoint rule set: JSON lines on standard input, one JSON line each on standard output, in order",
    usage: &["--ruleset < questions.jsonl"],
    groups: &[Group { title: OPTIONS, operands: &[], options: &[&RULESET] }],
    notes: "\
A refusal by the rule set is an answer: {\"error\":{\"message\":…}}. A line that cannot be read gives \
{\"error\":{\"line\":N,\"message\":…}}, the lines after it are still answered, and the exit code is 1.",
    examples: &["echo '{\"Region\":\"ap-northeast-1\",\"UseGlobalEndpoint\":true}' | sts-atlas resolve --ruleset"],
    run,
};

const RULESET: Opt = Opt {
    long: "ruleset",
    short: None,
    value: None,
    about: "The questions are raw parameters: Region, UseFIPS, UseDualStack, UseGlobalEndpoint, Endpoint",
};

fn run(given: &Given) -> Result<(), Failure> {
    if !given.has(&RULESET) {
        return Err(Failure::Usage("`resolve` needs --ruleset".into()));
    }
    resolve_ruleset_lines(std::io::stdin().lock(), &mut std::io::stdout().lock())
}

/// Answers every line that is not blank, in order.
fn resolve_ruleset_lines(mut input: impl BufRead, output: &mut impl Write) -> Result<(), Failure> {
    let mut line = Vec::new();
    let mut number = 0_u64;
    let mut all_read = true;
    loop {
        line.clear();
        let count =
            input.read_until(b'\n', &mut line).map_err(|error| Failure::input(format!("standard input: {error}")))?;
        if count == 0 {
            break;
        }
        number += 1;
        let parsed = match std::str::from_utf8(&line) {
            Ok(text) if text.trim().is_empty() => continue,
            Ok(text) => parse_ruleset_line(text.trim_end()),
            Err(_) => Err("not UTF-8".to_owned()),
        };
        let answer = match parsed {
            Ok(params) => ruleset_json(&resolve_ruleset(&params)),
            Err(message) => {
                all_read = false;
                serde_json::json!({ "error": { "line": number, "message": message } })
            }
        };
        writeln!(output, "{answer}").map_err(Failure::from_output)?;
    }
    if all_read { Ok(()) } else { Err(Failure::Reported) }
}
