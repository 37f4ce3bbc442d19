//! Global or Regional name: what a mode, a Region and an SDK's own reach of `legacy` come to. The one place that says so.
//! How mode and Region are found is `explain`'s and `decide`'s business.

use sts_atlas_facts::{ClientPreset, EndpointMode, LegacyReach, NoRegion, Partition, RuleId, partition_of};

use super::ruleset::is_in_legacy_list;

/// Which of a Region's two plain names is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Global,
    Regional,
}

/// The plain name for a Region, known or not, and the rule that says so.
pub(super) fn plain_name(preset: &ClientPreset, mode: EndpointMode, region: &str) -> (Name, RuleId) {
    let is_commercial = || partition_of(region).partition == Partition::Aws;
    match (mode, preset.legacy_reach.value) {
        (EndpointMode::Regional, _) => (Name::Regional, RuleId::DecideRegionalHost),
        (EndpointMode::Legacy, LegacyReach::EveryCommercialRegion) if is_commercial() => {
            (Name::Global, RuleId::DecideLegacyEveryRegion)
        }
        (EndpointMode::Legacy, LegacyReach::ListedRegions) if is_in_legacy_list(region) => {
            (Name::Global, RuleId::DecideLegacyListedRegions)
        }
        (EndpointMode::Legacy, _) => (Name::Regional, RuleId::DecideLegacyOutsideList),
    }
}

/// What the SDK does without a Region, and the rule that says so.
pub(super) fn without_region(preset: &ClientPreset, mode: EndpointMode) -> (NoRegion, RuleId) {
    // JavaScript v2 told to be regional refuses ("Missing region in config"); botocore goes global all the same.
    let if_regional = preset.no_region_if_regional.filter(|_| mode == EndpointMode::Regional);
    let told = if_regional.unwrap_or(preset.no_region).value;
    let rule = match told {
        NoRegion::RequestFails => RuleId::DecideNoRegionFails,
        NoRegion::GlobalEndpoint => RuleId::DecideNoRegionGlobal,
        NoRegion::UsEast1Regional => RuleId::DecideNoRegionUsEast1,
    };
    (told, rule)
}

/// Whether AWS documents a FIPS endpoint of STS in this Region (General Reference: four US Regions; GovCloud's plain host).
pub(crate) fn fips_is_documented(region: &str) -> bool {
    matches!(region, "us-east-1" | "us-east-2" | "us-west-1" | "us-west-2")
        || partition_of(region).partition == Partition::AwsUsGov
}
