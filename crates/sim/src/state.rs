//! What an entity's situation means: healthy, exposed, draining, impaired or unknown, per target Region.
//! A pure reading of plan, entity and conditions; it changes nothing and predicts nothing.

use sts_atlas_facts::Micros;

use crate::condition::{Conditions, FaultIndex, StsCondition};
use crate::entity::Entity;
use crate::plan::{Compiled, Plan, StsCall, StsPlan};
use crate::{Assumptions, Leg, Seed, SimTime, TokenVerdict};

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

    /// How long STS works on a request now.
    pub fn issue_time(&self, sts: &StsCondition) -> Micros {
        Micros(self.assumptions.issue_server_time.0 * sts.slow_permille / 1_000)
    }

    /// The fault that leaves a new call no chance though the way is open: every first packet is lost, or the median
    /// call takes longer than its client waits.
    fn hopeless_by(&self, plan: &Plan, route: u16, sts: Option<&StsCondition>) -> Option<FaultIndex> {
        let path = &self.conditions.routes[usize::from(route)];
        if path.loss_ppm >= 1_000_000 {
            return path.lossy_by;
        }
        let round_trip = self.median_round_trip(route);
        let server = sts.map_or(self.assumptions.service_server_time, |sts| self.issue_time(sts));
        let load = sts.and(plan.waits.load);
        let (opening, answer) = (self.handshakes(round_trip), round_trip + server);
        let too_slow = opening >= plan.waits.connect
            || answer > plan.waits.read
            || load.is_some_and(|load| self.assumptions.dns + opening + answer >= load);
        path.slow_by.or(sts.and_then(|sts| sts.slow_by)).filter(|_| too_slow)
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

/// Whether a call to STS would work now.
pub(crate) fn probe_sts(world: &Surroundings<'_>, plan: &Plan, call: &StsCall, now: SimTime) -> Probe {
    let conditions = world.conditions;
    let region = &conditions.regions[call.look_up.serving.index()];
    let kind = call.decision.endpoint.kind();
    let sts = region.sts(kind);
    let blocked =
        home_down(conditions, plan).or(route_blocked(conditions, call.route)).or(region.down_by).or(sts.down_by);
    if let Some(fault) = blocked {
        return if call.look_up.uncertain { Probe::Unknown(Some(fault)) } else { Probe::Blocked(fault) };
    }
    if call.answer.is_err() {
        return Probe::Refused;
    }
    if sts.unknown_by.is_some() || region.promise_over(now) {
        return Probe::Unknown(sts.unknown_by);
    }
    let always_errs = sts.errors_by.filter(|_| sts.errors_ppm >= 1_000_000);
    let may_fail = sts.errors_by.or(conditions.routes[usize::from(call.route)].lossy_by);
    match (always_errs.or_else(|| world.hopeless_by(plan, call.route, Some(sts))), may_fail) {
        (Some(fault), _) if call.look_up.uncertain => Probe::Unknown(Some(fault)),
        (Some(fault), _) => Probe::Blocked(fault),
        (None, Some(fault)) => Probe::MayFail(fault),
        (None, None) => Probe::Works,
    }
}

impl Situation<'_> {
    /// The state in the target Region with this index.
    pub fn state_in(&self, target: usize) -> State {
        if home_down(self.world.conditions, self.plan).is_some() {
            return State::Impaired;
        }
        if self.plan.kind.holds_session() { self.workload_in(target) } else { self.job_in(target) }
    }

    fn use_blocked(&self, target: usize) -> bool {
        let target = &self.plan.targets[target];
        route_blocked(self.world.conditions, target.route).is_some()
            || self.world.conditions.regions[target.region.index()].down_by.is_some()
    }

    fn workload_in(&self, target: usize) -> State {
        if self.use_blocked(target) || self.plan.targets[target].verdict != TokenVerdict::Valid {
            return State::Impaired;
        }
        let call = match &self.plan.sts {
            StsPlan::None => return State::Healthy,
            StsPlan::NeverSent(_) => return State::Impaired,
            StsPlan::Call(call) => call,
        };
        let Some(session) = self.entity.session else { return State::Impaired };
        let probe = probe_sts(&self.world, self.plan, call, self.now);
        let in_trouble = self.entity.is_stalled() || self.entity.renewal_failed;
        if self.now >= session.cutoff && (probe.fails() || in_trouble) {
            return State::Impaired;
        }
        match probe {
            Probe::Unknown(_) => State::Unknown,
            Probe::Blocked(_) | Probe::Refused if self.entity.renewal_failed => State::Draining,
            Probe::Blocked(_) | Probe::Refused => State::Exposed,
            Probe::MayFail(_) if self.entity.renewal_failed => State::Draining,
            Probe::MayFail(_) | Probe::Works => State::Healthy,
        }
    }

    fn job_in(&self, target: usize) -> State {
        let entity = self.entity;
        let run_is_blocked = entity.is_stalled() || (entity.attempt > 0 && entity.renewal_failed);
        let reaches_target = match entity.leg {
            Leg::Sts => true,
            Leg::Use(index) => usize::from(index) <= target,
        };
        if entity.failed_targets & (1 << target) != 0 || (run_is_blocked && reaches_target) {
            return State::Impaired;
        }
        let sts = match &self.plan.sts {
            StsPlan::None => Probe::Works,
            StsPlan::NeverSent(_) => Probe::Refused,
            StsPlan::Call(call) => probe_sts(&self.world, self.plan, call, self.now),
        };
        // A run opens its own connections; a workload has them open.
        let hopeless = self.world.hopeless_by(self.plan, self.plan.targets[target].route, None);
        if self.use_blocked(target) || hopeless.is_some() || sts.fails() {
            State::Exposed
        } else if matches!(sts, Probe::Unknown(_)) {
            State::Unknown
        } else {
            State::Healthy
        }
    }
}
