//! How far a long run is, on one line of standard error that is wiped at its end.
//! Silent where nobody watches, unless asked for.

use std::io::{self, Write as _};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::command::JSON;
use crate::given::Given;
use crate::seeds::PROGRESS;
use crate::terminal;

/// A count on its way to a total.
#[derive(Debug)]
pub struct Progress {
    total: u64,
    /// `None` where nothing is to be shown.
    shown: Option<Mutex<Shown>>,
}

#[derive(Debug)]
struct Shown {
    done: u64,
    last: Instant,
    has_line: bool,
}

/// Not more often than this, and not at all for what takes no longer.
const PAUSE: Duration = Duration::from_millis(200);

impl Progress {
    /// Nothing done yet. Never with JSON, where standard error should stay empty too.
    pub fn start(given: &Given, total: u64) -> Self {
        let is_wanted = !given.has(&JSON) && (given.has(&PROGRESS) || terminal::is_watched());
        let shown = Shown { done: 0, last: Instant::now(), has_line: false };
        Self { total, shown: is_wanted.then(|| Mutex::new(shown)) }
    }

    /// One more is done.
    pub fn one_done(&self) {
        let Some(Ok(mut shown)) = self.shown.as_ref().map(Mutex::lock) else { return };
        shown.done += 1;
        if shown.last.elapsed() >= PAUSE || shown.done == self.total {
            shown.last = Instant::now();
            shown.has_line = true;
            // Whoever does not want to hear it misses nothing.
            let _ = write!(io::stderr().lock(), "\r{} of {} seeds", shown.done, self.total);
        }
    }

    /// Wipes the line.
    pub fn end(&self) {
        if let Some(Ok(shown)) = self.shown.as_ref().map(Mutex::lock)
            && shown.has_line
        {
            let _ = write!(io::stderr().lock(), "\r{}\r", " ".repeat(40));
        }
    }
}
