//! What the model assumes: a field for each number and choice, with the rule that states it, and a list of what is no
//! number.
//! No assumption is made or worded here.

use sts_atlas_facts::{Confidence, RuleId};
use sts_atlas_player::{Assumption, AssumptionUnit, Command};
use sts_atlas_words as words;

use super::{Filled, decimal, number, parse_decimal, select};
use crate::html::Html;
use crate::sheets::Sitting;

const VALUE: &str = "value";

pub(crate) fn draw(html: &mut Html, sitting: &Sitting) {
    let lang = sitting.lang;
    if sitting.texts.is_none() {
        sitting.cannot_be_had(html);
    }
    for assumption in Assumption::ALL {
        sitting.form(html, assumption.fact().key, &words::assumption(lang, assumption), |html| {
            field(html, sitting, assumption)
        });
    }
    let stated: Vec<RuleId> = Assumption::ALL.iter().filter_map(|assumption| assumption.fact().rule).collect();
    let fixed =
        RuleId::ALL.into_iter().filter(|rule| rule.fact().confidence == Confidence::Assumed && !stated.contains(rule));
    html.said("h3", &[], &words::assumptions_fixed(lang));
    html.element("ul", &[], |html| {
        for text in fixed.filter_map(|rule| sitting.texts?.of(rule)) {
            html.said("li", &[], &lang.of(text.statement, text.statement));
        }
    });
}

fn field(html: &mut Html, sitting: &Sitting, assumption: Assumption) {
    let (lang, fact) = (sitting.lang, assumption.fact());
    let recording = sitting.player.recording();
    let written = &recording.scenario.worlds[sitting.world.index()].spec.assumptions;
    let value = recording.edits.assumptions.get(assumption).unwrap_or_else(|| assumption.read(written));
    let (unit, per_unit) = words::assumption_unit(lang, fact.unit, fact.most);
    let name = words::assumption(lang, assumption);
    if fact.unit == AssumptionUnit::Choice {
        let choices = words::assumption_choices(lang, assumption);
        let options: Vec<(String, String)> =
            choices.into_iter().enumerate().map(|(index, text)| (index.to_string(), text)).collect();
        select(html, VALUE, &name, &options, &value.to_string());
    } else {
        let label = if unit.is_empty() { name } else { words::with_unit(lang, name, unit) };
        let typed = sitting.wrong(fact.key).map(|wrong| wrong.filled.get(VALUE).to_owned());
        number(html, VALUE, &label, &typed.unwrap_or_else(|| decimal(value, per_unit)), "");
        let before = assumption.read(written);
        if before != value {
            html.said("small", &[], &words::as_written(lang, decimal(before, per_unit)));
        }
    }
    if let Some(text) = fact.rule.and_then(|rule| sitting.texts?.of(rule)) {
        html.said("small", &[("class", "hint")], &lang.of(text.statement, text.statement));
    }
}

/// An empty field is as written again.
pub(super) fn read(sitting: &Sitting, filled: &Filled) -> Result<Vec<Command>, String> {
    let key = filled.get(super::WHICH);
    let Some(assumption) = Assumption::ALL.into_iter().find(|known| known.fact().key == key) else {
        return Ok(Vec::new());
    };
    let (lang, fact) = (sitting.lang, assumption.fact());
    let (_, per_unit) = words::assumption_unit(lang, fact.unit, fact.most);
    let typed = filled.get(VALUE);
    let written = &sitting.player.recording().scenario.worlds[sitting.world.index()].spec.assumptions;
    let value = if typed.trim().is_empty() { Some(assumption.read(written)) } else { parse_decimal(typed, per_unit) };
    let edit = value.and_then(|value| assumption.with(value));
    let range = || words::out_of_range(lang, decimal(fact.least, per_unit), decimal(fact.most, per_unit));
    Ok(vec![Command::SetAssumption(edit.ok_or_else(range)?)])
}
