//! Why a line of `resolve` cannot be read: codes and data. Never a value from the line, nor a name that may be a secret.
//! How they are phrased is the business of `words`.

use serde_json::error::Category;
use sts_atlas_facts::{Sdk, Version};

/// How the parser names a key that is not expected.
const UNKNOWN_FIELD: &str = "unknown field ";

/// The longest name of an unknown key that is repeated, in characters.
const LONGEST_NAME: usize = 40;

/// Whether a key's name may be a secret that got into the wrong place. The keys that are expected have no digits.
fn may_be_secret(name: &str) -> bool {
    let is_access_key = ["AKIA", "ASIA"].into_iter().any(|prefix| name.to_ascii_uppercase().contains(prefix));
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=-_".contains(&byte);
    let is_mixed = name.bytes().any(|byte| byte.is_ascii_digit() || b"+/".contains(&byte));
    let is_dense = name.bytes().all(is_base64) && (name.len() == 40 || (name.len() >= 20 && is_mixed));
    name.chars().count() > LONGEST_NAME || is_access_key || is_dense
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineError {
    /// More bytes than are read.
    TooLong {
        /// How many.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// Not UTF-8.
    NotUtf8,
    /// Not the JSON that is expected.
    Json {
        /// In what way.
        problem: JsonProblem,
        /// The parser's own words, in English, without the value found.
        words: String,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// An SDK that is not known.
    UnknownSdk,
    /// A version that is none.
    UnreadableVersion,
    /// A version of which nothing is known.
    UnknownVersion {
        /// The SDK.
        sdk: Sdk,
        /// The version.
        version: Version,
    },
    /// An operation that STS does not have.
    UnknownOperation,
}

/// In what way a line is not the JSON that is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonProblem {
    /// No JSON.
    Syntax,
    /// It ends too early.
    CutOff,
    /// Other keys or types than expected.
    Unfit,
}

impl LineError {
    /// What the parser refuses, without the text it found and without its line number, which is always 1.
    pub(crate) fn json(error: &serde_json::Error) -> Self {
        let words = error.to_string();
        let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(words, _)| words);
        let words = match (words.strip_prefix("invalid type: "), words.rsplit_once(", expected ")) {
            (Some(found), Some((_, expected))) => {
                // What kind of value comes first, then the value itself in quotes or ticks.
                let kind = found.split([',', '"', '`']).next().unwrap_or_default().trim_end();
                match kind {
                    "string" => format!("found a text, expected {expected}"),
                    _ => format!("invalid type: {kind}, expected {expected}"),
                }
            }
            (Some(_), None) => "invalid type".to_owned(),
            (None, Some((unknown, expected))) if unknown.starts_with(UNKNOWN_FIELD) => {
                let name = unknown[UNKNOWN_FIELD.len()..].trim_matches('`');
                match may_be_secret(name) {
                    true => format!("unknown field, expected {expected}"),
                    false => format!("{UNKNOWN_FIELD}`{}`, expected {expected}", name.escape_debug()),
                }
            }
            (None, _) if words.starts_with(UNKNOWN_FIELD) => "unknown field".to_owned(),
            (None, _) => words.to_owned(),
        };
        let problem = match error.classify() {
            Category::Eof => JsonProblem::CutOff,
            Category::Data => JsonProblem::Unfit,
            Category::Syntax | Category::Io => JsonProblem::Syntax,
        };
        Self::Json { problem, words, column: error.column() }
    }
}
