//! Measurements worth following over time, one after the other.
//! Each is run by its own room; this list only says which.

use crate::{budget, failure::Outcome, workspace::Workspace};

/// Runs every measurement and prints its table.
pub fn run(workspace: &Workspace) -> Outcome {
    println!("first load by file");
    budget::run(workspace)?;
    Ok(())
}
