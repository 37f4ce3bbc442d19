//! Files of older versions of the format become files of today's: tree to tree, one step per version, chained.
//! What today's format is, `format` says; a step never changes once a later version exists.

mod version_1;

use super::format::{SCENARIO, Shape, Table, VERSION};
use super::reader::{Entry, Reader};
use super::value::read;
use crate::document::{Node, Value};
use crate::{IssueCode, Rewritten};

/// Changes a document of one version into one of the next. What it says is for the author: what is written
/// differently now, one for each such thing in the document.
type Step = fn(&mut Node) -> Vec<Rewritten>;

/// Step `i` leads from version `i + 1` to the next.
const STEPS: [Step; VERSION as usize - 1] = [version_1::to_version_2];

/// Makes a document one of today's version. False where no version that is known here can be told.
pub(super) fn to_today(reader: &mut Reader<'_>, document: &mut Node) -> bool {
    let Value::Table(fields) = &document.value else { return true };
    // That it is missing, `check` says.
    let Some(field) = fields.iter().find(|field| field.key == "version") else { return true };
    let entry = Entry::whole(document).under(field);
    let version = match version(&field.node) {
        Ok(version) => version,
        Err(newer) => {
            match newer {
                Some(found) => reader.say(&entry, IssueCode::NewerVersion { found, known: VERSION }),
                None => {
                    let known = Shape::Number { least: 1, most: VERSION.into() };
                    if let Err(refusal) = read(&known, &field.node.value) {
                        reader.refuse(&entry, refusal);
                    }
                }
            }
            return false;
        }
    };
    if version == VERSION {
        return true;
    }
    later_keys(reader, &Entry::whole(document), &SCENARIO, version);
    let (at, path) = (field.node.at, entry.path);
    let steps = STEPS.iter().skip(version as usize - 1);
    let changes = steps.flat_map(|step| step(document)).collect();
    set_version(document);
    reader.report(at, path, IssueCode::Migrated { from: version, to: VERSION, changes });
    true
}

/// The version a file names; the number where it is a newer one than is known, nothing where it is no version at all.
fn version(node: &Node) -> Result<u32, Option<u64>> {
    let number = match &node.value {
        Value::Number(number) => number.parse::<u64>().ok().filter(|number| *number > 0).ok_or(None)?,
        _ => return Err(None),
    };
    u32::try_from(number).ok().filter(|version| *version <= VERSION).ok_or(Some(number))
}

fn set_version(document: &mut Node) {
    let Value::Table(fields) = &mut document.value else { return };
    if let Some(field) = fields.iter_mut().find(|field| field.key == "version") {
        field.node.value = Value::Number(VERSION.to_string());
    }
}

/// Reports keys that the format has only since a later version than the file names.
fn later_keys(reader: &mut Reader<'_>, entry: &Entry<'_>, table: &'static Table, version: u32) {
    let Value::Table(fields) = &entry.node.value else { return };
    for field in fields {
        let Some(key) = table.key(&field.key) else { continue };
        let under = entry.under(field);
        if key.since > version {
            let code = IssueCode::KeyOfLaterVersion { key: key.name, since: key.since, version };
            reader.report(field.at, under.path, code);
            continue;
        }
        match key.shape {
            Shape::Table(of) | Shape::WordOrTable { table: of, .. } => later_keys(reader, &under, of, version),
            Shape::Tables { of, .. } => under.items().iter().for_each(|item| later_keys(reader, item, of, version)),
            Shape::TablesBy { by, of, .. } => {
                for item in under.items() {
                    let variant = of.iter().find(|variant| item.word_under(by) == Some(variant.word));
                    if let Some(variant) = variant {
                        later_keys(reader, &item, variant.table, version);
                    }
                }
            }
            _ => {}
        }
    }
}
