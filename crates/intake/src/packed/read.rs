//! The form of packed bytes into a scenario: its own data, its faults, what was said when.
//! The worlds are `world`'s business; what a number may be is what scenario files allow.

use sts_atlas_facts::{Micros, UtcInstant};
use sts_atlas_player::{Approximate, EventTime, Flag, LocalizedText, OfferedFault, Scenario, WorldSetup};
use sts_atlas_sim::{FaultWindow, Seed, SimTime};

use super::form::{self, Text};
use super::names::{Names, few, within};
use super::{PackedError, fault, world};
use crate::event_time::parse_event_time;
use crate::limits::{LONGEST_TEXT, LONGEST_TITLE, MOST_FAULTS, MOST_FLAGS, is_id, is_text};
use crate::modelled::{CALENDAR, MICROS_PER_DAY};

const LENGTHS: [u64; 2] = [Micros::from_minutes(1).0, Micros::from_minutes(7 * 24 * 60).0];
const MOST_WINDOWS: usize = 100;

pub(super) fn scenario(form: form::Scenario) -> Result<Scenario, PackedError> {
    let names = Names(&form.names);
    if !is_id(&form.id) {
        return Err(PackedError::UnfitText { what: "id" });
    }
    let day = form.start.div_euclid(MICROS_PER_DAY);
    if !i32::try_from(day).is_ok_and(|day| CALENDAR.contains(&day)) {
        return Err(PackedError::StartOutOfRange { found: form.start });
    }
    let length = Micros(within("length", form.length, LENGTHS[0], LENGTHS[1])?);
    let seed = Seed::new(form.seed).map_err(|error| PackedError::SeedTooLarge { found: error.found })?;
    // A scenario need not have a summary.
    let has_summary = form.summary != Text::default();
    let summary = if has_summary { text("summary", form.summary, LONGEST_TEXT)? } else { LocalizedText::default() };
    let [a, b] = form.worlds;
    let worlds = [world::setup(a, &names, length)?, world::setup(b, &names, length)?];
    same_cast(&worlds)?;
    few("faults", &form.faults, 0, MOST_FAULTS)?;
    let faults: Result<_, _> = form.faults.into_iter().map(|fault| offered(fault, &names, length)).collect();
    Ok(Scenario {
        id: form.id,
        title: text("title", form.title, LONGEST_TITLE)?,
        summary,
        start: UtcInstant(form.start),
        event_time: event_time(&form.event_time)?,
        length,
        seed,
        worlds,
        faults: faults?,
        offered_opt_in: names.regions(&form.offered_opt_in, "opt-in Region", |region| region.fact().opt_in)?,
        flags: flags(form.flags, length)?,
    })
}

fn event_time(text: &str) -> Result<Option<EventTime>, PackedError> {
    if text.is_empty() {
        return Ok(None);
    }
    parse_event_time(text).map(Some).ok_or(PackedError::UnfitText { what: "event_time" })
}

pub(super) fn text(what: &'static str, (en, ja): Text, most: usize) -> Result<LocalizedText, PackedError> {
    if is_text(&en, most) && is_text(&ja, most) {
        Ok(LocalizedText { en, ja })
    } else {
        Err(PackedError::UnfitText { what })
    }
}

/// The same accounts and principals, in the same places, doing the same: only settings may differ.
fn same_cast([a, b]: &[WorldSetup; 2]) -> Result<(), PackedError> {
    let (a, b) = (&a.spec, &b.spec);
    let accounts = a.accounts.iter().map(|account| &account.id).eq(b.accounts.iter().map(|account| &account.id));
    let same = a.principals.len() == b.principals.len()
        && a.principals
            .iter()
            .zip(&b.principals)
            .all(|(a, b)| a.name == b.name && a.count == b.count && a.at == b.at && a.kind == b.kind);
    if accounts && same { Ok(()) } else { Err(PackedError::WorldsDiffer) }
}

fn offered(form: form::OfferedFault, names: &Names<'_>, length: Micros) -> Result<OfferedFault, PackedError> {
    few("windows", &form.windows, 0, MOST_WINDOWS)?;
    let windows: Result<_, _> = form.windows.iter().map(|&(start, end)| window(start, end, length)).collect();
    Ok(OfferedFault {
        fault: fault::read(&form.fault, names)?,
        windows: windows?,
        title: text("fault's title", form.title, LONGEST_TITLE)?,
        note: form.note.map(|note| text("fault's note", note, LONGEST_TEXT)).transpose()?,
        assumed: form.assumed,
        approximate: Approximate { start: form.approximate_start, end: form.approximate_end },
    })
}

fn window(start: u64, end: Option<u64>, length: Micros) -> Result<FaultWindow, PackedError> {
    let (start, end) = (SimTime(start), end.map_or(SimTime::NEVER, SimTime));
    if start.0 >= length.0 {
        Err(PackedError::AfterTheEnd { at: start })
    } else if end <= start {
        Err(PackedError::EndsBeforeStart { end })
    } else {
        Ok(FaultWindow { start, end })
    }
}

fn flags(form: Vec<form::Flag>, length: Micros) -> Result<Vec<Flag>, PackedError> {
    few("flags", &form, 0, MOST_FLAGS)?;
    let mut flags: Vec<Flag> = Vec::with_capacity(form.len());
    for flag in form {
        let at = SimTime(flag.at);
        if at.0 > length.0 {
            return Err(PackedError::AfterTheEnd { at });
        }
        if flags.last().is_some_and(|last| at < last.at) {
            return Err(PackedError::OutOfOrder { at });
        }
        flags.push(Flag { at, text: text("flag", flag.text, LONGEST_TEXT)?, approximate: flag.approximate });
    }
    Ok(flags)
}
