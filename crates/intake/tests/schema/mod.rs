//! A validator of JSON Schema, written without the crate under test: the keywords its schema uses, and no others.
//! An unknown keyword is a panic, so that nothing in the schema goes unchecked.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use regex::Regex;
use serde_json::Value;

/// Patterns that were compiled already: most of the time would go there.
static PATTERNS: LazyLock<Mutex<BTreeMap<String, Regex>>> = LazyLock::new(Mutex::default);

fn matches(pattern: &str, text: &str) -> bool {
    let mut patterns = PATTERNS.lock().unwrap();
    patterns.entry(pattern.to_owned()).or_insert_with(|| Regex::new(pattern).unwrap()).is_match(text)
}

/// What is wrong with a value, as `path: keyword`; empty where it is valid.
pub fn violations(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    validate(schema, schema, value, "", &mut found);
    found
}

fn is_valid(root: &Value, schema: &Value, value: &Value) -> bool {
    let mut found = Vec::new();
    validate(root, schema, value, "", &mut found);
    found.is_empty()
}

fn validate(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    let keywords = match schema {
        Value::Bool(true) => return,
        Value::Bool(false) => return found.push(format!("{path}: false")),
        Value::Object(keywords) => keywords,
        _ => panic!("no schema at {path}: {schema}"),
    };
    for (keyword, wanted) in keywords {
        let holds = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "$comment" | "then" | "else" => true,
            "properties" | "additionalProperties" | "items" | "$ref" | "allOf" | "if" => {
                within(root, keywords, keyword, value, path, found);
                true
            }
            "not" => !is_valid(root, wanted, value),
            "anyOf" => list(wanted).iter().any(|schema| is_valid(root, schema, value)),
            "oneOf" => list(wanted).iter().filter(|schema| is_valid(root, schema, value)).count() == 1,
            _ => simple(keyword, wanted, value),
        };
        if !holds {
            found.push(format!("{path}: {keyword}"));
        }
    }
}

/// Keywords that lead to other schemas or values.
fn within(
    root: &Value,
    keywords: &serde_json::Map<String, Value>,
    keyword: &str,
    value: &Value,
    path: &str,
    found: &mut Vec<String>,
) {
    let wanted = &keywords[keyword];
    match (keyword, value) {
        ("properties", Value::Object(table)) => {
            for (key, schema) in wanted.as_object().unwrap() {
                if let Some(value) = table.get(key) {
                    validate(root, schema, value, &format!("{path}/{key}"), found);
                }
            }
        }
        ("additionalProperties", Value::Object(table)) => {
            assert_eq!(wanted, false);
            let known = keywords["properties"].as_object().unwrap();
            found.extend(
                table.keys().filter(|key| !known.contains_key(*key)).map(|key| format!("{path}/{key}: unknown")),
            );
        }
        ("items", Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                validate(root, wanted, item, &format!("{path}/{index}"), found);
            }
        }
        ("$ref", _) => {
            let pointer = wanted.as_str().unwrap().strip_prefix('#').unwrap();
            validate(root, root.pointer(pointer).unwrap(), value, path, found);
        }
        ("allOf", _) => list(wanted).iter().for_each(|schema| validate(root, schema, value, path, found)),
        ("if", _) => {
            let branch = if is_valid(root, wanted, value) { "then" } else { "else" };
            if let Some(schema) = keywords.get(branch) {
                validate(root, schema, value, path, found);
            }
        }
        _ => {}
    }
}

/// Keywords about the value alone.
fn simple(keyword: &str, wanted: &Value, value: &Value) -> bool {
    let count = |found: usize| found as u64;
    match (keyword, value) {
        ("type", _) => match wanted.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "number" => value.is_number(),
            "integer" => value.is_u64() || value.is_i64(),
            other => panic!("no type {other}"),
        },
        ("const", _) => wanted == value,
        ("enum", _) => list(wanted).contains(value),
        ("required", Value::Object(table)) => list(wanted).iter().all(|key| table.contains_key(key.as_str().unwrap())),
        ("minProperties", Value::Object(table)) => count(table.len()) >= wanted.as_u64().unwrap(),
        ("maxProperties", Value::Object(table)) => count(table.len()) <= wanted.as_u64().unwrap(),
        ("minItems", Value::Array(items)) => count(items.len()) >= wanted.as_u64().unwrap(),
        ("maxItems", Value::Array(items)) => count(items.len()) <= wanted.as_u64().unwrap(),
        ("uniqueItems", Value::Array(items)) => {
            items.iter().enumerate().all(|(index, item)| !items[..index].contains(item))
        }
        ("minLength", Value::String(text)) => count(text.chars().count()) >= wanted.as_u64().unwrap(),
        ("maxLength", Value::String(text)) => count(text.chars().count()) <= wanted.as_u64().unwrap(),
        ("pattern", Value::String(text)) => matches(wanted.as_str().unwrap(), text),
        ("minimum", Value::Number(number)) => number.as_f64() >= wanted.as_f64(),
        ("maximum", Value::Number(number)) => number.as_f64() <= wanted.as_f64(),
        ("exclusiveMinimum", Value::Number(number)) => number.as_f64() > wanted.as_f64(),
        (
            "required" | "minProperties" | "maxProperties" | "minItems" | "maxItems" | "uniqueItems" | "minLength"
            | "maxLength" | "pattern" | "minimum" | "maximum" | "exclusiveMinimum",
            _,
        ) => true,
        _ => panic!("the validator does not know `{keyword}`"),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap()
}
