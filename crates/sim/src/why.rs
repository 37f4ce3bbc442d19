//! Why: the causal chain behind a request or a principal's state, each link naming a rule.
//! Sentences are `words`' business; nothing is simulated again here.

use sts_atlas_facts::{EndpointMode, Micros, Place, Provenance, RegionId, RuleId};

use crate::condition::FaultIndex;
use crate::plan::{Plan, StsCall, StsPlan};
use crate::state::{home_down, probe_sts, route_blocked};
use crate::{
    ApiError, Credentials, DecideError, Endpoint, EndpointKind, Failure, Fault, Kind, Leg, Outcome, PathEffect, Probe,
    RequestRecord, ServerEffect, ServiceKind, SimTime, State, TokenScope, TokenVerdict, World,
};

/// One link of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// When, where it has a time.
    pub at: Option<SimTime>,
    /// What.
    pub kind: CauseKind,
    /// The rule behind it.
    pub rule: RuleId,
}

/// What a link says. Texts are made from it elsewhere. Faults are indices into the schedule.
#[expect(missing_docs, reason = "the fields' types say what they are")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CauseKind {
    /// The principal is in this state, in this target Region.
    InState { state: State, target: RegionId },
    /// It calls no STS endpoint of its own.
    NoStsOfItsOwn { credentials: Credentials },
    /// Its client refuses before it sends anything.
    NeverSent { error: DecideError },
    /// A step of the client's choice led to this endpoint.
    Decided { endpoint: Endpoint },
    /// The client's endpoint mode, and where it comes from.
    ModeInForce { mode: EndpointMode },
    /// The name leads to this Region.
    LookedUp { endpoint: Endpoint, serving: RegionId },
    /// The way there and back.
    Travelled { from: Place, to: RegionId, round_trip: Micros, provenance: Provenance },
    /// The request took so long over a new or an open connection.
    Took { span: Micros, warm: bool },
    /// A path fault keeps packets from arriving.
    PathDropped { fault: FaultIndex, from: Place, to: RegionId },
    /// A Region is down.
    RegionDown { fault: FaultIndex },
    /// A path fault loses some packets, or slows them.
    PathDisturbed { fault: FaultIndex, from: Place, to: RegionId },
    /// An STS endpoint is down, answers with errors, or is slow.
    StsDisturbed { fault: FaultIndex, serving: RegionId },
    /// Nobody documents what happens here.
    NotDocumented,
    /// The client waited so long for a connection or an answer.
    Waited { failure: Failure, span: Micros, system_default: bool },
    /// This try of so many.
    Tried { attempt: u32, of: u32 },
    /// The server answered with an error.
    Refused { error: ApiError },
    /// A session was issued.
    Issued { scope: TokenScope, kind: EndpointKind },
    /// A target Region's verdict on the token.
    Judged { verdict: TokenVerdict, target: RegionId },
    /// The session lasts until then, but the client waits for a new one from `cutoff` on.
    SessionEnds { expires: SimTime, cutoff: SimTime },
    /// A renewal failed; the session still works.
    RenewalFailed { failure: Failure },
    /// The last run failed.
    RunFailed { failure: Failure },
}

impl World {
    /// The chain behind a finished request, from its outcome back to its root.
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
                push(&mut chain, Some(record.ended), CauseKind::Refused { error }, error_rule(error));
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
        } else {
            let rule = if record.warm { RuleId::TravelWarmCall } else { RuleId::TravelColdCall };
            push(&mut chain, None, CauseKind::Took { span: record.took(), warm: record.warm }, rule);
        }
        if let Some(fault) = record.fault {
            self.explain_fault(
                &mut chain,
                fault,
                record.route,
                record.service,
                record.began.max(record.ended.minus(Micros(1))),
            );
        }
        self.explain_route(&mut chain, record.route);
        match (record.leg, &plan.sts) {
            (Leg::Sts, StsPlan::Call(call)) => explain_choice(&mut chain, call),
            (Leg::Use(index), _) => self.explain_use(&mut chain, plan, usize::from(index)),
            _ => {}
        }
        chain
    }

    /// The chain behind a principal's worst state, from the state back to its root.
    pub fn why_principal(&self, index: u32) -> Vec<Cause> {
        let position = index as usize;
        let (Some(plan), Some(entity)) = (self.compiled.plans.get(position), self.entities.get(position)) else {
            return Vec::new();
        };
        let mut chain = Vec::new();
        let worst = (0..plan.targets.len()).max_by_key(|&target| (entity.target_states[target], usize::MAX - target));
        let Some(target) = worst else { return chain };
        let (region, state) = (plan.targets[target].region, entity.target_states[target]);
        let rule = self.state_rule(index, state);
        push(&mut chain, Some(entity.state_since), CauseKind::InState { state, target: region }, rule);
        if let Some(session) = entity.session {
            let ends = CauseKind::SessionEnds { expires: session.expires, cutoff: session.cutoff };
            push(&mut chain, Some(session.cutoff), ends, RuleId::RefreshMandatory);
        }
        if let (State::Draining | State::Impaired, Some((at, failure, fault))) = (state, entity.provenance.last_failure)
        {
            let (kind, rule) = if plan.kind.holds_session() {
                (CauseKind::RenewalFailed { failure }, RuleId::RefreshAdvisory)
            } else {
                (CauseKind::RunFailed { failure }, RuleId::JobSessionPerRun)
            };
            push(&mut chain, Some(at), kind, rule);
            // A fault that has ended since is still the root of what it left behind.
            if let (Some(fault), Some(route)) = (fault, plan.route_of(entity.leg))
                && !self.schedule.holds(fault, self.now())
            {
                self.explain_fault(&mut chain, fault, route, ServiceKind::StsGlobal, at.minus(Micros(1)));
            }
        }
        if let Some(fault) = home_down(&self.conditions, plan) {
            push(&mut chain, self.began(fault), CauseKind::RegionDown { fault }, RuleId::ReachRegionDown);
        }
        match &plan.sts {
            StsPlan::None => {
                let rule = no_sts_rule(plan.credentials);
                push(&mut chain, None, CauseKind::NoStsOfItsOwn { credentials: plan.credentials }, rule);
            }
            StsPlan::NeverSent(error) => {
                push(&mut chain, None, CauseKind::NeverSent { error: *error }, RuleId::DecideNoRegionFails);
            }
            StsPlan::Call(call) => self.explain_renewal(&mut chain, plan, call),
        }
        if matches!(state, State::Impaired | State::Exposed) {
            self.explain_use(&mut chain, plan, target);
        }
        chain
    }

    fn explain_renewal(&self, chain: &mut Vec<Cause>, plan: &Plan, call: &StsCall) {
        let kind = call.decision.endpoint.kind();
        match probe_sts(&self.surroundings(), plan, call, self.now()) {
            Probe::Blocked(fault) | Probe::MayFail(fault) => {
                self.explain_fault(chain, fault, call.route, kind.into(), self.now());
            }
            Probe::Unknown(fault) => {
                push(chain, None, CauseKind::NotDocumented, self.unknown_rule(call));
                if let Some(fault) = fault {
                    self.explain_fault(chain, fault, call.route, kind.into(), self.now());
                }
            }
            Probe::Refused => {
                if let Err(error) = call.answer {
                    push(chain, None, CauseKind::Refused { error }, error_rule(error));
                }
            }
            Probe::Works => {}
        }
        self.explain_route(chain, call.route);
        explain_choice(chain, call);
    }

    fn explain_use(&self, chain: &mut Vec<Cause>, plan: &Plan, target: usize) {
        let Some(target) = plan.targets.get(target) else { return };
        if target.verdict != TokenVerdict::Valid {
            let scope = match &plan.sts {
                StsPlan::Call(call) => call.answer.unwrap_or(TokenScope::AllEnabledRegions),
                _ => TokenScope::AllEnabledRegions,
            };
            let judged = CauseKind::Judged { verdict: target.verdict, target: target.region };
            push(chain, None, judged, target.verdict.rule(scope));
        }
        let down = self.conditions.regions[target.region.index()].down_by;
        if let Some(fault) = route_blocked(&self.conditions, target.route).or(down) {
            self.explain_fault(chain, fault, target.route, ServiceKind::Service, self.now());
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
                let rule = match effect {
                    ServerEffect::Down => RuleId::ReachStsDown,
                    ServerEffect::Errors { .. } => RuleId::ReachStsErrors,
                    ServerEffect::Slow { .. } => RuleId::ReachStsSlow,
                };
                (CauseKind::StsDisturbed { fault, serving: to }, rule)
            }
            _ => return,
        };
        push(chain, self.schedule.holds_since(fault, at), kind, rule);
    }

    /// Why nobody knows: AWS's promise has run out, or the rule of the look-up leaves it open.
    fn unknown_rule(&self, call: &StsCall) -> RuleId {
        let isolated = self.conditions.regions[call.look_up.serving.index()].promise_over(self.now());
        if isolated { RuleId::ResilienceTwentyFourHours } else { call.look_up.rule }
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

    fn state_rule(&self, index: u32, state: State) -> RuleId {
        let plan = &self.compiled.plans[index as usize];
        match (state, plan.kind, &plan.sts) {
            (_, _, StsPlan::None) => no_sts_rule(plan.credentials),
            (State::Unknown, _, StsPlan::Call(call)) => self.unknown_rule(call),
            (_, Kind::Job { .. }, _) => RuleId::JobSessionPerRun,
            (State::Impaired, _, _) => RuleId::RefreshMandatory,
            _ => RuleId::RefreshAdvisory,
        }
    }
}

fn push(chain: &mut Vec<Cause>, at: Option<SimTime>, kind: CauseKind, rule: RuleId) {
    chain.push(Cause { at, kind, rule });
}

/// The look-up, then every step of the client's choice, last step first.
fn explain_choice(chain: &mut Vec<Cause>, call: &StsCall) {
    let endpoint = call.decision.endpoint;
    push(chain, None, CauseKind::LookedUp { endpoint, serving: call.look_up.serving }, call.look_up.rule);
    if let Some((&mode_rule, steps)) = call.decision.steps.split_first() {
        for &step in steps.iter().rev() {
            push(chain, None, CauseKind::Decided { endpoint }, step);
        }
        push(chain, None, CauseKind::ModeInForce { mode: call.decision.mode }, mode_rule);
    }
}

const fn issue_rule(kind: EndpointKind, scope: TokenScope) -> RuleId {
    match (kind, scope) {
        (EndpointKind::Regional, _) => RuleId::IssueRegionalAllRegions,
        (EndpointKind::Global, TokenScope::DefaultRegions) => RuleId::IssueGlobalDefaultOnly,
        (EndpointKind::Global, TokenScope::AllEnabledRegions) => RuleId::IssueGlobalAllRegions,
    }
}

const fn error_rule(error: ApiError) -> RuleId {
    match error {
        ApiError::InvalidClientTokenId => RuleId::AuthenticateRegionNotEnabled,
        ApiError::RegionDisabled => RuleId::ActivationRegionDisabled,
        ApiError::Throttling => RuleId::ThrottleQuota,
        ApiError::ServiceUnavailable => RuleId::ReachStsErrors,
        ApiError::TokenRefused => RuleId::UseDefaultOnlyTokenRefused,
        ApiError::RegionNotEnabled
        | ApiError::AccessDenied
        | ApiError::ValidationError
        | ApiError::SignatureDoesNotMatch
        | ApiError::UnsupportedOperation
        | ApiError::IdpCommunication => RuleId::UseRegionNotEnabled,
    }
}

const fn wait_rule(plan: &Plan, failure: Failure) -> RuleId {
    if is_systems(plan, failure) {
        return RuleId::TravelOperatingSystemTimeout;
    }
    match failure {
        Failure::ReadTimeout => RuleId::TravelPathDroppedWaiting,
        _ => RuleId::TravelPathDroppedConnecting,
    }
}

const fn is_systems(plan: &Plan, failure: Failure) -> bool {
    match failure {
        Failure::ConnectTimeout => plan.waits.connect_is_the_systems,
        Failure::ReadTimeout => plan.waits.read_is_the_systems,
        Failure::NameNotFound => false,
        Failure::LoadTimeout | Failure::Api(_) => false,
    }
}

const fn no_sts_rule(credentials: Credentials) -> RuleId {
    match credentials {
        Credentials::AccessKey => RuleId::CredentialsAccessKey,
        _ => RuleId::CredentialsDeliveredByAws,
    }
}
