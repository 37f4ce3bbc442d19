//! What one world's spec means for each entity, worked out once: source of credentials, routes, waits.
//! Nothing in a plan changes while the world runs; what changes is `entity`'s business.

use sts_atlas_facts::{Micros, Place, RefreshWindow, RegionId, RetryPolicy, Rtt, RuleId, wire_rtt};

use crate::call::{Call, Draft, Source, SourceDraft, counts_against_quota, source, standing_of};
use crate::draw::EntityKey;
use crate::iam::{IamPlan, change_key};
use crate::{
    Change, ClientSpec, Credentials, Endpoint, EndpointKind, Kind, PrincipalSpec, ServiceKind, TargetService,
    WorldSpec, ordered,
};

/// Linux gives up connecting after this long (`tcp_syn_retries` = 6: 1 + 2 + … + 64 s).
const OS_CONNECT_TIMEOUT: Micros = Micros::from_secs(127);
/// Linux gives up on an unanswered request after about this long (`tcp_retries2` = 15).
const OS_READ_TIMEOUT: Micros = Micros::from_millis(924_600);

/// A part of what a principal does over the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leg {
    /// The call for credentials: to STS, or to whoever else gives them.
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

#[derive(Clone, Debug)]
pub(crate) struct TargetPlan {
    pub region: RegionId,
    pub route: u16,
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
    pub resolver: crate::Resolver,
    pub source: Source,
    /// What it calls in its targets.
    pub use_service: ServiceKind,
    pub service: TargetService,
    pub targets: Vec<TargetPlan>,
    pub account: usize,
    pub role_account: usize,
    pub has_role: bool,
    pub session: Micros,
    pub refresh: RefreshWindow,
    pub issuer: Option<Place>,
    pub waits: Waits,
    pub retry: RetryPolicy,
    pub inactive: Option<Inactive>,
    /// The change it is, where it is no principal.
    pub change: Option<usize>,
}

impl Plan {
    /// The route of a leg; the way only matters for the call for credentials.
    pub fn route_of(&self, leg: Leg, way: u8) -> Option<u16> {
        match leg {
            Leg::Sts => self.source.way(way).map(|call| call.route),
            Leg::Use(index) => self.targets.get(usize::from(index)).map(|target| target.route),
        }
    }

    /// Whether the time for a whole renewal may end before its last way is tried.
    pub fn hurries(&self) -> bool {
        self.waits.load.is_some() && self.source.ways().len() > 1
    }

    /// Time between two calls for credentials on a good day.
    pub fn sts_period(&self) -> Option<Micros> {
        self.source.way(0)?;
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
    /// Principals in their order, then changes.
    pub plans: Vec<Plan>,
    pub principals: u32,
    pub routes: Vec<(Place, RegionId)>,
    pub rtts: Vec<Option<Rtt>>,
    pub route_keys: Vec<EntityKey>,
    pub buckets: u16,
    pub iam: IamPlan,
    pub as_of: sts_atlas_facts::Date,
}

struct Compiler<'a> {
    spec: &'a WorldSpec,
    routes: Vec<(Place, RegionId)>,
    buckets: Vec<BucketKey>,
}

/// Works out every instance of every principal, in the order of their names and ordinals, then every change.
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
    let principals = u32::try_from(plans.len()).unwrap_or(u32::MAX);
    // By name, as the place in a file must not matter.
    let changes = ordered(0..spec.changes.len(), |&index| spec.changes[index].name.as_str());
    plans.extend(changes.into_iter().filter_map(|change| compiler.change(change)));
    let rtts = compiler.routes.iter().map(|&(from, to)| wire_rtt(from, to)).collect();
    let route_keys = compiler.routes.iter().map(|&(from, to)| EntityKey::of_route(from.code(), to.code())).collect();
    let buckets = u16::try_from(compiler.buckets.len()).unwrap_or(u16::MAX);
    let (iam, as_of) = (IamPlan::new(spec), spec.as_of);
    Compiled { plans, principals, routes: compiler.routes, rtts, route_keys, buckets, iam, as_of }
}

impl Compiler<'_> {
    fn plan(&mut self, index: usize, ordinal: u32) -> Plan {
        let spec = &self.spec.principals[index];
        let source = self.source(spec);
        let inactive = self.inactive(spec, &source);
        let is_admin = matches!(spec.kind, Kind::Admin { .. });
        let uses: &[RegionId] = if is_admin { &[RegionId::US_EAST_1] } else { &spec.uses };
        let targets = uses.iter().map(|&region| self.target(spec.at, region)).collect();
        let delivered = matches!(source, Source::Delivered(_));
        Plan {
            key: EntityKey::new(&spec.name, ordinal),
            spec: index,
            ordinal,
            use_service: if is_admin { ServiceKind::Iam } else { ServiceKind::Service },
            source,
            targets,
            session: if delivered { self.spec.assumptions.delivered_session } else { spec.session },
            refresh: refresh(spec),
            inactive,
            ..self.base(spec)
        }
    }

    /// A change acts as its administrator does.
    fn change(&mut self, index: usize) -> Option<Plan> {
        let change = &self.spec.changes[index];
        let admin = self.spec.principals.get(change.by)?;
        let use_service = match change.what {
            Change::OptIn { .. } => ServiceKind::AccountApi,
            _ => ServiceKind::Iam,
        };
        Some(Plan {
            key: change_key(&change.name),
            spec: change.by,
            kind: Kind::Admin { every: self.spec.assumptions.next_write },
            use_service,
            targets: vec![self.target(admin.at, RegionId::US_EAST_1)],
            inactive: self.inactive(admin, &Source::Held),
            change: Some(index),
            ..self.base(admin)
        })
    }

    /// What a plan takes over from the spec as it is.
    fn base(&self, spec: &PrincipalSpec) -> Plan {
        Plan {
            key: EntityKey::new(&spec.name, 0),
            spec: 0,
            ordinal: 1,
            at: spec.at,
            kind: spec.kind,
            credentials: spec.credentials,
            resolver: spec.resolver,
            source: Source::Held,
            use_service: ServiceKind::Service,
            service: spec.service,
            targets: Vec::new(),
            account: spec.account,
            role_account: spec.role_account,
            has_role: spec.has_role(),
            session: spec.session,
            refresh: spec.client.preset.refresh.value,
            issuer: spec.issuer,
            waits: waits(&spec.client),
            retry: spec.client.retry_policy(),
            inactive: None,
            change: None,
        }
    }

    fn inactive(&self, spec: &PrincipalSpec, source: &Source) -> Option<Inactive> {
        let here = match spec.at {
            Place::Region(region) => Some(region),
            Place::City(_) => None,
        };
        let serving = source.ways().iter().map(|call| call.look_up.serving);
        let needed = here.into_iter().chain(spec.uses.iter().copied()).chain(serving);
        needed.into_iter().find(|region| !region.launched_by(self.spec.as_of)).map(Inactive::RegionNotLaunched)
    }

    fn target(&mut self, at: Place, region: RegionId) -> TargetPlan {
        TargetPlan { region, route: self.route(at, region) }
    }

    fn source(&mut self, spec: &PrincipalSpec) -> Source {
        match source(spec, self.spec.as_of, self.spec.assumptions.disputed_default) {
            SourceDraft::Known(source) => source,
            SourceDraft::Calls(drafts) => {
                Source::Calls(drafts.into_iter().map(|draft| self.call(spec, draft)).collect())
            }
        }
    }

    fn call(&mut self, spec: &PrincipalSpec, draft: Draft) -> Call {
        let serving = draft.look_up.serving;
        let bucket = draft.sts.as_ref().filter(|sts| counts_against_quota(spec.kind, sts.operation)).map(|sts| {
            // Regional buckets are shared by all callers; the global name's own, since 2025, are one per originating
            // place. Before, it was a name of us-east-1's STS like any other.
            let endpoint = sts.decision.endpoint;
            let has_own = endpoint == Endpoint::Global && draft.look_up.rule != RuleId::LookupGlobalUsEast1;
            let (kind, origin) = if has_own {
                (EndpointKind::Global, spec.at)
            } else {
                (EndpointKind::Regional, Place::Region(serving))
            };
            self.bucket((spec.account, serving, kind, origin))
        });
        let endpoint = draft.sts.as_ref().map(|sts| sts.decision.endpoint);
        let (name_missing, undocumented) =
            endpoint.map_or((None, None), |endpoint| standing_of(endpoint, self.spec.as_of));
        let route = self.route(spec.at, serving);
        let Draft { service, sts, look_up, sign_in } = draft;
        Call { service, sts, look_up, route, bucket, sign_in, name_missing, undocumented }
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

/// When a client renews a session; none renews a console's, a portal's or what AWS delivers before it ends.
fn refresh(spec: &PrincipalSpec) -> RefreshWindow {
    let credentials = spec.credentials;
    let is_left = credentials == Credentials::IdentityCenter || credentials.are_delivered();
    if is_left || credentials.sign_in().is_some() {
        RefreshWindow { advisory_before_expiry: None, mandatory_before_expiry: Micros::ZERO, jitter_permille: 0 }
    } else {
        spec.client.preset.refresh.value
    }
}

fn waits(client: &ClientSpec) -> Waits {
    let timeouts = client.timeouts();
    Waits {
        connect: timeouts.connect.unwrap_or(OS_CONNECT_TIMEOUT),
        connect_is_the_systems: timeouts.connect.is_none(),
        read: timeouts.read.unwrap_or(OS_READ_TIMEOUT),
        read_is_the_systems: timeouts.read.is_none(),
        load: timeouts.load,
        keep_alive_idle: timeouts.keep_alive_idle,
    }
}
