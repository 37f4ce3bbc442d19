//! Which STS endpoint a client calls: its settings in their real precedence, step by step, each step a rule.
//! Where the name leads is `lookup`'s business.

use sts_atlas_facts::{EndpointMode, LegacyReach, NoRegion, Partition, RegionId, RuleId, partition_of};

use crate::{ClientSpec, RegionChoice};

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
    let preset = client.preset;
    let mode = client.effective_endpoint_mode();
    let mut steps = vec![mode_rule(client, mode)];
    let RegionChoice::Region(region) = client.region else {
        // JavaScript v2 told to be regional refuses ("Missing region in config"); botocore goes global all the same.
        let if_regional = preset.no_region_if_regional.filter(|_| mode == EndpointMode::Regional);
        let (endpoint, rule) = match if_regional.unwrap_or(preset.no_region).value {
            NoRegion::RequestFails => return Err(DecideError::MissingRegion),
            NoRegion::GlobalEndpoint => (Endpoint::Global, RuleId::DecideNoRegionGlobal),
            NoRegion::UsEast1Regional => (Endpoint::Regional(RegionId::US_EAST_1), RuleId::DecideNoRegionUsEast1),
        };
        steps.push(rule);
        return Ok(Decision { endpoint, signing_region: RegionId::US_EAST_1, mode, steps });
    };
    let (endpoint, rule) = match (mode, preset.legacy_reach.value) {
        (EndpointMode::Regional, _) => (Endpoint::Regional(region), RuleId::DecideRegionalHost),
        (EndpointMode::Legacy, LegacyReach::EveryCommercialRegion) if region.fact().partition == Partition::Aws => {
            (Endpoint::Global, RuleId::DecideLegacyEveryRegion)
        }
        (EndpointMode::Legacy, LegacyReach::ListedRegions) if region.fact().sts_legacy_global_list => {
            (Endpoint::Global, RuleId::DecideLegacyListedRegions)
        }
        (EndpointMode::Legacy, _) => (Endpoint::Regional(region), RuleId::DecideLegacyOutsideList),
    };
    steps.push(rule);
    let signing_region = endpoint.region().unwrap_or(RegionId::US_EAST_1);
    Ok(Decision { endpoint, signing_region, mode, steps })
}

fn mode_rule(client: &ClientSpec, mode: EndpointMode) -> RuleId {
    match (client.preset.reads_endpoint_mode.value, client.endpoint_mode, mode) {
        (false, _, _) => RuleId::DecideSdkWithoutSetting,
        (true, Some(_), _) => RuleId::DecideClientSetting,
        (true, None, EndpointMode::Legacy) => RuleId::DecideSdkDefaultLegacy,
        (true, None, EndpointMode::Regional) => RuleId::DecideSdkDefaultRegional,
    }
}
