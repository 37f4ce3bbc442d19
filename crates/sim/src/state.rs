//! What an entity's situation means: healthy, exposed, draining, impaired or unknown, per target Region.
//! A pure reading of plan, entity and conditions; it changes nothing and predicts nothing.

use sts_atlas_facts::{Micros, RegionId, RuleId};

use crate::answer::Deactivated;
use crate::call::{Call, Source, StsCall};
use crate::condition::{Conditions, FaultIndex, ServerCondition};
use crate::cycle::turns_to_next_way;
use crate::entity::Entity;
use crate::iam::Iam;
use crate::plan::{Compiled, Plan};
use crate::{ApiError, Assumptions, Failure, FaultSchedule, Leg, Seed, ServiceKind, SignIn, SimTime, TokenScope};

/// The state of a principal in one target Region, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The next call works and a renewal now would too.
    Healthy,
    /// The next call works; a renewal now would fail, and no try has failed yet.
    Exposed,
    /// A renewal was tried and failed; the next call still works.
    Draining,
    /// Beyond what AWS promises or anyone documents.
    Unknown,
    /// The next call errors or blocks; for a job, the current run is blocked or the last one failed.
    Impaired,
}

impl State {
    /// Every state, from best to worst.
    pub const ALL: [Self; 5] = [Self::Healthy, Self::Exposed, Self::Draining, Self::Unknown, Self::Impaired];
}

/// What stands in the way of a request right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Probe {
    /// Nothing: it would work.
    Works,
    /// A share of requests fails.
    MayFail(u16),
    /// Nobody documents what would happen.
    Unknown(Option<u16>),
    /// A fault: it would not be answered.
    Blocked(u16),
    /// The server would refuse, fault or no fault.
    Refused,
}

impl Probe {
    const fn fails(self) -> bool {
        matches!(self, Self::Blocked(_) | Self::Refused)
    }
}

/// What everyone may read of a world.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    pub compiled: &'a Compiled,
    pub conditions: &'a Conditions,
    pub schedule: &'a FaultSchedule,
    pub iam: &'a Iam,
    pub assumptions: &'a Assumptions,
    pub seed: Seed,
}

impl Surroundings<'_> {
    /// A route's round trip as slow as it is now, weather apart.
    pub fn median_round_trip(&self, route: u16) -> Micros {
        let index = usize::from(route);
        let wire = self.compiled.rtts[index].map_or(Micros::ZERO, |rtt| rtt.time);
        Micros(wire.0 * self.conditions.routes[index].slow_permille / 1_000)
    }

    /// How long a connection takes to open: TCP, then TLS.
    pub fn handshakes(&self, round_trip: Micros) -> Micros {
        Micros(round_trip.0 * (1 + u64::from(self.assumptions.tls_round_trips)))
    }

    /// How long a server works on a request now.
    pub fn server_time(&self, service: ServiceKind, server: &ServerCondition) -> Micros {
        Micros(self.assumptions.server_time(service).0 * server.slow_permille / 1_000)
    }

    /// The fault that leaves a new request no chance though the way is open: every first packet is lost, or the median
    /// call takes longer than its client waits.
    fn hopeless_by(
        &self,
        plan: &Plan,
        route: u16,
        service: ServiceKind,
        server: &ServerCondition,
    ) -> Option<FaultIndex> {
        let path = &self.conditions.routes[usize::from(route)];
        if path.loss_ppm >= 1_000_000 {
            return path.lossy_by;
        }
        let round_trip = self.median_round_trip(route);
        // The limit for the whole renewal is for what gives credentials.
        let load = plan.waits.load.filter(|_| service != plan.use_service);
        let (opening, answer) = (self.handshakes(round_trip), round_trip + self.server_time(service, server));
        let too_slow = opening >= plan.waits.connect
            || answer > plan.waits.read
            || load.is_some_and(|load| self.assumptions.dns + opening + answer >= load);
        path.slow_by.or(server.slow_by).filter(|_| too_slow)
    }
}

/// What holds for one entity at one moment.
#[derive(Clone, Copy)]
pub(crate) struct Situation<'a> {
    pub world: Surroundings<'a>,
    pub plan: &'a Plan,
    pub entity: &'a Entity,
    pub now: SimTime,
}

/// The fault that keeps packets of a route from arriving or coming back.
pub(crate) fn route_blocked(conditions: &Conditions, route: u16) -> Option<FaultIndex> {
    let path = &conditions.routes[usize::from(route)];
    path.out_dropped_by.or(path.back_dropped_by)
}

/// The fault that has the Region down in which a principal stands.
pub(crate) fn home_down(conditions: &Conditions, plan: &Plan) -> Option<FaultIndex> {
    match plan.at {
        sts_atlas_facts::Place::Region(region) => conditions.regions[region.index()].down_by,
        sts_atlas_facts::Place::City(_) => None,
    }
}

/// Whether a new call for credentials would bring some, by whichever way; a way that fails makes room for the next.
pub(crate) fn probe_source(world: &Surroundings<'_>, plan: &Plan, entity: &Entity, now: SimTime) -> Probe {
    match &plan.source {
        Source::Held => Probe::Works,
        Source::Delivered(region) => probe_delivery(world, *region, now),
        Source::NeverSent(_) => Probe::Refused,
        Source::Undocumented(_) => Probe::Unknown(None),
        Source::Calls(ways) => {
            let mut best: Option<Probe> = None;
            for (way, call) in (0_u8..).zip(ways) {
                let (probe, goes_on) = probe_way(world, plan, call, entity.knows_address(way, now), now);
                if !goes_on {
                    return probe;
                }
                best = Some(best.map_or(probe, |best| best.min(probe)));
            }
            best.unwrap_or(Probe::Refused)
        }
    }
}

/// Whether AWS would renew what it delivers in a Region now.
pub(crate) fn probe_delivery(world: &Surroundings<'_>, region: RegionId, now: SimTime) -> Probe {
    let condition = &world.conditions.regions[region.index()];
    let regional = &condition.regional;
    let always_errs = regional.errors_by.filter(|_| regional.errors_ppm >= 1_000_000);
    if let Some(fault) = condition.down_by.or(condition.data_plane_down_by).or(regional.down_by).or(always_errs) {
        Probe::Blocked(fault)
    } else if condition.promise_over(now) {
        Probe::Unknown(None)
    } else {
        Probe::Works
    }
}

/// The fault that keeps a new request for credentials from being answered.
fn call_blocked(world: &Surroundings<'_>, plan: &Plan, call: &Call, server: &ServerCondition) -> Option<FaultIndex> {
    let conditions = world.conditions;
    home_down(conditions, plan)
        .or(route_blocked(conditions, call.route))
        .or(conditions.regions[call.look_up.serving.index()].down_by)
        .or(server.down_by)
}

/// Whether a new call by one way would work now.
pub(crate) fn probe_call(
    world: &Surroundings<'_>,
    plan: &Plan,
    call: &Call,
    knows_address: bool,
    now: SimTime,
) -> Probe {
    probe_way(world, plan, call, knows_address, now).0
}

/// The same, and whether a client that meets it turns to its next way.
pub(crate) fn probe_way(
    world: &Surroundings<'_>,
    plan: &Plan,
    call: &Call,
    knows_address: bool,
    now: SimTime,
) -> (Probe, bool) {
    if call.name_missing.is_some() {
        return (Probe::Refused, true);
    }
    let server = world.server_of(call);
    let unless_uncertain = |fault, goes_on| {
        if call.look_up.uncertain { (Probe::Unknown(Some(fault)), false) } else { (Probe::Blocked(fault), goes_on) }
    };
    // Wherever the name leads, its own faults are certain.
    let name = call.sts.as_ref().map(StsCall::name);
    let lost = |name| world.name_lost(plan, name).filter(|_| !knows_address);
    let name_fault = name.and_then(|name| lost(name).or_else(|| world.name_blocked(plan.at, name)));
    if let Some(fault) = name_fault.filter(|_| home_down(world.conditions, plan).is_none()) {
        return (Probe::Blocked(fault), true);
    }
    if let Some(fault) = call_blocked(world, plan, call, &server) {
        return unless_uncertain(fault, true);
    }
    if let Some(refusal) = world.refusal_of(plan, call) {
        let goes_on = server.always_fails_by().is_some() || turns_to_next_way(Failure::Api(refusal.error));
        return match (refusal.error, refusal.by) {
            // A policy denies the name as such, whoever serves it.
            (ApiError::AccessDenied, Some(fault)) => (Probe::Blocked(fault), goes_on),
            (_, Some(fault)) => unless_uncertain(fault, goes_on),
            (_, None) => (Probe::Refused, goes_on),
        };
    }
    if let Some(unknown) = undocumented(world, plan, call, &server, now) {
        return (Probe::Unknown(unknown.1), false);
    }
    let region = &world.conditions.regions[call.look_up.serving.index()];
    // STS has its data plane's fault in its own condition.
    let data_plane = region.data_plane_down_by.filter(|_| call.sts.is_none());
    let always =
        data_plane.or(server.always_fails_by()).or_else(|| world.hopeless_by(plan, call.route, call.service, &server));
    let path = &world.conditions.routes[usize::from(call.route)];
    match (always, server.errors_by.or(server.throttled_by).or(path.lossy_by)) {
        (Some(fault), _) => unless_uncertain(fault, true),
        (None, Some(fault)) => (Probe::MayFail(fault), true),
        (None, None) => (Probe::Works, false),
    }
}

/// Why nobody knows what becomes of a call, and the fault that makes the question.
pub(crate) fn undocumented(
    world: &Surroundings<'_>,
    plan: &Plan,
    call: &Call,
    server: &ServerCondition,
    now: SimTime,
) -> Option<(RuleId, Option<FaultIndex>)> {
    let region = &world.conditions.regions[call.look_up.serving.index()];
    if let Some(rule) = call.undocumented {
        return Some((rule, None));
    }
    let Some(sts) = &call.sts else {
        // "Might work", says AWS of an IAM user's sign-in in a Region that is cut off.
        let might = call.sign_in == Some(SignIn::IamUser) && region.isolated_since.is_some();
        return might.then_some((RuleId::SigninIamUserRegional, None));
    };
    if let Some(fault) = server.unknown_by {
        return Some((RuleId::ReachGlobalNameWithLocalFault, Some(fault)));
    }
    if region.promise_over(now) {
        return Some((RuleId::ResilienceTwentyFourHours, None));
    }
    let nobody_knows =
        sts.operation.reports_deactivation() && world.is_deactivated(plan, call, sts) == Deactivated::NobodyKnows;
    nobody_knows.then_some((RuleId::ActivationUnderGlobalName, None))
}

/// What a principal would meet, as long as neither conditions nor views change: kept, since most events change neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Prospect {
    /// Of which conditions and views; 0: of none yet.
    pub epoch: u32,
    /// With a token of this scope.
    pub scope: TokenScope,
    home_down: bool,
    source: Probe,
    /// Targets whose next use would get no answer or a refusal, as bits: over an open connection, over a new one.
    uses_fail: u8,
    new_uses_fail: u8,
}

impl Prospect {
    /// Before anything was looked at.
    pub const NONE: Self = Self {
        epoch: 0,
        scope: TokenScope::AllEnabledRegions,
        home_down: false,
        source: Probe::Works,
        uses_fail: 0,
        new_uses_fail: 0,
    };
}

impl Situation<'_> {
    /// Looks at everything outside of the principal.
    pub fn prospect(&self, epoch: u32, scope: TokenScope) -> Prospect {
        let (world, plan) = (&self.world, self.plan);
        let mut prospect = Prospect {
            epoch,
            scope,
            home_down: home_down(world.conditions, plan).is_some(),
            source: probe_source(world, plan, self.entity, self.now),
            ..Prospect::NONE
        };
        for (index, target) in plan.targets.iter().enumerate() {
            let server = world.target_server(plan.use_service, target.region);
            let fails = self.use_blocked(index) || world.use_refused(plan, target.region, scope).is_some();
            let hopeless = world.hopeless_by(plan, target.route, plan.use_service, &server).is_some();
            prospect.uses_fail |= u8::from(fails) << index;
            prospect.new_uses_fail |= u8::from(fails || hopeless) << index;
        }
        prospect
    }

    /// The state in the target Region with this index.
    pub fn state_in(&self, target: usize, prospect: &Prospect) -> State {
        if prospect.home_down {
            return State::Impaired;
        }
        if self.plan.kind.holds_session() { self.workload_in(target, prospect) } else { self.run_in(target, prospect) }
    }

    fn use_blocked(&self, target: usize) -> bool {
        let plan = self.plan;
        let target = &plan.targets[target];
        route_blocked(self.world.conditions, target.route).is_some()
            || self.world.conditions.regions[target.region.index()].down_by.is_some()
            || (plan.use_service != ServiceKind::Service && {
                let server = self.world.target_server(plan.use_service, target.region);
                server.down_by.is_some() || server.errors_ppm >= 1_000_000
            })
    }

    fn workload_in(&self, target: usize, prospect: &Prospect) -> State {
        if prospect.uses_fail & 1 << target != 0 {
            return State::Impaired;
        }
        match &self.plan.source {
            Source::Held => return State::Healthy,
            Source::NeverSent(_) => return State::Impaired,
            Source::Undocumented(_) => return State::Unknown,
            Source::Delivered(_) | Source::Calls(_) => {}
        }
        let Some(session) = self.entity.session else { return State::Impaired };
        let probe = prospect.source;
        let failed = self.entity.renewal_failed || self.entity.delivery_failed;
        let in_trouble = self.entity.is_stalled() || failed;
        if self.now >= session.cutoff && (probe.fails() || in_trouble) {
            return State::Impaired;
        }
        match probe {
            Probe::Unknown(_) => State::Unknown,
            Probe::Blocked(_) | Probe::Refused if failed => State::Draining,
            Probe::Blocked(_) | Probe::Refused => State::Exposed,
            Probe::MayFail(_) if failed => State::Draining,
            Probe::MayFail(_) | Probe::Works => State::Healthy,
        }
    }

    /// Jobs, humans and administrators: how the last run went, then what the next one would meet.
    fn run_in(&self, target: usize, prospect: &Prospect) -> State {
        let entity = self.entity;
        let run_is_blocked = entity.is_stalled() || (entity.attempt > 0 && entity.renewal_failed);
        let reaches_target = match entity.leg {
            Leg::Sts => true,
            Leg::Use(index) => usize::from(index) <= target,
        };
        if entity.failed_targets & (1 << target) != 0 || (run_is_blocked && reaches_target) {
            return State::Impaired;
        }
        // A run opens its own connections; a workload has them open.
        if prospect.new_uses_fail & 1 << target != 0 || prospect.source.fails() {
            State::Exposed
        } else if matches!(prospect.source, Probe::Unknown(_)) {
            State::Unknown
        } else {
            State::Healthy
        }
    }
}
