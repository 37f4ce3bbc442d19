//! One glyph, one meaning.
//! How glyphs are drawn on the map is the stage's business.

use leptos::prelude::*;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::preferences::{lang, say, text};

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
    view! {
        <div class="legend" role="group" aria-label=say(words::legend)>
            <span><i class="kind global" aria-hidden="true"></i>{say(words::legend_global)}</span>
            <span><i class="kind regional" aria-hidden="true"></i>{say(words::legend_regional)}</span>
            <span><i class="kind opt-in" aria-hidden="true"></i>{say(words::legend_opt_in)}</span>
            <span><i class="square healthy" aria-hidden="true"></i>{say(words::legend_works)}</span>
            <span><i class="square draining" aria-hidden="true"></i>{say(words::legend_renew)}</span>
            <span><i class="square impaired" aria-hidden="true"></i>{say(words::legend_impaired)}</span>
            <span><i class="square unknown" aria-hidden="true"></i>{say(words::legend_unknown)}</span>
            <span class="legend-note">{text(lines)}</span>
        </div>
    }
    .into_any()
}
