//! Every principal: who calls, from where, by which door, in which state, and how long its session lasts.
//! Why it is in that state is shown by `why`.

use leptos::prelude::*;
use sts_atlas_facts::{Micros, Place};
use sts_atlas_player::{PrincipalSnapshot, WorldId};
use sts_atlas_words as words;

use crate::bench::{Explained, bench};
use crate::lab::blast::state_class;
use crate::lab::pieces::{bar, column, hint, row, sign, table};
use crate::lab::shown;
use crate::parts::button;
use crate::picked::Picked;
use crate::preferences::{Message, lang, maybe, part, say, text};
use crate::tag::tag;

/// The readout, folded away until it is asked for.
pub fn principals() -> AnyView {
    let open = Picked::new(false);
    let all = || shown(|world, _| world.principals.clone());
    let table = maybe(move || open.get().then(|| everyone(Cast::Everywhere, || bench().shown_world(), all)));
    let fold = button(move || open.set(!open.get_untracked()))
        .class("fold")
        .live("aria-expanded", text(move || open.get().to_string()))
        .word(words::principals);
    tag("section")
        .class("principals")
        .child(tag("h2").child(fold))
        .holds(hint(text(say(words::principals_hint))))
        .part(table)
        .view()
}

/// Everyone at one place of one world.
pub fn principals_at(world: WorldId, place: Place) -> AnyView {
    let here = move || {
        bench().snapshot.with(|snapshot| {
            let all = &snapshot.worlds[world.index()].principals;
            all.iter().filter(|principal| principal.view.at == place).cloned().collect::<Vec<_>>()
        })
    };
    tag("div").class("principals").holds(everyone(Cast::AtOnePlace, move || world, here)).view()
}

/// Whose table it is: where all stand at one place, the place has no column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cast {
    Everywhere,
    AtOnePlace,
}

fn everyone(
    cast: Cast,
    world: impl Fn() -> WorldId + Send + 'static,
    principals: impl Fn() -> Vec<PrincipalSnapshot> + Send + 'static,
) -> AnyView {
    let rows = part(move || {
        let world = world();
        principals().iter().map(|principal| principal_row(cast, world, principal)).collect::<Vec<_>>().into_any()
    });
    let mut columns: Vec<Message> = vec![words::column_name];
    if cast == Cast::Everywhere {
        columns.push(words::column_place);
    }
    columns.extend([words::column_state as Message, words::column_remaining, words::why, words::column_endpoint]);
    table(words::principals, columns.into_iter().map(column).collect(), rows.into_any())
}

/// What is left of a session before its client needs a new one.
pub fn remaining(principal: &PrincipalSnapshot) -> Option<(Micros, u64)> {
    let gauge = principal.view.session?;
    let percent = gauge.until_cutoff.0 * 100 / gauge.length.0.max(1);
    Some((gauge.until_cutoff, percent))
}

fn principal_row(cast: Cast, world: WorldId, principal: &PrincipalSnapshot) -> AnyView {
    let (lang, bench) = (lang(), bench());
    let (index, name, state) = (principal.index, principal.instance_name(), principal.view.state);
    let endpoint = principal.view.endpoint.map_or_else(|| words::endpoint_none(lang), |(endpoint, _)| endpoint.host());
    let state_word =
        principal.view.inactive.map_or_else(|| words::state(lang, state), |why| words::inactive(lang, why));
    let mut gauge = tag("td").class("number");
    if let Some((left, percent)) = remaining(principal) {
        let whole_seconds = Micros(left.0 / 1_000_000 * 1_000_000);
        gauge = gauge.written(words::span(lang, whole_seconds)).child(bar(text(move || percent.to_string())));
    }
    let why = button(move || bench.explained.set(Some(Explained::Principal(world, index))))
        .class("why")
        .set_to("aria-label", words::why_of(lang, &name))
        .written(words::why(lang));
    let mut cells = Vec::new();
    if cast == Cast::Everywhere {
        cells.push(tag("td").written(words::place(lang, principal.view.at)).view());
    }
    cells.extend([
        tag("td").holds(sign(state_class(state))).written(state_word).view(),
        gauge.view(),
        tag("td").child(why).view(),
        tag("td").child(tag("code").written(endpoint)).view(),
    ]);
    row(format!("principals.{index}"), name.into_any(), cells)
}
