//! The panel that explains: the causes of a state or an outcome as a sheet, or what there is at a place.
//! No cause and no sentence is made here.

use leptos::prelude::*;
use sts_atlas_instruments::{Sheet, Subject};
use sts_atlas_player::{PrincipalSnapshot, WorldId};
use sts_atlas_words as words;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::bench::{Bench, Explained, bench};
use crate::instruments::sheet;
use crate::lab::place_panel::place_panel;
use crate::parts::button;
use crate::preferences::{follow, lang, maybe};
use crate::tag::{AnyElement, tag};

fn subject(bench: Bench, explained: Explained) -> String {
    let (world, name) = match explained {
        Explained::Request(world, record) => (world, name_of(bench, world, record.principal)),
        Explained::Principal(world, index) => (world, name_of(bench, world, index)),
        Explained::Place(world, place) => (world, words::place(lang(), place)),
    };
    format!("{name} ({})", words::world(lang(), world.letter()))
}

fn name_of(bench: Bench, world: WorldId, index: u32) -> String {
    bench.snapshot.with_untracked(|snapshot| {
        let principal = snapshot.worlds[world.index()].principals.get(index as usize);
        principal.map(PrincipalSnapshot::instance_name).unwrap_or_default()
    })
}

/// The panel; closed unless something is being explained.
pub fn why_panel() -> AnyView {
    let bench = bench();
    let dialog = NodeRef::<AnyElement>::new();
    follow(Box::new(move || {
        let Some(element) = dialog.get().and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) else {
            return;
        };
        if bench.explained.get().is_some() {
            // Refused where it is open: it then simply shows the new chain.
            let _ = element.show_modal();
            // What was pressed in it is replaced, and would take the focus with it.
            let _ = element.focus();
        } else {
            element.close();
        }
    }));
    let heading = |says: String| tag("h2").set("id", "why-heading").written(says).view();
    let place = move || {
        let Some(Explained::Place(world, place)) = bench.explained.get() else { return None };
        let heading = heading(subject(bench, Explained::Place(world, place)));
        Some(vec![heading, place_panel(world, place).into_any()].into_any())
    };
    let cause = move || {
        let explained = bench.explained.get().filter(|explained| !matches!(explained, Explained::Place(..)))?;
        Some(heading(words::why_heading(lang(), subject(bench, explained))))
    };
    let wanted = move || {
        let subject = match bench.explained.get()? {
            Explained::Request(world, record) => Subject::Request(world, record.principal, record.began.0),
            Explained::Principal(world, index) => Subject::Principal(world, index),
            Explained::Place(..) => return None,
        };
        Some((Sheet::Why, Some(subject)))
    };
    let close = move || bench.explained.set(None);
    tag("dialog")
        .class("why-panel")
        .set("tabindex", "-1")
        .set("aria-labelledby", "why-heading")
        .node(dialog)
        .on("close", move |_| close())
        .child(button(close).class("close").word(words::close))
        .part(maybe(place))
        .part(maybe(cause))
        .holds(sheet("causes", Box::new(wanted)))
        .view()
}
