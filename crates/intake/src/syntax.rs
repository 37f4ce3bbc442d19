//! Why a text is no TOML or JSON at all: what the parsers say, sorted by what its writer can do about it.
//! No text of the file is kept here; sentences are the business of `words`.

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// TOML.
    Toml,
    /// JSON.
    Json,
}

/// What is wrong where a text stops being TOML or JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxProblem {
    /// JSON in a file that is read as TOML.
    IsJson,
    /// Something else than JSON in a file that is read as such.
    IsNoJson,
    /// The end, in the midst of something.
    CutOff,
    /// This is missing at the end of what was opened.
    Unclosed {
        /// The bracket or brace.
        closing: &'static str,
    },
    /// A key without what stands between it and its value.
    NoSeparator,
    /// No value where one must be.
    NoValue,
    /// A text without quotes.
    UnquotedText,
    /// A text whose quotes or escapes are not right.
    BadText,
    /// A number or a date that is not written right.
    BadNumber,
    /// Neither a comma nor the end of what was opened.
    NoComma,
    /// A comma too many.
    ExtraComma,
    /// No key where one must be.
    NoKey,
    /// Something more where nothing more can be.
    TooMuch,
    /// Anything else.
    Unclear,
}

impl SyntaxProblem {
    /// What a TOML parser means by its words.
    #[cfg(feature = "toml")]
    pub(crate) fn of_toml(words: &str) -> Self {
        const MEANT: [(&str, SyntaxProblem); 26] = [
            ("string values must be quoted", SyntaxProblem::UnquotedText),
            ("key with no value", SyntaxProblem::NoSeparator),
            ("missing assignment", SyntaxProblem::NoSeparator),
            ("missing value", SyntaxProblem::NoValue),
            ("missing comma", SyntaxProblem::NoComma),
            ("extra comma", SyntaxProblem::ExtraComma),
            ("unclosed inline table", SyntaxProblem::Unclosed { closing: "}" }),
            ("unclosed array table", SyntaxProblem::Unclosed { closing: "]]" }),
            ("unclosed", SyntaxProblem::Unclosed { closing: "]" }),
            ("unexpected key or value", SyntaxProblem::TooMuch),
            ("unexpected content", SyntaxProblem::TooMuch),
            ("extra `=`", SyntaxProblem::TooMuch),
            ("extra assignment", SyntaxProblem::TooMuch),
            ("missing key", SyntaxProblem::NoKey),
            ("invalid unquoted key", SyntaxProblem::NoKey),
            ("invalid key-value pair", SyntaxProblem::NoKey),
            ("unquoted keys cannot", SyntaxProblem::NoKey),
            ("keys cannot", SyntaxProblem::NoKey),
            ("invalid literal string", SyntaxProblem::BadText),
            ("invalid basic string", SyntaxProblem::BadText),
            ("missing opening quote", SyntaxProblem::BadText),
            ("missing escaped", SyntaxProblem::BadText),
            ("too few unicode", SyntaxProblem::BadText),
            ("unexpected leading zero", SyntaxProblem::BadNumber),
            ("`_` may only", SyntaxProblem::BadNumber),
            ("unexpected sign", SyntaxProblem::BadNumber),
        ];
        // The parsers of its texts and numbers name what they read.
        let parts = [(" string", Self::BadText), ("escape", Self::BadText), ("integer", Self::BadNumber)];
        let more = [("float", Self::BadNumber), ("date", Self::BadNumber), ("time", Self::BadNumber)];
        let named = || parts.into_iter().chain(more).find(|(part, _)| words.contains(part));
        let meant = MEANT.into_iter().find(|(beginning, _)| words.starts_with(beginning));
        meant.or_else(named).map_or(Self::Unclear, |(_, problem)| problem)
    }

    /// What the JSON parser means by its words.
    pub(crate) fn of_json(words: &str) -> Self {
        const MEANT: [(&str, SyntaxProblem); 13] = [
            ("EOF while parsing", SyntaxProblem::CutOff),
            ("expected `:`", SyntaxProblem::NoSeparator),
            ("expected `,`", SyntaxProblem::NoComma),
            ("expected value", SyntaxProblem::NoValue),
            ("expected ident", SyntaxProblem::NoValue),
            ("expected `\"`", SyntaxProblem::NoKey),
            ("key must be a string", SyntaxProblem::NoKey),
            ("trailing comma", SyntaxProblem::ExtraComma),
            ("trailing characters", SyntaxProblem::TooMuch),
            ("invalid number", SyntaxProblem::BadNumber),
            ("number out of range", SyntaxProblem::BadNumber),
            ("invalid escape", SyntaxProblem::BadText),
            ("control character", SyntaxProblem::BadText),
        ];
        let meant = MEANT.into_iter().find(|(beginning, _)| words.starts_with(beginning));
        let in_a_text = || ["unicode", "surrogate", "hex"].into_iter().any(|part| words.contains(part));
        match meant {
            Some((_, problem)) => problem,
            None if in_a_text() => Self::BadText,
            None => Self::Unclear,
        }
    }
}
