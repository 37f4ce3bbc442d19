//! Share links: a scene's id and what a reader changed, as URL-safe text and back. Every byte that comes in is untrusted.
//! The scene itself never travels; where the text stands in an address is the app's business.

mod error;
mod first;

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sts_atlas_player::{Recording, Scenario};

pub use error::LinkError;

use crate::edits::{self, EditsForm};
use crate::wire::{from_bytes, to_bytes, wire};

/// The most characters a link may have; a fault switched by hand takes about ten.
pub const LONGEST_LINK: usize = 8_192;
/// A link up to here goes through whatever people paste links into; a longer recording is better kept as a file.
pub const LONGEST_SHARED_LINK: usize = 2_000;
/// The first byte: which form follows. The first version is `first`'s.
pub(crate) const VERSION: u8 = 2;

wire! {
    /// What travels. A change of any type is a new version.
    struct Payload {
        scene: String,
        edits: EditsForm,
    }
}

/// Writes a recording as a link's text: letters, digits, `-` and `_` only.
/// A recording with many hundred fault switches is longer than [`decode`] accepts.
pub fn encode(recording: &Recording) -> String {
    let payload = Payload { scene: recording.scenario.id.clone(), edits: edits::write(recording) };
    let body = to_bytes(&payload);
    let mut bytes = Vec::with_capacity(body.len() + 5);
    bytes.push(VERSION);
    bytes.extend_from_slice(&checksum(&body));
    bytes.extend_from_slice(&body);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a link's text of this or an older version; `scenes` finds a scene by its id.
///
/// # Errors
/// Whatever is wrong with it; nothing is repaired or skipped.
pub fn decode(text: &str, scenes: &impl Fn(&str) -> Option<Arc<Scenario>>) -> Result<Recording, LinkError> {
    if text.len() > LONGEST_LINK {
        return Err(LinkError::TooLong { found: text.len() });
    }
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| LinkError::Corrupt)?;
    let (&version, rest) = bytes.split_first().ok_or(LinkError::Corrupt)?;
    if !(1..=VERSION).contains(&version) {
        return Err(LinkError::UnknownVersion { found: version });
    }
    let (sum, body) = rest.split_at_checked(4).ok_or(LinkError::Corrupt)?;
    if checksum(body) != sum {
        return Err(LinkError::Corrupt);
    }
    let find = |id: String| scenes(&id).ok_or(LinkError::UnknownScene { id });
    if version == 1 {
        return first::read(from_bytes(body).ok_or(LinkError::Corrupt)?, &find);
    }
    let Payload { scene, edits } = from_bytes(body).ok_or(LinkError::Corrupt)?;
    let scenario = find(scene)?;
    let edits = edits::read(&edits, &scenario)?;
    Ok(Recording { scenario, edits })
}

/// FNV-1a, 32 bits: a slip of the hand or a cut-off end does not open as another recording.
pub(crate) fn checksum(body: &[u8]) -> [u8; 4] {
    let hash = body.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash.to_le_bytes()
}
