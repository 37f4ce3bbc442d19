//! What is fetched once it is needed: the rules' texts in the reader's language, every scene but the first, the land.
//! What is shown of it, and in the meantime, is decided elsewhere.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use sts_atlas_facts::{RuleId, RuleTexts};
use sts_atlas_player::Scenario;
use sts_atlas_stage::Outline;
use sts_atlas_words::Lang;

use crate::picked::Picked;
use crate::platform::beside;
use crate::site::site;

/// How far something is that is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nobody needs it yet.
    NotAsked,
    /// It was asked for.
    OnTheWay,
    /// It is here.
    Here,
    /// It could not be had; asking again may help.
    Failed,
}

/// The rules' texts, each language for itself.
#[derive(Clone, Copy)]
pub struct RuleShelf {
    texts: StoredValue<[Option<RuleTexts>; 2], LocalStorage>,
    progress: [Picked<Progress>; 2],
}

impl RuleShelf {
    /// An empty shelf.
    pub fn new() -> Self {
        let untouched = || Picked::new(Progress::NotAsked);
        Self { texts: StoredValue::new_local([None, None]), progress: [untouched(), untouched()] }
    }

    /// How far a language's texts are; reading it follows its changes.
    pub fn progress(self, lang: Lang) -> Progress {
        self.progress[place_of(lang)].get()
    }

    /// Has a language's texts come, unless they are here or on their way.
    pub fn ask(self, lang: Lang) {
        let place = place_of(lang);
        let progress = self.progress[place];
        if matches!(progress.get_untracked(), Progress::Here | Progress::OnTheWay) {
            return;
        }
        progress.set(Progress::OnTheWay);
        spawn_local(async move {
            let bytes = beside::fetch(["rules-en.txt", "rules-ja.txt"][place]).await;
            let texts = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).and_then(RuleTexts::read);
            let is_here = texts.is_some();
            // The shelf is gone only when the whole app is.
            let _ = self.texts.try_update_value(|shelf| shelf[place] = texts);
            progress.set(if is_here { Progress::Here } else { Progress::Failed });
        });
    }

    /// What is said about a rule: its id, its statement, its sources. Nothing before the texts are here.
    pub fn said(self, lang: Lang, rule: RuleId) -> Option<[String; 3]> {
        let place = place_of(lang);
        self.progress[place].track();
        self.texts.with_value(|shelf| {
            let text = shelf[place].as_ref()?.of(rule)?;
            Some([text.id.to_owned(), lang.of(text.statement, text.statement), text.sources.join("; ")])
        })
    }
}

/// The land's outline.
#[derive(Clone, Copy)]
pub struct Land {
    outline: StoredValue<Outline, LocalStorage>,
    progress: Picked<Progress>,
}

impl Land {
    /// Has it come.
    pub fn ask() -> Self {
        let land =
            Self { outline: StoredValue::new_local(Outline::default()), progress: Picked::new(Progress::OnTheWay) };
        spawn_local(async move {
            let outline = beside::fetch(Outline::FILE).await.and_then(|bytes| Outline::read(&bytes));
            let is_here = outline.is_some();
            // The land is gone only when the whole app is.
            let _ = land.outline.try_set_value(outline.unwrap_or_default());
            land.progress.set(if is_here { Progress::Here } else { Progress::Failed });
        });
        land
    }

    /// Reads it, empty until it is here; follows its coming. A map without it says all the same.
    pub fn with<T>(self, read: impl FnOnce(&Outline) -> T) -> T {
        self.progress.track();
        self.outline.with_value(read)
    }
}

fn place_of(lang: Lang) -> usize {
    usize::from(lang == Lang::Ja)
}

/// The shelf of this page.
pub fn rule_shelf() -> RuleShelf {
    site().rules
}

/// A scene of the site that the program does not carry; `None` where it cannot be had now.
pub async fn fetch_scene(id: &str) -> Option<Arc<Scenario>> {
    let bytes = beside::fetch(&sts_atlas_lessons::file_name(id)?).await?;
    sts_atlas_lessons::unpack_fetched(id, &bytes)
}
