//! The frame of every page: header, routes, preferences, messages.
//! What a page shows is its own module's business.

use leptos::prelude::*;
use sts_atlas_intake::{Page, Route};
use sts_atlas_words as words;
use sts_atlas_words::Lang;
use web_sys::Event;

use crate::bench::{Bench, bench};
use crate::door::door;
use crate::host;
use crate::instruments::Instruments;
use crate::lab::lab;
use crate::lab::why::why_panel;
use crate::later::{Land, Progress};
use crate::look::{Look, look};
use crate::parts::{button, icon, icons};
use crate::picked::Picked;
use crate::platform::{address, document};
use crate::preferences::{Message, Preferences, Theme, flag, follow, lang, maybe, nothing, part, preferences, text};
use crate::site::Site;
use crate::tag::{Tag, tag};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    match Bench::open() {
        Ok(bench) => {
            let (preferences, instruments, look) = (Preferences::from_page(), Instruments::new(), Look::new());
            let text_scale = document::text_scale();
            provide_context(Site {
                bench,
                preferences,
                instruments,
                land: Land::ask(),
                look,
                told: RwSignal::new(String::new()),
                text_scale,
            });
            frame()
        }
        Err(scene) => tag("p").class("boot-failed").written(scene).view(),
    }
}

fn frame() -> AnyView {
    let bench = bench();
    host::offer();
    let page = Picked::new(Page::Door);
    let unknown = Picked::new(false);
    let go = move |hash: String| match Route::parse(&hash) {
        Ok(route) => {
            unknown.set(false);
            page.set(route.page);
            bench.follow(&route);
        }
        Err(_) => {
            unknown.set(true);
            page.set(Page::Door);
            bench.follow(&Route::to(Page::Door));
        }
    };
    go(address::hash());
    address::on_change(move |hash| {
        go(hash);
        document::scroll_to_top();
        document::focus("content");
    });
    follow(Box::new(move || {
        document::set_title(&match page.get() {
            Page::Door => words::title_home(lang()),
            Page::Lab => words::title_lab(lang()),
        });
    }));
    let broken_link = move || {
        let error = bench.link_error.get()?;
        Some(notice().written(words::link_broken(lang(), words::link_error(lang(), &error))).view())
    };
    let here = part(move || {
        // Another scene is another page, and is looked at anew.
        bench.scene.track();
        look().reset();
        match page.get() {
            _ if bench.coming.get() == Progress::OnTheWay => nothing(),
            Page::Door => door(),
            Page::Lab => lab(),
        }
    });
    let main = tag("main")
        .set("id", "content")
        .set("tabindex", "-1")
        .flag("lab-page", flag(move || page.get() == Page::Lab))
        .part(maybe(move || unknown.get().then(|| notice().word(words::route_unknown).view())))
        .part(maybe(broken_link))
        .part(maybe(move || scene_on_its_way(bench)))
        .part(here);
    // What is printed instead of the page, once it is asked for.
    let paper = tag("div").class("paper").set("id", "storyboard");
    vec![header(page), main.view(), why_panel(), paper.view()].into_any()
}

/// A line above the page.
fn notice() -> Tag {
    tag("p").class("notice").set("role", "status")
}

/// That a scene is awaited, or could not be had.
fn scene_on_its_way(bench: Bench) -> Option<AnyView> {
    match bench.coming.get() {
        Progress::NotAsked | Progress::Here => None,
        Progress::OnTheWay => Some(notice().word(words::scene_coming).view()),
        Progress::Failed => {
            let again = button(move || bench.follow_again()).word(words::try_again);
            Some(notice().word(words::scene_failed).written(" ".to_owned()).child(again).view())
        }
    }
}

fn header(page: Picked<Page>) -> AnyView {
    let to_page = |href, here: Page, message: Message| {
        let current = move || (page.get() == here).then(|| "page".to_owned());
        tag("a").set("href", href).maybe("aria-current", Box::new(current)).word(message)
    };
    let skip = |event: Event| {
        // The fragment is the route: focus moves by script.
        event.prevent_default();
        document::focus("content");
    };
    let sign = tag("img").set("src", "icon.svg").set("alt", "").set("width", "24").set("height", "24");
    let nav = tag("nav").label(words::navigation).child(to_page("#/", Page::Door, words::nav_home)).child(to_page(
        "#/lab",
        Page::Lab,
        words::nav_lab,
    ));
    tag("header")
        .class("top")
        .child(tag("a").class("skip").set("href", "#content").on("click", skip).word(words::skip_to_content))
        .child(tag("a").class("brand").set("href", "#/").child(sign).child(tag("span").word(words::product_name)))
        .child(nav)
        .holds(language_choice())
        .holds(theme_switch())
        .view()
}

fn language_choice() -> AnyView {
    let buttons = Lang::CHOICES.map(|choice| {
        button(move || preferences().set_lang(choice))
            .set("lang", choice.tag())
            .live("aria-pressed", text(move || (lang() == choice).to_string()))
            .written(choice.own_name().to_owned())
            .view()
    });
    tag("div").class("languages").set("role", "group").label(words::language).holds_all(buttons.into()).view()
}

fn theme_switch() -> AnyView {
    let label = move || match preferences().theme() {
        Theme::Light => words::theme_to_dark(lang()),
        Theme::Dark => words::theme_to_light(lang()),
    };
    button(|| preferences().switch_theme())
        .class("ghost")
        .live("aria-label", text(label))
        .live("title", text(label))
        .holds(icon(icons::THEME))
        .view()
}
