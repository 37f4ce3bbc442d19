//! `sts-atlas`: the same engine without a browser, for authors, CI and scripts. See docs/cli.md.
//! Arguments, files, streams and exit codes only; what happens in a scenario is `player`'s and `sim`'s business.

mod arguments;
mod failure;
mod picture;
mod report;
mod resolve;
mod rules;
mod run;
mod table;
mod why;

use std::io::{self, Write as _};
use std::process::ExitCode;

use arguments::{Command, HELP, PICTURE_HELP, RESOLVE_HELP, RUN_HELP};
use failure::Failure;

fn main() -> ExitCode {
    let done = arguments::parse(std::env::args_os()).and_then(|command| match command {
        Command::Help => print(HELP),
        Command::RunHelp => print(RUN_HELP),
        Command::ResolveHelp => print(RESOLVE_HELP),
        Command::Version => print(concat!("sts-atlas ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Run(arguments) => run::run(&arguments),
        Command::PictureHelp => print(PICTURE_HELP),
        Command::Picture(arguments) => picture::picture(&arguments).and_then(|svg| print(&svg)),
        Command::WhyHelp => print(why::HELP),
        Command::Why(arguments) => why::why(&arguments).and_then(|text| print(&text)),
        Command::RulesHelp => print(rules::HELP),
        Command::Rules(arguments) => rules::rules(&arguments).and_then(|text| print(&text)),
        Command::Resolve => resolve::resolve_ruleset_lines(io::stdin().lock(), &mut io::stdout().lock()),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Where standard error is closed too, nobody is left to tell.
            let _ = write!(io::stderr().lock(), "{failure}");
            failure.exit_code()
        }
    }
}

fn print(text: &str) -> Result<(), Failure> {
    io::stdout().lock().write_all(text.as_bytes()).map_err(Failure::from_output)
}
