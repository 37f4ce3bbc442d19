//! Luck as a pure function of (seed, entity, purpose, occasion): common random numbers for twin worlds.
//! No running generator lives here; a draw never depends on what was drawn before.

use sts_atlas_facts::Micros;

/// The seed of a recording, at most 2^53 − 1 so that it survives JavaScript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seed(u64);

/// A seed above [`Seed::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeedError {
    /// What was found.
    pub found: u64,
}

impl Seed {
    /// The largest seed.
    pub const MAX: u64 = (1 << 53) - 1;

    /// A seed, if it is not too large.
    ///
    /// # Errors
    /// Numbers above [`Seed::MAX`].
    pub const fn new(seed: u64) -> Result<Self, SeedError> {
        if seed <= Self::MAX { Ok(Self(seed)) } else { Err(SeedError { found: seed }) }
    }

    /// The number itself.
    pub const fn get(self) -> u64 {
        self.0
    }
}

/// Identity of an entity for draws: FNV-1a of `name/ordinal`, never its position in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityKey(u64);

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

impl EntityKey {
    /// The key of instance `ordinal` (from 1) of a principal.
    pub fn new(name: &str, ordinal: u32) -> Self {
        let mut hash = fnv(FNV_OFFSET, name.as_bytes());
        hash = fnv(hash, b"/");
        Self(fnv(hash, ordinal.to_string().as_bytes()))
    }

    pub(crate) const fn get(self) -> u64 {
        self.0
    }

    /// The key of a route, for its weather: the same in both worlds.
    pub(crate) fn of_route(from: &str, to: &str) -> Self {
        Self(fnv(fnv(fnv(FNV_OFFSET, from.as_bytes()), b">"), to.as_bytes()))
    }
}

/// A number for a text, for occasions that are about it.
pub(crate) fn text_key(text: &str) -> u64 {
    fnv(FNV_OFFSET, text.as_bytes())
}

fn fnv(mut hash: u64, bytes: &[u8]) -> u64 {
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME);
    }
    hash
}

/// What a draw is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    SessionAge = 1,
    JobPhase = 2,
    RefreshJitter = 3,
    Backoff = 4,
    PathLoss = 5,
    StsError = 6,
    Weather = 7,
    Propagation = 8,
    Throttle = 9,
}

/// Which time of its kind a draw is for: run or refresh `n`, leg and attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occasion {
    pub n: u64,
    pub leg: u8,
    pub attempt: u32,
}

impl Occasion {
    pub const fn nth(n: u64) -> Self {
        Self { n, leg: 0, attempt: 0 }
    }
}

/// SplitMix64's output function (Steele, Lea, Flood 2014): a bijection that scatters every input bit.
pub(crate) const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// SplitMix64's increment: the odd number nearest 2^64 divided by the golden ratio.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Absorbs one word into a hash; also the step of every digest.
pub(crate) const fn absorb(hash: u64, word: u64) -> u64 {
    mix(hash.wrapping_add(GOLDEN) ^ word)
}

/// 64 evenly distributed bits for one occasion.
pub(crate) fn draw(seed: Seed, key: EntityKey, purpose: Purpose, occasion: Occasion) -> u64 {
    let hash = absorb(absorb(mix(seed.0 ^ GOLDEN), key.0), purpose as u64);
    absorb(absorb(hash, occasion.n), u64::from(occasion.leg) << 32 | u64::from(occasion.attempt))
}

/// Scales a draw to 0..bound (0 where the bound is 0).
pub(crate) fn below(draw: u64, bound: u64) -> u64 {
    ((u128::from(draw) * u128::from(bound)) >> 64) as u64
}

/// Whether a draw falls into a share given in parts per million.
pub(crate) fn happens(draw: u64, parts_per_million: u32) -> bool {
    below(draw, 1_000_000) < u64::from(parts_per_million)
}

/// Assumed extra time of one round trip: quantile (in thousandths) and microseconds, linear in between.
/// The middle of it follows the mean deviation of pings (median 0.43 ms, p90 0.88 ms); the tail is assumed.
const WEATHER_QUANTILES: [(u64, u64); 6] =
    [(0, 0), (500, 430), (900, 880), (990, 3_000), (999, 8_000), (1_000, 20_000)];

/// The weather of a route in one second of simulated time: the same for every entity and both worlds.
pub(crate) fn weather(seed: Seed, route: EntityKey, second: u64) -> Micros {
    quantile(&WEATHER_QUANTILES, draw(seed, route, Purpose::Weather, Occasion::nth(second)))
}

/// The time at the quantile (in thousandths) a draw falls on, linear in between.
pub(crate) fn quantile(table: &[(u64, u64)], luck: u64) -> Micros {
    let millionth = below(luck, 1_000_000);
    for window in table.windows(2) {
        let [(low_permille, low_us), (high_permille, high_us)] = [window[0], window[1]];
        let (low, high) = (low_permille * 1_000, high_permille * 1_000);
        if millionth < high {
            return Micros(low_us + (high_us - low_us) * (millionth - low) / (high - low));
        }
    }
    Micros::ZERO
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixing_equals_the_published_splitmix64_sequence_for_seed_1234567() {
        let expected = [6_457_827_717_110_365_317_u64, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        let mut state = 1_234_567_u64;
        for value in expected {
            state = state.wrapping_add(GOLDEN);
            assert_eq!(mix(state), value);
        }
    }

    #[test]
    fn a_draw_depends_on_each_of_its_four_inputs_and_on_nothing_else() {
        let (seed, key) = (Seed(7), EntityKey::new("batch-etl", 1));
        let base = draw(seed, key, Purpose::Backoff, Occasion { n: 3, leg: 0, attempt: 2 });
        assert_eq!(base, draw(seed, key, Purpose::Backoff, Occasion { n: 3, leg: 0, attempt: 2 }));
        let others = [
            draw(Seed(8), key, Purpose::Backoff, Occasion { n: 3, leg: 0, attempt: 2 }),
            draw(seed, EntityKey::new("batch-etl", 2), Purpose::Backoff, Occasion { n: 3, leg: 0, attempt: 2 }),
            draw(seed, key, Purpose::PathLoss, Occasion { n: 3, leg: 0, attempt: 2 }),
            draw(seed, key, Purpose::Backoff, Occasion { n: 4, leg: 0, attempt: 2 }),
            draw(seed, key, Purpose::Backoff, Occasion { n: 3, leg: 1, attempt: 2 }),
            draw(seed, key, Purpose::Backoff, Occasion { n: 3, leg: 0, attempt: 3 }),
        ];
        assert!(others.iter().all(|other| *other != base));
    }

    #[test]
    fn weather_has_the_quantiles_it_promises() {
        let route = EntityKey::of_route("ap-northeast-1", "us-east-1");
        let mut times: Vec<u64> = (0..200_000).map(|second| weather(Seed(1), route, second).0).collect();
        times.sort_unstable();
        assert!((420..440).contains(&times[100_000]), "median {}", times[100_000]);
        assert!((840..940).contains(&times[180_000]), "p90 {}", times[180_000]);
        assert!(times[199_999] <= 20_000);
    }

    #[test]
    fn a_seed_survives_javascript() {
        assert!(Seed::new(Seed::MAX).is_ok());
        assert_eq!(Seed::new(Seed::MAX + 1), Err(SeedError { found: 1 << 53 }));
    }
}
