//! Where a principal's credentials come from, worked out once: the ways its client can go, each a call to a service.
//! What is answered, and when, is `answer`'s and `attempt`'s business.

use sts_atlas_facts::{Date, Place, RegionId, RuleId};

use crate::endpoint::{LookUp, decide, fips_is_documented, look_up};
use crate::{
    ApiError, Credentials, DecideError, Decision, DisputedDefault, Endpoint, IdentityCenter, Kind, Operation,
    PrincipalSpec, RegionChoice, ServiceKind, SignIn, SignInEndpoint, StsName,
};

/// The source of a principal's credentials.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// It holds them: a long-term access key.
    Held,
    /// AWS delivers and renews them in its own Region.
    Delivered(RegionId),
    /// Its client refuses before it sends anything.
    NeverSent(DecideError),
    /// Nobody documents what its client's own endpoint does.
    Undocumented(RuleId),
    /// Its client calls a service, by the first of these ways that works.
    Calls(Vec<Call>),
}

impl Source {
    /// The way with this index.
    pub fn way(&self, way: u8) -> Option<&Call> {
        match self {
            Self::Calls(ways) => ways.get(usize::from(way)),
            _ => None,
        }
    }

    /// All ways.
    pub fn ways(&self) -> &[Call] {
        match self {
            Self::Calls(ways) => ways,
            _ => &[],
        }
    }
}

/// One way to credentials.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub service: ServiceKind,
    /// The endpoint of STS, and how the client came to it, where it calls STS.
    pub sts: Option<StsCall>,
    pub look_up: LookUp,
    pub route: u16,
    pub bucket: Option<u16>,
    /// How a human signs in, where it is a sign-in.
    pub sign_in: Option<SignIn>,
    /// Why its name has no address, ever.
    pub name_missing: Option<RuleId>,
    /// Why nobody knows whether its name answers.
    pub undocumented: Option<RuleId>,
}

impl Call {
    /// The rule by which a client turns to this way after another failed.
    pub const fn turning_rule(&self) -> RuleId {
        match self.service {
            ServiceKind::IdentityCenter => RuleId::SigninIdentityCenterReplicas,
            _ => RuleId::FailoverAnotherRegion,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct StsCall {
    pub decision: Decision,
    pub operation: Operation,
    /// What the server says to the request as such, before it looks at who sends it.
    pub unfit: Option<(ApiError, RuleId)>,
    /// Why the session asked for is longer than allowed.
    pub too_long: Option<RuleId>,
}

impl StsCall {
    /// The plain name it calls; FIPS and dual-stack names are others.
    pub const fn name(&self) -> Option<StsName> {
        match self.decision.endpoint {
            Endpoint::Global => Some(StsName::Global),
            Endpoint::Regional(region) => Some(StsName::Regional(region)),
            Endpoint::Fips(_) | Endpoint::DualStack(_) | Endpoint::FipsDualStack(_) => None,
        }
    }

    /// What `aws:RequestedRegion` says: for the global name always us-east-1.
    pub fn requested_region(&self) -> RegionId {
        self.decision.endpoint.region().unwrap_or(RegionId::US_EAST_1)
    }
}

/// Regional endpoints were launched in February 2015; the day is not known.
const REGIONAL_NAMES_SURELY: Date = Date::literal(2015, 3, 1);
const NO_REGIONAL_NAMES: Date = Date::literal(2015, 1, 31);
/// IAM Identity Center can be replicated since then.
const REPLICAS_FROM: Date = Date::literal(2026, 2, 3);
/// Root sign-in is spread over three Regions since September 2026; which, and since which day, is not known.
const ROOT_SPREAD_FROM: Date = Date::literal(2026, 9, 1);

/// A way before its route and bucket are numbered.
pub(crate) struct Draft {
    pub service: ServiceKind,
    pub sts: Option<StsCall>,
    pub look_up: LookUp,
    pub sign_in: Option<SignIn>,
}

/// What a principal's source is, its ways as drafts.
pub(crate) enum SourceDraft {
    Known(Source),
    Calls(Vec<Draft>),
}

/// Works out the source of a principal's credentials, with a choice for SDKs whose default is disputed.
pub(crate) fn source(spec: &PrincipalSpec, as_of: Date, disputed: DisputedDefault) -> SourceDraft {
    if let Some(operation) = spec.sts_operation() {
        return sts_ways(spec, operation, as_of, disputed);
    }
    if spec.credentials.are_delivered() {
        return SourceDraft::Known(match spec.at {
            Place::Region(region) => Source::Delivered(region),
            Place::City(_) => Source::Held,
        });
    }
    if let Some(way) = spec.credentials.sign_in() {
        return SourceDraft::Calls(vec![sign_in(way, spec.sign_in, as_of)]);
    }
    match (spec.credentials, &spec.identity_center) {
        (Credentials::IdentityCenter, Some(center)) => SourceDraft::Calls(portals(center, as_of)),
        (Credentials::RolesAnywhere, _) => match region_of(spec) {
            Some(region) => {
                SourceDraft::Calls(vec![fixed(ServiceKind::RolesAnywhere, region, RuleId::CredentialsRolesAnywhere)])
            }
            None => SourceDraft::Known(Source::NeverSent(DecideError::MissingRegion)),
        },
        _ => SourceDraft::Known(Source::Held),
    }
}

fn region_of(spec: &PrincipalSpec) -> Option<RegionId> {
    match (spec.client.region, spec.at) {
        (RegionChoice::Region(region), _) | (RegionChoice::None, Place::Region(region)) => Some(region),
        (RegionChoice::None, Place::City(_)) => None,
    }
}

fn sts_ways(spec: &PrincipalSpec, operation: Operation, as_of: Date, disputed: DisputedDefault) -> SourceDraft {
    let decision = match decide(&spec.client, disputed) {
        Ok(decision) => decision,
        Err(error) => {
            let undocumented = error.undocumented().map(Source::Undocumented);
            return SourceDraft::Known(undocumented.unwrap_or(Source::NeverSent(error)));
        }
    };
    let mode = decision.mode;
    let mut ways = vec![sts_way(spec, decision, operation, as_of)];
    ways.extend(spec.failover.iter().map(|&region| {
        let steps = vec![RuleId::FailoverAnotherRegion];
        let decision = Decision { endpoint: Endpoint::Regional(region), signing_region: region, mode, steps };
        sts_way(spec, decision, operation, as_of)
    }));
    SourceDraft::Calls(ways)
}

fn sts_way(spec: &PrincipalSpec, decision: Decision, operation: Operation, as_of: Date) -> Draft {
    let endpoint = decision.endpoint;
    let look_up = look_up(endpoint, spec.at, spec.resolver, as_of);
    let unfit = if decision.signing_region != endpoint.region().unwrap_or(RegionId::US_EAST_1) {
        Some((ApiError::SignatureDoesNotMatch, RuleId::AuthenticateSignatureScope))
    } else if endpoint == Endpoint::Global && !operation.on_global_endpoint() {
        Some((ApiError::UnsupportedOperation, RuleId::ReachNotOnGlobalEndpoint))
    } else if operation.available_from().is_some_and(|first| as_of < first) {
        Some((ApiError::UnsupportedOperation, RuleId::ReachOperationNotYet))
    } else {
        None
    };
    let hour = sts_atlas_facts::Micros::from_secs(3_600);
    let too_long = operation.session_range().and_then(|(_, most)| {
        if spec.session > most || spec.session > spec.role_most {
            Some(RuleId::IssueSessionLength)
        } else {
            (spec.chained && spec.session > hour).then_some(RuleId::IssueChaining)
        }
    });
    let sts = StsCall { decision, operation, unfit, too_long };
    Draft { service: endpoint.kind().into(), sts: Some(sts), look_up, sign_in: None }
}

fn fixed(service: ServiceKind, serving: RegionId, rule: RuleId) -> Draft {
    Draft { service, sts: None, look_up: LookUp { serving, rule, uncertain: false }, sign_in: None }
}

fn sign_in(way: SignIn, endpoint: SignInEndpoint, as_of: Date) -> Draft {
    let (serving, rule) = match (way, endpoint) {
        (SignIn::Root, _) if as_of >= ROOT_SPREAD_FROM => (RegionId::US_EAST_1, RuleId::SigninRootThreeRegions),
        (SignIn::Root, _) => (RegionId::US_EAST_1, RuleId::SigninRootUsEast1),
        (_, SignInEndpoint::Global) => (RegionId::US_EAST_1, RuleId::SigninGlobalIsUsEast1),
        (SignIn::IamUser, SignInEndpoint::Regional(region)) => (region, RuleId::SigninIamUserRegional),
        (_, SignInEndpoint::Regional(region)) => (region, RuleId::SigninSamlRegional),
    };
    let uncertain = rule == RuleId::SigninRootThreeRegions;
    let look_up = LookUp { serving, rule, uncertain };
    Draft { service: ServiceKind::SignIn, sts: None, look_up, sign_in: Some(way) }
}

fn portals(center: &IdentityCenter, as_of: Date) -> Vec<Draft> {
    let portal = |region, rule| Draft {
        sign_in: Some(SignIn::IdentityCenter),
        ..fixed(ServiceKind::IdentityCenter, region, rule)
    };
    let replicas = center.replicas.iter().filter(|region| as_of >= REPLICAS_FROM && !region.fact().opt_in);
    let replicas = replicas.map(|&region| portal(region, RuleId::SigninIdentityCenterReplicas));
    std::iter::once(portal(center.home, RuleId::SigninIdentityCenterHome)).chain(replicas).collect()
}

/// Why a name has no address on a day, or why nobody knows whether it has one.
pub(crate) fn standing_of(endpoint: Endpoint, as_of: Date) -> (Option<RuleId>, Option<RuleId>) {
    let Some(region) = endpoint.region() else { return (None, None) };
    if as_of <= NO_REGIONAL_NAMES {
        return (Some(RuleId::LookupRegionalNamesFrom2015), None);
    }
    if as_of < REGIONAL_NAMES_SURELY {
        return (None, Some(RuleId::LookupRegionalNamesFrom2015));
    }
    let fips = fips_is_documented(region.code());
    match endpoint {
        Endpoint::Fips(_) if !fips => (Some(RuleId::ReachFipsNameMissing), None),
        Endpoint::DualStack(_) | Endpoint::FipsDualStack(_) if region != RegionId::US_EAST_1 => {
            (None, Some(RuleId::ReachDualStackNotVerified))
        }
        _ => (None, None),
    }
}

/// Whether a principal's calls count against a shared quota.
pub(crate) fn counts_against_quota(kind: Kind, operation: Operation) -> bool {
    kind != Kind::AwsService && operation.shares_quota()
}
