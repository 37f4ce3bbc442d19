//! The browser tests' runner, told where the browsers are; it serves `dist/` by itself (`webServer` in its configuration).
//! Which tests there are, and what their outcome means, is the chores' business.

use crate::{failure::Outcome, process::Run, setup::Toolbox, workspace::Workspace};

/// A run of the tests in `e2e/`, with further words for the runner.
pub fn tests(workspace: &Workspace, toolbox: &Toolbox, words: &[&str]) -> Outcome<Run> {
    let program = workspace.node_programs().join(if cfg!(windows) { "playwright.cmd" } else { "playwright" });
    let run = Run::new(program).arguments(["test"]).arguments(words).directory(&workspace.root.join("e2e"));
    Ok(toolbox.browsers()?.tell(run))
}
