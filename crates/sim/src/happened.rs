//! What happens in a world that is worth writing down, as it happens: who breaks, who recovers, what arrives.
//! Nothing is kept here longer than until it is taken; how long it is remembered is `player`'s business.

use sts_atlas_facts::RegionId;

use crate::{Failure, ServiceKind, SimTime, State, World};

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// When.
    pub at: SimTime,
    /// What.
    pub what: Happened,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// A fault began, as an index into [`crate::FaultSchedule::faults`].
    FaultBegan(u16),
    /// A fault ended.
    FaultEnded(u16),
    /// The worst state of a principal instance changed.
    StateChanged {
        /// Its index in the world.
        principal: u32,
        /// Where it is worse off now, or, if it is better off, where it was worst before: the first such target.
        target: Option<RegionId>,
        /// Its state before.
        from: State,
        /// Its state now.
        to: State,
    },
    /// For the first time since the start, whoever uses a principal instance got an error.
    FirstFailure {
        /// Its index in the world.
        principal: u32,
        /// What had been called.
        service: ServiceKind,
        /// How the last try failed.
        failure: Failure,
        /// The fault that stood in its way.
        by: Option<u16>,
    },
    /// The control plane took a change, as an index into [`crate::WorldSpec::changes`].
    ChangeAcknowledged(u16),
    /// A data plane knows a change.
    ChangeArrived {
        /// Index into [`crate::WorldSpec::changes`].
        change: u16,
        /// Whose data plane.
        region: RegionId,
    },
    /// A change is due at a data plane that is cut off: it waits.
    ChangeWaits {
        /// Index into [`crate::WorldSpec::changes`].
        change: u16,
        /// Whose data plane.
        region: RegionId,
    },
}

/// What has happened since it was last taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outbox {
    entries: Vec<LogEntry>,
    /// How many were taken before.
    taken: u64,
}

impl Outbox {
    pub fn push(&mut self, at: SimTime, what: Happened) {
        self.entries.push(LogEntry { at, what });
    }
}

impl World {
    /// From now on, which is the start, whatever happens waits for [`World::take_log`], what the start found included.
    #[must_use]
    pub fn listening(mut self) -> Self {
        let mut outbox = Outbox::default();
        for edge in self.schedule.edges().iter().take_while(|edge| edge.at <= self.now()) {
            outbox.push(
                edge.at,
                if edge.begins { Happened::FaultBegan(edge.fault) } else { Happened::FaultEnded(edge.fault) },
            );
        }
        for (principal, (plan, entity)) in (0_u32..).zip(self.compiled.plans.iter().zip(&self.entities)) {
            if plan.change.is_none() && entity.state != State::Healthy {
                let worst = entity.target_states.iter().position(|&state| state == entity.state);
                let target = worst.and_then(|worst| plan.targets.get(worst)).map(|target| target.region);
                let (from, to) = (State::Healthy, entity.state);
                outbox.push(self.now(), Happened::StateChanged { principal, target, from, to });
            }
        }
        self.outbox = Some(outbox);
        self
    }

    /// What has happened since the last call, and how many entries there were before it since the start. It must be called
    /// now and then by whoever listens, or memory grows.
    pub fn take_log(&mut self) -> (u64, Vec<LogEntry>) {
        let Some(outbox) = &mut self.outbox else { return (0, Vec::new()) };
        let before = outbox.taken;
        outbox.taken += outbox.entries.len() as u64;
        (before, std::mem::take(&mut outbox.entries))
    }
}
