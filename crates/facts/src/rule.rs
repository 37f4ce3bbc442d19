//! AWS's rules and our assumptions as dated data, and the file of their texts.
//! Which rule applies when is `sim`'s business; how the file is come by, the app's.

use crate::{Confidence, Date, PRESETS, RETRIES, SdkFact};

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// One rule: what holds, since when, and who says so.
#[derive(Clone, Copy, Debug)]
pub struct RuleFact {
    /// Stable name, for example `lookup.global-served-locally`.
    #[cfg(feature = "statements")]
    pub id: &'static str,
    /// The rule in English.
    #[cfg(feature = "statements")]
    pub statement_en: &'static str,
    /// The rule in Japanese.
    #[cfg(feature = "statements")]
    pub statement_ja: &'static str,
    /// First day it holds; `None`: not known, or always.
    pub valid_from: Option<Date>,
    /// Last day it holds; `None`: still holds on the check date.
    pub valid_to: Option<Date>,
    /// How well it is known.
    pub confidence: Confidence,
    /// Who says so: names of documents and addresses, in a few words each.
    #[cfg(feature = "statements")]
    pub sources: &'static [&'static str],
}

impl RuleId {
    /// The rule itself.
    pub const fn fact(self) -> &'static RuleFact {
        &RULES[self as usize]
    }
}

/// What is said about one rule, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleText<'a> {
    /// Stable name, for example `lookup.global-served-locally`.
    pub id: &'a str,
    /// The rule.
    pub statement: &'a str,
    /// Who says so: names of documents and addresses, in a few words each.
    pub sources: Vec<&'a str>,
}

/// The texts of every rule in one language, and where each client's limits, refresh window and retries were read, for
/// programs that do not carry them: the build writes a file of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTexts(String);

impl RuleTexts {
    /// Takes over the text of such a file; `None` where it is another file, or one of other rules.
    pub fn read(file: String) -> Option<Self> {
        // One for each rule, two for each client, one for each retry policy.
        let lines = RULES.len() + 2 * PRESETS.len() + RETRIES.len();
        let fits = file.lines().count() == lines && file.lines().all(|line| line.split('\t').count() > 2);
        fits.then_some(Self(file))
    }

    /// What is said about a rule.
    pub fn of(&self, rule: RuleId) -> Option<RuleText<'_>> {
        let mut fields = self.0.lines().nth(rule as usize)?.split('\t');
        Some(RuleText { id: fields.next()?, statement: fields.next()?, sources: fields.collect() })
    }

    /// Where it was read what an SDK does.
    pub fn source_of(&self, fact: SdkFact) -> Option<&str> {
        let (id, field) = match fact {
            SdkFact::Refresh(client) => (client.id, "refresh"),
            SdkFact::Timeouts(client) => (client.id, "timeouts"),
            SdkFact::Retry(retry) => (retry.id, "policy"),
        };
        let wanted = [id, field];
        let mut said_of_clients = self.0.lines().skip(RULES.len());
        said_of_clients.find_map(|line| {
            let mut fields = line.split('\t');
            wanted.iter().all(|wanted| fields.next() == Some(wanted)).then(|| fields.next())?
        })
    }
}
