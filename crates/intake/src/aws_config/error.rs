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
    /// What was found.
    pub const fn found(self) -> &'static str {
        match self {
            Self::UnclosedSection => "`[` without `]`",
            Self::OutsideSection => "a line before the first section",
            Self::NoDelimiter => "a line that is neither section nor setting",
            Self::NoName => "a value without a name",
            Self::StrayContinuation => "an indented line that continues nothing",
            Self::NestedWithoutEquals => "an indented line without `=` under an empty setting",
            Self::NestedWithoutName => "an indented value without a name",
            Self::RepeatedSection => "a section that was there before",
            Self::RepeatedSetting => "a setting that was there before in its section",
            Self::TooLong => "a longer file",
            Self::LongLine => "a longer line or value",
            Self::ManySections => "more sections",
            Self::ManySettings => "more settings in one section",
        }
    }

    /// What is expected.
    pub const fn expected(self) -> &'static str {
        match self {
            Self::UnclosedSection => "`[profile name]` or `[default]`",
            Self::OutsideSection => "a section such as `[default]` first",
            Self::NoDelimiter | Self::NestedWithoutEquals => "`name = value`",
            Self::NoName | Self::NestedWithoutName => "a name before `=`",
            Self::StrayContinuation => "a setting to continue, or no space in front",
            Self::RepeatedSection => "each section once",
            Self::RepeatedSetting => "each setting once in a section",
            Self::TooLong => "at most 262144 bytes",
            Self::LongLine => "at most 8192 bytes",
            Self::ManySections => "at most 1000",
            Self::ManySettings => "at most 500",
        }
    }
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: found {}, expected {}", self.line, self.problem.found(), self.problem.expected())
    }
}
