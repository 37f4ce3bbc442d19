//! A principal as a NeXosim model: a workload that renews its session, or a job that runs; one pending event at a time.
//! Every request is sent, arrives and is answered as in the engine, or gets stuck and is tried again.

mod state;

use std::sync::Arc;
use std::time::Duration;

use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::UniRequestor;
use serde::{Deserialize, Serialize};

use crate::draw::{Purpose, absorb, below, draw, key, weather};
use crate::tally::Tally;
use crate::workload::{Group, Workload};
use state::State;

const NEVER: u64 = u64::MAX;

/// Marks in fingerprints, the engine's.
const BEGAN: u64 = 1;
const ENDED_WELL: u64 = 2;
const FAILED: u64 = 3;
const SENT: u64 = 16;
const ARRIVED: u64 = 17;
const STALLED: u64 = 18;
const FAILED_WITH: u64 = 32;

/// What happens next.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Phase {
    Idle,
    Backoff,
    Outbound,
    Inbound(Reply),
    Stalled,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Reply {
    Good,
    Error,
    Throttled,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Session {
    cutoff: u64,
    window_opens: u64,
}

#[derive(Serialize, Deserialize)]
pub struct Principal {
    /// Asks the quota that its calls count against, where they do -- requestor port.
    pub quota: Option<UniRequestor<u64, bool>>,
    #[serde(skip)]
    day: Arc<Workload>,
    #[serde(skip)]
    route_keys: Arc<Vec<u64>>,
    group: usize,
    key: u64,
    digest: u64,
    phase: Phase,
    now: u64,
    /// When the pending event comes.
    pending: u64,
    due: u64,
    run: u64,
    /// 0 is STS; `n` the Region used n-th.
    leg: usize,
    attempt: u64,
    began: u64,
    connected_at: u64,
    rtt: u64,
    load_deadline: u64,
    warm_until: u64,
    session: Option<Session>,
    renewal_failed: bool,
    failed_targets: u8,
    state: State,
    state_since: u64,
    #[serde(skip)]
    tally: Tally,
}

#[Model]
impl Principal {
    pub fn new(day: &Arc<Workload>, route_keys: &Arc<Vec<u64>>, group: usize, ordinal: u32) -> Self {
        let key = key(&format!("{}/{ordinal}", day.groups[group].name));
        let mut principal = Self {
            quota: None,
            day: Arc::clone(day),
            route_keys: Arc::clone(route_keys),
            group,
            key,
            digest: absorb(0, key),
            phase: Phase::Idle,
            now: 0,
            pending: NEVER,
            due: NEVER,
            run: 0,
            leg: 0,
            attempt: 0,
            began: 0,
            connected_at: 0,
            rtt: 0,
            load_deadline: NEVER,
            warm_until: 0,
            session: None,
            renewal_failed: false,
            failed_targets: 0,
            state: State::Healthy,
            state_since: 0,
            tally: Tally::default(),
        };
        principal.begin_world();
        principal
    }

    /// Schedules the first event.
    #[nexosim(init)]
    async fn init(&mut self, cx: &Context<Self>) {
        self.schedule(cx);
    }

    /// Its pending moment has come -- self-scheduled input.
    #[nexosim(schedulable)]
    async fn take(&mut self, _: (), cx: &Context<Self>) {
        self.now = self.pending;
        self.tally.events += 1;
        let busy = !matches!(self.phase, Phase::Idle);
        if busy && self.now >= self.load_deadline {
            self.give_up_loading();
        } else if self.now >= self.due {
            match self.phase {
                Phase::Idle => self.begin(),
                Phase::Backoff => self.send(),
                Phase::Outbound => self.arrive().await,
                Phase::Inbound(reply) => self.receive(reply),
                Phase::Stalled => self.lose(),
            }
        }
        self.assess();
        self.schedule(cx);
    }

    /// Fingerprint so far -- replier port.
    pub async fn digest(&mut self, _: ()) -> u64 {
        self.digest
    }

    /// Counts so far -- replier port.
    pub async fn tally(&mut self, _: ()) -> Tally {
        self.tally.clone()
    }

    fn schedule(&mut self, cx: &Context<Self>) {
        let mut next = self.due;
        if self.phase != Phase::Idle {
            next = next.min(self.load_deadline);
        }
        if let Some(session) = self.session.filter(|session| session.cutoff > self.now) {
            next = next.min(session.cutoff);
        }
        if next == NEVER {
            return;
        }
        // NeXosim refuses what is due at once; nothing of the day is.
        let delay = Duration::from_micros(next - self.now);
        if cx.schedule_event(delay, schedulable!(Self::take), ()).is_ok() {
            self.pending = next;
        }
    }

    fn group(&self) -> &Group {
        &self.day.groups[self.group]
    }

    fn route(&self) -> usize {
        let group = self.group();
        if self.leg == 0 { group.sts.unwrap_or_default() } else { group.uses[self.leg - 1] }
    }

    fn note(&mut self, code: u64) {
        self.digest = absorb(absorb(self.digest, self.now), code << 32 | self.attempt);
    }

    fn luck(&self, purpose: Purpose) -> u64 {
        // Transmissions count as attempts of their own in the engine, eight to each.
        draw(self.day.seed, self.key, purpose, self.run, self.leg as u64, self.attempt * 8)
    }

    fn begin_world(&mut self) {
        if self.group().every.is_some() {
            self.due = self.slot(0);
            return;
        }
        let age = draw(self.day.seed, self.key, Purpose::SessionAge, 0, 0, 0);
        let length = self.group().session;
        let period = self.issued(0, length).window_opens.max(self.day.next_call).max(1);
        let age = below(age, period);
        self.session = Some(self.issued(0, length - age));
        self.due = period - age;
    }

    fn slot(&self, run: u64) -> u64 {
        let every = self.group().every.unwrap_or(NEVER);
        below(draw(self.day.seed, self.key, Purpose::JobPhase, 0, 0, 0), every) + every * run
    }

    fn issued(&self, renewal: u64, expires: u64) -> Session {
        let client = &self.group().client;
        let most = client.mandatory_before_expiry * client.jitter_permille / 1_000;
        let jitter = below(draw(self.day.seed, self.key, Purpose::RefreshJitter, renewal, 0, 0), most + 1);
        let cutoff = expires.saturating_sub(client.mandatory_before_expiry - jitter);
        let window_opens = client.advisory_before_expiry.map_or(cutoff, |advisory| expires.saturating_sub(advisory));
        Session { cutoff, window_opens }
    }

    /// A renewal or a run.
    fn begin(&mut self) {
        self.attempt = 0;
        self.warm_until = 0;
        if self.group().every.is_none() {
            self.run += 1;
        } else {
            self.renewal_failed = false;
        }
        self.note(BEGAN);
        self.leg = usize::from(self.group().sts.is_none());
        let load = self.group().client.load_timeout.filter(|_| self.leg == 0);
        self.load_deadline = load.map_or(NEVER, |load| self.now + load);
        self.send();
    }

    fn send(&mut self) {
        let route = self.route();
        self.tally.issued += 1;
        self.note(SENT);
        self.began = self.now;
        let warm = self.now < self.warm_until;
        self.rtt = self.day.routes[route].rtt + weather(self.day.seed, self.route_keys[route], self.now / 1_000_000);
        let gives_up = self.began + self.day.dns + self.group().client.connect_timeout;
        let opens = self.began + self.day.dns + self.rtt * (1 + self.day.tls_round_trips);
        self.connected_at = if warm { self.now } else { opens.min(gives_up) };
        let is_dropped = self.day.routes[route].is_dropped(self.now);
        if !warm && (is_dropped || opens >= gives_up) {
            self.stall(gives_up);
        } else if is_dropped {
            self.stall(self.connected_at + self.group().client.read_timeout);
        } else {
            self.phase = Phase::Outbound;
            self.due = self.connected_at + self.rtt / 2;
        }
    }

    fn stall(&mut self, until: u64) {
        self.note(STALLED);
        self.phase = Phase::Stalled;
        self.due = until;
    }

    /// The request is at the server.
    async fn arrive(&mut self) {
        self.note(ARRIVED);
        let (reply, server) = if self.leg == 0 {
            (self.answer_of_sts().await, self.day.issue_server_time)
        } else {
            (Reply::Good, self.day.service_server_time)
        };
        let replies = self.now + server + (self.rtt - self.rtt / 2);
        let read_times_out = self.connected_at + self.group().client.read_timeout;
        if replies > read_times_out {
            return self.stall(read_times_out);
        }
        self.phase = Phase::Inbound(reply);
        self.due = replies;
    }

    async fn answer_of_sts(&mut self) -> Reply {
        let errors = self.day.routes[self.route()].errors_ppm(self.now);
        if below(self.luck(Purpose::StsError), 1_000_000) < errors {
            return Reply::Error;
        }
        let Some(quota) = &mut self.quota else { return Reply::Good };
        if quota.send(self.now).await { Reply::Good } else { Reply::Throttled }
    }

    fn receive(&mut self, reply: Reply) {
        self.warm_until = self.now + self.group().client.keep_alive;
        if reply != Reply::Good {
            return self.attempt_failed(reply == Reply::Throttled);
        }
        self.tally.succeeded(self.now - self.began);
        self.note(ENDED_WELL);
        if self.leg > 0 {
            self.failed_targets &= !(1 << (self.leg - 1));
            return self.next_leg(self.leg + 1);
        }
        self.renewal_failed = false;
        self.load_deadline = NEVER;
        if self.group().every.is_some() {
            return self.next_leg(1);
        }
        let session = self.issued(self.run, self.now + self.group().session);
        self.session = Some(session);
        self.phase = Phase::Idle;
        self.due = session.window_opens.max(self.now + self.day.next_call);
    }

    fn lose(&mut self) {
        self.warm_until = 0;
        self.attempt_failed(false);
    }

    fn attempt_failed(&mut self, throttled: bool) {
        self.tally.failed += 1;
        self.note(FAILED_WITH);
        self.renewal_failed = true;
        if self.attempt + 1 >= self.group().client.attempts {
            return self.leg_failed();
        }
        self.attempt += 1;
        self.phase = Phase::Backoff;
        self.due = self.now + self.backoff(throttled);
    }

    fn backoff(&self, throttled: bool) -> u64 {
        let client = &self.group().client;
        let base = if throttled { client.throttle_base } else { client.base };
        let most = base.saturating_mul(1 << (self.attempt - 1).min(32)).min(client.cap);
        let luck = self.luck(Purpose::Backoff);
        if client.full_jitter { below(luck, most + 1) } else { most / 2 + below(luck, most - most / 2 + 1) }
    }

    fn give_up_loading(&mut self) {
        if self.phase != Phase::Backoff {
            self.tally.failed += 1;
        }
        self.leg_failed();
    }

    fn leg_failed(&mut self) {
        self.note(FAILED);
        self.renewal_failed = true;
        if self.group().every.is_none() {
            self.attempt = 0;
            self.load_deadline = NEVER;
            self.phase = Phase::Idle;
            self.due = self.now + self.day.next_call;
        } else if self.leg == 0 {
            self.failed_targets = (1 << self.group().uses.len()) - 1;
            self.end_run();
        } else {
            self.failed_targets |= 1 << (self.leg - 1);
            self.next_leg(self.leg + 1);
        }
    }

    fn next_leg(&mut self, leg: usize) {
        self.attempt = 0;
        self.warm_until = 0;
        self.renewal_failed = false;
        self.load_deadline = NEVER;
        if leg <= self.group().uses.len() {
            self.leg = leg;
            self.send();
        } else {
            self.end_run();
        }
    }

    fn end_run(&mut self) {
        self.phase = Phase::Idle;
        self.attempt = 0;
        self.renewal_failed = false;
        self.load_deadline = NEVER;
        let every = self.group().every.unwrap_or(NEVER);
        self.run = (self.now - self.slot(0)) / every + 1;
        self.due = self.slot(self.run);
    }
}
