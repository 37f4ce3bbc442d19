//! Tables of a run: requests, errors, latency, tokens, fingerprints.
//! Nothing is counted here that the player has not counted.

use sts_atlas_facts::{Micros, Place};
use sts_atlas_player::{LatencyRow, WorldSnapshot};
use sts_atlas_sim::ServiceKind;
use sts_atlas_words as words;

use super::Page;
use crate::text::Column::{Numbers, Words};
use crate::text::{indented, table, unbroken};

pub fn requests(page: &Page<'_>) -> String {
    let lang = page.lang();
    let mut head = vec![String::new()];
    for letter in ["A", "B"] {
        let sent = format!("{letter} {}", words::column_sent(lang));
        head.extend([sent, words::column_failed(lang), words::column_no_answer(lang)]);
    }
    let mut rows = vec![head];
    let [a, b] = &page.snapshot.worlds;
    for (left, right) in a.requests.iter().zip(&b.requests) {
        if !left.service.is_everywhere() && left.issued + right.issued == 0 {
            continue;
        }
        let mut row = vec![words::service(lang, left.service)];
        for totals in [left, right] {
            row.extend([totals.issued, totals.failed, totals.no_answer].map(words::grouped));
        }
        rows.push(row);
    }
    let columns = [Words, Numbers, Numbers, Numbers, Numbers, Numbers, Numbers];
    page.section(&words::requests(lang), &table(2, page.set.columns, &columns, &rows))
}

pub fn errors(page: &Page<'_>) -> String {
    let lang = page.lang();
    let mut lines: Vec<(ServiceKind, String, [u64; 2])> = Vec::new();
    for (index, outcome) in page.outcomes.iter().enumerate() {
        for &(service, failure, count) in &outcome.failures {
            let name = words::failed_at_limit(lang, failure);
            let known = lines.iter().position(|(kind, known, _)| *kind == service && *known == name);
            let at = known.unwrap_or_else(|| {
                lines.push((service, name, [0, 0]));
                lines.len() - 1
            });
            lines[at].2[index] += count;
        }
    }
    let title = words::report_errors(lang);
    if lines.is_empty() {
        return page.section(&title, &indented("  ", &words::report_no_errors(lang), page.set.columns));
    }
    let mut rows = vec![vec![String::new(), String::new(), "A".to_owned(), "B".to_owned()]];
    for (service, name, counts) in sts_atlas_sim::ordered(lines, |line| line.0) {
        rows.push(vec![words::service(lang, service), name, words::grouped(counts[0]), words::grouped(counts[1])]);
    }
    page.section(&title, &table(2, page.set.columns, &[Words, Words, Numbers, Numbers], &rows))
}

pub fn latency(page: &Page<'_>) -> String {
    let lang = page.lang();
    let mut rows = vec![vec![
        String::new(),
        words::column_endpoint(lang),
        words::column_route(lang),
        words::column_ok(lang),
        words::column_p50(lang),
        words::column_p95(lang),
        words::column_no_answer(lang),
        words::report_round_trip(lang),
    ]];
    for world in &page.snapshot.worlds {
        let mut letter = world.id.letter();
        for row in &world.latency {
            rows.push(latency_row(page, letter, row));
            letter = "";
        }
    }
    let columns = [Words, Words, Words, Numbers, Numbers, Numbers, Numbers, Words];
    let hint = indented("  ", &words::report_latency_hint(lang), page.set.columns);
    page.section(&words::latency(lang), &format!("{}\n{hint}", table(2, page.set.columns, &columns, &rows)))
}

fn latency_row(page: &Page<'_>, letter: &str, row: &LatencyRow) -> Vec<String> {
    let lang = page.lang();
    let quantile = |span: Option<Micros>| span.map_or_else(|| "-".to_owned(), |span| words::span(lang, span));
    let to = unbroken(&words::region(lang, row.to));
    let route = if row.from == Place::Region(row.to) {
        words::spaced(lang, words::report_within(lang, to))
    } else {
        words::route(lang, unbroken(&words::place(lang, row.from)), to)
    };
    vec![
        letter.to_owned(),
        if row.service == ServiceKind::StsGlobal { words::report_global(lang) } else { words::report_regional(lang) },
        route,
        words::grouped(row.count),
        quantile(row.p50),
        quantile(row.p95),
        words::grouped(row.no_answer),
        words::provenance(lang, row.provenance),
    ]
}

pub fn tokens(page: &Page<'_>) -> String {
    let lang = page.lang();
    let matrix = &page.snapshot.worlds[0].matrix;
    let mut head = vec![String::new(), words::issued_by(lang), words::held_by(lang), words::default_regions(lang)];
    head.extend(matrix.opt_in.iter().map(|&region| words::region(lang, region)));
    let mut columns = vec![Words, Words, Numbers];
    columns.resize(head.len(), Words);
    let mut rows = vec![head];
    for world in &page.snapshot.worlds {
        rows.extend(token_rows(page, world));
    }
    page.section(&words::token_validity(lang), &table(2, page.set.columns, &columns, &rows))
}

fn token_rows(page: &Page<'_>, world: &WorldSnapshot) -> Vec<Vec<String>> {
    let lang = page.lang();
    let letters = [world.id.letter(), "", ""];
    let rows = world.matrix.rows.iter().zip(letters).map(|(row, letter)| {
        let mut cells = vec![letter.to_owned(), words::token_source(lang, row.source), row.held_by.to_string()];
        cells.extend(row.verdicts.iter().map(|&verdict| words::verdict(lang, verdict)));
        cells
    });
    rows.collect()
}

pub fn fingerprint(page: &Page<'_>) -> String {
    let lang = page.lang();
    let mut rows = vec![vec![String::new(), words::events(lang), String::new()]];
    for world in &page.snapshot.worlds {
        let digest = format!("{:016x}", world.digest);
        rows.push(vec![world.id.letter().to_owned(), words::grouped(world.events), digest]);
    }
    page.section(&words::report_fingerprint(lang), &table(2, page.set.columns, &[Words, Numbers, Words], &rows))
}
