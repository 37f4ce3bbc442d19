//! What a call for credentials would meet now, way by way: it would work, fail, or nobody documents what it would do.
//! A pure reading; what that means for a principal is `state`'s business.

use sts_atlas_facts::{Micros, Place, RegionId, RetryQuota, RuleId};

use crate::answer::Deactivated;
use crate::call::{Call, Source, StsCall};
use crate::condition::{FaultIndex, ServerCondition};
use crate::cycle::turns_to_next_way;
use crate::entity::Entity;
use crate::plan::Plan;
use crate::state::{Surroundings, home_down, route_blocked};
use crate::{ApiError, Failure, ServiceKind, SignIn, SimTime};

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
    pub(crate) const fn fails(self) -> bool {
        matches!(self, Self::Blocked(_) | Self::Refused)
    }
}

/// One way as a client would meet it now.
#[derive(Clone, Copy)]
pub(crate) struct Met {
    pub probe: Probe,
    /// The least time in which its tries are used up, after which the client turns to its next way; `None`: it does not.
    pub turns_after: Option<Micros>,
}

impl Met {
    const fn settled(probe: Probe) -> Self {
        Self { probe, turns_after: None }
    }

    const fn turning(probe: Probe, after: Micros) -> Self {
        Self { probe, turns_after: Some(after) }
    }
}

/// What a client waits for in vain.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    Connect,
    Read,
    /// The whole renewal.
    Load,
}

/// The fault that leaves a new request no chance though the way is open: every first packet is lost, or the median
/// call takes longer than its client waits.
pub(crate) fn hopeless_by(
    world: &Surroundings<'_>,
    plan: &Plan,
    route: u16,
    service: ServiceKind,
    server: &ServerCondition,
) -> Option<(FaultIndex, Limit)> {
    let path = &world.conditions.routes[usize::from(route)];
    if path.loss_ppm >= 1_000_000 {
        return Some((path.lossy_by?, Limit::Connect));
    }
    let (opening, answer) = world.call_times(route, service, server);
    // The limit for the whole renewal is for what gives credentials.
    let load = plan.waits.load.filter(|_| service != plan.use_service);
    let limit = if opening >= plan.waits.connect {
        Limit::Connect
    } else if answer > plan.waits.read {
        Limit::Read
    } else if load.is_some_and(|load| world.assumptions.dns + opening + answer >= load) {
        Limit::Load
    } else {
        return None;
    };
    Some((path.slow_by.or(server.slow_by)?, limit))
}

/// The ways that a client would go now, one after the other, up to the one that settles it or the end of its time.
pub(crate) fn ways_met<'a>(
    world: &'a Surroundings<'a>,
    plan: &'a Plan,
    entity: &'a Entity,
    now: SimTime,
) -> impl Iterator<Item = (u8, &'a Call, Met)> {
    let mut left = Some(plan.waits.load.unwrap_or(Micros(u64::MAX)));
    (0_u8..).zip(plan.source.ways()).map_while(move |(way, call)| {
        let time = left?;
        let met = probe_way(world, plan, entity, (way, call), now);
        left = met.turns_after.map(|after| time.saturating_sub(after)).filter(|&left| left > Micros::ZERO);
        Some((way, call, met))
    })
}

/// Whether a new call for credentials would bring some, by whichever way; a way that fails makes room for the next.
pub(crate) fn probe_source(world: &Surroundings<'_>, plan: &Plan, entity: &Entity, now: SimTime) -> Probe {
    match &plan.source {
        Source::Held => Probe::Works,
        Source::Delivered(region) => probe_delivery(world, *region, now),
        Source::NeverSent(_) => Probe::Refused,
        Source::Undocumented(_) => Probe::Unknown(None),
        Source::Calls(_) => {
            let mut best: Option<Probe> = None;
            for (_, _, Met { probe, turns_after }) in ways_met(world, plan, entity, now) {
                if turns_after.is_none() {
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

/// What a new call by one way would meet now.
pub(crate) fn probe_way(
    world: &Surroundings<'_>,
    plan: &Plan,
    entity: &Entity,
    (way, call): (u8, &Call),
    now: SimTime,
) -> Met {
    let server = world.server_of(call);
    let tries = Tries { world, plan, entity, call, server: &server };
    if call.name_missing.is_some() {
        return Met::turning(Probe::Refused, tries.without_address());
    }
    let unless_uncertain = |fault, turns_after| {
        if call.look_up.uncertain {
            Met::settled(Probe::Unknown(Some(fault)))
        } else {
            Met { probe: Probe::Blocked(fault), turns_after }
        }
    };
    // Wherever the name leads, its own faults are certain; nobody in a Region that is down meets them.
    if let Some(name) = call.sts.as_ref().map(StsCall::name).filter(|_| home_down(world.conditions, plan).is_none()) {
        if let Some(fault) = world.name_lost(plan, name).filter(|_| !entity.knows_address(way, now)) {
            return Met::turning(Probe::Blocked(fault), tries.without_address());
        }
        if let Some(fault) = world.name_blocked(plan.at, name) {
            return Met::turning(Probe::Blocked(fault), tries.without_answer(Limit::Connect));
        }
    }
    if let Some(fault) = call_blocked(world, plan, call, &server) {
        return unless_uncertain(fault, Some(tries.without_answer(Limit::Connect)));
    }
    let fails_by = server.always_fails_by();
    if let Some(refusal) = world.refusal_of(plan, call) {
        let goes_on = fails_by.is_some() || turns_to_next_way(Failure::Api(refusal.error));
        let is_final = fails_by.is_none() && !refusal.error.is_retried();
        let turns_after = goes_on.then(|| tries.with_error(is_final));
        // Who is served nobody knows where is served in us-east-1 or in its own Region.
        let own_loses_issuer = || matches!(plan.at, Place::Region(own) if world.issuer_lost(plan, own).is_some());
        return match (refusal.error, refusal.by) {
            // A policy denies the name as such, whoever serves it.
            (ApiError::AccessDenied, Some(fault)) => Met { probe: Probe::Blocked(fault), turns_after },
            (ApiError::IdpCommunication, Some(fault)) if fails_by.is_none() && own_loses_issuer() => {
                Met { probe: Probe::Blocked(fault), turns_after }
            }
            (_, Some(fault)) => unless_uncertain(fault, turns_after),
            (_, None) => Met { probe: Probe::Refused, turns_after },
        };
    }
    if let Some(unknown) = undocumented(world, plan, call, &server, now) {
        return Met::settled(Probe::Unknown(unknown.1));
    }
    let region = &world.conditions.regions[call.look_up.serving.index()];
    // STS has its data plane's fault in its own condition.
    let data_plane = region.data_plane_down_by.filter(|_| call.sts.is_none());
    if let Some(fault) = data_plane.or(fails_by) {
        return unless_uncertain(fault, Some(tries.with_error(false)));
    }
    if let Some((fault, limit)) = hopeless_by(world, plan, call.route, call.service, &server) {
        return unless_uncertain(fault, Some(tries.without_answer(limit)));
    }
    let errs = server.errors_by.or(server.throttled_by);
    match errs.or(world.conditions.routes[usize::from(call.route)].lossy_by) {
        Some(fault) if call.look_up.uncertain => Met::settled(Probe::Unknown(Some(fault))),
        Some(fault) => {
            let after = if errs.is_some() { tries.with_error(false) } else { tries.without_answer(Limit::Connect) };
            Met::turning(Probe::MayFail(fault), after)
        }
        None => Met::settled(Probe::Works),
    }
}

/// How long a client is busy at the least with a way that fails: its pauses between tries are left out.
struct Tries<'a> {
    world: &'a Surroundings<'a>,
    plan: &'a Plan,
    entity: &'a Entity,
    call: &'a Call,
    server: &'a ServerCondition,
}

impl Tries<'_> {
    fn without_address(&self) -> Micros {
        self.times(|quota| quota.transient_cost, self.world.assumptions.dns)
    }

    fn without_answer(&self, limit: Limit) -> Micros {
        let waits = &self.plan.waits;
        let wait = match limit {
            Limit::Connect => waits.connect,
            Limit::Read => self.world.call_times(self.call.route, self.call.service, self.server).0 + waits.read,
            Limit::Load => return Micros(u64::MAX),
        };
        self.times(|quota| quota.timeout_cost, self.world.assumptions.dns + wait)
    }

    /// The first try opens the connection for all of them.
    fn with_error(&self, is_final: bool) -> Micros {
        let (opening, answer) = self.world.call_times(self.call.route, self.call.service, self.server);
        let dearest = |quota: &RetryQuota| quota.transient_cost.max(quota.throttle_cost);
        let answers = if is_final { answer } else { self.times(dearest, answer) };
        self.world.assumptions.dns + opening + answers
    }

    /// So long for each try that the client makes, and still can pay for.
    fn times(&self, cost: impl Fn(&RetryQuota) -> u32, each: Micros) -> Micros {
        let retry = &self.plan.retry;
        let paid = |quota: &RetryQuota| self.entity.retry_tokens.checked_div(cost(quota)).unwrap_or(u32::MAX);
        let retries = retry.attempts.saturating_sub(1).min(retry.quota.as_ref().map_or(u32::MAX, paid));
        Micros(each.0.saturating_mul(1 + u64::from(retries)))
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
