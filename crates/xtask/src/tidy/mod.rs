//! Rules of the house that compilers do not know, checked on the text of the repository.
//! Each rule has a file of its own; here they are run and their findings told.

mod bans;
mod inline_style;
mod japanese;
mod locks;
mod names;
mod openings;
mod pins;
mod rooms;
mod rust_text;
mod sizes;
mod source;

use std::{fmt, fs, path::Path};

use crate::{
    failure::{Explain, Failure, Outcome},
    files,
};
use source::Source;

/// A place that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    path: String,
    line: usize,
    found: String,
    wanted: String,
    severity: Severity,
}

/// Whether a finding stops the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Warning,
    Error,
}

impl Finding {
    fn error(path: &str, line: usize, found: impl Into<String>, wanted: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, found: found.into(), wanted: wanted.into(), severity: Severity::Error }
    }

    fn warning(path: &str, line: usize, found: impl Into<String>, wanted: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(path, line, found, wanted) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.severity == Severity::Warning { "warning: " } else { "" };
        write!(formatter, "{mark}{}:{}: {}; wanted: {}", self.path, self.line, self.found, self.wanted)
    }
}

/// Checks the checkout at `root`. Gives the closing line.
pub fn run(root: &Path) -> Outcome<String> {
    let sources = read(root)?;
    let findings = check(&sources);
    for finding in &findings {
        println!("{finding}");
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    if errors > 0 {
        return Err(Failure::new(format!("tidy: {errors} places break a rule of the house"))
            .mend("each line above says what is wanted; the rules are in crates/xtask/src/tidy/"));
    }
    let closing = format!("{} files are tidy, {} warnings", sources.len(), findings.len());
    println!("{closing}");
    Ok(closing)
}

fn check(sources: &[Source]) -> Vec<Finding> {
    let rules = [
        rooms::check,
        sizes::check,
        names::check,
        openings::check,
        bans::check,
        inline_style::check,
        japanese::check,
        locks::check,
        pins::check,
    ];
    let mut findings: Vec<Finding> = rules.iter().flat_map(|rule| rule(sources)).collect();
    findings.sort();
    findings
}

/// All text files that belong to the repository.
fn read(root: &Path) -> Outcome<Vec<Source>> {
    let ignored = ignored_names(&fs::read_to_string(root.join(".gitignore")).unwrap_or_default());
    let wanted = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        ![".git", "node_modules", "target", "dist"].contains(&name) && !ignored.iter().any(|entry| entry == path)
    };
    let paths = files::below_where(root, &wanted)?;
    let texts = paths.into_iter().filter(|path| source::is_text(path));
    let load = |path: String| {
        let bytes = fs::read(root.join(&path)).explain(|| format!("cannot read {path}"))?;
        let text = String::from_utf8(bytes).explain(|| format!("{path} is not UTF-8"))?;
        Ok(Source::new(path, text))
    };
    texts.map(load).collect()
}

/// The entries of `.gitignore` that name one place, such as `/e2e/test-results`.
fn ignored_names(text: &str) -> Vec<String> {
    let anchored = text.lines().filter_map(|line| line.trim().strip_prefix('/'));
    anchored.map(|path| path.trim_end_matches('/').to_owned()).collect()
}

/// Sources made of a path and a text each, for the rules' tests.
#[cfg(test)]
fn sources(files: &[(&str, &str)]) -> Vec<Source> {
    files.iter().map(|(path, text)| Source::new((*path).to_owned(), (*text).to_owned())).collect()
}

/// A rule's findings as `line: found` for one file, for the rules' tests.
#[cfg(test)]
fn found(rule: impl Fn(&[Source]) -> Vec<Finding>, path: &str, text: &str) -> Vec<String> {
    let findings = rule(&sources(&[(path, text)])).into_iter();
    findings.map(|finding| format!("{}: {}", finding.line, finding.found)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_repository_is_tidy() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let findings = check(&read(&root).unwrap());
        let errors: Vec<String> =
            findings.iter().filter(|f| f.severity == Severity::Error).map(ToString::to_string).collect();
        assert!(errors.is_empty(), "\n{}", errors.join("\n"));
    }

    #[test]
    fn a_finding_names_place_fault_and_remedy() {
        let finding = Finding::error("src/a.rs", 3, "`HashMap`", "BTreeMap");
        assert_eq!(finding.to_string(), "src/a.rs:3: `HashMap`; wanted: BTreeMap");
    }

    #[test]
    fn what_git_ignores_is_not_read() {
        let root = files::scratch_directory("tidy");
        for directory in ["src", "target", "results", "src/node_modules"] {
            fs::create_dir(root.join(directory)).unwrap();
            fs::write(root.join(directory).join("a.rs"), "").unwrap();
        }
        fs::write(root.join(".gitignore"), "/results\n*.log\n").unwrap();
        let paths: Vec<_> = read(&root).unwrap().into_iter().map(|source| source.path).collect();
        assert_eq!(paths, ["src/a.rs"]);
    }
}
