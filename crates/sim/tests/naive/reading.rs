//! What a story means at a moment: the state, its marks, and the time spent impaired.
//! Read from the finished story and the faults; nothing happens here.

use sts_atlas_facts::{Micros, RegionId};
use sts_atlas_sim::{Kind, State};

use super::request::{Leg, Service};
use super::rules::{Sts, StsCall, refusal};
use super::story::{Held, Story};

/// What a call would meet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prospect {
    Works,
    MayFail,
    Undocumented,
    Fails,
}

impl Story<'_> {
    /// The worst state over all target Regions.
    pub fn state_at(&self, t: u64) -> State {
        if self.inactive {
            return State::Healthy;
        }
        (0..self.who.uses.len()).map(|target| self.state_in(target, t)).max().expect("a target")
    }

    /// The state in one target Region.
    pub fn state_in(&self, target: usize, t: u64) -> State {
        match self.who.kind {
            _ if self.home_down(t) => State::Impaired,
            Kind::Workload | Kind::AwsService => self.workload_in(target, t),
            Kind::Job { .. } | Kind::Human { .. } | Kind::Admin { .. } => self.job_in(target, t),
        }
    }

    fn workload_in(&self, target: usize, t: u64) -> State {
        let to = self.who.uses[target];
        let refused = refusal(self.account(), &self.sts, to).is_some();
        if refused || self.target_leg(target, to).blocked(t) || matches!(self.sts, Sts::NeverSent) {
            return State::Impaired;
        }
        if matches!(self.sts, Sts::NoCall) {
            return State::Healthy;
        }
        let Some(session) = self.session_at(t) else { return State::Impaired };
        let prospect = self.prospect_of_sts(t);
        let failed = up_to(&self.trouble, |change| change.0, t).last().is_some_and(|change| change.1);
        if t >= session.cutoff && (prospect == Prospect::Fails || failed || self.stalled_leg(t).is_some()) {
            return State::Impaired;
        }
        match (prospect, failed) {
            (Prospect::Undocumented, _) => State::Unknown,
            (Prospect::Fails | Prospect::MayFail, true) => State::Draining,
            (Prospect::Fails, false) => State::Exposed,
            (Prospect::MayFail, false) | (Prospect::Works, _) => State::Healthy,
        }
    }

    fn job_in(&self, target: usize, t: u64) -> State {
        let to = self.who.uses[target];
        let last_failed =
            up_to(&self.failed, |change| change.0, t).last().is_some_and(|change| change.1 & 1 << target != 0);
        let retried = up_to(&self.retries, |retry| retry.0, t).last().filter(|retry| t < retry.1).map(|retry| retry.2);
        let stuck_before = |leg: u64| leg <= 1 + target as u64;
        if last_failed || self.stalled_leg(t).is_some_and(stuck_before) || retried.is_some_and(stuck_before) {
            return State::Impaired;
        }
        let target_leg = self.target_leg(target, to);
        let use_fails = target_leg.blocked(t) || self.hopeless(&target_leg, None, t);
        match self.prospect_of_sts(t) {
            Prospect::Fails => State::Exposed,
            _ if use_fails => State::Exposed,
            Prospect::Undocumented => State::Unknown,
            Prospect::Works | Prospect::MayFail => State::Healthy,
        }
    }

    /// What a renewal would meet.
    fn prospect_of_sts(&self, t: u64) -> Prospect {
        let call = match self.sts {
            Sts::NoCall => return Prospect::Works,
            Sts::NeverSent => return Prospect::Fails,
            Sts::Call(call) => call,
        };
        let leg = self.leg(0, call.serving, Service::Sts(call));
        let errors = self.sky.sts_errors(call.kind, call.serving, t);
        if self.undocumented(t) {
            Prospect::Undocumented
        } else if leg.blocked(t) || call.answer.is_err() || self.sts_always_fails(call, t) {
            Prospect::Fails
        } else if errors > 0 || self.sky.loss(leg.from, leg.to, t) > 0 {
            Prospect::MayFail
        } else {
            Prospect::Works
        }
    }

    /// Though the way is open, no call succeeds.
    pub fn sts_always_fails(&self, call: StsCall, t: u64) -> bool {
        let leg = self.leg(0, call.serving, Service::Sts(call));
        self.sky.sts_errors(call.kind, call.serving, t) == 1_000_000
            || self.hopeless(&leg, self.who.client.preset.timeouts.value.load, t)
    }

    /// Every first packet is lost, or the median call takes longer than the client waits.
    fn hopeless(&self, leg: &Leg<'_>, load: Option<Micros>, t: u64) -> bool {
        let rtt = leg.median_round_trip(t);
        let opening = (1 + u64::from(self.spec.assumptions.tls_round_trips)) * rtt;
        let answer = rtt + leg.server_time(t);
        let whole = self.spec.assumptions.dns.0 + opening + answer;
        self.sky.loss(leg.from, leg.to, t) == 1_000_000
            || opening >= leg.connect_limit()
            || answer > leg.read_limit()
            || load.is_some_and(|load| whole >= load.0)
    }

    fn target_leg(&self, target: usize, to: RegionId) -> Leg<'_> {
        self.leg(1 + target as u64, to, Service::Target(refusal(self.account(), &self.sts, to)))
    }

    /// The leg that waits for something that does not come.
    fn stalled_leg(&self, t: u64) -> Option<u64> {
        let told = up_to(&self.requests, |told| told.sent.began, t).last()?;
        told.sent.stalls.iter().any(|&(from, to)| from <= t && t < to).then_some(told.leg)
    }

    pub fn session_at(&self, t: u64) -> Option<Held> {
        up_to(&self.sessions, |session| session.from, t).last().copied()
    }

    /// The first wait for something that did not come since the last success.
    pub fn first_stall(&self, t: u64) -> Option<u64> {
        let stalls = self.requests.iter().flat_map(|told| &told.sent.stalls).map(|stall| stall.0);
        self.first_since_success(stalls, t)
    }

    /// The first error a caller saw since the last success.
    pub fn first_error(&self, t: u64) -> Option<u64> {
        self.first_since_success(self.errors.iter().copied(), t)
    }

    fn first_since_success(&self, mut moments: impl Iterator<Item = u64>, t: u64) -> Option<u64> {
        let success = up_to(&self.cleared, |&at| at, t).last().copied().unwrap_or(0);
        moments.find(|&moment| success <= moment && moment <= t)
    }

    /// Every moment at which the state may change, in order.
    fn turning_points(&self) -> Vec<u64> {
        let mut points = self.sky.edges();
        points.push(0);
        let promised = points.iter().filter_map(|&edge| match self.sts {
            Sts::Call(call) => self.sky.promise_ends(call.serving, edge),
            _ => None,
        });
        let promised: Vec<u64> = promised.collect();
        points.extend(promised);
        points.extend(self.requests.iter().flat_map(|told| [told.sent.began, told.sent.ended]));
        points.extend(self.requests.iter().flat_map(|told| &told.sent.stalls).flat_map(|&(from, to)| [from, to]));
        points.extend(self.sessions.iter().map(|session| session.cutoff));
        points.extend(self.failed.iter().map(|&(at, _)| at));
        points.extend(self.retries.iter().flat_map(|&(from, over, _)| [from, over]));
        points.sort_unstable();
        points.dedup();
        points
    }

    /// Time spent impaired up to the end.
    pub fn impaired(&self) -> u64 {
        let points = self.turning_points();
        let ends = points.iter().skip(1).copied().chain([self.end]);
        let spans = points.iter().zip(ends).filter(|(from, _)| **from < self.end);
        let impaired = spans.filter(|(from, _)| self.state_at(**from) == State::Impaired);
        impaired.map(|(from, to)| to.min(self.end) - from).sum()
    }
}

/// The part of a list in order of time that has come by a moment.
fn up_to<T>(list: &[T], time: impl Fn(&T) -> u64, t: u64) -> &[T] {
    &list[..list.partition_point(|item| time(item) <= t)]
}
