//! `sts-atlas`: the same engine without a browser, for authors, CI and scripts. See docs/cli.md.
//! Arguments, files, streams and exit codes only; what happens in a scenario is `player`'s and `sim`'s business.

mod check;
mod command;
mod commands;
mod completion;
mod failure;
mod given;
mod help;
mod open_questions;
mod page;
mod picture;
mod playing;
mod progress;
mod resolve;
mod rules;
mod run;
mod schema;
mod seeds;
mod terminal;
mod text;
mod why;
mod zone;

use std::io::{self, Write as _};
use std::process::ExitCode;

use lexopt::Arg;

use failure::{Failure, print};
use given::Given;

fn main() -> ExitCode {
    match obey(lexopt::Parser::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Where standard error is closed too, nobody is left to tell.
            let _ = write!(io::stderr().lock(), "{failure}");
            failure.exit_code()
        }
    }
}

fn obey(mut parser: lexopt::Parser) -> Result<(), Failure> {
    let name = match parser.next().map_err(given::usage)? {
        None => return Err(Failure::Usage("a command is missing".into())),
        Some(Arg::Short('h') | Arg::Long("help")) => return print(&help::overview()),
        Some(Arg::Short('V') | Arg::Long("version")) => {
            return print(concat!("sts-atlas ", env!("CARGO_PKG_VERSION"), "\n"));
        }
        Some(Arg::Value(name)) => name.to_string_lossy().into_owned(),
        Some(other) => return Err(given::usage(other.unexpected())),
    };
    let command = commands::find(&name).ok_or_else(|| commands::unknown(&name))?;
    let given = Given::read(command, &mut parser)?;
    if given.asks_for_help() { print(&help::of(command)) } else { (command.run)(&given) }
}
