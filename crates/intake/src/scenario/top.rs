//! The top of a scenario file: what it is called, when it runs, what is said when.
//! Principals, accounts, faults and the twin have their own modules.

use sts_atlas_facts::{Date, Micros, RegionId, UtcInstant};
use sts_atlas_player::{Flag, LocalizedText, Scenario, WorldSetup};
use sts_atlas_sim::{Seed, SimTime, ordered};

use super::reader::{Entry, Reader, Section};
use super::{account, fault, principal, twin};
use crate::document::{Node, Value};
use crate::limits::{LONGEST_ID, LONGEST_TEXT, LONGEST_TITLE, MOST_FLAGS, is_id};
use crate::modelled::is_modelled;
use crate::quantity::{parse_span, parse_utc};
use crate::{Expected, IssueCode};

const KEYS: &[&str] = &[
    "version",
    "id",
    "title",
    "summary",
    "label",
    "as_of",
    "start",
    "length",
    "seed",
    "offer_opt_in",
    "account",
    "principal",
    "fault",
    "flag",
    "twin",
];
/// The one version of the format there is.
const VERSION: u64 = 1;

/// The scenario's own span of time.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    /// `None` where it could not be read.
    start: Option<UtcInstant>,
    pub length: Micros,
}

/// Reads the whole document; whether it is usable, the reader's issues say.
pub(super) fn scenario(reader: &mut Reader<'_>, node: &Node, file: &str) -> Option<Scenario> {
    let top = reader.whole(node, KEYS)?;
    if let Some(version) = reader.required(&top, "version") {
        reader.number(&version, VERSION, VERSION)?;
    }
    let id = top.get("id").map_or_else(|| Some(id_from(file)), |entry| id(reader, &entry));
    let title = reader.required(&top, "title").and_then(|entry| localized(reader, &entry, LONGEST_TITLE));
    let summary = top.get("summary").and_then(|entry| localized(reader, &entry, LONGEST_TEXT));
    let label = top.get("label").and_then(|entry| localized(reader, &entry, LONGEST_TITLE));
    let as_of = reader.required(&top, "as_of").and_then(|entry| day(reader, &entry));
    let start = reader.required(&top, "start").and_then(|entry| utc(reader, &entry));
    let length = reader.required(&top, "length").and_then(|entry| reader.span(&entry, "1m", "7d"));
    let seed = top.get("seed").map_or(Some(1), |entry| reader.number(&entry, 0, Seed::MAX));
    let offered_opt_in = top.get("offer_opt_in").map(|entry| opt_in_regions(reader, &entry)).unwrap_or_default();
    let clock = Clock {
        start,
        // Where the length is wrong, nothing else should be said to be outside of it.
        length: length.unwrap_or(Micros::from_minutes(7 * 24 * 60)),
    };
    let faults = fault::faults(reader, &top, clock);
    let flags = flags(reader, &top, clock);
    let twin = twin::read(reader, &top);
    let accounts = account::accounts(reader, &top, None);
    let spec_a = principal::world(reader, &top, accounts, as_of, None);
    let accounts = account::accounts(reader, &top, twin.section.as_ref());
    let spec_b = principal::world(reader, &top, accounts, twin.as_of.or(as_of), Some(&twin));
    let named = |label: Option<LocalizedText>, letter: &str| {
        label.unwrap_or_else(|| LocalizedText { en: letter.to_owned(), ja: letter.to_owned() })
    };
    Some(Scenario {
        id: id?,
        title: title?,
        summary: summary.unwrap_or_default(),
        start: start?,
        length: length?,
        seed: Seed::new(seed?).ok()?,
        worlds: [
            WorldSetup { label: named(label, "A"), spec: spec_a? },
            WorldSetup { label: named(twin.label, "B"), spec: spec_b? },
        ],
        faults,
        offered_opt_in,
        flags,
    })
}

/// Letters, digits and hyphens of a file's stem, in lower case; other characters become hyphens.
fn id_from(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    let id: String = stem.chars().take(LONGEST_ID).map(letter).collect();
    if id.is_empty() { "scenario".to_owned() } else { id }
}

fn id(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<String> {
    match &entry.node.value {
        Value::Text(text) if is_id(text) => Some(text.clone()),
        _ => reader.unexpected(entry, Expected::Id, None),
    }
}

/// A text in both languages.
pub(super) fn localized(reader: &mut Reader<'_>, entry: &Entry<'_>, most: usize) -> Option<LocalizedText> {
    let section = reader.section(entry, &["en", "ja"])?;
    let en = reader.required(&section, "en").and_then(|entry| reader.text(&entry, most));
    let ja = reader.required(&section, "ja").and_then(|entry| reader.text(&entry, most));
    Some(LocalizedText { en: en?.to_owned(), ja: ja?.to_owned() })
}

/// A title in both languages that must be there.
pub(super) fn title(reader: &mut Reader<'_>, section: &Section<'_>) -> Option<LocalizedText> {
    let entry = reader.required(section, "title")?;
    localized(reader, &entry, LONGEST_TITLE)
}

/// A longer text in both languages, if it is there.
pub(super) fn note(reader: &mut Reader<'_>, section: &Section<'_>) -> Option<LocalizedText> {
    let entry = section.get("note")?;
    localized(reader, &entry, LONGEST_TEXT)
}

/// A label of a world, if it is there.
pub(super) fn label(reader: &mut Reader<'_>, section: &Section<'_>) -> Option<LocalizedText> {
    let entry = section.get("label")?;
    localized(reader, &entry, LONGEST_TITLE)
}

/// A day whose rules are modelled.
pub(super) fn day(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Date> {
    let (Value::Text(text) | Value::Moment(text)) = &entry.node.value else {
        return reader.unexpected(entry, Expected::Day, None);
    };
    match Date::parse(text) {
        Err(_) => reader.unexpected(entry, Expected::Day, None),
        Ok(day) if !is_modelled(day) => reader.unexpected(entry, Expected::ModelledDay, None),
        Ok(day) => Some(day),
    }
}

fn utc(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<UtcInstant> {
    let parsed = match &entry.node.value {
        Value::Text(text) | Value::Moment(text) => parse_utc(text).ok(),
        _ => None,
    };
    parsed.or_else(|| reader.unexpected(entry, Expected::Utc, None))
}

/// A moment of the scenario: an offset from its start, or an instant in UTC.
pub(super) fn moment(reader: &mut Reader<'_>, entry: &Entry<'_>, clock: Clock) -> Option<SimTime> {
    let (Value::Text(text) | Value::Moment(text)) = &entry.node.value else {
        return reader.unexpected(entry, Expected::Moment, None);
    };
    if let Ok(span) = parse_span(text) {
        return Some(SimTime(span.0));
    }
    let Ok(instant) = parse_utc(text) else { return reader.unexpected(entry, Expected::Moment, None) };
    // Without a start nobody can say whether an instant is inside; that the start is wrong has been said already.
    match u64::try_from(instant.0.saturating_sub(clock.start?.0)) {
        Ok(offset) => Some(SimTime(offset)),
        Err(_) => {
            reader.say(entry, IssueCode::OutsideScenario);
            None
        }
    }
}

/// Opt-in Regions, each once.
pub(super) fn opt_in_regions(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Vec<RegionId> {
    let Some(entries) = reader.list(entry, 0, RegionId::all().count()) else { return Vec::new() };
    reader.distinct(entries, |reader, entry| reader.region(entry, Expected::OptInRegion, |region| region.fact().opt_in))
}

fn flags(reader: &mut Reader<'_>, top: &Section<'_>, clock: Clock) -> Vec<Flag> {
    let Some(entry) = top.get("flag") else { return Vec::new() };
    let entries = reader.list(&entry, 0, MOST_FLAGS).unwrap_or_default();
    let flags: Vec<Flag> = entries
        .iter()
        .filter_map(|entry| {
            let section = reader.section(entry, &["at", "text"])?;
            let text = reader.required(&section, "text").and_then(|entry| localized(reader, &entry, LONGEST_TEXT));
            let at_entry = reader.required(&section, "at")?;
            let at = moment(reader, &at_entry, clock)?;
            if at.0 > clock.length.0 {
                reader.say(&at_entry, IssueCode::OutsideScenario);
            }
            Some(Flag { at, text: text? })
        })
        .collect();
    ordered(flags, |flag| flag.at)
}
