//! `test` and `ci`: every check in order, cheap ones first, with a summary at the end.
//! What a check does is its runner's business; here are the order, the clock and the closing lines.

use std::time::{Duration, Instant};

use crate::{
    arguments::{SetupScope, TestScope},
    budget,
    failure::Outcome,
    playwright,
    process::Run,
    progress::duration,
    setup::{self, Toolbox},
    table::{Align, Table},
    tidy,
    web::{self, Build},
    workspace::Workspace,
};

/// A check by name; it gives its closing line.
type Step<'a> = (&'static str, Box<dyn Fn() -> Outcome<String> + 'a>);

/// One line of the summary.
#[derive(Debug)]
struct Done {
    name: &'static str,
    took: Duration,
    closing: String,
}

/// Runs every check of `scope`; stops at the first failure.
pub fn run(workspace: &Workspace, scope: TestScope) -> Outcome {
    let begin = Instant::now();
    let needs = if scope == TestScope::Everything { SetupScope::BuildAndBrowser } else { SetupScope::Build };
    let toolbox = setup::run(workspace, needs)?;
    let mut done = vec![Done { name: "setup", took: begin.elapsed(), closing: "tools are ready".into() }];
    let steps = steps(workspace, &toolbox, scope);
    let count = steps.len();
    let mut failure = None;
    for (at, (name, step)) in steps.iter().enumerate() {
        println!("\n── {}/{count} {name}", at + 1);
        let clock = Instant::now();
        let outcome = step();
        let closing = outcome.as_ref().map_or_else(|_| "FAILED".into(), Clone::clone);
        done.push(Done { name, took: clock.elapsed(), closing });
        if let Err(reason) = outcome {
            failure = Some(reason);
            break;
        }
    }
    println!("\n{}", summary(&done, begin.elapsed()));
    failure.map_or(Ok(()), Err)
}

fn steps<'a>(workspace: &'a Workspace, toolbox: &'a Toolbox, scope: TestScope) -> Vec<Step<'a>> {
    let cargo = |words: &'static str| {
        move || {
            let run = Run::new("cargo").arguments(words.split_whitespace()).directory(&workspace.root);
            println!("{}", run.line());
            run.remember()
        }
    };
    let last_line = |lines: Vec<String>| lines.into_iter().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    let format = cargo("fmt --all --check");
    let clippy = cargo("clippy --locked --all-targets -- -D warnings");
    // The profile of the release build: the macros are compiled once for both.
    let clippy_app = cargo(
        "clippy --locked --package sts-atlas-web --bins --examples --target wasm32-unknown-unknown --profile web \
         -- -D warnings",
    );
    let tests = cargo("test --locked");
    let mut steps: Vec<Step<'a>> = vec![
        ("tidy", Box::new(|| tidy::run(&workspace.root))),
        ("format", Box::new(move || format().map(|_| "formatted".into()))),
        ("clippy", Box::new(move || clippy().map(last_line))),
        ("clippy for the app", Box::new(move || clippy_app().map(last_line))),
        ("tests", Box::new(move || tests().map(|lines| count_tests(&lines)))),
        ("release build", Box::new(|| release_build(workspace, toolbox))),
        ("budget", Box::new(|| budget::run(workspace))),
    ];
    if scope == TestScope::Everything {
        steps.push(("browser tests", Box::new(|| browser_tests(workspace, toolbox))));
    }
    steps
}

fn release_build(workspace: &Workspace, toolbox: &Toolbox) -> Outcome<String> {
    web::build(workspace, toolbox, &Build::release(workspace))?;
    Ok("dist/".into())
}

fn browser_tests(workspace: &Workspace, toolbox: &Toolbox) -> Outcome<String> {
    let run = playwright::tests(workspace, toolbox, &[])?;
    let lines =
        run.remember().map_err(|failure| failure.mend("run one test alone: cd e2e && npx playwright test FILE"))?;
    Ok(playwright_counts(&lines))
}

/// Adds up the runners' `test result:` lines.
fn count_tests(lines: &[String]) -> String {
    let results = lines.iter().filter(|line| line.starts_with("test result:"));
    let (mut passed, mut failed, mut ignored) = (0_u64, 0_u64, 0_u64);
    for line in results {
        for part in line.split([';', '.']) {
            let mut words = part.split_whitespace();
            let number = words.next().and_then(|word| word.parse::<u64>().ok()).unwrap_or(0);
            match words.next() {
                Some("passed") => passed += number,
                Some("failed") => failed += number,
                Some("ignored") => ignored += number,
                _ => {}
            }
        }
    }
    format!("{passed} passed, {failed} failed, {ignored} ignored")
}

/// Playwright's last lines: `2 skipped`, `12 passed (3.4s)`, `1 flaky`.
fn playwright_counts(lines: &[String]) -> String {
    let is_count = |line: &&str| {
        let mut words = line.split_whitespace();
        let number = words.next().is_some_and(|word| word.parse::<u32>().is_ok());
        number && ["passed", "failed", "skipped", "flaky"].contains(&words.next().unwrap_or_default())
    };
    lines.iter().map(|line| line.trim()).filter(is_count).collect::<Vec<_>>().join(", ")
}

fn summary(done: &[Done], total: Duration) -> String {
    let mut table = Table::new(&[("step", Align::Left), ("time", Align::Right), ("result", Align::Left)]);
    for step in done {
        table.row([step.name.to_owned(), duration(step.took), step.closing.trim().to_owned()]);
    }
    table.row(["total".to_owned(), duration(total)]);
    table.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn results_of_all_test_programs_are_added_up() {
        let text = "running 3 tests\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: ok. 40 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s\n";
        assert_eq!(count_tests(&lines(text)), "42 passed, 0 failed, 1 ignored");
    }

    #[test]
    fn the_browser_runner_s_closing_lines_are_kept() {
        let text = "Running 3 tests using 1 worker\n  ✓  1 a.spec.ts\n\n  1 skipped\n  2 passed (3.4s)\n";
        assert_eq!(playwright_counts(&lines(text)), "1 skipped, 2 passed (3.4s)");
    }

    #[test]
    fn the_summary_names_every_step_with_its_time() {
        let done = [Done { name: "tidy", took: Duration::from_millis(120), closing: "clean".into() }];
        let text = summary(&done, Duration::from_secs(61));
        assert_eq!(text, "step         time  result\ntidy        0.1 s  clean\ntotal  1 min 01 s");
    }
}
