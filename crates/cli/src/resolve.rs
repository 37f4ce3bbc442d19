//! `resolve`: questions about clients, or to AWS's STS rule set, as JSON lines; answers likewise, or as a page for people.
//! What a client or the rule set says is `sim`'s business; how a line is read, `intake`'s.

use std::io::{BufRead, Write};

use sts_atlas_facts::{NewestKnown, RuleId};
use sts_atlas_intake::{
    LineError, ResolveAnswer, ResolveQuestion, ResolveRefusal, parse_resolve_line, parse_ruleset_line, resolve,
    resolve_json, ruleset_json,
};
use sts_atlas_sim::{Resolved, Step, UrlKind, resolve_ruleset};
use sts_atlas_words::{
    Lang, client_refuses, disputed_answer, found_value, line_error, newer_than_major, newer_than_version, note,
    refusal, region_unknown, resolved_line, resolved_to, role_chain, sdk, unread_line, url_custom, url_dual_stack,
    url_fips, url_fips_dual_stack, url_global, url_regional,
};

use crate::command::{Command, Group, LANG, Opt, WIDTH};
use crate::failure::Failure;
use crate::given::Given;
use crate::help::OPTIONS;
use crate::text::indented;

pub const COMMAND: Command = Command {
    name: "resolve",
    about: "Say which STS endpoint a client calls and why: JSON lines on standard input, one JSON line each on standard \
            output, in order",
    usage: &["[--pretty [--width <COLUMNS>]] [--lang <en|ja>] < questions.jsonl", "--ruleset < questions.jsonl"],
    groups: &[Group { title: OPTIONS, operands: &[], options: &[&RULESET, &PRETTY, &WIDTH, &LANG] }],
    notes: "\
A question names sdk and version, and what is set: env (variables), config (the text of the shared config file), profile, \
code (region, endpoint_url, use_fips, use_dualstack, sts_regional_endpoints) and operation; all but the first two are \
optional. Where that SDK refuses, the answer is {\"error\":{\"code\":…,\"message\":…}}. What decides nothing, \
secrets among it, is dropped as it is read.\n\n\
A line that cannot be read gives an error with its line, the lines after it are still answered, and the exit code is 1.",
    examples: &[
        "echo '{\"sdk\":\"boto3\",\"version\":\"1.39.0\",\"env\":{\"AWS_DEFAULT_REGION\":\"ap-northeast-1\"}}' | sts-atlas resolve --pretty",
        "echo '{\"Region\":\"ap-northeast-1\",\"UseGlobalEndpoint\":true}' | sts-atlas resolve --ruleset",
    ],
    run,
};

const RULESET: Opt = Opt {
    long: "ruleset",
    short: None,
    value: None,
    about: "The questions are raw parameters of the rule set: Region, UseFIPS, UseDualStack, UseGlobalEndpoint, Endpoint",
};

const PRETTY: Opt =
    Opt { long: "pretty", short: None, value: None, about: "Print each answer with its steps for people" };

fn run(given: &Given) -> Result<(), Failure> {
    let (input, output) = (std::io::stdin().lock(), &mut std::io::stdout().lock());
    let (lang, columns) = (given.lang(), given.columns()?);
    if given.has(&RULESET) {
        let ruleset = |line: &str, _| {
            parse_ruleset_line(line).map(|params| format!("{}\n", ruleset_json(&resolve_ruleset(&params))))
        };
        let unread = |error: &LineError, line| unread_ruleset(&line_error(lang, error), line);
        return answer_lines(input, output, "", unread, ruleset);
    }
    if given.has(&PRETTY) {
        let client = |line: &str, number| {
            let question = parse_resolve_line(line)?;
            Ok(page(&question, &resolve(&question), number, (lang, columns)))
        };
        let unread =
            |error: &LineError, number| indented("", &unread_line(lang, number, line_error(lang, error)), columns);
        // Answers of several lines each stand apart.
        return answer_lines(input, output, "\n", unread, client);
    }
    let client = |line: &str, _| {
        let question = parse_resolve_line(line)?;
        Ok(format!("{}\n", json_line(&question, &resolve(&question), lang)))
    };
    answer_lines(input, output, "", |error, line| unread(&line_error(lang, error), line), client)
}

fn json_line(question: &ResolveQuestion, answer: &ResolveAnswer, lang: Lang) -> serde_json::Value {
    let mut line = resolve_json(answer, |rule| (rule.fact().id, statement(rule, lang)), |reason| refusal(lang, reason));
    if let Some(note) = newer(question, lang) {
        line["note"] = note.into();
    }
    line
}

fn client_of(question: &ResolveQuestion, lang: Lang) -> String {
    sdk(lang, question.preset.sdk, question.version)
}

/// What to know of a version that is newer than all that were read.
fn newer(question: &ResolveQuestion, lang: Lang) -> Option<String> {
    let client = client_of(question, lang);
    Some(match question.preset.exceeded_by(question.version)? {
        NewestKnown::Version(newest) => newer_than_version(lang, client, newest),
        NewestKnown::Major(newest) => newer_than_major(lang, client, format_args!("{newest}.x")),
    })
}

fn unread_ruleset(message: &str, line: u64) -> String {
    format!("{}\n", serde_json::json!({ "error": { "line": line, "message": message } }))
}

fn unread(message: &str, line: u64) -> String {
    let error = serde_json::json!({ "code": "UnreadableLine", "line": line, "message": message });
    format!("{}\n", serde_json::json!({ "error": error }))
}

/// Answers every line that is not blank, in order, with something between two answers.
fn answer_lines(
    mut input: impl BufRead,
    output: &mut impl Write,
    between: &str,
    unread: impl Fn(&LineError, u64) -> String,
    answer: impl Fn(&str, u64) -> Result<String, LineError>,
) -> Result<(), Failure> {
    let mut line = Vec::new();
    let mut number = 0_u64;
    let (mut all_read, mut before) = (true, "");
    loop {
        line.clear();
        let count =
            input.read_until(b'\n', &mut line).map_err(|error| Failure::input(format!("standard input: {error}")))?;
        if count == 0 {
            break;
        }
        number += 1;
        let answered = match std::str::from_utf8(&line) {
            Ok(text) if text.trim().is_empty() => continue,
            Ok(text) => answer(text.trim_end(), number),
            Err(_) => Err(LineError::NotUtf8),
        };
        all_read &= answered.is_ok();
        let text = answered.unwrap_or_else(|error| unread(&error, number));
        output.write_all(format!("{before}{text}").as_bytes()).map_err(Failure::from_output)?;
        before = between;
    }
    if all_read { Ok(()) } else { Err(Failure::Reported) }
}

fn statement(rule: RuleId, lang: Lang) -> &'static str {
    if lang == Lang::Ja { rule.fact().statement_ja } else { rule.fact().statement_en }
}

/// An answer for people: where the request goes, then the steps, each with value, place and rule.
fn page(question: &ResolveQuestion, answer: &ResolveAnswer, line: u64, (lang, columns): (Lang, usize)) -> String {
    let mut text = resolved_line(lang, line, client_of(question, lang), headline(&answer.result, lang)) + "\n";
    for (index, step) in answer.steps.iter().enumerate() {
        text.push_str(&indented(&format!("  {}. ", index + 1), &sentence(step, lang), columns));
    }
    let newer = newer(question, lang).map(|newer| note(lang, newer));
    let other = answer.disputed.as_ref().map(|other| disputed_answer(lang, headline(other, lang)));
    let chain = (!answer.role_chain.is_empty()).then(|| role_chain(lang, answer.role_chain.join(", ")));
    text.extend([newer, other, chain].into_iter().flatten().map(|line| indented("  ", &line, columns)));
    text
}

fn headline(result: &Result<Resolved, ResolveRefusal>, lang: Lang) -> String {
    let resolved = match result {
        Ok(resolved) => resolved,
        Err(ResolveRefusal { code, reason }) => return client_refuses(lang, code, refusal(lang, reason)),
    };
    let kind = match resolved.kind {
        UrlKind::Global => url_global(lang),
        UrlKind::Regional => url_regional(lang),
        UrlKind::Fips => url_fips(lang),
        UrlKind::DualStack => url_dual_stack(lang),
        UrlKind::FipsDualStack => url_fips_dual_stack(lang),
        UrlKind::Custom => url_custom(lang),
    };
    let region = resolved.signing_region.clone().unwrap_or_else(|| region_unknown(lang));
    resolved_to(lang, &resolved.url, kind, region)
}

fn sentence(step: &Step, lang: Lang) -> String {
    let statement = statement(step.rule, lang);
    match &step.found {
        Some(found) => found_value(lang, found.setting, &found.value, &found.place, statement),
        None => statement.to_owned(),
    }
}
