//! Luck and fingerprints, as the engine defines them: hashes of what a draw is for, integers only.
//! Ported from `crates/sim/src/draw.rs`; equal fingerprints are the proof that it is the same.

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

#[derive(Clone, Copy)]
pub enum Purpose {
    SessionAge = 1,
    JobPhase = 2,
    RefreshJitter = 3,
    Backoff = 4,
    StsError = 6,
    Weather = 7,
}

/// FNV-1a of a name.
pub fn key(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

pub const fn absorb(hash: u64, word: u64) -> u64 {
    mix(hash.wrapping_add(GOLDEN) ^ word)
}

pub fn draw(seed: u64, key: u64, purpose: Purpose, n: u64, leg: u64, attempt: u64) -> u64 {
    let hash = absorb(absorb(mix(seed ^ GOLDEN), key), purpose as u64);
    absorb(absorb(hash, n), leg << 32 | attempt)
}

/// Scales a draw to 0..bound.
pub fn below(draw: u64, bound: u64) -> u64 {
    ((u128::from(draw) * u128::from(bound)) >> 64) as u64
}

const WEATHER_QUANTILES: [(u64, u64); 6] =
    [(0, 0), (500_000, 430), (900_000, 880), (990_000, 3_000), (999_000, 8_000), (1_000_000, 20_000)];

/// Extra time of a round trip on a route in one second.
pub fn weather(seed: u64, route: u64, second: u64) -> u64 {
    let quantile = below(draw(seed, route, Purpose::Weather, second, 0, 0), 1_000_000);
    for window in WEATHER_QUANTILES.windows(2) {
        let [(low, low_us), (high, high_us)] = [window[0], window[1]];
        if quantile < high {
            return low_us + (high_us - low_us) * (quantile - low) / (high - low);
        }
    }
    0
}
