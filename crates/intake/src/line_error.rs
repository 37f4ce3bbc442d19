//! Why a line of `resolve` cannot be read: codes and data. Never a value from the line, nor a name that may be a secret.
//! How they are phrased is the business of `words`.

use serde_json::error::Category;
use sts_atlas_facts::{Sdk, Version};

use crate::SyntaxProblem;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonProblem {
    /// No JSON at all.
    Syntax(SyntaxProblem),
    /// A key that is not known.
    UnknownKey {
        /// Which; `None` where its name may be a secret.
        key: Option<String>,
        /// Those that are.
        allowed: Vec<String>,
    },
    /// A key that must be there and is not.
    MissingKey(String),
    /// A key a second time.
    RepeatedKey(String),
    /// A value of another kind than expected.
    OtherKind {
        /// What was found.
        found: JsonKind,
        /// What is expected.
        expected: JsonKind,
    },
}

/// What a JSON value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Truth,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

impl LineError {
    /// What the parser refuses, without the text it found and without its line number, which is always 1.
    pub(crate) fn json(error: &serde_json::Error) -> Self {
        let words = error.to_string();
        let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(words, _)| words);
        let problem = match error.classify() {
            Category::Data => JsonProblem::of_data(words),
            Category::Eof | Category::Syntax | Category::Io => JsonProblem::Syntax(SyntaxProblem::of_json(words)),
        };
        Self::Json { problem, column: error.column() }
    }
}

impl JsonProblem {
    /// What is meant by the parser's words on a value that is JSON.
    fn of_data(words: &str) -> Self {
        let expected = words.rsplit_once(", expected ").map(|(_, expected)| expected).unwrap_or_default();
        // Names stand in ticks, the one found first; a name may have ticks of its own.
        let named = |words: &str| words.trim_matches('`').to_owned();
        if let Some(missing) = words.strip_prefix("missing field ") {
            return Self::MissingKey(named(missing));
        }
        if let Some(repeated) = words.strip_prefix("duplicate field ") {
            return Self::RepeatedKey(named(repeated));
        }
        if let Some(unknown) = words.strip_prefix(UNKNOWN_FIELD) {
            let key = named(unknown.rsplit_once(", expected ").map_or(unknown, |(key, _)| key));
            let allowed = expected.split('`').skip(1).step_by(2).map(str::to_owned).collect();
            return Self::UnknownKey { key: Some(key).filter(|key| !may_be_secret(key)), allowed };
        }
        // What kind of value comes first, then the value itself in quotes or ticks.
        let found = words.strip_prefix("invalid type: ").unwrap_or(words);
        let found = found.split([',', '"', '`']).next().unwrap_or_default().trim_end();
        Self::OtherKind { found: JsonKind::of(found), expected: JsonKind::of(expected) }
    }
}

impl JsonKind {
    /// By the parser's words; objects are what it calls by our own names.
    fn of(words: &str) -> Self {
        let kinds = [
            ("null", Self::Null),
            ("unit", Self::Null),
            ("boolean", Self::Truth),
            ("integer", Self::Number),
            ("floating", Self::Number),
            ("number", Self::Number),
            ("string", Self::Text),
            ("sequence", Self::List),
            ("invalid length", Self::List),
        ];
        let words = words.trim_start_matches("a ");
        kinds.into_iter().find(|(beginning, _)| words.starts_with(beginning)).map_or(Self::Object, |(_, kind)| kind)
    }
}
