//! How many columns a text takes: Japanese letters take two.
//! Signs of ambiguous width count as one, as terminals show them outside East Asian fonts.

use unicode_width::UnicodeWidthStr as _;

/// Columns on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text with spaces after it up to a width.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}
