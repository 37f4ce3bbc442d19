//! The shared quota of STS: one token bucket per caller's account and Region, integers only.
//! Who shares which bucket is `plan`'s business.

use crate::SimTime;

/// Requests a second for the six operations that share the quota.
const REQUESTS_PER_SECOND: u64 = 600;
/// One request, in millionths: at 600 a second a microsecond refills 600 of them.
const ONE_REQUEST: u64 = 1_000_000;

/// One bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bucket {
    used: u64,
    at: SimTime,
}

impl Bucket {
    /// A full bucket.
    pub const fn full() -> Self {
        Self { used: 0, at: SimTime::START }
    }

    /// Takes one request's worth, if there is any.
    pub fn take(&mut self, now: SimTime, burst: u32) -> bool {
        let refill = now.since(self.at).0.saturating_mul(REQUESTS_PER_SECOND);
        self.used = self.used.saturating_sub(refill);
        self.at = now;
        let fits = self.used + ONE_REQUEST <= u64::from(burst) * ONE_REQUEST;
        if fits {
            self.used += ONE_REQUEST;
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_its_burst_at_once_and_then_600_a_second() {
        let mut bucket = Bucket::full();
        let at_once = (0..1_000).filter(|_| bucket.take(SimTime::START, 600)).count();
        assert_eq!(at_once, 600);
        let over_two_seconds = (1..=2_000_000_u64).step_by(500).filter(|&us| bucket.take(SimTime(us), 600)).count();
        assert!((1_199..=1_200).contains(&over_two_seconds), "{over_two_seconds}");
    }
}
