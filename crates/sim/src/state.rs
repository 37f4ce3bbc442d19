//! What an entity's situation means: healthy, exposed, draining, impaired or unknown, per target Region.
//! A pure reading of plan, entity and conditions; it changes nothing and predicts nothing.

use crate::condition::{Conditions, FaultIndex};
use crate::entity::Entity;
use crate::plan::{Plan, StsCall, StsPlan};
use crate::{Kind, Leg, SimTime, TokenVerdict};

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

/// What holds for one entity at one moment.
#[derive(Clone, Copy)]
pub(crate) struct Situation<'a> {
    pub plan: &'a Plan,
    pub entity: &'a Entity,
    pub conditions: &'a Conditions,
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
pub(crate) fn probe_sts(conditions: &Conditions, plan: &Plan, call: &StsCall, now: SimTime) -> Probe {
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
    let path = &conditions.routes[usize::from(call.route)];
    match sts.errors_by.or(path.lossy_by) {
        Some(fault) if sts.errors_ppm >= 1_000_000 || path.loss_ppm >= 1_000_000 => Probe::Blocked(fault),
        Some(fault) => Probe::MayFail(fault),
        None => Probe::Works,
    }
}

impl Situation<'_> {
    /// The state in the target Region with this index.
    pub fn state_in(&self, target: usize) -> State {
        if home_down(self.conditions, self.plan).is_some() {
            return State::Impaired;
        }
        match self.plan.kind {
            Kind::Workload => self.workload_in(target),
            Kind::Job { .. } => self.job_in(target),
        }
    }

    fn use_blocked(&self, target: usize) -> bool {
        let target = &self.plan.targets[target];
        route_blocked(self.conditions, target.route).is_some()
            || self.conditions.regions[target.region.index()].down_by.is_some()
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
        let probe = probe_sts(self.conditions, self.plan, call, self.now);
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
            StsPlan::Call(call) => probe_sts(self.conditions, self.plan, call, self.now),
        };
        if self.use_blocked(target) || sts.fails() {
            State::Exposed
        } else if matches!(sts, Probe::Unknown(_)) {
            State::Unknown
        } else {
            State::Healthy
        }
    }
}
