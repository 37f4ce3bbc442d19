//! What the terminal is like: how wide, and whether anybody looks at it.
//! Nothing is printed here.

use std::io::{self, IsTerminal as _};

/// Pages are as wide as this where nothing else is known, and on wide terminals at most so.
const USUAL: usize = 100;
const WIDEST: usize = 120;
const NARROWEST: usize = 60;

/// Columns for a page on standard output.
pub fn columns() -> usize {
    let size = if io::stdout().is_terminal() { terminal_size::terminal_size() } else { None };
    size.map_or(USUAL, |(terminal_size::Width(width), _)| usize::from(width).clamp(NARROWEST, WIDEST))
}

/// Whether somebody watches standard error.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}
