//! Account settings and what a token is worth in a Region.
//! When a token is issued, and by whom, is `world`'s business.

use sts_atlas_facts::{RegionId, RegionSet, RuleId};

/// Which tokens the global endpoint issues for an account (`GlobalEndpointTokenVersion`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenVersion {
    /// Valid in Regions enabled by default only; AWS's default.
    V1,
    /// Valid in all enabled Regions.
    V2,
}

/// Where a session is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenScope {
    /// Regions enabled by default.
    DefaultRegions,
    /// All Regions enabled for the account.
    AllEnabledRegions,
}

/// Who answers a principal's DNS questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resolver {
    /// The Amazon DNS server of a VPC.
    Amazon,
    /// Anything else: an ISP's, a public or an own resolver.
    Other,
}

/// The settings of one account that matter here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Name in the scenario.
    pub id: String,
    /// Opt-in Regions that are enabled.
    pub opt_in: RegionSet,
    /// Regions whose STS endpoint the account has deactivated.
    pub sts_deactivated: RegionSet,
    /// What the global endpoint issues.
    pub global_token: TokenVersion,
}

impl Account {
    /// An account as AWS sets it up: no opt-in Region, nothing deactivated, version 1 tokens.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            opt_in: RegionSet::default(),
            sts_deactivated: RegionSet::default(),
            global_token: TokenVersion::V1,
        }
    }

    /// Whether a Region is enabled: by default, or by hand.
    pub fn enabled(&self, region: RegionId) -> bool {
        !region.fact().opt_in || self.opt_in.contains(region)
    }
}

/// What a Region says to a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenVerdict {
    /// Accepted.
    Valid,
    /// Refused: a token for Regions enabled by default in an opt-in Region.
    Refused,
    /// Refused whatever the token: the account has not enabled the Region.
    RegionNotEnabled,
}

impl TokenVerdict {
    /// The rule behind the verdict.
    pub const fn rule(self, scope: TokenScope) -> RuleId {
        match (self, scope) {
            (Self::RegionNotEnabled, _) => RuleId::UseRegionNotEnabled,
            (Self::Refused, _) => RuleId::UseDefaultOnlyTokenRefused,
            (Self::Valid, TokenScope::DefaultRegions) => RuleId::IssueGlobalDefaultOnly,
            (Self::Valid, TokenScope::AllEnabledRegions) => RuleId::IssueRegionalAllRegions,
        }
    }
}

/// What a Region of this account says to a token of this scope.
pub fn judge_token(account: &Account, scope: TokenScope, region: RegionId) -> TokenVerdict {
    if !account.enabled(region) {
        TokenVerdict::RegionNotEnabled
    } else if scope == TokenScope::DefaultRegions && region.fact().opt_in {
        TokenVerdict::Refused
    } else {
        TokenVerdict::Valid
    }
}
