//! What a run rests on that nobody measured, and what it leaves open.
//! No assumption is made or worded here.

use sts_atlas_facts::{Confidence, Provenance, RULES, RuleFact};
use sts_atlas_player::WorldSnapshot;
use sts_atlas_sim::{Fault, State};
use sts_atlas_words as words;

use super::Page;
use crate::text::indented;

pub fn assumed(page: &Page<'_>) -> String {
    let (lang, scenario) = (page.lang(), page.scenario());
    let mut items = Vec::new();
    let mut only_paths = true;
    for (offered, view) in scenario.faults.iter().zip(&page.snapshot.faults) {
        if view.windows.is_empty() {
            continue;
        }
        only_paths &= matches!(offered.fault, Fault::Path { .. });
        if offered.assumed {
            items.push(words::report_assumed_fault(lang, lang.text(&offered.title)));
        }
        items.extend(offered.note.as_ref().map(|note| lang.text(note)));
    }
    let day = page.player.recording().as_of();
    let holds =
        |rule: &&RuleFact| rule.valid_from.is_none_or(|from| from <= day) && rule.valid_to.is_none_or(|to| day <= to);
    let rules = RULES.iter().filter(|rule| rule.confidence == Confidence::Assumed).filter(holds);
    // What a service does that is down or slow matters where one was.
    let rules = rules.filter(|rule| !only_paths || !rule.id.starts_with("reach."));
    items.extend(rules.map(|rule| lang.of(rule.statement_en, rule.statement_ja)));
    page.section(&words::assumptions(lang), &bullets(page, &items))
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
        if !by_reason[at].1.contains(&principal.name) {
            by_reason[at].1.push(principal.name.clone());
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
