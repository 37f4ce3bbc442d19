//! Which STS endpoint a client calls: its settings in their real precedence, step by step, each step a rule.
//! Where the name leads is `lookup`'s business.

use sts_atlas_facts::{EndpointMode, NoRegion, Partition, RegionId, RuleId, VariantWithoutRegion, partition_of};

use super::host::{Name, fips_is_documented, plain_name, without_region};
use crate::{ClientSpec, CustomEndpoint, DisputedDefault, RegionChoice};

/// The kind of an endpoint, for colours, counts and scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndpointKind {
    /// `sts.amazonaws.com`.
    Global,
    /// `sts.{region}.amazonaws.com`.
    Regional,
}

/// An STS endpoint by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Endpoint {
    /// The global name.
    Global,
    /// A Region's own name.
    Regional(RegionId),
    /// A Region's FIPS name.
    Fips(RegionId),
    /// A Region's dual-stack name.
    DualStack(RegionId),
    /// A Region's dual-stack FIPS name.
    FipsDualStack(RegionId),
}

impl Endpoint {
    /// Its kind: every name of a Region counts as Regional.
    pub const fn kind(self) -> EndpointKind {
        match self {
            Self::Global => EndpointKind::Global,
            Self::Regional(_) | Self::Fips(_) | Self::DualStack(_) | Self::FipsDualStack(_) => EndpointKind::Regional,
        }
    }

    /// The Region whose name it is; `None` for the global name.
    pub const fn region(self) -> Option<RegionId> {
        match self {
            Self::Global => None,
            Self::Regional(region) | Self::Fips(region) | Self::DualStack(region) | Self::FipsDualStack(region) => {
                Some(region)
            }
        }
    }

    /// Its host name.
    pub fn host(self) -> String {
        let Some(region) = self.region() else { return "sts.amazonaws.com".to_owned() };
        let (code, partition) = (region.code(), partition_of(region.code()));
        let (name, suffix) = match self {
            Self::Global | Self::Regional(_) => ("sts", partition.dns_suffix),
            // In GovCloud the plain host is the FIPS host.
            Self::Fips(_) if partition.partition == Partition::AwsUsGov => ("sts", partition.dns_suffix),
            Self::Fips(_) => ("sts-fips", partition.dns_suffix),
            Self::DualStack(_) => ("sts", partition.dual_stack_dns_suffix),
            Self::FipsDualStack(_) => ("sts-fips", partition.dual_stack_dns_suffix),
        };
        format!("{name}.{code}.{suffix}")
    }
}

/// A client's choice, with every step that led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// The Region the request is signed for.
    pub signing_region: RegionId,
    /// The endpoint mode in force.
    pub mode: EndpointMode,
    /// The rules applied, in order: first the one that set the mode.
    pub steps: Vec<RuleId>,
}

/// A client that refuses before it sends anything, or of which nobody knows where it sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecideError {
    /// No Region, and this SDK needs one.
    MissingRegion,
    /// It goes to a host of the user's own: nobody but its owner knows what that does.
    CustomHost,
    /// No Region, but FIPS or dual-stack: it builds a name after aws-global, which nobody documents.
    NamedAfterAwsGlobal,
    /// Sources contradict each other on its default, and nobody chose one of them.
    DisputedDefault,
}

impl DecideError {
    /// The rule by which nobody knows what the client does; `None` where it refuses.
    pub const fn undocumented(self) -> Option<RuleId> {
        match self {
            Self::MissingRegion => None,
            Self::CustomHost => Some(RuleId::ReachCustomHost),
            Self::NamedAfterAwsGlobal => Some(RuleId::DecideNoRegionVariantHost),
            Self::DisputedDefault => Some(RuleId::DecideDefaultDisputed),
        }
    }
}

/// Chooses the endpoint, with a choice for SDKs whose default is disputed.
///
/// # Errors
/// Where this SDK would refuse to send the request, and where nobody knows whether it does and to which name.
pub fn decide(client: &ClientSpec, disputed: DisputedDefault) -> Result<Decision, DecideError> {
    let other = client.disputed_endpoint_mode();
    let mode = match (other, disputed) {
        (Some(_), DisputedDefault::Regional) => EndpointMode::Regional,
        (Some(_), DisputedDefault::Legacy) => EndpointMode::Legacy,
        _ => client.effective_endpoint_mode(),
    };
    if let Some(custom) = client.endpoint_url {
        return custom_endpoint(client, custom, mode);
    }
    let RegionChoice::Region(region) = client.region else { return no_region(client, mode) };
    let names = |mode| plain_name(client.preset, mode, region.code());
    // Where both sources come to the same name, there is nothing to choose.
    let disputed_here = other.is_some_and(|other| names(other).0 != names(client.effective_endpoint_mode()).0);
    let (endpoint, steps) = match (client.use_fips, client.use_dual_stack) {
        (false, false) => {
            if disputed_here && disputed == DisputedDefault::Unknown {
                return Err(DecideError::DisputedDefault);
            }
            let (name, rule) = names(mode);
            let endpoint = if name == Name::Global { Endpoint::Global } else { Endpoint::Regional(region) };
            let assumed = disputed_here.then_some(RuleId::DecideDefaultDisputed);
            (endpoint, assumed.into_iter().chain([mode_rule(client, mode), rule]).collect())
        }
        _ => variant(client, region),
    };
    let signing_region = endpoint.region().unwrap_or(RegionId::US_EAST_1);
    Ok(Decision { endpoint, signing_region, mode, steps })
}

/// A URL of the user's own that is a name of STS: called as it is, signed for the client's own Region.
fn custom_endpoint(client: &ClientSpec, custom: CustomEndpoint, mode: EndpointMode) -> Result<Decision, DecideError> {
    let CustomEndpoint::Sts(endpoint) = custom else { return Err(DecideError::CustomHost) };
    let RegionChoice::Region(signing_region) = client.region else { return Err(DecideError::MissingRegion) };
    Ok(Decision { endpoint, signing_region, mode, steps: vec![RuleId::DecideCustomEndpoint] })
}

fn no_region(client: &ClientSpec, mode: EndpointMode) -> Result<Decision, DecideError> {
    if client.use_fips || client.use_dual_stack {
        return match client.preset.no_region_variant.value {
            VariantWithoutRegion::Refused => Err(DecideError::MissingRegion),
            VariantWithoutRegion::NamedAfterAwsGlobal => Err(DecideError::NamedAfterAwsGlobal),
            VariantWithoutRegion::UsEast1 => {
                let (endpoint, more) = variant(client, RegionId::US_EAST_1);
                let steps = std::iter::once(RuleId::DecideNoRegionUsEast1).chain(more).collect();
                Ok(Decision { endpoint, signing_region: RegionId::US_EAST_1, mode, steps })
            }
        };
    }
    let (told, rule) = without_region(client.preset, mode);
    let endpoint = match told {
        NoRegion::RequestFails => return Err(DecideError::MissingRegion),
        NoRegion::GlobalEndpoint => Endpoint::Global,
        NoRegion::UsEast1Regional => Endpoint::Regional(RegionId::US_EAST_1),
    };
    let steps = vec![mode_rule(client, mode), rule];
    Ok(Decision { endpoint, signing_region: RegionId::US_EAST_1, mode, steps })
}

/// A Region's name with FIPS, dual-stack or both, and the rules that say so.
fn variant(client: &ClientSpec, region: RegionId) -> (Endpoint, Vec<RuleId>) {
    let endpoint = match (client.use_fips, client.use_dual_stack) {
        (true, true) => Endpoint::FipsDualStack(region),
        (true, false) => Endpoint::Fips(region),
        (false, _) => Endpoint::DualStack(region),
    };
    (endpoint, variant_steps(region, client.use_fips))
}

fn variant_steps(region: RegionId, fips: bool) -> Vec<RuleId> {
    let constructed = fips && !fips_is_documented(region.code());
    let more = constructed.then_some(RuleId::DecideFipsNameConstructed);
    std::iter::once(RuleId::DecideVariantHost).chain(more).collect()
}

fn mode_rule(client: &ClientSpec, mode: EndpointMode) -> RuleId {
    match (client.preset.reads_endpoint_mode.value, client.endpoint_mode, mode) {
        (false, _, _) => RuleId::DecideSdkWithoutSetting,
        (true, Some(_), _) => RuleId::DecideClientSetting,
        (true, None, EndpointMode::Legacy) => RuleId::DecideSdkDefaultLegacy,
        (true, None, EndpointMode::Regional) => RuleId::DecideSdkDefaultRegional,
    }
}
