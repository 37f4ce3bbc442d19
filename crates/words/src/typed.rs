//! Text as it is typed in a file or on a command line: keys, values, examples; the same in every language.
//! Untrusted text becomes visible and short here. No message lives here.

/// The most characters shown of a text that came from outside.
#[cfg(feature = "terminal")]
const MOST: usize = 60;

/// A key or a name: `` `key` ``.
pub(crate) fn code(text: &str) -> String {
    format!("`{}`", text.escape_debug())
}

/// A text as files have it: `"text"`.
#[cfg(feature = "terminal")]
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// Untrusted text on a terminal: no control characters, no flood.
#[cfg(feature = "terminal")]
pub(crate) fn visible(text: &str) -> String {
    let short: String = text.chars().take(MOST).collect();
    let dots = if text.chars().nth(MOST).is_some() { "…" } else { "" };
    format!("{}{dots}", short.escape_debug())
}
