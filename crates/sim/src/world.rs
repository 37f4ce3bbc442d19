//! One world: entities, queue and conditions, moved forward event by event.
//! Two worlds, checkpoints, history and edits are `player`'s business.

use std::sync::Arc;

use crate::attempt::Turn;
use crate::condition::{Conditions, FaultIndex};
use crate::cycle::begin_world;
use crate::draw::absorb;
use crate::entity::Entity;
use crate::happened::{Happened, Outbox};
use crate::iam::Iam;
use crate::plan::{Compiled, Plan, compile};
use crate::queue::Queue;
use crate::quota::Bucket;
use crate::recent::Recent;
use crate::state::{Situation, Surroundings};
use crate::{Assumptions, FaultSchedule, Metrics, Seed, SimTime, State, WorldSpec};

/// How far an [`World::advance`] came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// To the time asked for.
    Reached,
    /// The allowed number of events was used up first.
    Stopped,
}

/// One world. A clone is a checkpoint.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) compiled: Arc<Compiled>,
    pub(crate) schedule: Arc<FaultSchedule>,
    pub(crate) assumptions: Assumptions,
    seed: Seed,
    now: SimTime,
    /// Number of edges that have passed.
    edges_passed: usize,
    pub(crate) conditions: Conditions,
    next_promise_end: SimTime,
    /// Counts up whenever conditions or views change, from 1.
    epoch: u32,
    pub(crate) iam: Iam,
    pub(crate) entities: Vec<Entity>,
    queue: Queue,
    buckets: Vec<Bucket>,
    metrics: Metrics,
    pub(crate) recent: Recent,
    /// How often the worst state of any principal has changed, from healthy on.
    state_changes: u64,
    /// What has happened, where somebody listens.
    pub(crate) outbox: Option<Outbox>,
}

impl World {
    /// A world in its steady state, at time zero.
    pub fn new(spec: &WorldSpec, seed: Seed, schedule: Arc<FaultSchedule>) -> Self {
        let compiled = Arc::new(compile(spec));
        let count = u32::try_from(compiled.plans.len()).unwrap_or(u32::MAX);
        let conditions = Conditions::clear(compiled.routes.len());
        let iam = Iam::new(&compiled.iam);
        let mut entities = Vec::with_capacity(compiled.plans.len());
        let mut queue = Queue::new(count);
        let surroundings = Surroundings {
            compiled: &compiled,
            conditions: &conditions,
            schedule: &schedule,
            iam: &iam,
            assumptions: &spec.assumptions,
            seed,
        };
        for (index, plan) in (0_u32..).zip(&compiled.plans) {
            let mut entity = Entity::new(plan_digest(plan), plan.retry.quota.map_or(0, |quota| quota.capacity));
            begin_world(&surroundings, plan, &mut entity);
            queue.schedule(index, entity.next_event(SimTime::START));
            entities.push(entity);
        }
        let mut world = Self {
            conditions,
            iam,
            metrics: Metrics::new(compiled.routes.len()),
            buckets: vec![Bucket::full(); usize::from(compiled.buckets)],
            recent: Recent::default(),
            assumptions: spec.assumptions,
            seed,
            now: SimTime::START,
            edges_passed: 0,
            epoch: 1,
            state_changes: 0,
            outbox: None,
            next_promise_end: SimTime::NEVER,
            compiled,
            schedule,
            entities,
            queue,
        };
        world.pass_edges();
        world.assess_all();
        world
    }

    /// Replaces the schedule by one that is the same up to and including now; only its future may differ.
    pub fn reschedule(&mut self, schedule: Arc<FaultSchedule>) {
        self.edges_passed = schedule.edges().partition_point(|edge| edge.at <= self.now);
        self.schedule = schedule;
    }

    /// Simulated time.
    pub const fn now(&self) -> SimTime {
        self.now
    }

    /// Moves on to a time, handling at most so many events; what was stopped can go on later, with the same result.
    pub fn advance(&mut self, until: SimTime, max_events: u64) -> Progress {
        let mut handled = 0;
        loop {
            let edge = self.next_edge();
            let event = self.queue.peek().filter(|&(due, _)| due <= until);
            if edge <= until && event.is_none_or(|(due, _)| edge <= due) {
                self.now = edge;
                self.pass_edges();
                continue;
            }
            let Some((due, index)) = event else { break };
            if handled == max_events {
                return Progress::Stopped;
            }
            handled += 1;
            self.now = due;
            self.dequeue(index);
        }
        self.now = self.now.max(until);
        Progress::Reached
    }

    /// The time of the next event or edge, if anything is pending.
    pub fn next_event(&self) -> Option<SimTime> {
        let event = self.queue.peek().map_or(SimTime::NEVER, |(due, _)| due);
        let next = event.min(self.next_edge());
        (next != SimTime::NEVER).then_some(next)
    }

    /// How often the worst state of any principal has changed. All begin as healthy: what else the start finds counts.
    pub const fn state_changes(&self) -> u64 {
        self.state_changes
    }

    fn next_edge(&self) -> SimTime {
        let edge = self.schedule.edges().get(self.edges_passed).map_or(SimTime::NEVER, |edge| edge.at);
        edge.min(self.next_promise_end)
    }

    fn dequeue(&mut self, index: u32) {
        self.metrics.events += 1;
        let change = self.compiled.plans[index as usize].change;
        if let Some(change) = change.filter(|&change| self.iam.changes[change].next() <= self.now) {
            return self.arrive(index, change);
        }
        self.take_turn(index, |turn| turn.take());
        self.settle(index);
    }

    /// A change reaches data planes: what they say to everyone may be different from now on.
    fn arrive(&mut self, index: u32, change: usize) {
        let conditions = &self.conditions;
        let due = self.iam.changes[change].due(self.now);
        self.entities[index as usize].note(self.now, ARRIVED_IN_VIEW);
        let moved = self.iam.arrive(&self.compiled.iam, change, self.now, |region| conditions.changes_reach(region));
        if let Some(outbox) = &mut self.outbox {
            for (region, arrived) in self.iam.changes[change].become_of(due) {
                let change = change as u16;
                let arrives = Happened::ChangeArrived { change, region };
                outbox.push(self.now, if arrived { arrives } else { Happened::ChangeWaits { change, region } });
            }
        }
        if moved {
            self.epoch += 1;
            let account = self.compiled.iam.changes[change].account;
            for other in 0..self.entities.len() as u32 {
                let plan = &self.compiled.plans[other as usize];
                if plan.account == account || plan.role_account == account {
                    self.take_turn(other, |turn| turn.views_changed());
                    self.settle(other);
                }
            }
        }
        self.settle(index);
    }

    fn take_turn(&mut self, index: u32, act: impl FnOnce(&mut Turn<'_>)) {
        let position = index as usize;
        let mut written = None;
        let mut turn = Turn {
            world: Surroundings {
                compiled: &self.compiled,
                conditions: &self.conditions,
                schedule: &self.schedule,
                iam: &self.iam,
                assumptions: &self.assumptions,
                seed: self.seed,
            },
            now: self.now,
            index,
            plan: &self.compiled.plans[position],
            entity: &mut self.entities[position],
            metrics: &mut self.metrics,
            buckets: &mut self.buckets,
            recent: &mut self.recent,
            written: &mut written,
        };
        act(&mut turn);
        if let Some(change) = written {
            if let Some(outbox) = &mut self.outbox {
                outbox.push(self.now, Happened::ChangeAcknowledged(change as u16));
            }
            self.iam.acknowledge(&self.compiled.iam, change, self.now, self.seed, &self.assumptions);
        }
    }

    pub(crate) fn surroundings(&self) -> Surroundings<'_> {
        Surroundings {
            compiled: &self.compiled,
            conditions: &self.conditions,
            schedule: &self.schedule,
            iam: &self.iam,
            assumptions: &self.assumptions,
            seed: self.seed,
        }
    }

    /// After a change: its state, its time in that state, its next event.
    fn settle(&mut self, index: u32) {
        self.assess(index as usize);
        let provenance = &mut self.entities[index as usize].provenance;
        let is_first = provenance.keep_earliest();
        if let (true, Some(outbox), Some(last)) = (is_first, &mut self.outbox, provenance.last_failure) {
            let (service, failure, by) = (last.service, last.failure, last.by);
            outbox.push(self.now, Happened::FirstFailure { principal: index, service, failure, by });
        }
        let entity = &self.entities[index as usize];
        let mut own = entity.next_event(self.now);
        // Once the remembered address is gone, a fault of the DNS is met.
        if !self.conditions.special.is_empty() {
            own = own.min(entity.next_forgetting(self.now));
        }
        let change = self.compiled.plans[index as usize].change;
        let arrival = change.map_or(SimTime::NEVER, |change| self.iam.changes[change].next());
        self.queue.schedule(index, own.min(arrival));
    }

    /// All edges up to now: conditions first, then everyone whose request is under way.
    fn pass_edges(&mut self) {
        while let Some(edge) = self.schedule.edges().get(self.edges_passed).filter(|edge| edge.at <= self.now) {
            self.edges_passed += 1;
            if let Some(outbox) = &mut self.outbox {
                let began = Happened::FaultBegan(edge.fault);
                outbox.push(edge.at, if edge.begins { began } else { Happened::FaultEnded(edge.fault) });
            }
        }
        let now = self.now;
        let schedule = Arc::clone(&self.schedule);
        let holding = schedule.faults().iter().enumerate().filter_map(|(index, (fault, _))| {
            let index = FaultIndex::try_from(index).ok()?;
            schedule.holds(index, now).then_some((index, fault))
        });
        self.conditions.update(now, &self.compiled.routes, holding);
        self.epoch += 1;
        self.next_promise_end = self.conditions.next_promise_end(now);
        let conditions = &self.conditions;
        let reaches = |region| conditions.changes_reach(region);
        self.iam.restart(&self.compiled.iam, now, self.seed, &self.assumptions, reaches);
        for index in 0..self.entities.len() as u32 {
            self.take_turn(index, |turn| turn.conditions_changed());
            self.settle(index);
        }
    }

    fn assess_all(&mut self) {
        for index in 0..self.entities.len() {
            self.assess(index);
        }
    }

    fn assess(&mut self, index: usize) {
        let plan = &self.compiled.plans[index];
        let entity = &self.entities[index];
        let situation = Situation { world: self.surroundings(), plan, entity, now: self.now };
        let scope = entity.session.map_or(entity.scope, |session| session.scope);
        let known = entity.prospect;
        // Faults of names meet what the principal remembers, and the time for several ways depends on what it can pay for,
        // so that they are looked at every time.
        let is_kept = self.conditions.special.is_empty() && !plan.hurries();
        let is_known = known.epoch == self.epoch && known.scope == scope && is_kept;
        let prospect = if is_known { known } else { situation.prospect(self.epoch, scope) };
        let mut states = [State::Healthy; 8];
        let active = if plan.inactive.is_some() { 0 } else { plan.targets.len() };
        for (target, state) in states.iter_mut().enumerate().take(active) {
            *state = situation.state_in(target, &prospect);
        }
        let worst = states.into_iter().max().unwrap_or(State::Healthy);
        let entity = &mut self.entities[index];
        let before = std::mem::replace(&mut entity.target_states, states);
        entity.prospect = prospect;
        if worst != entity.state {
            if entity.state == State::Impaired {
                entity.impaired = entity.impaired + self.now.since(entity.state_since);
            }
            let from = std::mem::replace(&mut entity.state, worst);
            entity.state_since = self.now;
            // What becomes of a change's write is nobody's state.
            self.state_changes += u64::from(plan.change.is_none());
            if let (Some(outbox), None) = (&mut self.outbox, plan.change) {
                let (all, is) = if worst > from { (states, worst) } else { (before, from) };
                let target = plan.targets.iter().zip(all).find(|&(_, state)| state == is);
                let target = target.map(|(target, _)| target.region);
                outbox.push(self.now, Happened::StateChanged { principal: index as u32, target, from, to: worst });
            }
        }
    }

    /// Fingerprint of all that has happened: entities' digests in their order.
    pub fn digest(&self) -> u64 {
        self.entities.iter().fold(0, |digest, entity| absorb(digest, entity.digest))
    }

    /// Fingerprint of what has happened to one principal instance.
    pub fn digest_of(&self, index: u32) -> Option<u64> {
        self.entities.get(index as usize).map(|entity| entity.digest)
    }

    /// Counts since the start.
    pub const fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// Size of this world's changing state, in bytes: what a checkpoint costs.
    pub fn checkpoint_bytes(&self) -> usize {
        size_of::<Self>()
            + self.entities.capacity() * size_of::<Entity>()
            + self.queue.bytes()
            + self.metrics.bytes()
            + self.recent.bytes()
            + self.conditions.bytes()
            + self.iam.bytes()
            + self.buckets.capacity() * size_of::<Bucket>()
    }
}

/// Mark in a change's digest.
const ARRIVED_IN_VIEW: u64 = 64;

/// A digest starts from the entity's identity.
fn plan_digest(plan: &Plan) -> u64 {
    plan.key.get()
}
