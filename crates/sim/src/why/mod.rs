//! Why: the causal chain behind a request or a principal's state, each link naming a rule.
//! Sentences are `words`' business; nothing is simulated again here.

mod cause;
mod grounds;
mod principal;
mod rules;

use sts_atlas_facts::{Micros, Provenance, RegionId, RuleId};

pub use cause::{Cause, CauseKind};
use rules::{is_systems, issue_rule, sts_effect_rule, wait_rule};

use crate::call::{Call, StsCall};
use crate::condition::FaultIndex;
use crate::plan::Plan;
use crate::{
    ApiError, Change, EndpointKind, Failure, Fault, Leg, Outcome, PathEffect, RequestRecord, ServiceKind, SimTime,
    TokenVerdict, World,
};

impl World {
    /// The chain behind a finished request, from its outcome back to its root: as things stood then, not as they are now.
    pub fn why_request(&self, record: &RequestRecord) -> Vec<Cause> {
        let Some(plan) = self.compiled.plans.get(record.principal as usize) else { return Vec::new() };
        let mut chain = Vec::new();
        match record.outcome {
            Outcome::Issued(scope) => {
                let kind = record.service.endpoint_kind().unwrap_or(EndpointKind::Regional);
                push(&mut chain, Some(record.ended), CauseKind::Issued { scope, kind }, issue_rule(kind, scope));
            }
            Outcome::Served => {}
            Outcome::Failed(Failure::Api(error)) => {
                let kind = match error {
                    ApiError::TokenRefused => CauseKind::TokenRefusedBy { service: plan.service },
                    error => CauseKind::Refused { error },
                };
                chain.extend(record.rule.map(|rule| Cause { at: Some(record.ended), kind, rule }));
            }
            Outcome::Failed(failure) => {
                let waited =
                    CauseKind::Waited { failure, span: record.took(), system_default: is_systems(plan, failure) };
                push(&mut chain, Some(record.ended), waited, wait_rule(plan, failure));
            }
        }
        if let Outcome::Failed(_) = record.outcome {
            let tried = CauseKind::Tried { attempt: record.attempt, of: plan.retry.attempts };
            push(&mut chain, None, tried, RuleId::RetryPolicy);
            if record.quota_used_up {
                push(&mut chain, None, CauseKind::QuotaUsedUp, RuleId::RetryQuota);
            }
        } else {
            let rule = if record.warm { RuleId::TravelWarmCall } else { RuleId::TravelColdCall };
            push(&mut chain, None, CauseKind::Took { span: record.took(), warm: record.warm }, rule);
        }
        let way = plan.source.ways().iter().find(|call| (call.route, call.service) == (record.route, record.service));
        if let Some(fault) = record.fault {
            let at = record.began.max(record.ended.minus(Micros(1)));
            self.explain_fault(&mut chain, fault, record.route, record.service, at);
        } else if let Some(rule) = way.and_then(|call| call.name_missing) {
            push(&mut chain, None, CauseKind::NameMissing, rule);
        }
        self.explain_route(&mut chain, record.route);
        let target = match record.leg {
            Leg::Sts => way.map(|call| call.look_up.serving),
            Leg::Use(index) => plan.targets.get(usize::from(index)).map(|target| target.region),
        };
        if let (Outcome::Failed(Failure::Api(error)), Some(target), Some(rule)) = (record.outcome, target, record.rule)
        {
            if let Some(verdict) = verdict_of(error) {
                push(&mut chain, None, CauseKind::Judged { verdict, target }, rule);
            }
            self.explain_changes(&mut chain, plan, error, target, record.ended);
        }
        if let (Leg::Sts, Some(call)) = (record.leg, way) {
            explain_choice(&mut chain, call);
        }
        chain
    }

    /// Changes that bear on an error: whether they had arrived in a Region at a time.
    fn explain_changes(&self, chain: &mut Vec<Cause>, plan: &Plan, error: ApiError, region: RegionId, at: SimTime) {
        for (change, (spec, view)) in self.compiled.iam.changes.iter().zip(self.changes()).enumerate() {
            // Where Regions are switched, it is not the API's own Region that matters.
            let region = match (spec.what, error) {
                (Change::OptIn { region, .. }, ApiError::Conflict) => region,
                _ => region,
            };
            let concerns = match (spec.what, error) {
                (_, ApiError::Conflict) => self.compiled.iam.are_rivals(plan.change, change),
                (Change::Role { principal, .. } | Change::Permission { principal, .. }, ApiError::AccessDenied) => {
                    principal == plan.spec
                }
                (Change::StsEndpoint { region: of, .. }, ApiError::RegionDisabled) => {
                    of == region && spec.account == plan.role_account
                }
                (Change::OptIn { region: of, .. }, ApiError::InvalidClientTokenId) => {
                    of == region && spec.account == plan.account
                }
                (Change::OptIn { region: of, .. }, ApiError::RegionDisabled | ApiError::RegionNotEnabled) => {
                    of == region && spec.account == plan.role_account
                }
                (Change::GlobalToken(_), ApiError::TokenRefused) => spec.account == plan.role_account,
                _ => false,
            };
            if concerns {
                let arrived = view.arrived.iter().find(|&&(there, when)| there == region && when <= at);
                let arrived = arrived.map(|&(_, when)| when);
                let acknowledged = view.acknowledged.filter(|&when| when <= at);
                // Since when it has been waiting, nobody keeps.
                let rule = if at == self.now() && view.waiting.contains(region) {
                    RuleId::IamChangeWaitsForPath
                } else {
                    RuleId::IamChangePropagates
                };
                let kind = if acknowledged.is_some() {
                    CauseKind::ChangeArrives { change, region, arrived }
                } else {
                    CauseKind::ChangeNotTaken { change }
                };
                push(chain, acknowledged, kind, rule);
            }
        }
    }

    /// The fault, as it held at a time.
    fn explain_fault(&self, chain: &mut Vec<Cause>, fault: FaultIndex, route: u16, service: ServiceKind, at: SimTime) {
        let Some((from, to, _)) = self.route(route) else { return };
        let (kind, rule) = match self.schedule.fault(fault) {
            Some(Fault::Path { effect: PathEffect::Drop, .. }) => {
                let rule = if service == ServiceKind::Service {
                    RuleId::UseTargetUnreachable
                } else {
                    RuleId::TravelPathDroppedConnecting
                };
                (CauseKind::PathDropped { fault, from, to }, rule)
            }
            Some(Fault::Path { effect: PathEffect::Loss { .. }, .. }) => {
                (CauseKind::PathDisturbed { fault, from, to }, RuleId::TravelConnectRetransmission)
            }
            Some(Fault::Path { effect: PathEffect::Slow { .. }, .. }) => {
                (CauseKind::PathDisturbed { fault, from, to }, RuleId::TravelColdCall)
            }
            Some(Fault::Region { .. }) => (CauseKind::RegionDown { fault }, RuleId::ReachRegionDown),
            Some(Fault::Sts { effect, .. }) => {
                (CauseKind::StsDisturbed { fault, serving: to }, sts_effect_rule(*effect))
            }
            Some(fault_itself) => match self.special_cause(fault, fault_itself, to) {
                Some(cause) => cause,
                None => return,
            },
            None => return,
        };
        push(chain, self.schedule.holds_since(fault, at), kind, rule);
    }

    /// Faults of the other planes, of names and of policies.
    fn special_cause(&self, index: FaultIndex, fault: &Fault, to: RegionId) -> Option<(CauseKind, RuleId)> {
        let disturbed = CauseKind::StsDisturbed { fault: index, serving: to };
        let server = |service| CauseKind::ServerDisturbed { fault: index, service };
        Some(match fault {
            Fault::IamDataPlane { .. } => {
                (CauseKind::DataPlaneDown { fault: index, region: to }, RuleId::ReachIamDataPlaneDown)
            }
            Fault::IamControlPlane { .. } => (server(ServiceKind::Iam), RuleId::ReachIamControlPlaneDown),
            Fault::AccountApi { .. } => (server(ServiceKind::AccountApi), RuleId::ReachAccountApiDown),
            Fault::SignIn { .. } => (server(ServiceKind::SignIn), RuleId::ReachSignInDown),
            Fault::Throttle { .. } => (disturbed, RuleId::ThrottleInjected),
            Fault::Issuer { .. } => (CauseKind::IssuerLost { fault: index }, RuleId::AuthenticateIssuerUnreachable),
            Fault::Dns { .. } => (CauseKind::NameBlocked { fault: index }, RuleId::ReachDnsNoAnswer),
            Fault::EgressAllowList { .. } => (CauseKind::NameBlocked { fault: index }, RuleId::ReachEgressAllowList),
            Fault::VpcEndpointOnly { .. } => (CauseKind::NameBlocked { fault: index }, RuleId::ReachVpcEndpointOnly),
            Fault::RegionDeny { .. } => {
                (CauseKind::PolicyDenies { fault: index, requested: to }, RuleId::AuthorizeRegionDeny)
            }
            Fault::Path { .. } | Fault::Region { .. } | Fault::Sts { .. } => return None,
        })
    }

    fn explain_route(&self, chain: &mut Vec<Cause>, route: u16) {
        let Some((from, to, Some(rtt))) = self.route(route) else { return };
        let rule = match rtt.provenance {
            Provenance::Measured => RuleId::TravelMeasuredRoundTrip,
            Provenance::Estimated | Provenance::Assumed => RuleId::TravelEstimatedRoundTrip,
        };
        let travelled = CauseKind::Travelled { from, to, round_trip: rtt.time, provenance: rtt.provenance };
        push(chain, None, travelled, rule);
    }

    fn began(&self, fault: FaultIndex) -> Option<SimTime> {
        self.schedule.holds_since(fault, self.now())
    }
}

/// What a target Region thought of a token that it refused.
const fn verdict_of(error: ApiError) -> Option<TokenVerdict> {
    match error {
        ApiError::TokenRefused => Some(TokenVerdict::Refused),
        ApiError::RegionNotEnabled => Some(TokenVerdict::RegionNotEnabled),
        _ => None,
    }
}

fn push(chain: &mut Vec<Cause>, at: Option<SimTime>, kind: CauseKind, rule: RuleId) {
    chain.push(Cause { at, kind, rule });
}

/// The look-up, then every step of the client's choice, last step first.
fn explain_choice(chain: &mut Vec<Cause>, call: &Call) {
    let serving = call.look_up.serving;
    let Some(StsCall { decision, .. }) = &call.sts else {
        return push(chain, None, CauseKind::AskedInstead { service: call.service, serving }, call.look_up.rule);
    };
    let endpoint = decision.endpoint;
    push(chain, None, CauseKind::LookedUp { endpoint, serving }, call.look_up.rule);
    if let Some((&mode_rule, steps)) = decision.steps.split_first() {
        for &step in steps.iter().rev() {
            push(chain, None, CauseKind::Decided { endpoint }, step);
        }
        push(chain, None, CauseKind::ModeInForce { mode: decision.mode }, mode_rule);
    }
}
