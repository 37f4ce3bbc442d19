//! Blast radius: the headline, by place, beside the other world, and what kept working.
//! Who is hurt is decided elsewhere.

use leptos::prelude::*;
use sts_atlas_facts::Micros;
use sts_atlas_player::{Blast, PlaceBlast};
use sts_atlas_sim::State;
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::bench::bench;
use crate::lab::shown;
use crate::preferences::{flag, lang, part, say, text};

/// Principals whose next call works and whose renewal would not, or could not, because of the fault.
pub fn cannot_renew(blast: &Blast) -> u32 {
    blast.harm.of(State::Exposed) + blast.harm.of(State::Draining)
}

/// The class of a square.
pub const fn state_class(state: State) -> &'static str {
    match state {
        State::Healthy => "square healthy",
        State::Exposed => "square exposed",
        State::Draining => "square draining",
        State::Unknown => "square unknown",
        State::Impaired => "square impaired",
    }
}

/// The readout.
#[component]
pub fn BlastRadius() -> impl IntoView {
    let bench = bench();
    let blast = move || shown(|world, _| world.blast.clone());
    let other = move || {
        let other = bench.shown_world.get().other();
        bench.snapshot.with(|snapshot| {
            let blast = &snapshot.worlds[other.index()].blast;
            words::other_world(lang(), blast.impaired(), cannot_renew(blast))
        })
    };
    view! {
        <section class="blast">
            <h2>{say(words::blast_radius)}</h2>
            <p class="big">
                <b class="number" data-metric="blast.impaired" class:harm=flag(move || blast().impaired() > 0)>
                    {text(move || blast().impaired().to_string())}
                </b>
                <span>
                    <strong>{text(move || words::of_cannot_work(lang(), blast().states.total()))}</strong>
                    <small>{text(move || words::more_cannot_renew(lang(), cannot_renew(&blast())))}</small>
                    <small>{other}</small>
                </span>
            </p>
            <table class="places">
                <thead class="visually-hidden">
                    <tr>
                        <th scope="col">{say(words::column_place)}</th>
                        <th scope="col">{say(words::column_state)}</th>
                        <th scope="col">{say(words::cannot_work)}</th>
                    </tr>
                </thead>
                <tbody>{part(move || blast().by_place.iter().map(|place| place_row(lang(), place)).collect_view())}</tbody>
            </table>
            <StateCounts />
            <p class="hint" data-metric="blast.kept_working">{text(move || words::kept_working(lang(), blast().kept_working(), blast().states.total()))}</p>
            <p class="hint" data-metric="blast.minutes_lost">
                {text(move || words::minutes_lost(lang(), words::minutes_tenths(nearest_tenth(blast().lost))))}
            </p>
            {part(move || {
                let refused = blast().without_fault.of(State::Impaired);
                (refused > 0).then(|| view! { <p class="hint" data-metric="blast.impaired_without_fault">{words::without_fault(lang(), refused)}</p> })
            })}
        </section>
    }
}

/// The text drops what is below a tenth of a minute: half of one more makes it the nearest, as in the terminal.
const fn nearest_tenth(span: Micros) -> Micros {
    Micros(span.0 + 3_000_000)
}

fn place_row(lang: Lang, place: &PlaceBlast) -> impl IntoView + use<> {
    let count = |state| place.principals.iter().filter(|&&(_, here, _)| here == state).count();
    let present = State::ALL.into_iter().filter(|&state| count(state) > 0);
    let summary: Vec<_> =
        present.map(|state| words::place_count(lang, words::state(lang, state), count(state))).collect();
    let squares: Vec<_> =
        place.principals.iter().map(|&(_, state, _)| view! { <i class=state_class(state)></i> }).collect();
    view! {
        <tr data-row=format!("places.{}", place.place.code())>
            <th scope="row">{words::place(lang, place.place)}</th>
            <td>
                <span class="squares" aria-hidden="true">{squares}</span>
                <span class="visually-hidden">{words::list(lang, &summary)}</span>
            </td>
            <td class="number" data-cell="impaired" class:harm={place.impaired > 0}>{place.impaired}</td>
        </tr>
    }
}

#[component]
fn StateCounts() -> impl IntoView {
    let rows = State::ALL.map(|state| {
        view! {
            <div>
                <dt><i class=state_class(state) aria-hidden="true"></i>{text(move || words::state(lang(), state))}</dt>
                <dd class="number" data-metric=format!("blast.states.{}", state_name(state))>
                    {text(move || shown(|world, _| world.blast.states.of(state)).to_string())}
                </dd>
            </div>
        }
    });
    view! { <dl class="state-counts">{rows.into_iter().collect_view()}</dl> }
}

const fn state_name(state: State) -> &'static str {
    match state {
        State::Healthy => "healthy",
        State::Exposed => "exposed",
        State::Draining => "draining",
        State::Unknown => "unknown",
        State::Impaired => "impaired",
    }
}
