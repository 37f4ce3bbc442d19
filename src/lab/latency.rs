//! Latency of STS calls by kind of endpoint and place, with the wait that had no answer.
//! Percentiles come from the snapshot.

use leptos::prelude::*;
use sts_atlas_facts::{Micros, Place, Provenance, RegionId};
use sts_atlas_player::{LatencyRow, WorldSnapshot};
use sts_atlas_sim::{ServiceKind, ordered};
use sts_atlas_words as words;

use crate::lab::pieces::{bar, changes_of, column, harm, hint, number, row, section, shown_at, sign, table};
use crate::preferences::{Message, lang, part, say, text};
use crate::tag::tag;

/// The longest bar stands for at least this much.
const LEAST_SCALE: Micros = Micros::from_millis(200);

/// What makes a row another row.
type Route = (ServiceKind, Place, RegionId, Provenance);

const fn route_of(row: &LatencyRow) -> Route {
    (row.service, row.from, row.to, row.provenance)
}

/// Reads a route's row as it stands.
fn row_of<T: Default>(changes: Memo<u32>, route: Route, read: fn(&LatencyRow) -> T) -> T {
    shown_at(changes, |world, _| world.latency.iter().find(|row| route_of(row) == route).map(read)).unwrap_or_default()
}

fn routes(world: &WorldSnapshot) -> Vec<Route> {
    ordered(world.latency.iter().map(route_of), |&(service, from, to, _)| (service, from, to))
}

/// The readout.
pub fn latency() -> AnyView {
    let changes = changes_of(|world, _| world.latency.clone());
    let others = changes_of(|world, _| routes(world));
    let rows = part(move || {
        let routes = shown_at(others, |world, _| routes(world));
        routes.into_iter().map(|route| latency_row(changes, route)).collect::<Vec<_>>().into_any()
    });
    let columns: [Message; 5] =
        [words::column_route, words::column_ok, words::column_p50, words::column_p95, words::column_no_answer];
    let columns = columns.map(column);
    section(
        "latency",
        words::latency,
        vec![table(words::latency, columns.into(), rows.into_any()), hint(text(say(words::latency_hint)))],
    )
}

/// A bar's length as a percentage of the longest.
fn percent(changes: Memo<u32>, route: Route) -> u64 {
    let longest = shown_at(changes, |world, _| world.latency.iter().filter_map(|row| row.p95).max());
    let longest = longest.unwrap_or(LEAST_SCALE).max(LEAST_SCALE);
    row_of(changes, route, |row| row.p50).map_or(0, |p50| p50.0 * 100 / longest.0)
}

fn latency_row(changes: Memo<u32>, route: Route) -> AnyView {
    let (service, from, to, provenance) = route;
    let span = move |read: fn(&LatencyRow) -> Option<Micros>| {
        text(move || row_of(changes, route, read).map_or_else(String::new, |span| words::span(lang(), span)))
    };
    // Empty where there is none, as the cell is.
    let exact = move |read: fn(&LatencyRow) -> Option<Micros>| {
        text(move || row_of(changes, route, read).map_or_else(String::new, |span| span.0.to_string()))
    };
    let (kind, name) =
        if service == ServiceKind::StsGlobal { ("kind global", "global") } else { ("kind regional", "regional") };
    let estimated = (provenance != Provenance::Measured).then(|| words::provenance(lang(), provenance));
    let mut head = vec![
        sign(kind),
        words::route(lang(), words::place(lang(), from), words::region(lang(), to)).into_any(),
        tag("span").class("visually-hidden").written(words::service(lang(), service)).view(),
    ];
    head.extend(estimated.map(|word| tag("small").class("assumed").written(word).view()));
    let quantile = |name, read: fn(&LatencyRow) -> Option<Micros>| {
        tag("td").class("number").set("data-cell", name).live("data-value", exact(read)).says(span(read))
    };
    let p50 = quantile("p50_ms", |row| row.p50).child(bar(text(move || percent(changes, route).to_string())));
    let p95 = quantile("p95_ms", |row| row.p95);
    let count = move |read: fn(&LatencyRow) -> u64| text(move || words::grouped(row_of(changes, route, read)));
    let cells = vec![
        number("count", count(|row| row.count)),
        p50.view(),
        p95.view(),
        harm("no_answer", Box::new(move || row_of(changes, route, |row| row.no_answer)), count(|row| row.no_answer)),
    ];
    row(format!("latency.{name}.{}.{}", from.code(), to.code()), head.into_any(), cells)
}
