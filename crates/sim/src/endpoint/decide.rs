//! Which STS endpoint a client calls: its settings in their real precedence, step by step, each step a rule.
//! Where the name leads is `lookup`'s business.

use sts_atlas_facts::{EndpointMode, NoRegion, Partition, RegionId, RuleId, partition_of};

use super::host::{Name, fips_is_documented, plain_name, without_region};
use crate::{ClientSpec, CustomEndpoint, RegionChoice};

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

/// A client that refuses before it sends anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecideError {
    /// No Region, and this SDK needs one.
    MissingRegion,
    /// It goes to a host of the user's own: nobody but its owner knows what that does.
    CustomHost,
}

/// Chooses the endpoint.
///
/// # Errors
/// Where this SDK would refuse to send the request.
pub fn decide(client: &ClientSpec) -> Result<Decision, DecideError> {
    let mode = client.effective_endpoint_mode();
    if let Some(custom) = client.endpoint_url {
        return custom_endpoint(client, custom, mode);
    }
    let RegionChoice::Region(region) = client.region else { return no_region(client, mode) };
    let (endpoint, steps) = match (client.use_fips, client.use_dual_stack) {
        (false, false) => {
            let (name, rule) = plain_name(client.preset, mode, region.code());
            let endpoint = if name == Name::Global { Endpoint::Global } else { Endpoint::Regional(region) };
            (endpoint, vec![mode_rule(client, mode), rule])
        }
        (true, false) => (Endpoint::Fips(region), variant_steps(region, true)),
        (false, true) => (Endpoint::DualStack(region), variant_steps(region, false)),
        (true, true) => (Endpoint::FipsDualStack(region), variant_steps(region, true)),
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
    // What some SDKs build then, after aws-global, is no name of STS.
    if client.use_fips || client.use_dual_stack {
        return Err(DecideError::MissingRegion);
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
