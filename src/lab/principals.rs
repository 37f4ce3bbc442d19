//! Every principal: who calls, from where, by which door, in which state, and how long its session lasts.
//! Why it is in that state is shown by `why`.

use leptos::prelude::*;
use sts_atlas_facts::{Micros, Place};
use sts_atlas_player::{PrincipalSnapshot, WorldId};
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::bench::{Bench, Explained, bench};
use crate::lab::blast::state_class;
use crate::lab::shown;
use crate::preferences::{lang, part, say, text};

/// Name, with the ordinal where several share it.
pub fn display_name(principal: &PrincipalSnapshot) -> String {
    if principal.count > 1 { format!("{} {}", principal.name, principal.view.ordinal) } else { principal.name.clone() }
}

/// The readout, folded away until it is asked for.
#[component]
pub fn Principals() -> impl IntoView {
    let bench = bench();
    let open = RwSignal::new(false);
    let principals = Signal::derive(move || shown(|world, _| world.principals.clone()));
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
            <p class="hint">{say(words::principals_hint)}</p>
            {part(move || open.get().then(|| view! { <Table world=bench.shown_world principals /> }))}
        </section>
    }
}

/// Everyone at one place of one world.
#[component]
pub fn PlaceTable(world: WorldId, place: Place) -> impl IntoView {
    let bench = bench();
    let principals = Signal::derive(move || {
        bench.snapshot.with(|snapshot| {
            let all = &snapshot.worlds[world.index()].principals;
            all.iter().filter(|principal| principal.view.at == place).cloned().collect::<Vec<_>>()
        })
    });
    view! { <div class="principals"><Table world=Signal::stored(world) principals /></div> }
}

#[component]
fn Table(#[prop(into)] world: Signal<WorldId>, principals: Signal<Vec<PrincipalSnapshot>>) -> impl IntoView {
    let rows = move || {
        let world = world.get();
        let principals = principals.get().into_iter();
        principals.map(|principal| principal_row(lang(), bench(), world, &principal)).collect_view()
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=say(words::principals)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{say(words::column_name)}</th>
                        <th scope="col">{say(words::column_place)}</th>
                        <th scope="col">{say(words::column_endpoint)}</th>
                        <th scope="col">{say(words::column_state)}</th>
                        <th scope="col">{say(words::column_remaining)}</th>
                        <th scope="col">{say(words::why)}</th>
                    </tr>
                </thead>
                <tbody>{part(rows)}</tbody>
            </table>
        </div>
    }
}

/// What is left of a session before its client needs a new one.
pub fn remaining(principal: &PrincipalSnapshot) -> Option<(Micros, u64)> {
    let gauge = principal.view.session?;
    let percent = gauge.until_cutoff.0 * 100 / gauge.length.0.max(1);
    Some((gauge.until_cutoff, percent))
}

fn principal_row(lang: Lang, bench: Bench, world: WorldId, principal: &PrincipalSnapshot) -> impl IntoView + use<> {
    let (index, name, state) = (principal.index, display_name(principal), principal.view.state);
    let endpoint = principal.view.endpoint.map_or_else(|| words::endpoint_none(lang), |(endpoint, _)| endpoint.host());
    let state_word =
        principal.view.inactive.map_or_else(|| words::state(lang, state), |why| words::inactive(lang, why));
    let gauge = remaining(principal).map(|(left, percent)| {
        view! {
            {words::span(lang, Micros(left.0 / 1_000_000 * 1_000_000))}
            <meter class="bar" min="0" max="100" value=percent.to_string() aria-hidden="true"></meter>
        }
    });
    view! {
        <tr data-row=format!("principals.{index}")>
            <th scope="row">{name.clone()}</th>
            <td>{words::place(lang, principal.view.at)}</td>
            <td><code>{endpoint}</code></td>
            <td><i class=state_class(state) aria-hidden="true"></i>{state_word}</td>
            <td class="number">{gauge}</td>
            <td>
                <button
                    type="button"
                    class="why"
                    aria-label=words::why_of(lang, &name)
                    on:click=move |_| bench.explained.set(Some(Explained::Principal(world, index)))
                >
                    {words::why(lang)}
                </button>
            </td>
        </tr>
    }
}
