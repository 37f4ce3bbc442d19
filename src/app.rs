//! The frame of every page: header, routes, preferences, messages.
//! What a page shows is its own module's business.

use leptos::prelude::*;
use sts_atlas_intake::{Page, Route};
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::bench::{Bench, bench};
use crate::door::door;
use crate::lab::lab;
use crate::lab::why::why_panel;
use crate::later::{Progress, RuleShelf};
use crate::parts::{icon, icons};
use crate::platform::{address, document};
use crate::preferences::{Preferences, Theme, flag, follow, lang, part, preferences, say, text};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    provide_context(Preferences::from_page());
    provide_context(RuleShelf::new());
    match Bench::open() {
        Ok(bench) => {
            provide_context(bench);
            frame()
        }
        Err(scene) => view! { <p class="boot-failed">{scene}</p> }.into_any(),
    }
}

fn frame() -> AnyView {
    let bench = bench();
    let page = RwSignal::new(Page::Door);
    let unknown = RwSignal::new(false);
    let go = move |hash: String| match Route::parse(&hash) {
        Ok(route) => {
            unknown.set(false);
            page.set(route.page);
            bench.follow(&route);
        }
        Err(_) => {
            unknown.set(true);
            page.set(Page::Door);
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
    view! {
        {header(page.into())}
        <main id="content" tabindex="-1" class:lab-page=flag(move || page.get() == Page::Lab)>
            {part(move || unknown.get().then(|| view! {
                <p class="notice" role="status">{words::route_unknown(lang())}</p>
            }))}
            {part(move || bench.link_error.get().map(|error| view! {
                <p class="notice" role="status">{words::link_broken(lang(), words::link_error(lang(), &error))}</p>
            }))}
            {part(move || scene_on_its_way(bench))}
            {part(move || {
                // Another scene is another page.
                bench.scene.track();
                match page.get() {
                    _ if bench.coming.get() == Progress::OnTheWay => ().into_any(),
                    Page::Door => door(),
                    Page::Lab => lab(),
                }
            })}
        </main>
        {why_panel()}
    }
    .into_any()
}

/// That a scene is awaited, or could not be had.
fn scene_on_its_way(bench: Bench) -> Option<AnyView> {
    let line = match bench.coming.get() {
        Progress::NotAsked | Progress::Here => return None,
        Progress::OnTheWay => say(words::scene_coming).into_any(),
        Progress::Failed => view! {
            {say(words::scene_failed)}
            " "
            <button type="button" on:click=move |_| bench.follow_again()>{say(words::try_again)}</button>
        }
        .into_any(),
    };
    Some(view! { <p class="notice" role="status">{line}</p> }.into_any())
}

fn header(page: Signal<Page>) -> AnyView {
    let current = move |here: Page| if page.get() == here { Some("page") } else { None };
    view! {
        <header class="top">
            <a
                class="skip"
                href="#content"
                on:click=move |event| {
                    // The fragment is the route: focus moves by script.
                    event.prevent_default();
                    document::focus("content");
                }
            >
                {say(words::skip_to_content)}
            </a>
            <a class="brand" href="#/">
                <img src="icon.svg" alt="" width="24" height="24" />
                <span>{say(words::product_name)}</span>
            </a>
            <nav aria-label=say(words::navigation)>
                <a href="#/" aria-current=move || current(Page::Door)>{say(words::nav_home)}</a>
                <a href="#/lab" aria-current=move || current(Page::Lab)>{say(words::nav_lab)}</a>
            </nav>
            {language_choice()}
            {theme_switch()}
        </header>
    }
    .into_any()
}

fn language_choice() -> AnyView {
    let buttons = Lang::CHOICES.map(|choice| {
        view! {
            <button
                type="button"
                lang=choice.tag()
                aria-pressed=text(move || (lang() == choice).to_string())
                on:click=move |_| preferences().set_lang(choice)
            >
                {choice.own_name()}
            </button>
        }
    });
    view! {
        <div class="languages" role="group" aria-label=say(words::language)>
            {buttons.into_iter().collect_view()}
        </div>
    }
    .into_any()
}

fn theme_switch() -> AnyView {
    let label = move || match preferences().theme() {
        Theme::Light => words::theme_to_dark(lang()),
        Theme::Dark => words::theme_to_light(lang()),
    };
    view! {
        <button type="button" class="ghost" aria-label=label title=label on:click=move |_| preferences().switch_theme()>
            {icon(icons::THEME)}
        </button>
    }
    .into_any()
}
