//! Every principal: who calls, from where, by which door, in which state, and how long its session lasts.
//! Why it is in that state is shown by `why`.

use leptos::prelude::*;
use sts_atlas_facts::{Micros, Place};
use sts_atlas_player::{PrincipalSnapshot, WorldId};
use sts_atlas_words as words;

use crate::bench::{Explained, bench};
use crate::lab::blast::state_class;
use crate::lab::pieces::{Message, column, hint, row, sign, table};
use crate::lab::shown;
use crate::preferences::{lang, part, say, text};

/// The readout, folded away until it is asked for.
pub fn principals() -> AnyView {
    let open = RwSignal::new(false);
    let all = || shown(|world, _| world.principals.clone());
    let table = move || open.get().then(|| everyone(|| bench().shown_world(), all));
    view! {
        <section class="principals">
            <h2>
                <button
                    type="button"
                    class="fold"
                    aria-expanded=text(move || open.get().to_string())
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {say(words::principals)}
                </button>
            </h2>
            {hint(text(say(words::principals_hint)))}
            {part(table)}
        </section>
    }
    .into_any()
}

/// Everyone at one place of one world.
pub fn principals_at(world: WorldId, place: Place) -> AnyView {
    let here = move || {
        bench().snapshot.with(|snapshot| {
            let all = &snapshot.worlds[world.index()].principals;
            all.iter().filter(|principal| principal.view.at == place).cloned().collect::<Vec<_>>()
        })
    };
    view! { <div class="principals">{everyone(move || world, here)}</div> }.into_any()
}

fn everyone(
    world: impl Fn() -> WorldId + Send + 'static,
    principals: impl Fn() -> Vec<PrincipalSnapshot> + Send + 'static,
) -> AnyView {
    let rows = part(move || {
        let world = world();
        principals().iter().map(|principal| principal_row(world, principal)).collect_view()
    });
    let columns: [Message; 6] = [
        words::column_name,
        words::column_place,
        words::column_state,
        words::column_remaining,
        words::why,
        words::column_endpoint,
    ];
    table(words::principals, columns.map(column).into(), rows.into_any())
}

/// What is left of a session before its client needs a new one.
pub fn remaining(principal: &PrincipalSnapshot) -> Option<(Micros, u64)> {
    let gauge = principal.view.session?;
    let percent = gauge.until_cutoff.0 * 100 / gauge.length.0.max(1);
    Some((gauge.until_cutoff, percent))
}

fn principal_row(world: WorldId, principal: &PrincipalSnapshot) -> AnyView {
    let (lang, bench) = (lang(), bench());
    let (index, name, state) = (principal.index, principal.instance_name(), principal.view.state);
    let endpoint = principal.view.endpoint.map_or_else(|| words::endpoint_none(lang), |(endpoint, _)| endpoint.host());
    let state_word =
        principal.view.inactive.map_or_else(|| words::state(lang, state), |why| words::inactive(lang, why));
    let gauge = remaining(principal).map(|(left, percent)| {
        view! {
            {words::span(lang, Micros(left.0 / 1_000_000 * 1_000_000))}
            <meter class="bar" min="0" max="100" value=percent.to_string() aria-hidden="true"></meter>
        }
    });
    let why = view! {
        <button
            type="button"
            class="why"
            aria-label=words::why_of(lang, &name)
            on:click=move |_| bench.explained.set(Some(Explained::Principal(world, index)))
        >
            {words::why(lang)}
        </button>
    };
    let cells = vec![
        view! { <td>{words::place(lang, principal.view.at)}</td> }.into_any(),
        view! { <td>{sign(state_class(state))}{state_word}</td> }.into_any(),
        view! { <td class="number">{gauge}</td> }.into_any(),
        view! { <td>{why}</td> }.into_any(),
        view! { <td><code>{endpoint}</code></td> }.into_any(),
    ];
    row(format!("principals.{index}"), name.into_any(), cells)
}
