//! Files of the reader's own that are played: recordings, and scenario files, which the second program reads.
//! What is in a file is intake's business; where it came from, the caller's.

use std::sync::Arc;

use sts_atlas_intake::{packed_from, unpack};
use sts_atlas_player::Recording;
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::site::Site;

/// Hears what there is to say of a scenario file, and whether it is played.
pub type Told = Box<dyn FnOnce(String, bool)>;

/// Plays a scenario from its file's text, once the second program has read it.
pub fn open_scenario(site: Site, lang: Lang, name: String, text: String, told: Told) {
    let read = move |answer: Option<String>| {
        let Some(answer) = answer else { return told(words::sheet_failed(lang), false) };
        // Behind the scenario come notes on its file.
        let (packed, notes) = answer.split_once('\n').unwrap_or((&answer, ""));
        let packed = packed_from(packed);
        match packed.as_deref().and_then(|packed| unpack(packed).ok()) {
            Some(scenario) => {
                play(site, Recording::new(Arc::new(scenario)), packed);
                told(format!("{}\n{notes}", words::recording_opened(lang)), true);
            }
            None => told(words::file_not_opened(lang, answer.strip_prefix('!').unwrap_or_default()), false),
        }
    };
    site.instruments.read_scenario(lang, name, text, Box::new(read));
}

/// Plays a recording from a file; its scenario is kept on both sides where it is built in nowhere.
pub fn play(site: Site, mut recording: Recording, packed: Option<Vec<u8>>) {
    if let Some(packed) = packed {
        site.instruments.keep(&recording.scenario.id, &packed);
        site.bench.keep_own(&mut recording, packed);
    }
    site.bench.go_to(recording);
}
