//! The simulator's draws once more, from their documentation: FNV-1a keys, SplitMix64 mixing, stated occasions.
//! Nothing here calls the simulator.

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

pub const SESSION_AGE: u64 = 1;
pub const JOB_PHASE: u64 = 2;
pub const REFRESH_JITTER: u64 = 3;
pub const BACKOFF: u64 = 4;
pub const PATH_LOSS: u64 = 5;
pub const STS_ERROR: u64 = 6;
const WEATHER: u64 = 7;
const PROPAGATION: u64 = 8;
pub const THROTTLE: u64 = 9;

/// Tries are eight apart, so that each can have its transmissions of a first packet.
pub const TRANSMISSIONS_PER_TRY: u64 = 8;

/// FNV-1a, 64 bits.
pub fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

fn scatter(word: u64) -> u64 {
    let word = (word ^ word >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ word >> 31
}

/// One principal's luck, or one route's.
#[derive(Clone, Copy)]
pub struct Luck {
    pub seed: u64,
    pub key: u64,
}

impl Luck {
    pub fn of_principal(seed: u64, name: &str, ordinal: u32) -> Self {
        Self { seed, key: fnv1a(&format!("{name}/{ordinal}")) }
    }

    /// 64 bits for a purpose and an occasion: run `n`, leg, try.
    pub fn bits(self, purpose: u64, n: u64, leg: u64, attempt: u64) -> u64 {
        let words = [self.key, purpose, n, leg << 32 | attempt];
        words.into_iter().fold(scatter(self.seed ^ GOLDEN), |hash, word| scatter(hash.wrapping_add(GOLDEN) ^ word))
    }
}

/// A draw scaled to 0..bound.
pub fn scaled(bits: u64, bound: u64) -> u64 {
    u64::try_from((u128::from(bits) * u128::from(bound)) >> 64).expect("less than the bound")
}

/// Whether a draw falls into a share in parts per million.
pub fn falls(bits: u64, parts_per_million: u32) -> bool {
    scaled(bits, 1_000_000) < u64::from(parts_per_million)
}

/// Extra microseconds of a round trip in one second.
pub fn extra_round_trip(seed: u64, from: &str, to: &str, second: u64) -> u64 {
    const QUANTILES: [(u64, u64); 6] = [(0, 0), (500, 430), (900, 880), (990, 3_000), (999, 8_000), (1_000, 20_000)];
    let route = Luck { seed, key: fnv1a(&format!("{from}>{to}")) };
    read_off(&QUANTILES, route.bits(WEATHER, second, 0, 0))
}

/// How long what a change writes takes to a Region, after so many restarts; `enabling`: until the Region itself is enabled.
pub fn propagation(change: Luck, region: &str, restarts: u64, enabling: bool) -> u64 {
    const SECOND: u64 = 1_000_000;
    const WRITES: [(u64, u64); 6] = [
        (0, SECOND / 5),
        (100, 730_000),
        (500, 3_500_000),
        (900, 16_700_000),
        (990, 60 * SECOND),
        (1_000, 120 * SECOND),
    ];
    const ENABLING: [(u64, u64); 5] = [
        (0, 120 * SECOND),
        (500, 480 * SECOND),
        (900, 1_800 * SECOND),
        (990, 10_800 * SECOND),
        (1_000, 21_600 * SECOND),
    ];
    let quantiles: &[(u64, u64)] = if enabling { &ENABLING } else { &WRITES };
    read_off(quantiles, change.bits(PROPAGATION, fnv1a(region), 0, restarts))
}

/// A draw as a quantile: thousandths and microseconds, linear in between.
fn read_off(quantiles: &[(u64, u64)], bits: u64) -> u64 {
    let millionth = scaled(bits, 1_000_000);
    let (below, above) = quantiles.split_at(quantiles.partition_point(|&(permille, _)| permille * 1_000 <= millionth));
    let (Some(&(from, low)), Some(&(to, high))) = (below.last(), above.first()) else { panic!("no quantile") };
    low + (high - low) * (millionth - from * 1_000) / ((to - from) * 1_000)
}
