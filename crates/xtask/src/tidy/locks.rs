//! Lock files name packages and checksums, never the host they happened to come from.
//! A mirror's address in a lock file breaks everyone who cannot reach it.

use super::{Finding, Source};

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources.iter().flat_map(check_file).collect()
}

fn check_file(source: &Source) -> Vec<Finding> {
    let name = source.path.rsplit('/').next().unwrap_or_default();
    let (is_bad, wanted): (fn(&str) -> bool, &str) = match name {
        "package-lock.json" | "npm-shrinkwrap.json" => (
            |line| line.contains("\"resolved\": \"http"),
            "no `resolved`: delete the file and run `npm install` with this repository's .npmrc",
        ),
        "Cargo.lock" => (
            |line| line.starts_with("source = ") && !line.contains(CRATES_IO),
            "crates from crates.io, without source replacement by another name",
        ),
        _ => return Vec::new(),
    };
    let lines = source.text.lines().enumerate().filter(|(_, line)| is_bad(line));
    lines.map(|(at, line)| Finding::error(&source.path, at + 1, format!("`{}`", line.trim()), wanted)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::found;

    #[test]
    fn lock_files_name_no_hosts() {
        let rows = [
            ("package-lock.json", "{\n  \"resolved\": \"https://mirror/x.tgz\"\n}", 1),
            ("e2e/package-lock.json", "\"resolved\": \"http://mirror/x.tgz\"", 1),
            ("package-lock.json", "\"integrity\": \"sha512-x\"", 0),
            ("Cargo.lock", "source = \"registry+https://github.com/rust-lang/crates.io-index\"", 0),
            ("Cargo.lock", "source = \"registry+https://mirror/index\"", 1),
            ("notes.json", "\"resolved\": \"http://x\"", 0),
        ];
        for (path, text, count) in rows {
            assert_eq!(found(check, path, text).len(), count, "given {path}: {text}");
        }
    }
}
