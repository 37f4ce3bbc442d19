//! What changes about one principal instance while the world runs.
//! Transitions are in `attempt` and `cycle`; what the state means for a reader is `state`'s business.

use sts_atlas_facts::{Micros, RuleId};

use crate::draw::absorb;
use crate::plan::Waits;
use crate::state::Prospect;
use crate::{ApiError, Assumptions, Failure, Leg, PrincipalSpec, ServiceKind, SimTime, State, TokenScope};

/// A session in a principal's hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// When its life ends.
    pub expires: SimTime,
    /// From when on the client waits for a new one before it makes a call.
    pub cutoff: SimTime,
    /// From when on the client tries to renew it.
    pub window_opens: SimTime,
    /// Where it is valid.
    pub scope: TokenScope,
}

/// A session as a fuel gauge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionGauge {
    /// The session.
    pub session: Session,
    /// Its whole length.
    pub length: Micros,
    /// What is left until the client's cut-off.
    pub until_cutoff: Micros,
    /// What is left until it expires.
    pub until_expiry: Micros,
}

/// Names of STS that one principal may turn to: its client's own and those it fails over to.
const MOST_NAMES: usize = 1 + PrincipalSpec::MAX_FAILOVER;

/// Where an entity is in its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Waits for its window, its next slot or its next call.
    Idle,
    /// Waits before it tries again.
    Backoff,
    /// A connection opens, then the request travels.
    Outbound,
    /// The server works, then the reply travels.
    Inbound(Reply),
    /// A connection does not open.
    StalledConnecting,
    /// A reply does not come.
    StalledWaiting,
    /// A name is looked up in vain.
    Resolving,
    /// Nobody knows what would happen; goes on at the next fault edge.
    Undetermined,
}

/// What the server answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    Issued(TokenScope),
    Served,
    /// With the rule that it follows.
    Error(ApiError, RuleId),
}

/// The last try that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LastFailure {
    pub at: SimTime,
    pub failure: Failure,
    /// The fault that stood in its way.
    pub by: Option<u16>,
    pub route: Option<u16>,
    pub service: ServiceKind,
}

/// What Why starts from: fixed size, always kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Provenance {
    pub last_issue: Option<SimTime>,
    pub last_failure: Option<LastFailure>,
    /// First time since the last success that a caller had to wait for an answer that did not come.
    pub first_stall: Option<SimTime>,
    /// First time since the last success that a caller got an error.
    pub first_error: Option<SimTime>,
    /// The first of all such waits, and of all such errors, since the world's start.
    pub earliest: (Option<SimTime>, Option<SimTime>),
}

impl Provenance {
    /// Keeps the first wait and the first error of all, before a success clears them; whether this is the first error.
    pub fn keep_earliest(&mut self) -> bool {
        let (stall, error) = self.earliest;
        self.earliest = (stall.or(self.first_stall), error.or(self.first_error));
        error.is_none() && self.first_error.is_some()
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Entity {
    pub digest: u64,
    pub phase: Phase,
    /// When the phase's own event comes.
    pub due: SimTime,
    /// Slot of the run, or number of the renewal.
    pub run: u64,
    pub leg: Leg,
    /// Which try, from 0.
    pub attempt: u32,
    pub began: SimTime,
    pub connected_at: SimTime,
    pub arrives: SimTime,
    pub replies: SimTime,
    pub rtt: Micros,
    /// When the whole renewal is given up.
    pub load_deadline: SimTime,
    /// Until when the connection of this leg can be used again.
    pub warm_until: SimTime,
    pub warm: bool,
    pub blocked_by: Option<u16>,
    /// Which of its source's ways it goes.
    pub way: u8,
    /// Until when the last answer of the DNS is good, by way.
    pub answers_until: [SimTime; MOST_NAMES],
    /// What is left of the client's budget for retries, and what the last retry of this request cost.
    pub retry_tokens: u32,
    pub retry_cost: Option<u32>,
    /// When AWS next renews what it delivers.
    pub delivery: SimTime,
    /// Its last try to do so failed.
    pub delivery_failed: bool,
    /// Where what it last got is valid.
    pub scope: TokenScope,
    pub session: Option<Session>,
    /// A try of the renewal under way, or the last whole renewal, failed, and none has succeeded since.
    pub renewal_failed: bool,
    /// The renewal under way began past the cut-off: its failure is an error to its caller.
    pub raises: bool,
    /// Targets whose last run failed, as bits.
    pub failed_targets: u8,
    pub state: State,
    pub target_states: [State; 8],
    pub prospect: Prospect,
    pub state_since: SimTime,
    pub impaired: Micros,
    pub provenance: Provenance,
}

impl Entity {
    pub fn new(key: u64, retry_tokens: u32) -> Self {
        Self {
            digest: absorb(0, key),
            phase: Phase::Idle,
            due: SimTime::NEVER,
            run: 0,
            leg: Leg::Sts,
            attempt: 0,
            began: SimTime::START,
            connected_at: SimTime::START,
            arrives: SimTime::START,
            replies: SimTime::START,
            rtt: Micros::ZERO,
            load_deadline: SimTime::NEVER,
            warm_until: SimTime::START,
            warm: false,
            blocked_by: None,
            way: 0,
            answers_until: [SimTime::START; MOST_NAMES],
            retry_tokens,
            retry_cost: None,
            delivery: SimTime::NEVER,
            delivery_failed: false,
            scope: TokenScope::AllEnabledRegions,
            session: None,
            renewal_failed: false,
            raises: false,
            failed_targets: 0,
            state: State::Healthy,
            target_states: [State::Healthy; 8],
            prospect: Prospect::NONE,
            state_since: SimTime::START,
            impaired: Micros::ZERO,
            provenance: Provenance::default(),
        }
    }

    /// When its next event comes: the phase's own, the end of the whole renewal, or the session's cut-off.
    pub fn next_event(&self, now: SimTime) -> SimTime {
        let mut next = self.due.min(self.delivery);
        if self.is_in_request() || self.phase == Phase::Backoff {
            next = next.min(self.load_deadline);
        }
        if let Some(session) = self.session
            && session.cutoff > now
        {
            next = next.min(session.cutoff);
        }
        next
    }

    /// Whether the last answer of the DNS for a way is still good.
    pub fn knows_address(&self, way: u8, now: SimTime) -> bool {
        self.answers_until.get(usize::from(way)).is_some_and(|&until| now < until)
    }

    /// The DNS has answered for a way.
    pub fn learn_address(&mut self, way: u8, until: SimTime) {
        if let Some(answer) = self.answers_until.get_mut(usize::from(way)) {
            *answer = until;
        }
    }

    /// When the next answer of the DNS is no longer good.
    pub fn next_forgetting(&self, now: SimTime) -> SimTime {
        self.answers_until.iter().copied().filter(|&until| until > now).min().unwrap_or(SimTime::NEVER)
    }

    /// Time spent impaired up to now.
    pub fn impaired_by(&self, now: SimTime) -> Micros {
        if self.state == State::Impaired { self.impaired + now.since(self.state_since) } else { self.impaired }
    }

    pub const fn is_in_request(&self) -> bool {
        matches!(
            self.phase,
            Phase::Outbound | Phase::Inbound(_) | Phase::StalledConnecting | Phase::StalledWaiting | Phase::Resolving
        )
    }

    pub const fn is_stalled(&self) -> bool {
        matches!(self.phase, Phase::StalledConnecting | Phase::StalledWaiting)
    }

    /// When the reply of the request under way is back, if nothing is in its way.
    pub fn replies_at(&self, service: ServiceKind, assumptions: &Assumptions) -> SimTime {
        if let Phase::Inbound(_) = self.phase {
            return self.replies;
        }
        self.arrives.plus(assumptions.server_time(service)).plus(Micros(self.rtt.0 - self.rtt.0 / 2))
    }

    /// When the client gives up on the try under way.
    pub fn gives_up(&self, now: SimTime, dns: Micros, waits: &Waits) -> SimTime {
        let patience = if self.phase == Phase::StalledConnecting || now < self.connected_at {
            self.began.plus(dns).plus(waits.connect)
        } else {
            self.connected_at.plus(waits.read)
        };
        patience.min(self.load_deadline)
    }

    /// Adds what just happened to the digest: when, and what.
    pub fn note(&mut self, now: SimTime, code: u64) {
        self.digest = absorb(absorb(self.digest, now.0), code << 32 | u64::from(self.attempt));
    }
}
