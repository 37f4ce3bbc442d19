//! Issues in plain English, for terminals: file, line, column, path, what was found, what is allowed.
//! What there is to say stands in `issue`; the page has its own words.

use std::fmt;

use sts_atlas_facts::CHECK_DATE;

use super::{Condition, Expected, Found, Issue, IssueCode};
use crate::modelled::FIRST_DAY;
use crate::quantity::write_span;

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
            Self::LongerThanRole { most } => {
                write!(f, "the role allows {} at most: AWS refuses every request for this session", write_span(*most))
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
            Self::Is { key, words } => write!(f, "where `{key}` is \"{}\"", words.join("\" or \"")),
            Self::IsNot { key, words } => write!(f, "where `{key}` is not \"{}\"", words.join("\" or \"")),
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
            Self::Url => f.write_str("a URL such as \"https://sts.eu-west-1.amazonaws.com\", without a user's name"),
            Self::Number { least, most } if least == most => write!(f, "{least}"),
            Self::Number { least, most } => write!(f, "a whole number from {least} to {most}"),
            Self::Truth => f.write_str("true or false"),
            Self::Table => f.write_str("a table"),
            Self::List { least, most } => write!(f, "a list of {least} to {most}"),
            Self::Day => f.write_str("a day such as 2024-08-29"),
            Self::ModelledDay => write!(
                f,
                "a day from {FIRST_DAY} to {CHECK_DATE}: older rules are not modelled, and the facts were checked on the \
                 last one"
            ),
            Self::Utc => f.write_str("an instant in UTC such as 2024-08-29T08:32:00Z"),
            Self::Span { least, most } => write!(f, "a span from \"{least}\" to \"{most}\" such as \"1h30m\""),
            Self::Moment => f.write_str("an offset such as \"32m\" or an instant in UTC such as 2024-08-29T08:32:00Z"),
            Self::Share => f.write_str("a share such as \"20%\", at most \"100%\""),
            Self::Factor => f.write_str("a factor above 1 such as 3 or 2.5, at most 1000"),
            Self::Times => f.write_str("a number from 0.001 to 1000 such as 0.5 or 20"),
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
            Self::RegionOrWord { word, measured } => {
                let with = if *measured { " with latency data" } else { "" };
                write!(f, "\"{word}\", or the code of a Region{with} such as \"ap-northeast-1\"")
            }
            Self::RegionEnabledByDefault => {
                f.write_str("the code of a Region that is enabled by default such as \"us-east-1\"")
            }
            Self::Session { operation, least, most } => {
                write!(f, "a session from \"{least}\" to \"{most}\"")?;
                operation.map_or(Ok(()), |operation| write!(f, ", which is what {operation} gives"))
            }
            Self::ChainedSession => f.write_str("at most \"1h\": a longer session of a chained role is refused by AWS"),
            Self::OptInRegion => f.write_str("the code of an opt-in Region such as \"ap-east-1\""),
            Self::DeactivatableRegion => {
                f.write_str("a Region whose STS endpoint can be deactivated: enabled by default and not us-east-1")
            }
            Self::Bytes(most) => write!(f, "at most {most} bytes"),
            Self::Depth(most) => write!(f, "at most {most} levels"),
        }
    }
}
