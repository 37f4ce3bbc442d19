//! Latency by route, both worlds paired.
//! What a call takes is the simulator's business.

use sts_atlas_player::{LatencyRow, WorldId};
use sts_atlas_stage::latency_chart;
use sts_atlas_words as words;

use super::Sitting;
use crate::html::Html;

pub(super) fn draw(html: &mut Html, sitting: &Sitting) {
    let lang = sitting.lang;
    let worlds = &sitting.snapshot.worlds;
    if worlds.iter().all(|world| world.latency.is_empty()) {
        return sitting.said(html, &words::latency_empty(lang));
    }
    let title = words::latency_title(lang);
    sitting.chart(html, WorldId::A, &title, |size| latency_chart(worlds, size));
    let columns = [
        words::column_route,
        words::column_endpoint,
        words::column_world,
        words::column_ok,
        words::column_p50,
        words::column_p95,
        words::column_no_answer,
        words::column_round_trip,
    ];
    let rows: Vec<Vec<String>> =
        worlds.iter().flat_map(|world| world.latency.iter().map(move |row| cells(sitting, world.id, row))).collect();
    let table = (&*title, &columns.map(|column| column(lang))[..], &rows[..]);
    sitting.behind(html, &words::latency_marks(lang), table);
}

fn cells(sitting: &Sitting, world: WorldId, row: &LatencyRow) -> Vec<String> {
    let lang = sitting.lang;
    let span = |span: Option<_>| span.map_or_else(String::new, |span| words::span(lang, span));
    vec![
        words::route(lang, words::place(lang, row.from), words::region(lang, row.to)),
        words::service(lang, row.service),
        world.letter().to_owned(),
        words::grouped(row.count),
        span(row.p50),
        span(row.p95),
        words::grouped(row.no_answer),
        words::provenance(lang, row.provenance),
    ]
}
