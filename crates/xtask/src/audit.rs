//! `audit`: what is too long for every change: two further engines of accessibility rules, and hands that do anything.
//! The rules, what was reviewed, and what must hold stand in `e2e/audit/` and `e2e/tests/random.spec.ts`.

use crate::{
    arguments::SetupScope,
    failure::Outcome,
    playwright, setup,
    web::{self, Build},
    workspace::Workspace,
};

/// Builds, holds both pages to the rules, then to random input for so long.
pub fn run(workspace: &Workspace, random_minutes: u64) -> Outcome {
    let toolbox = setup::run(workspace, SetupScope::BuildAndBrowser)?;
    web::build(workspace, &toolbox, &Build::release(workspace))?;
    playwright::tests(workspace, &toolbox, &["--config", "audit/playwright.config.ts"])?.stream()?;
    let seconds = (random_minutes * 60).to_string();
    playwright::tests(workspace, &toolbox, &["random"])?.variable("RANDOM_SECONDS", seconds).stream()
}
