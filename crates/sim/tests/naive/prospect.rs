//! What a request for credentials would meet at a moment, fault by fault and rule by rule.
//! What that makes of a principal is `reading`'s business.

use sts_atlas_facts::{Date, Micros, RegionId};
use sts_atlas_sim::{Endpoint, Failure, PrincipalSpec, ServiceKind, SignIn, SignInEndpoint, TokenScope};

use super::answer::{Answer, Setting};
use super::caller::{Caller, turns_to_next};
use super::request::Leg;
use super::services::Server;
use super::sky::CLEAR;
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
        for (index, way) in ways.iter().enumerate() {
            match self.prospect_of_way(index, way, t) {
                Prospect::MayFail => best = Prospect::MayFail,
                Prospect::Fails { next: true } => {}
                settled => return settled,
            }
        }
        best
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
        if spread && matches!(prospect, Prospect::Fails { .. }) { Prospect::Undocumented } else { prospect }
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
            let error = if let Answer::Error(now) = now { now } else { error };
            return Prospect::Fails { next: turns_to_next(Failure::Api(error)) };
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
            Prospect::MayFail
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
        let assumptions = &self.setting.spec.assumptions;
        let rtt = leg.median_round_trip(t);
        let opening = (1 + u64::from(assumptions.tls_round_trips)) * rtt;
        let answer = rtt + leg.server_time(t);
        let whole = assumptions.dns.0 + opening + answer;
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
