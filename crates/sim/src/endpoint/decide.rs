//! Which STS endpoint a client calls: its settings in their real precedence, step by step, each step a rule.
//! Where the name leads is `lookup`'s business.

use sts_atlas_facts::{EndpointMode, LegacyReach, NoRegion, Partition, RegionId, RuleId, Sdk};

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
}

impl Endpoint {
    /// Its kind.
    pub const fn kind(self) -> EndpointKind {
        match self {
            Self::Global => EndpointKind::Global,
            Self::Regional(_) => EndpointKind::Regional,
        }
    }

    /// Its host name.
    pub fn host(self) -> String {
        match self {
            Self::Global => "sts.amazonaws.com".to_owned(),
            Self::Regional(region) => {
                format!("sts.{}.{}", region.code(), sts_atlas_facts::partition_of(region.code()).dns_suffix)
            }
        }
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
        let refuses = preset.sdk == Sdk::JavaScriptV2 && mode == EndpointMode::Regional;
        if refuses || preset.no_region.value == NoRegion::RequestFails {
            return Err(DecideError::MissingRegion);
        }
        steps.push(RuleId::DecideNoRegionGlobal);
        return Ok(Decision { endpoint: Endpoint::Global, signing_region: RegionId::US_EAST_1, mode, steps });
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
    let signing_region = match endpoint {
        Endpoint::Global => RegionId::US_EAST_1,
        Endpoint::Regional(region) => region,
    };
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
