//! Simulated time.
//! The world starts at zero; what o'clock that is, only the scenario knows.

use sts_atlas_facts::Micros;

/// Microseconds since the world's start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SimTime(pub u64);

impl SimTime {
    /// The world's start.
    pub const START: Self = Self(0);
    /// Later than anything that is ever scheduled.
    pub const NEVER: Self = Self(u64::MAX);

    /// The time so much later; [`SimTime::NEVER`] stays never.
    pub const fn plus(self, span: Micros) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    /// The time so much earlier, at the earliest the start.
    pub const fn minus(self, span: Micros) -> Self {
        Self(self.0.saturating_sub(span.0))
    }

    /// The span since an earlier time; nothing where it is later.
    pub const fn since(self, earlier: Self) -> Micros {
        Micros(self.0.saturating_sub(earlier.0))
    }

    /// A time so many minutes after the start.
    pub const fn from_minutes(minutes: u64) -> Self {
        Self(minutes * 60_000_000)
    }

    /// A time so many seconds after the start.
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs * 1_000_000)
    }
}
