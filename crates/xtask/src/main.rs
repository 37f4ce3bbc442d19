//! Chores of this repository: setup, serve, build, test, ci, bench, fuzz, audit, pictures, budget, tidy.
//! Nothing of the product lives here, and nothing of the product may need it at run time.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod arguments;
mod audit;
mod bench;
mod budget;
mod checks;
mod compression;
mod failure;
mod files;
mod fuzz;
mod glob;
mod page_script;
mod pictures;
mod pins;
mod playwright;
mod process;
mod progress;
mod serve;
mod server;
mod setup;
mod table;
mod tidy;
mod web;
mod workspace;

use std::{env, process::ExitCode};

use arguments::{Command, Invocation};
use failure::Outcome;
use workspace::Workspace;

fn main() -> ExitCode {
    let outcome = if web::cargo_stand_in::is_called() { web::cargo_stand_in::run() } else { chore() };
    outcome.unwrap_or_else(|failure| {
        eprintln!("{failure}");
        ExitCode::FAILURE
    })
}

fn chore() -> Outcome<ExitCode> {
    let Invocation { root, command } = arguments::parse(env::args().skip(1))?;
    if command == Command::Help {
        print!("{}", arguments::USAGE);
        return Ok(ExitCode::SUCCESS);
    }
    let workspace = Workspace::find(root)?;
    match command {
        Command::Help => {}
        Command::Setup(scope) => drop(setup::run(&workspace, scope)?),
        Command::Serve(options) => serve::serve(&workspace, options)?,
        Command::ServeDist { port } => serve::serve_dist(&workspace, port)?,
        Command::Build => {
            let toolbox = setup::run(&workspace, arguments::SetupScope::Build)?;
            web::build(&workspace, &toolbox, &web::Build::release(&workspace))?;
        }
        Command::Test(scope) => checks::run(&workspace, scope)?,
        Command::Budget => drop(budget::run(&workspace)?),
        Command::Bench(options) => bench::run(&workspace, &options)?,
        Command::Fuzz(options) => fuzz::run(&workspace, &options)?,
        Command::Audit { random_minutes } => audit::run(&workspace, random_minutes)?,
        Command::Pictures => pictures::run(&workspace)?,
        Command::Tidy => drop(tidy::run(&workspace.root)?),
    }
    Ok(ExitCode::SUCCESS)
}
