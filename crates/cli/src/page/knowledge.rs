//! What a run rests on that nobody measured, and what it leaves open.
//! No assumption is made or worded here.

use std::collections::BTreeSet;

use sts_atlas_facts::{Confidence, Provenance, RuleId};
use sts_atlas_player::{OfferedFault, WorldId, WorldSnapshot};
use sts_atlas_sim::{PrincipalSpec, State};
use sts_atlas_words as words;

use super::Page;
use crate::text::indented;

pub fn assumed(page: &Page<'_>) -> String {
    let (lang, scenario) = (page.lang(), page.scenario());
    let faults = scenario.faults.iter().zip(&page.snapshot.faults);
    let begun = faults.filter(|(_, view)| view.windows.iter().any(|window| window.start <= page.snapshot.now));
    let mut items: Vec<String> = begun.filter_map(|(offered, _)| about_fault(page, offered)).collect();
    let worlds = WorldId::BOTH.map(|id| page.player.world(id).grounds());
    let grounds: BTreeSet<RuleId> = worlds.into_iter().flatten().collect();
    let rules = grounds.iter().map(|rule| rule.fact()).filter(|rule| rule.confidence == Confidence::Assumed);
    items.extend(rules.map(|rule| lang.of(rule.statement_en, rule.statement_ja)));
    page.section(&words::assumptions(lang), &bullets(page, &items))
}

/// What to know about a fault: what was reported of it, and what is assumed.
fn about_fault(page: &Page<'_>, offered: &OfferedFault) -> Option<String> {
    let lang = page.lang();
    let title = lang.text(&offered.title);
    match &offered.note {
        Some(note) => Some(words::report_fault_note(lang, title, lang.text(note))),
        None => offered.assumed.then(|| words::report_assumed_fault(lang, title)),
    }
}

pub fn unknown(page: &Page<'_>) -> String {
    let lang = page.lang();
    let mut items = Vec::new();
    for world in &page.snapshot.worlds {
        let history = page.player.history(world.id).buckets_until(page.snapshot.now);
        let most = history.iter().map(|bucket| bucket.states.of(State::Unknown)).max().unwrap_or(0);
        if most > 0 {
            items.push(words::report_unknown_states(lang, world.id.letter(), most));
        }
        items.extend(inactive(page, world));
    }
    items.extend(page.open.iter().map(|(rule, concerned)| open(page, *rule, concerned)));
    items.extend(disputed(page));
    let routes = || page.snapshot.worlds.iter().flat_map(|world| &world.latency);
    let estimated = routes().filter(|row| row.provenance != Provenance::Measured).count();
    if estimated > 0 {
        items.push(words::report_estimated_routes(lang, estimated, routes().count()));
    }
    if items.is_empty() {
        items.push(words::report_nothing_unknown(lang));
    }
    page.section(&words::report_unknown(lang), &bullets(page, &items))
}

/// A rule that leaves something open: what it says, since when, whom it concerns, and who says so.
fn open(page: &Page<'_>, rule: RuleId, concerned: &[BTreeSet<String>; 2]) -> String {
    let (lang, rule) = (page.lang(), rule.fact());
    let names = |names: &BTreeSet<String>| words::list(lang, &names.iter().cloned().collect::<Vec<_>>());
    let [a, b] = concerned;
    let concerns = match (a == b, a.is_empty(), b.is_empty()) {
        (true, _, _) => words::report_concerns_both(lang, names(a)),
        (false, false, true) => words::report_concerns(lang, "A", names(a)),
        (false, true, false) => words::report_concerns(lang, "B", names(b)),
        (false, _, _) => words::sentences(
            lang,
            &[words::report_concerns(lang, "A", names(a)), words::report_concerns(lang, "B", names(b))],
        ),
    };
    let statement = lang.of(rule.statement_en, rule.statement_ja);
    let statement = words::statement_known(lang, statement, words::known(lang, rule));
    words::sentences(lang, &[statement, concerns, words::cited(lang, rule.sources)])
}

/// Clients on whose defaults sources contradict each other, where the default decides.
fn disputed(page: &Page<'_>) -> Vec<String> {
    let lang = page.lang();
    let mut items = Vec::new();
    for id in WorldId::BOTH {
        let spec = page.player.recording().world_spec(id);
        let decides = |one: &&PrincipalSpec| {
            one.credentials.operation().or(one.operation).is_some() && one.client.endpoint_mode.is_none()
        };
        for principal in spec.principals.iter().filter(decides) {
            let preset = principal.client.preset;
            let Some(other) = preset.disputed_endpoint_mode else { continue };
            let client = words::sdk(lang, preset.sdk, principal.client.version);
            let here = preset.default_endpoint_mode;
            let sides = [(here.value.id(), here.source), (other.value.id(), other.source)];
            let sides = sides.map(|(mode, source)| words::statement_known(lang, mode, source));
            let item =
                words::report_disputed(lang, &principal.name, client, words::list(lang, &sides), here.value.id());
            if !items.contains(&item) {
                items.push(item);
            }
        }
    }
    items
}

/// Principals that take no part, by reason.
fn inactive(page: &Page<'_>, world: &WorldSnapshot) -> Vec<String> {
    let lang = page.lang();
    let mut by_reason: Vec<(String, Vec<String>)> = Vec::new();
    for principal in &world.principals {
        let Some(why) = principal.view.inactive else { continue };
        let reason = words::inactive(lang, why);
        let known = by_reason.iter().position(|(known, _)| *known == reason);
        let at = known.unwrap_or_else(|| {
            by_reason.push((reason, Vec::new()));
            by_reason.len() - 1
        });
        if !by_reason[at].1.contains(&principal.group.name) {
            by_reason[at].1.push(principal.group.name.clone());
        }
    }
    let sentence = |(reason, names): (String, Vec<String>)| {
        words::report_inactive(lang, world.id.letter(), words::list(lang, &names), reason)
    };
    by_reason.into_iter().map(sentence).collect()
}

fn bullets(page: &Page<'_>, items: &[String]) -> String {
    items.iter().map(|item| indented("  - ", item, page.set.columns)).collect()
}
