//! The quota that all callers of one STS share: a model of its own, asked by each request that arrives.
//! 600 requests a second with a burst, integers only.

use nexosim::model::Model;
use serde::{Deserialize, Serialize};

const REQUESTS_PER_SECOND: u64 = 600;
const ONE_REQUEST: u64 = 1_000_000;

#[derive(Serialize, Deserialize)]
pub struct Quota {
    used: u64,
    at: u64,
    burst: u64,
}

#[Model]
impl Quota {
    pub fn new(burst: u64) -> Self {
        Self { used: 0, at: 0, burst }
    }

    /// Takes one request's worth at a time in microseconds, if there is any -- replier port.
    pub async fn take(&mut self, now: u64) -> bool {
        self.used = self.used.saturating_sub((now - self.at) * REQUESTS_PER_SECOND);
        self.at = now;
        let fits = self.used + ONE_REQUEST <= self.burst * ONE_REQUEST;
        if fits {
            self.used += ONE_REQUEST;
        }
        fits
    }
}
