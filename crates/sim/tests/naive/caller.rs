//! Tries: a leg is tried until it works, the answer is final, the tries or what pays for them are used up, or the time is.
//! Which legs there are, and what follows, is `story`'s and `writing`'s business.

use sts_atlas_facts::{BackoffShape, RegionId, RetryPolicy};
use sts_atlas_sim::{ApiError, Failure, Outcome};

use super::answer::{Asker, Setting};
use super::iam::home;
use super::luck::{BACKOFF, Luck, TRANSMISSIONS_PER_TRY, scaled};
use super::prospect::Prospect;
use super::request::{Call, Leg, Told, Try};
use super::sky::NEVER;
use super::story::Held;
use super::ways::Way;

/// Whoever sends requests: one principal, or one change on its way to the control plane.
pub struct Caller<'a> {
    pub setting: Setting<'a>,
    pub by: Asker<'a>,
    pub luck: Luck,
    pub end: u64,
    pub requests: Vec<Told>,
    /// From when on a renewal has failed since the last success, or no longer.
    pub trouble: Vec<(u64, bool)>,
    /// Spans in which a leg has failed and is tried again.
    pub retries: Vec<(u64, u64, u64)>,
    /// Look-ups of a way's name that worked: which way, when.
    pub look_ups: Vec<(usize, u64)>,
    /// What AWS delivers, and from when on: each request is signed with what is there.
    pub delivered: Vec<Held>,
    /// What is left to pay for retries, from when on.
    purse: Vec<(u64, u32)>,
}

/// How a leg ends.
#[derive(Clone, Copy)]
pub enum End {
    Well(u64, Outcome),
    Badly(u64, Failure),
    /// Nobody knows what a call would do until then.
    Unknown(u64),
}

impl<'a> Caller<'a> {
    pub fn new(setting: Setting<'a>, by: Asker<'a>, luck: Luck, end: u64) -> Self {
        let tokens = by.who.client.retry_policy().quota.map_or(0, |quota| quota.capacity);
        Self {
            setting,
            by,
            luck,
            end,
            requests: vec![],
            trouble: vec![(0, false)],
            retries: vec![],
            look_ups: vec![],
            delivered: vec![],
            purse: vec![(0, tokens)],
        }
    }

    pub fn policy(&self) -> RetryPolicy {
        self.by.who.client.retry_policy()
    }

    fn leg(&self, number: u64, to: RegionId, call: Call<'a>) -> Leg<'a> {
        let timeouts = self.by.who.client.timeouts();
        let delivered = self.delivered.clone();
        Leg { setting: self.setting, by: self.by, timeouts, luck: self.luck, to, call, delivered, number }
    }

    /// The leg of a way to credentials.
    pub fn way_leg(&self, index: usize, way: &'a Way) -> Leg<'a> {
        let number = if index == 0 { 0 } else { 200 + index as u64 };
        self.leg(number, way.serving, Call::Way(way))
    }

    /// The leg of a use in the target with this index.
    pub fn use_leg(&self, target: usize, to: RegionId, call: Call<'a>) -> Leg<'a> {
        self.leg(1 + target as u64, to, call)
    }

    /// Whether an answer of the DNS is still good.
    fn remembers(&self, index: usize, t: u64) -> bool {
        let lifetime = self.setting.spec.assumptions.dns_lifetime.0;
        self.look_ups.iter().any(|&(of, at)| of == index && at <= t && t < at + lifetime)
    }

    /// Whether a new connection of a way finds no address.
    pub fn is_nameless(&self, index: usize, way: &Way, t: u64) -> bool {
        way.nowhere || self.setting.sky.nameless(way, t) && !self.remembers(index, t)
    }

    /// Whether somebody asks the DNS at all: nobody in a Region that is down does.
    pub fn looks_up(&self, t: u64) -> bool {
        !home(self.by.who.at).is_some_and(|region| self.setting.sky.region_down(region, t))
    }

    /// Tries one way to credentials.
    pub fn try_way(&mut self, index: usize, way: &'a Way, run: u64, start: u64, deadline: u64) -> End {
        let leg = self.way_leg(index, way);
        self.try_leg(&leg, Some((index, way)), run, start, deadline)
    }

    /// Tries one use.
    pub fn try_use(&mut self, leg: &Leg<'a>, run: u64, start: u64) -> End {
        self.try_leg(leg, None, run, start, NEVER)
    }

    fn try_leg(&mut self, leg: &Leg<'a>, way: Option<(usize, &'a Way)>, run: u64, start: u64, deadline: u64) -> End {
        let (mut t, mut open_until, mut failing_since, mut last_cost) = (start, 0, None, None);
        let shown = if way.is_some() { 0 } else { leg.number };
        let mut attempt = 0;
        let end = loop {
            if t > self.end {
                break End::Badly(t, Failure::LoadTimeout);
            }
            if let Some((index, way)) = way
                && let Some(until) = self.unknown_until(index, way, t)
            {
                break End::Unknown(until);
            }
            let nameless = way.is_some_and(|(index, way)| self.looks_up(t) && self.is_nameless(index, way, t));
            let sent = leg.send(Try { run, attempt, at: t, open_until, deadline, nameless });
            if let Some((index, way)) = way
                && !sent.warm
                && self.looks_up(t)
                && !way.nowhere
                && !self.remembers(index, t)
                && !self.setting.sky.nameless(way, t)
            {
                self.look_ups.push((index, t));
            }
            let (ended, outcome) = (sent.ended, sent.outcome);
            let (service, to, by_way) = (leg.service(), leg.to, way.map_or(0, |(index, _)| index));
            self.requests.push(Told { sent, service, to, run, leg: shown, way: by_way, attempt });
            let Outcome::Failed(failure) = outcome else {
                self.refund(ended, last_cost);
                break End::Well(ended, outcome);
            };
            self.trouble.push((ended, true));
            failing_since.get_or_insert(ended);
            attempt += 1;
            if !is_retried(failure)
                || attempt >= u64::from(self.policy().attempts)
                || !self.pays(ended, failure, &mut last_cost)
            {
                break End::Badly(ended, failure);
            }
            let idle = leg.timeouts.keep_alive_idle.0;
            open_until = if matches!(failure, Failure::Api(_)) { ended + idle } else { 0 };
            t = ended + self.backoff(leg.number, run, attempt, failure);
            if t >= deadline {
                break End::Badly(deadline, Failure::LoadTimeout);
            }
        };
        let (End::Well(over, _) | End::Badly(over, _) | End::Unknown(over)) = end;
        if let Some(since) = failing_since {
            self.retries.push((since, over, shown));
        }
        end
    }

    /// While nobody documents what a way would do: the next moment at which somebody does.
    fn unknown_until(&self, index: usize, way: &'a Way, t: u64) -> Option<u64> {
        let unknown = |t: u64| self.prospect_of_way(index, way, t) == Prospect::Undocumented;
        if !unknown(t) {
            return None;
        }
        let mut moments = self.setting.sky.edges().to_vec();
        moments.extend(self.setting.iam.arrivals());
        // An address once forgotten, the name alone may settle it.
        moments.extend(self.look_ups.iter().map(|&(_, at)| at + self.setting.spec.assumptions.dns_lifetime.0));
        moments.sort_unstable();
        Some(moments.into_iter().find(|&moment| moment > t && !unknown(moment)).unwrap_or(NEVER))
    }

    /// What is left to pay for retries at a moment.
    pub fn tokens_at(&self, t: u64) -> u32 {
        self.purse.iter().rfind(|&&(from, _)| from <= t).expect("a full purse at first").1
    }

    /// Takes what a retry costs, if there is enough.
    fn pays(&mut self, t: u64, failure: Failure, last_cost: &mut Option<u32>) -> bool {
        let Some(quota) = self.policy().quota else { return true };
        let cost = match failure {
            Failure::ConnectTimeout | Failure::ReadTimeout => quota.timeout_cost,
            Failure::Api(ApiError::Throttling) => quota.throttle_cost,
            _ => quota.transient_cost,
        };
        let tokens = self.tokens_at(NEVER);
        if tokens < cost {
            return false;
        }
        self.purse.push((t, tokens - cost));
        *last_cost = Some(cost);
        true
    }

    fn refund(&mut self, t: u64, last_cost: Option<u32>) {
        if let Some(quota) = self.policy().quota {
            let tokens = self.tokens_at(NEVER) + last_cost.unwrap_or(quota.success_refund);
            self.purse.push((t, tokens.min(quota.capacity)));
        }
    }

    /// The wait before try number `attempt` (from 1: the second).
    fn backoff(&self, leg: u64, run: u64, attempt: u64, failure: Failure) -> u64 {
        let retry = self.policy();
        let throttled = failure == Failure::Api(ApiError::Throttling);
        let base = if throttled { retry.throttle_base } else { retry.base };
        let most = (base.0 << (attempt - 1).min(32)).min(retry.cap.0);
        let bits = self.luck.bits(BACKOFF, run, leg, attempt * TRANSMISSIONS_PER_TRY);
        let wait = match retry.shape {
            BackoffShape::FullJitter => scaled(bits, most + 1),
            BackoffShape::EqualJitter => most / 2 + scaled(bits, most - most / 2 + 1),
            BackoffShape::Fixed => most,
        };
        if throttled { wait.max(retry.throttled_pause.0) } else { wait }
    }
}

pub fn is_retried(failure: Failure) -> bool {
    match failure {
        Failure::ConnectTimeout | Failure::ReadTimeout | Failure::NameNotFound => true,
        Failure::LoadTimeout => false,
        Failure::Api(error) => {
            matches!(error, ApiError::Throttling | ApiError::ServiceUnavailable | ApiError::IdpCommunication)
        }
    }
}

/// Whether the next way is tried when this was the last that one way had to say.
pub fn turns_to_next(failure: Failure) -> bool {
    match failure {
        Failure::ConnectTimeout | Failure::ReadTimeout | Failure::NameNotFound => true,
        Failure::LoadTimeout => false,
        Failure::Api(error) => {
            matches!(error, ApiError::Throttling | ApiError::ServiceUnavailable | ApiError::RegionDisabled)
        }
    }
}
