//! What a world rests on: the rules behind its cast, its faults and its changes, and what it leaves open.
//! Why something happened is `why`'s business; how a rule works, that of the part that applies it.

use sts_atlas_facts::{Place, Provenance, RegionId, RuleId};

use super::rules::{is_left, no_sts_rule, sts_effect_rule, turn_rule};
use crate::call::{Call, Source};
use crate::iam::Arrival;
use crate::plan::Plan;
use crate::{
    ApiError, Change, Credentials, Failure, Fault, Kind, Metrics, PathEffect, ServerEffect, ServiceKind, SimTime,
    State, StsNames, Weather, World, Zones, ordered,
};

/// Rules as they are found.
#[derive(Default)]
struct Found(Vec<RuleId>);

impl Found {
    fn add(&mut self, rule: RuleId) {
        self.0.push(rule);
    }

    fn add_if(&mut self, applies: bool, rule: RuleId) {
        if applies {
            self.add(rule);
        }
    }
}

/// What has happened to requests so far, as far as assumptions are about it.
struct Outcomes {
    any_failed: bool,
    credentials_failed: bool,
    throttled: bool,
}

impl World {
    /// The rules on which rests what has happened so far, each once, in the order of the facts.
    pub fn grounds(&self) -> Vec<RuleId> {
        let mut found = Found::default();
        found.add(RuleId::StartSteadyState);
        found.add_if(self.assumptions.weather == Weather::Varying, RuleId::TravelWeather);
        let outcomes = outcomes(self.metrics());
        let active = || self.compiled.plans.iter().filter(|plan| plan.inactive.is_none());
        for plan in active().filter(|plan| plan.change.is_none()) {
            cast(&mut found, plan, &outcomes);
            for call in plan.source.ways() {
                self.round_trip(&mut found, call.route);
            }
        }
        for (fault, windows) in self.schedule.faults() {
            let begun: Vec<_> = windows.iter().filter(|window| window.start <= self.now()).collect();
            if begun.is_empty() {
                continue;
            }
            let has_ended = begun.iter().any(|window| window.end <= self.now());
            self::fault(&mut found, fault, has_ended, outcomes.any_failed);
            for plan in active() {
                bystander(&mut found, fault, plan);
            }
        }
        self.written(&mut found);
        let mut rules = ordered(found.0, |rule| *rule);
        rules.dedup();
        rules
    }

    fn round_trip(&self, found: &mut Found, route: u16) {
        if let Some((_, _, Some(rtt))) = self.route(route) {
            found.add(match rtt.provenance {
                Provenance::Measured => RuleId::TravelMeasuredRoundTrip,
                Provenance::Estimated | Provenance::Assumed => RuleId::TravelEstimatedRoundTrip,
            });
        }
    }

    /// Changes that have been taken.
    fn written(&self, found: &mut Found) {
        for (spec, state) in self.compiled.iam.changes.iter().zip(&self.iam.changes) {
            if state.acknowledged.is_none() {
                continue;
            }
            let is_opt_in = matches!(spec.what, Change::OptIn { .. });
            found.add(RuleId::IamChangePropagates);
            found.add(if is_opt_in { RuleId::IamEnablingTime } else { RuleId::IamPropagationDelay });
            let waited = |arrival: &Arrival| {
                arrival.restarts > 0 || (arrival.arrived.is_none() && arrival.due == SimTime::NEVER)
            };
            found.add_if(state.arrivals.iter().any(waited), RuleId::IamChangeWaitsForPath);
        }
    }

    /// What nobody knows about principals now: each by its index, with the rule that leaves it open.
    pub fn open_questions(&self) -> Vec<(u32, RuleId)> {
        let mut open = Vec::new();
        for index in 0..self.principals() {
            let (plan, entity) = (&self.compiled.plans[index as usize], &self.entities[index as usize]);
            if plan.inactive.is_some() {
                continue;
            }
            if entity.state == State::Unknown {
                open.push((
                    index,
                    match plan.source {
                        Source::Delivered(_) => RuleId::ResilienceTwentyFourHours,
                        _ => self.state_rule(index, State::Unknown),
                    },
                ));
            }
            let is_cut_off = |region: RegionId| self.conditions.regions[region.index()].isolated_since.is_some();
            if let (Source::Held, Credentials::AccessKey, Place::Region(at)) = (&plan.source, plan.credentials, plan.at)
                && is_cut_off(at)
            {
                open.push((index, RuleId::ResilienceAccessKeysGoOn));
            }
            let unknown_caller = Failure::Api(ApiError::InvalidClientTokenId);
            if entity.provenance.last_failure.as_ref().is_some_and(|last| last.failure == unknown_caller) {
                open.push((index, RuleId::AuthenticateRegionNotEnabled));
            }
            let uncertain = plan.source.ways().iter().filter(|call| call.look_up.uncertain);
            open.extend(uncertain.map(|call| (index, call.look_up.rule)));
        }
        let mut open = ordered(open, |one| *one);
        open.dedup();
        open
    }
}

fn outcomes(metrics: &Metrics) -> Outcomes {
    let all = metrics.sum(|_, _| true);
    let credentials =
        metrics.sum(|service, _| !matches!(service, ServiceKind::Service | ServiceKind::Iam | ServiceKind::AccountApi));
    Outcomes {
        any_failed: all.failed_total() > 0,
        credentials_failed: credentials.failed_total() > 0,
        throttled: all.failed_with(Failure::Api(ApiError::Throttling)) > 0,
    }
}

/// What a principal of this sort goes by.
fn cast(found: &mut Found, plan: &Plan, outcomes: &Outcomes) {
    match &plan.source {
        Source::Held => found.add(no_sts_rule(plan.credentials)),
        Source::Delivered(_) => {
            found.add(RuleId::CredentialsDeliveredByAws);
            found.add(RuleId::CredentialsDeliveredRenewal);
        }
        Source::NeverSent(_) => found.add(RuleId::DecideNoRegionFails),
        Source::Undocumented(rule) => found.add(*rule),
        Source::Calls(ways) => {
            for (number, call) in ways.iter().enumerate() {
                found.add_if(number > 0, call.turning_rule());
                way(found, call);
            }
            let shares = ways.iter().any(|call| call.bucket.is_some());
            found.add_if(shares && outcomes.throttled, RuleId::ThrottleBurst);
            let waits = plan.retry.throttled_pause > sts_atlas_facts::Micros::ZERO;
            found.add_if(waits && outcomes.throttled, RuleId::RetryAdaptivePause);
            found.add_if(plan.kind.holds_session() && outcomes.credentials_failed, RuleId::RefreshNextCall);
        }
    }
    match plan.kind {
        Kind::Job { .. } => {
            found.add(turn_rule(plan.kind));
            found.add_if(outcomes.any_failed, RuleId::JobOneRunAtATime);
        }
        Kind::Human { .. } => {
            found.add(turn_rule(plan.kind));
            found.add_if(is_left(plan.credentials), RuleId::RefreshConsoleSession);
        }
        Kind::AwsService => found.add(RuleId::CredentialsAwsServiceRegional),
        Kind::Admin { .. } => found.add_if(matches!(plan.source, Source::Calls(_)), turn_rule(plan.kind)),
        Kind::Workload => {}
    }
}

fn way(found: &mut Found, call: &Call) {
    found.add(call.look_up.rule);
    found.0.extend(call.name_missing.iter().chain(&call.undocumented));
    if let Some(sts) = &call.sts {
        found.0.extend(&sts.decision.steps);
        found.0.extend(sts.unfit.iter().map(|unfit| unfit.1).chain(sts.too_long));
    }
}

/// What a fault is taken to do.
fn fault(found: &mut Found, fault: &Fault, has_ended: bool, any_failed: bool) {
    let resumes = has_ended && any_failed;
    let is_down = |effect: &ServerEffect| *effect == ServerEffect::Down;
    match fault {
        Fault::Path { effect: PathEffect::Drop, .. } => {
            found.add(RuleId::TravelTotalLoss);
            found.add_if(resumes, RuleId::TravelConnectRetransmission);
        }
        Fault::Path { effect: PathEffect::Loss { .. }, .. } => found.add(RuleId::TravelConnectRetransmission),
        Fault::Path { effect: PathEffect::Slow { .. }, .. } => {}
        Fault::Region { .. } => {
            found.add(RuleId::ReachRegionDown);
            found.add_if(resumes, RuleId::TravelConnectRetransmission);
        }
        Fault::Sts { at, names, effect } => {
            found.add(sts_effect_rule(*effect));
            let both = *names == StsNames::Both && at.contains(&RegionId::US_EAST_1);
            found.add_if(both, RuleId::ReachGlobalNameSharesUsEast1);
            found.add_if(resumes && is_down(effect), RuleId::TravelConnectRetransmission);
        }
        Fault::IamDataPlane { zones: Zones::All, .. } => found.add(RuleId::ReachIamDataPlaneDown),
        Fault::IamDataPlane { zones: Zones::One, .. } => found.add(RuleId::ReachOneZoneLost),
        Fault::IamControlPlane { effect } => found.add_if(is_down(effect), RuleId::ReachIamControlPlaneDown),
        Fault::AccountApi { effect } => found.add_if(is_down(effect), RuleId::ReachAccountApiDown),
        Fault::SignIn { effect, .. } => found.add_if(is_down(effect), RuleId::ReachSignInDown),
        Fault::Issuer { .. } => found.add(RuleId::AuthenticateIssuerUnreachable),
        Fault::Dns { .. } => {
            found.add(RuleId::ReachDnsNoAnswer);
            found.add(RuleId::ReachDnsAnswerLives);
        }
        Fault::Throttle { .. } => found.add(RuleId::ThrottleInjected),
        Fault::EgressAllowList { .. } => found.add(RuleId::ReachEgressAllowList),
        Fault::VpcEndpointOnly { .. } => found.add(RuleId::ReachVpcEndpointOnly),
        Fault::RegionDeny { .. } => found.add(RuleId::AuthorizeRegionDeny),
    }
}

/// What a cut is taken not to do to an office.
fn bystander(found: &mut Found, fault: &Fault, plan: &Plan) {
    let (Fault::Path { from, to, .. }, Place::City(_)) = (fault, plan.at) else { return };
    let is_near = |region: RegionId| to.contains(&region) || from.contains(&Place::Region(region));
    let calls = plan.source.ways().iter().map(|call| call.look_up.serving);
    let meets = calls.chain(plan.targets.iter().map(|target| target.region)).any(is_near);
    found.add_if(!from.contains(&plan.at) && meets, RuleId::TravelOfficeNotHit);
}
