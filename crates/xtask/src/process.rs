//! Running other programs: streamed, captured, remembered line by line, or silently with a log.
//! Which programs, and why, is the chores' business.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io::{BufRead, BufReader, IsTerminal, Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, PoisonError},
    thread,
};

use crate::{
    failure::{Explain, Failure, Outcome},
    progress,
};

/// A program with its arguments, ready to be run in one of four ways.
#[derive(Clone, Debug)]
pub struct Run {
    program: OsString,
    arguments: Vec<OsString>,
    variables: Vec<(OsString, OsString)>,
    directory: Option<PathBuf>,
}

impl Run {
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        Self { program: program.as_ref().into(), arguments: Vec::new(), variables: Vec::new(), directory: None }
    }

    pub fn arguments<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    pub fn variable(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.variables.push((name.as_ref().into(), value.as_ref().into()));
        self
    }

    pub fn directory(mut self, directory: &Path) -> Self {
        self.directory = Some(directory.to_path_buf());
        self
    }

    /// The command as a person would type it.
    pub fn line(&self) -> String {
        let words = std::iter::once(&self.program).chain(&self.arguments);
        words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    /// Runs with the terminal as it is; fails where the program does.
    pub fn stream(&self) -> Outcome {
        let status = self.command().status().map_err(|reason| self.not_started(&reason))?;
        self.judge(status)
    }

    /// Runs and passes the exit status on.
    pub fn status(&self) -> Outcome<ExitStatus> {
        self.command().status().map_err(|reason| self.not_started(&reason))
    }

    /// Runs silently and gives back what the program printed.
    pub fn capture(&self) -> Outcome<String> {
        let output = self.command().stdin(Stdio::null()).output().map_err(|reason| self.not_started(&reason))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let complaint = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(Failure::new(format!("`{}` failed ({}): {complaint}", self.line(), output.status)))
    }

    /// Runs, shows every line and gives the lines back without colors.
    pub fn remember(&self) -> Outcome<Vec<String>> {
        let mut command = self.command();
        if std::io::stdout().is_terminal() {
            // The pipe hides the terminal; the reader still has one.
            command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|reason| self.not_started(&reason))?;
        let lines = Mutex::new(Vec::new());
        let (out, error) = (child.stdout.take(), child.stderr.take());
        thread::scope(|scope| {
            scope.spawn(|| copy_lines(out, std::io::stdout(), &lines));
            scope.spawn(|| copy_lines(error, std::io::stderr(), &lines));
        });
        let status = child.wait().explain(|| format!("cannot wait for `{}`", self.line()))?;
        self.judge(status)?;
        Ok(lines.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs with its output in `log`, telling from time to time that `label` is still going on.
    pub fn log_to(&self, log: &Path, label: &str) -> Outcome {
        let file = File::create(log).explain(|| format!("cannot write {}", log.display()))?;
        let second = file.try_clone().explain(|| format!("cannot write {}", log.display()))?;
        let mut command = self.command();
        command.stdin(Stdio::null()).stdout(file).stderr(second);
        let child: Child = command.spawn().map_err(|reason| self.not_started(&reason))?;
        let status = progress::while_waiting(label, child).explain(|| format!("cannot wait for `{}`", self.line()))?;
        self.judge(status).map_err(|failure| {
            let text = std::fs::read_to_string(log).unwrap_or_default();
            failure.detail(&last_lines(&text, 30)).detail(&format!("(all of it: {})", log.display()))
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        if let Some(directory) = &self.directory {
            command.current_dir(directory);
        }
        command
    }

    fn judge(&self, status: ExitStatus) -> Outcome {
        if status.success() { Ok(()) } else { Err(Failure::new(format!("`{}` ended with {status}", self.line()))) }
    }

    fn not_started(&self, reason: &std::io::Error) -> Failure {
        let program = self.program.to_string_lossy();
        Failure::new(format!("cannot run `{program}`: {reason}")).mend(format!("install `{program}` or put it on PATH"))
    }
}

/// The file that typing `program` would run.
pub fn find_on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|directory| directory.join(&file)).find(|candidate| candidate.is_file())
}

fn copy_lines(from: Option<impl Read>, mut to: impl Write, lines: &Mutex<Vec<String>>) {
    let Some(from) = from else { return };
    let mut reader = BufReader::new(from);
    let mut bytes = Vec::new();
    while reader.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0) {
        // A closed terminal is no reason to stop the program that writes.
        let _ = to.write_all(&bytes).and_then(|()| to.flush());
        let line = without_colors(String::from_utf8_lossy(&bytes).trim_end());
        lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        bytes.clear();
    }
}

/// Removes the terminal's color and cursor sequences.
fn without_colors(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter != '\u{1b}' {
            plain.push(letter);
            continue;
        }
        if letters.next() == Some('[') {
            // A sequence ends with its first letter.
            letters.by_ref().find(char::is_ascii_alphabetic);
        }
    }
    plain
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_are_removed_and_text_stays() {
        let rows = [
            ("plain", "plain"),
            ("\u{1b}[1m\u{1b}[32m   Finished\u{1b}[0m dev", "   Finished dev"),
            ("broken \u{1b}[", "broken "),
        ];
        for (given, expected) in rows {
            assert_eq!(without_colors(given), expected);
        }
    }

    #[test]
    fn a_program_that_is_missing_is_named_with_a_mend() {
        let failure = Run::new("no-such-program-here").capture().unwrap_err().to_string();
        assert!(failure.contains("cannot run `no-such-program-here`"), "{failure}");
        assert!(failure.contains("put it on PATH"), "{failure}");
    }

    #[test]
    fn only_the_end_of_a_long_log_is_shown() {
        assert_eq!(last_lines("a\nb\nc", 2), "b\nc");
        assert_eq!(last_lines("a", 2), "a");
    }
}
