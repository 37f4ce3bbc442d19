//! The second world of a scenario file: only what differs from the first.
//! How it is laid over the first is `principal`'s and `account`'s business.

use sts_atlas_facts::Date;
use sts_atlas_player::LocalizedText;

use super::reader::{Reader, Section};
use super::top::text;
use crate::nearest::nearest;
use crate::{Expected, IssueCode};

/// What the twin says.
#[derive(Default)]
pub(super) struct Twin<'n> {
    pub section: Option<Section<'n>>,
    pub label: Option<LocalizedText>,
    pub as_of: Option<Date>,
    /// Set wherever an SDK has it.
    pub client: Option<Section<'n>>,
    principals: Vec<(String, Section<'n>)>,
}

impl<'n> Twin<'n> {
    /// What differs about the principal of this name.
    pub fn principal(&self, name: &str) -> Option<&Section<'n>> {
        self.principals.iter().find(|(known, _)| known == name).map(|(_, section)| section)
    }
}

/// Reads the twin; without one, the second world is the same as the first.
pub(super) fn read<'n>(reader: &mut Reader<'_>, top: &Section<'n>) -> Twin<'n> {
    let Some(section) = top.child("twin") else { return Twin::default() };
    let known: Vec<String> =
        top.children("principal").into_iter().filter_map(|(_, principal)| principal.value("name")).collect();
    Twin {
        label: text(&section, "label"),
        as_of: section.value("as_of"),
        client: section.child("client"),
        principals: principals(reader, &section, &known),
        section: Some(section),
    }
}

fn principals<'n>(reader: &mut Reader<'_>, twin: &Section<'n>, known: &[String]) -> Vec<(String, Section<'n>)> {
    let mut found: Vec<(String, Section<'n>)> = Vec::new();
    for (_, section) in twin.children("principal") {
        let (Some(entry), Some(name)) = (section.get("name"), section.value::<String>("name")) else { continue };
        if !known.contains(&name) {
            let near = nearest(&name, known.iter().map(String::as_str)).map(str::to_owned);
            reader.unexpected(&entry, Expected::OneOfNames(known.to_vec()), near);
        } else if found.iter().any(|(seen, _)| *seen == name) {
            reader.say(&entry, IssueCode::Repeated { what: name });
        } else {
            found.push((name, section));
        }
    }
    found
}
