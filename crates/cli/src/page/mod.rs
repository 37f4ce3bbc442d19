//! A run as a page for people: something to put in a review.
//! Sentences are `words`', numbers `player`'s; here they are put in order and set in columns.

mod changes;
mod events;
mod heading;
mod knowledge;
mod numbers;
mod places;
mod ribbon;

pub use heading::{hours_in_utc, title};
use sts_atlas_facts::{Micros, UtcInstant};
use sts_atlas_player::{Outcome, Player, Scenario, Snapshot, WorldId, WorldSnapshot};
use sts_atlas_sim::SimTime;
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::open_questions::OpenQuestions;
use crate::text::width;
use crate::zone::Zone;

/// How a page is set.
#[derive(Clone, Debug)]
pub struct Setting {
    pub lang: Lang,
    pub columns: usize,
    /// Plain letters only in ribbons and rules.
    pub ascii: bool,
    /// Local time of this zone; where none is asked for, of the place that lost most.
    pub zone: Option<Zone>,
}

/// What the sections read.
struct Page<'a> {
    player: &'a Player,
    snapshot: Snapshot,
    outcomes: [Outcome; 2],
    open: OpenQuestions,
    set: Setting,
}

/// The whole page.
pub fn page(player: &Player, open: OpenQuestions, set: Setting) -> String {
    let outcomes = WorldId::BOTH.map(|id| player.outcome(id));
    let zone = set.zone.or_else(|| {
        let [a, _] = &outcomes;
        // The first of several that lost the same.
        let most = a.by_place.iter().rev().max_by_key(|place| place.lost);
        most.and_then(|most| Zone::of(most.place))
    });
    let page = Page { player, snapshot: player.snapshot(), outcomes, open, set: Setting { zone, ..set } };
    let sections = [
        heading::heading(&page),
        heading::in_short(&page),
        events::events(&page),
        changes::changes(&page),
        ribbon::states(&page),
        places::places(&page),
        places::first_harm(&page),
        numbers::requests(&page),
        numbers::errors(&page),
        numbers::latency(&page),
        numbers::tokens(&page),
        knowledge::assumed(&page),
        knowledge::unknown(&page),
        numbers::fingerprint(&page),
    ];
    let sections: Vec<String> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    sections.join("\n")
}

impl Page<'_> {
    const fn lang(&self) -> Lang {
        self.set.lang
    }

    fn scenario(&self) -> &Scenario {
        &self.player.recording().scenario
    }

    fn worlds(&self) -> impl Iterator<Item = (&WorldSnapshot, &Outcome)> {
        self.snapshot.worlds.iter().zip(&self.outcomes)
    }

    fn utc(&self, at: SimTime) -> UtcInstant {
        self.scenario().start.plus_micros(at.0)
    }

    /// `08:32`, with its day where the scenario has several.
    fn clock(&self, at: SimTime, with_seconds: bool) -> String {
        let clock = self.time_of_day(at, with_seconds);
        if self.has_several_days() { format!("{} {clock}", self.utc(at).date()) } else { clock }
    }

    /// `08:32`, whatever the day.
    fn time_of_day(&self, at: SimTime, with_seconds: bool) -> String {
        let instant = self.utc(at);
        if with_seconds { words::clock(instant) } else { words::clock_minutes(instant) }
    }

    fn has_several_days(&self) -> bool {
        heading::has_several_days(self.scenario())
    }

    /// `08:32:07`, with its day where that is not the day of what it follows.
    fn clock_after(&self, before: SimTime, at: SimTime) -> String {
        let instant = self.utc(at);
        let clock = words::clock(instant);
        if self.utc(before).date() == instant.date() { clock } else { format!("{} {clock}", instant.date()) }
    }

    /// The same in the page's zone; empty where it has none.
    fn local_clock(&self, at: SimTime, with_seconds: bool) -> String {
        self.set.zone.as_ref().map(|zone| zone.clock(self.utc(at), with_seconds)).unwrap_or_default()
    }

    fn zone_name(&self) -> String {
        self.set.zone.as_ref().map(|zone| zone.abbreviation(self.scenario().start)).unwrap_or_default()
    }

    /// When the first fault begins.
    fn first_fault(&self) -> Option<SimTime> {
        self.snapshot.faults.iter().filter_map(|fault| fault.windows.first()).map(|window| window.start).min()
    }

    /// How long into the first fault, where it has begun.
    fn since_fault(&self, at: SimTime) -> String {
        match self.first_fault() {
            Some(start) if start < at => words::span(self.lang(), at.since(start)),
            _ => String::new(),
        }
    }

    fn section(&self, title: &str, body: &str) -> String {
        section(&self.set, title, body)
    }
}

/// A heading across the page, and what stands below it.
pub fn section(set: &Setting, title: &str, body: &str) -> String {
    let stroke = if set.ascii { "-" } else { "─" };
    let rest = set.columns.saturating_sub(width(title) + 4);
    format!("{} {title} {}\n\n{body}", stroke.repeat(2), stroke.repeat(rest))
}

/// Minutes with one decimal, rounded half up like those in JSON.
fn minutes(span: Micros) -> String {
    words::minutes_tenths(Micros(span.0 + 3_000_000))
}
