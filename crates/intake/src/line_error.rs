//! Why a line of `resolve` cannot be read: codes and data. Never a value from the line, which may be a secret.
//! How they are phrased is the business of `words`.

use serde_json::error::Category;
use sts_atlas_facts::{Sdk, Version};

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
