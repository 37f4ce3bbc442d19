//! `rules.toml`: AWS's rules and our assumptions, checked, written as `RuleId`, `RULES` and a file of texts per language.
//! What a rule does is `sim`'s; the wording of the Japanese is checked by the tests of the crate.

use std::fmt::Write as _;

use super::DataError;
use super::time::Date;
use super::toml_row::{self, TomlRow};

/// The file's name.
pub const FILE: &str = "rules.toml";

/// One rule, checked.
#[derive(Clone, Debug)]
pub struct Rule {
    id: String,
    variant: String,
    statement_en: String,
    statement_ja: String,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    confidence: &'static str,
    sources: Vec<String>,
}

/// Parses and checks the file.
pub fn parse(text: &str) -> Result<Vec<Rule>, DataError> {
    let parsed = toml_row::parse_file(FILE, text)?;
    let mut rules: Vec<Rule> = Vec::new();
    for row in toml_row::rows(FILE, &parsed, "rule")? {
        let rule = parse_row(&row)?;
        if rules.iter().any(|other| other.variant == rule.variant) {
            return Err(row.error("id", "an id used once"));
        }
        rules.push(rule);
    }
    if rules.len() > 256 {
        return Err(DataError::new(FILE, "whole file", "rules", rules.len(), "at most 256"));
    }
    Ok(rules)
}

fn parse_row(row: &TomlRow<'_>) -> Result<Rule, DataError> {
    row.only(&["id", "statement", "valid_from", "valid_to", "confidence", "sources"])?;
    let id = row.text("id")?;
    let variant = variant_of(id).ok_or_else(|| row.error("id", "lower-case words: `area.what-holds`"))?;
    let statement = row.table("statement")?;
    statement.only(&["en", "ja"])?;
    let (statement_en, statement_ja) = (statement.text("en")?, statement.text("ja")?);
    if statement_ja.is_ascii() {
        return Err(statement.error("ja", "Japanese"));
    }
    let sources = row.texts("sources")?;
    for (field, texts) in [("statement", &[statement_en, statement_ja][..]), ("sources", &sources)] {
        if texts.iter().any(|text| text.contains(['\t', '\n', '\r'])) {
            return Err(row.error(field, "texts of one line, without tabs"));
        }
    }
    let (valid_from, valid_to) = (row.optional_date("valid_from")?, row.optional_date("valid_to")?);
    if valid_from.zip(valid_to).is_some_and(|(from, to)| to < from) {
        return Err(row.error("valid_to", "a day not before valid_from"));
    }
    Ok(Rule {
        id: id.to_owned(),
        variant,
        statement_en: statement_en.to_owned(),
        statement_ja: statement_ja.to_owned(),
        valid_from,
        valid_to,
        confidence: row.confidence()?,
        sources: sources.into_iter().map(str::to_owned).collect(),
    })
}

/// `decide.client-setting` → `DecideClientSetting`.
fn variant_of(id: &str) -> Option<String> {
    let (area, name) = id.split_once('.')?;
    let mut variant = String::new();
    for word in std::iter::once(area).chain(name.split('-')) {
        if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
            return None;
        }
        variant.push_str(&word[..1].to_ascii_uppercase());
        variant.push_str(&word[1..]);
    }
    Some(variant)
}

/// The Rust enum and table.
pub fn write(rules: &[Rule]) -> String {
    let mut out = String::from(
        "/// The name of a rule, as a position in [`RULES`].\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[repr(u8)]\npub enum RuleId {\n",
    );
    for rule in rules {
        // Brackets would be links to rustdoc.
        let doc = rule.statement_en.replace('[', "\\[").replace(']', "\\]");
        let _ = writeln!(out, "#[doc = {doc:?}]\n{},", rule.variant);
    }
    let count = rules.len();
    let variants: Vec<String> = rules.iter().map(|rule| format!("Self::{}", rule.variant)).collect();
    let _ = writeln!(out, "}}\nimpl RuleId {{\n/// Every rule, in the order of [`RULES`].");
    let _ = writeln!(out, "pub const ALL: [Self; {count}] = [{}];\n}}", variants.join(", "));
    let _ = writeln!(out, "/// Every rule, in the order of [`RuleId`].\npub static RULES: [RuleFact; {count}] = [");
    for rule in rules {
        let _ = writeln!(
            out,
            "RuleFact {{ #[cfg(feature = \"statements\")] id: {:?}, #[cfg(feature = \"statements\")] statement_en: {:?}, \
             #[cfg(feature = \"statements\")] statement_ja: {:?}, valid_from: {}, valid_to: {}, \
             confidence: Confidence::{}, #[cfg(feature = \"statements\")] sources: &{:?} }},",
            rule.id,
            rule.statement_en,
            rule.statement_ja,
            super::optional_date(rule.valid_from),
            super::optional_date(rule.valid_to),
            rule.confidence,
            rule.sources,
        );
    }
    out.push_str("];\n");
    out
}

/// The texts for those who fetch them, English and Japanese: a line per rule, in the order of `RuleId`, with its id,
/// its statement and its sources, tabs between them. What is said of clients follows. `RuleTexts` in `src/rule.rs` reads it.
pub fn write_texts(rules: &[Rule]) -> [String; 2] {
    let lines = |statement: fn(&Rule) -> &str| {
        let line = |rule: &Rule| format!("{}\t{}\t{}\n", rule.id, statement(rule), rule.sources.join("\t"));
        rules.iter().map(line).collect()
    };
    [lines(|rule| &rule.statement_en), lines(|rule| &rule.statement_ja)]
}
