//! Token validity: what a session from each kind of endpoint is worth in each kind of Region.
//! The verdicts are the simulator's.

use leptos::prelude::*;
use sts_atlas_player::{MatrixRow, TokenSource};
use sts_atlas_sim::TokenVerdict;
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::lab::shown;
use crate::preferences::{lang, part, say};

const fn verdict_mark(verdict: TokenVerdict) -> (&'static str, &'static str) {
    match verdict {
        TokenVerdict::Valid => ("verdict valid", "✓"),
        TokenVerdict::Refused => ("verdict refused", "✕"),
        TokenVerdict::RegionNotEnabled => ("verdict not-enabled", "–"),
    }
}

/// The readout.
#[component]
pub fn TokenValidity() -> impl IntoView {
    let matrix = move || shown(|world, _| world.matrix.clone());
    let columns = move || {
        matrix()
            .opt_in
            .into_iter()
            .map(|region| view! { <th scope="col">{words::region(lang(), region)}</th> })
            .collect_view()
    };
    view! {
        <section class="matrix">
            <h2>{say(words::token_validity)}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=say(words::token_validity)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{say(words::issued_by)}</th>
                        <th scope="col">{say(words::held_by)}</th>
                        <th scope="col">{say(words::default_regions)}</th>
                        {part(columns)}
                    </tr>
                </thead>
                <tbody>{part(move || matrix().rows.into_iter().map(|row| matrix_row(lang(), row)).collect_view())}</tbody>
            </table>
            </div>
        </section>
    }
}

fn matrix_row(lang: Lang, row: MatrixRow) -> impl IntoView {
    let (kind, key) = match row.source {
        TokenSource::GlobalV1 => ("kind global", "global-v1"),
        TokenSource::GlobalV2 => ("kind global", "global-v2"),
        TokenSource::Regional => ("kind regional", "regional"),
    };
    let cells = row.verdicts.into_iter().map(|verdict| {
        let (class, mark) = verdict_mark(verdict);
        view! {
            <td class=class>
                <span aria-hidden="true">{mark}</span>
                <span class="verdict-word">{words::verdict(lang, verdict)}</span>
            </td>
        }
    });
    view! {
        <tr data-row=format!("matrix.{key}")>
            <th scope="row"><span class=kind aria-hidden="true"></span>{words::token_source(lang, row.source)}</th>
            <td class="number" data-cell="held_by">{row.held_by}</td>
            {cells.collect_view()}
        </tr>
    }
}
