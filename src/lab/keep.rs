//! Keep and share: the exact state as a link, tables and pictures of it as files, and a page to print.
//! What a link or a table holds is intake's business.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sts_atlas_intake::{LONGEST_SHARED_LINK, history_csv, requests_csv};
use sts_atlas_player::{Player, WorldId};
use sts_atlas_words as words;
use wasm_bindgen::JsCast;
use web_sys::HtmlCanvasElement;

use crate::bench::{Bench, bench};
use crate::lab::pieces::section;
use crate::parts::button;
use crate::platform::{address, document, files};
use crate::preferences::{Message, maybe};
use crate::tag::tag;

/// What became of the link: copied, not copied, too long.
const TOLD: [Message; 3] = [words::link_copied, words::link_not_copied, words::link_too_long];

/// The controls.
pub fn keep() -> AnyView {
    let bench = bench();
    let told = RwSignal::new(0_u32);
    let copy = move || {
        // What is written a moment later is what is copied.
        let link = address::link(&bench.route().hash());
        spawn_local(async move {
            let is_long = link.len() > LONGEST_SHARED_LINK;
            let copied = files::copy(&link).await;
            let _ = told.try_set(if !copied {
                2
            } else if is_long {
                3
            } else {
                1
            });
        });
    };
    let table = move |message: Message, name: &'static str, csv: fn(&Player) -> String| {
        let save = move || {
            let text = bench.with_player(csv).unwrap_or_default();
            files::save(&file_name(bench, name), "text/csv;charset=utf-8", text.as_bytes());
        };
        button(save).word(message).view()
    };
    let picture = move |world: WorldId, message: Message| button(move || save_map(bench, world)).word(message).view();
    let out = vec![
        button(copy).word(words::copy_link).view(),
        table(words::save_history, "history.csv", history_csv),
        table(words::save_requests, "requests.csv", requests_csv),
        picture(WorldId::A, words::save_map_a),
        picture(WorldId::B, words::save_map_b),
        button(files::print).word(words::print).view(),
    ];
    let status = tag("p").class("hint").set("role", "status").part(maybe(move || {
        let message = TOLD.get((told.get() as usize).checked_sub(1)?)?;
        Some(tag("span").word(*message).view())
    }));
    section("keep", words::keep, vec![tag("p").class("row").holds_all(out).view(), status.view()])
}

/// Scene, moment and what it is: files of several moments lie beside each other.
fn file_name(bench: Bench, name: &str) -> String {
    let at = bench.snapshot.with_untracked(|snapshot| snapshot.now.0 / 1_000_000);
    format!("sts-atlas-{}-{at}s-{name}", bench.scene.get_untracked())
}

fn save_map(bench: Bench, world: WorldId) {
    let layers: Vec<HtmlCanvasElement> =
        document::all(&format!(".lab-world:nth-of-type({}) canvas", world.index() + 1))
            .into_iter()
            .filter_map(|canvas| canvas.dyn_into().ok())
            .collect();
    let name = file_name(bench, &format!("{}.png", world.letter()));
    // Where a browser keeps its canvases to itself, there is no file.
    let _ = files::save_picture(&name, &document::style_token("--background"), &layers);
}
