//! Faults of a scenario file: what breaks, where, how, and when if it is scheduled.
//! Whom it hurts is `sim`'s business.

use sts_atlas_facts::{Place, RegionId};
use sts_atlas_player::OfferedFault;
use sts_atlas_sim::{Direction, Fault, FaultWindow, PathEffect, ServerEffect, SimTime, StsNames};

use super::reader::{Entry, Reader, Section};
use super::top::{Clock, moment, note, title};
use crate::document::Value;
use crate::issue::Condition;
use crate::limits::{MOST_FAULTS, MOST_PLACES};
use crate::quantity::{parse_factor, parse_share};
use crate::{Expected, IssueCode};

const PATH_KEYS: &[&str] = &["kind", "from", "to", "direction", "effect", "start", "end", "title", "note", "assumed"];
const REGION_KEYS: &[&str] = &["kind", "at", "start", "end", "title", "note", "assumed"];
const STS_KEYS: &[&str] = &["kind", "at", "names", "effect", "start", "end", "title", "note", "assumed"];

#[derive(Clone, Copy)]
enum FaultKind {
    Path,
    Region,
    Sts,
}

/// What an effect can be, for a path or an endpoint.
enum Effect {
    Whole,
    Share(u32),
    Slow(u32),
}

/// All faults in their order, which links refer to.
pub(super) fn faults(reader: &mut Reader<'_>, top: &Section<'_>, clock: Clock) -> Vec<OfferedFault> {
    let Some(list) = top.get("fault") else { return Vec::new() };
    let entries = reader.list(&list, 0, MOST_FAULTS).unwrap_or_default();
    entries.iter().filter_map(|entry| offered(reader, entry, clock)).collect()
}

fn offered(reader: &mut Reader<'_>, entry: &Entry<'_>, clock: Clock) -> Option<OfferedFault> {
    let kind = kind(reader, entry)?;
    let keys = match kind {
        FaultKind::Path => PATH_KEYS,
        FaultKind::Region => REGION_KEYS,
        FaultKind::Sts => STS_KEYS,
    };
    let section = reader.section(entry, keys)?;
    let fault = match kind {
        FaultKind::Path => path(reader, &section),
        FaultKind::Region => regions(reader, &section, "at").map(|at| Fault::Region { at }),
        FaultKind::Sts => sts(reader, &section),
    };
    let windows = windows(reader, &section, clock);
    let title = title(reader, &section);
    let note = note(reader, &section);
    let assumed = section.get("assumed").map_or(Some(false), |entry| reader.truth(&entry));
    Some(OfferedFault { fault: fault?, windows: windows?, title: title?, note, assumed: assumed? })
}

/// Read first, since it says which keys there are.
fn kind(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<FaultKind> {
    let Value::Table(fields) = &entry.node.value else { return reader.unexpected(entry, Expected::Table, None) };
    let Some(field) = fields.iter().find(|field| field.key == "kind") else {
        reader.say(entry, IssueCode::MissingKey { key: "kind" });
        return None;
    };
    let kind = Entry { node: &field.node, path: format!("{}.kind", entry.path) };
    reader.word(&kind, &["path", "region", "sts"], |word| match word {
        "path" => Some(FaultKind::Path),
        "region" => Some(FaultKind::Region),
        "sts" => Some(FaultKind::Sts),
        _ => None,
    })
}

fn path(reader: &mut Reader<'_>, section: &Section<'_>) -> Option<Fault> {
    let from = reader.required(section, "from").and_then(|entry| {
        let entries = reader.list(&entry, 1, MOST_PLACES)?;
        // Any Region: one without latency data holds no principals, but a report may list it.
        Some(reader.distinct(entries, |reader, entry| reader.place(entry, |_: Place| true)))
    });
    let to = regions(reader, section, "to");
    let direction = section.get("direction").map_or(Some(Direction::BothWays), |entry| {
        reader.word(&entry, &["both-ways", "one-way"], |word| match word {
            "both-ways" => Some(Direction::BothWays),
            "one-way" => Some(Direction::OneWay),
            _ => None,
        })
    });
    let effect = match effect(reader, section, &["drop"], "loss")? {
        Effect::Whole => PathEffect::Drop,
        Effect::Share(parts_per_million) => PathEffect::Loss { parts_per_million },
        Effect::Slow(permille) => PathEffect::Slow { permille },
    };
    Some(Fault::Path { from: from?, to: to?, direction: direction?, effect })
}

fn sts(reader: &mut Reader<'_>, section: &Section<'_>) -> Option<Fault> {
    let at = regions(reader, section, "at");
    let names = section.get("names").map_or(Some(StsNames::Both), |entry| {
        reader.word(&entry, &["both", "regional", "global"], |word| match word {
            "both" => Some(StsNames::Both),
            "regional" => Some(StsNames::RegionalOnly),
            "global" => Some(StsNames::GlobalOnly),
            _ => None,
        })
    });
    let effect = match effect(reader, section, &["down"], "errors")? {
        Effect::Whole => ServerEffect::Down,
        Effect::Share(parts_per_million) => ServerEffect::Errors { parts_per_million },
        Effect::Slow(permille) => ServerEffect::Slow { permille },
    };
    Some(Fault::Sts { at: at?, names: names?, effect })
}

fn regions(reader: &mut Reader<'_>, section: &Section<'_>, key: &'static str) -> Option<Vec<RegionId>> {
    let entry = reader.required(section, key)?;
    let entries = reader.list(&entry, 1, MOST_PLACES)?;
    Some(reader.distinct(entries, |reader, entry| reader.region(entry, Expected::Region, |_| true)))
}

/// `effect = "drop"`, `effect = { loss = "20%" }` or `effect = { slow = 3 }`, and their like for endpoints.
fn effect(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    whole: &'static [&'static str],
    share: &'static str,
) -> Option<Effect> {
    let Some(entry) = section.get("effect") else { return Some(Effect::Whole) };
    if !matches!(entry.node.value, Value::Table(_)) {
        return reader.word(&entry, whole, |word| (word == whole[0]).then_some(())).map(|()| Effect::Whole);
    }
    let keys: &'static [&'static str] = if share == "loss" { &["loss", "slow"] } else { &["errors", "slow"] };
    let table = reader.section(&entry, keys)?;
    match (table.get(share), table.get("slow")) {
        (Some(entry), None) => {
            let share = match &entry.node.value {
                Value::Text(text) => parse_share(text),
                _ => None,
            };
            share.map(Effect::Share).or_else(|| reader.unexpected(&entry, Expected::Share, None))
        }
        (None, Some(entry)) => {
            let factor = match &entry.node.value {
                Value::Number(number) => parse_factor(number),
                _ => None,
            };
            factor.map(Effect::Slow).or_else(|| reader.unexpected(&entry, Expected::Factor, None))
        }
        _ => reader.unexpected(&entry, Expected::OneOf(keys), None),
    }
}

/// The scheduled span; none for a fault that is only offered.
fn windows(reader: &mut Reader<'_>, section: &Section<'_>, clock: Clock) -> Option<Vec<FaultWindow>> {
    let (start, end) = (section.get("start"), section.get("end"));
    let Some(start_entry) = start else {
        if let Some(end) = end {
            reader.say(&end, IssueCode::NotHere { key: "end", only: Condition::BesideStart });
        }
        return Some(Vec::new());
    };
    let start = moment(reader, &start_entry, clock);
    let end_time = end.as_ref().map_or(Some(SimTime::NEVER), |entry| moment(reader, entry, clock));
    let (start, end_time) = (start?, end_time?);
    if start.0 >= clock.length.0 {
        reader.say(&start_entry, IssueCode::OutsideScenario);
    }
    if let Some(entry) = end.filter(|_| end_time <= start) {
        reader.say(&entry, IssueCode::EndsBeforeStart);
    }
    Some(vec![FaultWindow { start, end: end_time }])
}
