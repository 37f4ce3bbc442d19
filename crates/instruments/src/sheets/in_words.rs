//! The scene in words, in four parts from the snapshot, and the log.
//! The sentences are words' business.

use sts_atlas_words as words;

use super::Sitting;
use crate::html::Html;

/// So many of the newest entries of the log are shown.
const SHOWN: usize = 60;

pub(super) fn draw(html: &mut Html, sitting: &Sitting) {
    let (lang, snapshot, recording) = (sitting.lang, &sitting.snapshot, sitting.player.recording());
    let parts = [
        ("here", words::in_words_here(lang), words::what_is_here(lang, snapshot, recording)),
        ("can", words::in_words_can(lang), words::in_words_acts(lang)),
        ("now", words::in_words_now(lang), words::what_is_happening(lang, snapshot, recording)),
        ("next", words::in_words_next(lang), words::what_comes_next(lang, snapshot, recording)),
    ];
    for (name, heading, says) in parts {
        html.element("section", &[], |html| {
            html.said("h3", &[], &heading);
            html.said("p", &[("data-metric", name)], &says);
        });
    }
    html.element("section", &[("class", "log")], |html| {
        html.said("h3", &[], &words::happened_heading(lang));
        log(html, sitting);
    });
}

/// The log of the world whose numbers are shown, the newest entry first.
fn log(html: &mut Html, sitting: &Sitting) {
    let entries = sitting.player.history(sitting.world).log().until(sitting.snapshot.now);
    if entries.is_empty() {
        return sitting.said(html, &words::happened_nothing(sitting.lang));
    }
    html.element("ol", &[], |html| {
        for entry in entries.iter().rev().take(SHOWN) {
            html.said("li", &[], &words::happened(sitting.lang, sitting.player, sitting.world, entry));
        }
    });
}
