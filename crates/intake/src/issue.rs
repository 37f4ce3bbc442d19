//! What is wrong with a file: where, what was found, what is allowed. Codes and data, so that `words` can phrase them.
//! The plain English of `Display` is for terminals; nothing is repaired here.

use std::fmt;

use sts_atlas_facts::{Date, RegionId, Version};

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
        /// The parser's own words, in English.
        message: String,
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
    /// A note: the file is of an older version of the format and was read as the newest.
    Migrated {
        /// Its version.
        from: u32,
        /// The version it was read as.
        to: u32,
        /// What is written differently now, one sentence each, where this file has it.
        changes: Vec<String>,
    },
    /// A note: the Region had not been launched on that day, so that this principal takes no part.
    RegionNotLaunched {
        /// Which Region.
        region: RegionId,
        /// The day whose rules apply.
        as_of: Date,
    },
}

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
    /// Where another key of the same table stands, too.
    Beside {
        /// The other key.
        key: &'static str,
    },
    /// For principals in a Region.
    InRegion,
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
    /// A factor above 1.
    Factor,
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
    /// A Region's code.
    Region,
    /// The code of a Region with latency data, or none where `none` is allowed.
    MeasuredRegion,
    /// The code of a Region with latency data, or the name of a city.
    Place,
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
        matches!(self, Self::RegionNotLaunched { .. } | Self::Migrated { .. })
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        if self.is_note() {
            f.write_str("note: ")?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}", self.code)
    }
}

impl fmt::Display for IssueCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { message } => f.write_str(message),
            Self::DuplicateKey { key } => write!(f, "`{}` stands here a second time", key.escape_debug()),
            Self::UnknownKey { key, allowed, nearest } => {
                write!(f, "unknown key `{}`, expected {}", key.escape_debug(), words(allowed))?;
                suggest(f, nearest.as_deref())
            }
            Self::MissingKey { key, because: None } => write!(f, "`{key}` is missing"),
            Self::MissingKey { key, because: Some(because) } => write!(f, "`{key}` is missing, needed {because}"),
            Self::Unexpected { found, expected, nearest } => {
                write!(f, "found {found}, expected {expected}")?;
                suggest(f, nearest.as_deref())
            }
            Self::Repeated { what } => write!(f, "`{}` stands here a second time", what.escape_debug()),
            Self::NotHere { key, only } => write!(f, "`{key}` makes sense only {only}"),
            Self::EndsBeforeStart => f.write_str("the end is not after the start"),
            Self::OutsideScenario => f.write_str("this is outside the scenario, which runs from 0s up to its `length`"),
            Self::TooManyPrincipals { found, most } => {
                write!(f, "all counts together make {found} principals, expected at most {most}")
            }
            Self::NewerVersion { found, known } => {
                write!(f, "the file is of version {found}; this program reads versions 1 to {known}")
            }
            Self::KeyOfLaterVersion { key, since, version } => {
                write!(f, "`{key}` came with version {since} of the format; the file says version {version}")
            }
            Self::Migrated { from, to, changes } => {
                write!(f, "version {from} of the format was read as version {to}")?;
                match changes.as_slice() {
                    [] => write!(f, "; nothing but the number needs to change"),
                    _ => write!(f, ": {}", changes.join("; ")),
                }
            }
            Self::RegionNotLaunched { region, as_of } => {
                write!(f, "{} had not been launched on {as_of}: these principals take no part", region.code())
            }
        }
    }
}

fn suggest(f: &mut fmt::Formatter<'_>, nearest: Option<&str>) -> fmt::Result {
    nearest.map_or(Ok(()), |nearest| write!(f, "; did you mean `{nearest}`?"))
}

fn words(allowed: &[&str]) -> String {
    match allowed {
        [one] => format!("`{one}`"),
        _ => format!("one of `{}`", allowed.join("`, `")),
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is { key, words } => {
                write!(f, "where `{key}` is ")?;
                for (index, word) in words.iter().enumerate() {
                    let or = if index > 0 { " or " } else { "" };
                    write!(f, "{or}\"{word}\"")?;
                }
                Ok(())
            }
            Self::Beside { key } => write!(f, "beside `{key}`"),
            Self::InRegion => f.write_str("for principals in a Region"),
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "\"{}\"", shortened(text)),
            Self::Bare(text) => write!(f, "{}", shortened(text)),
            Self::Nothing => f.write_str("null"),
            Self::List(count) => write!(f, "a list of {count}"),
            Self::Table => f.write_str("a table"),
            Self::Bytes(count) => write!(f, "{count} bytes"),
            Self::Depth => f.write_str("a value nested too deep"),
        }
    }
}

/// Untrusted text on a terminal: no control characters, no flood.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let short: String = text.chars().take(MOST).collect();
    let dots = if text.chars().nth(MOST).is_some() { "…" } else { "" };
    format!("{}{dots}", short.escape_debug())
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { most } => write!(f, "a text of 1 to {most} characters, in quotes"),
            Self::Id => f.write_str("1 to 64 lower-case letters, digits and hyphens"),
            Self::Number { least, most } if least == most => write!(f, "{least}"),
            Self::Number { least, most } => write!(f, "a whole number from {least} to {most}"),
            Self::Truth => f.write_str("true or false"),
            Self::Table => f.write_str("a table"),
            Self::List { least, most } => write!(f, "a list of {least} to {most}"),
            Self::Day => f.write_str("a day such as 2024-08-29"),
            Self::ModelledDay => f.write_str(
                "a day from 2024-08-29 to 2025-01-26 or from 2025-04-18 to 2026-11-21: the rules before are not \
                 modelled yet, and in between AWS does not say which Region had changed when",
            ),
            Self::Utc => f.write_str("an instant in UTC such as 2024-08-29T08:32:00Z"),
            Self::Span { least, most } => write!(f, "a span from \"{least}\" to \"{most}\" such as \"1h30m\""),
            Self::Moment => f.write_str("an offset such as \"32m\" or an instant in UTC such as 2024-08-29T08:32:00Z"),
            Self::Share => f.write_str("a share such as \"20%\", at most \"100%\""),
            Self::Factor => f.write_str("a factor above 1 such as 3 or 2.5, at most 1000"),
            Self::Version => f.write_str("a version such as \"1.34.0\""),
            Self::KnownVersion { ranges } => {
                f.write_str("a version whose behavior is known: ")?;
                for (index, (from, below)) in ranges.iter().enumerate() {
                    let or = if index > 0 { ", or " } else { "" };
                    write!(f, "{or}{from} and later")?;
                    if let Some(below) = below {
                        write!(f, " below {below}")?;
                    }
                }
                Ok(())
            }
            Self::OneOf(allowed) => f.write_str(&words(allowed)),
            Self::OneOfNames(names) => f.write_str(&words(&names.iter().map(String::as_str).collect::<Vec<_>>())),
            Self::Region => f.write_str("the code of a Region such as \"ap-northeast-1\""),
            Self::MeasuredRegion => f.write_str("the code of a Region with latency data such as \"ap-northeast-1\""),
            Self::Place => f.write_str(
                "the code of a Region with latency data such as \"ap-northeast-1\", or a city such as \"Tokyo\"",
            ),
            Self::OptInRegion => f.write_str("the code of an opt-in Region such as \"ap-east-1\""),
            Self::DeactivatableRegion => {
                f.write_str("a Region whose STS endpoint can be deactivated: enabled by default and not us-east-1")
            }
            Self::Bytes(most) => write!(f, "at most {most} bytes"),
            Self::Depth(most) => write!(f, "at most {most} levels"),
        }
    }
}
