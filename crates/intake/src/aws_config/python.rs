//! Python's `RawConfigParser` as botocore uses it: `=` or `:`, comments on lines of their own, nothing twice, `[DEFAULT]` for all.
//! Which sections count is `profiles`' business.

use super::error::{ConfigError, ConfigProblem};
use super::lines::lines;
use super::sections::{Open, Section, Sections};

/// The section whose settings every other section has, too.
const FOR_ALL: &str = "DEFAULT";

pub(super) fn parse(text: &str) -> Result<Vec<Section<'_>>, ConfigError> {
    let mut sections = Sections::default();
    let mut open = Open::Nothing;
    let mut indent = 0;
    let mut nested_at = Vec::new();
    // Python reads on after a line that is no setting, and a repetition further down is what it reports.
    let mut first_bad = None;
    for (line, text) in lines(text, true)? {
        let bare = text.trim();
        if bare.is_empty() || bare.starts_with(['#', ';']) {
            continue;
        }
        let own_indent = text.chars().take_while(|letter| letter.is_whitespace()).count();
        if let (Open::Value { kept } | Open::Nested { kept }, true) = (open, own_indent > indent) {
            if matches!(open, Open::Nested { .. }) && !bare.contains('=') {
                nested_at.push(line);
            }
            if kept {
                sections.go_on(bare, line)?;
            }
            continue;
        }
        indent = own_indent;
        if let Some(header) = header(bare) {
            if header != FOR_ALL && sections.all.iter().any(|section| section.header == header) {
                return Err(ConfigError { line, problem: ConfigProblem::RepeatedSection });
            }
            sections.begin(header, line)?;
            open = Open::Nothing;
        } else if sections.all.is_empty() {
            return Err(ConfigError { line, problem: ConfigProblem::OutsideSection });
        } else {
            match setting(bare) {
                Ok((key, value)) => open = sections.set(key, value, true, line)?,
                Err(problem) => first_bad = first_bad.or(Some(ConfigError { line, problem })),
            }
        }
    }
    let nested = nested_at.first().map(|&line| ConfigError { line, problem: ConfigProblem::NestedWithoutEquals });
    match first_bad.or(nested) {
        Some(error) => Err(error),
        None => Ok(with_defaults(sections.all)),
    }
}

/// `[…]` up to the last bracket; what follows does not count.
fn header(text: &str) -> Option<&str> {
    let (header, _) = text.strip_prefix('[')?.rsplit_once(']')?;
    (!header.is_empty()).then_some(header)
}

fn setting(text: &str) -> Result<(&str, &str), ConfigProblem> {
    let (key, value) = text.split_once(['=', ':']).ok_or(ConfigProblem::NoDelimiter)?;
    let key = key.trim_end();
    if key.is_empty() { Err(ConfigProblem::NoName) } else { Ok((key, value.trim())) }
}

fn with_defaults(sections: Vec<Section<'_>>) -> Vec<Section<'_>> {
    let (for_all, mut others): (Vec<_>, Vec<_>) = sections.into_iter().partition(|section| section.header == FOR_ALL);
    for section in &mut others {
        for (key, value) in for_all.iter().flat_map(|section| &section.settings) {
            if section.get(key).is_none() {
                section.settings.push((key, value.clone()));
            }
        }
    }
    others
}
