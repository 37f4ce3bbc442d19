//! The SDKs' reference behaviour: comments after white space, merging sections, nested settings checked for their `=`.
//! The test cases that several SDKs share say the same; which sections count is `profiles`' business.

use super::error::{ConfigError, ConfigProblem};
use super::lines::lines;
use super::sections::{Open, Section, Sections};

const SPACES: [char; 2] = [' ', '\t'];
const COMMENTS: [char; 2] = ['#', ';'];

pub(super) fn parse(text: &str) -> Result<Vec<Section<'_>>, ConfigError> {
    let mut sections = Sections::default();
    let mut open = Open::Nothing;
    for (line, text) in lines(text, false)? {
        let error = |problem| Err(ConfigError { line, problem });
        if text.trim_matches(SPACES).is_empty() || text.starts_with(COMMENTS) {
            continue;
        }
        if text.starts_with('[') {
            let header = without_comment(text, false);
            let Some(header) = header.strip_prefix('[').and_then(|header| header.strip_suffix(']')) else {
                return error(ConfigProblem::UnclosedSection);
            };
            sections.begin(header, line)?;
            open = Open::Nothing;
        } else if text.starts_with(SPACES) {
            let kept = match open {
                Open::Nothing if sections.all.is_empty() => return error(ConfigProblem::OutsideSection),
                Open::Nothing => return error(ConfigProblem::StrayContinuation),
                Open::Value { kept } => kept,
                Open::Nested { kept } => {
                    let (no_equals, no_name) = (ConfigProblem::NestedWithoutEquals, ConfigProblem::NestedWithoutName);
                    setting(text, no_equals, no_name).map_err(|problem| ConfigError { line, problem })?;
                    kept
                }
            };
            if kept {
                sections.go_on(text.trim_matches(SPACES), line)?;
            }
        } else if sections.all.is_empty() {
            return error(ConfigProblem::OutsideSection);
        } else {
            let parsed = setting(text, ConfigProblem::NoDelimiter, ConfigProblem::NoName);
            let (key, value) = parsed.map_err(|problem| ConfigError { line, problem })?;
            open = sections.set(key, value, false, line)?;
        }
    }
    Ok(sections.all)
}

fn setting(text: &str, no_equals: ConfigProblem, no_name: ConfigProblem) -> Result<(&str, &str), ConfigProblem> {
    let (key, value) = without_comment(text, true).split_once('=').ok_or(no_equals)?;
    let (key, value) = (key.trim_matches(SPACES), value.trim_matches(SPACES));
    if key.is_empty() { Err(no_name) } else { Ok((key, value)) }
}

/// A line without what follows `#` or `;`, which in settings must stand after white space.
fn without_comment(text: &str, after_space: bool) -> &str {
    let text = text.trim_matches(SPACES);
    let mut before = None;
    for (at, letter) in text.char_indices() {
        if COMMENTS.contains(&letter) && (!after_space || before.is_some_and(char::is_whitespace)) {
            return text[..at].trim_matches(SPACES);
        }
        before = Some(letter);
    }
    text
}
