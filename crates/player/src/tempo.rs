//! How fast simulated time passes: simulated microseconds per real second, with named stops.
//! No clock lives here; real time comes in as a number.

use sts_atlas_facts::Micros;

use crate::Grain;

/// A tempo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tempo(Micros);

impl Tempo {
    /// The named stops, slowest first: one real second is 10 ms … 1 h of simulated time.
    pub const STOPS: [Self; 8] = [
        Self(Micros::from_millis(10)),
        Self(Micros::from_millis(100)),
        Self(Micros::from_secs(1)),
        Self(Micros::from_secs(10)),
        Self(Micros::from_minutes(1)),
        Self(Micros::from_minutes(5)),
        Self(Micros::from_minutes(15)),
        Self(Micros::from_minutes(60)),
    ];

    /// The tempo a scenario starts with.
    pub const DEFAULT: Self = Self(Micros::from_minutes(1));

    /// From this tempo on single requests are too quick to be seen.
    const COARSE: Self = Self(Micros::from_secs(10));

    /// A tempo of so much simulated time per real second, if it is not zero and not above one day.
    pub fn per_second(span: Micros) -> Option<Self> {
        (1..=Micros::from_minutes(24 * 60).0).contains(&span.0).then_some(Self(span))
    }

    /// Simulated time per real second.
    pub const fn span_per_second(self) -> Micros {
        self.0
    }

    /// Simulated time that passes in so much real time.
    pub fn simulated(self, real: Micros) -> Micros {
        let span = u128::from(self.0.0) * u128::from(real.0) / 1_000_000;
        Micros(u64::try_from(span).unwrap_or(u64::MAX))
    }

    /// Whether single requests are too quick to be seen.
    pub fn is_coarse(self) -> bool {
        self >= Self::COARSE
    }

    /// How far a step goes at this tempo, unless somebody chose otherwise.
    pub fn grain(self) -> Grain {
        if self.is_coarse() { Grain::State } else { Grain::Packet }
    }
}
