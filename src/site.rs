//! What every view of the page may reach: player, preferences, instruments, look. One context: each type of its own has a price.
//! What they do is their own modules' business.

use leptos::prelude::*;

use crate::bench::Bench;
use crate::instruments::Instruments;
use crate::later::Land;
use crate::look::Look;
use crate::preferences::Preferences;

/// All of it; cheap to copy.
#[derive(Clone, Copy)]
pub struct Site {
    /// The one player.
    pub bench: Bench,
    /// Language and theme.
    pub preferences: Preferences,
    /// The second program.
    pub instruments: Instruments,
    /// The land's outline.
    pub land: Land,
    /// What part of the map is looked at.
    pub look: Look,
    /// What came of the last file or link, in words; it outlives the page that it leads to.
    pub told: RwSignal<String>,
    /// How much larger than usual the reader's browser is set to show text.
    pub text_scale: f32,
}

/// The site of this page.
pub fn site() -> Site {
    expect_context()
}
