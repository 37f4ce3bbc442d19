//! AWS's STS endpoint rule set: raw parameters to URL and signing Region, as every modern SDK ships it.
//! How an SDK arrives at the parameters is `decide`'s business.

use sts_atlas_facts::{Partition, RegionId, partition_of};

const GLOBAL_URL: &str = "https://sts.amazonaws.com";
const GLOBAL_PSEUDO_REGION: &str = "aws-global";

/// Parameters of the rule set, under AWS's names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RulesetParams {
    /// `Region`; any text, unknown names count as commercial.
    pub region: Option<String>,
    /// `UseFIPS`.
    pub use_fips: bool,
    /// `UseDualStack`.
    pub use_dual_stack: bool,
    /// `UseGlobalEndpoint`.
    pub use_global_endpoint: bool,
    /// `Endpoint`: a custom URL.
    pub endpoint: Option<String>,
}

/// What the rule set answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesetEndpoint {
    /// The URL.
    pub url: String,
    /// The Region to sign for, where the rule set names one; else the client's own.
    pub signing_region: Option<String>,
}

/// Where the rule set refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulesetError {
    /// No Region.
    MissingRegion,
    /// A custom endpoint together with FIPS.
    FipsWithCustomEndpoint,
    /// A custom endpoint together with dual-stack.
    DualStackWithCustomEndpoint,
}

impl RulesetError {
    /// AWS's own message.
    pub const fn message(self) -> &'static str {
        match self {
            Self::MissingRegion => "Invalid Configuration: Missing Region",
            Self::FipsWithCustomEndpoint => "Invalid Configuration: FIPS and custom endpoint are not supported",
            Self::DualStackWithCustomEndpoint => {
                "Invalid Configuration: Dualstack and custom endpoint are not supported"
            }
        }
    }
}

/// Whether the rule set sends this Region to the global name when asked for the global endpoint.
pub(super) fn is_in_legacy_list(region: &str) -> bool {
    region == GLOBAL_PSEUDO_REGION
        || RegionId::from_code(region).is_some_and(|region| region.fact().sts_legacy_global_list)
}

fn global() -> RulesetEndpoint {
    RulesetEndpoint { url: GLOBAL_URL.to_owned(), signing_region: Some("us-east-1".to_owned()) }
}

/// Applies the rule set.
///
/// # Errors
/// Wherever AWS's rule set refuses, with AWS's message.
pub fn resolve_ruleset(params: &RulesetParams) -> Result<RulesetEndpoint, RulesetError> {
    let plain = !params.use_fips && !params.use_dual_stack;
    if let (true, true, None, Some(region)) = (params.use_global_endpoint, plain, &params.endpoint, &params.region) {
        if is_in_legacy_list(region) {
            return Ok(global());
        }
        let url = format!("https://sts.{region}.{}", partition_of(region).dns_suffix);
        return Ok(RulesetEndpoint { url, signing_region: Some(region.clone()) });
    }
    if let Some(endpoint) = &params.endpoint {
        return match (params.use_fips, params.use_dual_stack) {
            (true, _) => Err(RulesetError::FipsWithCustomEndpoint),
            (_, true) => Err(RulesetError::DualStackWithCustomEndpoint),
            _ => Ok(RulesetEndpoint { url: endpoint.clone(), signing_region: None }),
        };
    }
    let region = params.region.as_deref().ok_or(RulesetError::MissingRegion)?;
    let partition = partition_of(region);
    let (dns, dual) = (partition.dns_suffix, partition.dual_stack_dns_suffix);
    let url = match (params.use_fips, params.use_dual_stack) {
        (true, true) => format!("https://sts-fips.{region}.{dual}"),
        // In GovCloud the plain host is the FIPS host.
        (true, false) if partition.partition == Partition::AwsUsGov => format!("https://sts.{region}.amazonaws.com"),
        (true, false) => format!("https://sts-fips.{region}.{dns}"),
        (false, true) => format!("https://sts.{region}.{dual}"),
        (false, false) if region == GLOBAL_PSEUDO_REGION => return Ok(global()),
        (false, false) => format!("https://sts.{region}.{dns}"),
    };
    Ok(RulesetEndpoint { url, signing_region: None })
}
