//! What the page fetches once it is needed: every scene but the first, the land.
//! What is shown of it, and in the meantime, is decided elsewhere.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use sts_atlas_player::Scenario;
use sts_atlas_stage::Outline;

use crate::picked::Picked;
use crate::platform::beside;

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

/// A scene of the site that the program does not carry; `None` where it cannot be had now.
pub async fn fetch_scene(id: &str) -> Option<Arc<Scenario>> {
    let bytes = beside::fetch(&sts_atlas_lessons::file_name(id)?).await?;
    sts_atlas_lessons::unpack_fetched(id, &bytes)
}
