//! The ways a command ends badly, each with its words and its exit code.
//! Also the one way to standard output, which can end badly, too.

use std::fmt;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// The command line makes no sense: exit code 2.
    Usage(String),
    /// What was read is not right; one line per issue: exit code 1.
    Input(Vec<String>),
    /// The issues are in the output already: exit code 1.
    Reported,
    /// Stopped by Ctrl-C: exit code 130.
    Interrupted(String),
    /// Whoever read the output has stopped reading: not a failure, exit code 0.
    OutputClosed,
}

impl Failure {
    /// One thing that is not right about the input.
    pub fn input(line: impl fmt::Display) -> Self {
        Self::Input(vec![line.to_string()])
    }

    /// What an error on standard output means.
    pub fn from_output(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::OutputClosed,
            _ => Self::input(format_args!("standard output: {error}")),
        }
    }

    /// The code for the shell.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Input(_) | Self::Reported => ExitCode::from(1),
            Self::Interrupted(_) => ExitCode::from(130),
            Self::OutputClosed => ExitCode::SUCCESS,
        }
    }
}

/// Writes to standard output.
///
/// # Errors
/// An output that is closed or full.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes()).and_then(|()| output.flush()).map_err(Failure::from_output)
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => writeln!(f, "sts-atlas: {message}\nTry `sts-atlas --help`."),
            Self::Interrupted(message) => writeln!(f, "sts-atlas: {message}"),
            Self::Input(lines) => lines.iter().try_for_each(|line| writeln!(f, "{line}")),
            Self::Reported | Self::OutputClosed => Ok(()),
        }
    }
}
