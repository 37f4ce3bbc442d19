//! `rules`: the dated rules the model rests on, each with how well it is known and who says so.
//! No rule is made or worded here.

use serde_json::{Value as Json, json};
use sts_atlas_facts::{Confidence, Date, RULES, RuleFact};
use sts_atlas_intake::Expected;
use sts_atlas_words::{Lang, cited, known};

use crate::command::{Command, Group, JSON, LANG, Operand, Opt, Values, WIDTH};
use crate::failure::{Failure, print};
use crate::given::{Given, shown, wanted};
use crate::help::OPTIONS;
use crate::text::indented;

pub const COMMAND: Command = Command {
    name: "rules",
    about: "Print the dated rules behind the model: what holds, since when, how well it is known, and who says so",
    usage: &["[options] [<ID>]"],
    groups: &[
        Group {
            title: "Which rules",
            operands: &[Operand {
                name: "ID",
                values: Values::Rule,
                most: 1,
                about: "Only rules whose id is this or begins with it",
            }],
            options: &[&ON_DAY],
        },
        Group { title: OPTIONS, operands: &[], options: &[&LANG, &WIDTH, &JSON] },
    ],
    notes: "",
    examples: &[
        "sts-atlas rules lookup.",
        "sts-atlas rules --as-of 2024-08-29 --lang ja",
        "sts-atlas rules --json | jq '.[] | select(.confidence == \"assumed\") | .id'",
    ],
    run,
};

/// Any day: what held before the first day the model plays is still known.
const ON_DAY: Opt = Opt {
    long: "as-of",
    short: None,
    value: Some(("DAY", Values::Any)),
    about: "Only rules that may hold on that day (a rule whose first day is not known may)",
};

fn run(given: &Given) -> Result<(), Failure> {
    let day = given.parsed(&ON_DAY, &wanted(&Expected::Day), |text| Date::parse(text).ok())?;
    let start = given.operands().first().map(|id| shown(id)).unwrap_or_default();
    let columns = given.columns()?;
    let holds = |rule: &&RuleFact| day.is_none_or(|day| may_hold(rule, day));
    let chosen: Vec<&RuleFact> = RULES.iter().filter(|rule| rule.id.starts_with(&start)).filter(holds).collect();
    if chosen.is_empty() {
        return Err(Failure::input(format_args!(
            "no rule's id begins with `{start}`; `sts-atlas rules` prints them all"
        )));
    }
    if given.has(&JSON) {
        let rules: Vec<Json> = chosen.into_iter().map(to_json).collect();
        return print(&format!("{:#}\n", Json::Array(rules)));
    }
    let lang = given.lang();
    let rules: Vec<String> = chosen.into_iter().map(|rule| to_text(lang, rule, columns)).collect();
    print(&rules.join("\n"))
}

fn may_hold(rule: &RuleFact, day: Date) -> bool {
    rule.valid_from.is_none_or(|from| from <= day) && rule.valid_to.is_none_or(|to| day <= to)
}

fn to_text(lang: Lang, rule: &RuleFact, columns: usize) -> String {
    let lines = [lang.of(rule.statement_en, rule.statement_ja), known(lang, rule), cited(lang, rule.sources)];
    let lines: Vec<String> = lines.iter().map(|line| indented("  ", line, columns)).collect();
    format!("{}\n{}", rule.id, lines.concat())
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
