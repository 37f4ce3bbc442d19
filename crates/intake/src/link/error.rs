//! Why a link or a recording's file cannot be opened: codes and data.
//! Their sentences are `words`' business; nothing is judged here.

use sts_atlas_facts::Date;
use sts_atlas_sim::SimTime;

use crate::packed::PackedError;

/// Why a link cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// Longer than [`crate::LONGEST_LINK`].
    TooLong {
        /// How many characters.
        found: usize,
    },
    /// Cut off, mistyped, or never a link.
    Corrupt,
    /// Made by a newer version of this program.
    UnknownVersion {
        /// The version it names.
        found: u8,
    },
    /// A scene that is not here.
    UnknownScene {
        /// The id it names.
        id: String,
    },
    /// A fault that neither the scene has nor the link adds.
    UnknownFault {
        /// The index it names, among the scene's or among those added.
        index: u16,
    },
    /// A time after the scene's end.
    AfterTheEnd {
        /// The time it names.
        at: SimTime,
    },
    /// A Region that is not known, or that needs no opt-in.
    UnknownRegion {
        /// The code it names.
        code: String,
    },
    /// Neither a Region nor a city known here.
    UnknownPlace {
        /// The code or name it names.
        code: String,
    },
    /// A known Region or city that cannot be set so: no round trips are known, or its STS is always active.
    UnfitPlace {
        /// Its code.
        code: String,
    },
    /// A client of which nothing is known.
    UnknownClient {
        /// The SDK's id, and the version where the SDK is known.
        name: String,
    },
    /// An account that the scene does not have.
    UnknownAccount {
        /// The index it names.
        index: u16,
    },
    /// A group of principals that the scene does not have.
    UnknownGroup {
        /// The index it names.
        index: u16,
    },
    /// A day whose rules are not modelled.
    DayNotModelled {
        /// The day, where there is one of that number.
        found: Option<Date>,
    },
    /// A seed too large.
    SeedTooLarge {
        /// The seed it names.
        found: u64,
    },
    /// An assumption with a value beyond its range.
    UnfitAssumption {
        /// Its key in scenario files.
        key: &'static str,
        /// The value, in its unit.
        found: u64,
    },
    /// Another number, or a list's length, beyond its limits.
    OutOfRange {
        /// The number.
        found: u64,
    },
}

impl From<PackedError> for LinkError {
    /// What is said about a client or a fault that comes with a link.
    fn from(error: PackedError) -> Self {
        match error {
            PackedError::UnknownRegion { code } | PackedError::UnknownPlace { code } => Self::UnknownPlace { code },
            PackedError::UnfitPlace { code, .. } => Self::UnfitPlace { code: code.to_owned() },
            PackedError::UnknownSdk { id } => Self::UnknownClient { name: id },
            PackedError::UnknownClientVersion { sdk, version } => {
                Self::UnknownClient { name: format!("{} {version}", sdk.id()) }
            }
            PackedError::OutOfRange { found, .. } => Self::OutOfRange { found },
            _ => Self::Corrupt,
        }
    }
}
