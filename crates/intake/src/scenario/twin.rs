//! The second world of a scenario file: only what differs from the first.
//! How it is laid over the first is `principal`'s and `account`'s business.

use sts_atlas_facts::{Date, EndpointMode};
use sts_atlas_player::LocalizedText;

use super::client;
use super::reader::{Entry, Reader, Section};
use super::top::{day, label};
use crate::document::Value;
use crate::limits::MOST_SPECS;
use crate::nearest::nearest;
use crate::{Expected, IssueCode};

const KEYS: &[&str] = &["label", "as_of", "client", "account", "principal"];

/// What the twin says.
#[derive(Default)]
pub(super) struct Twin<'n> {
    pub section: Option<Section<'n>>,
    pub label: Option<LocalizedText>,
    pub as_of: Option<Date>,
    /// Set wherever an SDK reads it.
    pub mode: Option<EndpointMode>,
    principals: Vec<(String, Entry<'n>)>,
}

impl<'n> Twin<'n> {
    /// What differs about the principal of this name.
    pub fn principal(&self, name: &str) -> Option<&Entry<'n>> {
        self.principals.iter().find(|(known, _)| known == name).map(|(_, entry)| entry)
    }
}

/// Reads the twin; without one, the second world is the same as the first.
pub(super) fn read<'n>(reader: &mut Reader<'_>, top: &Section<'n>) -> Twin<'n> {
    let Some(section) = top.get("twin").and_then(|entry| reader.section(&entry, KEYS)) else { return Twin::default() };
    let label = label(reader, &section);
    let as_of = section.get("as_of").and_then(|entry| day(reader, &entry));
    let client = reader.child(&section, "client", &["sts_regional_endpoints"]);
    let mode = client.and_then(|client| {
        let entry = reader.required(&client, "sts_regional_endpoints")?;
        client::mode(reader, &entry)
    });
    let principals = principals(reader, &section, &names(top));
    Twin { section: Some(section), label, as_of, mode, principals }
}

/// The names of world A's principals, as far as they are texts.
fn names(top: &Section<'_>) -> Vec<String> {
    let Some(Value::List(items)) = top.get("principal").map(|entry| &entry.node.value) else { return Vec::new() };
    let tables = items.iter().filter_map(|item| match &item.value {
        Value::Table(fields) => Some(fields),
        _ => None,
    });
    let names = tables.filter_map(|fields| fields.iter().find(|field| field.key == "name"));
    names
        .filter_map(|field| match &field.node.value {
            Value::Text(name) => Some(name.clone()),
            _ => None,
        })
        .collect()
}

fn principals<'n>(reader: &mut Reader<'_>, twin: &Section<'n>, known: &[String]) -> Vec<(String, Entry<'n>)> {
    let Some(list) = twin.get("principal") else { return Vec::new() };
    let mut found: Vec<(String, Entry<'n>)> = Vec::new();
    for entry in reader.list(&list, 0, MOST_SPECS).unwrap_or_default() {
        let Some(section) = reader.section(&entry, super::principal::TWIN_KEYS) else { continue };
        let Some(name_entry) = reader.required(&section, "name") else { continue };
        let Value::Text(name) = &name_entry.node.value else {
            reader.unexpected::<()>(&name_entry, Expected::OneOfNames(known.to_vec()), None);
            continue;
        };
        if !known.contains(name) {
            let near = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
            reader.unexpected::<()>(&name_entry, Expected::OneOfNames(known.to_vec()), near);
        } else if found.iter().any(|(seen, _)| seen == name) {
            reader.say(&name_entry, IssueCode::Repeated { what: name.clone() });
        } else {
            found.push((name.clone(), entry));
        }
    }
    found
}
