//! Keep and share: the exact state as a link or a file, tables and pictures of it, and a storyboard to print.
//! What a link, a file or a table holds is decided elsewhere.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use sts_atlas_instruments::{Ask, Sheet};
use sts_atlas_intake::LONGEST_SHARED_LINK;
use sts_atlas_intake::recording_file::{self, LONGEST_OPENED, RECORDING_FILE, RecordingFileError};
use sts_atlas_player::{Recording, WorldId};
use sts_atlas_words as words;
use sts_atlas_words::Lang;
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, DragEvent, Event, HtmlInputElement};

use crate::bench::{Bench, bench};
use crate::host;
use crate::lab::pieces::section;
use crate::lab::saved::{file_name, save, save_map};
use crate::opened::{open_scenario, play};
use crate::parts::button;
use crate::picked::Picked;
use crate::platform::{address, document, files, sheet as html_sheet};
use crate::preferences::{Message, Preferences, flag, preferences, text};
use crate::site::{Site, site};
use crate::tag::{Tag, tag};

/// What came of the last act, in words; empty before the first.
#[derive(Clone, Copy)]
pub struct Telling {
    says: RwSignal<String>,
    preferences: Preferences,
}

impl Telling {
    fn lang(self) -> Lang {
        self.preferences.lang_now()
    }

    fn say(self, says: String) {
        // After the page is gone there is nobody to tell.
        let _ = self.says.try_set(says);
    }
}

/// Where what is told stands.
const TOLD: &str = "told";

/// What will be told, for buttons and drops alike.
pub fn telling() -> Telling {
    Telling { says: site().told, preferences: preferences() }
}

/// The controls.
pub fn keep(telling: Telling) -> AnyView {
    let (site, bench) = (site(), bench());
    let sheet = move |message: Message, kind: Sheet, take: fn(Site, String)| {
        button(move || ask(site, telling, kind, take)).word(message).view()
    };
    let picture = move |world: WorldId, message: Message| button(move || save_map(bench, world)).word(message).view();
    let state = vec![
        button(move || copy_link(bench, telling)).word(words::copy_link).view(),
        button(move || save_recording(bench, telling)).word(words::save_recording).view(),
        open_file(site, telling),
    ];
    let numbers = vec![
        sheet(words::save_history, Sheet::HistoryCsv, |site, text| save(site.bench, "history.csv", "text/csv", &text)),
        sheet(words::save_requests, Sheet::RequestsCsv, |site, text| {
            save(site.bench, "requests.csv", "text/csv", &text)
        }),
        button(move || save(bench, "state.json", "application/json", &host::state_text(site)))
            .word(words::save_state)
            .view(),
    ];
    let pictures = vec![
        picture(WorldId::A, words::save_map_a),
        picture(WorldId::B, words::save_map_b),
        sheet(words::storyboard, Sheet::Storyboard, |_, html| html_sheet::print_only("storyboard", &html)),
        button(files::print).word(words::print).view(),
    ];
    let row = |out| tag("p").class("row").holds_all(out).view();
    let status = tag("p")
        .class("hint telling")
        .set("id", TOLD)
        .set("tabindex", "-1")
        .set("role", "status")
        .says(text(move || telling.says.get()));
    section(
        "keep",
        words::keep,
        vec![
            row(state),
            tag("p").class("hint").word(words::open_file_hint).view(),
            row(numbers),
            row(pictures),
            status.view(),
        ],
    )
}

/// Where a sheet goes that is a file or for paper.
fn ask(site: Site, telling: Telling, kind: Sheet, take: fn(Site, String)) {
    let (lang, route) = (site.preferences.lang_now(), site.bench.route());
    let ask = Ask { sheet: kind, subject: None, lang, width: PAPER_WIDTH, route, filled: None };
    let take = move |answer: Option<String>| match answer {
        // A paragraph is no table and no storyboard: it says what is missing.
        Some(text) if !text.starts_with("<p") => take(site, text),
        _ => telling.say(words::sheet_failed(lang)),
    };
    site.instruments.ask(&ask, Box::new(take));
}

/// How wide pictures for paper are, in CSS pixels.
const PAPER_WIDTH: u32 = 640;

fn copy_link(bench: Bench, telling: Telling) {
    // What is written a moment later is what is copied.
    let (link, lang, is_own) = (address::link(&bench.route().hash()), telling.lang(), bench.own_scenario().is_some());
    spawn_local(async move {
        let is_long = link.len() > LONGEST_SHARED_LINK;
        let says: Message = match files::copy(&link).await {
            false => words::link_not_copied,
            true if is_own => words::link_needs_file,
            true if is_long => words::link_too_long,
            true => words::link_copied,
        };
        telling.say(says(lang));
    });
}

fn save_recording(bench: Bench, telling: Telling) {
    // What was said of something else is over.
    telling.say(String::new());
    let own = bench.own_scenario();
    let write = |recording: &Recording| match &own {
        Some(packed) => recording_file::write_with(recording, packed),
        None => recording_file::write(recording),
    };
    let bytes = bench.with_player(|player| write(player.recording())).unwrap_or_default();
    files::save(&file_name(bench, RECORDING_FILE), "application/octet-stream", &bytes);
}

/// A button that opens a file. The field itself is not seen, but reached by its label and by the keyboard.
fn open_file(site: Site, telling: Telling) -> AnyView {
    let chosen = move |event: Event| {
        let field = event.target().and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        let Some(field) = field else { return };
        open(site, telling, field.files());
        // The same file may be chosen once more.
        field.set_value("");
    };
    let field = tag("input").set("type", "file").set("accept", ".stsatlas,.toml,.json").on("change", chosen);
    tag("label").class("file").child(field).child(tag("span").word(words::open_file)).view()
}

/// Has an element take files that are dropped on it; it is of the class `awaits` as long as one is held over it.
pub fn take_drops(element: Tag, telling: Telling) -> Tag {
    let site = site();
    let awaits = Picked::new(false);
    // What a file comes over is told before what it leaves: the last it came over is the last it leaves.
    let last = Rc::new(RefCell::new(None));
    let under = Rc::clone(&last);
    let entered = move |event: Event| {
        under.replace(event.target());
        awaits.set(held(&event).is_some_and(|data| data.types().includes(&"Files".into(), 0)));
    };
    let left = move |event: Event| {
        if *last.borrow() == event.target() {
            awaits.set(false);
        }
    };
    let dropped = move |event: Event| {
        awaits.set(false);
        let files = held(&event).and_then(|data| data.files());
        if files.as_ref().is_some_and(|files| files.length() > 0) {
            event.prevent_default();
            open(site, telling, files);
        }
    };
    let element = element.flag("awaits", flag(move || awaits.get()));
    let element = element.on("dragenter", entered).on("dragleave", left);
    element.on("dragover", |event| event.prevent_default()).on("drop", dropped)
}

fn held(event: &Event) -> Option<DataTransfer> {
    event.dyn_ref::<DragEvent>()?.data_transfer()
}

fn open(site: Site, telling: Telling, files: Option<web_sys::FileList>) {
    let Some(file) = files.and_then(|files| files.get(0)) else { return };
    let lang = telling.lang();
    // Wherever it was dropped, what is wrong is brought into sight.
    let say = move |says: String| {
        telling.say(says);
        document::focus(TOLD);
    };
    let refuse = move |error| say(words::file_not_opened(lang, words::recording_file_error(lang, &error)));
    if file.size() > LONGEST_OPENED as f64 {
        return refuse(RecordingFileError::TooLong { found: file.size() as usize });
    }
    spawn_local(async move {
        let Some(bytes) = files::read(&file).await else { return say(words::sheet_failed(lang)) };
        if recording_file::is_recording(&bytes) {
            match site.bench.read_file(&bytes).await {
                Ok((recording, packed)) => {
                    play(site, recording, packed);
                    telling.say(words::recording_opened(lang));
                }
                Err(error) => refuse(error),
            }
        } else if let Ok(text) = String::from_utf8(bytes) {
            let told = move |says: String, is_played: bool| if is_played { telling.say(says) } else { say(says) };
            open_scenario(site, lang, file.name(), text, Box::new(told));
        } else {
            refuse(RecordingFileError::NoRecording);
        }
    });
}
