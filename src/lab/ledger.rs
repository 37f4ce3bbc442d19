//! The ledger: the last finished requests, each with its Why.
//! The chain behind an entry is shown by `why`.

use std::sync::Arc;

use leptos::prelude::*;
use sts_atlas_facts::UtcInstant;
use sts_atlas_player::{Snapshot, WorldSnapshot};
use sts_atlas_sim::{Endpoint, Leg, Outcome, RequestRecord, ServiceKind};
use sts_atlas_words as words;

use crate::bench::{Bench, Explained, bench};
use crate::lab::pieces::{changes_of, hint, section, shown_at};
use crate::parts::button;
use crate::picked::Picked;
use crate::preferences::{Text, flag, lang, maybe, part, say, text};
use crate::tag::tag;

/// So many of the newest are shown.
const SHOWN: usize = 12;

/// The readout. A line stays while what it says changes. While the focus is in it nothing changes: a button must not
/// become another one's under a finger.
pub fn ledger() -> AnyView {
    let held = Picked::new(false);
    let kept = RwSignal::new(bench().snapshot.get_untracked());
    let count = |world: &WorldSnapshot, _: &Snapshot| world.recent.len().min(SHOWN);
    let records = changes_of(move |world, snapshot| {
        if !held.get() {
            kept.set(bench().snapshot.get_untracked());
        }
        let recent = |snapshot: &Arc<Snapshot>| snapshot.worlds[world.id.index()].recent.clone();
        (world.id, kept.with_untracked(recent), snapshot.tempo.is_coarse())
    });
    let length = changes_of(count);
    let lines = part(move || {
        let bench = bench();
        (0..shown_at(length, count)).map(|line| ledger_line(bench, records, kept, line)).collect::<Vec<_>>().into_any()
    });
    let empty = maybe(move || (shown_at(length, count) == 0).then(|| hint(text(say(words::ledger_empty)))));
    let list = tag("ol").on("focusin", move |_| held.set(true)).on("focusout", move |_| held.set(false)).part(lines);
    section("ledger", words::ledger, vec![empty.into_any(), list.view()])
}

/// What the lines are about: the newest snapshot, or the one that was shown when the focus came.
type Kept = RwSignal<Arc<Snapshot>>;

/// The request on a line.
fn kept_at(kept: Kept, line: usize) -> Option<RequestRecord> {
    let world = bench().shown_world().index();
    kept.with_untracked(|snapshot| snapshot.worlds[world].recent.get(line).copied())
}

/// Reads what is on a line now.
fn read(
    records: Memo<u32>,
    kept: Kept,
    line: usize,
    says: fn(&RequestRecord, &WorldSnapshot, &Snapshot) -> Option<String>,
) -> Text {
    text(move || shown_at(records, |world, snapshot| says(&kept_at(kept, line)?, world, snapshot)).unwrap_or_default())
}

fn ledger_line(bench: Bench, records: Memo<u32>, kept: Kept, line: usize) -> AnyView {
    let record = move || kept_at(kept, line);
    let failed = move || shown_at(records, |_, _| record().is_some_and(|record| has_failed(&record)));
    let explain = move || {
        let world = bench.shown_world();
        bench.explained.set(record().map(|record| Explained::Request(world, record)));
    };
    let who = tag("span").class("ledger-who").says(read(records, kept, line, who));
    let outcome =
        tag("span").class("ledger-outcome").flag("harm", flag(failed)).says(read(records, kept, line, outcome));
    tag("li")
        .child(tag("time").class("mono").says(read(records, kept, line, ended)))
        .child(who.child(tag("code").says(read(records, kept, line, target))))
        .child(outcome.child(tag("small").says(read(records, kept, line, tries))))
        .child(button(explain).class("why").live("aria-label", read(records, kept, line, why)).word(words::why))
        .view()
}

const fn has_failed(record: &RequestRecord) -> bool {
    matches!(record.outcome, Outcome::Failed(_))
}

fn ended(record: &RequestRecord, _: &WorldSnapshot, snapshot: &Snapshot) -> Option<String> {
    let start = snapshot.utc.0 - i64::try_from(snapshot.now.0).ok()?;
    let clock = if snapshot.tempo.is_coarse() { words::clock } else { words::clock_millis };
    Some(clock(UtcInstant(start).plus_micros(record.ended.0)))
}

fn who(record: &RequestRecord, world: &WorldSnapshot, _: &Snapshot) -> Option<String> {
    let Some(principal) = world.principals.get(record.principal as usize) else {
        // What stands after the principals is the write of a change.
        let change = world.changes.get(record.principal as usize - world.principals.len())?;
        return Some(change.name.clone());
    };
    Some(format!("{} · {}", principal.instance_name(), words::place(lang(), principal.view.at)))
}

fn target(record: &RequestRecord, world: &WorldSnapshot, _: &Snapshot) -> Option<String> {
    let (_, to, _) = bench().with_player(|player| player.world(world.id).route(record.route)).flatten()?;
    let own = world.principals.get(record.principal as usize).and_then(|principal| principal.view.endpoint);
    match (record.leg, own) {
        (Leg::Sts, Some((endpoint, serving))) if serving == to => Some(Endpoint::host(endpoint)),
        (Leg::Sts, Some(_)) => Some(Endpoint::host(Endpoint::Regional(to))),
        (Leg::Use(_), _) if record.service == ServiceKind::Service => Some(to.code().to_owned()),
        _ => Some(words::service(lang(), record.service)),
    }
}

fn outcome(record: &RequestRecord, _: &WorldSnapshot, _: &Snapshot) -> Option<String> {
    Some(words::outcome(lang(), record.outcome, &words::span(lang(), record.took())))
}

fn tries(record: &RequestRecord, world: &WorldSnapshot, _: &Snapshot) -> Option<String> {
    let of = bench().with_player(|player| player.world(world.id).attempts_of(record.principal)).flatten()?;
    has_failed(record).then(|| words::try_of(lang(), record.attempt, of))
}

fn why(record: &RequestRecord, world: &WorldSnapshot, _: &Snapshot) -> Option<String> {
    Some(words::why_of(lang(), world.principals.get(record.principal as usize)?.instance_name()))
}
