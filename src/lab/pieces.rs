//! What controls and readouts are made of: titled sections, tables that scroll, rows and their cells.
//! No readout is made here. Pieces take and give views without types: each type would weigh 2 to 4 KB in WebAssembly.

use leptos::prelude::*;
use sts_atlas_player::{Snapshot, WorldSnapshot};
use sts_atlas_words::Lang;

use crate::lab::shown;
use crate::preferences::{Text, flag, lang, say, text};

/// A message without values.
pub type Message = fn(Lang) -> String;

/// A section with its heading.
pub fn section(class: &'static str, title: Message, content: Vec<AnyView>) -> AnyView {
    view! {
        <section class=class>
            <h2>{say(title)}</h2>
            {content}
        </section>
    }
    .into_any()
}

/// A remark in smaller print.
pub fn hint(says: Text) -> AnyView {
    view! { <p class="hint">{says}</p> }.into_any()
}

/// The same with a name for machines.
pub fn named_hint(name: &'static str, says: Text) -> AnyView {
    view! { <p class="hint" data-metric=name>{says}</p> }.into_any()
}

/// A table in a box that scrolls sideways where there is no room for it.
pub fn table(label: Message, columns: Vec<Text>, rows: AnyView) -> AnyView {
    let columns: Vec<_> =
        columns.into_iter().map(|column| view! { <th scope="col">{column}</th> }.into_any()).collect();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=say(label)>
            <table>
                <thead>
                    <tr>{columns}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The head of a column.
pub fn column(message: Message) -> Text {
    text(say(message))
}

/// A row of a table, with a name for machines.
pub fn row(name: String, head: AnyView, cells: Vec<AnyView>) -> AnyView {
    view! {
        <tr data-row=name>
            <th scope="row">{head}</th>
            {cells}
        </tr>
    }
    .into_any()
}

/// A cell with a number.
pub fn number(name: &'static str, says: Text) -> AnyView {
    view! { <td class="number" data-cell=name>{says}</td> }.into_any()
}

/// A cell with a number that is red unless it is zero.
pub fn harm(name: &'static str, count: Box<dyn Fn() -> u64 + Send>, says: Text) -> AnyView {
    view! { <td class="number" data-cell=name class:harm=flag(move || count() > 0)>{says}</td> }.into_any()
}

/// A small sign that stands for a word beside it.
pub fn sign(class: &'static str) -> AnyView {
    view! { <i class=class aria-hidden="true"></i> }.into_any()
}

/// A row's head: a sign and what it stands for.
pub fn signed(class: &'static str, says: Text) -> AnyView {
    view! { {sign(class)} {says} }.into_any()
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
