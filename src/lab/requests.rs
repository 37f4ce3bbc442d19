//! Requests since the start, by what was called.
//! Counting is the simulator's business.

use leptos::prelude::*;
use sts_atlas_player::{RequestTotals, WorldSnapshot};
use sts_atlas_sim::ServiceKind;
use sts_atlas_words as words;

use crate::lab::pieces::{changes_of, column, harm, number, row, section, shown_at, signed, table};
use crate::preferences::{Message, lang, part, text};
use crate::tag::tag;

/// What has a row: STS and other services always, the rest once it was called.
fn called(world: &WorldSnapshot) -> Vec<ServiceKind> {
    let is_shown = |totals: &&RequestTotals| totals.service.is_everywhere() || totals.issued > 0;
    world.requests.iter().filter(is_shown).map(|totals| totals.service).collect()
}

/// The readout.
pub fn requests() -> AnyView {
    let columns: [Message; 5] = [
        words::column_endpoint,
        words::column_sent,
        words::column_succeeded,
        words::column_failed,
        words::column_in_flight,
    ];
    let changes = changes_of(|world, _| (world.requests, world.events, world.digest));
    let others = changes_of(|world, _| called(world));
    let rows = part(move || {
        let services = shown_at(others, |world, _| called(world));
        services.into_iter().map(|service| request_row(changes, service)).collect::<Vec<_>>().into_any()
    });
    let events = text(move || words::grouped(shown_at(changes, |world, _| world.events)));
    let names = text(move || words::both(lang(), words::events(lang()), words::fingerprint(lang())));
    let digest = text(move || shown_at(changes, |world, _| format!("{:016x}", world.digest)));
    let fingerprint = tag("p")
        .class("hint")
        .child(tag("span").class("number").set("data-metric", "events").says(events))
        .holds(" ".into_any())
        .says(names)
        .holds(" ".into_any())
        .child(tag("code").set("data-metric", "digest").says(digest));
    let table = table(words::requests, columns.map(column).into(), rows.into_any());
    section("requests", words::requests, vec![table, fingerprint.view()])
}

fn request_row(changes: Memo<u32>, service: ServiceKind) -> AnyView {
    let (kind, key) = match service {
        ServiceKind::StsGlobal => ("kind global", service.id()),
        ServiceKind::StsRegional => ("kind regional", service.id()),
        _ => ("kind", service.id()),
    };
    let count =
        move |read: fn(&RequestTotals) -> u64| shown_at(changes, |world, _| read(&world.requests[service as usize]));
    let says = move |read| text(move || words::grouped(count(read)));
    let cells = vec![
        number("issued", says(|totals| totals.issued)),
        number("succeeded", says(|totals| totals.succeeded)),
        harm("failed", Box::new(move || count(|totals| totals.failed)), says(|totals| totals.failed)),
        number("in_flight", says(|totals| totals.in_flight)),
    ];
    row(format!("requests.{key}"), signed(kind, text(move || words::service(lang(), service))), cells)
}
