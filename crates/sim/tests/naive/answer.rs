//! What a server answers at a moment: STS step by step, sign-in and its like, a service in a target Region, IAM's API.
//! Nothing of the way there; luck comes in as the question whether a share strikes.

use sts_atlas_facts::{Date, Place, RegionId};
use sts_atlas_sim::{
    ApiError, CallerInRegionNotEnabled, DeactivatedUnderGlobalName, Endpoint, Kind, Operation, PrincipalSpec,
    ServiceKind, TokenScope, TokenVersion, WorldSpec,
};

use super::iam::{Iam, home};
use super::luck::{STS_ERROR, THROTTLE};
use super::request::Token;
use super::services::Server;
use super::sky::Sky;
use super::ways::Way;

/// All that a principal finds and does not make.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub spec: &'a WorldSpec,
    pub sky: &'a Sky<'a>,
    pub iam: &'a Iam<'a>,
    pub seed: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Issued(TokenScope),
    Served,
    Error(ApiError),
    /// Nobody documents whether it issues this.
    Undocumented(TokenScope),
}

/// Who asks.
#[derive(Clone, Copy)]
pub struct Asker<'a> {
    pub who: &'a PrincipalSpec,
    /// Index into the world's principals.
    pub index: usize,
}

impl Setting<'_> {
    /// What a way to credentials answers; `strikes` decides about shares by purpose and parts per million.
    pub fn answer_of_way(&self, by: Asker<'_>, way: &Way, t: u64, strikes: impl Fn(u64, u32) -> bool) -> Answer {
        let server = Server::Way(way);
        if strikes(STS_ERROR, self.sky.server_errors(server, way.serving, t)) {
            return Answer::Error(ApiError::ServiceUnavailable);
        }
        let (Some(name), Some(operation)) = (way.name, way.operation) else {
            return Answer::Issued(TokenScope::AllEnabledRegions);
        };
        if let Some(error) = self.refused_as_sent(by.who, way, name, operation, t) {
            return Answer::Error(error);
        }
        if strikes(THROTTLE, self.sky.throttled(server, way.serving, t)) {
            return Answer::Error(ApiError::Throttling);
        }
        if let Some(error) = self.refused_by_others(by.who, way, name, operation, t) {
            return Answer::Error(error);
        }
        self.decided(by, way, name, operation, t)
    }

    /// Signature, operation, key.
    fn refused_as_sent(
        &self,
        who: &PrincipalSpec,
        way: &Way,
        name: Endpoint,
        operation: Operation,
        t: u64,
    ) -> Option<ApiError> {
        let trusting = self.spec.assumptions.caller_in_region_not_enabled == CallerInRegionNotEnabled::Accepted;
        let offered = name != Endpoint::Global || operation.on_global_endpoint();
        if way.signed_for != name.region().unwrap_or(RegionId::US_EAST_1) {
            Some(ApiError::SignatureDoesNotMatch)
        } else if !offered || operation.available_from().is_some_and(|day| self.spec.as_of < day) {
            Some(ApiError::UnsupportedOperation)
        } else if operation.is_signed() && !trusting && !self.iam.enabled(who.account, way.serving, t) {
            Some(ApiError::InvalidClientTokenId)
        } else {
            None
        }
    }

    /// The organization's policy, the issuer, the control plane.
    fn refused_by_others(
        &self,
        who: &PrincipalSpec,
        way: &Way,
        name: Endpoint,
        operation: Operation,
        t: u64,
    ) -> Option<ApiError> {
        let requested = name.region().unwrap_or(RegionId::US_EAST_1);
        let subject_to_policy = operation.is_signed() && operation.can_be_denied() && who.kind != Kind::AwsService;
        if subject_to_policy && self.sky.region_denied(requested, t) {
            Some(ApiError::AccessDenied)
        } else if operation.takes_web_identity() && self.issuer_lost(who, way.serving, t) {
            Some(ApiError::IdpCommunication)
        } else if operation.needs_control_plane() && self.sky.control_plane_out_of_reach(way.serving, t) {
            Some(ApiError::ServiceUnavailable)
        } else {
            None
        }
    }

    /// Whether STS of a Region does not reach the issuer of somebody's web identity.
    pub fn issuer_lost(&self, who: &PrincipalSpec, serving: RegionId, t: u64) -> bool {
        let issuer = who.issuer.unwrap_or(Place::Region(home(who.at).unwrap_or(serving)));
        self.sky.issuer_out_of_reach(issuer, serving, t)
    }

    /// Activation, role, length; then the session.
    fn decided(&self, by: Asker<'_>, way: &Way, name: Endpoint, operation: Operation, t: u64) -> Answer {
        let (who, region) = (by.who, way.serving);
        let mut doubtful = false;
        if operation.reports_deactivation() {
            if !self.iam.enabled(who.role_account, region, t) {
                return Answer::Error(ApiError::RegionDisabled);
            }
            if !self.iam.sts_active(who.role_account, region, t) {
                let switch = self.spec.assumptions.deactivated_under_global_name;
                let refuses = name != Endpoint::Global || switch == DeactivatedUnderGlobalName::Refused;
                doubtful = !refuses && switch == DeactivatedUnderGlobalName::Unknown;
                if refuses {
                    let early = self.spec.as_of < Date::literal(2016, 1, 19);
                    return Answer::Error(if early { ApiError::AccessDenied } else { ApiError::RegionDisabled });
                }
            }
        }
        if !self.iam.role_exists(by, region, t) {
            return Answer::Error(ApiError::AccessDenied);
        }
        if !operation.issues_session() {
            return Answer::Served;
        }
        let longest = operation.session_range().map_or(u64::MAX, |(_, most)| most.0);
        let chained = if who.chained { 3_600_000_000 } else { u64::MAX };
        if who.session.0 > longest.min(who.role_most.0).min(chained) {
            return Answer::Error(ApiError::ValidationError);
        }
        let default_only =
            name == Endpoint::Global && self.iam.global_token(who.role_account, region, t) == TokenVersion::V1;
        let scope = if default_only { TokenScope::DefaultRegions } else { TokenScope::AllEnabledRegions };
        if doubtful { Answer::Undocumented(scope) } else { Answer::Issued(scope) }
    }

    /// What a service in a target Region says to credentials, errors of the server apart.
    pub fn refusal(
        &self,
        by: Asker<'_>,
        (service, region): (ServiceKind, RegionId),
        token: Token,
        t: u64,
    ) -> Option<ApiError> {
        let who = by.who;
        // Policies that deny Regions leave out IAM and the account's own API, as AWS's example does.
        let deniable = who.kind != Kind::AwsService && service == ServiceKind::Service;
        if self.sky.data_plane_down(region, t) {
            Some(ApiError::ServiceUnavailable)
        } else if token.expires <= t {
            Some(ApiError::ExpiredToken)
        } else if !self.iam.enabled(who.role_account, region, t) {
            Some(ApiError::RegionNotEnabled)
        } else if token.scope == TokenScope::DefaultRegions && region.fact().opt_in {
            Some(ApiError::TokenRefused)
        } else if !self.iam.role_exists(by, region, t)
            || !self.iam.permitted(by.index, region, t)
            || deniable && self.sky.region_denied(region, t)
        {
            Some(ApiError::AccessDenied)
        } else {
            None
        }
    }

    /// What IAM, or the account's own API, answers to the write of a change.
    pub fn answer_of_write(
        &self,
        by: Asker<'_>,
        (service, change): (ServiceKind, usize),
        t: u64,
        strikes: impl Fn(u64, u32) -> bool,
    ) -> Answer {
        let home = RegionId::US_EAST_1;
        if strikes(STS_ERROR, self.sky.server_errors(Server::Other(service), home, t)) {
            Answer::Error(ApiError::ServiceUnavailable)
        } else if !self.iam.role_exists(by, home, t) || !self.iam.permitted(by.index, home, t) {
            Answer::Error(ApiError::AccessDenied)
        } else if self.iam.is_busy_with_another(change, t) {
            Answer::Error(ApiError::Conflict)
        } else {
            Answer::Served
        }
    }

    /// What a service answers to a use.
    pub fn answer_of_use(
        &self,
        by: Asker<'_>,
        (service, region): (ServiceKind, RegionId),
        token: Token,
        t: u64,
        strikes: impl Fn(u64, u32) -> bool,
    ) -> Answer {
        if strikes(STS_ERROR, self.sky.server_errors(Server::Other(service), region, t)) {
            return Answer::Error(ApiError::ServiceUnavailable);
        }
        self.refusal(by, (service, region), token, t).map_or(Answer::Served, Answer::Error)
    }
}
