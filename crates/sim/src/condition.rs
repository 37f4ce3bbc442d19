//! The state of the network and of endpoints at one moment, derived from the faults that hold.
//! No time passes here; what requests make of it is `attempt`'s business.

use sts_atlas_facts::{Micros, Place, RegionId};

use crate::{EndpointKind, Fault, PathEffect, ServerEffect, ServiceKind, SignIn, SimTime, StsNames, Zones};

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

/// One server as it stands: an STS name in a Region, a control plane, a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ServerCondition {
    pub down_by: Option<FaultIndex>,
    pub errors_ppm: u32,
    pub errors_by: Option<FaultIndex>,
    pub slow_permille: u64,
    pub slow_by: Option<FaultIndex>,
    pub throttled_ppm: u32,
    pub throttled_by: Option<FaultIndex>,
    /// A fault of which nobody documents whether it reaches this name.
    pub unknown_by: Option<FaultIndex>,
}

impl ServerCondition {
    /// The fault for which every request is answered with an error.
    pub fn always_fails_by(&self) -> Option<FaultIndex> {
        let errs = self.errors_by.filter(|_| self.errors_ppm >= 1_000_000);
        errs.or(self.throttled_by.filter(|_| self.throttled_ppm >= 1_000_000))
    }
}

/// One Region as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RegionCondition {
    pub down_by: Option<FaultIndex>,
    /// The fault that has its whole IAM data plane down.
    pub data_plane_down_by: Option<FaultIndex>,
    pub regional: ServerCondition,
    pub global: ServerCondition,
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
const CLEAR_SERVER: ServerCondition = ServerCondition {
    down_by: None,
    errors_ppm: 0,
    errors_by: None,
    slow_permille: 1_000,
    slow_by: None,
    throttled_ppm: 0,
    throttled_by: None,
    unknown_by: None,
};
const CLEAR_REGION: RegionCondition = RegionCondition {
    down_by: None,
    data_plane_down_by: None,
    regional: CLEAR_SERVER,
    global: CLEAR_SERVER,
    isolated_since: None,
};

impl RegionCondition {
    pub const fn sts(&self, kind: EndpointKind) -> &ServerCondition {
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
    /// IAM's control plane, in us-east-1.
    control_plane: ServerCondition,
    /// The Account Management API, in us-east-1.
    account_api: ServerCondition,
    /// Faults that hold and are looked at as they are: sign-in, and those that hit names, policies and issuers.
    pub special: Vec<FaultIndex>,
    /// All faults that hold.
    pub holding: Vec<FaultIndex>,
}

impl Conditions {
    /// Nothing is broken.
    pub fn clear(routes: usize) -> Self {
        Self {
            routes: vec![CLEAR_PATH; routes],
            regions: vec![CLEAR_REGION; sts_atlas_facts::REGIONS.len()],
            control_plane: CLEAR_SERVER,
            account_api: CLEAR_SERVER,
            special: Vec::new(),
            holding: Vec::new(),
        }
    }

    /// Heap memory, in bytes.
    pub fn bytes(&self) -> usize {
        self.routes.capacity() * size_of::<PathCondition>()
            + self.regions.capacity() * size_of::<RegionCondition>()
            + (self.special.capacity() + self.holding.capacity()) * size_of::<FaultIndex>()
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
        (self.control_plane, self.account_api) = (CLEAR_SERVER, CLEAR_SERVER);
        self.special.clear();
        self.holding.clear();
        for (index, fault) in holding {
            self.holding.push(index);
            match fault {
                Fault::IamControlPlane { effect } => apply(&mut self.control_plane, *effect, index),
                Fault::AccountApi { effect } => apply(&mut self.account_api, *effect, index),
                Fault::SignIn { .. }
                | Fault::Issuer { .. }
                | Fault::Dns { .. }
                | Fault::EgressAllowList { .. }
                | Fault::VpcEndpointOnly { .. }
                | Fault::RegionDeny { .. } => self.special.push(index),
                Fault::Path { .. }
                | Fault::Region { .. }
                | Fault::Sts { .. }
                | Fault::IamDataPlane { .. }
                | Fault::Throttle { .. } => {}
            }
        }
    }

    /// A server as it stands; sign-in by one of the ways to sign in.
    pub fn server<'a>(
        &self,
        service: ServiceKind,
        region: RegionId,
        sign_in: Option<SignIn>,
        fault: impl Fn(FaultIndex) -> Option<&'a Fault>,
    ) -> ServerCondition {
        match service {
            ServiceKind::StsGlobal => self.regions[region.index()].global,
            ServiceKind::StsRegional => self.regions[region.index()].regional,
            ServiceKind::Iam => self.control_plane,
            ServiceKind::AccountApi => self.account_api,
            ServiceKind::Service | ServiceKind::RolesAnywhere => CLEAR_SERVER,
            ServiceKind::SignIn | ServiceKind::IdentityCenter => {
                let mut condition = CLEAR_SERVER;
                for &index in &self.special {
                    if let Some(Fault::SignIn { at, ways, effect }) = fault(index)
                        && at.contains(&region)
                        && sign_in.is_some_and(|way| ways.contains(&way))
                    {
                        apply(&mut condition, *effect, index);
                    }
                }
                condition
            }
        }
    }

    /// Whether changes of IAM reach a Region's data plane.
    pub fn changes_reach(&self, region: RegionId) -> bool {
        let region = &self.regions[region.index()];
        region.isolated_since.is_none() && region.down_by.is_none()
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
                on_names(&mut condition, region, *names, index, |server| apply(server, *effect, index));
            }
            Fault::Throttle { at, names, parts_per_million } if at.contains(&region) => {
                on_names(&mut condition, region, *names, index, |server| {
                    server.throttled_ppm = either(server.throttled_ppm, *parts_per_million);
                    server.throttled_by = server.throttled_by.or(Some(index));
                });
            }
            Fault::IamDataPlane { at, zones: Zones::All } if at.contains(&region) => {
                condition.data_plane_down_by = condition.data_plane_down_by.or(Some(index));
                let all = ServerEffect::Errors { parts_per_million: 1_000_000 };
                on_names(&mut condition, region, StsNames::Both, index, |server| apply(server, all, index));
            }
            _ => {}
        }
    }
    condition
}

/// Whether a locally served global name fails with its Region's STS is not documented.
fn on_names(
    condition: &mut RegionCondition,
    region: RegionId,
    names: StsNames,
    index: FaultIndex,
    hit: impl Fn(&mut ServerCondition),
) {
    if names != StsNames::GlobalOnly {
        hit(&mut condition.regional);
    }
    match names {
        StsNames::RegionalOnly => {}
        StsNames::Both if region != RegionId::US_EAST_1 => condition.global.unknown_by = Some(index),
        StsNames::Both | StsNames::GlobalOnly => hit(&mut condition.global),
    }
}

fn apply(condition: &mut ServerCondition, effect: ServerEffect, index: FaultIndex) {
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
