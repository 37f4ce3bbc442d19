//! What a story means at a moment: the state, its marks, and the time spent impaired.
//! Read from the finished story and the faults; nothing happens here.

use sts_atlas_sim::{Kind, State};

use super::prospect::Prospect;
use super::request::{Call, Leg, Token};
use super::story::{Held, Story};
use super::ways::Source;

impl<'a> Story<'a> {
    /// The worst state over all target Regions.
    pub fn state_at(&self, t: u64) -> State {
        if self.inactive {
            return State::Healthy;
        }
        (0..self.targets.len()).map(|target| self.state_in(target, t)).max().expect("a target")
    }

    /// The state in one target Region.
    pub fn state_in(&self, target: usize, t: u64) -> State {
        let sky = self.caller.setting.sky;
        match self.who.kind {
            _ if super::iam::home(self.who.at).is_some_and(|region| sky.region_down(region, t)) => State::Impaired,
            Kind::Workload | Kind::AwsService => self.workload_in(target, t),
            Kind::Job { .. } | Kind::Human { .. } | Kind::Admin { .. } => self.turns_in(target, t),
        }
    }

    fn workload_in(&self, target: usize, t: u64) -> State {
        if self.refused(target, t) || self.target_leg(target, t).blocked(t) {
            return State::Impaired;
        }
        match self.source {
            Source::NeverSent => return State::Impaired,
            Source::Held => return State::Healthy,
            Source::Undocumented => return State::Unknown,
            Source::Calls(_) | Source::Delivered(_) => {}
        }
        let Some(session) = self.session_at(t) else { return State::Impaired };
        let prospect = self.caller.prospect(self.source, t);
        let fails = matches!(prospect, Prospect::Fails { .. });
        let failed = up_to(&self.caller.trouble, |change| change.0, t).last().is_some_and(|change| change.1);
        if t >= session.cutoff && (fails || failed || self.stalled_leg(t).is_some()) {
            return State::Impaired;
        }
        match (prospect, failed) {
            (Prospect::Undocumented, _) => State::Unknown,
            (Prospect::Fails { .. } | Prospect::MayFail, true) => State::Draining,
            (Prospect::Fails { .. }, false) => State::Exposed,
            (Prospect::MayFail, false) | (Prospect::Works, _) => State::Healthy,
        }
    }

    fn turns_in(&self, target: usize, t: u64) -> State {
        let last_failed =
            up_to(&self.failed, |change| change.0, t).last().is_some_and(|change| change.1 & 1 << target != 0);
        let retried =
            up_to(&self.caller.retries, |retry| retry.0, t).last().filter(|retry| t < retry.1).map(|retry| retry.2);
        let stuck_before = |leg: u64| leg <= 1 + target as u64;
        if last_failed || self.stalled_leg(t).is_some_and(stuck_before) || retried.is_some_and(stuck_before) {
            return State::Impaired;
        }
        let leg = self.target_leg(target, t);
        let use_fails = leg.blocked(t)
            || self.caller.is_hopeless(&leg, None, t)
            || self.caller.setting.sky.server_errors(leg.server(), leg.to, t) == 1_000_000
            || self.refused(target, t);
        match self.caller.prospect(self.source, t) {
            Prospect::Fails { .. } => State::Exposed,
            _ if use_fails => State::Exposed,
            Prospect::Undocumented => State::Unknown,
            Prospect::Works | Prospect::MayFail => State::Healthy,
        }
    }

    /// The credentials a use would be made with, were they fresh.
    fn token(&self, t: u64) -> Token {
        let scope = up_to(&self.scopes, |scope| scope.0, t).last().expect("a scope").1;
        Token { scope, ..Token::LASTING }
    }

    /// Whether the target would refuse a use now.
    fn refused(&self, target: usize, t: u64) -> bool {
        self.caller.setting.refusal(self.caller.by, self.targets[target], self.token(t), t).is_some()
    }

    fn target_leg(&self, target: usize, t: u64) -> Leg<'a> {
        let (service, region) = self.targets[target];
        self.caller.use_leg(target, region, Call::Use(service, self.token(t)))
    }

    /// The leg that waits for something that does not come.
    fn stalled_leg(&self, t: u64) -> Option<u64> {
        let told = up_to(&self.caller.requests, |told| told.sent.began, t).last()?;
        told.sent.stalls.iter().any(|&(from, to)| from <= t && t < to).then_some(told.leg)
    }

    pub fn session_at(&self, t: u64) -> Option<Held> {
        up_to(&self.sessions, |session| session.from, t).last().copied()
    }

    /// The first wait for something that did not come since the last success.
    pub fn first_stall(&self, t: u64) -> Option<u64> {
        let stalls = self.caller.requests.iter().flat_map(|told| &told.sent.stalls).map(|stall| stall.0);
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
        let setting = self.caller.setting;
        let mut points = setting.sky.edges().to_vec();
        points.push(0);
        let mut regions = vec![];
        match self.source {
            Source::Calls(ways) => regions.extend(ways.iter().map(|way| way.serving)),
            Source::Delivered(region) => regions.push(*region),
            Source::Held | Source::NeverSent | Source::Undocumented => {}
        }
        let promised = |region| points.iter().filter_map(move |&edge| setting.sky.promise_ends(region, edge));
        let promised: Vec<u64> = regions.into_iter().flat_map(promised).collect();
        points.extend(promised);
        points.extend(setting.iam.arrivals());
        let lifetime = setting.spec.assumptions.dns_lifetime.0;
        points.extend(self.caller.look_ups.iter().flat_map(|&(_, at)| [at, at + lifetime]));
        points.extend(self.caller.trouble.iter().map(|&(at, _)| at));
        points.extend(self.caller.requests.iter().flat_map(|told| [told.sent.began, told.sent.ended]));
        points
            .extend(self.caller.requests.iter().flat_map(|told| &told.sent.stalls).flat_map(|&(from, to)| [from, to]));
        points.extend(self.sessions.iter().flat_map(|session| [session.from, session.cutoff]));
        points.extend(self.failed.iter().map(|&(at, _)| at));
        points.extend(self.caller.retries.iter().flat_map(|&(from, over, _)| [from, over]));
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
