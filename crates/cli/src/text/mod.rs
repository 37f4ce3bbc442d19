//! Text on a terminal: how wide it is, where its lines break, how its columns stand.
//! What it says is decided elsewhere.

mod table;
mod width;
mod wrap;

pub use table::{Column, table};
pub use width::{padded, width};
pub use wrap::{indented, unbroken, wrap};
