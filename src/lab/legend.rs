//! One glyph, one meaning.
//! How glyphs are drawn on the map is the stage's business.

use leptos::prelude::*;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::lab::pieces::sign;
use crate::preferences::{Message, lang, text};
use crate::tag::tag;

/// The legend.
pub fn legend() -> AnyView {
    let bench = bench();
    let lines = move || {
        if bench.snapshot.with(|snapshot| snapshot.tempo.is_coarse()) {
            words::legend_lines(lang())
        } else {
            words::legend_dots(lang())
        }
    };
    let entries: [(&str, Message); 7] = [
        ("kind global", words::legend_global),
        ("kind regional", words::legend_regional),
        ("kind opt-in", words::legend_opt_in),
        ("square healthy", words::legend_works),
        ("square draining", words::legend_renew),
        ("square impaired", words::legend_impaired),
        ("square unknown", words::legend_unknown),
    ];
    let entries = entries.map(|(class, message)| tag("span").holds(sign(class)).word(message).view());
    tag("div")
        .class("legend")
        .set("role", "group")
        .label(words::legend)
        .holds_all(entries.into())
        .child(tag("span").class("legend-note").says(text(lines)))
        .view()
}
