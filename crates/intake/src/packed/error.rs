//! Why packed bytes cannot be used: codes and data.
//! The plain English of `Display` is for terminals; nothing is judged here.

use std::fmt;

use sts_atlas_facts::{Date, Sdk, Version};
use sts_atlas_sim::{Seed, SimTime};

use super::{LONGEST_BYTES, VERSION};

/// Why packed bytes are no scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackedError {
    /// More bytes than any scenario takes.
    TooLong {
        /// How many bytes.
        found: usize,
    },
    /// Cut off, altered, or never a packed scenario.
    Corrupt,
    /// Packed by a newer version of this program.
    UnknownVersion {
        /// The version it names.
        found: u8,
    },
    /// A Region that is not known.
    UnknownRegion {
        /// The code it names.
        code: String,
    },
    /// A place that is neither a Region nor a city known here.
    UnknownPlace {
        /// The code or name it names.
        code: String,
    },
    /// A known Region or city that cannot be this: not measured, not opt-in, or not to be deactivated.
    UnfitPlace {
        /// What it should have been.
        what: &'static str,
        /// Its code.
        code: &'static str,
    },
    /// An SDK that is not known.
    UnknownSdk {
        /// The id it names.
        id: String,
    },
    /// A version of an SDK of which nothing is known.
    UnknownClientVersion {
        /// The SDK.
        sdk: Sdk,
        /// The version it names.
        version: Version,
    },
    /// A setting that this version of an SDK does not have.
    UnfitClient {
        /// The SDK.
        sdk: Sdk,
        /// The version it names.
        version: Version,
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
    /// A number, or a list's length, beyond its limits.
    OutOfRange {
        /// Of what.
        what: &'static str,
        /// The number.
        found: u64,
    },
    /// A start that is on no calendar.
    StartOutOfRange {
        /// Microseconds since 1970-01-01.
        found: i64,
    },
    /// A text that is empty, too long or has control characters, or an id with other letters than ids have.
    UnfitText {
        /// Which text.
        what: &'static str,
    },
    /// The same name, id or place a second time.
    Repeated {
        /// Which.
        what: String,
    },
    /// An account that the world does not have.
    UnknownAccount {
        /// The index it names.
        index: u32,
    },
    /// Credentials or an operation that do not go with each other, the kind or the place.
    UnfitCredentials {
        /// The principal.
        principal: String,
    },
    /// A change by no administrator, or about a principal or Region that it cannot be about.
    UnfitChange,
    /// A change of a role or a permission that names another account than that of the role.
    ChangeOfAnotherAccount {
        /// The change.
        change: String,
    },
    /// A fault that ends before it starts.
    EndsBeforeStart {
        /// The end.
        end: SimTime,
    },
    /// A time after the scenario's end.
    AfterTheEnd {
        /// The time.
        at: SimTime,
    },
    /// A flag before the one it follows.
    OutOfOrder {
        /// The flag's time.
        at: SimTime,
    },
    /// The worlds differ in who they have, where, or what they do.
    WorldsDiffer,
}

impl fmt::Display for PackedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { found } => write!(f, "{found} bytes, expected at most {LONGEST_BYTES}"),
            Self::Corrupt => f.write_str("the packed scenario is cut off or altered"),
            Self::UnknownVersion { found } => {
                write!(f, "the packed scenario has version {found}; only {VERSION} is known here")
            }
            Self::UnknownRegion { code } => write!(f, "`{}` is no Region known here", code.escape_debug()),
            Self::UnknownPlace { code } => write!(f, "`{}` is no Region or city known here", code.escape_debug()),
            Self::UnfitPlace { what, code } => write!(f, "`{code}` is no {what}"),
            Self::UnknownSdk { id } => write!(f, "`{}` is no SDK known here", id.escape_debug()),
            Self::UnknownClientVersion { sdk, version } => {
                write!(f, "nothing is known of version {version} of `{}`", sdk.id())
            }
            Self::UnfitClient { sdk, version } => {
                write!(f, "version {version} of `{}` does not have one of its settings", sdk.id())
            }
            Self::DayNotModelled { found: Some(day) } => write!(f, "the rules of {day} are not modelled"),
            Self::DayNotModelled { found: None } => f.write_str("the packed scenario names a day that does not exist"),
            Self::SeedTooLarge { found } => write!(f, "the seed {found} is above {}", Seed::MAX),
            Self::OutOfRange { what, found } => write!(f, "{found} is out of range for {what}"),
            Self::StartOutOfRange { found } => write!(f, "no calendar has a start {found} µs after 1970-01-01"),
            Self::UnfitText { what } => write!(f, "the {what} is empty, too long or has characters it must not have"),
            Self::Repeated { what } => write!(f, "`{}` stands there a second time", what.escape_debug()),
            Self::UnknownAccount { index } => write!(f, "the world has no account number {index}"),
            Self::UnfitCredentials { principal } => {
                write!(f, "`{}` has credentials that do not go with what or where it is", principal.escape_debug())
            }
            Self::UnfitChange => f.write_str("a change is about, or by, what it cannot be"),
            Self::ChangeOfAnotherAccount { change } => {
                write!(f, "`{}` names another account than that of the role it is about", change.escape_debug())
            }
            Self::EndsBeforeStart { end } => write!(f, "a fault ends at {} µs, before it starts", end.0),
            Self::AfterTheEnd { at } => write!(f, "something is at {} µs, after the scenario's end", at.0),
            Self::OutOfOrder { at } => write!(f, "the flag at {} µs follows a later one", at.0),
            Self::WorldsDiffer => f.write_str("the two worlds do not hold the same principals and accounts"),
        }
    }
}

impl std::error::Error for PackedError {}
