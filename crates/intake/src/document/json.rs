//! JSON into a tree with places: each value is borrowed raw, so its address tells where it stands.
//! No meaning is given to any key here.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{DEEPEST, Field, Node, Problem, SyntaxError, Value, check_length};
use crate::SyntaxProblem;

/// Reads a whole JSON text.
pub(crate) fn parse(text: &str) -> Result<Node, SyntaxError> {
    check_length(text)?;
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| {
        let at = offset_of(text, error.line(), error.column());
        SyntaxError::new(at, syntax(text, &error))
    })?;
    node(text, whole, 0)
}

fn node(text: &str, raw: &RawValue, depth: usize) -> Result<Node, SyntaxError> {
    let at = place_in(text, raw);
    if depth > DEEPEST {
        return Err(SyntaxError::new(at, Problem::TooDeep));
    }
    let broken = |error: serde_json::Error| SyntaxError::new(at, syntax(text, &error));
    let value = match raw.get().bytes().next() {
        Some(b'{') => {
            let Fields(entries) = serde_json::from_str(raw.get()).map_err(broken)?;
            Value::Table(fields(text, entries, depth)?)
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(raw.get()).map_err(broken)?;
            let nodes: Result<Vec<Node>, SyntaxError> =
                items.into_iter().map(|item| node(text, item, depth + 1)).collect();
            Value::List(nodes?)
        }
        Some(b'"') => Value::Text(serde_json::from_str(raw.get()).map_err(broken)?),
        Some(b't') => Value::Truth(true),
        Some(b'f') => Value::Truth(false),
        Some(b'n') => Value::Null,
        _ => Value::Number(raw.get().to_owned()),
    };
    Ok(Node { at, value })
}

fn fields(text: &str, entries: Vec<(String, &RawValue)>, depth: usize) -> Result<Vec<Field>, SyntaxError> {
    let mut fields: Vec<Field> = Vec::with_capacity(entries.len());
    let mut seen = std::collections::BTreeSet::new();
    for (key, raw) in entries {
        let node = node(text, raw, depth + 1)?;
        if !seen.insert(key.clone()) {
            return Err(SyntaxError::new(node.at, Problem::DuplicateKey(key)));
        }
        fields.push(Field { key, at: node.at, node });
    }
    Ok(fields)
}

/// The entries of an object in the order written, double keys included.
struct Fields<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Fields(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// Where a borrowed value stands in the text it was borrowed from.
fn place_in(text: &str, raw: &RawValue) -> usize {
    (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Byte offset of a line and column as `serde_json` counts them: from 1, columns in bytes.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

/// What is wrong, by what the text begins with and by the parser's words.
fn syntax(text: &str, error: &serde_json::Error) -> Problem {
    Problem::Syntax(match text.trim_start().starts_with(['{', '[', '"']) {
        true => SyntaxProblem::of_json(&error.to_string()),
        false => SyntaxProblem::IsNoJson,
    })
}
