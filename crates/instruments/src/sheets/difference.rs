//! One map with the difference drawn: who fares worse in the world shown than in the other, and routes that only one of
//! them has. Both worlds' states and endpoints are in the table.
//! States are the simulator's business.

use sts_atlas_player::{Flow, PlaceBlast, PrincipalSnapshot, WorldId, WorldSnapshot};
use sts_atlas_sim::State;
use sts_atlas_stage::Lens;
use sts_atlas_words as words;

use super::Sitting;
use crate::html::Html;

pub(super) fn draw(html: &mut Html, sitting: &Sitting) {
    let (lang, world) = (sitting.lang, sitting.world);
    let (here, there) = (sitting.world(world), sitting.world(world.other()));
    let title = words::difference_title(lang, world.letter(), world.other().letter());
    html.said("h3", &[], &title);
    let only = difference(here, there);
    let worse: usize = only.blast.by_place.iter().map(|place| place.principals.len()).sum();
    let better = pairs(here, there).filter(|(here, there)| here.view.state < there.view.state).count();
    sitting.said(html, &words::difference_counts(lang, worse, world.letter(), better));
    sitting.map_of(html, &only, &title, Lens::Sts);
    let [a, b] = WorldId::BOTH.map(WorldId::letter);
    let columns = [
        words::column_name(lang),
        words::column_place(lang),
        words::in_world(lang, a, words::column_state(lang)),
        words::in_world(lang, b, words::column_state(lang)),
        words::in_world(lang, a, words::column_endpoint(lang)),
        words::in_world(lang, b, words::column_endpoint(lang)),
    ];
    let [first, second] = &sitting.snapshot.worlds;
    let rows: Vec<Vec<String>> = pairs(first, second)
        .filter(|(first, second)| first.view.state != second.view.state || endpoint(first) != endpoint(second))
        .map(|(first, second)| row(sitting, first, second))
        .collect();
    sitting.behind(html, &words::difference_marks(lang), (&title, &columns, &rows));
}

/// Every principal in both worlds.
fn pairs<'a>(
    left: &'a WorldSnapshot,
    right: &'a WorldSnapshot,
) -> impl Iterator<Item = (&'a PrincipalSnapshot, &'a PrincipalSnapshot)> {
    left.principals.iter().zip(&right.principals)
}

/// The world with nothing in it but what the other does not have: what is drawn of it is the difference.
fn difference(here: &WorldSnapshot, there: &WorldSnapshot) -> WorldSnapshot {
    let state_there = |index: u32| there.principals.get(index as usize).map(|principal| principal.view.state);
    let worse = |place: &PlaceBlast| PlaceBlast {
        principals: place
            .principals
            .iter()
            .filter(|(index, state, _)| state_there(*index) < Some(*state))
            .copied()
            .collect(),
        ..place.clone()
    };
    let is_in = |flow: &Flow, flows: &[Flow]| {
        flows.iter().any(|other| (other.from, other.to, other.service) == (flow.from, flow.to, flow.service))
    };
    let mut only = here.clone();
    only.blast.by_place = here.blast.by_place.iter().map(worse).collect();
    only.flows.retain(|flow| !is_in(flow, &there.flows));
    only.flows.extend(there.flows.iter().filter(|flow| !is_in(flow, &here.flows)));
    only.in_flight.clear();
    only
}

fn endpoint(principal: &PrincipalSnapshot) -> Option<String> {
    principal.view.endpoint.map(|(endpoint, _)| endpoint.host())
}

fn row(sitting: &Sitting, first: &PrincipalSnapshot, second: &PrincipalSnapshot) -> Vec<String> {
    let lang = sitting.lang;
    let state = |state: State| words::state(lang, state);
    let host = |principal| endpoint(principal).unwrap_or_else(|| words::endpoint_none(lang));
    vec![
        first.instance_name(),
        words::place(lang, first.view.at),
        state(first.view.state),
        state(second.view.state),
        host(first),
        host(second),
    ]
}
