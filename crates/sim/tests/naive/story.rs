//! One principal's life from start to end, told in one go: renewals or runs, tries, what came of each.
//! What it means at a moment is `reading`'s business.

use sts_atlas_facts::{BackoffShape, Place, RegionId};
use sts_atlas_sim::{Account, ApiError, Failure, Kind, Outcome, PrincipalSpec, WorldSpec};

use super::luck::{BACKOFF, JOB_PHASE, Luck, REFRESH_JITTER, SESSION_AGE, TRANSMISSIONS_PER_TRY, scaled};
use super::request::{Leg, Sent, Service, Try};
use super::rules::{Sts, StsCall, not_launched, refusal, sts};
use super::sky::{NEVER, Sky};

/// A session in hand from a moment on.
#[derive(Clone, Copy)]
pub struct Held {
    pub from: u64,
    pub expires: u64,
    pub cutoff: u64,
    pub window: u64,
}

/// A request and whose it is.
pub struct Told {
    pub sent: Sent,
    pub run: u64,
    pub leg: u64,
    pub attempt: u64,
}

/// Everything that happened to one principal.
pub struct Story<'a> {
    pub spec: &'a WorldSpec,
    pub who: &'a PrincipalSpec,
    pub sky: &'a Sky<'a>,
    pub luck: Luck,
    pub sts: Sts,
    pub inactive: bool,
    pub end: u64,
    pub requests: Vec<Told>,
    pub sessions: Vec<Held>,
    /// From when on a renewal has failed since the last success, or no longer.
    pub trouble: Vec<(u64, bool)>,
    /// Spans in which a job's leg has failed and is tried again.
    pub retries: Vec<(u64, u64, u64)>,
    /// Targets at which a job's last run failed, as bits, from a moment on.
    pub failed: Vec<(u64, u8)>,
    /// Moments of success, after which first marks are set anew.
    pub cleared: Vec<u64>,
    /// Moments at which a caller saw an error.
    pub errors: Vec<u64>,
}

/// How a leg ends.
enum End {
    Well(u64),
    Badly(u64),
    /// Nobody knows what a call would do until then.
    Unknown(u64),
}

impl<'a> Story<'a> {
    pub fn tell(
        spec: &'a WorldSpec,
        who: &'a PrincipalSpec,
        ordinal: u32,
        seed: u64,
        sky: &'a Sky<'a>,
        end: u64,
    ) -> Self {
        let sts = sts(spec, who);
        let mut story = Self {
            inactive: not_launched(spec, who, &sts).is_some(),
            luck: Luck::of_principal(seed, &who.name, ordinal),
            spec,
            who,
            sky,
            sts,
            end,
            requests: vec![],
            sessions: vec![],
            trouble: vec![(0, false)],
            retries: vec![],
            failed: vec![(0, 0)],
            cleared: vec![],
            errors: vec![],
        };
        match (story.inactive, who.kind) {
            (true, _) => {}
            (false, Kind::Workload | Kind::AwsService) => story.live_as_workload(),
            (false, Kind::Job { every } | Kind::Human { every } | Kind::Admin { every }) => story.live_as_job(every.0),
        }
        story
    }

    pub fn account(&self) -> &'a Account {
        &self.spec.accounts[self.who.account]
    }

    pub fn leg(&self, number: u64, to: RegionId, service: Service) -> Leg<'a> {
        Leg {
            sky: self.sky,
            assumptions: &self.spec.assumptions,
            timeouts: &self.who.client.preset.timeouts.value,
            luck: self.luck,
            from: self.who.at,
            to,
            service,
            number,
        }
    }

    fn session(&self, issued: u64, n: u64) -> Held {
        let window = self.who.client.preset.refresh.value;
        let mandatory = window.mandatory_before_expiry.0;
        let jitter_range = mandatory * u64::from(window.jitter_permille) / 1_000 + 1;
        let jitter = scaled(self.luck.bits(REFRESH_JITTER, n, 0, 0), jitter_range);
        let expires = issued + self.who.session.0;
        let cutoff = expires.saturating_sub(mandatory - jitter);
        let window = window.advisory_before_expiry.map_or(cutoff, |advisory| expires.saturating_sub(advisory.0));
        Held { from: issued, expires, cutoff, window }
    }

    fn live_as_workload(&mut self) {
        let Sts::Call(StsCall { answer, .. }) = &self.sts else { return };
        let next_call = self.spec.assumptions.next_call.0;
        let age = self.luck.bits(SESSION_AGE, 0, 0, 0);
        let mut t = if answer.is_ok() {
            // A session is renewed when its window opens, but not before the next call; ages are even over that span.
            // Computed far from zero, so that times before the start are no special case.
            const EPOCH: u64 = 1 << 40;
            let whole = self.session(EPOCH, 0);
            let period = (whole.window - EPOCH).max(next_call);
            let age = scaled(age, period);
            let back = |time: u64| (time - age).saturating_sub(EPOCH);
            self.sessions.push(Held {
                from: 0,
                expires: back(whole.expires),
                cutoff: back(whole.cutoff),
                window: back(whole.window),
            });
            period - age
        } else {
            self.trouble.push((0, true));
            scaled(age, next_call)
        };
        let mut run = 0;
        while t <= self.end {
            run += 1;
            let raises = self.sessions.last().is_none_or(|session| session.cutoff <= t);
            match self.call_sts(run, t) {
                End::Well(at) => {
                    let session = self.session(at, run);
                    self.sessions.push(session);
                    self.trouble.push((at, false));
                    self.cleared.push(at);
                    t = session.window.max(at + next_call);
                }
                End::Badly(at) => {
                    if raises {
                        self.errors.push(at);
                    }
                    t = at + next_call;
                }
                End::Unknown(until) => t = until,
            }
        }
    }

    fn live_as_job(&mut self, every: u64) {
        let phase = scaled(self.luck.bits(JOB_PHASE, 0, 0, 0), every);
        let all = ((1_u16 << self.who.uses.len()) - 1) as u8;
        let refusals: Vec<_> = self.who.uses.iter().map(|&target| refusal(self.account(), &self.sts, target)).collect();
        let always = match &self.sts {
            Sts::NeverSent => all,
            Sts::Call(call) if call.answer.is_err() => all,
            _ => (0..).zip(&refusals).fold(0, |bits, (bit, refusal)| bits | u8::from(refusal.is_some()) << bit),
        };
        let mut failed = always;
        self.failed.push((0, failed));
        let (mut t, mut run) = (phase, 0);
        while t <= self.end {
            let signed_in = match &self.sts {
                Sts::NoCall => End::Well(t),
                Sts::NeverSent => End::Badly(t),
                Sts::Call(_) => self.call_sts(run, t),
            };
            let over = match signed_in {
                End::Unknown(until) => {
                    t = until;
                    continue;
                }
                End::Badly(at) => {
                    failed = all;
                    self.failed.push((at, failed));
                    self.errors.push(at);
                    at
                }
                End::Well(at) => self.use_targets(run, at, &refusals, &mut failed),
            };
            if failed == 0 {
                self.cleared.push(over);
            }
            // The next slot after the end: runs never overlap.
            run = (over - phase) / every + 1;
            t = phase + run * every;
        }
    }

    fn use_targets(&mut self, run: u64, start: u64, refusals: &[Option<ApiError>], failed: &mut u8) -> u64 {
        let mut t = start;
        for (index, &refusal) in refusals.iter().enumerate() {
            let leg = self.leg(1 + index as u64, self.who.uses[index], Service::Target(refusal));
            let (at, bit) = match self.try_leg(&leg, run, t, NEVER) {
                End::Well(at) => (at, false),
                End::Badly(at) | End::Unknown(at) => (at, true),
            };
            if at > self.end {
                return at;
            }
            *failed = *failed & !(1 << index) | u8::from(bit) << index;
            self.failed.push((at, *failed));
            if bit {
                self.errors.push(at);
            }
            t = at;
        }
        t
    }

    fn call_sts(&mut self, run: u64, t: u64) -> End {
        let Sts::Call(call) = self.sts else { return End::Badly(t) };
        let deadline = self.who.client.preset.timeouts.value.load.map_or(NEVER, |load| t + load.0);
        let leg = self.leg(0, call.serving, Service::Sts(call));
        self.try_leg(&leg, run, t, deadline)
    }

    /// Tries until it works, the answer is final, the tries are used up, or the time is.
    fn try_leg(&mut self, leg: &Leg<'a>, run: u64, start: u64, deadline: u64) -> End {
        let retry = self.who.client.preset.retry.value;
        let (mut t, mut open_until, mut failing_since) = (start, 0, None);
        let end = loop_tries(retry.attempts, |attempt| {
            if t > self.end {
                return Some(End::Badly(t));
            }
            if leg.number == 0 && self.undocumented(t) {
                let known = self.sky.edges().into_iter().find(|&edge| edge > t && !self.undocumented(edge));
                return Some(End::Unknown(known.unwrap_or(NEVER)));
            }
            let sent = leg.send(Try { run, attempt, at: t, open_until, deadline });
            let (ended, outcome) = (sent.ended, sent.outcome);
            self.requests.push(Told { sent, run, leg: leg.number, attempt });
            let Outcome::Failed(failure) = outcome else { return Some(End::Well(ended)) };
            self.trouble.push((ended, true));
            failing_since.get_or_insert(ended);
            let final_answer = match failure {
                Failure::Api(ApiError::ServiceUnavailable | ApiError::Throttling) => false,
                Failure::Api(_) | Failure::LoadTimeout => true,
                Failure::ConnectTimeout | Failure::ReadTimeout | Failure::NameNotFound => false,
            };
            if final_answer || attempt + 1 == u64::from(retry.attempts) {
                return Some(End::Badly(ended));
            }
            let idle = self.who.client.preset.timeouts.value.keep_alive_idle.0;
            open_until = if matches!(failure, Failure::Api(_)) { ended + idle } else { 0 };
            t = ended + self.backoff(leg.number, run, attempt + 1);
            (t >= deadline).then_some(End::Badly(deadline))
        });
        let (End::Well(over) | End::Badly(over) | End::Unknown(over)) = end;
        if let Some(since) = failing_since {
            self.retries.push((since, over, leg.number));
        }
        end
    }

    /// The wait before try number `attempt` (from 1: the second).
    fn backoff(&self, leg: u64, run: u64, attempt: u64) -> u64 {
        let retry = self.who.client.preset.retry.value;
        let most = (retry.base.0 << (attempt - 1)).min(retry.cap.0);
        let bits = self.luck.bits(BACKOFF, run, leg, attempt * TRANSMISSIONS_PER_TRY);
        match retry.shape {
            BackoffShape::FullJitter => scaled(bits, most + 1),
            BackoffShape::EqualJitter => most / 2 + scaled(bits, most - most / 2 + 1),
            BackoffShape::Fixed => most,
        }
    }

    /// Whether nobody documents what a call to STS would do.
    pub fn undocumented(&self, t: u64) -> bool {
        let Sts::Call(call) = &self.sts else { return false };
        if self.leg(0, call.serving, Service::Sts(*call)).blocked(t) {
            return call.hatched;
        }
        let promise_over = self.sky.promise_ends(call.serving, t).is_some_and(|end| end <= t);
        let silent = promise_over || self.sky.sts_undocumented(call.kind, call.serving, t);
        call.answer.is_ok() && (silent || call.hatched && self.sts_always_fails(*call, t))
    }

    /// Whether the Region in which it stands is down.
    pub fn home_down(&self, t: u64) -> bool {
        matches!(self.who.at, Place::Region(region) if self.sky.region_down(region, t))
    }
}

fn loop_tries(most: u32, mut attempt: impl FnMut(u64) -> Option<End>) -> End {
    (0..u64::from(most)).find_map(&mut attempt).expect("the last try is final")
}
