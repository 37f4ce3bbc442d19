//! The moment shown, in words: in UTC, by the reader's clock and the event's, and in relation to the fault.
//! Where it lies on the time axis is shown by `tracks`.

use leptos::prelude::*;
use sts_atlas_facts::{Micros, UtcInstant};
use sts_atlas_player::Scenario;
use sts_atlas_sim::{FaultWindow, SimTime};
use sts_atlas_words as words;

use crate::bench::{Bench, bench};
use crate::platform::document;
use crate::preferences::{lang, text};
use crate::tag::tag;

const MINUTE: u64 = 60_000_000;

/// Whether a scenario begins and ends on different days, so that a time alone says too little.
pub fn has_several_days(scenario: &Scenario) -> bool {
    scenario.start.date() != scenario.start.plus_micros(scenario.length.0).date()
}

/// A moment of a scenario in UTC, to the minute, with its day where there are several.
pub fn minute(scenario: &Scenario, at: SimTime) -> String {
    let instant = scenario.start.plus_micros(at.0);
    let time = words::clock_minutes(instant);
    if has_several_days(scenario) {
        words::dated(lang(), words::day_of_month(lang(), instant.date()), time)
    } else {
        time
    }
}

/// The moment, for those who hear it.
pub fn spoken(bench: Bench) -> String {
    words::both(lang(), utc(bench, false), relation(bench))
}

/// The moment in UTC, by other clocks, and in relation to the fault.
pub fn clock() -> AnyView {
    let bench = bench();
    let fine = move || !bench.snapshot.with(|snapshot| snapshot.tempo.is_coarse());
    let time = tag("time").class("mono").set("data-metric", "utc").says(text(move || utc(bench, fine())));
    let elsewhere = tag("small").set("data-metric", "elsewhere").says(text(move || elsewhere(bench)));
    let relation = tag("small").set("data-metric", "relation").says(text(move || relation(bench)));
    tag("p").class("clock").child(time).child(elsewhere).child(relation).view()
}

fn now(bench: Bench, scenario: &Scenario) -> UtcInstant {
    scenario.start.plus_micros(bench.moment.get().0)
}

fn utc(bench: Bench, fine: bool) -> String {
    let Some(scenario) = bench.scenario() else { return String::new() };
    let now = now(bench, &scenario);
    let time = if fine { words::clock_millis(now) } else { words::clock(now) };
    let time = words::utc(lang(), time);
    if has_several_days(&scenario) { words::dated(lang(), words::date(lang(), now.date()), time) } else { time }
}

/// What other clocks show: the reader's, and the one by which the event was told.
fn elsewhere(bench: Bench) -> String {
    let Some(scenario) = bench.scenario() else { return String::new() };
    let now = now(bench, &scenario);
    // Another day than that of UTC is said.
    let show = |there: UtcInstant| {
        let time = words::clock_minutes(there);
        if there.date() == now.date() {
            time
        } else {
            words::dated(lang(), words::day_of_month(lang(), there.date()), time)
        }
    };
    let offset = document::zone_offset_minutes(now.0 as f64 / 1_000.0);
    let mut clocks = vec![words::local(lang(), show(UtcInstant(now.0 + offset * MINUTE as i64)))];
    if let Some(event) = &scenario.event_time {
        clocks.push(words::event_time(lang(), show(event.shown_at(now)), &event.name));
    }
    words::list(lang(), &clocks)
}

/// Where the moment lies in relation to the faults: in the first of those that hold, else behind the last that ended,
/// else before the first.
fn relation(bench: Bench) -> String {
    let now = bench.moment.get();
    let nearness = |window: &FaultWindow| {
        if now < window.start {
            (2, window.start.0)
        } else if now < window.end {
            (0, window.start.0)
        } else {
            (1, u64::MAX - window.end.0)
        }
    };
    let nearest = bench.snapshot.with(|snapshot| {
        let windows = snapshot.faults.iter().flat_map(|fault| fault.windows.iter().copied());
        windows.min_by_key(nearness)
    });
    match nearest {
        None => words::no_fault(lang()),
        Some(window) if now < window.start => words::before_fault(lang(), span(window.start.since(now))),
        Some(window) if now < window.end => words::into_fault(lang(), span(now.since(window.start))),
        Some(window) => words::after_fault(lang(), span(now.since(window.end))),
    }
}

/// Full minutes; from two hours on in hours and minutes.
fn span(span: Micros) -> String {
    let minutes = span.0 / MINUTE;
    if minutes < 120 { words::span_minutes(lang(), minutes) } else { words::span(lang(), Micros(minutes * MINUTE)) }
}
