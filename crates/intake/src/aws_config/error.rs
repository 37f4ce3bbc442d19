//! What is wrong with a shared config file: line, what was found, what is expected.
//! Never the text of a line: it may be a secret.

/// A mistake in a shared config file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: ConfigProblem,
}

/// Kinds of mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigProblem {
    /// `[` without `]`.
    UnclosedSection,
    /// Something before the first section.
    OutsideSection,
    /// A line that is no setting.
    NoDelimiter,
    /// A value without a name.
    NoName,
    /// An indented line where nothing can go on.
    StrayContinuation,
    /// An indented line under an empty setting that is no setting.
    NestedWithoutEquals,
    /// An indented value under an empty setting without a name.
    NestedWithoutName,
    /// The same section again, which Python refuses.
    RepeatedSection,
    /// The same setting again in one section, which Python refuses.
    RepeatedSetting,
    /// More bytes than this reader takes.
    TooLong,
    /// A line or value of more bytes than this reader takes.
    LongLine,
    /// More sections than this reader takes.
    ManySections,
    /// More settings in one section than this reader takes.
    ManySettings,
}

/// Bytes of a file.
pub(super) const LONGEST_FILE: usize = 262_144;
/// Bytes of a line, and of a value with all its lines.
pub(super) const LONGEST_LINE: usize = 8_192;
/// Sections of a file.
pub(super) const MOST_SECTIONS: usize = 1_000;
/// Settings of a section.
pub(super) const MOST_SETTINGS: usize = 500;

impl ConfigProblem {
    /// What this reader takes at most, where more was found.
    pub const fn limit(self) -> Option<usize> {
        match self {
            Self::TooLong => Some(LONGEST_FILE),
            Self::LongLine => Some(LONGEST_LINE),
            Self::ManySections => Some(MOST_SECTIONS),
            Self::ManySettings => Some(MOST_SETTINGS),
            _ => None,
        }
    }
}
