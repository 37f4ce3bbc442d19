//! The scenario being played, and the library: every other scene as a link, so that going back brings back what was there.
//! What a scene shows is its own business.

use leptos::prelude::*;
use sts_atlas_facts::Date;
use sts_atlas_instruments::Sheet;
use sts_atlas_intake::{Page, Route};
use sts_atlas_lessons::SceneTitle;
use sts_atlas_player::{LocalizedText, Scenario};
use sts_atlas_words as words;

use crate::bench::bench;
use crate::instruments::folded_sheet;
use crate::lab::pieces::{hint, section};
use crate::preferences::{Text, lang, say, text, unbroken};
use crate::tag::{Tag, tag};

/// Title, the way to other scenes, summary.
pub fn scenario() -> AnyView {
    let title = tag("h3").class("scenario-title").says(played());
    section(
        "scenario",
        words::scenario,
        vec![
            title.view(),
            hint(content(|scenario| &scenario.summary)),
            library(),
            folded_sheet("in-words", text(say(words::in_words)), Sheet::Words),
        ],
    )
}

/// The title of the scenario being played.
pub fn played() -> Text {
    content(|scenario| &scenario.title)
}

fn content(read: fn(&Scenario) -> &LocalizedText) -> Text {
    text(move || bench().scenario().map(|scenario| unbroken(&lang().text(read(&scenario)))).unwrap_or_default())
}

/// Folded away until it is asked for.
fn library() -> AnyView {
    let scenes = sts_atlas_lessons::titles().iter().map(scene_link).collect();
    tag("details")
        .class("library")
        .child(tag("summary").word(words::other_scenarios))
        .child(tag("ul").holds_all(scenes))
        .view()
}

fn scene_link(scene: &'static SceneTitle) -> AnyView {
    let bench = bench();
    let route = Route { scene: Some(scene.id.to_owned()), ..Route::to(Page::Lab) };
    let current = move || (bench.scene.with(|id| id == scene.id)).then(|| "true".to_owned());
    let link = tag("a").set_to("href", route.hash()).maybe("aria-current", Box::new(current)).says(title(scene));
    // Incidents are named by their day.
    let day = Date::parse(scene.id).ok();
    let day = day.map(|day| tag("small").says(text(move || words::date(lang(), day))));
    let link = day.into_iter().fold(link.holds(" ".into_any()), Tag::child);
    tag("li").child(link).view()
}

fn title(scene: &'static SceneTitle) -> Text {
    text(move || unbroken(&lang().of(scene.en, scene.ja)))
}
