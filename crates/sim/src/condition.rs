//! The state of the network and of endpoints at one moment, derived from the faults that hold.
//! No time passes here; what requests make of it is `attempt`'s business.

use sts_atlas_facts::{Micros, Place, RegionId};

use crate::{EndpointKind, Fault, PathEffect, ServerEffect, SimTime, StsNames};

/// Index of a fault in the schedule.
pub(crate) type FaultIndex = u16;

/// AWS promises new credentials from Regional STS for at least this long of a cut between Regions.
pub(crate) const ISSUING_PROMISE: Micros = Micros::from_secs(24 * 3_600);

/// One route as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PathCondition {
    pub out_dropped_by: Option<FaultIndex>,
    pub back_dropped_by: Option<FaultIndex>,
    pub loss_ppm: u32,
    pub lossy_by: Option<FaultIndex>,
    pub slow_permille: u64,
    pub slow_by: Option<FaultIndex>,
}

/// One STS name in one Region as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StsCondition {
    pub down_by: Option<FaultIndex>,
    pub errors_ppm: u32,
    pub errors_by: Option<FaultIndex>,
    pub slow_permille: u64,
    pub slow_by: Option<FaultIndex>,
    /// A fault of which nobody documents whether it reaches this name.
    pub unknown_by: Option<FaultIndex>,
}

/// One Region as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RegionCondition {
    pub down_by: Option<FaultIndex>,
    pub regional: StsCondition,
    pub global: StsCondition,
    /// Since when it has been cut off from us-east-1, the home of IAM's control plane.
    pub isolated_since: Option<SimTime>,
}

/// The most that faults together slow anything, in thousandths: far beyond every timeout, far from overflow.
const SLOWEST_PERMILLE: u64 = 1_000_000_000;

const CLEAR_PATH: PathCondition = PathCondition {
    out_dropped_by: None,
    back_dropped_by: None,
    loss_ppm: 0,
    lossy_by: None,
    slow_permille: 1_000,
    slow_by: None,
};
const CLEAR_STS: StsCondition = StsCondition {
    down_by: None,
    errors_ppm: 0,
    errors_by: None,
    slow_permille: 1_000,
    slow_by: None,
    unknown_by: None,
};
const CLEAR_REGION: RegionCondition =
    RegionCondition { down_by: None, regional: CLEAR_STS, global: CLEAR_STS, isolated_since: None };

impl RegionCondition {
    pub const fn sts(&self, kind: EndpointKind) -> &StsCondition {
        match kind {
            EndpointKind::Global => &self.global,
            EndpointKind::Regional => &self.regional,
        }
    }

    /// Whether AWS's promise has run out: nobody documents whether STS still issues.
    pub fn promise_over(&self, now: SimTime) -> bool {
        self.isolated_since.is_some_and(|since| since.plus(ISSUING_PROMISE) <= now)
    }
}

/// All routes and Regions of a world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conditions {
    pub routes: Vec<PathCondition>,
    pub regions: Vec<RegionCondition>,
}

impl Conditions {
    /// Nothing is broken.
    pub fn clear(routes: usize) -> Self {
        Self { routes: vec![CLEAR_PATH; routes], regions: vec![CLEAR_REGION; sts_atlas_facts::REGIONS.len()] }
    }

    /// Heap memory, in bytes.
    pub fn bytes(&self) -> usize {
        self.routes.capacity() * size_of::<PathCondition>() + self.regions.capacity() * size_of::<RegionCondition>()
    }

    /// Derives everything from the faults that hold now; only how long a Region has been isolated is kept.
    pub fn update<'a>(
        &mut self,
        now: SimTime,
        routes: &[(Place, RegionId)],
        holding: impl Iterator<Item = (FaultIndex, &'a Fault)> + Clone,
    ) {
        for (condition, &(from, to)) in self.routes.iter_mut().zip(routes) {
            *condition = path_condition(from, to, holding.clone());
        }
        for region in RegionId::all() {
            let condition = &mut self.regions[region.index()];
            let isolated = is_isolated(region, holding.clone());
            let isolated_since = isolated.then(|| condition.isolated_since.unwrap_or(now));
            *condition = RegionCondition { isolated_since, ..region_condition(region, holding.clone()) };
        }
    }

    /// The next moment at which a promise runs out.
    pub fn next_promise_end(&self, now: SimTime) -> SimTime {
        let ends = self.regions.iter().filter_map(|region| Some(region.isolated_since?.plus(ISSUING_PROMISE)));
        ends.filter(|&end| end > now).min().unwrap_or(SimTime::NEVER)
    }
}

fn path_condition<'a>(
    from: Place,
    to: RegionId,
    holding: impl Iterator<Item = (FaultIndex, &'a Fault)>,
) -> PathCondition {
    let mut condition = CLEAR_PATH;
    for (index, fault) in holding {
        let Fault::Path { effect, .. } = fault else { continue };
        let (out, back) = fault.path_hits(from, to);
        if !out && !back {
            continue;
        }
        match *effect {
            PathEffect::Drop => {
                condition.out_dropped_by = condition.out_dropped_by.or(out.then_some(index));
                condition.back_dropped_by = condition.back_dropped_by.or(back.then_some(index));
            }
            PathEffect::Loss { parts_per_million } => {
                condition.loss_ppm = either(condition.loss_ppm, parts_per_million);
                condition.lossy_by = condition.lossy_by.or(Some(index));
            }
            PathEffect::Slow { permille } => {
                condition.slow_permille = slower(condition.slow_permille, permille);
                condition.slow_by = condition.slow_by.or(Some(index));
            }
        }
    }
    condition
}

fn region_condition<'a>(region: RegionId, holding: impl Iterator<Item = (FaultIndex, &'a Fault)>) -> RegionCondition {
    let mut condition = CLEAR_REGION;
    for (index, fault) in holding {
        match fault {
            Fault::Region { at } if at.contains(&region) => {
                condition.down_by = condition.down_by.or(Some(index));
            }
            Fault::Sts { at, names, effect } if at.contains(&region) => {
                if *names != StsNames::GlobalOnly {
                    apply_sts(&mut condition.regional, *effect, index);
                }
                match names {
                    StsNames::RegionalOnly => {}
                    // Whether a locally served global name fails with its Region's STS is not documented.
                    StsNames::Both if region != RegionId::US_EAST_1 => condition.global.unknown_by = Some(index),
                    StsNames::Both | StsNames::GlobalOnly => apply_sts(&mut condition.global, *effect, index),
                }
            }
            _ => {}
        }
    }
    condition
}

fn apply_sts(condition: &mut StsCondition, effect: ServerEffect, index: FaultIndex) {
    match effect {
        ServerEffect::Down => condition.down_by = condition.down_by.or(Some(index)),
        ServerEffect::Errors { parts_per_million } => {
            condition.errors_ppm = either(condition.errors_ppm, parts_per_million);
            condition.errors_by = condition.errors_by.or(Some(index));
        }
        ServerEffect::Slow { permille } => {
            condition.slow_permille = slower(condition.slow_permille, permille);
            condition.slow_by = condition.slow_by.or(Some(index));
        }
    }
}

/// Two slow things on one way multiply.
fn slower(slow_permille: u64, permille: u32) -> u64 {
    (slow_permille * u64::from(permille) / 1_000).min(SLOWEST_PERMILLE)
}

/// Probability that at least one of two independent things happens.
fn either(left_ppm: u32, right_ppm: u32) -> u32 {
    let (left, right) = (u64::from(left_ppm), u64::from(right_ppm));
    u32::try_from((left + right).saturating_sub(left * right / 1_000_000).min(1_000_000)).unwrap_or(1_000_000)
}

/// Whether a Region cannot talk to us-east-1: its path is dropped either way, or us-east-1 is down.
fn is_isolated<'a>(region: RegionId, mut holding: impl Iterator<Item = (FaultIndex, &'a Fault)>) -> bool {
    region != RegionId::US_EAST_1
        && holding.any(|(_, fault)| match fault {
            Fault::Path { effect: PathEffect::Drop, .. } => {
                let (out, back) = fault.path_hits(Place::Region(region), RegionId::US_EAST_1);
                out || back
            }
            Fault::Region { at } => at.contains(&RegionId::US_EAST_1),
            _ => false,
        })
}
