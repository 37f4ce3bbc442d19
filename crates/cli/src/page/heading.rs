//! The head of the page: what was played, and what came of it in a few sentences.
//! No table stands here.

use sts_atlas_player::{Difference, Outcome, Scenario, WorldSnapshot};
use sts_atlas_sim::{SimTime, State};
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use super::{Page, minutes};
use crate::text::{indented, width, wrap};

pub fn heading(page: &Page<'_>) -> String {
    let (lang, scenario, recording) = (page.lang(), page.scenario(), page.player.recording());
    let mut when = vec![hours(page)];
    if page.snapshot.now < recording.end() {
        when.push(words::report_until(lang, page.clock(page.snapshot.now, true)));
    }
    let mut rules = vec![words::report_rules(lang, words::date(lang, recording.as_of()), recording.seed().get())];
    let other_day = recording.world_spec(sts_atlas_player::WorldId::B).as_of;
    if other_day != recording.as_of() {
        rules.push(words::report_rules_of(lang, "B", words::date(lang, other_day)));
    }
    let [when, rules] = [when, rules].map(|facts| wrap(&words::list(lang, &facts), page.set.columns));
    let summary = wrap(&lang.text(&scenario.summary), page.set.columns);
    format!("{}{when}\n{rules}\n\n{summary}\n", title(&lang.text(&scenario.title), page.set.ascii))
}

/// The first two lines of a page.
pub fn title(title: &str, ascii: bool) -> String {
    format!("{title}\n{}\n", if ascii { "=" } else { "═" }.repeat(width(title).max(20)))
}

fn hours(page: &Page<'_>) -> String {
    let (lang, scenario) = (page.lang(), page.scenario());
    let hours = hours_in_utc(lang, scenario);
    let zone = page.zone_name();
    if zone.is_empty() || page.has_several_days() {
        return hours;
    }
    let (first, last) = (SimTime::START, SimTime::START.plus(scenario.length));
    let local = words::report_local(lang, page.local_clock(first, false), page.local_clock(last, false), zone);
    words::statement_known(lang, hours, local)
}

/// The hours of a scenario.
pub fn hours_in_utc(lang: Lang, scenario: &Scenario) -> String {
    let (start, end) = (scenario.start, scenario.start.plus_micros(scenario.length.0));
    let (start_clock, end_clock) = (words::clock_minutes(start), words::clock_minutes(end));
    let [from, until] = [start, end].map(|instant| words::date(lang, instant.date()));
    match has_several_days(scenario) {
        true => words::report_days(lang, from, start_clock, end_clock, until),
        false => words::report_hours(lang, from, start_clock, end_clock),
    }
}

/// Whether it goes past midnight.
pub fn has_several_days(scenario: &Scenario) -> bool {
    let last = scenario.start.plus_micros(scenario.length.0.saturating_sub(1));
    scenario.start.date() != last.date()
}

pub fn in_short(page: &Page<'_>) -> String {
    let lang = page.lang();
    let mut body = String::new();
    for ((world, outcome), setup) in page.worlds().zip(&page.scenario().worlds) {
        body.push_str(&indented(&format!("  {}  ", world.id.letter()), &lang.text(&setup.label), page.set.columns));
        let sentences = words::sentences(lang, &sentences(page, world, outcome));
        body.push_str(&indented("     ", &sentences, page.set.columns));
        body.push('\n');
    }
    body.push_str(&indented("  ", &words::sentences(lang, &differences(page)), page.set.columns));
    page.section(&words::report_in_short(lang), &body)
}

fn sentences(page: &Page<'_>, world: &WorldSnapshot, outcome: &Outcome) -> Vec<String> {
    let (lang, total) = (page.lang(), outcome.principals());
    let mut sentences = Vec::new();
    if outcome.stopped() == 0 {
        sentences.push(words::report_calm(lang, total));
    } else {
        sentences.push(outcome.worst.map_or_else(
            || words::report_brief(lang),
            |worst| words::report_worst(lang, page.clock(worst.at, false), worst.impaired, total),
        ));
        sentences.push(words::report_lost(lang, minutes(outcome.lost()), total - outcome.stopped(), total));
    }
    if outcome.peak_cannot_renew > 0 {
        sentences.push(words::report_cannot_renew(lang, outcome.peak_cannot_renew));
    }
    let sent: u64 = world.requests.iter().map(|totals| totals.issued).sum();
    sentences.extend(outcome.slowed.iter().map(|slowed| {
        let [slow, usual] = [slowed.p95, slowed.without_fault].map(|time| words::span(lang, time));
        words::spaced(lang, words::report_slowed(lang, words::region(lang, slowed.serving), slow, usual))
    }));
    if outcome.failed() > 0 {
        sentences.push(words::report_failed(lang, words::grouped(outcome.failed()), words::grouped(sent)));
    }
    let (impaired, renew) = (world.blast.impaired(), world.blast.cannot_renew());
    if impaired + renew > 0 {
        sentences.push(words::report_now(lang, page.clock(page.snapshot.now, false), impaired, renew));
    }
    let refused = world.blast.without_fault.of(State::Impaired);
    if refused > 0 {
        sentences.push(words::summary_refused_too(lang, refused).trim_start().to_owned());
    }
    sentences
}

/// What the twin changed, and what it could not.
fn differences(page: &Page<'_>) -> Vec<String> {
    let lang = page.lang();
    let all = &page.snapshot.differences;
    let count = |fits: fn(&Difference) -> bool| all.iter().filter(|row| fits(&row.difference)).count();
    let changed = count(|difference| matches!(difference, Difference::Changed { .. }));
    let stays: Vec<String> = all
        .iter()
        .filter(|row| matches!(row.difference, Difference::StaysGlobal))
        .filter_map(|row| page.player.principal_name(sts_atlas_player::WorldId::A, row.principal))
        .collect();
    let mut sentences = vec![
        words::difference_changed(lang, changed, all.len()),
        words::difference_rest(
            lang,
            count(|difference| matches!(difference, Difference::RegionalInBoth)),
            count(|difference| matches!(difference, Difference::NoStsOfItsOwn)),
            stays.len(),
        ),
    ];
    let otherwise = set_otherwise(page);
    if !otherwise.is_empty() {
        sentences.insert(1, words::report_set_otherwise(lang, words::list(lang, &otherwise)));
    }
    if !stays.is_empty() && stays.len() <= 12 {
        sentences.push(words::difference_stays(lang, words::list(lang, &stays)));
    }
    sentences
}

/// Principals of which world B changes something else than the endpoint setting, by name.
fn set_otherwise(page: &Page<'_>) -> Vec<String> {
    let recording = page.player.recording();
    let [a, b] = sts_atlas_player::WorldId::BOTH.map(|id| recording.world_spec(id).principals);
    let pairs = a.into_iter().zip(b).filter(|(here, there)| {
        let mut alike = here.clone();
        alike.client.endpoint_mode = there.client.endpoint_mode;
        alike != *there
    });
    pairs.map(|(here, _)| here.name).collect()
}
