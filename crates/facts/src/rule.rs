//! AWS's rules and our assumptions as dated data.
//! Which rule applies when is `sim`'s business.

use crate::{Confidence, Date};

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// One rule: what holds, since when, and who says so.
#[derive(Clone, Copy, Debug)]
pub struct RuleFact {
    /// Stable name, for example `lookup.global-served-locally`.
    pub id: &'static str,
    /// The rule in English.
    pub statement_en: &'static str,
    /// The rule in Japanese.
    pub statement_ja: &'static str,
    /// First day it holds; `None`: not known, or always.
    pub valid_from: Option<Date>,
    /// Last day it holds; `None`: still holds on the check date.
    pub valid_to: Option<Date>,
    /// How well it is known.
    pub confidence: Confidence,
    /// Who says so: names of documents and addresses, in a few words each.
    pub sources: &'static [&'static str],
}

impl RuleId {
    /// The rule itself.
    pub const fn fact(self) -> &'static RuleFact {
        &RULES[self as usize]
    }
}
