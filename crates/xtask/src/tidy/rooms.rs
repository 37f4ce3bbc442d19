//! Which room may see which: facts ← sim ← player ← intake ← lessons ← words ← cli, instruments ← app.
//! Read from the manifests; the same picture is drawn in ARCHITECTURE.md.

use toml::{Table, Value};

use super::{Finding, Source};

/// Each room with the rooms it may depend on.
const ROOMS: [(&str, &[&str]); 11] = [
    ("facts", &[]),
    ("sim", &["facts"]),
    ("player", &["facts", "sim"]),
    ("stage", &["facts", "sim", "player"]),
    ("intake", &["facts", "sim", "player"]),
    ("lessons", &["facts", "sim", "player", "intake"]),
    ("words", &["facts", "sim", "player", "intake", "lessons"]),
    ("instruments", &["facts", "sim", "player", "stage", "intake", "lessons", "words"]),
    ("cli", &["facts", "sim", "player", "stage", "intake", "lessons", "words"]),
    (APP, &["facts", "sim", "player", "stage", "intake", "lessons", "words", "instruments"]),
    ("xtask", &[]),
];

/// Packages with a workspace of their own, so that nobody who builds the product compiles them.
const OUTSIDE: [(&str, &[&str]); 2] =
    [("fuzz", &["facts", "sim", "player", "intake", "lessons", "words"]), ("benches/rivals", &[])];

/// The root package.
const APP: &str = "web";
const PREFIX: &str = "sts-atlas-";

pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources.iter().filter(|source| is_manifest(&source.path)).flat_map(check_manifest).collect()
}

fn is_manifest(path: &str) -> bool {
    path == "Cargo.toml"
        || OUTSIDE.iter().any(|(folder, _)| path.strip_suffix("/Cargo.toml") == Some(folder))
        || (path.starts_with("crates/") && path.split('/').count() == 3 && path.ends_with("/Cargo.toml"))
}

fn check_manifest(source: &Source) -> Vec<Finding> {
    let error = |line: usize, found: String, wanted: &str| Finding::error(&source.path, line, found, wanted);
    let Ok(manifest) = source.text.parse::<Table>() else {
        return vec![error(1, "not TOML".into(), "a manifest cargo can read")];
    };
    let outside = OUTSIDE.iter().find(|(folder, _)| source.path.starts_with(folder));
    if outside.is_some() && !manifest.contains_key("workspace") {
        return vec![error(1, "a package of the product's workspace".into(), "`[workspace]`: one of its own")];
    }
    let room = outside.map(|(folder, _)| *folder).or(source.room()).unwrap_or(APP);
    let Some((_, visible)) = ROOMS.iter().chain(&OUTSIDE).find(|(name, _)| *name == room) else {
        return vec![error(1, format!("`{room}` is no room of this house"), "one of the rooms in ARCHITECTURE.md")];
    };
    let mut findings = Vec::new();
    for (kind, name) in dependencies(&manifest) {
        let line = line_of(&source.text, &name);
        let target = name.strip_prefix(PREFIX).unwrap_or(&name);
        let is_room = name == "xtask" || name.starts_with(PREFIX);
        if is_room && !visible.contains(&target) {
            let wanted = match visible {
                [] => "no other room at all".to_owned(),
                visible => format!("only {}", visible.join(", ")),
            };
            findings.push(error(line, format!("`{room}` depends on `{target}`"), &wanted));
        }
        if room == "sim" && kind == "dependencies" && name.starts_with("serde") {
            findings.push(error(
                line,
                format!("`sim` depends on `{name}`"),
                "formats with their own types in `intake`",
            ));
        }
    }
    findings
}

/// Every dependency as (kind, package name), those for one target included.
fn dependencies(manifest: &Table) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let targets = manifest.get("target").and_then(Value::as_table);
    let tables = targets.into_iter().flat_map(Table::values).filter_map(Value::as_table).chain([manifest]);
    for table in tables {
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let entries = table.get(kind).and_then(Value::as_table).into_iter().flatten();
            found.extend(entries.map(|(key, value)| {
                let renamed = value.get("package").and_then(Value::as_str);
                (kind, renamed.unwrap_or(key).to_owned())
            }));
        }
    }
    found
}

/// The first line that names the package in a dependency; good enough to jump to.
fn line_of(text: &str, name: &str) -> usize {
    let names_it = |line: &str| {
        let line = line.trim_start();
        line.starts_with(name) || line.contains(&format!("\"{name}\"")) || line.contains(&format!(".{name}]"))
    };
    let in_workspace_table = |line: &str| line.contains("path =") && !line.contains("package");
    text.lines().position(|line| names_it(line) && !in_workspace_table(line)).map_or(1, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::found;

    #[test]
    fn rooms_see_only_what_lies_below_them() {
        let rows = [
            ("crates/sim/Cargo.toml", "[dependencies]\nsts-atlas-facts.workspace = true", ""),
            ("crates/facts/Cargo.toml", "[dependencies]\nsts-atlas-sim = {}", "2: `facts` depends on `sim`"),
            ("crates/sim/Cargo.toml", "[dev-dependencies]\nsts-atlas-player = {}", "2: `sim` depends on `player`"),
            ("crates/stage/Cargo.toml", "[dependencies]\nsts-atlas-words = {}", "2: `stage` depends on `words`"),
            ("crates/words/Cargo.toml", "[dependencies]\nsts-atlas-lessons = {}", ""),
            ("crates/words/Cargo.toml", "[dependencies]\nsts-atlas-stage = {}", "2: `words` depends on `stage`"),
            ("Cargo.toml", "[dependencies]\nsts-atlas-stage = {}\nsts-atlas-words = {}", ""),
            ("Cargo.toml", "[dependencies]\nsts-atlas-cli = {}", "2: `web` depends on `cli`"),
            ("crates/xtask/Cargo.toml", "[build-dependencies]\nsts-atlas-facts = {}", "2: `xtask` depends on `facts`"),
            ("crates/cli/Cargo.toml", "[dependencies]\nxtask = {}", "2: `cli` depends on `xtask`"),
            ("fuzz/Cargo.toml", "[workspace]\n[dependencies]\nsts-atlas-intake = {}", ""),
            ("fuzz/Cargo.toml", "[workspace]\n[dependencies]\nsts-atlas-cli = {}", "3: `fuzz` depends on `cli`"),
            ("fuzz/Cargo.toml", "[dependencies]", "1: a package of the product's workspace"),
            (
                "benches/rivals/Cargo.toml",
                "[workspace]\n[dependencies]\nsts-atlas-sim = {}",
                "3: `benches/rivals` depends on `sim`",
            ),
            ("crates/sim/Cargo.toml", "[dependencies]\nsts-atlas-fuzz = {}", "2: `sim` depends on `fuzz`"),
            ("crates/shed/Cargo.toml", "", "1: `shed` is no room of this house"),
        ];
        for (path, text, expected) in rows {
            assert_eq!(found(check, path, text).join("\n"), expected, "given {path}: {text}");
        }
    }

    #[test]
    fn a_back_door_is_found_too() {
        let renamed = "[dependencies]\nharmless = { package = \"sts-atlas-cli\", path = \"../cli\" }";
        assert_eq!(found(check, "crates/sim/Cargo.toml", renamed), ["2: `sim` depends on `cli`"]);
        let target = "[target.'cfg(unix)'.dependencies]\nsts-atlas-words = {}";
        assert_eq!(found(check, "crates/sim/Cargo.toml", target), ["2: `sim` depends on `words`"]);
    }

    #[test]
    fn the_simulator_s_types_are_no_file_format() {
        let product = "[dependencies]\nserde.workspace = true";
        assert_eq!(found(check, "crates/sim/Cargo.toml", product), ["2: `sim` depends on `serde`"]);
        assert!(found(check, "crates/sim/Cargo.toml", "[dev-dependencies]\nserde_json = \"1\"").is_empty());
    }

    #[test]
    fn the_workspace_s_own_list_is_no_dependency() {
        let text = "[workspace.dependencies]\nsts-atlas-cli = { path = \"crates/cli\" }";
        assert!(found(check, "Cargo.toml", text).is_empty());
    }
}
