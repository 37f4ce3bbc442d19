//! Blast radius: the headline, by place, beside the other world, and what kept working.
//! Who is hurt is decided elsewhere.

use leptos::prelude::*;
use sts_atlas_facts::{Micros, Place};
use sts_atlas_player::{Blast, PlaceBlast, Snapshot, WorldSnapshot};
use sts_atlas_sim::State;
use sts_atlas_words as words;
use sts_atlas_words::Lang;
use wasm_bindgen::JsValue;

use crate::bench::bench;
use crate::lab::pieces::{changes_of, harm, hint, named_hint, row, section, shown_at, signed};
use crate::lab::shown;
use crate::preferences::{Message, flag, lang, maybe, part, say, text};
use crate::tag::{loose, tag};

fn total(blast: &Blast) -> u32 {
    blast.states.total()
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

fn number_of(read: fn(&Blast) -> u32) -> u32 {
    shown(|world, _| read(&world.blast))
}

/// The readout.
pub fn blast_radius() -> AnyView {
    let refused = || number_of(|blast| blast.without_fault.of(State::Impaired));
    let minutes =
        move || words::minutes_lost(lang(), words::minutes_tenths(nearest_tenth(shown(|world, _| world.blast.lost))));
    let without_fault = maybe(move || {
        let says = move || words::without_fault(lang(), refused());
        (refused() > 0).then(|| named_hint("blast.impaired_without_fault", text(says)))
    });
    let kept = move || words::kept_working(lang(), number_of(Blast::kept_working), number_of(total));
    let content = vec![
        headline(),
        by_place(),
        state_counts(),
        hint(text(say(words::states_mean))),
        named_hint("blast.kept_working", text(kept)),
        named_hint("blast.minutes_lost", text(minutes)),
        without_fault.into_any(),
    ];
    section("blast", words::blast_radius, content)
}

fn headline() -> AnyView {
    let impaired = || number_of(Blast::impaired);
    let other = move || {
        let bench = bench();
        let other = bench.shown_world().other();
        bench.snapshot.with(|snapshot| {
            let blast = &snapshot.worlds[other.index()].blast;
            words::other_world(lang(), blast.impaired(), blast.cannot_renew())
        })
    };
    let figure = tag("b")
        .class("number")
        .set("data-metric", "blast.impaired")
        .flag("harm", flag(move || impaired() > 0))
        .says(text(move || impaired().to_string()));
    let renew = text(move || words::more_cannot_renew(lang(), number_of(Blast::cannot_renew)));
    let beside = tag("span")
        .child(tag("strong").says(text(move || words::of_cannot_work(lang(), number_of(total)))))
        .child(tag("small").says(renew))
        .child(tag("small").says(text(other)));
    tag("p").class("big").child(figure).child(beside).view()
}

/// How many stand where.
fn cast(world: &WorldSnapshot, _: &Snapshot) -> Vec<(Place, usize)> {
    world.blast.by_place.iter().map(|place| (place.place, place.principals.len())).collect()
}

fn by_place() -> AnyView {
    // Rows are made anew only when others stand there, not when those who do change their state.
    let states = changes_of(|world, _| world.blast.by_place.clone());
    let others = changes_of(cast);
    let rows = part(move || {
        let cast = shown_at(others, cast).into_iter().enumerate();
        cast.map(|(index, (place, count))| place_row(states, index, place, count)).collect::<Vec<_>>().into_any()
    });
    let columns: [Message; 3] = [words::column_place, words::column_state, words::cannot_work];
    let heads = columns.map(|column| tag("th").set("scope", "col").word(column).view());
    tag("table")
        .class("places")
        .child(tag("thead").class("visually-hidden").child(tag("tr").holds_all(heads.into())))
        .child(tag("tbody").part(rows))
        .view()
}

/// The text drops what is below a tenth of a minute: half of one more makes it the nearest, as in the terminal.
const fn nearest_tenth(span: Micros) -> Micros {
    Micros(span.0 + 3_000_000)
}

/// The principals of a place by state, in words.
fn place_summary(lang: Lang, place: &PlaceBlast) -> String {
    let count = |state| place.principals.iter().filter(|&&(_, here, _)| here == state).count();
    let present = State::ALL.into_iter().filter(|&state| count(state) > 0);
    let counts: Vec<_> =
        present.map(|state| words::place_count(lang, words::state(lang, state), count(state))).collect();
    words::list(lang, &counts)
}

/// More principals at one place than this are told in words alone.
const MOST_SQUARES: usize = 60;

/// A square for each principal of a place.
fn squares(place: &PlaceBlast) -> String {
    place.principals.iter().map(|&(_, state, _)| format!("<i class=\"{}\"></i>", state_class(state))).collect()
}

fn place_row(states: Memo<u32>, index: usize, place: Place, count: usize) -> AnyView {
    let here = move |read: fn(&PlaceBlast) -> u64| {
        shown_at(states, |world, _| world.blast.by_place.get(index).map(read)).unwrap_or_default()
    };
    let squares = move || shown_at(states, |world, _| world.blast.by_place.get(index).map(squares)).unwrap_or_default();
    let summary =
        move || shown_at(states, |world, _| world.blast.by_place.get(index).map(|place| place_summary(lang(), place)));
    let impaired = move || here(|place| u64::from(place.impaired));
    let words = tag("span").says(text(move || summary().unwrap_or_default()));
    let states = if count > MOST_SQUARES {
        tag("td").child(words)
    } else {
        // One part for all of them: what follows a signal costs time in the square of how many follow it.
        let drawn = tag("span").class("squares").set("aria-hidden", "true");
        let drawn = drawn.property("innerHTML", Box::new(move || JsValue::from_str(&squares())));
        tag("td").child(drawn).child(words.class("visually-hidden"))
    };
    let cells = vec![states.view(), harm("impaired", Box::new(impaired), text(move || impaired().to_string()))];
    row(format!("places.{}", place.code()), loose(text(move || words::place(lang(), place))), cells)
}

fn state_counts() -> AnyView {
    let count = |state| {
        let term = tag("dt").holds(signed(state_class(state), text(move || words::state(lang(), state))));
        let figure = tag("dd")
            .class("number")
            .set_to("data-metric", format!("blast.states.{}", state_name(state)))
            .says(text(move || shown(|world, _| world.blast.states.of(state)).to_string()));
        tag("div").child(term).child(figure).view()
    };
    tag("dl").class("state-counts").holds_all(State::ALL.map(count).into()).view()
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
