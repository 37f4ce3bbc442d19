//! `fuzz`: every target of `fuzz/` for some minutes, and what each one found.
//! What must hold is said in the targets; here are the tool, the limits and the closing table.

use std::{fs, path::PathBuf};

use crate::{
    arguments::FuzzOptions,
    failure::{Explain, Failure, Outcome},
    files,
    process::{Run, find_on_path},
    table::{Align, Table, grouped},
    workspace::Workspace,
};

/// Inputs are kilobytes; what needs more memory than this for one of them is a finding.
const MEMORY_LIMITS: [&str; 2] = ["-rss_limit_mb=1024", "-malloc_limit_mb=128"];
/// Seconds for one input, with the sanitizer's slowness.
const SLOWEST_INPUT: &str = "-timeout=20";

/// Where a target reads and writes.
struct Target<'a> {
    name: &'a str,
    /// What it found worth keeping, from run to run.
    corpus: PathBuf,
    findings: PathBuf,
    log: PathBuf,
}

/// Runs all targets, or one; fails where any found something.
pub fn run(workspace: &Workspace, options: &FuzzOptions) -> Outcome {
    let known = files::below(&workspace.root.join("fuzz/targets"))?;
    let known: Vec<&str> = known.iter().filter_map(|file| file.strip_suffix(".rs")).collect();
    let chosen: Vec<&str> = known.iter().copied().filter(|name| options.asks_for(name)).collect();
    if chosen.is_empty() {
        let wanted = options.target.as_deref().unwrap_or_default();
        return Err(Failure::new(format!("there is no target `{wanted}`")).mend(known.join(", ")));
    }
    if find_on_path("cargo-fuzz").is_none() {
        return Err(Failure::new("cargo-fuzz is not installed").mend("cargo install --locked cargo-fuzz"));
    }
    locked(workspace)?;
    let mut table = Table::new(&[
        ("target", Align::Left),
        ("executions", Align::Right),
        ("coverage", Align::Right),
        ("corpus", Align::Right),
        ("verdict", Align::Left),
    ]);
    let mut failures = Vec::new();
    for name in chosen {
        let target = Target::at(workspace, name)?;
        let outcome = target.fuzz(workspace, options.minutes);
        let progress = Progress::read(&fs::read_to_string(&target.log).unwrap_or_default());
        let verdict = if outcome.is_ok() { "nothing found" } else { "FOUND SOMETHING" };
        let Progress { executions, coverage, corpus } = progress.unwrap_or_default();
        table.row([name.to_owned(), grouped(executions), grouped(coverage), grouped(corpus), verdict.to_owned()]);
        failures.extend(outcome.err());
    }
    println!("\n{}", table.render());
    failures.into_iter().next().map_or(Ok(()), Err)
}

/// cargo-fuzz has no `--locked`: Cargo is asked first whether the lock file holds all that is to be built.
fn locked(workspace: &Workspace) -> Outcome {
    let fetch = Run::new("cargo").arguments(["fetch", "--locked", "--manifest-path", "fuzz/Cargo.toml"]);
    fetch.directory(&workspace.root).stream()
}

impl<'a> Target<'a> {
    fn at(workspace: &Workspace, name: &'a str) -> Outcome<Self> {
        let folder = workspace.target.join("fuzz");
        let target = Self {
            name,
            corpus: folder.join("corpus").join(name),
            findings: folder.join("findings").join(name),
            log: folder.join(format!("{name}.log")),
        };
        for folder in [&target.corpus, &target.findings] {
            fs::create_dir_all(folder).explain(|| format!("cannot make {}", folder.display()))?;
        }
        Ok(target)
    }

    fn fuzz(&self, workspace: &Workspace, minutes: u64) -> Outcome {
        let build = self.cargo_fuzz(workspace, "build").arguments([self.name]);
        build.stream()?;
        let run = self.cargo_fuzz(workspace, "run").arguments([self.name]).arguments([&self.corpus]);
        let run = run.arguments(self.seeds().iter().map(|folder| workspace.root.join(folder)));
        let dictionary = workspace.root.join(format!("fuzz/dictionaries/{}.dict", self.name));
        let run = run.arguments(["--"]).arguments(MEMORY_LIMITS).arguments([SLOWEST_INPUT]).arguments([
            format!("-max_total_time={}", minutes * 60),
            format!("-artifact_prefix={}/", self.findings.display()),
        ]);
        let run = run.arguments(dictionary.is_file().then(|| format!("-dict={}", dictionary.display())));
        run.log_to(&self.log, &format!("fuzzing {} for {minutes} min", self.name)).map_err(|failure| {
            failure.mend(format!(
                "the input is in {}; make it a test of the crate concerned, then mend that",
                self.findings.display()
            ))
        })
    }

    /// What it starts from: its seeds, and what the product itself has of that kind.
    fn seeds(&self) -> Vec<String> {
        let scenes = (self.name == "scenario_toml").then(|| "crates/lessons/content/scenes".to_owned());
        std::iter::once(format!("fuzz/seeds/{}", self.name)).chain(scenes).collect()
    }

    /// With the pinned compiler: instrumentation is unstable, so it must be told that this is meant.
    fn cargo_fuzz(&self, workspace: &Workspace, act: &str) -> Run {
        let sanitizer = if cfg!(all(target_os = "linux", target_arch = "x86_64")) { "address" } else { "none" };
        let run = Run::new("cargo").arguments(["fuzz", act, "--fuzz-dir", "fuzz", "--sanitizer", sanitizer]);
        let run = run.arguments(["--target-dir".into(), workspace.target.join("fuzz")]);
        run.variable("RUSTC_BOOTSTRAP", "1").directory(&workspace.root)
    }
}

/// How far a target came.
#[derive(Debug, Default, PartialEq, Eq)]
struct Progress {
    executions: u64,
    /// Edges of the program that some input took.
    coverage: u64,
    /// Inputs worth keeping.
    corpus: u64,
}

impl Progress {
    /// From the last status line: `#4194304 pulse  cov: 2310 ft: 9000 corp: 812/95Kb …`.
    fn read(log: &str) -> Option<Self> {
        let line = log.lines().rfind(|line| line.starts_with('#') && line.contains(" cov: "))?;
        let number = |text: &str| {
            let digits = text.trim_start().split(|letter: char| !letter.is_ascii_digit()).next()?;
            digits.parse().ok()
        };
        let after = |mark: &str| number(line.split_once(mark)?.1);
        Some(Self { executions: after("#")?, coverage: after(" cov: ")?, corpus: after(" corp: ")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_status_line_says_how_far_it_came() {
        let log = "INFO: seed\n#2\tINITED cov: 10 ft: 11 corp: 1/1b exec/s: 0 rss: 40Mb\n\
                   #4194304\tpulse  cov: 2310 ft: 9000 corp: 812/95Kb lim: 4096 exec/s: 9000 rss: 96Mb\nDone 2 runs\n";
        let expected = Progress { executions: 4_194_304, coverage: 2_310, corpus: 812 };
        assert_eq!(Progress::read(log), Some(expected));
        assert_eq!(Progress::read("error: could not compile"), None);
    }
}
