//! What the terminal is like: how wide, and whether anybody looks at it.
//! Nothing is printed here.

use std::io::{self, IsTerminal as _};

/// Pages are as wide as this where nothing else is known.
const USUAL: usize = 80;
/// On wide terminals pages are at most so wide.
const READABLE: usize = 120;
/// Widths that a page can have.
pub const NARROWEST: usize = 60;
pub const WIDEST: usize = 400;

/// Columns for a page on standard output.
pub fn columns() -> usize {
    let size = if io::stdout().is_terminal() { terminal_size::terminal_size() } else { None };
    size.map_or(USUAL, |(terminal_size::Width(width), _)| usize::from(width).clamp(NARROWEST, READABLE))
}

/// Whether somebody watches standard error.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}
