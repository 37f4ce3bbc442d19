//! The fuzzer's seed has every key of the format: what is new in the format must be new there, too.
//! Nothing but this test lives here.

use std::collections::BTreeSet;

use super::{SCENARIO, Shape, Table};
use crate::document::{Value, parse_toml};
use crate::scenario::read_toml;
use crate::scenario::reader::Entry;

const SEED: &str = include_str!("../../../../../fuzz/seeds/scenario_toml/everything.toml");

type Keys = BTreeSet<(&'static str, &'static str)>;

/// Every key of a table and of the tables in it.
fn keys_of(table: &'static Table, all: &mut Keys) {
    for key in table.keys {
        all.insert((table.name, key.name));
        match key.shape {
            Shape::Table(of) | Shape::WordOrTable { table: of, .. } | Shape::Tables { of, .. } => keys_of(of, all),
            Shape::TablesBy { of, .. } => of.iter().for_each(|variant| keys_of(variant.table, all)),
            _ => {}
        }
    }
}

/// Every key that stands in a document.
fn keys_in(table: &'static Table, entry: &Entry<'_>, found: &mut Keys) {
    let Value::Table(fields) = &entry.node.value else { return };
    for field in fields {
        let Some(key) = table.key(&field.key) else { continue };
        found.insert((table.name, key.name));
        let items = entry.under(field).items();
        match key.shape {
            Shape::Table(of) | Shape::WordOrTable { table: of, .. } | Shape::Tables { of, .. } => {
                items.iter().for_each(|item| keys_in(of, item, found));
            }
            Shape::TablesBy { by, of, .. } => {
                for item in items {
                    let variant = of.iter().find(|variant| item.word_under(by) == Some(variant.word));
                    variant.into_iter().for_each(|variant| keys_in(variant.table, &item, found));
                }
            }
            _ => {}
        }
    }
}

#[test]
fn the_fuzzer_s_seed_is_right_and_has_every_key_of_the_format() {
    assert_eq!(read_toml("everything.toml", SEED).issues, []);
    let document = parse_toml(SEED).expect("it was read");
    let (mut all, mut found) = (Keys::new(), Keys::new());
    keys_of(&SCENARIO, &mut all);
    keys_in(&SCENARIO, &Entry::whole(&document), &mut found);
    let missing: Vec<_> = all.difference(&found).collect();
    assert!(missing.is_empty(), "add these keys to the seed: {missing:?}");
}
