//! Renewals and runs: when they begin, what follows when they end.
//! One request's way is `attempt`'s business.

use sts_atlas_facts::Micros;

use crate::attempt::Turn;
use crate::draw::{Occasion, Purpose, below, draw};
use crate::entity::{Entity, Phase, Session};
use crate::plan::{Plan, StsPlan};
use crate::{Kind, Leg, Seed, SimTime, TokenScope, TokenVerdict};

/// Marks in digests: what happened to a cycle.
const BEGAN: u64 = 1;
const ENDED_WELL: u64 = 2;
const FAILED: u64 = 3;

/// The session issued at a time, with the client's window and its jitter.
pub(crate) fn session_issued(plan: &Plan, seed: Seed, renewal: u64, scope: TokenScope, expires: SimTime) -> Session {
    let refresh = plan.refresh;
    let most = refresh.mandatory_before_expiry.0 * u64::from(refresh.jitter_permille) / 1_000;
    let jitter = below(draw(seed, plan.key, Purpose::RefreshJitter, Occasion::nth(renewal)), most + 1);
    let cutoff = expires.minus(Micros(refresh.mandatory_before_expiry.0 - jitter));
    let window_opens = refresh.advisory_before_expiry.map_or(cutoff, |advisory| expires.minus(advisory));
    Session { expires, cutoff, window_opens, scope }
}

/// Steady state: session ages and job phases are uniform, and what is refused every day was refused before.
pub(crate) fn begin_world(plan: &Plan, entity: &mut Entity, seed: Seed, next_call: Micros) {
    if plan.inactive.is_some() {
        return;
    }
    match plan.kind {
        Kind::Workload | Kind::AwsService => begin_workload(plan, entity, seed, next_call),
        Kind::Job { .. } | Kind::Human { .. } | Kind::Admin { .. } => {
            entity.run = 0;
            entity.due = slot(plan, seed, 0);
            let sts_refuses = match &plan.sts {
                StsPlan::None => false,
                StsPlan::NeverSent(_) => true,
                StsPlan::Call(call) => call.answer.is_err(),
            };
            for (index, target) in plan.targets.iter().enumerate() {
                if sts_refuses || target.verdict != TokenVerdict::Valid {
                    entity.failed_targets |= 1 << index;
                }
            }
        }
    }
}

fn begin_workload(plan: &Plan, entity: &mut Entity, seed: Seed, next_call: Micros) {
    let call = match &plan.sts {
        StsPlan::None | StsPlan::NeverSent(_) => return,
        StsPlan::Call(call) => call,
    };
    let age = draw(seed, plan.key, Purpose::SessionAge, Occasion::nth(0));
    match call.answer {
        Ok(scope) => {
            let whole = session_issued(plan, seed, 0, scope, SimTime::START.plus(plan.session));
            let period = whole.window_opens.0.max(next_call.0).max(1);
            let age = Micros(below(age, period));
            let session = session_issued(plan, seed, 0, scope, SimTime::START.plus(plan.session.saturating_sub(age)));
            entity.session = Some(session);
            entity.due = SimTime(period - age.0);
        }
        Err(_) => {
            entity.renewal_failed = true;
            entity.due = SimTime::START.plus(Micros(below(age, next_call.0.max(1))));
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
        match &plan.sts {
            StsPlan::Call(_) => {
                self.entity.leg = Leg::Sts;
                self.entity.load_deadline = plan.waits.load.map_or(SimTime::NEVER, |load| self.now.plus(load));
                self.start_attempt();
            }
            StsPlan::None => {
                self.entity.leg = Leg::Use(0);
                self.entity.load_deadline = SimTime::NEVER;
                self.start_attempt();
            }
            StsPlan::NeverSent(_) => {
                self.entity.leg = Leg::Sts;
                self.leg_failed();
            }
        }
    }

    /// STS issued a session.
    pub fn session_received(&mut self, scope: TokenScope) {
        let plan = self.plan;
        let expires = self.now.plus(plan.session);
        self.entity.note(self.now, ENDED_WELL);
        self.entity.renewal_failed = false;
        self.entity.provenance.last_issue = Some(self.now);
        self.entity.load_deadline = SimTime::NEVER;
        if plan.kind.holds_session() {
            let session = session_issued(plan, self.world.seed, self.entity.run, scope, expires);
            self.entity.session = Some(session);
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
        let Some(every) = self.plan.kind.every() else { return };
        let first = slot(self.plan, self.world.seed, 0);
        let run = self.now.since(first).0 / every.0 + 1;
        self.entity.run = run;
        self.entity.due = slot(self.plan, self.world.seed, run);
    }
}
