//! One glyph, one meaning.
//! How glyphs are drawn on the map is the stage's business.

use leptos::prelude::*;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::preferences::lang;

/// The legend.
#[component]
pub fn Legend() -> impl IntoView {
    let bench = bench();
    let lines = move || {
        if bench.snapshot.with(|snapshot| snapshot.tempo.is_coarse()) {
            words::legend_lines(lang())
        } else {
            words::legend_dots(lang())
        }
    };
    view! {
        <div class="legend" role="group" aria-label=move || words::legend(lang())>
            <span><i class="kind global" aria-hidden="true"></i>{move || words::legend_global(lang())}</span>
            <span><i class="kind regional" aria-hidden="true"></i>{move || words::legend_regional(lang())}</span>
            <span><i class="kind opt-in" aria-hidden="true"></i>{move || words::legend_opt_in(lang())}</span>
            <span><i class="square healthy" aria-hidden="true"></i>{move || words::legend_works(lang())}</span>
            <span><i class="square draining" aria-hidden="true"></i>{move || words::legend_renew(lang())}</span>
            <span><i class="square impaired" aria-hidden="true"></i>{move || words::legend_impaired(lang())}</span>
            <span><i class="square unknown" aria-hidden="true"></i>{move || words::legend_unknown(lang())}</span>
            <span class="legend-note">{lines}</span>
        </div>
    }
}
