//! Sheets: finished pages about the recording, drawn by a second program that is fetched with the first of them.
//! What a sheet shows is the instruments' business; here it is asked for, shown, and asked for anew when anything changes.

use leptos::prelude::*;
use sts_atlas_instruments::{Ask, Sheet, Subject};
use sts_atlas_intake::Route;
use sts_atlas_player::WorldId;
use sts_atlas_words as words;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use crate::lab::keep::save_chart;
use crate::later::Progress;
use crate::parts::button;
use crate::picked::Picked;
use crate::platform::document;
use crate::platform::worker::Beside;
use crate::preferences::{Part, Text, follow, maybe};
use crate::site::{Site, site};
use crate::tag::{AnyElement, tag};

/// The second program, as the build names it.
const PROGRAM: &str = "sts-atlas-instruments_loader.js";

/// Takes an answer; nothing where there will be none.
pub type Taker = Box<dyn FnOnce(Option<String>)>;

#[derive(Default)]
struct Inner {
    program: Option<Beside>,
    /// Whether it hears: what is said to it before is lost.
    hears: bool,
    /// Questions without an answer, by number.
    waiting: Vec<(u32, String, Taker)>,
    asked: u32,
}

/// The second program of this page, started once it is needed; cheap to copy.
#[derive(Clone, Copy)]
pub struct Instruments(StoredValue<Inner, LocalStorage>);

impl Instruments {
    /// Not started.
    pub fn new() -> Self {
        Self(StoredValue::new_local(Inner::default()))
    }

    /// Asks for a sheet.
    pub fn ask(self, ask: &Ask, take: Taker) {
        let started = self.0.try_update_value(|inner| {
            if inner.program.is_none() {
                let answered = move |number, text| self.answered(number, text);
                inner.program = Beside::start(PROGRAM, answered, move || self.failed());
            }
            inner.asked += 1;
            if let Some(program) = inner.program.as_ref().filter(|_| inner.hears) {
                program.ask(inner.asked, &ask.text());
            }
            inner.waiting.push((inner.asked, ask.text(), take));
            inner.program.is_some()
        });
        if started != Some(true) {
            self.failed();
        }
    }

    fn answered(self, number: u32, text: String) {
        if number == 0 {
            return self.begin();
        }
        let take = self.0.try_update_value(|inner| {
            let place = inner.waiting.iter().position(|(asked, ..)| *asked == number)?;
            Some(inner.waiting.remove(place).2)
        });
        // Outside, since it may ask again.
        if let Some(take) = take.flatten() {
            take(Some(text));
        }
    }

    /// The program hears: it is told how the page sets texts, and whatever was to be asked.
    fn begin(self) {
        let _ = self.0.try_update_value(|inner| {
            inner.hears = true;
            let Some(program) = &inner.program else { return };
            program.ask(0, &document::style_token("--sans"));
            inner.waiting.iter().for_each(|(number, text, _)| program.ask(*number, text));
        });
    }

    fn failed(self) {
        let waiting = self.0.try_update_value(|inner| {
            (inner.program, inner.hears) = (None, false);
            std::mem::take(&mut inner.waiting)
        });
        waiting.into_iter().flatten().for_each(|(_, _, take)| take(None));
    }
}

/// What a place for sheets shows; nothing: none is wanted.
pub type Wanted = Box<dyn Fn() -> Option<(Sheet, Option<Subject>)>>;

/// A place for sheets: shows what is wanted, as things stand. One question is on its way at a time.
#[derive(Clone, Copy)]
struct Slot {
    site: Site,
    wanted: StoredValue<Wanted, LocalStorage>,
    /// Whom the reader chose in the sheet.
    chosen: RwSignal<Option<(WorldId, u32)>>,
    node: NodeRef<AnyElement>,
    progress: Picked<Progress>,
    /// Whether anything has changed since the question that is on its way.
    stale: StoredValue<bool>,
    shown: StoredValue<String>,
    /// Which sheet that is, or will be, and what was asked for it, as far as it matters.
    asked: StoredValue<Option<(Sheet, String)>>,
}

/// A place for sheets.
pub fn sheet(class: &'static str, wanted: Wanted) -> AnyView {
    let slot = Slot {
        site: site(),
        wanted: StoredValue::new_local(wanted),
        chosen: RwSignal::new(None),
        node: NodeRef::new(),
        progress: Picked::new(Progress::NotAsked),
        stale: StoredValue::new(false),
        shown: StoredValue::new(String::new()),
        asked: StoredValue::new(None),
    };
    follow(Box::new(move || {
        let wanted = slot.wanted.try_with_value(|wanted| wanted()).flatten();
        if wanted.is_some() {
            slot.site.bench.snapshot.track();
            slot.site.preferences.lang();
            slot.chosen.track();
            slot.ask();
        }
    }));
    let state: Part = maybe(move || match slot.progress.get() {
        Progress::NotAsked | Progress::Here => None,
        Progress::OnTheWay => {
            let first = slot.shown.with_value(String::is_empty);
            first.then(|| tag("p").class("hint").set("role", "status").word(words::sheet_coming).view())
        }
        Progress::Failed => {
            let again = button(move || slot.ask()).word(words::try_again);
            Some(tag("p").class("hint").set("role", "status").word(words::sheet_failed).child(again).view())
        }
    });
    let content = tag("div")
        .class("sheet")
        .node(slot.node)
        .on("click", move |event| slot.clicked(&event))
        .on("change", move |event| slot.filled(&event));
    tag("div").class(class).part(state).child(content).view()
}

/// A sheet that is folded away until it is asked for, and not drawn before: it changes whenever anything does.
pub fn folded_sheet(class: &'static str, title: Text, kind: Sheet) -> AnyView {
    let open = Picked::new(false);
    let toggled = move |event: Event| {
        let fold = event.current_target().and_then(|fold| fold.dyn_into::<Element>().ok());
        open.set(fold.is_some_and(|fold| fold.has_attribute("open")));
    };
    tag("details")
        .class(class)
        .on("toggle", toggled)
        .child(tag("summary").says(title))
        .holds(sheet("folded", Box::new(move || open.get().then_some((kind, None)))))
        .view()
}

impl Slot {
    fn ask(self) {
        if self.progress.get_untracked() == Progress::OnTheWay {
            self.stale.set_value(true);
        } else if let Some(ask) = self.question(None) {
            let mut matters = ask.clone();
            if !ask.sheet.follows_time() {
                matters.route.at = None;
            }
            let asked = Some((ask.sheet, matters.text()));
            let before = self.asked.get_value();
            if asked == before && self.progress.get_untracked() == Progress::Here {
                return;
            }
            // Nothing of another sheet stays under this one's name.
            if before.is_some_and(|(sheet, _)| sheet != ask.sheet) {
                self.show(String::new());
            }
            self.asked.set_value(asked);
            self.progress.set(Progress::OnTheWay);
            self.site.instruments.ask(&ask, Box::new(move |html| self.take(html)));
        }
    }

    /// What is asked, as things stand.
    fn question(self, filled: Option<String>) -> Option<Ask> {
        let (sheet, subject) = self.wanted.try_with_value(|wanted| untrack(wanted)).flatten()?;
        let width = document::room(&*self.node.get_untracked()?);
        let chosen = self.chosen.get_untracked().map(|(world, index)| Subject::Principal(world, index));
        let (lang, route) = (self.site.preferences.lang_now(), self.site.bench.route());
        Some(Ask { sheet, subject: subject.or(chosen), lang, width, route, filled })
    }

    fn take(self, html: Option<String>) {
        let Some(html) = html else { return self.progress.set(Progress::Failed) };
        self.show(html);
        self.progress.set(Progress::Here);
        if self.stale.try_update_value(std::mem::take) == Some(true) {
            self.ask();
        }
    }

    fn show(self, html: String) {
        let changed = self.shown.try_update_value(|shown| std::mem::replace(shown, html.clone()) != html);
        if changed == Some(true)
            && let Some(node) = self.node.try_get_untracked().flatten()
        {
            document::replace_inside(&node, &html);
        }
    }

    /// A form of the sheet was filled in: what it leads to is gone to, or what is wrong with it shown.
    fn filled(self, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let form = target.and_then(|target| target.closest("[data-form]").ok().flatten());
        let Some(ask) = form.and_then(|form| self.question(Some(document::filled(&form)?))) else { return };
        let take = move |answer: Option<String>| match answer {
            None => self.progress.set(Progress::Failed),
            Some(there) if there.starts_with('#') => {
                Route::parse(&there).iter().for_each(|route| self.site.bench.follow(route))
            }
            Some(html) => {
                // Once it is right, the sheet is written anew, even if that changes nothing.
                self.asked.set_value(None);
                self.show(html);
            }
        };
        self.site.instruments.ask(&ask, Box::new(take));
    }

    /// A press on something of the sheet.
    fn clicked(self, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
        let holder = |selector| target.closest(selector).ok().flatten();
        let subject = holder("[data-subject]").and_then(|button: Element| button.get_attribute("data-subject"));
        if let Some(Subject::Principal(world, index)) = subject.and_then(|text| Subject::read(&text)) {
            self.chosen.set(Some((world, index)));
        } else if holder("[data-again]").is_some() {
            self.asked.set_value(None);
            self.ask();
        } else if let Some(chart) = holder("[data-save]").and_then(|button| button.previous_element_sibling()) {
            save_chart(self.site.bench, &chart);
        }
    }
}
