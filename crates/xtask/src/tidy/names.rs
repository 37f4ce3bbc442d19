//! Names that say nothing: a file that could hold anything soon does.
//! Files, directories and Rust modules.

use super::{Finding, Source, rust_text};

const BANNED: [&str; 9] = ["util", "utils", "utilities", "helper", "helpers", "common", "manager", "managers", "misc"];
const WANTED: &str = "a name that says what lives here";

pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources.iter().flat_map(|source| check_path(source).into_iter().chain(check_modules(source))).collect()
}

fn check_path(source: &Source) -> Option<Finding> {
    let stem = |part: &str| part.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let part = source.path.split('/').find(|part| BANNED.contains(&stem(part).as_str()))?;
    Some(Finding::error(&source.path, 1, format!("`{part}` in the path"), WANTED))
}

fn check_modules(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, line) in source.code().unwrap_or_default().lines().enumerate() {
        for start in rust_text::word_starts(line, "mod") {
            let rest = line[start + 3..].trim_start();
            let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            if BANNED.contains(&name.as_str()) {
                findings.push(Finding::error(&source.path, at + 1, format!("module `{name}`"), WANTED));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::found;

    #[test]
    fn empty_names_are_found_in_paths_and_modules() {
        let rows = [
            ("src/utils.rs", "", "1: `utils.rs` in the path"),
            ("src/common/a.rs", "", "1: `common` in the path"),
            ("e2e/helpers.ts", "", "1: `helpers.ts` in the path"),
            ("src/a.rs", "\npub(crate) mod manager;", "2: module `manager`"),
            ("src/a.rs", "// mod utils;\nmod commonality;", ""),
            ("src/uncommon.rs", "", ""),
        ];
        for (path, text, expected) in rows {
            assert_eq!(found(check, path, text).join("\n"), expected, "given {path}: {text}");
        }
    }
}
