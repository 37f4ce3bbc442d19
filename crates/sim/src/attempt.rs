//! One request's way: connect, travel, reach, authenticate, throttle, issue, and back, or where it gets stuck.
//! When requests begin and what follows from their outcome is `cycle`'s business.

use sts_atlas_facts::{BackoffShape, Micros};

use crate::condition::{FaultIndex, StsCondition};
use crate::draw::{Occasion, Purpose, below, draw, happens, weather};
use crate::entity::{Entity, Phase, Reply};
use crate::metrics::ServiceKind;
use crate::plan::{Plan, StsCall, StsPlan};
use crate::quota::Bucket;
use crate::recent::Recent;
use crate::state::{Surroundings, home_down, probe_sts, route_blocked};
use crate::{
    ApiError, EndpointKind, Failure, Leg, Metrics, Outcome, Probe, RequestRecord, SimTime, TokenVerdict, Weather,
};

/// A lost first packet is sent again 1, 3, 7, 15, 31 and 63 s after the first (Linux's doubling).
const MOST_TRANSMISSIONS: u32 = 7;

/// Marks in digests, above those of `cycle`.
const SENT: u64 = 16;
const ARRIVED: u64 = 17;
const STALLED: u64 = 18;
const RESUMED: u64 = 19;
const UNDETERMINED: u64 = 20;
const FAILED_WITH: u64 = 32;

/// One entity's turn: all it may read and change.
pub(crate) struct Turn<'a> {
    pub world: Surroundings<'a>,
    pub now: SimTime,
    pub index: u32,
    pub plan: &'a Plan,
    pub entity: &'a mut Entity,
    pub metrics: &'a mut Metrics,
    pub buckets: &'a mut [Bucket],
    pub recent: &'a mut Recent,
}

impl Turn<'_> {
    /// Its pending moment has come.
    pub fn take(&mut self) {
        if self.now >= self.entity.load_deadline && (self.entity.is_in_request() || self.entity.phase == Phase::Backoff)
        {
            return self.give_up_loading();
        }
        if self.now < self.entity.due {
            // The session's cut-off: nothing happens, but what the situation means has changed.
            return;
        }
        match self.entity.phase {
            Phase::Idle => self.begin_cycle(),
            Phase::Backoff => self.start_attempt(),
            Phase::Outbound => self.arrive(),
            Phase::Inbound(reply) => self.receive(reply),
            Phase::StalledConnecting => self.lose(Failure::ConnectTimeout),
            Phase::StalledWaiting => self.lose(Failure::ReadTimeout),
            Phase::Undetermined => {}
        }
    }

    /// Sends one request, over an open connection where there is one.
    pub fn start_attempt(&mut self) {
        let Some(route) = self.plan.route_of(self.entity.leg) else { return };
        if self.is_undocumented() {
            self.entity.note(self.now, UNDETERMINED);
            self.entity.phase = Phase::Undetermined;
            self.entity.due = SimTime::NEVER;
            return;
        }
        self.metrics.issued(self.service(), route);
        self.entity.note(self.now, SENT);
        self.entity.began = self.now;
        self.entity.phase = Phase::Outbound;
        self.entity.warm = self.now < self.entity.warm_until;
        self.entity.rtt = self.round_trip(route);
        self.entity.blocked_by = self.blocked();
        self.entity.connected_at = if self.entity.warm { self.now } else { self.opens_at(route) };
        match (self.entity.blocked_by.is_some(), self.entity.warm) {
            (true, true) => self.stall_waiting(),
            (true, false) => self.stall_connecting(),
            (false, true) => self.go_outbound(),
            (false, false) => self.connect(route),
        }
    }

    /// A fault began or ended: what is under way may be lost, or get through after all.
    pub fn conditions_changed(&mut self) {
        let Some(route) = self.plan.route_of(self.entity.leg) else { return };
        let blocked = self.blocked();
        match self.entity.phase {
            Phase::Outbound if blocked.is_some() => {
                self.entity.blocked_by = blocked;
                if self.now < self.entity.connected_at { self.stall_connecting() } else { self.stall_waiting() }
            }
            Phase::Inbound(_) if blocked.is_some() => {
                self.entity.blocked_by = blocked;
                self.stall_waiting();
            }
            // Not while a packet that gets through is under way.
            Phase::Outbound if self.now <= self.entity.connected_at.minus(self.handshakes()) => self.connect(route),
            Phase::StalledConnecting if blocked.is_none() => self.connect(route),
            // Anew, as the time for the whole renewal may be over.
            Phase::Undetermined if !self.is_undocumented() => self.begin_cycle(),
            _ => {}
        }
    }

    /// The way is open: the connection takes the next first packet that is not lost, if that comes in time.
    fn connect(&mut self, route: u16) {
        let stalled = self.entity.phase == Phase::StalledConnecting;
        self.entity.connected_at = self.opens_at(route);
        if self.entity.connected_at < self.connect_times_out() {
            if stalled {
                self.entity.note(self.now, RESUMED);
                self.entity.blocked_by = None;
            }
            self.go_outbound();
        } else if !stalled {
            let path = &self.world.conditions.routes[usize::from(route)];
            self.entity.blocked_by = path.lossy_by.or(path.slow_by);
            self.stall_connecting();
        }
    }

    fn go_outbound(&mut self) {
        self.entity.arrives = self.entity.connected_at.plus(Micros(self.entity.rtt.0 / 2));
        self.entity.phase = Phase::Outbound;
        self.entity.due = self.entity.arrives;
    }

    fn stall_connecting(&mut self) {
        self.entity.note(self.now, STALLED);
        self.entity.provenance.first_stall.get_or_insert(self.now);
        self.entity.phase = Phase::StalledConnecting;
        self.entity.due = self.connect_times_out();
    }

    fn stall_waiting(&mut self) {
        self.entity.note(self.now, STALLED);
        self.entity.provenance.first_stall.get_or_insert(self.now);
        self.entity.phase = Phase::StalledWaiting;
        self.entity.due = self.read_times_out();
    }

    /// The request is at the server: reach, authenticate, throttle, authorize, activation, issue.
    fn arrive(&mut self) {
        self.entity.note(self.now, ARRIVED);
        let (reply, server, slow_by) = match (self.entity.leg, &self.plan.sts) {
            (Leg::Sts, StsPlan::Call(call)) => self.answer_of_sts(call),
            (Leg::Use(index), _) => self.answer_of_service(index),
            (Leg::Sts, _) => return,
        };
        let back = Micros(self.entity.rtt.0 - self.entity.rtt.0 / 2);
        self.entity.replies = self.now.plus(server).plus(back);
        if self.entity.replies > self.read_times_out() {
            self.entity.blocked_by = slow_by;
            return self.stall_waiting();
        }
        self.entity.phase = Phase::Inbound(reply);
        self.entity.due = self.entity.replies;
    }

    /// What STS answers, after how long, and the fault that makes it slow.
    fn answer_of_sts(&mut self, call: &StsCall) -> (Reply, Micros, Option<FaultIndex>) {
        let condition = self.world.conditions.regions[call.look_up.serving.index()].sts(call.decision.endpoint.kind());
        let server = self.world.issue_time(condition);
        (self.reply_of_sts(call, condition), server, condition.slow_by.or(self.slow_by(call.route)))
    }

    fn reply_of_sts(&mut self, call: &StsCall, condition: &StsCondition) -> Reply {
        if happens(self.luck(Purpose::StsError, 0), condition.errors_ppm) {
            self.entity.blocked_by = condition.errors_by;
            return Reply::Error(ApiError::ServiceUnavailable);
        }
        // Signed requests of an account the Region does not know fail before the quota is looked at (order assumed).
        if call.answer == Err(ApiError::InvalidClientTokenId) {
            return Reply::Error(ApiError::InvalidClientTokenId);
        }
        if let Some(bucket) = call.bucket.and_then(|bucket| self.buckets.get_mut(usize::from(bucket)))
            && !bucket.take(self.now, self.world.assumptions.quota_burst)
        {
            return Reply::Error(ApiError::Throttling);
        }
        call.answer.map_or_else(Reply::Error, Reply::Issued)
    }

    fn answer_of_service(&self, index: u8) -> (Reply, Micros, Option<FaultIndex>) {
        let target = &self.plan.targets[usize::from(index)];
        let reply = match target.verdict {
            TokenVerdict::Valid => Reply::Served,
            TokenVerdict::Refused => Reply::Error(ApiError::TokenRefused),
            TokenVerdict::RegionNotEnabled => Reply::Error(ApiError::RegionNotEnabled),
        };
        (reply, self.world.assumptions.service_server_time, self.slow_by(target.route))
    }

    fn receive(&mut self, reply: Reply) {
        self.entity.warm_until = self.now.plus(self.plan.waits.keep_alive_idle);
        match reply {
            Reply::Issued(scope) => {
                self.finish_request(Outcome::Issued(scope));
                self.session_received(scope);
            }
            Reply::Served => {
                self.finish_request(Outcome::Served);
                self.target_served();
            }
            Reply::Error(error) => {
                self.finish_request(Outcome::Failed(Failure::Api(error)));
                self.attempt_failed(Failure::Api(error));
            }
        }
    }

    fn lose(&mut self, failure: Failure) {
        self.entity.warm_until = SimTime::START;
        self.finish_request(Outcome::Failed(failure));
        self.attempt_failed(failure);
    }

    fn give_up_loading(&mut self) {
        if self.entity.is_in_request() {
            self.finish_request(Outcome::Failed(Failure::LoadTimeout));
        }
        self.entity.provenance.last_failure = Some((self.now, Failure::LoadTimeout, self.entity.blocked_by));
        self.leg_failed();
    }

    fn attempt_failed(&mut self, failure: Failure) {
        self.entity.note(self.now, FAILED_WITH + failure.index() as u64);
        self.entity.renewal_failed = true;
        self.entity.provenance.last_failure = Some((self.now, failure, self.entity.blocked_by));
        let is_final = matches!(failure, Failure::Api(error) if !error.is_retried());
        if is_final || self.entity.attempt + 1 >= self.plan.retry.attempts {
            return self.leg_failed();
        }
        self.entity.attempt += 1;
        self.entity.phase = Phase::Backoff;
        self.entity.due = self.now.plus(self.backoff(failure));
    }

    fn backoff(&self, failure: Failure) -> Micros {
        let retry = self.plan.retry;
        let base = if failure == Failure::Api(ApiError::Throttling) { retry.throttle_base } else { retry.base };
        let doublings = (self.entity.attempt - 1).min(32);
        let most = base.0.saturating_mul(1 << doublings).min(retry.cap.0);
        let luck = self.luck(Purpose::Backoff, 0);
        match retry.shape {
            BackoffShape::FullJitter => Micros(below(luck, most + 1)),
            BackoffShape::EqualJitter => Micros(most / 2 + below(luck, most - most / 2 + 1)),
            BackoffShape::Fixed => Micros(most),
        }
    }

    fn finish_request(&mut self, outcome: Outcome) {
        let Some(route) = self.plan.route_of(self.entity.leg) else { return };
        let is_failure = matches!(outcome, Outcome::Failed(_));
        let record = RequestRecord {
            principal: self.index,
            leg: self.entity.leg,
            run: self.entity.run,
            attempt: self.entity.attempt + 1,
            began: self.entity.began,
            ended: self.now,
            connected_at: self.entity.connected_at,
            warm: self.entity.warm,
            route,
            service: self.service(),
            outcome,
            fault: self.entity.blocked_by.filter(|_| is_failure),
        };
        self.metrics.ended(&record);
        self.recent.push(record);
    }

    /// The fault that keeps the current leg from being answered.
    fn blocked(&self) -> Option<FaultIndex> {
        let route = self.plan.route_of(self.entity.leg)?;
        let conditions = self.world.conditions;
        let (_, to) = self.world.compiled.routes[usize::from(route)];
        let region = &conditions.regions[to.index()];
        let host = self.service().endpoint_kind().and_then(|kind| region.sts(kind).down_by);
        let dropped = match self.entity.phase {
            // A reply under way needs only the way back.
            Phase::Inbound(_) => conditions.routes[usize::from(route)].back_dropped_by,
            _ => route_blocked(conditions, route),
        };
        home_down(conditions, self.plan).or(dropped).or(region.down_by).or(host)
    }

    fn slow_by(&self, route: u16) -> Option<FaultIndex> {
        self.world.conditions.routes[usize::from(route)].slow_by
    }

    /// Whether nobody documents what STS would make of the request.
    fn is_undocumented(&self) -> bool {
        match (self.entity.leg, &self.plan.sts) {
            (Leg::Sts, StsPlan::Call(call)) => {
                matches!(probe_sts(&self.world, self.plan, call, self.now), Probe::Unknown(_))
            }
            _ => false,
        }
    }

    fn service(&self) -> ServiceKind {
        match (self.entity.leg, &self.plan.sts) {
            (Leg::Sts, StsPlan::Call(call)) => call.decision.endpoint.kind().into(),
            (Leg::Sts, _) => EndpointKind::Regional.into(),
            (Leg::Use(_), _) => ServiceKind::Service,
        }
    }

    fn round_trip(&self, route: u16) -> Micros {
        let median = self.world.median_round_trip(route);
        let key = self.world.compiled.route_keys[usize::from(route)];
        match self.world.assumptions.weather {
            Weather::Still => median,
            Weather::Varying => median + weather(self.world.seed, key, self.now.0 / 1_000_000),
        }
    }

    fn connect_begins(&self) -> SimTime {
        self.entity.began.plus(self.world.assumptions.dns)
    }

    fn connect_times_out(&self) -> SimTime {
        self.connect_begins().plus(self.plan.waits.connect)
    }

    fn read_times_out(&self) -> SimTime {
        self.entity.connected_at.plus(self.plan.waits.read)
    }

    fn handshakes(&self) -> Micros {
        self.world.handshakes(self.entity.rtt)
    }

    /// When the connection opens by the next first packet that is not lost; at the latest when the client gives up.
    fn opens_at(&self, route: u16) -> SimTime {
        let begins = self.connect_begins();
        let loss = self.world.conditions.routes[usize::from(route)].loss_ppm;
        let opens = (0..MOST_TRANSMISSIONS)
            .map(|count| (count, begins.plus(backed_off(count))))
            .find(|&(count, sent_at)| sent_at >= self.now && !happens(self.luck(Purpose::PathLoss, count), loss))
            .map_or(SimTime::NEVER, |(_, sent_at)| sent_at.plus(self.handshakes()));
        opens.min(self.connect_times_out())
    }

    fn luck(&self, purpose: Purpose, transmission: u32) -> u64 {
        let attempt = self.entity.attempt * (MOST_TRANSMISSIONS + 1) + transmission;
        let leg = match self.entity.leg {
            Leg::Sts => 0,
            Leg::Use(index) => index + 1,
        };
        draw(self.world.seed, self.plan.key, purpose, Occasion { n: self.entity.run, leg, attempt })
    }
}

/// When transmission number `count` (from 0) is sent, counted from the first.
const fn backed_off(count: u32) -> Micros {
    Micros::from_secs((1 << count) - 1)
}
