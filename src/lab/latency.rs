//! Latency of STS calls by kind of endpoint and place, with the wait that had no answer.
//! Percentiles come from the snapshot.

use leptos::prelude::*;
use sts_atlas_facts::{Micros, Provenance};
use sts_atlas_player::LatencyRow;
use sts_atlas_sim::{ServiceKind, ordered};
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::lab::shown;
use crate::preferences::{lang, part, say, text};

/// The longest bar stands for at least this much.
const LEAST_SCALE: Micros = Micros::from_millis(200);

/// The readout.
#[component]
pub fn Latency() -> impl IntoView {
    let rows = move || {
        let rows = ordered(shown(|world, _| world.latency.clone()), |row| (row.service, row.from, row.to));
        let longest = rows.iter().filter_map(|row| row.p95).max().unwrap_or(LEAST_SCALE).max(LEAST_SCALE);
        rows.iter().map(|row| latency_row(lang(), row, longest)).collect_view()
    };
    view! {
        <section class="latency">
            <h2>{say(words::latency)}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=say(words::latency)>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{say(words::column_route)}</th>
                            <th scope="col">{say(words::column_calls)}</th>
                            <th scope="col">{text(move || words::column_p50(lang()))}</th>
                            <th scope="col">{text(move || words::column_p95(lang()))}</th>
                            <th scope="col">{say(words::column_no_answer)}</th>
                        </tr>
                    </thead>
                    <tbody>{part(rows)}</tbody>
                </table>
            </div>
            <p class="hint">{say(words::latency_hint)}</p>
        </section>
    }
}

fn latency_row(lang: Lang, row: &LatencyRow, longest: Micros) -> impl IntoView + use<> {
    let span = |span: Option<Micros>| span.map_or_else(String::new, |span| words::span(lang, span));
    let width = row.p50.map_or(0, |p50| p50.0 * 100 / longest.0.max(1));
    let (kind, name) =
        if row.service == ServiceKind::StsGlobal { ("kind global", "global") } else { ("kind regional", "regional") };
    let estimated = (row.provenance != Provenance::Measured).then(|| words::provenance(lang, row.provenance));
    let (from, to) = (words::place(lang, row.from), words::region(lang, row.to));
    view! {
        <tr data-row=format!("latency.{name}.{}.{}", row.from.code(), row.to.code())>
            <th scope="row">
                <span class=kind aria-hidden="true"></span>
                {words::route(lang, from, to)}
                <span class="visually-hidden">{words::service(lang, row.service)}</span>
                {estimated.map(|word| view! { <small class="assumed">{word}</small> })}
            </th>
            <td class="number" data-cell="count">{words::grouped(row.count)}</td>
            <td class="number" data-cell="p50_ms" data-value=row.p50.map(|span| span.0)>
                {span(row.p50)}
                <meter class="bar" min="0" max="100" value=width.to_string() aria-hidden="true"></meter>
            </td>
            <td class="number" data-cell="p95_ms" data-value=row.p95.map(|span| span.0)>{span(row.p95)}</td>
            <td class="number" data-cell="no_answer" class:harm={row.no_answer > 0}>{words::grouped(row.no_answer)}</td>
        </tr>
    }
}
