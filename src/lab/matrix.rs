//! Token validity: what a session from each kind of endpoint is worth in each kind of Region.
//! The verdicts are the simulator's.

use leptos::prelude::*;
use sts_atlas_player::{MatrixRow, Snapshot, TokenMatrix, TokenSource, WorldSnapshot};
use sts_atlas_sim::TokenVerdict;
use sts_atlas_words as words;

use crate::lab::pieces::{changes_of, column, number, row, section, shown_at, signed, table};
use crate::preferences::{Message, lang, part, text};
use crate::tag::tag;

const fn verdict_mark(verdict: TokenVerdict) -> (&'static str, &'static str) {
    match verdict {
        TokenVerdict::Valid => ("verdict valid", "✓"),
        TokenVerdict::Refused => ("verdict refused", "✕"),
        TokenVerdict::RegionNotEnabled => ("verdict not-enabled", "–"),
    }
}

fn matrix(world: &WorldSnapshot, _: &Snapshot) -> TokenMatrix {
    world.matrix.clone()
}

/// The readout.
pub fn token_validity() -> AnyView {
    let changes = changes_of(matrix);
    let content = part(move || {
        let matrix = shown_at(changes, matrix);
        let fixed: [Message; 3] = [words::issued_by, words::held_by, words::default_regions];
        let mut columns = Vec::from(fixed.map(column));
        columns.extend(matrix.opt_in.into_iter().map(|region| text(move || words::region(lang(), region))));
        let rows: Vec<_> = matrix.rows.into_iter().map(matrix_row).collect();
        table(words::token_validity, columns, rows.into_any())
    });
    section("matrix", words::token_validity, vec![content.into_any()])
}

fn matrix_row(source: MatrixRow) -> AnyView {
    let (kind, key) = match source.source {
        TokenSource::GlobalV1 => ("kind global", "global-v1"),
        TokenSource::GlobalV2 => ("kind global", "global-v2"),
        TokenSource::Regional => ("kind regional", "regional"),
    };
    let held_by = source.held_by;
    let verdicts = source.verdicts.into_iter().map(verdict_cell);
    let cells = std::iter::once(number("held_by", text(move || held_by.to_string()))).chain(verdicts);
    let head = signed(kind, text(move || words::token_source(lang(), source.source)));
    row(format!("matrix.{key}"), head, cells.collect())
}

fn verdict_cell(verdict: TokenVerdict) -> AnyView {
    let (class, mark) = verdict_mark(verdict);
    tag("td")
        .class(class)
        .child(tag("span").set("aria-hidden", "true").written(mark.to_owned()))
        .child(tag("span").class("verdict-word").written(words::verdict(lang(), verdict)))
        .view()
}
