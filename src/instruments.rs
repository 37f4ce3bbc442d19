//! Sheets: finished pages about the recording, drawn by a second program that is fetched with the first of them.
//! What a sheet shows is the instruments' business; here it is asked for, shown, and asked for anew when anything changes.

use leptos::prelude::*;
use sts_atlas_instruments::{Ask, Question, Sheet, Subject};
use sts_atlas_intake::{Route, packed_text};
use sts_atlas_words as words;
use sts_atlas_words::Lang;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use crate::lab::saved::save_chart;
use crate::later::Progress;
use crate::parts::button;
use crate::picked::Picked;
use crate::platform::worker::Program;
use crate::platform::{beside, document, sheet as html_sheet};
use crate::preferences::{Part, Text, follow, maybe};
use crate::site::{Site, site};
use crate::size::follow_size;
use crate::tag::{AnyElement, tag};

/// The second program, as the build names it.
const PROGRAM: &str = "sts-atlas-instruments_loader.js";

/// Takes an answer; nothing where there will be none.
pub type Taker = Box<dyn FnOnce(Option<String>)>;

#[derive(Default)]
struct Inner {
    program: Option<Program>,
    /// Whether it hears: what is said to it before is lost.
    hears: bool,
    /// Questions without an answer, by number.
    waiting: Vec<(u32, String, Taker)>,
    asked: u32,
    /// Scenarios that are built in nowhere, by id, as they are said to the program whenever it begins.
    kept: Vec<(String, String)>,
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
        self.say(ask.text(), take);
    }

    /// Has the program read a scenario file. The answer is the scenario, packed, or after a `!` what is wrong with it.
    pub fn read_scenario(self, lang: Lang, name: String, text: String, take: Taker) {
        self.say(Question::ReadScenario { lang, name, text }.text(), take);
    }

    /// Has the program know a scenario that is built in nowhere.
    pub fn keep(self, id: &str, packed: &[u8]) {
        let text = Question::Keep(packed_text(packed)).text();
        let _ = self.0.try_update_value(|inner| {
            if let Some(program) = inner.program.as_ref().filter(|_| inner.hears) {
                program.ask(0, &text);
            }
            inner.kept.retain(|(known, _)| known != id);
            inner.kept.push((id.to_owned(), text));
        });
    }

    fn say(self, text: String, take: Taker) {
        let started = self.0.try_update_value(|inner| {
            if inner.program.is_none() {
                let answered = move |number, text| self.answered(number, text);
                inner.program = Program::start(PROGRAM, answered, move || self.failed());
                beside::enable_styles();
            }
            inner.asked += 1;
            if let Some(program) = inner.program.as_ref().filter(|_| inner.hears) {
                program.ask(inner.asked, &text);
            }
            inner.waiting.push((inner.asked, text, take));
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
            inner.kept.iter().for_each(|(_, text)| program.ask(0, text));
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
    /// Whom the reader chose in the sheet, counted from 1; 0: nobody.
    chosen: RwSignal<u32>,
    node: NodeRef<AnyElement>,
    progress: Picked<Progress>,
    /// Whether anything has changed since the question that is on its way.
    stale: StoredValue<bool>,
    shown: StoredValue<String>,
    /// The question whose answer that is, or will be, as far as it matters.
    asked: StoredValue<Option<Ask>>,
    /// Whether a pointer is pressed on it, and the sheet that has come since.
    held: StoredValue<Option<Option<String>>>,
    /// How large it is; nothing while it is not shown.
    size: RwSignal<(f64, f64)>,
}

/// A place for sheets.
pub fn sheet(class: &'static str, wanted: Wanted) -> AnyView {
    let slot = Slot {
        site: site(),
        wanted: StoredValue::new_local(wanted),
        chosen: RwSignal::new(0),
        node: NodeRef::new(),
        progress: Picked::new(Progress::NotAsked),
        stale: StoredValue::new(false),
        shown: StoredValue::new(String::new()),
        asked: StoredValue::new(None),
        held: StoredValue::new(None),
        size: RwSignal::new((0.0, 0.0)),
    };
    follow_size(slot.node, slot.size);
    follow(Box::new(move || {
        let wanted = slot.wanted.try_with_value(|wanted| wanted()).flatten();
        if let Some((sheet, _)) = wanted {
            let playing = slot.site.bench.snapshot.with(|snapshot| snapshot.playing);
            slot.site.preferences.lang();
            slot.chosen.track();
            // What failed is asked for again by the reader, not by the clock.
            let failed = slot.progress.get_untracked() == Progress::Failed;
            let waits = (failed && slot.is_about(wanted)) || (playing && sheet.waits_for_rest());
            if !waits {
                slot.ask();
            }
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
        .on("pointerdown", move |_| slot.hold())
        .on("pointerup", move |_| slot.let_go())
        .on("pointercancel", move |_| slot.let_go())
        .on("pointerleave", move |_| slot.let_go())
        .on("click", move |event| slot.clicked(&event))
        .on("change", move |event| slot.changed(&event));
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

/// What a sheet is about: nothing of another one stays under its name.
fn about(ask: &Ask) -> (Sheet, Option<Subject>) {
    (ask.sheet, ask.subject)
}

impl Slot {
    /// Whether the last question was about this.
    fn is_about(self, wanted: Option<(Sheet, Option<Subject>)>) -> bool {
        self.asked.try_with_value(|asked| asked.as_ref().map(|ask| ask.sheet) == wanted.map(|(sheet, _)| sheet))
            == Some(true)
    }

    fn ask(self) {
        if self.progress.get_untracked() == Progress::OnTheWay {
            self.stale.set_value(true);
            return;
        }
        let Some(ask) = self.question(None) else { return };
        let before = self.asked.get_value();
        let same = before.as_ref().is_some_and(|before| about(before) == about(&ask));
        if same && before.as_ref() == Some(&ask) && self.progress.get_untracked() == Progress::Here {
            return;
        }
        if before.is_some() && !same {
            self.show(String::new());
        }
        self.asked.set_value(Some(ask.clone()));
        self.progress.set(Progress::OnTheWay);
        let about_what = about(&ask);
        self.site.instruments.ask(&ask, Box::new(move |html| self.take(about_what, html)));
    }

    /// How wide the sheet is to be. Asking the page for it has everything laid out at once, so that is done only while
    /// nothing is known.
    fn width(self) -> u32 {
        let (known, _) = self.size.get_untracked();
        let room = || self.node.try_get_untracked().flatten().map_or(0, |node| html_sheet::room(&node));
        let width = if known > 0.0 { known } else { f64::from(room()) };
        // A sheet for larger text is a narrower one, shown larger.
        (width as f32 / self.site.text_scale) as u32
    }

    /// What is asked, as things stand.
    fn question(self, filled: Option<String>) -> Option<Ask> {
        let (sheet, subject) = self.wanted.try_with_value(|wanted| untrack(wanted)).flatten()?;
        let width = self.width();
        let bench = self.site.bench;
        let chosen = self.chosen.get_untracked().checked_sub(1);
        let subject = subject.or(chosen.map(|index| Subject::Principal(bench.shown_world(), index)));
        let (lang, mut route) = (self.site.preferences.lang_now(), bench.route());
        if !sheet.follows_time() {
            route.at = None;
        }
        if sheet == Sheet::Why {
            // The causes of what was pressed, as it was then.
            let then = self.asked.get_value().filter(|before| about(before) == (sheet, subject));
            route.at = then.map_or(route.at, |before| before.route.at);
        }
        Some(Ask { sheet, subject, lang, width, route, filled })
    }

    fn take(self, asked_about: (Sheet, Option<Subject>), html: Option<String>) {
        let Some(html) = html else { return self.progress.set(Progress::Failed) };
        if self.question(None).is_some_and(|ask| about(&ask) == asked_about) {
            self.show(html);
        }
        self.progress.set(Progress::Here);
        if self.stale.try_update_value(std::mem::take) == Some(true) {
            self.ask();
        }
    }

    /// Under a pressed pointer nothing is written anew: the press would be on what is no more there.
    fn hold(self) {
        let _ = self.held.try_update_value(|held| held.get_or_insert(None).is_some());
    }

    /// Shows what has come meanwhile, once the click that ends the press has been heard.
    fn let_go(self) {
        html_sheet::after_click(move || {
            let late = self.held.try_update_value(Option::take).flatten().flatten();
            late.into_iter().for_each(|html| self.show(html));
        });
    }

    fn show(self, html: String) {
        let is_held = self.held.try_update_value(|held| {
            let is_held = held.is_some();
            if is_held {
                *held = Some(Some(html.clone()));
            }
            is_held
        });
        if is_held == Some(true) {
            return;
        }
        let changed = self.shown.try_update_value(|shown| std::mem::replace(shown, html.clone()) != html);
        if changed == Some(true)
            && let Some(node) = self.node.try_get_untracked().flatten()
        {
            html_sheet::replace_inside(&node, &html);
        }
    }

    /// A field was left: its form is taken over, unless that has a button for it.
    fn changed(self, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let form = target.and_then(|target| target.closest("[data-form='']").ok().flatten());
        if let Some(filled) = form.and_then(|form| html_sheet::filled(&form)) {
            self.fill(filled);
        }
    }

    /// What a filled form leads to is gone to, or what is wrong with it shown.
    fn fill(self, filled: String) {
        let Some(ask) = self.question(Some(filled.clone())) else { return };
        let asked_at = ask.route.clone();
        let take = move |answer: Option<String>| match answer {
            None => self.progress.set(Progress::Failed),
            Some(there) if there.starts_with('#') => {
                let (bench, there) = (self.site.bench, Route::parse(&there));
                let now = bench.route();
                // Whoever has gone to the door stays there; who has changed something else keeps it.
                if !bench.in_lab() {
                } else if (&now.scene, &now.recording) == (&asked_at.scene, &asked_at.recording) {
                    there.iter().for_each(|there| {
                        bench.follow(&Route { recording: there.recording.clone(), scene: None, ..now.clone() })
                    });
                } else {
                    self.fill(filled.clone());
                }
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
        if let Some(Subject::Principal(_, index)) = subject.and_then(|text| Subject::read(&text)) {
            self.chosen.set(index + 1);
        } else if holder("[data-again]").is_some() {
            self.asked.set_value(None);
            self.ask();
        } else if let Some(form) = holder("[data-fill]").and_then(|_| holder("[data-form]")) {
            html_sheet::filled(&form).into_iter().for_each(|filled| self.fill(filled));
        } else if let Some(button) = holder("[data-save]") {
            let chart = button.parent_element().and_then(|row| row.previous_element_sibling());
            let is_picture = button.get_attribute("data-save").as_deref() == Some("png");
            let name = button.get_attribute("data-name").unwrap_or_default();
            chart.iter().for_each(|chart| save_chart(self.site.bench, chart, &name, is_picture));
        }
    }
}
