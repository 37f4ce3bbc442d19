//! Every module begins by saying what lives in it and what must not.
//! Two lines of `//!`, before anything else.

use super::{Finding, Source};

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let outside = |path: &str| path.ends_with(".rs") && (path.starts_with("fuzz/") || path.starts_with("benches/"));
    let modules = sources.iter().filter(|source| source.is_product_source() || outside(&source.path));
    let without = modules.filter(|source| {
        let opening: Vec<&str> = source.text.lines().take(2).collect();
        opening.len() < 2 || !opening.iter().all(|line| line.starts_with("//! "))
    });
    let wanted = "two lines of `//!` first: what lives here, what must not";
    without.map(|source| Finding::error(&source.path, 1, "no opening of two lines", wanted)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::found;

    #[test]
    fn modules_open_with_two_lines() {
        let rows = [
            ("src/a.rs", "//! One.\n//! Two.\n\nfn a() {}", true),
            ("src/a.rs", "//! One.\n\nfn a() {}", false),
            ("src/a.rs", "", false),
            ("crates/sim/src/a.rs", "use x;\n//! One.\n//! Two.", false),
            ("crates/sim/tests/a.rs", "fn a() {}", true),
            ("fuzz/targets/a.rs", "//! One.\n#![no_main]", false),
        ];
        for (path, text, expected) in rows {
            assert_eq!(found(check, path, text).is_empty(), expected, "given {path}: {text}");
        }
    }
}
