//! What controls and readouts are made of: titled sections, tables that scroll, rows and their cells.
//! No readout is made here. Pieces take and give views without types: each type would weigh 2 to 4 KB in WebAssembly.

use leptos::prelude::*;
use sts_atlas_player::{Snapshot, WorldSnapshot};

use crate::lab::shown;
use crate::preferences::{Message, Text, flag, lang, say, text};
use crate::tag::{Tag, loose, tag};

/// A section with its heading.
pub fn section(class: &'static str, title: Message, content: Vec<AnyView>) -> AnyView {
    tag("section").class(class).child(tag("h2").word(title)).holds_all(content).view()
}

/// A remark in smaller print.
pub fn hint(says: Text) -> AnyView {
    tag("p").class("hint").says(says).view()
}

/// The same with a name for machines.
pub fn named_hint(name: &'static str, says: Text) -> AnyView {
    tag("p").class("hint").set("data-metric", name).says(says).view()
}

/// A table in a box that scrolls sideways where there is no room for it.
pub fn table(label: Message, columns: Vec<Text>, rows: AnyView) -> AnyView {
    let columns: Vec<_> = columns.into_iter().map(|column| tag("th").set("scope", "col").says(column).view()).collect();
    let table = tag("table").child(tag("thead").child(tag("tr").holds_all(columns))).child(tag("tbody").holds(rows));
    tag("div").class("scroll").set("tabindex", "0").set("role", "region").label(label).child(table).view()
}

/// The head of a column.
pub fn column(message: Message) -> Text {
    text(say(message))
}

/// A row of a table, with a name for machines.
pub fn row(name: String, head: AnyView, cells: Vec<AnyView>) -> AnyView {
    tag("tr").set_to("data-row", name).child(tag("th").set("scope", "row").holds(head)).holds_all(cells).view()
}

/// A cell.
pub fn cell(holds: AnyView) -> AnyView {
    tag("td").holds(holds).view()
}

/// A cell with a number.
pub fn number(name: &'static str, says: Text) -> AnyView {
    tag("td").class("number").set("data-cell", name).says(says).view()
}

/// A cell with a number that is red unless it is zero.
pub fn harm(name: &'static str, count: Box<dyn Fn() -> u64 + Send>, says: Text) -> AnyView {
    tag("td").class("number").set("data-cell", name).flag("harm", flag(move || count() > 0)).says(says).view()
}

/// A small sign that stands for a word beside it.
pub fn sign(class: &'static str) -> AnyView {
    tag("i").class(class).set("aria-hidden", "true").view()
}

/// A bar that is so many percent full; the number beside it says the same.
pub fn bar(percent: Text) -> Tag {
    tag("meter").class("bar").set("min", "0").set("max", "100").live("value", percent).set("aria-hidden", "true")
}

/// A row's head: a sign and what it stands for.
pub fn signed(class: &'static str, says: Text) -> AnyView {
    vec![sign(class), loose(says)].into_any()
}

/// Counts up whenever something else is read. Rows that follow it are made anew only when there are others, and numbers
/// are written anew only when they may have changed: most acts change few readouts.
pub fn changes_of<T: PartialEq + Send + 'static>(
    read: impl Fn(&WorldSnapshot, &Snapshot) -> T + Send + Sync + 'static,
) -> Memo<u32> {
    let last = std::sync::Mutex::new(None);
    counter(Box::new(move || {
        let now = Some(shown(&read));
        last.lock().is_ok_and(|mut last| {
            let changed = *last != now;
            *last = now;
            changed
        })
    }))
}

/// Reads from the snapshot when changes have been counted, or the language has changed, and only then.
pub fn shown_at<T>(changes: Memo<u32>, read: impl Fn(&WorldSnapshot, &Snapshot) -> T) -> T {
    changes.get();
    lang();
    untrack(|| shown(read))
}

/// Not generic, so that it is there once.
fn counter(changed: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<u32> {
    Memo::new(move |count: Option<&u32>| count.copied().unwrap_or_default() + u32::from(changed()))
}
