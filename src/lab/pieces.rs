//! What controls and readouts are made of: titled sections, tables that scroll, rows and their cells.
//! No readout is made here. Each piece is of one type: every type of its own would weigh 2 to 4 KB in WebAssembly.

use leptos::prelude::*;
use sts_atlas_player::{Snapshot, WorldSnapshot};
use sts_atlas_words::Lang;

use crate::lab::shown;
use crate::preferences::{flag, say, text};

/// A text that changes.
pub type Text = Box<dyn Fn() -> String + Send>;
/// A message without values.
pub type Message = fn(Lang) -> String;

/// A section with its heading.
pub fn section(class: &'static str, title: Message, content: impl IntoAny) -> AnyView {
    view! {
        <section class=class>
            <h2>{say(title)}</h2>
            {content.into_any()}
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
pub fn table(label: Message, columns: Vec<Text>, rows: impl IntoAny) -> AnyView {
    let columns: Vec<_> =
        columns.into_iter().map(|column| view! { <th scope="col">{column}</th> }.into_any()).collect();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=say(label)>
            <table>
                <thead>
                    <tr>{columns}</tr>
                </thead>
                <tbody>{rows.into_any()}</tbody>
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
pub fn row(name: String, head: impl IntoAny, cells: Vec<AnyView>) -> AnyView {
    view! {
        <tr data-row=name>
            <th scope="row">{head.into_any()}</th>
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
pub fn harm(name: &'static str, count: impl Fn() -> u64 + Send + Copy + 'static, says: Text) -> AnyView {
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
pub fn version<T: PartialEq + Send + 'static>(
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

/// Reads from the snapshot when a version has counted up, and only then: not even when the language changes.
pub fn shown_at<T>(version: Memo<u32>, read: impl Fn(&WorldSnapshot, &Snapshot) -> T) -> T {
    version.get();
    untrack(|| shown(read))
}

/// Not generic, so that it is there once.
fn counter(changed: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<u32> {
    Memo::new(move |count: Option<&u32>| count.copied().unwrap_or_default() + u32::from(changed()))
}
