//! Holds a document to the format: unknown keys, missing ones, values that are not what they must be.
//! What only the rest of the file can tell is the business of each table's own module.

use super::format::{Shape, Table, Variant};
use super::reader::{Entry, Reader};
use super::value::{read, word};
use crate::document::{Node, Value};
use crate::nearest::nearest;
use crate::{Expected, IssueCode};

/// Reports everything about a whole document that is not as the format says.
pub(super) fn document(reader: &mut Reader<'_>, node: &Node, format: &'static Table) {
    table(reader, &Entry::whole(node), format);
}

fn table(reader: &mut Reader<'_>, entry: &Entry<'_>, table: &'static Table) {
    let Value::Table(fields) = &entry.node.value else {
        let expected = if table.is_text() { Expected::Texts } else { Expected::Table };
        return reader.unexpected(entry, expected, None);
    };
    for field in fields {
        match table.key(&field.key) {
            Some(key) => value(reader, &entry.under(field), key.shape),
            // Looking for the nearest key costs more than anything else.
            None if reader.is_full() => {}
            None => {
                let allowed = table.key_names();
                let nearest = nearest(&field.key, allowed.iter().copied());
                let code = IssueCode::UnknownKey { key: field.key.clone(), allowed, nearest };
                reader.report(field.at, entry.path.clone(), code);
            }
        }
    }
    if table.one_of {
        let known = fields.iter().filter(|field| table.key(&field.key).is_some()).count();
        if known != 1 {
            reader.unexpected(entry, Expected::OneOf(table.key_names()), None);
        }
    }
    if let Some(section) = entry.section(table) {
        reader.check_needs(&section);
    }
}

fn value(reader: &mut Reader<'_>, entry: &Entry<'_>, shape: Shape) {
    let is_table = matches!(entry.node.value, Value::Table(_));
    match shape {
        Shape::Table(of) => table(reader, entry, of),
        Shape::WordOrTable { table: of, .. } if is_table => table(reader, entry, of),
        Shape::List { of, least, most } => list(reader, entry, of, least..=most),
        Shape::Tables { .. } | Shape::TablesBy { .. } if is_table => reader.table_for_list(entry),
        Shape::Tables { of, least, most } => {
            let items = counted(reader, entry, least..=most);
            items.iter().flatten().for_each(|item| table(reader, item, of));
        }
        Shape::TablesBy { by, of, least, most } => {
            let items = counted(reader, entry, least..=most);
            items.iter().flatten().for_each(|item| variant(reader, item, by, of));
        }
        _ => {
            if let Err(refusal) = read(&shape, &entry.node.value) {
                reader.refuse(entry, refusal);
            }
        }
    }
}

/// The entries of a list with so many.
fn counted<'n>(
    reader: &mut Reader<'_>,
    entry: &Entry<'n>,
    count: std::ops::RangeInclusive<usize>,
) -> Option<Vec<Entry<'n>>> {
    match &entry.node.value {
        Value::List(items) if count.contains(&items.len()) => Some(entry.items()),
        _ => {
            reader.unexpected(entry, Expected::List { least: *count.start(), most: *count.end() }, None);
            None
        }
    }
}

/// Values of which none stands there twice.
fn list(reader: &mut Reader<'_>, entry: &Entry<'_>, of: &Shape, count: std::ops::RangeInclusive<usize>) {
    let items = match entry.node.value {
        Value::Text(_) => vec![entry.clone()],
        _ => counted(reader, entry, count).unwrap_or_default(),
    };
    let mut seen = Vec::with_capacity(items.len());
    for item in items {
        match read(of, &item.node.value) {
            Err(refusal) => reader.refuse(&item, refusal),
            Ok(datum) if seen.contains(&datum) => {
                let what = match &item.node.value {
                    Value::Text(text) => text.clone(),
                    _ => String::new(),
                };
                reader.say(&item, IssueCode::Repeated { what });
            }
            Ok(datum) => seen.push(datum),
        }
    }
}

/// A table whose keys depend on the word under one of them.
fn variant(reader: &mut Reader<'_>, entry: &Entry<'_>, by: &'static str, variants: &'static [Variant]) {
    let Value::Table(fields) = &entry.node.value else { return reader.unexpected(entry, Expected::Table, None) };
    let Some(field) = fields.iter().find(|field| field.key == by) else {
        return reader.say(entry, IssueCode::MissingKey { key: by, because: None });
    };
    let words: Vec<&'static str> = variants.iter().map(|variant| variant.word).collect();
    match word(&words, entry.word_under(by)) {
        Ok(word) => {
            if let Some(variant) = variants.iter().find(|variant| variant.word == word) {
                table(reader, entry, variant.table);
            }
        }
        Err(refusal) => reader.refuse(&entry.under(field), refusal),
    }
}
