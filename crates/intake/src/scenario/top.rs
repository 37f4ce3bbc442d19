//! The top of a scenario file: what it is called, when it runs, what is said when.
//! Principals, accounts, faults and the twin have their own modules.

use sts_atlas_facts::{Micros, UtcInstant};
use sts_atlas_player::{Flag, LocalizedText, Scenario, WorldSetup};
use sts_atlas_sim::{Seed, SimTime, ordered};

use super::reader::{Reader, Section};
use super::value::Moment;
use super::{account, fault, principal, twin};
use crate::IssueCode;
use crate::limits::LONGEST_ID;

/// The scenario's own span of time.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    /// `None` where it could not be read.
    start: Option<UtcInstant>,
    pub length: Micros,
}

/// Reads the whole document; whether it is usable, the reader's issues say.
pub(super) fn scenario(reader: &mut Reader<'_>, top: &Section<'_>, file: &str) -> Option<Scenario> {
    let (start, length) = (top.value("start"), top.value("length"));
    // Where the length is wrong, nothing else should be said to be outside of it.
    let clock = Clock { start, length: length.unwrap_or(Micros::from_minutes(7 * 24 * 60)) };
    let faults = fault::faults(reader, top, clock);
    let flags = flags(reader, top, clock);
    let twin = twin::read(reader, top);
    let as_of = top.value("as_of");
    let accounts = account::accounts(reader, top, None);
    let spec_a = principal::world(reader, top, clock, accounts, as_of, None);
    let accounts = account::accounts(reader, top, twin.section.as_ref());
    let spec_b = principal::world(reader, top, clock, accounts, twin.as_of.or(as_of), Some(&twin));
    let named = |label: Option<LocalizedText>, letter: &str| {
        label.unwrap_or_else(|| LocalizedText { en: letter.to_owned(), ja: letter.to_owned() })
    };
    Some(Scenario {
        id: if top.get("id").is_some() { top.value("id")? } else { id_from(file) },
        title: text(top, "title")?,
        summary: text(top, "summary").unwrap_or_default(),
        start: start?,
        event_time: top.value("event_time"),
        length: length?,
        seed: Seed::new(top.value("seed")?).ok()?,
        worlds: [
            WorldSetup { label: named(text(top, "label"), "A"), spec: spec_a? },
            WorldSetup { label: named(twin.label, "B"), spec: spec_b? },
        ],
        faults,
        offered_opt_in: top.list("offer_opt_in").unwrap_or_default(),
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

/// A text in both languages, if it is there.
pub(super) fn text(section: &Section<'_>, key: &str) -> Option<LocalizedText> {
    let text = section.child(key)?;
    Some(LocalizedText { en: text.value("en")?, ja: text.value("ja")? })
}

/// A moment of the scenario, as time from its start.
pub(super) fn moment(reader: &mut Reader<'_>, section: &Section<'_>, key: &str, clock: Clock) -> Option<SimTime> {
    match section.value(key)? {
        Moment::Offset(span) => Some(SimTime(span.0)),
        // Without a start nobody can say whether an instant is inside; that the start is wrong has been said already.
        Moment::Instant(instant) => match u64::try_from(instant.0.saturating_sub(clock.start?.0)) {
            Ok(offset) => Some(SimTime(offset)),
            Err(_) => {
                reader.say(&section.get(key)?, IssueCode::OutsideScenario);
                None
            }
        },
    }
}

fn flags(reader: &mut Reader<'_>, top: &Section<'_>, clock: Clock) -> Vec<Flag> {
    let flags = top.children("flag").into_iter().filter_map(|(_, section)| {
        let at = moment(reader, &section, "at", clock)?;
        if let Some(entry) = section.get("at").filter(|_| at.0 > clock.length.0) {
            reader.say(&entry, IssueCode::OutsideScenario);
        }
        Some(Flag { at, text: text(&section, "text")?, approximate: section.value("approximate")? })
    });
    ordered(flags, |flag: &Flag| flag.at)
}
