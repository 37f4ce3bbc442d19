//! What one principal counts, added up at the end: events, requests, latencies, times in a state.
//! Ported from the engine's metrics; nothing here knows NeXosim.

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub events: u64,
    pub issued: u64,
    pub succeeded: u64,
    pub failed: u64,
    /// Answered requests by how long they took, in bins a sixteenth of a power of two wide.
    pub latency: Vec<u32>,
    pub state_changes: u64,
    pub impaired: u64,
}

impl Tally {
    pub fn succeeded(&mut self, took: u64) {
        self.succeeded += 1;
        let bin = bin_of(took);
        if self.latency.len() <= bin {
            self.latency.resize(bin + 1, 0);
        }
        self.latency[bin] += 1;
    }

    pub fn add(&mut self, other: &Self) {
        self.events += other.events;
        self.issued += other.issued;
        self.succeeded += other.succeeded;
        self.failed += other.failed;
        self.state_changes += other.state_changes;
        self.impaired += other.impaired;
        if self.latency.len() < other.latency.len() {
            self.latency.resize(other.latency.len(), 0);
        }
        for (mine, theirs) in self.latency.iter_mut().zip(&other.latency) {
            *mine += theirs;
        }
    }
}

fn bin_of(micros: u64) -> usize {
    if micros < 16 {
        return micros as usize;
    }
    let exponent = 63 - micros.leading_zeros();
    let sub = (micros >> (exponent - 4)) as usize - 16;
    ((exponent - 3) as usize * 16 + sub).min(383)
}
