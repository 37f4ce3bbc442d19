//! SDKs and tools: which STS endpoint each version chooses, when it refreshes, how long it waits, how often it tries.
//! Data comes from `data/clients.toml`; applying it is `sim`'s business.

use crate::{Confidence, Micros, Version};

/// An SDK or tool whose behaviour is modelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sdk {
    /// AWS SDK for Python (boto3 on botocore).
    Boto3,
    /// AWS CLI version 1 (on botocore).
    AwsCliV1,
    /// AWS SDK for Java 2.x.
    JavaV2,
    /// AWS SDK for JavaScript 2.x.
    JavaScriptV2,
    /// AWS SDK for Rust.
    Rust,
}

/// The value of `sts_regional_endpoints`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndpointMode {
    /// `legacy`: certain Regions go to the global name.
    Legacy,
    /// `regional`: the Region's own endpoint.
    Regional,
}

/// Which Regions `legacy` sends to the global name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegacyReach {
    /// botocore's list of 15 Regions (`RegionFact::sts_legacy_global_list`).
    ListedRegions,
    /// Every Region of the commercial partition (JavaScript v2).
    EveryCommercialRegion,
}

/// What a client does when no Region is configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoRegion {
    /// It calls the global name, signed for us-east-1.
    GlobalEndpoint,
    /// The request fails before it is sent.
    RequestFails,
}

/// A value with its source and how well it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited<T> {
    /// The value.
    pub value: T,
    /// How well it is known.
    pub confidence: Confidence,
    /// Where it was read, in a few words.
    #[cfg(feature = "sources")]
    pub source: &'static str,
}

/// When a client renews a session that is about to expire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshWindow {
    /// So long before expiry one caller tries, in its own thread; a failure is ignored. `None`: no such window.
    pub advisory_before_expiry: Option<Micros>,
    /// So long before expiry every caller waits for the renewal, and a failure is an error.
    pub mandatory_before_expiry: Micros,
    /// Share of `mandatory_before_expiry`, in thousandths, that a draw may take off it.
    pub jitter_permille: u32,
}

/// How long a client waits. `None` where the SDK sets no limit and the operating system's applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// To open a connection, one attempt.
    pub connect: Option<Micros>,
    /// For a reply on an open connection, one attempt.
    pub read: Option<Micros>,
    /// For the whole renewal, all attempts together.
    pub load: Option<Micros>,
    /// How long an idle connection is kept open for another request.
    pub keep_alive_idle: Micros,
}

/// How the wait before retry `i` (counted from 0) is drawn, with `r` uniform in 0..1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackoffShape {
    /// `r · base · 2^i`, at most `cap`.
    FullJitter,
    /// Half of `base · 2^i` (at most `cap`) is fixed, the other half is drawn.
    EqualJitter,
}

/// A retry mode, under AWS's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RetryMode {
    /// `legacy`.
    Legacy,
    /// `standard`.
    Standard,
    /// `adaptive`: as standard, with a limit on the client's own rate after throttling.
    Adaptive,
}

/// A client's own budget for retries: a retry that it cannot pay for is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryQuota {
    /// Tokens at the start, and the most there are.
    pub capacity: u32,
    /// What a retry costs after a connection error or a 5xx.
    pub transient_cost: u32,
    /// What a retry costs after a timeout.
    pub timeout_cost: u32,
    /// What a retry costs after throttling.
    pub throttle_cost: u32,
    /// What a success at the first try gives back; one after retries gives back what its last retry cost.
    pub success_refund: u32,
}

/// How often a client tries again, and how long it waits in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Tries in all, the first included.
    pub attempts: u32,
    /// Base of the wait after a connection error, a timeout or a 5xx.
    pub base: Micros,
    /// Base of the wait after throttling.
    pub throttle_base: Micros,
    /// The longest single wait.
    pub cap: Micros,
    /// How the wait is drawn.
    pub shape: BackoffShape,
    /// The budget for retries, if there is one.
    pub quota: Option<RetryQuota>,
    /// The least time between two tries once one was throttled (the client-side rate limit of adaptive mode).
    pub throttled_pause: Micros,
}

/// What one SDK does over a range of versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientPreset {
    /// Stable name, for example `boto3-before-1.40`.
    pub id: &'static str,
    /// The SDK.
    pub sdk: Sdk,
    /// First version this row is true for.
    pub from: Version,
    /// First version it is no longer true for.
    pub below: Option<Version>,
    /// Whether the SDK reads `sts_regional_endpoints` at all.
    pub reads_endpoint_mode: Cited<bool>,
    /// The endpoint mode when nobody sets one.
    pub default_endpoint_mode: Cited<EndpointMode>,
    /// What `legacy` covers.
    pub legacy_reach: Cited<LegacyReach>,
    /// What happens without a Region.
    pub no_region: Cited<NoRegion>,
    /// Where the SDK looks for its Region, in order, as AWS names the places.
    pub region_lookup: Cited<&'static [&'static str]>,
    /// When sessions are renewed.
    pub refresh: Cited<RefreshWindow>,
    /// How long it waits.
    pub timeouts: Cited<Timeouts>,
    /// How often it tries.
    pub retry: Cited<RetryPolicy>,
}

include!(concat!(env!("OUT_DIR"), "/clients.rs"));

/// The row that is true for a version of an SDK; `None` where no row covers it.
pub fn preset_for(sdk: Sdk, version: Version) -> Option<&'static ClientPreset> {
    PRESETS
        .iter()
        .find(|preset| preset.sdk == sdk && preset.from <= version && preset.below.is_none_or(|below| version < below))
}

impl Sdk {
    /// Every SDK modelled.
    pub const ALL: [Self; 5] = [Self::Boto3, Self::AwsCliV1, Self::JavaV2, Self::JavaScriptV2, Self::Rust];

    /// The name used in scenario files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Boto3 => "boto3",
            Self::AwsCliV1 => "aws-cli",
            Self::JavaV2 => "java",
            Self::JavaScriptV2 => "javascript",
            Self::Rust => "rust",
        }
    }

    /// The SDK's name in prose; product names are the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Boto3 => "boto3",
            Self::AwsCliV1 => "AWS CLI",
            Self::JavaV2 => "SDK for Java",
            Self::JavaScriptV2 => "SDK for JavaScript",
            Self::Rust => "SDK for Rust",
        }
    }
}
