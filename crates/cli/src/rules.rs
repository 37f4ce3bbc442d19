//! `rules`: the dated rules the model rests on, each with how well it is known and who says so.
//! No rule is made or worded here.

use lexopt::prelude::*;
use serde_json::{Value as Json, json};
use sts_atlas_facts::{Confidence, Date, RULES, RuleFact};
use sts_atlas_intake::Expected;
use sts_atlas_words::{Lang, confidence, list, sources, validity};

use crate::arguments::{parse_language, text, unexpected, usage};
use crate::failure::Failure;

pub const HELP: &str = "\
Print the dated rules behind the model: what holds, since when, how well it is known, and who says so.

Usage: sts-atlas rules [options] [<START OF AN ID>]

Options:
  --as-of <DAY>    Only rules that may hold on that day (a rule whose first day is not known may)
  --lang <en|ja>   Language of the statements; default: en
  --json           Print JSON for programs instead of text, in both languages
  -h, --help       Print this help

Examples:
  sts-atlas rules lookup.
  sts-atlas rules --as-of 2024-08-29 --lang ja
  sts-atlas rules --json | jq '.[] | select(.confidence == \"assumed\") | .id'
";

/// Which rules, and how.
#[derive(Debug)]
pub struct RulesArguments {
    start: String,
    as_of: Option<Date>,
    lang: Lang,
    json: bool,
}

/// Reads what follows the command; `None` where help is asked for.
pub fn parse(parser: &mut lexopt::Parser) -> Result<Option<RulesArguments>, Failure> {
    let mut arguments = RulesArguments { start: String::new(), as_of: None, lang: Lang::En, json: false };
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("as-of") => arguments.as_of = Some(parse_any_day(&text(parser, "--as-of")?)?),
            Long("lang") => arguments.lang = parse_language(&text(parser, "--lang")?)?,
            Long("json") => arguments.json = true,
            Value(start) if arguments.start.is_empty() => arguments.start = start.to_string_lossy().into_owned(),
            other => return Err(usage(other.unexpected())),
        }
    }
    Ok(Some(arguments))
}

/// Any day: what held before the first day the model plays is still known.
fn parse_any_day(found: &str) -> Result<Date, Failure> {
    Date::parse(found).map_err(|_| unexpected("--as-of", found, &Expected::Day))
}

/// The rules asked for, as text or JSON.
///
/// # Errors
/// Where no rule fits.
pub fn rules(arguments: &RulesArguments) -> Result<String, Failure> {
    let holds = |rule: &&RuleFact| arguments.as_of.is_none_or(|day| may_hold(rule, day));
    let chosen: Vec<&RuleFact> =
        RULES.iter().filter(|rule| rule.id.starts_with(&arguments.start)).filter(holds).collect();
    if chosen.is_empty() {
        return Err(Failure::input(format_args!(
            "no rule's id begins with `{}`; `sts-atlas rules` prints them all",
            arguments.start.escape_debug()
        )));
    }
    Ok(if arguments.json {
        let rules: Vec<Json> = chosen.into_iter().map(to_json).collect();
        format!("{:#}\n", Json::Array(rules))
    } else {
        let rules: Vec<String> = chosen.into_iter().map(|rule| to_text(arguments.lang, rule)).collect();
        rules.join("\n")
    })
}

fn may_hold(rule: &RuleFact, day: Date) -> bool {
    rule.valid_from.is_none_or(|from| from <= day) && rule.valid_to.is_none_or(|to| day <= to)
}

fn to_text(lang: Lang, rule: &RuleFact) -> String {
    let known = [confidence(lang, rule.confidence), validity(lang, rule)];
    let known: Vec<String> = known.into_iter().filter(|words| !words.is_empty()).collect();
    format!(
        "{}\n  {}\n  {}\n  {}\n",
        rule.id,
        lang.of(rule.statement_en, rule.statement_ja),
        list(lang, &known),
        sources(lang, rule.sources.join("; "))
    )
}

fn to_json(rule: &RuleFact) -> Json {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    json!({
        "id": rule.id,
        "statement": { "en": rule.statement_en, "ja": rule.statement_ja },
        "valid_from": day(rule.valid_from),
        "valid_to": day(rule.valid_to),
        "confidence": name_of(rule.confidence),
        "sources": rule.sources,
    })
}

const fn name_of(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Documented => "documented",
        Confidence::SeenInCode => "seen-in-code",
        Confidence::Observed => "observed",
        Confidence::Inferred => "inferred",
        Confidence::Recalled => "recalled",
        Confidence::Assumed => "assumed",
    }
}
