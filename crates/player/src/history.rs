//! What a world went through up to where it has been simulated: in buckets of equal length for ribbons, and as a log.
//! Exact numbers at the playhead come from the world itself.

use sts_atlas_facts::Micros;
use sts_atlas_sim::{SimTime, World};

use crate::{Counts, Log};

/// About so many buckets make a whole scenario.
const BUCKETS: u64 = 180;

/// One bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bucket {
    /// Requests that succeeded in it.
    pub succeeded: u64,
    /// Requests that failed in it.
    pub failed: u64,
    /// Principals that take part, by their state at its end.
    pub states: Counts,
}

/// All buckets so far, and the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    width: Micros,
    buckets: Vec<Bucket>,
    /// Totals at the end of the last bucket.
    totals: Vec<(u64, u64)>,
    log: Log,
}

impl History {
    /// Nothing yet, for a scenario of this length.
    pub fn new(length: Micros) -> Self {
        let minutes = length.0.div_ceil(BUCKETS).div_ceil(60_000_000).max(1);
        Self { width: Micros::from_minutes(minutes), buckets: Vec::new(), totals: Vec::new(), log: Log::default() }
    }

    /// Length of a bucket.
    pub const fn width(&self) -> Micros {
        self.width
    }

    /// Complete buckets, from the start.
    pub fn buckets(&self) -> &[Bucket] {
        &self.buckets
    }

    /// What happened, entry by entry; empty for a world without any fault.
    pub const fn log(&self) -> &Log {
        &self.log
    }

    /// Writes down what has happened in a world that listens.
    pub(crate) fn write(&mut self, world: &mut World) {
        let (before, entries) = world.take_log();
        self.log.append(before, entries);
    }

    /// Those that end up to a time.
    pub fn buckets_until(&self, time: SimTime) -> &[Bucket] {
        let complete = usize::try_from(time.0 / self.width.0).unwrap_or(usize::MAX);
        &self.buckets[..complete.min(self.buckets.len())]
    }

    /// The end of a bucket.
    pub const fn end_of(&self, bucket: usize) -> SimTime {
        SimTime(self.width.0.saturating_mul(bucket as u64 + 1))
    }

    /// The time at which the next bucket is complete.
    pub const fn next_boundary(&self) -> SimTime {
        self.end_of(self.buckets.len())
    }

    /// Closes a bucket; the world stands at its end.
    pub fn close_bucket(&mut self, world: &World) {
        let sum = world.metrics().sum(|_, _| true);
        let totals = (sum.succeeded, sum.failed_total());
        let before = self.totals.last().copied().unwrap_or_default();
        let (succeeded, failed) = (totals.0 - before.0, totals.1 - before.1);
        self.buckets.push(Bucket { succeeded, failed, states: world.states().collect() });
        self.totals.push(totals);
    }

    /// Forgets everything from a time on.
    pub fn truncate(&mut self, from: SimTime) {
        let complete = usize::try_from(from.0.saturating_sub(1) / self.width.0).unwrap_or(usize::MAX);
        self.buckets.truncate(complete);
        self.totals.truncate(complete);
        self.log.truncate(from);
    }
}
