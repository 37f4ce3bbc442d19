//! One request's way: connect, travel, reach, authenticate, throttle, issue, and back, or where it gets stuck.
//! When requests begin and what follows from their outcome is `cycle`'s business.

use sts_atlas_facts::{Micros, RuleId};

use crate::call::{Source, StsCall};
use crate::condition::FaultIndex;
use crate::draw::{Occasion, Purpose, draw, happens, weather};
use crate::entity::{Entity, LastFailure, Phase, Reply};
use crate::plan::Plan;
use crate::probe::probe_way;
use crate::quota::Bucket;
use crate::recent::Recent;
use crate::state::{Surroundings, home_down, route_blocked};
use crate::{Failure, Leg, Metrics, Outcome, Probe, RequestRecord, ServiceKind, SimTime, Weather};

/// A lost first packet is sent again 1, 3, 7, 15, 31 and 63 s after the first (Linux's doubling).
const MOST_TRANSMISSIONS: u32 = 7;

/// Marks in digests, above those of `cycle`.
const SENT: u64 = 16;
const ARRIVED: u64 = 17;
const STALLED: u64 = 18;
const RESUMED: u64 = 19;
pub(crate) const UNDETERMINED: u64 = 20;
pub(crate) const FAILED_WITH: u64 = 32;

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
    /// The change whose write has just been acknowledged.
    pub written: &'a mut Option<usize>,
}

impl Turn<'_> {
    /// Its pending moment has come.
    pub fn take(&mut self) {
        if self.now >= self.entity.delivery {
            return self.deliver();
        }
        if self.now >= self.entity.load_deadline && (self.entity.is_in_request() || self.entity.phase == Phase::Backoff)
        {
            return self.give_up_loading();
        }
        if self.now < self.entity.due {
            // The session's cut-off, or an address forgotten: nothing happens by itself, but what that means has changed.
            return self.views_changed();
        }
        match self.entity.phase {
            Phase::Idle => self.begin_cycle(),
            Phase::Backoff => self.start_attempt(),
            Phase::Outbound if self.now < self.entity.arrives => self.give_up_waiting(),
            Phase::Outbound => self.arrive(),
            Phase::Inbound(reply) => self.receive(reply),
            Phase::StalledConnecting => self.lose(Failure::ConnectTimeout),
            Phase::StalledWaiting => self.lose(Failure::ReadTimeout),
            Phase::Resolving => self.lose(Failure::NameNotFound),
            Phase::Undetermined => {}
        }
    }

    /// Sends one request, over an open connection where there is one.
    pub fn start_attempt(&mut self) {
        let Some(route) = self.route() else { return };
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
        if let Some(fault) = self.name_not_found() {
            self.entity.connected_at = SimTime::NEVER;
            return self.resolve_in_vain(fault);
        }
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
        let Some(route) = self.route() else { return };
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
            Phase::Undetermined => self.views_changed(),
            _ => {}
        }
    }

    /// Something else is known, or forgotten: what nobody could tell may be clear now.
    pub fn views_changed(&mut self) {
        // Anew, as the time for the whole renewal may be over.
        if self.entity.phase == Phase::Undetermined && !self.is_undocumented() {
            self.begin_cycle();
        }
    }

    /// Whether the name of a new connection has no address: for ever, or for a fault. A good answer lives for a while.
    fn name_not_found(&mut self) -> Option<Option<FaultIndex>> {
        let call = self.plan.source.way(self.entity.way).filter(|_| self.entity.leg == Leg::Sts)?;
        if self.entity.warm || home_down(self.world.conditions, self.plan).is_some() {
            return None;
        }
        if call.name_missing.is_some() {
            return Some(None);
        }
        let way = self.entity.way;
        if self.entity.knows_address(way, self.now) {
            return None;
        }
        let name = call.sts.as_ref().map(StsCall::name)?;
        if let Some(fault) = self.world.name_lost(self.plan, name) {
            return Some(Some(fault));
        }
        self.entity.learn_address(way, self.now.plus(self.world.assumptions.dns_lifetime));
        None
    }

    fn resolve_in_vain(&mut self, fault: Option<FaultIndex>) {
        self.entity.blocked_by = fault;
        self.entity.phase = Phase::Resolving;
        self.entity.due = self.now.plus(self.world.assumptions.dns);
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
        self.entity.due = self.entity.arrives.min(self.read_times_out());
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
        let plan = self.plan;
        let (reply, server, slow_by) = match self.entity.leg {
            Leg::Sts => match plan.source.way(self.entity.way) {
                Some(call) => self.answer_of_call(call),
                None => return,
            },
            Leg::Use(index) => self.answer_of_target(index),
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

    fn receive(&mut self, reply: Reply) {
        self.entity.warm_until = self.now.plus(self.plan.waits.keep_alive_idle);
        match reply {
            Reply::Issued(scope) => {
                self.finish_request(Outcome::Issued(scope), None);
                self.pay_back();
                self.session_received(scope);
            }
            Reply::Served => {
                self.finish_request(Outcome::Served, None);
                self.pay_back();
                if self.entity.leg == Leg::Sts { self.answer_received() } else { self.target_served() }
            }
            Reply::Error(error, rule) => {
                self.finish_request(Outcome::Failed(Failure::Api(error)), Some(rule));
                self.attempt_failed(Failure::Api(error));
            }
        }
    }

    fn lose(&mut self, failure: Failure) {
        self.entity.warm_until = SimTime::START;
        self.finish_request(Outcome::Failed(failure), None);
        self.attempt_failed(failure);
    }

    /// The client waits no longer, though its request has not even arrived.
    fn give_up_waiting(&mut self) {
        self.entity.blocked_by = self.route().and_then(|route| self.slow_by(route));
        self.lose(Failure::ReadTimeout);
    }

    fn give_up_loading(&mut self) {
        if self.entity.is_in_request() {
            self.finish_request(Outcome::Failed(Failure::LoadTimeout), None);
        }
        self.remember_failure(Failure::LoadTimeout);
        self.entity.retry_cost = None;
        self.leg_failed();
    }

    /// What Why will say of it.
    pub fn remember_failure(&mut self, failure: Failure) {
        let (by, route, service) = (self.entity.blocked_by, self.route(), self.service());
        self.entity.provenance.last_failure = Some(LastFailure { at: self.now, failure, by, route, service });
    }

    fn finish_request(&mut self, outcome: Outcome, rule: Option<RuleId>) {
        let Some(route) = self.route() else { return };
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
            rule,
            quota_used_up: matches!(outcome, Outcome::Failed(failure) if self.lacks_tokens(failure)),
        };
        self.metrics.ended(&record);
        self.recent.push(record);
    }

    /// The fault that keeps the current leg from being answered.
    fn blocked(&self) -> Option<FaultIndex> {
        let (plan, conditions) = (self.plan, self.world.conditions);
        let route = self.route()?;
        let (_, to) = self.world.compiled.routes[usize::from(route)];
        let region = &conditions.regions[to.index()];
        let (host, name) = match (self.entity.leg, plan.source.way(self.entity.way)) {
            (Leg::Sts, Some(call)) => {
                let name = call.sts.as_ref().map(StsCall::name);
                // A reply under way has passed the firewall.
                let name = name.filter(|_| !matches!(self.entity.phase, Phase::Inbound(_)));
                (self.world.server_of(call).down_by, name.and_then(|name| self.world.name_blocked(plan.at, name)))
            }
            _ => (self.world.target_server(plan.use_service, to).down_by, None),
        };
        let dropped = match self.entity.phase {
            // A reply under way needs only the way back.
            Phase::Inbound(_) => conditions.routes[usize::from(route)].back_dropped_by,
            _ => route_blocked(conditions, route),
        };
        home_down(conditions, plan).or(name).or(dropped).or(region.down_by).or(host)
    }

    pub fn slow_by(&self, route: u16) -> Option<FaultIndex> {
        self.world.conditions.routes[usize::from(route)].slow_by
    }

    fn route(&self) -> Option<u16> {
        self.plan.route_of(self.entity.leg, self.entity.way)
    }

    /// Whether nobody documents what would become of the request.
    fn is_undocumented(&self) -> bool {
        if self.entity.leg != Leg::Sts {
            return false;
        }
        match &self.plan.source {
            Source::Undocumented(_) => true,
            source => source.way(self.entity.way).is_some_and(|call| {
                let way = (self.entity.way, call);
                matches!(probe_way(&self.world, self.plan, self.entity, way, self.now).probe, Probe::Unknown(_))
            }),
        }
    }

    fn service(&self) -> ServiceKind {
        match (self.entity.leg, self.plan.source.way(self.entity.way)) {
            (Leg::Sts, Some(call)) => call.service,
            _ => self.plan.use_service,
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
            .find(|&(count, sent_at)| sent_at >= self.now && !self.strikes(Purpose::PathLoss, count, loss))
            .map_or(SimTime::NEVER, |(_, sent_at)| sent_at.plus(self.handshakes()));
        opens.min(self.connect_times_out())
    }

    /// Whether a share in parts per million hits this try.
    pub fn strikes(&self, purpose: Purpose, transmission: u32, parts_per_million: u32) -> bool {
        parts_per_million > 0 && happens(self.luck(purpose, transmission), parts_per_million)
    }

    pub fn luck(&self, purpose: Purpose, transmission: u32) -> u64 {
        let attempt = self.entity.attempt * (MOST_TRANSMISSIONS + 1) + transmission;
        let leg = match self.entity.leg {
            // Luck of the first way does not move when there are others.
            Leg::Sts if self.entity.way == 0 => 0,
            Leg::Sts => 200 + self.entity.way,
            Leg::Use(index) => index + 1,
        };
        draw(self.world.seed, self.plan.key, purpose, Occasion { n: self.entity.run, leg, attempt })
    }
}

/// When transmission number `count` (from 0) is sent, counted from the first.
const fn backed_off(count: u32) -> Micros {
    Micros::from_secs((1 << count) - 1)
}
