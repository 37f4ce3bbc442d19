//! A rule as it stands in a sheet: how well it is known, what it says, when it holds, who says so.
//! Rules are facts' business.

use sts_atlas_facts::RuleId;
use sts_atlas_words as words;

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
        let confidence = format!("{:?}", fact.confidence).to_ascii_lowercase();
        let attributes = [("class", "confidence"), ("data-confidence", &*confidence)];
        html.said("span", &attributes, &words::confidence(lang, fact.confidence));
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
