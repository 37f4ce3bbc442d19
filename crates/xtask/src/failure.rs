//! Errors as values: what went wrong, and how to mend it.
//! Nothing here prints or ends the process; `main` does, once.

use std::fmt;

/// What a chore gives back.
pub type Outcome<T = ()> = Result<T, Failure>;

/// Something that stopped a chore, told to a person.
#[derive(Debug)]
pub struct Failure {
    what: String,
    mend: Option<String>,
}

impl Failure {
    /// A failure described in one sentence (or with the runner's own lines below it).
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), mend: None }
    }

    /// Adds what the reader can do about it.
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }

    /// Adds lines below the first sentence, such as the end of a log.
    pub fn detail(mut self, lines: &str) -> Self {
        self.what = format!("{}\n{lines}", self.what);
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "error: {}", self.what)?;
        match &self.mend {
            Some(mend) => write!(formatter, "\n mend: {mend}"),
            None => Ok(()),
        }
    }
}

/// Puts the act that failed before the reason the system gave.
pub trait Explain<T> {
    /// `explain(|| format!("cannot read {path}"))` gives "cannot read x: no such file".
    fn explain(self, act: impl FnOnce() -> String) -> Outcome<T>;
}

impl<T, E: fmt::Display> Explain<T> for Result<T, E> {
    fn explain(self, act: impl FnOnce() -> String) -> Outcome<T> {
        self.map_err(|reason| Failure::new(format!("{}: {reason}", act())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_what_and_how_to_mend_it() {
        let failure = Failure::new("port 8080 is taken").mend("pass --port N");
        assert_eq!(failure.to_string(), "error: port 8080 is taken\n mend: pass --port N");
    }

    #[test]
    fn an_explained_error_names_the_act_first() {
        let read: Result<(), &str> = Err("no such file");
        let failure = read.explain(|| "cannot read tools.toml".into()).unwrap_err();
        assert_eq!(failure.to_string(), "error: cannot read tools.toml: no such file");
    }
}
