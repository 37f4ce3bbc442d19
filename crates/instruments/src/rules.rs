//! A rule as it stands in a sheet: how well it is known, what it says, when it holds, who says so.
//! Rules are facts' business.

use sts_atlas_facts::{Confidence, RuleId, SdkFact};
use sts_atlas_sim::ClientSpec;
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::Sheet;
use crate::html::Html;
use crate::sheets::Sitting;

/// Whether a sheet says what rules say.
pub(crate) const fn are_read_by(sheet: Sheet) -> bool {
    matches!(sheet, Sheet::Why | Sheet::Assumptions)
}

/// Writes a rule.
pub(crate) fn rule(html: &mut Html, sitting: &Sitting, rule: RuleId) {
    let (lang, fact) = (sitting.lang, rule.fact());
    let text = sitting.texts.and_then(|texts| texts.of(rule));
    html.element("p", &[("class", "rule")], |html| {
        known(html, lang, fact.confidence);
        if let Some(text) = &text {
            html.text(&format!(" {} ", lang.of(text.statement, text.statement)));
        }
        html.said("small", &[], &words::validity(lang, fact));
    });
    if let Some(text) = &text {
        html.element("p", &[("class", "rule-sources")], |html| {
            html.element("small", &[], |html| {
                html.text(&(words::sources(lang, text.sources.join("; ")) + " · "));
                html.said("code", &[], text.id);
            });
        });
    }
}

/// Writes where it was read what a client's SDK does.
pub(crate) fn sdk_fact(html: &mut Html, sitting: &Sitting, client: &ClientSpec, fact: SdkFact) {
    let Some(source) = sitting.texts.and_then(|texts| texts.source_of(fact)) else { return };
    html.element("p", &[("class", "sdk-source")], |html| {
        known(html, sitting.lang, fact.confidence());
        html.text(" ");
        let source = words::sdk_source(sitting.lang, client.preset.sdk, client.version, source);
        html.said("small", &[], &source);
    });
}

/// How well something is known.
fn known(html: &mut Html, lang: Lang, confidence: Confidence) {
    let name = format!("{confidence:?}").to_ascii_lowercase();
    let attributes = [("class", "confidence"), ("data-confidence", &*name)];
    html.said("span", &attributes, &words::confidence(lang, confidence));
}
