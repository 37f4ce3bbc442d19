//! Which rule stands behind an outcome.
//! No state of a world is read here.

use sts_atlas_facts::RuleId;

use crate::plan::Plan;
use crate::{Credentials, EndpointKind, Failure, Kind, ServerEffect, TokenScope};

pub(super) const fn sts_effect_rule(effect: ServerEffect) -> RuleId {
    match effect {
        ServerEffect::Down => RuleId::ReachStsDown,
        ServerEffect::Errors { .. } => RuleId::ReachStsErrors,
        ServerEffect::Slow { .. } => RuleId::ReachStsSlow,
    }
}

pub(super) const fn issue_rule(kind: EndpointKind, scope: TokenScope) -> RuleId {
    match (kind, scope) {
        (EndpointKind::Regional, _) => RuleId::IssueRegionalAllRegions,
        (EndpointKind::Global, TokenScope::DefaultRegions) => RuleId::IssueGlobalDefaultOnly,
        (EndpointKind::Global, TokenScope::AllEnabledRegions) => RuleId::IssueGlobalAllRegions,
    }
}

pub(super) const fn wait_rule(plan: &Plan, failure: Failure) -> RuleId {
    if is_systems(plan, failure) {
        return RuleId::TravelOperatingSystemTimeout;
    }
    match failure {
        Failure::ReadTimeout => RuleId::TravelPathDroppedWaiting,
        Failure::NameNotFound => RuleId::ReachDnsNoAnswer,
        _ => RuleId::TravelPathDroppedConnecting,
    }
}

pub(super) const fn is_systems(plan: &Plan, failure: Failure) -> bool {
    match failure {
        Failure::ConnectTimeout => plan.waits.connect_is_the_systems,
        Failure::ReadTimeout => plan.waits.read_is_the_systems,
        Failure::NameNotFound => false,
        Failure::LoadTimeout | Failure::Api(_) => false,
    }
}

pub(super) const fn no_sts_rule(credentials: Credentials) -> RuleId {
    match credentials {
        Credentials::AccessKey => RuleId::CredentialsAccessKey,
        _ => RuleId::CredentialsDeliveredByAws,
    }
}

/// Whether nothing renews the session of such credentials early: a person signs in again.
pub(super) fn is_left(credentials: Credentials) -> bool {
    credentials == Credentials::IdentityCenter || credentials.sign_in().is_some()
}

/// How long those who act in turns keep a session.
pub(super) const fn turn_rule(kind: Kind) -> RuleId {
    match kind {
        Kind::Human { .. } => RuleId::CredentialsHumanSession,
        _ => RuleId::JobSessionPerRun,
    }
}
