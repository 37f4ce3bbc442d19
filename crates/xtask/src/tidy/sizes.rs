//! How long files and functions may be.
//! Data is excepted: tables and texts are as long as the world.

use super::{Finding, Source, rust_text};

const LONG_FILE_LINES: usize = 400;
const LONGEST_FILE_LINES: usize = 600;
const LONGEST_FUNCTION_LINES: usize = 70;

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let written = sources
        .iter()
        .filter(|source| ["rs", "css", "js", "mjs", "ts"].contains(&source.extension()) && !source.is_data());
    written.flat_map(|source| check_file(source).into_iter().chain(check_functions(source))).collect()
}

fn check_file(source: &Source) -> Option<Finding> {
    let lines = source.text.lines().count();
    let found = format!("{lines} lines");
    match lines {
        0..=LONG_FILE_LINES => None,
        401..=LONGEST_FILE_LINES => Some(Finding::warning(
            &source.path,
            lines,
            found,
            format!("at most {LONG_FILE_LINES}: one concept per file"),
        )),
        _ => Some(Finding::error(
            &source.path,
            lines,
            found,
            format!("at most {LONGEST_FILE_LINES}, better {LONG_FILE_LINES}: one concept per file"),
        )),
    }
}

fn check_functions(source: &Source) -> Vec<Finding> {
    let functions = rust_text::functions(source.code().unwrap_or_default());
    let long = functions.into_iter().filter(|function| function.lines > LONGEST_FUNCTION_LINES);
    let wanted = format!("at most {LONGEST_FUNCTION_LINES} lines: split it where its story has a joint");
    long.map(|function| {
        let found = format!("function `{}` has {} lines", function.name, function.lines);
        Finding::error(&source.path, function.line, found, wanted.clone())
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::{Severity, found, sources};

    fn lines(count: usize) -> String {
        "x\n".repeat(count)
    }

    #[test]
    fn long_files_are_warned_about_and_very_long_ones_refused() {
        let rows = [
            ("src/a.rs", 400, None),
            ("src/a.rs", 401, Some(Severity::Warning)),
            ("style/a.css", 600, Some(Severity::Warning)),
            ("e2e/a.ts", 601, Some(Severity::Error)),
            ("crates/facts/data/a.rs", 9_000, None),
            ("docs/a.md", 9_000, None),
        ];
        for (path, count, expected) in rows {
            let findings = check(&sources(&[(path, &lines(count))]));
            assert_eq!(findings.first().map(|finding| finding.severity), expected, "{path} with {count} lines");
        }
    }

    #[test]
    fn functions_end_where_they_can_be_seen_at_once() {
        let function = |inner: usize| format!("/// Docs\nfn a() {{\n{}}}\n", lines(inner));
        assert!(found(check, "src/a.rs", &function(68)).is_empty());
        assert_eq!(found(check, "src/a.rs", &function(69)), ["2: function `a` has 71 lines"]);
    }
}
