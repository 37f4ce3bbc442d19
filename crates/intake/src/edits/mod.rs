//! What a reader changed as bytes and back, for links and recordings' files. Every byte is untrusted.
//! Which scenario the changes belong to, and how the bytes travel, is `link`'s and `recording_file`'s business.

mod form;
mod read;
mod write;

pub(crate) use form::{EditsForm, FaultName, Mode};
pub(crate) use read::{add_switch, day, opt_in_region, read, seed, token_version};
pub(crate) use write::write;
