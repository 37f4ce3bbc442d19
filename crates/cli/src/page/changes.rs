//! What administrators wrote to IAM: sent, acknowledged, where it arrived and where it waits, change by change.
//! How a change travels is `sim`'s business.

use std::collections::BTreeSet;

use sts_atlas_facts::{Place, RegionId};
use sts_atlas_player::{ChangeSnapshot, WorldId};
use sts_atlas_sim::{Change, SimTime, TokenVersion};
use sts_atlas_words as words;

use super::Page;
use crate::text::{indented, unbroken};

/// The section; nothing where the scenario has no change.
pub fn changes(page: &Page<'_>) -> String {
    let lang = page.lang();
    let [a, b] = &page.snapshot.worlds;
    if a.changes.is_empty() {
        return String::new();
    }
    let mut body = String::new();
    for (left, right) in a.changes.iter().zip(&b.changes) {
        let lead = format!("  {}  ", page.clock(left.at, false));
        body.push_str(&indented(&lead, &headline(page, left), page.set.columns));
        let [here, there] = [progress(page, WorldId::A, left), progress(page, WorldId::B, right)];
        if here == there {
            body.push_str(&indented("  A, B  ", &here, page.set.columns));
        } else {
            body.push_str(&indented("  A  ", &here, page.set.columns));
            body.push_str(&indented("  B  ", &there, page.set.columns));
        }
        body.push('\n');
    }
    page.section(&words::report_changes(lang), body.trim_end()) + "\n"
}

/// Who writes what.
fn headline(page: &Page<'_>, change: &ChangeSnapshot) -> String {
    let lang = page.lang();
    let spec = &page.scenario().worlds[0].spec;
    let Some(written) = spec.changes.get(change.view.spec) else { return change.name.clone() };
    let name = |index: usize| spec.principals.get(index).map_or("", |principal| principal.name.as_str());
    let what = match written.what {
        Change::Role { principal, exists: true } => words::change_create_role(lang, name(principal)),
        Change::Role { principal, exists: false } => words::change_delete_role(lang, name(principal)),
        Change::Permission { principal, allowed: true } => words::change_allow(lang, name(principal)),
        Change::Permission { principal, allowed: false } => words::change_deny(lang, name(principal)),
        Change::StsEndpoint { region, active: true } => words::change_activate(lang, words::region(lang, region)),
        Change::StsEndpoint { region, active: false } => words::change_deactivate(lang, words::region(lang, region)),
        Change::GlobalToken(TokenVersion::V1) => words::change_token(lang, 1),
        Change::GlobalToken(TokenVersion::V2) => words::change_token(lang, 2),
        Change::OptIn { region, enabled: true } => words::change_enable(lang, words::region(lang, region)),
        Change::OptIn { region, enabled: false } => words::change_disable(lang, words::region(lang, region)),
    };
    words::change_headline(lang, &change.name, name(written.by), words::spaced(lang, what))
}

/// How far a change is in one world.
fn progress(page: &Page<'_>, id: WorldId, change: &ChangeSnapshot) -> String {
    let lang = page.lang();
    let Some(acknowledged) = change.view.acknowledged else {
        return if change.at > page.snapshot.now {
            words::change_not_sent(lang)
        } else {
            words::change_not_acknowledged(lang)
        };
    };
    let mut sentences = vec![words::change_acknowledged(lang, page.clock_after(change.at, acknowledged))];
    sentences.extend(arrivals(page, id, change));
    let names = |regions: Vec<RegionId>| {
        words::list(lang, &regions.into_iter().map(|region| words::region(lang, region)).collect::<Vec<_>>())
    };
    let on_the_way: Vec<RegionId> = change.view.reaching.iter().collect();
    if !on_the_way.is_empty() {
        sentences.push(words::change_on_the_way(lang, names(on_the_way)));
    }
    let waiting: Vec<RegionId> = change.view.waiting.iter().collect();
    if !waiting.is_empty() {
        sentences.push(words::change_waits(lang, names(waiting)));
    }
    words::sentences(lang, &sentences)
}

/// Where it arrived: Regions of the cast one by one, the others as a number.
fn arrivals(page: &Page<'_>, id: WorldId, change: &ChangeSnapshot) -> Vec<String> {
    let (lang, arrived) = (page.lang(), &change.view.arrived);
    let clock = |at| page.clock_after(change.at, at);
    let cast = regions_of_the_cast(page, id);
    let (named, others): (Vec<_>, Vec<_>) =
        arrived.iter().copied().partition(|(region, _): &(RegionId, SimTime)| cast.contains(region));
    let named = sts_atlas_sim::ordered(named, |&(region, at)| (at, region));
    let named: Vec<String> = named
        .into_iter()
        .map(|(region, at)| unbroken(&words::change_region_at(lang, words::region(lang, region), clock(at))))
        .collect();
    let mut sentences = Vec::new();
    if !named.is_empty() {
        sentences.push(words::change_arrived(lang, words::list(lang, &named)));
    }
    if let Some(last) = others.iter().map(|&(_, at)| at).max() {
        let by = clock(last);
        sentences.push(match named.is_empty() {
            true => words::change_arrived_in(lang, others.len(), by),
            false => words::change_arrived_also(lang, others.len(), by),
        });
    }
    sentences
}

/// Where principals stand, use their sessions, or are served.
fn regions_of_the_cast(page: &Page<'_>, id: WorldId) -> BTreeSet<RegionId> {
    let principals = &page.snapshot.worlds[id.index()].principals;
    let mut regions = BTreeSet::new();
    for principal in principals {
        let view = &principal.view;
        regions.extend(view.targets.iter().map(|(region, _, _)| *region));
        regions.extend(view.endpoint.map(|(_, serving)| serving));
        if let Place::Region(region) = view.at {
            regions.insert(region);
        }
    }
    regions
}
