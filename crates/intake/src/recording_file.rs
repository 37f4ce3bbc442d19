//! A recording as a file, for what is too long for a link or plays a scenario that is built in nowhere. Every byte that
//! comes in is untrusted. Where files come from and go to is the app's business.

use std::sync::Arc;

use sts_atlas_player::{Recording, Scenario};

use crate::LinkError;
use crate::edits::{self, EditsForm};
use crate::link::checksum;
use crate::packed::{LONGEST_BYTES, PackedError, unpack};
use crate::wire::{from_bytes, to_bytes, wire};

/// The name under which a recording is offered.
pub const RECORDING_FILE: &str = "recording.stsatlas";
/// The first bytes of every such file.
const MAGIC: &[u8] = b"stsatlas";
/// The byte after them: which form follows.
const VERSION: u8 = 1;
/// More bytes than this are refused: a packed scenario, and edits that no link could hold.
const LONGEST_FILE: usize = 2 * LONGEST_BYTES;

/// Why a file cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordingFileError {
    /// Not a recording's file at all.
    NoRecording,
    /// Larger than any such file.
    TooLong {
        /// How many bytes.
        found: usize,
    },
    /// Cut off or altered.
    Corrupt,
    /// Made by a newer version of this program.
    UnknownVersion {
        /// The version it names.
        found: u8,
    },
    /// The scenario in it cannot be used.
    Scenario(PackedError),
    /// What was changed cannot be, or the scene it names is not here.
    Edits(LinkError),
}

wire! {
    /// What is written. A change of any type is a new version.
    struct Payload {
        scene: String,
        /// The packed scenario; empty where the scene's id is enough.
        scenario: Vec<u8>,
        edits: EditsForm,
    }
}

/// More bytes than this are no recording and no scenario file.
pub const LONGEST_OPENED: usize = LONGEST_FILE;

/// Whether bytes begin as a recording's file does.
pub fn is_recording(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Writes a recording of a scene that whoever reads it has, too.
pub fn write(recording: &Recording) -> Vec<u8> {
    sealed(recording, Vec::new())
}

/// Writes a recording with its whole scenario, packed.
pub fn write_with(recording: &Recording, packed: &[u8]) -> Vec<u8> {
    sealed(recording, packed.to_vec())
}

/// The packed scenario in a file that [`read`] has found right; nothing where the file names one only.
pub fn packed_scenario(bytes: &[u8]) -> Option<Vec<u8>> {
    let payload: Payload = from_bytes(bytes.get(MAGIC.len() + 5..)?)?;
    Some(payload.scenario).filter(|packed| !packed.is_empty())
}

fn sealed(recording: &Recording, scenario: Vec<u8>) -> Vec<u8> {
    let payload = Payload { scene: recording.scenario.id.clone(), scenario, edits: edits::write(recording) };
    let body = to_bytes(&payload);
    [MAGIC, &[VERSION], &checksum(&body), &body].concat()
}

/// Reads a file; `scenes` finds a scene by its id, where the file does not hold its scenario.
///
/// # Errors
/// Whatever is wrong with it; nothing is repaired or skipped.
pub fn read(bytes: &[u8], scenes: &impl Fn(&str) -> Option<Arc<Scenario>>) -> Result<Recording, RecordingFileError> {
    use RecordingFileError::{Corrupt, Edits, NoRecording, Scenario, TooLong, UnknownVersion};
    if bytes.len() > LONGEST_FILE {
        return Err(TooLong { found: bytes.len() });
    }
    let rest = bytes.strip_prefix(MAGIC).ok_or(NoRecording)?;
    let (&version, rest) = rest.split_first().ok_or(Corrupt)?;
    if version != VERSION {
        return Err(UnknownVersion { found: version });
    }
    let (sum, body) = rest.split_at_checked(4).ok_or(Corrupt)?;
    if checksum(body) != sum {
        return Err(Corrupt);
    }
    let Payload { scene, scenario, edits } = from_bytes(body).ok_or(Corrupt)?;
    let scenario = if scenario.is_empty() {
        scenes(&scene).ok_or(Edits(LinkError::UnknownScene { id: scene }))?
    } else {
        let scenario = unpack(&scenario).map_err(Scenario)?;
        if scenario.id != scene {
            return Err(Corrupt);
        }
        Arc::new(scenario)
    };
    let edits = edits::read(&edits, &scenario).map_err(Edits)?;
    Ok(Recording { scenario, edits })
}
