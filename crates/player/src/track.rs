//! One world on its way through time: the world where it stands, checkpoints behind it, history as far as simulated.
//! Knows nothing of readers, edits or the other world.

use std::sync::Arc;

use sts_atlas_facts::Micros;
use sts_atlas_sim::{FaultSchedule, Progress, RequestRecord, SimTime, World};

use crate::dead_time::Ahead;
use crate::{Grain, History};

/// About so many checkpoints cover a whole scenario.
const CHECKPOINTS: u64 = 48;

/// A world with its past.
#[derive(Clone, Debug)]
pub(crate) struct Track {
    world: World,
    /// Clones of the world at multiples of the spacing, oldest first; the first is the start.
    checkpoints: Vec<World>,
    spacing: Micros,
    schedule: Arc<FaultSchedule>,
    pub history: History,
    /// How far it has been simulated without a gap, that moment included.
    frontier: SimTime,
}

impl Track {
    /// A world at its start; its log is kept if it listens.
    pub fn new(mut world: World, schedule: Arc<FaultSchedule>, length: Micros) -> Self {
        let mut history = History::new(length);
        history.write(&mut world);
        Self {
            checkpoints: vec![world.clone()],
            spacing: Micros(length.0.div_ceil(CHECKPOINTS).max(60_000_000)),
            history,
            frontier: SimTime::START,
            world,
            schedule,
        }
    }

    pub const fn world(&self) -> &World {
        &self.world
    }

    pub const fn frontier(&self) -> SimTime {
        self.frontier
    }

    /// Whether the world stands at a time and all that happens then has happened.
    pub fn stands_at(&self, time: SimTime) -> bool {
        self.world.now() == time && self.world.next_event().is_none_or(|next| next > time)
    }

    pub fn checkpoint_bytes(&self) -> usize {
        self.world.checkpoint_bytes()
    }

    /// Moves towards a time, from a checkpoint where the way from there is shorter, or the only one; the budget of events
    /// shrinks by what was used.
    pub fn approach(&mut self, target: SimTime, budget: &mut u64) -> Progress {
        let nearest = self.checkpoints_before(target.plus(Micros(1))).max(1) - 1;
        if target < self.world.now() || self.world.now() < self.checkpoints[nearest].now() {
            self.world = self.restored(nearest);
        }
        while !self.stands_at(target) {
            let stop = target.min(self.history.next_boundary()).min(self.next_checkpoint());
            let before = self.world.metrics().events;
            let progress = self.world.advance(stop, *budget);
            *budget -= self.world.metrics().events - before;
            self.history.write(&mut self.world);
            if progress == Progress::Stopped {
                // More may be due at the moment at which it stopped.
                self.frontier = self.frontier.max(self.world.now().minus(Micros(1)));
                return Progress::Stopped;
            }
            self.frontier = self.frontier.max(self.world.now());
            self.keep_what_is_due();
        }
        Progress::Reached
    }

    fn next_checkpoint(&self) -> SimTime {
        SimTime(self.spacing.0.saturating_mul(self.checkpoints.len() as u64))
    }

    fn keep_what_is_due(&mut self) {
        if self.world.now() == self.history.next_boundary() {
            self.history.close_bucket(&self.world);
        }
        if self.world.now() == self.next_checkpoint() {
            self.checkpoints.push(self.world.clone());
        }
    }

    /// Puts the world on the newest checkpoint before a time.
    fn restore_before(&mut self, time: SimTime) {
        self.world = self.restored(self.checkpoints_before(time).max(1) - 1);
    }

    fn checkpoints_before(&self, time: SimTime) -> usize {
        self.checkpoints.partition_point(|checkpoint| checkpoint.now() < time)
    }

    /// A checkpoint, with the schedule in force.
    fn restored(&self, checkpoint: usize) -> World {
        let mut world = self.checkpoints[checkpoint].clone();
        world.reschedule(Arc::clone(&self.schedule));
        world
    }

    /// Takes a schedule that is the same before `from`, which is not the start; forgets what no longer holds.
    pub fn reschedule(&mut self, schedule: Arc<FaultSchedule>, from: SimTime) {
        self.schedule = schedule;
        self.checkpoints.retain(|checkpoint| checkpoint.now() < from);
        self.history.truncate(from);
        self.frontier = self.frontier.min(from.minus(Micros(1)));
        if self.world.now() < from {
            self.world.reschedule(Arc::clone(&self.schedule));
        } else {
            self.restore_before(from);
        }
    }

    /// The next event of a grain after a time and up to an end, among at most so many events.
    pub fn next_step(&self, grain: Grain, after: SimTime, end: SimTime, most_events: u64) -> Ahead {
        let mut world = self.world_at(after);
        let mark = Mark::at(&world, grain);
        let limit = world.metrics().events.saturating_add(most_events);
        while let Some(next) = world.next_event().filter(|&next| next <= end) {
            if world.metrics().events >= limit {
                return Ahead::NothingUntil(world.now());
            }
            world.advance(next, u64::MAX);
            if mark.is_passed(&world, grain) {
                return Ahead::Happens(next);
            }
        }
        Ahead::Happens(end)
    }

    /// The world at a time, which while work is pending is not where the track stands.
    fn world_at(&self, time: SimTime) -> World {
        let mut world = if self.world.now() <= time {
            self.world.clone()
        } else {
            self.restored(self.checkpoints_before(time.plus(Micros(1))).max(1) - 1)
        };
        world.advance(time, u64::MAX);
        world
    }

    /// The time of the last event of a grain before a time.
    pub fn last_step(&self, grain: Grain, before: SimTime) -> Option<SimTime> {
        let mut upper = self.checkpoints_before(before);
        while upper > 0 {
            let mut world = self.restored(upper - 1);
            let limit = self.checkpoints.get(upper).map_or(before, |next| next.now().min(before));
            let mut last = None;
            let mut mark = Mark::at(&world, grain);
            while let Some(next) = world.next_event().filter(|&next| next < before && next <= limit) {
                world.advance(next, u64::MAX);
                if mark.is_passed(&world, grain) {
                    mark = Mark::at(&world, grain);
                    last = Some(next);
                }
            }
            if last.is_some() {
                return last;
            }
            upper -= 1;
        }
        None
    }
}

/// What a world has come to, as far as a step looks at it.
#[derive(PartialEq)]
struct Mark {
    states: u64,
    arrived: usize,
    newest: Option<RequestRecord>,
}

impl Mark {
    fn at(world: &World, grain: Grain) -> Self {
        let mut mark = Self { states: 0, arrived: 0, newest: None };
        match grain {
            Grain::Packet => {}
            Grain::Request => mark.newest = world.recent().next().copied(),
            Grain::State => {
                mark.states = world.state_changes();
                mark.arrived = world.changes().map(|change| change.arrived.len()).sum();
            }
        }
        mark
    }

    /// Whether something has happened since.
    fn is_passed(&self, world: &World, grain: Grain) -> bool {
        grain == Grain::Packet || *self != Self::at(world, grain)
    }
}
