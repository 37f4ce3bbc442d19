//! A whole scenario as a few kilobytes and back, for what is built into the program. Every byte is untrusted.
//! No text for authors is read here; the shape of the bytes is `form`'s business.

pub(crate) mod client;
mod error;
pub(crate) mod fault;
pub(crate) mod form;
pub(crate) mod names;
mod read;
mod words;
mod world;
pub(crate) mod write;

use sts_atlas_player::Scenario;

pub use error::PackedError;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::wire::{from_bytes, to_bytes};

/// The first byte: which form follows.
const VERSION: u8 = 5;
/// More bytes than this are refused: a thousand groups of principals take about 100 kB.
pub(crate) const LONGEST_BYTES: usize = 1 << 20;

/// Packs a scenario. One that no scenario file could say is packed, too, and refused by [`unpack`]. Of a client, its
/// SDK and version are kept: the row of facts about them is looked up again.
pub fn pack(scenario: &Scenario) -> Vec<u8> {
    [vec![VERSION], to_bytes(&write::form(scenario))].concat()
}

/// A packed scenario as a text: letters, digits, `-` and `_` only.
pub fn packed_text(packed: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(packed)
}

/// The packed scenario that such a text stands for; nothing where it is none.
pub fn packed_from(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Unpacks a scenario, held to what a scenario file may say.
///
/// # Errors
/// The first thing that is wrong with it; nothing is repaired or skipped.
pub fn unpack(bytes: &[u8]) -> Result<Scenario, PackedError> {
    if bytes.len() > LONGEST_BYTES {
        return Err(PackedError::TooLong { found: bytes.len() });
    }
    match bytes.split_first() {
        Some((&VERSION, body)) => read::scenario(from_bytes(body).ok_or(PackedError::Corrupt)?),
        Some((&found, _)) => Err(PackedError::UnknownVersion { found }),
        None => Err(PackedError::Corrupt),
    }
}
