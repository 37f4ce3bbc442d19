//! What happened in a world, entry by entry, up to where it has been simulated; the oldest entries make room.
//! What an entry says in words is not decided here.

use sts_atlas_sim::{LogEntry, SimTime};

/// Once twice as many are kept, so many of the oldest go.
const BATCH: usize = 2_048;

/// The entries of one world, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    entries: Vec<LogEntry>,
    /// How many there were before the first one kept.
    dropped: u64,
}

impl Log {
    /// All that are kept, oldest first; about so far as the world has been simulated.
    pub fn entries(&self) -> &[LogEntry] {
        &self.entries
    }

    /// Those that are kept, up to and including a time.
    pub fn until(&self, time: SimTime) -> &[LogEntry] {
        &self.entries[..self.entries.partition_point(|entry| entry.at <= time)]
    }

    /// How many older ones are not kept.
    pub const fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Adds what follows the last entry of `entries`, of which there were `before` others since the start: a world that
    /// goes a way for the second time tells it once more.
    pub(crate) fn append(&mut self, before: u64, entries: Vec<LogEntry>) {
        if self.entries.is_empty() {
            self.dropped = self.dropped.min(before);
        }
        for (number, entry) in (before..).zip(entries) {
            if number < self.dropped + self.entries.len() as u64 {
                continue;
            }
            self.entries.push(entry);
            if self.entries.len() == 2 * BATCH {
                self.entries.drain(..BATCH);
                self.dropped += BATCH as u64;
            }
        }
    }

    /// Forgets everything from a time on.
    pub(crate) fn truncate(&mut self, from: SimTime) {
        let kept = self.entries.partition_point(|entry| entry.at < from);
        self.entries.truncate(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sts_atlas_sim::Happened;

    fn entries(numbers: std::ops::Range<u64>) -> Vec<LogEntry> {
        numbers.map(|number| LogEntry { at: SimTime(number / 3), what: Happened::FaultBegan(0) }).collect()
    }

    const ALL: u64 = 5 * BATCH as u64 + 100;

    /// Given everything in pieces of a size, each told once more from a little before its beginning.
    fn in_pieces(size: u64) -> Log {
        let mut log = Log::default();
        for start in (0..ALL).step_by(size as usize) {
            let before = start.saturating_sub(size / 2);
            log.append(before, entries(before..(start + size).min(ALL)));
        }
        log
    }

    #[test]
    fn what_is_kept_does_not_depend_on_the_pieces_it_came_in() {
        let at_once = in_pieces(ALL);
        assert_eq!(at_once.dropped(), 4 * BATCH as u64);
        assert_eq!(at_once.entries(), entries(at_once.dropped()..ALL));
        for size in [1, 7, 1_000, BATCH as u64, 2 * BATCH as u64 + 1] {
            assert_eq!(in_pieces(size), at_once, "{size}");
        }
    }

    #[test]
    fn after_a_cut_it_goes_on_without_a_gap() {
        for cut in [0, 1, BATCH as u64, 4 * BATCH as u64, 4 * BATCH as u64 + 50, ALL] {
            let mut log = in_pieces(1_000);
            log.truncate(SimTime(cut / 3));
            // Told once more from a checkpoint before the cut.
            let before = (cut / 2).min(log.dropped() + log.entries().len() as u64);
            log.append(before, entries(before..ALL));
            assert_eq!(log.entries(), entries(log.dropped()..ALL), "{cut}");
            assert!(log.entries().len() >= BATCH || log.dropped() == 0, "{cut}");
        }
    }

    #[test]
    fn it_is_shown_up_to_a_time() {
        let mut log = Log::default();
        log.append(0, entries(0..30));
        assert_eq!(log.until(SimTime(4)).len(), 15);
        assert_eq!(log.until(SimTime::NEVER).len(), 30);
    }
}
