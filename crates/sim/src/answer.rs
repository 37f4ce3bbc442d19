//! What a server makes of a request: every check in its order, up to a session or an error.
//! Whether the request gets there, and when the answer is back, is `attempt`'s business.

use sts_atlas_facts::{Date, Place, RegionId, RuleId};

use crate::call::{Call, StsCall};
use crate::condition::{FaultIndex, ServerCondition};
use crate::iam::AccountCopy;
use crate::plan::Plan;
use crate::state::Surroundings;
use crate::{
    ApiError, CallerInRegionNotEnabled, DeactivatedUnderGlobalName, Endpoint, Failure, Fault, Kind, PathEffect,
    ServiceKind, StsName, TokenScope, TokenVerdict, TokenVersion, judge_token,
};

/// First day on which a deactivated endpoint answers RegionDisabledException rather than AccessDenied.
const REGION_DISABLED_FROM: Date = Date::literal(2016, 1, 19);

/// A refusal, with the rule it follows and the fault behind it, where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub error: ApiError,
    pub rule: RuleId,
    pub by: Option<FaultIndex>,
}

impl Refusal {
    const fn always(error: ApiError, rule: RuleId) -> Self {
        Self { error, rule, by: None }
    }

    const fn by(fault: FaultIndex, error: ApiError, rule: RuleId) -> Self {
        Self { error, rule, by: Some(fault) }
    }
}

impl Surroundings<'_> {
    /// A server as it stands.
    pub fn server_of(&self, call: &Call) -> ServerCondition {
        let fault = |index| self.schedule.fault(index);
        self.conditions.server(call.service, call.look_up.serving, call.sign_in, fault)
    }

    /// The server behind the uses of a principal.
    pub fn target_server(&self, service: ServiceKind, region: RegionId) -> ServerCondition {
        self.conditions.server(service, region, None, |index| self.schedule.fault(index))
    }

    /// The faults that hold and are looked at as they are.
    fn special(&self) -> impl Iterator<Item = (FaultIndex, &Fault)> {
        self.conditions.special.iter().filter_map(|&index| Some((index, self.schedule.fault(index)?)))
    }

    /// The fault that keeps packets for a name of STS from leaving a place; `None` as a name: a FIPS or dual-stack one.
    pub fn name_blocked(&self, at: Place, name: Option<StsName>) -> Option<FaultIndex> {
        self.special().find_map(|(index, fault)| {
            let blocks = match fault {
                Fault::EgressAllowList { at: places, allowed } => {
                    places.contains(&at) && name.is_none_or(|name| !allowed.contains(&name))
                }
                Fault::VpcEndpointOnly { at: regions } => {
                    regions.iter().any(|&region| at == Place::Region(region) && name != Some(StsName::Regional(region)))
                }
                _ => false,
            };
            blocks.then_some(index)
        })
    }

    /// The fault for which a name of STS has no address for a principal.
    pub fn name_lost(&self, plan: &Plan, name: Option<StsName>) -> Option<FaultIndex> {
        let name = name?;
        self.special().find_map(|(index, fault)| {
            let Fault::Dns { names, from, resolver } = fault else { return None };
            let asks = from.is_empty() || from.contains(&plan.at);
            let answers = resolver.is_none_or(|resolver| resolver == plan.resolver);
            (names.contains(&name) && asks && answers).then_some(index)
        })
    }

    /// The policy that denies a Region.
    fn region_denied(&self, kind: Kind, region: RegionId) -> Option<FaultIndex> {
        if kind == Kind::AwsService {
            return None;
        }
        self.special().find_map(|(index, fault)| match fault {
            Fault::RegionDeny { allowed } if !allowed.contains(&region) => Some(index),
            _ => None,
        })
    }

    /// The fault that keeps STS of a Region from the issuer of a principal's web identity.
    pub fn issuer_lost(&self, plan: &Plan, serving: RegionId) -> Option<FaultIndex> {
        let own = match plan.at {
            Place::Region(_) => plan.at,
            Place::City(_) => Place::Region(serving),
        };
        let issuer = plan.issuer.unwrap_or(own);
        let named = self.special().find_map(|(index, fault)| match fault {
            Fault::Issuer { at } if at.contains(&issuer) => Some(index),
            _ => None,
        });
        let Place::Region(region) = issuer else { return named };
        let down = || self.conditions.regions[region.index()].down_by;
        // Faults that hold are few; this path is no principal's, so nobody keeps its condition.
        let cut = || {
            if region == serving {
                return None;
            }
            self.conditions.holding.iter().copied().find(|&index| {
                matches!(self.schedule.fault(index), Some(fault @ Fault::Path { effect: PathEffect::Drop, .. })
                    if { let (out, back) = fault.path_hits(Place::Region(serving), region); out || back })
            })
        };
        named.or_else(down).or_else(cut)
    }

    /// What STS says to a principal's call apart from its share of errors and its quota, in the order of its checks:
    /// what comes before the quota.
    pub fn refused_before_quota(&self, plan: &Plan, call: &Call, sts: &StsCall) -> Option<Refusal> {
        if let Some((error, rule)) = sts.unfit {
            return Some(Refusal::always(error, rule));
        }
        let serving = call.look_up.serving;
        let knows = || self.iam.view(&self.compiled.iam, plan.account, serving).account.enabled(serving);
        let is_strict = self.assumptions.caller_in_region_not_enabled == CallerInRegionNotEnabled::Refused;
        let is_unknown = sts.operation.is_signed() && is_strict && !knows();
        is_unknown.then_some(Refusal::always(ApiError::InvalidClientTokenId, RuleId::AuthenticateRegionNotEnabled))
    }

    /// What comes after the quota.
    pub fn refused_after_quota(&self, plan: &Plan, call: &Call, sts: &StsCall) -> Option<Refusal> {
        let (operation, serving) = (sts.operation, call.look_up.serving);
        let may_be_denied = operation.is_signed() && operation.can_be_denied();
        if let Some(fault) = self.region_denied(plan.kind, sts.requested_region()).filter(|_| may_be_denied) {
            return Some(Refusal::by(fault, ApiError::AccessDenied, RuleId::AuthorizeRegionDeny));
        }
        if operation.takes_web_identity()
            && let Some(fault) = self.issuer_lost(plan, serving)
        {
            let rule = RuleId::AuthenticateIssuerUnreachable;
            return Some(Refusal::by(fault, ApiError::IdpCommunication, rule));
        }
        if operation.needs_control_plane()
            && let Some(fault) = self.control_plane_lost(serving)
        {
            let rule = RuleId::IamAssumeRootNeedsControlPlane;
            return Some(Refusal::by(fault, ApiError::ServiceUnavailable, rule));
        }
        let view = self.iam.view(&self.compiled.iam, plan.role_account, serving);
        if operation.reports_deactivation() && !view.account.enabled(serving) {
            return Some(Refusal::always(ApiError::RegionDisabled, RuleId::ActivationRegionDisabled));
        }
        if operation.reports_deactivation() && self.is_deactivated(plan, call, sts) == Deactivated::Yes {
            let is_old = self.compiled.as_of < REGION_DISABLED_FROM;
            return Some(if is_old {
                Refusal::always(ApiError::AccessDenied, RuleId::ActivationBefore2016)
            } else {
                Refusal::always(ApiError::RegionDisabled, RuleId::ActivationRegionDisabled)
            });
        }
        if lacks_role(plan, view) {
            return Some(Refusal::always(ApiError::AccessDenied, RuleId::AuthorizeRoleMissing));
        }
        sts.too_long.map(|rule| Refusal::always(ApiError::ValidationError, rule))
    }

    /// What STS would refuse a call with, quota and share of errors apart.
    pub fn refusal_of(&self, plan: &Plan, call: &Call) -> Option<Refusal> {
        let sts = call.sts.as_ref()?;
        self.refused_before_quota(plan, call, sts).or_else(|| self.refused_after_quota(plan, call, sts))
    }

    /// What a call is refused with on the best of days.
    pub fn refused_for_ever(&self, plan: &Plan, call: &Call) -> Option<Failure> {
        if call.name_missing.is_some() {
            return Some(Failure::NameNotFound);
        }
        self.refusal_of(plan, call).filter(|refusal| refusal.by.is_none()).map(|refusal| Failure::Api(refusal.error))
    }

    /// The fault that keeps a Region from IAM's control plane.
    fn control_plane_lost(&self, from: RegionId) -> Option<FaultIndex> {
        let server = self.target_server(ServiceKind::Iam, RegionId::US_EAST_1);
        let always_errs = server.errors_by.filter(|_| server.errors_ppm >= 1_000_000);
        let region = &self.conditions.regions[from.index()];
        let isolated = || {
            region.isolated_since.and_then(|_| {
                self.conditions.holding.iter().copied().find(|&index| match self.schedule.fault(index) {
                    Some(Fault::Region { at }) => at.contains(&RegionId::US_EAST_1),
                    Some(fault @ Fault::Path { effect: PathEffect::Drop, .. }) => {
                        let (out, back) = fault.path_hits(Place::Region(from), RegionId::US_EAST_1);
                        out || back
                    }
                    _ => false,
                })
            })
        };
        server.down_by.or(always_errs).or_else(isolated)
    }

    /// Whether the Region's STS is deactivated for the account of the role, under the name that is called.
    pub fn is_deactivated(&self, plan: &Plan, call: &Call, sts: &StsCall) -> Deactivated {
        let serving = call.look_up.serving;
        let view = self.iam.view(&self.compiled.iam, plan.role_account, serving);
        if !view.account.sts_deactivated.contains(serving) {
            return Deactivated::No;
        }
        match (sts.decision.endpoint, self.assumptions.deactivated_under_global_name) {
            (Endpoint::Global, DeactivatedUnderGlobalName::Unknown) => Deactivated::NobodyKnows,
            (Endpoint::Global, DeactivatedUnderGlobalName::Accepted) => Deactivated::No,
            _ => Deactivated::Yes,
        }
    }

    /// Where a session that a call gives is valid, as the serving Region sees the account.
    pub fn scope_of(&self, plan: &Plan, call: &Call) -> TokenScope {
        // An answer without a session leaves the caller with what it has.
        let gives = |sts: &StsCall| sts.decision.endpoint == Endpoint::Global && sts.operation.issues_session();
        let is_global = call.sts.as_ref().is_some_and(gives);
        let view = self.iam.view(&self.compiled.iam, plan.role_account, call.look_up.serving);
        if is_global && view.account.global_token == TokenVersion::V1 {
            TokenScope::DefaultRegions
        } else {
            TokenScope::AllEnabledRegions
        }
    }

    /// What a target Region says to a token of this scope.
    pub fn verdict(&self, plan: &Plan, region: RegionId, scope: TokenScope) -> TokenVerdict {
        let view = self.iam.view(&self.compiled.iam, plan.role_account, region);
        judge_token(&view.account, scope, region)
    }

    /// What a target Region says to the use of a session, in the order of its checks.
    pub fn use_refused(&self, plan: &Plan, region: RegionId, scope: TokenScope) -> Option<Refusal> {
        if let Some(fault) = self.conditions.regions[region.index()].data_plane_down_by {
            return Some(Refusal::by(fault, ApiError::ServiceUnavailable, RuleId::ReachIamDataPlaneDown));
        }
        match self.verdict(plan, region, scope) {
            TokenVerdict::Valid => {}
            TokenVerdict::Refused => {
                return Some(Refusal::always(ApiError::TokenRefused, RuleId::UseDefaultOnlyTokenRefused));
            }
            TokenVerdict::RegionNotEnabled => {
                return Some(Refusal::always(ApiError::RegionNotEnabled, RuleId::UseRegionNotEnabled));
            }
        }
        let view = self.iam.view(&self.compiled.iam, plan.role_account, region);
        if lacks_role(plan, view) {
            return Some(Refusal::always(ApiError::AccessDenied, RuleId::AuthorizeRoleMissing));
        }
        if !view.allows(plan.spec) {
            return Some(Refusal::always(ApiError::AccessDenied, RuleId::AuthorizePermissionMissing));
        }
        // Assumed: such a policy leaves out IAM and Account Management, which answer in us-east-1 only.
        let is_service = plan.use_service == ServiceKind::Service;
        if let Some(fault) = self.region_denied(plan.kind, region).filter(|_| is_service) {
            return Some(Refusal::by(fault, ApiError::AccessDenied, RuleId::AuthorizeRegionDeny));
        }
        let switching = plan.change.is_some_and(|change| self.iam.is_switching(&self.compiled.iam, change));
        switching.then_some(Refusal::always(ApiError::Conflict, RuleId::IamSwitchUnderWay))
    }
}

/// Whether a role that a principal would act in is not there, as a data plane sees it.
fn lacks_role(plan: &Plan, view: &AccountCopy) -> bool {
    plan.has_role && !view.has_role(plan.spec)
}

/// What is known of a deactivated STS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deactivated {
    Yes,
    No,
    /// AWS does not say.
    NobodyKnows,
}
