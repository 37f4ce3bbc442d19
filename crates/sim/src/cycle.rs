//! Renewals and runs: when they begin, what follows when they end.
//! One request's way is `attempt`'s business.

use sts_atlas_facts::Micros;

use crate::attempt::{Turn, UNDETERMINED};
use crate::call::Source;
use crate::delivered::begin_delivery;
use crate::draw::{Occasion, Purpose, below, draw};
use crate::entity::{Entity, Phase, Session};
use crate::plan::Plan;
use crate::state::Surroundings;
use crate::{ApiError, Failure, Kind, Leg, Seed, SimTime, TokenScope};

/// Marks in digests: what happened to a cycle.
const BEGAN: u64 = 1;
const ENDED_WELL: u64 = 2;
const FAILED: u64 = 3;
const TURNED: u64 = 4;
const WRITTEN: u64 = 5;

/// The session issued at a time, with the client's window and its jitter.
pub(crate) fn session_issued(plan: &Plan, seed: Seed, renewal: u64, scope: TokenScope, expires: SimTime) -> Session {
    let refresh = plan.refresh;
    let most = refresh.mandatory_before_expiry.0 * u64::from(refresh.jitter_permille) / 1_000;
    let jitter = below(draw(seed, plan.key, Purpose::RefreshJitter, Occasion::nth(renewal)), most + 1);
    let cutoff = expires.minus(Micros(refresh.mandatory_before_expiry.0 - jitter));
    let window_opens = refresh.advisory_before_expiry.map_or(cutoff, |advisory| expires.minus(advisory));
    Session { expires, cutoff, window_opens, scope }
}

/// What a principal got on a good day: a session of this scope, or nothing.
fn good_day(world: &Surroundings<'_>, plan: &Plan) -> Option<TokenScope> {
    match &plan.source {
        // What a host of the user's own gave before, nobody knows: nothing is held against it.
        Source::Held | Source::Delivered(_) | Source::Undocumented(_) => Some(TokenScope::AllEnabledRegions),
        Source::NeverSent(_) => None,
        Source::Calls(ways) => {
            for call in ways {
                let Some(error) = world.refused_for_ever(plan, call) else { return Some(world.scope_of(plan, call)) };
                if !turns_to_next_way(error) {
                    return None;
                }
            }
            None
        }
    }
}

/// Steady state: session ages and job phases are uniform, and what is refused every day was refused before.
pub(crate) fn begin_world(world: &Surroundings<'_>, plan: &Plan, entity: &mut Entity) {
    if plan.inactive.is_some() {
        return;
    }
    if let Some(change) = plan.change {
        entity.due = world.compiled.iam.changes[change].at;
        return;
    }
    let got = good_day(world, plan);
    entity.scope = got.unwrap_or(TokenScope::AllEnabledRegions);
    if let Source::Delivered(_) = plan.source {
        begin_delivery(plan, entity, world.seed);
    }
    if plan.kind.holds_session() {
        begin_workload(world, plan, entity, got);
    } else {
        begin_runs(world, plan, entity, got);
    }
}

fn begin_runs(world: &Surroundings<'_>, plan: &Plan, entity: &mut Entity, got: Option<TokenScope>) {
    entity.run = 0;
    entity.due = slot(plan, world.seed, 0);
    if let (Kind::Human { .. }, Source::Calls(_), Some(scope)) = (plan.kind, &plan.source, got) {
        let luck = draw(world.seed, plan.key, Purpose::SessionAge, Occasion::nth(0));
        let left = plan.session.0 - below(luck, plan.session.0);
        entity.session = Some(session_issued(plan, world.seed, 0, scope, SimTime(left)));
    }
    for (index, target) in plan.targets.iter().enumerate() {
        if got.is_none_or(|scope| world.use_refused(plan, target.region, scope).is_some()) {
            entity.failed_targets |= 1 << index;
        }
    }
}

fn begin_workload(world: &Surroundings<'_>, plan: &Plan, entity: &mut Entity, got: Option<TokenScope>) {
    let Source::Calls(_) = plan.source else { return };
    let (seed, next_call) = (world.seed, world.assumptions.next_call);
    let age = draw(seed, plan.key, Purpose::SessionAge, Occasion::nth(0));
    if let Some(scope) = got {
        let whole = session_issued(plan, seed, 0, scope, SimTime::START.plus(plan.session));
        let period = whole.window_opens.0.max(next_call.0).max(1);
        let age = Micros(below(age, period));
        let session = session_issued(plan, seed, 0, scope, SimTime::START.plus(plan.session.saturating_sub(age)));
        entity.session = Some(session);
        entity.due = SimTime(period - age.0);
    } else {
        entity.renewal_failed = true;
        entity.due = SimTime::START.plus(Micros(below(age, next_call.0.max(1))));
    }
}

/// Whether a client with another way takes it after this failure: no answer, a server in trouble, or, as AWS meant its
/// own exception in 2016, an STS that is not active there.
pub(crate) fn turns_to_next_way(failure: Failure) -> bool {
    match failure {
        Failure::ConnectTimeout | Failure::ReadTimeout | Failure::NameNotFound => true,
        Failure::LoadTimeout => false,
        Failure::Api(error) => {
            matches!(error, ApiError::ServiceUnavailable | ApiError::Throttling | ApiError::RegionDisabled)
        }
    }
}

/// The start of a job's run: its phase plus so many times its period.
fn slot(plan: &Plan, seed: Seed, run: u64) -> SimTime {
    let Some(every) = plan.kind.every() else { return SimTime::NEVER };
    let phase = below(draw(seed, plan.key, Purpose::JobPhase, Occasion::nth(0)), every.0);
    SimTime(phase.saturating_add(every.0.saturating_mul(run)))
}

impl Turn<'_> {
    /// A renewal or a run begins with its first leg.
    pub fn begin_cycle(&mut self) {
        let plan = self.plan;
        self.entity.attempt = 0;
        self.entity.way = 0;
        self.entity.retry_cost = None;
        self.entity.warm_until = SimTime::START;
        if plan.kind.holds_session() {
            self.entity.run += 1;
            // Earlier the failure is only a warning, and the old session stays in use.
            self.entity.raises = self.entity.session.is_none_or(|session| session.cutoff <= self.now);
        } else {
            // A new run starts clean; what the last one failed at stays until this one gets there.
            self.entity.renewal_failed = false;
        }
        self.entity.note(self.now, BEGAN);
        match &plan.source {
            // A human signs in only where nothing is left.
            Source::Calls(_) if !self.holds_what_lasts() => {
                self.entity.leg = Leg::Sts;
                self.entity.load_deadline = plan.waits.load.map_or(SimTime::NEVER, |load| self.now.plus(load));
                self.start_attempt();
            }
            Source::Undocumented(_) => {
                self.entity.leg = Leg::Sts;
                self.entity.load_deadline = SimTime::NEVER;
                self.entity.note(self.now, UNDETERMINED);
                self.entity.phase = Phase::Undetermined;
                self.entity.due = SimTime::NEVER;
            }
            Source::NeverSent(_) => {
                self.entity.leg = Leg::Sts;
                self.leg_failed();
            }
            Source::Calls(_) | Source::Held | Source::Delivered(_) => {
                self.entity.leg = Leg::Use(0);
                self.entity.load_deadline = SimTime::NEVER;
                self.start_attempt();
            }
        }
    }

    fn holds_what_lasts(&self) -> bool {
        let lasts = self.entity.session.is_some_and(|session| session.cutoff > self.now);
        matches!(self.plan.kind, Kind::Human { .. }) && lasts
    }

    /// All tries of one way are used up, or its answer is final: the next way, if there is one for this failure.
    pub fn way_failed(&mut self, failure: Failure) {
        self.entity.retry_cost = None;
        let next = self.entity.way + 1;
        let goes_on = self.entity.leg == Leg::Sts && turns_to_next_way(failure);
        if !goes_on || self.plan.source.way(next).is_none() {
            return self.leg_failed();
        }
        self.entity.note(self.now, TURNED);
        self.entity.way = next;
        self.entity.attempt = 0;
        self.entity.warm_until = SimTime::START;
        self.start_attempt();
    }

    /// STS answered a call that gives no session.
    pub fn answer_received(&mut self) {
        self.entity.note(self.now, ENDED_WELL);
        self.entity.renewal_failed = false;
        self.next_leg(Leg::Use(0));
    }

    /// STS issued a session.
    pub fn session_received(&mut self, scope: TokenScope) {
        let plan = self.plan;
        let expires = self.now.plus(plan.session);
        self.entity.note(self.now, ENDED_WELL);
        self.entity.renewal_failed = false;
        self.entity.provenance.last_issue = Some(self.now);
        self.entity.scope = scope;
        self.entity.load_deadline = SimTime::NEVER;
        let keeps = plan.kind.holds_session() || matches!(plan.kind, Kind::Human { .. });
        let session = session_issued(plan, self.world.seed, self.entity.run, scope, expires);
        if keeps {
            self.entity.session = Some(session);
        }
        if plan.kind.holds_session() {
            self.entity.provenance.first_stall = None;
            self.entity.provenance.first_error = None;
            self.entity.phase = Phase::Idle;
            // A session shorter than its own window would be renewed at every call.
            self.entity.due = session.window_opens.max(self.now.plus(self.world.assumptions.next_call));
        } else {
            self.next_leg(Leg::Use(0));
        }
    }

    /// The target Region did what it was asked.
    pub fn target_served(&mut self) {
        let Leg::Use(index) = self.entity.leg else { return };
        self.entity.failed_targets &= !(1 << index);
        self.entity.note(self.now, ENDED_WELL);
        self.next_leg(Leg::Use(index + 1));
    }

    /// All tries of a leg are used up, or the answer is final.
    pub fn leg_failed(&mut self) {
        let now = self.now;
        self.entity.note(now, FAILED);
        self.entity.renewal_failed = true;
        match (self.plan.kind, self.entity.leg) {
            (kind, _) if kind.holds_session() => {
                if self.entity.raises {
                    self.entity.provenance.first_error.get_or_insert(now);
                }
                self.entity.attempt = 0;
                self.entity.load_deadline = SimTime::NEVER;
                self.entity.phase = Phase::Idle;
                self.entity.due = now.plus(self.world.assumptions.next_call);
            }
            (_, Leg::Sts) => {
                for index in 0..self.plan.targets.len() {
                    self.entity.failed_targets |= 1 << index;
                }
                self.entity.provenance.first_error.get_or_insert(now);
                self.end_run();
            }
            (_, Leg::Use(index)) => {
                self.entity.failed_targets |= 1 << index;
                self.entity.provenance.first_error.get_or_insert(now);
                self.next_leg(Leg::Use(index + 1));
            }
        }
    }

    fn next_leg(&mut self, leg: Leg) {
        self.entity.attempt = 0;
        self.entity.warm_until = SimTime::START;
        self.entity.renewal_failed = false;
        self.entity.load_deadline = SimTime::NEVER;
        let exists = matches!(leg, Leg::Use(index) if usize::from(index) < self.plan.targets.len());
        if exists {
            self.entity.leg = leg;
            self.start_attempt();
        } else {
            self.end_run();
        }
    }

    /// A run that overran makes the next slot wait: runs never overlap (assumed).
    fn end_run(&mut self) {
        self.entity.phase = Phase::Idle;
        self.entity.attempt = 0;
        self.entity.renewal_failed = false;
        self.entity.load_deadline = SimTime::NEVER;
        if self.entity.failed_targets == 0 {
            self.entity.provenance.first_stall = None;
            self.entity.provenance.first_error = None;
        }
        if let Some(change) = self.plan.change {
            return self.write_ended(change);
        }
        let Some(every) = self.plan.kind.every() else { return };
        let first = slot(self.plan, self.world.seed, 0);
        let run = self.now.since(first).0 / every.0 + 1;
        self.entity.run = run;
        self.entity.due = slot(self.plan, self.world.seed, run);
    }

    /// A write of a change ended: acknowledged, or to be tried again later.
    fn write_ended(&mut self, change: usize) {
        if self.entity.failed_targets == 0 {
            self.entity.note(self.now, WRITTEN);
            self.entity.due = SimTime::NEVER;
            *self.written = Some(change);
        } else {
            self.entity.run += 1;
            self.entity.failed_targets = 0;
            self.entity.due = self.now.plus(self.world.assumptions.next_write);
        }
    }
}
