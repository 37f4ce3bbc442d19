//! What a request for credentials would meet at a moment, fault by fault and rule by rule.
//! What that makes of a principal is `reading`'s business.

use sts_atlas_facts::{Date, Micros, RegionId};
use sts_atlas_sim::{ApiError, Endpoint, Failure, PrincipalSpec, ServiceKind, SignIn, SignInEndpoint, TokenScope};

use super::answer::{Answer, Setting};
use super::caller::{Caller, is_retried, turns_to_next};
use super::iam::home;
use super::request::Leg;
use super::services::Server;
use super::sky::{CLEAR, NEVER};
use super::ways::{Source, Way};

/// What a call would meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prospect {
    Works,
    MayFail,
    Undocumented,
    /// No call succeeds; `next`: and the client turns to its next way.
    Fails {
        next: bool,
    },
}

const SURE: u32 = 1_000_000;

impl<'a> Caller<'a> {
    /// What asking for credentials would meet, all ways together.
    pub fn prospect(&self, source: &'a Source, t: u64) -> Prospect {
        let ways = match source {
            Source::Held => return Prospect::Works,
            Source::NeverSent => return Prospect::Fails { next: false },
            Source::Undocumented => return Prospect::Undocumented,
            Source::Delivered(region) => return self.delivery(*region, t),
            Source::Calls(ways) => ways,
        };
        let mut best = Prospect::Fails { next: false };
        let mut left = self.by.who.client.timeouts().load.map_or(NEVER, |load| load.0);
        for (index, way) in ways.iter().enumerate() {
            match self.prospect_of_way(index, way, t) {
                Prospect::MayFail => best = Prospect::MayFail,
                Prospect::Fails { next: true } => {}
                settled => return settled,
            }
            left = left.saturating_sub(self.least_time(index, way, t));
            if left == 0 {
                break;
            }
        }
        best
    }

    /// The least time in which all tries at a way that fails are over; pauses may be nothing.
    fn least_time(&self, index: usize, way: &'a Way, t: u64) -> u64 {
        let (leg, quota) = (self.way_leg(index, way), self.policy().quota);
        let tries = |cost: u32| {
            let paid = if quota.is_none() || cost == 0 { u64::MAX } else { u64::from(self.tokens_at(t) / cost) };
            1 + paid.min(u64::from(self.policy().attempts) - 1)
        };
        let after_silence = tries(quota.map_or(0, |quota| quota.timeout_cost));
        let dns = self.setting.spec.assumptions.dns.0;
        if way.nowhere || self.looks_up(t) && self.is_nameless(index, way, t) {
            return tries(quota.map_or(0, |quota| quota.transient_cost)) * dns;
        }
        let unconnected = after_silence.saturating_mul(dns.saturating_add(leg.connect_limit()));
        if leg.blocked(t) {
            return unconnected;
        }
        let (opening, answer) = self.median_call(&leg, t);
        let many = tries(quota.map_or(0, |quota| quota.transient_cost.max(quota.throttle_cost)));
        let served = |many: u64| dns + opening + many * answer;
        let (sky, server) = (self.setting.sky, leg.server());
        match self.setting.answer_of_way(self.by, way, t, |_, parts_per_million| parts_per_million == SURE) {
            Answer::Error(error) => return served(if is_retried(Failure::Api(error)) { many } else { 1 }),
            _ if sky.loss(way.from, way.serving, t) == SURE || opening >= leg.connect_limit() => return unconnected,
            _ if answer > leg.read_limit() => return after_silence * (dns + opening + leg.read_limit()),
            _ if leg.timeouts.load.is_some_and(|load| dns + opening + answer >= load.0) => return NEVER,
            _ => {}
        }
        let errs = sky.server_errors(server, way.serving, t) > 0 || sky.throttled(server, way.serving, t) > 0;
        if errs { served(many) } else { unconnected }
    }

    /// How long a median connection takes to open, and then an answer to come.
    fn median_call(&self, leg: &Leg<'_>, t: u64) -> (u64, u64) {
        let rtt = leg.median_round_trip(t);
        ((1 + u64::from(self.setting.spec.assumptions.tls_round_trips)) * rtt, rtt + leg.server_time(t))
    }

    /// What AWS's own renewal of delivered credentials would meet.
    pub fn delivery(&self, region: RegionId, t: u64) -> Prospect {
        let sky = self.setting.sky;
        let way = regional(self.by.who, region);
        let server = Server::Way(&way);
        let fails = sky.region_down(region, t)
            || sky.data_plane_down(region, t)
            || sky.server_down(server, region, t)
            || sky.server_errors(server, region, t) == SURE;
        if fails {
            Prospect::Fails { next: false }
        } else if sky.promise_over(region, t) {
            Prospect::Undocumented
        } else {
            Prospect::Works
        }
    }

    pub fn prospect_of_way(&self, index: usize, way: &'a Way, t: u64) -> Prospect {
        let prospect = self.prospect_as_documented(index, way, t);
        let spread = way.sign_in == Some(SignIn::Root) && self.setting.spec.as_of >= Date::literal(2026, 9, 1);
        let unsure = spread && matches!(prospect, Prospect::Fails { .. } | Prospect::MayFail);
        if unsure { Prospect::Undocumented } else { prospect }
    }

    fn prospect_as_documented(&self, index: usize, way: &'a Way, t: u64) -> Prospect {
        let (leg, sky, setting) = (self.way_leg(index, way), self.setting.sky, self.setting);
        let no_answer = Prospect::Fails { next: true };
        let doubt = if way.hatched { Prospect::Undocumented } else { no_answer };
        if way.nowhere || self.looks_up(t) && (self.is_nameless(index, way, t) || leg.kept_in(t)) {
            return no_answer;
        }
        if leg.blocked(t) {
            return doubt;
        }
        let calm = setting.answer_of_way(self.by, way, t, |_, _| false);
        if let Answer::Error(error) = calm {
            let now = setting.answer_of_way(self.by, way, t, |_, parts_per_million| parts_per_million == SURE);
            let first = if let Answer::Error(now) = now { now } else { error };
            // Whether STS reaches the issuer may depend on the Region: where there are two to choose from, on both.
            let own = home(self.by.who.at).unwrap_or(way.serving);
            let both_fail = first == error && setting.issuer_lost(self.by.who, own, t);
            if way.hatched && error == ApiError::IdpCommunication && !both_fail {
                return Prospect::Undocumented;
            }
            return Prospect::Fails { next: turns_to_next(Failure::Api(first)) };
        }
        let promise_over = way.name.is_some() && sky.promise_over(way.serving, t);
        let silent = sky.server_undocumented(leg.server(), way.serving, t) || self.might_work(way, t);
        if way.doubtful || matches!(calm, Answer::Undocumented(_)) || promise_over || silent {
            return Prospect::Undocumented;
        }
        let errors = sky.server_errors(leg.server(), way.serving, t);
        let throttled = sky.throttled(leg.server(), way.serving, t);
        if errors == SURE || throttled == SURE || self.is_hopeless(&leg, leg.timeouts.load, t) {
            doubt
        } else if errors > 0 || throttled > 0 || sky.loss(way.from, way.serving, t) > 0 {
            if way.hatched { Prospect::Undocumented } else { Prospect::MayFail }
        } else {
            Prospect::Works
        }
    }

    /// AWS says of an IAM user's sign-in in a Region without us-east-1 that it might work.
    fn might_work(&self, way: &Way, t: u64) -> bool {
        way.sign_in == Some(SignIn::IamUser)
            && matches!(self.by.who.sign_in, SignInEndpoint::Regional(_))
            && self.setting.sky.cut_off(way.serving, t)
    }

    /// Every first packet is lost, or the median call takes longer than the client waits.
    pub fn is_hopeless(&self, leg: &Leg<'_>, load: Option<Micros>, t: u64) -> bool {
        let (opening, answer) = self.median_call(leg, t);
        let whole = self.setting.spec.assumptions.dns.0 + opening + answer;
        self.setting.sky.loss(self.by.who.at, leg.to, t) == SURE
            || opening >= leg.connect_limit()
            || answer > leg.read_limit()
            || load.is_some_and(|load| whole >= load.0)
    }

    /// The scope that the first good way gives on a day without any fault, as things stand at the start; `None`: none
    /// gives anything.
    pub fn on_a_good_day(&self, ways: &[Way]) -> Option<TokenScope> {
        let clear = Setting { sky: &CLEAR, ..self.setting };
        for way in ways.iter().filter(|way| !way.nowhere) {
            match clear.answer_of_way(self.by, way, 0, |_, _| false) {
                Answer::Issued(scope) | Answer::Undocumented(scope) => return Some(scope),
                Answer::Served => return Some(TokenScope::AllEnabledRegions),
                Answer::Error(error) if turns_to_next(Failure::Api(error)) => {}
                Answer::Error(_) => return None,
            }
        }
        None
    }
}

/// The Regional name of STS in a Region, which AWS's own renewals depend on.
fn regional(who: &PrincipalSpec, region: RegionId) -> Way {
    Way {
        from: who.at,
        resolver: who.resolver,
        service: ServiceKind::StsRegional,
        name: Some(Endpoint::Regional(region)),
        signed_for: region,
        serving: region,
        hatched: false,
        doubtful: false,
        nowhere: false,
        operation: None,
        sign_in: None,
    }
}
