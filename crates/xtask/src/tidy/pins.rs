//! Versions are pinned in `tools.toml`; files of other tools must repeat some of them and must agree.
//! Compares texts; installs and asks nothing.

use super::{Finding, Source};
use crate::pins::Pins;

/// A file that repeats a version: its path, the line that says so, and that line's right form.
struct Copy {
    path: &'static str,
    key: String,
    expected: String,
}

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let Some(tools) = sources.iter().find(|source| source.path == "tools.toml") else { return Vec::new() };
    match Pins::parse(&tools.text) {
        Ok(pins) => copies(&pins).iter().filter_map(|copy| check_copy(copy, sources)).collect(),
        Err(failure) => vec![Finding::error("tools.toml", 1, failure.to_string(), "the entries its comments describe")],
    }
}

fn copies(pins: &Pins) -> Vec<Copy> {
    let mut copies = Vec::new();
    if let Some(tool) = pins.rust_tools.iter().find(|tool| tool.binary == "wasm-bindgen") {
        let version = &tool.version;
        let trunk = format!("wasm_bindgen = \"{version}\"");
        copies.push(Copy { path: "Trunk.toml", key: "wasm_bindgen =".into(), expected: trunk });
        let crate_version = format!("\"={version}\"");
        copies.push(Copy { path: "Cargo.toml", key: "wasm-bindgen =".into(), expected: crate_version });
    }
    for (package, version) in &pins.node_packages {
        let expected = format!("\"{package}\": \"{version}\"");
        copies.push(Copy { path: "package.json", key: format!("\"{package}\":"), expected });
        if package == "binaryen" {
            let major = version.split('.').next().unwrap_or_default();
            let expected = format!("wasm_opt = \"version_{major}\"");
            copies.push(Copy { path: "Trunk.toml", key: "wasm_opt =".into(), expected });
        }
    }
    copies
}

/// A file that is not there, or does not mention the tool, repeats nothing.
fn check_copy(copy: &Copy, sources: &[Source]) -> Option<Finding> {
    let source = sources.iter().find(|source| source.path == copy.path)?;
    let mut mentions = source.text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with(&copy.key));
    // npm's `overrides` may mention a package a second time, by reference.
    let (at, line) = mentions.find(|(_, line)| !line.contains(&copy.expected) && !line.contains("\"$"))?;
    let found = format!("`{}`", line.trim().trim_end_matches(','));
    Some(Finding::error(copy.path, at + 1, found, format!("`{}`, as in tools.toml", copy.expected)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources;

    const TOOLS: &str = include_str!("../../../../tools.toml");

    #[test]
    fn every_copy_of_a_version_agrees() {
        let rows = [
            ("Trunk.toml", "[tools]\nwasm_bindgen = \"0.2.1\"", "Trunk.toml:2: `wasm_bindgen = \"0.2.1\"`"),
            ("Trunk.toml", "wasm_opt = \"version_1\"", "Trunk.toml:1: `wasm_opt = \"version_1\"`"),
            ("Cargo.toml", "wasm-bindgen = \"0.2.126\"", "Cargo.toml:1: `wasm-bindgen = \"0.2.126\"`"),
            ("package.json", "\"binaryen\": \"^132.0.0\",", "package.json:1: `\"binaryen\": \"^132.0.0\"`"),
            ("package.json", "\"axe-core\": \"$axe-core\"", ""),
            ("Cargo.toml", "[workspace]", ""),
        ];
        for (path, text, expected) in rows {
            let findings = check(&sources(&[("tools.toml", TOOLS), (path, text)]));
            let found: Vec<_> = findings.iter().map(ToString::to_string).collect();
            assert_eq!(found.len(), usize::from(!expected.is_empty()), "given {path}: {text}: {found:?}");
            assert!(found.iter().all(|line| line.starts_with(expected)), "{found:?}");
        }
    }

    #[test]
    fn a_broken_list_of_tools_is_told() {
        assert_eq!(check(&sources(&[("tools.toml", "[node]")])).len(), 1);
    }
}
