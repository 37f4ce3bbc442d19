//! What one world's spec means for each entity, worked out once: endpoint, routes, verdicts, waits.
//! Nothing in a plan changes while the world runs; what changes is `entity`'s business.

use sts_atlas_facts::{Micros, Place, RefreshWindow, RegionId, RetryPolicy, Rtt, RuleId, wire_rtt};

use crate::draw::EntityKey;
use crate::endpoint::{LookUp, decide, look_up};
use crate::{
    Account, ApiError, Assumptions, CallerInRegionNotEnabled, Credentials, DecideError, Decision, Endpoint,
    EndpointKind, Kind, Operation, PrincipalSpec, TokenScope, TokenVerdict, TokenVersion, WorldSpec, judge_token,
    ordered,
};

/// Linux gives up connecting after this long (`tcp_syn_retries` = 6: 1 + 2 + … + 64 s).
const OS_CONNECT_TIMEOUT: Micros = Micros::from_secs(127);
/// Linux gives up on an unanswered request after about this long (`tcp_retries2` = 15).
const OS_READ_TIMEOUT: Micros = Micros::from_millis(924_600);

/// A part of what a principal does over the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leg {
    /// The call to STS.
    Sts,
    /// The use of the session in the target Region with this index.
    Use(u8),
}

/// Why a principal takes no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inactive {
    /// A Region it needs had not been launched on the as-of day.
    RegionNotLaunched(RegionId),
}

/// The STS side of a plan.
#[derive(Clone, Debug)]
pub(crate) enum StsPlan {
    /// The client calls no STS endpoint of its own.
    None,
    /// The client refuses before it sends anything.
    NeverSent(DecideError),
    /// The client calls STS.
    Call(StsCall),
}

#[derive(Clone, Debug)]
pub(crate) struct StsCall {
    pub decision: Decision,
    pub look_up: LookUp,
    pub route: u16,
    /// What STS answers on a good day: a session of this scope, or an error.
    pub answer: Result<TokenScope, ApiError>,
    pub bucket: Option<u16>,
}

#[derive(Clone, Debug)]
pub(crate) struct TargetPlan {
    pub region: RegionId,
    pub route: u16,
    /// What the Region says to the credentials this principal gets on a good day.
    pub verdict: TokenVerdict,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Waits {
    pub connect: Micros,
    pub connect_is_the_systems: bool,
    pub read: Micros,
    pub read_is_the_systems: bool,
    pub load: Option<Micros>,
    pub keep_alive_idle: Micros,
}

#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub key: EntityKey,
    pub spec: usize,
    pub ordinal: u32,
    pub at: Place,
    pub kind: Kind,
    pub credentials: Credentials,
    pub sts: StsPlan,
    pub targets: Vec<TargetPlan>,
    pub session: Micros,
    pub refresh: RefreshWindow,
    pub waits: Waits,
    pub retry: RetryPolicy,
    pub inactive: Option<Inactive>,
}

impl Plan {
    pub fn route_of(&self, leg: Leg) -> Option<u16> {
        match (leg, &self.sts) {
            (Leg::Sts, StsPlan::Call(call)) => Some(call.route),
            (Leg::Sts, _) => None,
            (Leg::Use(index), _) => self.targets.get(usize::from(index)).map(|target| target.route),
        }
    }

    /// Time between two calls to STS on a good day.
    pub fn sts_period(&self) -> Option<Micros> {
        if !matches!(self.sts, StsPlan::Call(_)) {
            return None;
        }
        let window = self.refresh.advisory_before_expiry.unwrap_or(self.refresh.mandatory_before_expiry);
        let renewal = self.session.saturating_sub(window);
        Some(match self.kind {
            Kind::Workload | Kind::AwsService => renewal,
            Kind::Job { every } | Kind::Admin { every } => every,
            Kind::Human { every } => renewal.max(every),
        })
    }
}

/// A shared quota: one per caller's account and serving Region; since 2025 the global name has its own, one per
/// originating place.
pub(crate) type BucketKey = (usize, RegionId, EndpointKind, Place);

/// Everything compiled from a spec.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub plans: Vec<Plan>,
    pub routes: Vec<(Place, RegionId)>,
    pub rtts: Vec<Option<Rtt>>,
    pub route_keys: Vec<EntityKey>,
    pub buckets: u16,
}

struct Compiler<'a> {
    spec: &'a WorldSpec,
    routes: Vec<(Place, RegionId)>,
    buckets: Vec<BucketKey>,
}

/// Works out every instance of every principal, in the order of their names and ordinals.
pub(crate) fn compile(spec: &WorldSpec) -> Compiled {
    let mut compiler = Compiler { spec, routes: Vec::new(), buckets: Vec::new() };
    // Groups by name, then instances by ordinal; groups of one name take turns.
    let groups = ordered(0..spec.principals.len(), |&index| spec.principals[index].name.as_str());
    let mut plans = Vec::new();
    for same_name in groups.chunk_by(|&left, &right| spec.principals[left].name == spec.principals[right].name) {
        let most = same_name.iter().map(|&index| spec.principals[index].count).max().unwrap_or(0);
        for ordinal in 1..=most {
            let present = same_name.iter().filter(|&&index| ordinal <= spec.principals[index].count);
            plans.extend(present.map(|&index| compiler.plan(index, ordinal)));
        }
    }
    let rtts = compiler.routes.iter().map(|&(from, to)| wire_rtt(from, to)).collect();
    let route_keys = compiler.routes.iter().map(|&(from, to)| EntityKey::of_route(from.code(), to.code())).collect();
    let buckets = u16::try_from(compiler.buckets.len()).unwrap_or(u16::MAX);
    Compiled { plans, routes: compiler.routes, rtts, route_keys, buckets }
}

impl Compiler<'_> {
    fn plan(&mut self, index: usize, ordinal: u32) -> Plan {
        let spec = &self.spec.principals[index];
        let account = &self.spec.accounts[spec.account];
        let sts = self.sts_plan(spec);
        let inactive = self.inactive(spec, &sts);
        let scope = match &sts {
            StsPlan::Call(call) => call.answer.unwrap_or(TokenScope::AllEnabledRegions),
            // An instance role's session comes from AWS itself, an access key has no scope: both as good as any.
            StsPlan::None | StsPlan::NeverSent(_) => TokenScope::AllEnabledRegions,
        };
        let targets = spec.uses.iter().map(|&region| self.target(spec.at, region, account, scope)).collect();
        Plan {
            key: EntityKey::new(&spec.name, ordinal),
            spec: index,
            ordinal,
            at: spec.at,
            kind: spec.kind,
            credentials: spec.credentials,
            sts,
            targets,
            session: spec.session,
            refresh: spec.client.preset.refresh.value,
            waits: waits(spec),
            retry: spec.client.retry_policy(),
            inactive,
        }
    }

    fn inactive(&self, spec: &PrincipalSpec, sts: &StsPlan) -> Option<Inactive> {
        let here = match spec.at {
            Place::Region(region) => Some(region),
            Place::City(_) => None,
        };
        let serving = match sts {
            StsPlan::Call(call) => Some(call.look_up.serving),
            StsPlan::None | StsPlan::NeverSent(_) => None,
        };
        let needed = here.into_iter().chain(spec.uses.iter().copied()).chain(serving);
        needed.into_iter().find(|region| !region.launched_by(self.spec.as_of)).map(Inactive::RegionNotLaunched)
    }

    fn target(&mut self, at: Place, region: RegionId, account: &Account, scope: TokenScope) -> TargetPlan {
        TargetPlan { region, route: self.route(at, region), verdict: judge_token(account, scope, region) }
    }

    fn sts_plan(&mut self, spec: &PrincipalSpec) -> StsPlan {
        let Some(operation) = spec.sts_operation() else { return StsPlan::None };
        let decision = match decide(&spec.client) {
            Ok(decision) => decision,
            Err(error) => return StsPlan::NeverSent(error),
        };
        let look_up = look_up(decision.endpoint, spec.at, spec.resolver, self.spec.as_of);
        let account = &self.spec.accounts[spec.account];
        let answer = answer(decision.endpoint, look_up.serving, operation, account, &self.spec.assumptions);
        let bucket = operation.shares_quota().then(|| {
            // Regional buckets are shared by all callers; the global name's own, since 2025, are one per originating
            // place. Before, it was a name of us-east-1's STS like any other.
            let has_own = decision.endpoint == Endpoint::Global && look_up.rule != RuleId::LookupGlobalUsEast1;
            let (kind, origin) = if has_own {
                (EndpointKind::Global, spec.at)
            } else {
                (EndpointKind::Regional, Place::Region(look_up.serving))
            };
            self.bucket((spec.account, look_up.serving, kind, origin))
        });
        let route = self.route(spec.at, look_up.serving);
        StsPlan::Call(StsCall { decision, look_up, route, answer, bucket })
    }

    fn route(&mut self, from: Place, to: RegionId) -> u16 {
        index_of(&mut self.routes, (from, to))
    }

    fn bucket(&mut self, key: BucketKey) -> u16 {
        index_of(&mut self.buckets, key)
    }
}

fn index_of<T: PartialEq>(list: &mut Vec<T>, item: T) -> u16 {
    let index = list.iter().position(|known| *known == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    });
    // 41 Regions and 45 cities make at most 3,526 routes; buckets are fewer.
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// What STS answers when everything works: authenticate, then activation, then issue (the order is assumed).
fn answer(
    endpoint: Endpoint,
    serving: RegionId,
    operation: Operation,
    account: &Account,
    assumptions: &Assumptions,
) -> Result<TokenScope, ApiError> {
    if !account.enabled(serving) {
        let caller_is_known =
            !operation.is_signed() || assumptions.caller_in_region_not_enabled == CallerInRegionNotEnabled::Accepted;
        return Err(if caller_is_known { ApiError::RegionDisabled } else { ApiError::InvalidClientTokenId });
    }
    match endpoint {
        _ if endpoint.region().is_some_and(|region| account.sts_deactivated.contains(region)) => {
            Err(ApiError::RegionDisabled)
        }
        Endpoint::Regional(_) | Endpoint::Fips(_) | Endpoint::DualStack(_) | Endpoint::FipsDualStack(_) => {
            Ok(TokenScope::AllEnabledRegions)
        }
        Endpoint::Global => Ok(match account.global_token {
            TokenVersion::V1 => TokenScope::DefaultRegions,
            TokenVersion::V2 => TokenScope::AllEnabledRegions,
        }),
    }
}

fn waits(spec: &PrincipalSpec) -> Waits {
    let timeouts = spec.client.timeouts();
    Waits {
        connect: timeouts.connect.unwrap_or(OS_CONNECT_TIMEOUT),
        connect_is_the_systems: timeouts.connect.is_none(),
        read: timeouts.read.unwrap_or(OS_READ_TIMEOUT),
        read_is_the_systems: timeouts.read.is_none(),
        load: timeouts.load,
        keep_alive_idle: timeouts.keep_alive_idle,
    }
}
