//! The browser behind narrow doors: frames, storage, media queries, address, document, canvas sizes, files and
//! programs beside the page.
//! Nothing here knows the app; nothing elsewhere touches the browser's globals.

pub mod address;
pub mod beside;
pub mod document;
pub mod files;
pub mod frame;
pub mod media;
pub mod panic;
pub mod sheet;
pub mod sizes;
pub mod storage;
pub mod worker;
