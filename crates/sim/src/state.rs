//! What an entity's situation means: healthy, exposed, draining, impaired or unknown, per target Region.
//! A pure reading of plan, entity and conditions; it changes nothing and predicts nothing.

use sts_atlas_facts::Micros;

use crate::call::Source;
use crate::condition::{Conditions, FaultIndex, ServerCondition};
use crate::entity::Entity;
use crate::iam::Iam;
use crate::plan::{Compiled, Plan};
use crate::probe::{hopeless_by, probe_source};
use crate::{Assumptions, FaultSchedule, Leg, Probe, Seed, ServiceKind, SimTime, TokenScope};

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

    /// A median call: how long its connection takes to open, and then its answer.
    pub fn call_times(&self, route: u16, service: ServiceKind, server: &ServerCondition) -> (Micros, Micros) {
        let round_trip = self.median_round_trip(route);
        (self.handshakes(round_trip), round_trip + self.server_time(service, server))
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
            let hopeless = hopeless_by(world, plan, target.route, plan.use_service, &server).is_some();
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
