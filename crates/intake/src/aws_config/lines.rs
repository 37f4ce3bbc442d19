//! Lines of a file with their numbers, within limits.
//! What a line means is the syntax's business.

use super::error::{ConfigError, ConfigProblem, LONGEST_FILE, LONGEST_LINE};

/// Lines with their numbers from 1; `\n`, `\r\n` and, for Python, `\r` end one.
pub(super) fn lines(text: &str, carriage_return_ends: bool) -> Result<Vec<(usize, &str)>, ConfigError> {
    if text.len() > LONGEST_FILE {
        return Err(ConfigError { line: 1, problem: ConfigProblem::TooLong });
    }
    let ends = |letter: char| letter == '\n' || (carriage_return_ends && letter == '\r');
    let mut number = 0;
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        number += 1;
        let end = rest.find(ends).unwrap_or(rest.len());
        let line = &rest[..end];
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.len() > LONGEST_LINE {
            return Err(ConfigError { line: number, problem: ConfigProblem::LongLine });
        }
        lines.push((number, line));
        let end_mark = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = rest.get(end + end_mark..).unwrap_or_default();
    }
    Ok(lines)
}
