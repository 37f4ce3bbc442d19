//! What the faults of a schedule mean at a moment, asked anew each time from the list of faults and windows.
//! No principal lives here.

use sts_atlas_facts::{Place, RegionId};
use sts_atlas_sim::{Direction, Fault, FaultWindow, PathEffect, SimTime};

pub const NEVER: u64 = SimTime::NEVER.0;
const DAY: u64 = 24 * 3_600 * 1_000_000;

pub struct Sky<'a> {
    faults: &'a [(Fault, Vec<FaultWindow>)],
    edges: Vec<u64>,
}

/// A sky without any fault.
pub static CLEAR: Sky<'static> = Sky { faults: &[], edges: vec![] };

/// Which ways of a path drop everything.
#[derive(Clone, Copy, Default)]
pub struct Dropped {
    pub out: bool,
    pub back: bool,
}

impl<'a> Sky<'a> {
    pub fn new(faults: &'a [(Fault, Vec<FaultWindow>)]) -> Self {
        let windows = faults.iter().flat_map(|(_, windows)| windows).filter(|window| window.start < window.end);
        let mut edges: Vec<u64> = windows.flat_map(|window| [window.start.0, window.end.0]).collect();
        edges.retain(|&edge| edge != NEVER);
        edges.sort_unstable();
        edges.dedup();
        Self { faults, edges }
    }

    /// Every moment at which a fault begins or ends, in order.
    pub fn edges(&self) -> &[u64] {
        &self.edges
    }

    pub fn holding(&self, t: u64) -> impl Iterator<Item = &'a Fault> {
        let holds = move |window: &FaultWindow| window.start.0 <= t && t < window.end.0;
        self.faults.iter().filter(move |(_, windows)| windows.iter().any(holds)).map(|(fault, _)| fault)
    }

    /// Effects of path faults on packets from a place to a Region: out, back, effect.
    fn on_path(&self, from: Place, to: RegionId, t: u64) -> impl Iterator<Item = (bool, bool, PathEffect)> {
        self.holding(t).filter_map(move |fault| {
            let Fault::Path { from: near, to: far, direction, effect } = fault else { return None };
            let there = near.contains(&from) && far.contains(&to);
            // Seen from the other end: we stand among the far Regions and call one of the near places.
            let reverse = match from {
                Place::Region(region) => far.contains(&region) && near.contains(&Place::Region(to)),
                Place::City(_) => false,
            };
            let both = *direction == Direction::BothWays;
            (there || reverse).then_some((there || both, reverse || both, *effect))
        })
    }

    pub fn dropped(&self, from: Place, to: RegionId, t: u64) -> Dropped {
        let drops = self.on_path(from, to, t).filter(|(_, _, effect)| *effect == PathEffect::Drop);
        drops.fold(Dropped::default(), |all, (out, back, _)| Dropped { out: all.out || out, back: all.back || back })
    }

    /// Share of first packets lost, in parts per million.
    pub fn loss(&self, from: Place, to: RegionId, t: u64) -> u32 {
        self.on_path(from, to, t).fold(0, |sum, (_, _, effect)| match effect {
            PathEffect::Loss { parts_per_million } => at_least_one(sum, parts_per_million),
            _ => sum,
        })
    }

    /// A time made longer by slow paths.
    pub fn path_slowness(&self, from: Place, to: RegionId, t: u64) -> u64 {
        self.on_path(from, to, t).fold(1_000, |slow, (_, _, effect)| match effect {
            PathEffect::Slow { permille } => slow * u64::from(permille) / 1_000,
            _ => slow,
        })
    }

    pub fn region_down(&self, region: RegionId, t: u64) -> bool {
        self.holding(t).any(|fault| matches!(fault, Fault::Region { at } if at.contains(&region)))
    }

    /// The first edge after a moment at which something holds.
    pub fn next_edge_where(&self, t: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
        self.edges.iter().copied().find(|&edge| edge > t && holds(edge))
    }

    /// Whether a Region cannot talk to us-east-1.
    pub fn cut_off(&self, region: RegionId, t: u64) -> bool {
        let dropped = self.dropped(Place::Region(region), RegionId::US_EAST_1, t);
        region != RegionId::US_EAST_1 && (dropped.out || dropped.back || self.region_down(RegionId::US_EAST_1, t))
    }

    pub fn promise_over(&self, region: RegionId, t: u64) -> bool {
        self.promise_ends(region, t).is_some_and(|end| end <= t)
    }

    /// When AWS's promise of 24 hours runs out in a Region that is cut off now.
    pub fn promise_ends(&self, region: RegionId, t: u64) -> Option<u64> {
        let mut since = None;
        for &edge in self.edges.iter().filter(|&&edge| edge <= t) {
            since = self.cut_off(region, edge).then_some(since.unwrap_or(edge));
        }
        since.map(|since| since + DAY)
    }
}

/// Share in which at least one of two independent things happens.
pub fn at_least_one(left: u32, right: u32) -> u32 {
    let (left, right) = (u64::from(left), u64::from(right));
    u32::try_from((left + right - left * right / 1_000_000).min(1_000_000)).expect("at most a million")
}
