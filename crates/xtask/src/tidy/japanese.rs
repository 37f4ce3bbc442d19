//! Sentences live in `words`, and facts and scenes in their data: Japanese anywhere else escaped translation.
//! Documents, pages and tests may contain it.

use super::{Finding, Source};

pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources.iter().filter(|source| !is_home(source)).flat_map(check_file).collect()
}

/// Where Japanese belongs.
fn is_home(source: &Source) -> bool {
    let homes =
        ["crates/words/", "crates/facts/data/", "crates/lessons/content/", "public/", "docs/", "e2e/", "fuzz/seeds/"];
    homes.iter().any(|home| source.path.starts_with(home))
        || source.path == "index.html"
        || source.extension() == "md"
        || source.path.split('/').any(|part| part == "tests")
}

fn check_file(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, line) in source.text.lines().enumerate() {
        let Some(letter) = line.chars().find(|letter| is_japanese(*letter)) else { continue };
        if !source.is_test_line(at + 1) {
            let found = format!("Japanese text (`{letter}`)");
            findings.push(Finding::error(&source.path, at + 1, found, "a message in crates/words"));
        }
    }
    findings
}

/// Kana, kanji, and their punctuation and full-width forms.
fn is_japanese(letter: char) -> bool {
    matches!(letter, '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::found;

    #[test]
    fn japanese_stays_in_its_homes() {
        let rows = [
            ("src/lab.rs", "\nlet a = \"再生\";", "2: Japanese text (`再`)"),
            ("style/app.css", "/* サーバー */", "1: Japanese text (`サ`)"),
            ("crates/facts/src/a.rs", "// 。", "1: Japanese text (`。`)"),
            ("crates/facts/data/a.toml", "ja = \"東京\"", ""),
            ("crates/words/src/a.rs", "\"再生\"", ""),
            ("crates/player/src/a.rs", "#[cfg(test)]\nmod tests { const A: &str = \"再生\"; }", ""),
            ("crates/cli/tests/a.rs", "\"再生\"", ""),
            ("README.ja.md", "再生", ""),
            ("src/lab.rs", "\"é → × …\"", ""),
        ];
        for (path, text, expected) in rows {
            assert_eq!(found(check, path, text).join("\n"), expected, "given {path}: {text}");
        }
    }
}
