//! What is wrong with a file: where, what was found, what is allowed. Codes and data.
//! How they are phrased is the business of `words`; nothing is repaired here.

use sts_atlas_facts::{Date, Micros, RegionId, Version};

use crate::{Syntax, SyntaxProblem};

/// One thing to say about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The file's name as given.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Where in the document, for example `principal[2].client.version`, counted from 0; empty for the whole file.
    pub path: String,
    /// What it is.
    pub code: IssueCode,
}

/// What can be said about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssueCode {
    /// Not TOML or JSON at all.
    Syntax {
        /// Which of them it should be.
        syntax: Syntax,
        /// What is wrong.
        problem: SyntaxProblem,
    },
    /// Nothing is in it.
    Empty {
        /// The keys that a file needs at least.
        needed: Vec<&'static str>,
    },
    /// A table where a list of tables must be.
    TableForList {
        /// The key.
        key: String,
        /// How the file is written.
        syntax: Syntax,
    },
    /// A text in both languages that must be there and is not.
    MissingTexts {
        /// The key.
        key: &'static str,
    },
    /// The same key twice in one table.
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A key that this table does not have.
    UnknownKey {
        /// The key found.
        key: String,
        /// The keys it has.
        allowed: Vec<&'static str>,
        /// The likeliest one meant.
        nearest: Option<&'static str>,
    },
    /// A key that must be there and is not.
    MissingKey {
        /// The key.
        key: &'static str,
        /// Why it must be there, where it need not always.
        because: Option<Condition>,
    },
    /// A value that is not what is expected.
    Unexpected {
        /// What was found.
        found: Found,
        /// What is expected.
        expected: Expected,
        /// The likeliest value meant.
        nearest: Option<String>,
    },
    /// The same name, code or id a second time.
    Repeated {
        /// Which.
        what: String,
    },
    /// A key that makes no sense beside another one's value.
    NotHere {
        /// The key.
        key: &'static str,
        /// When it makes sense.
        only: Condition,
    },
    /// A span that ends before it begins.
    EndsBeforeStart,
    /// Outside the scenario's own span.
    OutsideScenario,
    /// More principals than one world can hold.
    TooManyPrincipals {
        /// How many there are.
        found: u64,
        /// How many there may be.
        most: u32,
    },
    /// The file is of a newer version of the format than is known here.
    NewerVersion {
        /// Its version.
        found: u64,
        /// The newest one known.
        known: u32,
    },
    /// A key that came into the format after the version the file names.
    KeyOfLaterVersion {
        /// The key.
        key: &'static str,
        /// The version that has it first.
        since: u32,
        /// The version the file names.
        version: u32,
    },
    /// A note: AWS refuses every request for such a session, since the role allows a shorter one only.
    LongerThanRole {
        /// The longest session the role allows.
        most: Micros,
    },
    /// A note: the fault ends after the scenario does.
    HoldsAtEnd,
    /// A note: the file is of an older version of the format and was read as the newest.
    Migrated {
        /// Its version.
        from: u32,
        /// The version it was read as.
        to: u32,
        /// What is written differently now, where this file has it.
        changes: Vec<Rewritten>,
    },
    /// A note: the Region had not been launched on that day, so that this principal takes no part.
    RegionNotLaunched {
        /// Which Region.
        region: RegionId,
        /// The day whose rules apply.
        as_of: Date,
    },
}

/// What is written differently since some version of the format: nothing until now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewritten {}

/// When a key makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Where another key of the same table is one of these words.
    Is {
        /// The other key.
        key: &'static str,
        /// The words.
        words: &'static [&'static str],
    },
    /// Where another key of the same table is none of these words.
    IsNot {
        /// The other key.
        key: &'static str,
        /// The words.
        words: &'static [&'static str],
    },
    /// Where another key of the same table stands, too.
    Beside {
        /// The other key.
        key: &'static str,
    },
    /// For principals in a Region.
    InRegion,
    /// For versions of an SDK that read `AWS_NEW_RETRIES_2026`.
    ReadsNewRetries,
}

/// What stood in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This text.
    Text(String),
    /// This number, date or truth value, as written.
    Bare(String),
    /// Nothing (`null`).
    Nothing,
    /// A list of so many values.
    List(usize),
    /// A table.
    Table,
    /// So many bytes.
    Bytes(usize),
    /// Too many levels.
    Depth,
}

/// What a value must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Text without control characters, so long.
    Text {
        /// The most characters.
        most: usize,
    },
    /// Lower-case letters, digits and hyphens.
    Id,
    /// The address of a server.
    Url,
    /// A whole number.
    Number {
        /// The least.
        least: u64,
        /// The most.
        most: u64,
    },
    /// `true` or `false`.
    Truth,
    /// A table.
    Table,
    /// A table with a text in each language.
    Texts,
    /// A list with so many values.
    List {
        /// The fewest.
        least: usize,
        /// The most.
        most: usize,
    },
    /// A day, `YYYY-MM-DD`.
    Day,
    /// A day whose rules are modelled.
    ModelledDay,
    /// An instant in UTC, to the second.
    Utc,
    /// A span within bounds, as text.
    Span {
        /// The shortest.
        least: &'static str,
        /// The longest.
        most: &'static str,
    },
    /// An offset from the start, or an instant in UTC.
    Moment,
    /// A share such as `20%`.
    Share,
    /// A clock's name and how far it is ahead of UTC: `PDT -07:00`.
    EventTime,
    /// A factor above 1.
    Factor,
    /// A number from 0.001 to 1000.
    Times,
    /// A version of up to three numbers.
    Version,
    /// A version for which this SDK's behavior is known.
    KnownVersion {
        /// Ranges: first version, and the first one no longer in it.
        ranges: Vec<(Version, Option<Version>)>,
    },
    /// One of these words.
    OneOf(Vec<&'static str>),
    /// One of these names from the same file.
    OneOfNames(Vec<String>),
    /// The name of a principal that acts in a role.
    PrincipalWithRole,
    /// A Region's code.
    Region,
    /// The code of a Region with latency data, or none where `none` is allowed.
    MeasuredRegion,
    /// The code of a Region with latency data, or the name of a city.
    Place,
    /// The code of a Region, or this word.
    RegionOrWord {
        /// The word.
        word: &'static str,
        /// Whether latency must be known of the Region.
        measured: bool,
    },
    /// The code of a Region that every account has.
    RegionEnabledByDefault,
    /// A session as long as there are any.
    Session {
        /// Where an operation of STS gives it: which.
        operation: Option<&'static str>,
        /// The shortest.
        least: String,
        /// The longest.
        most: String,
    },
    /// A session of a chained role: AWS gives it one hour at most.
    ChainedSession,
    /// The code of a Region that must be enabled by the account.
    OptInRegion,
    /// The code of a Region whose STS endpoint an account can deactivate.
    DeactivatableRegion,
    /// At most so many bytes.
    Bytes(usize),
    /// At most so many levels.
    Depth(usize),
}

impl Issue {
    /// Whether the file can be used all the same.
    pub const fn is_note(&self) -> bool {
        self.code.is_note()
    }
}

impl IssueCode {
    /// Whether the file can be used all the same.
    pub const fn is_note(&self) -> bool {
        matches!(
            self,
            Self::RegionNotLaunched { .. } | Self::LongerThanRole { .. } | Self::HoldsAtEnd | Self::Migrated { .. }
        )
    }
}
