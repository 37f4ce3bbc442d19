//! Latency as counts in fixed bins: bounded memory, integers only, the same percentiles everywhere.
//! Bins are 1/16 of a power of two wide, so a percentile is true to about 6 %.

use sts_atlas_facts::Micros;

const SUB_BITS: u32 = 4;
const SUB_COUNT: usize = 1 << SUB_BITS;
/// Bins up to 2^27 µs (134 s); what takes longer shares the last bin.
const BINS: usize = (27 - SUB_BITS as usize + 1) * SUB_COUNT;

/// Counts of spans of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    /// Bins from the first used one on; empty while nothing was recorded.
    counts: Vec<u32>,
    total: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self::new()
    }
}

impl Histogram {
    /// No spans yet.
    pub const fn new() -> Self {
        Self { counts: Vec::new(), total: 0 }
    }

    /// Counts one span.
    pub fn record(&mut self, span: Micros) {
        let bin = bin_of(span.0);
        if self.counts.len() <= bin {
            self.counts.resize(bin + 1, 0);
        }
        self.counts[bin] = self.counts[bin].saturating_add(1);
        self.total += 1;
    }

    /// Heap memory, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.counts.capacity() * size_of::<u32>()
    }

    /// How many spans were counted.
    pub const fn total(&self) -> u64 {
        self.total
    }

    /// The middle of the bin in which the share `permille` of all spans is reached; `None` where there are none.
    pub fn quantile(&self, permille: u32) -> Option<Micros> {
        if self.total == 0 {
            return None;
        }
        let rank = (self.total * u64::from(permille)).div_ceil(1_000).max(1);
        let mut seen = 0;
        let bin = self.counts.iter().position(|&count| {
            seen += u64::from(count);
            seen >= rank
        })?;
        Some(middle_of(bin))
    }

    /// Adds another's counts.
    pub fn merge(&mut self, other: &Self) {
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine = mine.saturating_add(*theirs);
        }
        self.total += other.total;
    }
}

fn bin_of(micros: u64) -> usize {
    let sub_count = SUB_COUNT as u64;
    if micros < sub_count {
        return micros as usize;
    }
    let exponent = 63 - micros.leading_zeros();
    let sub = (micros >> (exponent - SUB_BITS)) as usize - SUB_COUNT;
    let bin = (exponent - SUB_BITS + 1) as usize * SUB_COUNT + sub;
    bin.min(BINS - 1)
}

fn middle_of(bin: usize) -> Micros {
    if bin < SUB_COUNT {
        return Micros(bin as u64);
    }
    let shift = (bin / SUB_COUNT - 1) as u32;
    let low = ((SUB_COUNT + bin % SUB_COUNT) as u64) << shift;
    Micros(low + ((1_u64 << shift) >> 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_true_to_a_sixteenth() {
        let mut histogram = Histogram::new();
        for millis in 1..=1_000 {
            histogram.record(Micros::from_millis(millis));
        }
        for (permille, expected_ms) in [(500, 500_u64), (950, 950), (990, 990), (1, 1)] {
            let found = histogram.quantile(permille).map_or(0, |span| span.0 / 1_000);
            assert!(found.abs_diff(expected_ms) * 16 <= expected_ms + 16, "p{permille}: {found} ms");
        }
    }

    #[test]
    fn an_empty_histogram_has_no_quantile_and_an_endless_wait_has_a_bin() {
        let mut histogram = Histogram::new();
        assert_eq!(histogram.quantile(500), None);
        histogram.record(Micros(u64::MAX));
        assert!(histogram.quantile(500).is_some());
    }

    #[test]
    fn merging_equals_recording_both() {
        let (mut left, mut right, mut both) = (Histogram::new(), Histogram::new(), Histogram::new());
        for micros in [3_u64, 70, 19_500, 460_000, 61_000_000] {
            left.record(Micros(micros));
            right.record(Micros(micros * 2));
            both.record(Micros(micros));
            both.record(Micros(micros * 2));
        }
        left.merge(&right);
        assert_eq!(left, both);
    }
}
