//! A scenario file as a tree in which every value knows its place: the same for TOML and JSON.
//! What the values mean is `scenario`'s business.

mod json;
#[cfg(feature = "toml")]
mod toml;
mod write;

pub(crate) use json::parse as parse_json;
#[cfg(feature = "toml")]
pub(crate) use toml::parse as parse_toml;
pub(crate) use write::to_json;

use crate::SyntaxProblem;

/// Values nested deeper than this are refused; the format itself needs 5.
pub(crate) const DEEPEST: usize = 16;
/// Files longer than this are refused: a thousand principals take about 300 kB.
pub(crate) const LONGEST_BYTES: usize = 1 << 20;

/// One value and where its text begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// Byte offset in the file.
    pub at: usize,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    /// A bare date or time of TOML, as text.
    #[cfg_attr(not(feature = "toml"), allow(dead_code, reason = "JSON has no dates"))]
    Moment(String),
    /// A number as it was written, so that no float is involved.
    Number(String),
    Truth(bool),
    Null,
    List(Vec<Node>),
    Table(Vec<Field>),
}

/// One key of a table with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub key: String,
    /// Byte offset of the key; in JSON, of its value.
    pub at: usize,
    pub node: Node,
}

/// Why a text is no document at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// Byte offset.
    pub at: usize,
    pub problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    Syntax(SyntaxProblem),
    DuplicateKey(String),
    TooDeep,
    TooLong,
}

impl SyntaxError {
    fn new(at: usize, problem: Problem) -> Self {
        Self { at, problem }
    }
}

fn check_length(text: &str) -> Result<(), SyntaxError> {
    if text.len() > LONGEST_BYTES { Err(SyntaxError::new(0, Problem::TooLong)) } else { Ok(()) }
}
