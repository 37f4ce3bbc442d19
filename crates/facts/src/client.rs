//! SDKs and tools: which STS endpoint each version chooses, when it refreshes, how long it waits, how often it tries.
//! Data comes from `data/clients.toml`; applying it is `sim`'s business, reading configuration `dialect`'s.

use crate::{Confidence, Micros, Version};

/// An SDK or tool whose behaviour is modelled, with all its major versions where one numbering covers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sdk {
    /// AWS SDK for Python (boto3 on botocore).
    Boto3,
    /// AWS CLI: version 1 on botocore, version 2 on its own copy.
    AwsCli,
    /// AWS SDK for Java 1.x and 2.x.
    Java,
    /// AWS SDK for JavaScript 2.x and 3.x.
    JavaScript,
    /// AWS SDK for Rust, by the version of the crate aws-config.
    Rust,
    /// AWS SDK for Go, first generation (1.x).
    Go,
    /// AWS SDK for Go v2, by the version of its core module (1.x).
    GoV2,
    /// AWS SDK for .NET 3.x and 4.x.
    Dotnet,
    /// AWS SDK for PHP 3.x.
    Php,
    /// AWS SDK for Ruby 3.x, by the version of the gem aws-sdk-core.
    Ruby,
    /// AWS SDK for C++.
    Cpp,
    /// AWS SDK for Kotlin.
    Kotlin,
    /// AWS SDK for Swift.
    Swift,
    /// AWS Tools for PowerShell 4.x and 5.x.
    PowerShell,
    /// Terraform's AWS provider.
    Terraform,
    /// An AWS service calling STS for a customer.
    AwsService,
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
    /// It calls `sts.us-east-1.amazonaws.com`.
    UsEast1Regional,
    /// The request fails before it is sent.
    RequestFails,
}

/// What an SDK does with FIPS or dual-stack where it finds no Region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VariantWithoutRegion {
    /// It builds a name from the pseudo Region aws-global.
    NamedAfterAwsGlobal,
    /// It takes us-east-1's.
    UsEast1,
    /// It refuses.
    Refused,
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
    /// `base · 2^i`, at most `cap`; nothing is drawn.
    Fixed,
}

/// A retry mode, under AWS's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RetryMode {
    /// `legacy`: each SDK's own.
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

/// What one retry mode of an SDK means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryFact {
    /// Stable name, for example `botocore-standard`.
    pub id: &'static str,
    /// The mode.
    pub mode: RetryMode,
    /// How it tries.
    pub policy: Cited<RetryPolicy>,
}

/// Up to where the versions of a row were read.
#[cfg(feature = "sources")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewestKnown {
    /// Up to this version's code.
    Version(Version),
    /// Sources speak of no later major version.
    Major(u16),
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
    /// Up to where that was read; `None`: not known, or the rows after this one say more.
    #[cfg(feature = "sources")]
    pub newest_known: Option<NewestKnown>,
    /// Whether the SDK reads `sts_regional_endpoints` at all.
    pub reads_endpoint_mode: Cited<bool>,
    /// The endpoint mode when nobody sets one.
    pub default_endpoint_mode: Cited<EndpointMode>,
    /// What another source says of that default, where sources contradict each other.
    pub disputed_endpoint_mode: Option<Cited<EndpointMode>>,
    /// What `legacy` covers.
    pub legacy_reach: Cited<LegacyReach>,
    /// What happens without a Region.
    pub no_region: Cited<NoRegion>,
    /// What happens without a Region where the endpoint mode is regional, if that is something else.
    pub no_region_if_regional: Option<Cited<NoRegion>>,
    /// What happens without a Region by another source, where sources contradict each other or the kind of client counts.
    pub disputed_no_region: Option<Cited<NoRegion>>,
    /// What happens without a Region where FIPS or dual-stack is asked for.
    pub no_region_variant: Cited<VariantWithoutRegion>,
    /// When sessions are renewed.
    pub refresh: Cited<RefreshWindow>,
    /// How long it waits.
    pub timeouts: Cited<Timeouts>,
    /// The retry mode when nobody sets one.
    pub default_retry_mode: Cited<RetryMode>,
    /// How often it tries in that mode.
    pub retry: Cited<RetryPolicy>,
    /// The policies of every mode it offers.
    pub retries: &'static [&'static RetryFact],
    /// What takes over, whatever the mode, where `AWS_NEW_RETRIES_2026` is true; `None`: it is not read, or the default by now.
    pub retries_2026: Option<&'static RetryFact>,
}

include!(concat!(env!("OUT_DIR"), "/clients.rs"));

/// What an SDK does, as far as a cause may rest on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SdkFact {
    /// When it renews sessions.
    Refresh(&'static ClientPreset),
    /// How long it waits.
    Timeouts(&'static ClientPreset),
    /// How often it tries, in one of its modes.
    Retry(&'static RetryFact),
}

impl SdkFact {
    /// How well it is known.
    pub const fn confidence(self) -> Confidence {
        match self {
            Self::Refresh(client) => client.refresh.confidence,
            Self::Timeouts(client) => client.timeouts.confidence,
            Self::Retry(retry) => retry.policy.confidence,
        }
    }

    /// Where it was read.
    #[cfg(feature = "sources")]
    pub const fn source(self) -> &'static str {
        match self {
            Self::Refresh(client) => client.refresh.source,
            Self::Timeouts(client) => client.timeouts.source,
            Self::Retry(retry) => retry.policy.source,
        }
    }
}

/// The row that is true for a version of an SDK; `None` where no row covers it.
pub fn preset_for(sdk: Sdk, version: Version) -> Option<&'static ClientPreset> {
    PRESETS
        .iter()
        .find(|preset| preset.sdk == sdk && preset.from <= version && preset.below.is_none_or(|below| version < below))
}

impl ClientPreset {
    /// What is known at most, where a version is newer than that.
    #[cfg(feature = "sources")]
    pub fn exceeded_by(&self, version: Version) -> Option<NewestKnown> {
        self.newest_known.filter(|newest| match *newest {
            NewestKnown::Version(newest) => version > newest,
            NewestKnown::Major(newest) => version.major > newest,
        })
    }

    /// The policy of a retry mode, where this version offers it.
    pub fn retry_in(&self, mode: RetryMode) -> Option<&'static RetryFact> {
        self.retries.iter().copied().find(|retry| retry.mode == mode)
    }
}

impl RetryMode {
    /// Its value in configuration.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Legacy => "legacy",
            Self::Standard => "standard",
            Self::Adaptive => "adaptive",
        }
    }
}

impl EndpointMode {
    /// Its value in configuration.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Legacy => "legacy",
            Self::Regional => "regional",
        }
    }
}

impl Sdk {
    /// Every SDK modelled.
    pub const ALL: [Self; 16] = [
        Self::Boto3,
        Self::AwsCli,
        Self::Java,
        Self::JavaScript,
        Self::Rust,
        Self::Go,
        Self::GoV2,
        Self::Dotnet,
        Self::Php,
        Self::Ruby,
        Self::Cpp,
        Self::Kotlin,
        Self::Swift,
        Self::PowerShell,
        Self::Terraform,
        Self::AwsService,
    ];

    /// The name used in scenario files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Boto3 => "boto3",
            Self::AwsCli => "aws-cli",
            Self::Java => "java",
            Self::JavaScript => "javascript",
            Self::Rust => "rust",
            Self::Go => "go",
            Self::GoV2 => "go-v2",
            Self::Dotnet => "dotnet",
            Self::Php => "php",
            Self::Ruby => "ruby",
            Self::Cpp => "cpp",
            Self::Kotlin => "kotlin",
            Self::Swift => "swift",
            Self::PowerShell => "powershell",
            Self::Terraform => "terraform",
            Self::AwsService => "aws-service",
        }
    }

    /// The SDK's name in prose; product names are the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Boto3 => "boto3",
            Self::AwsCli => "AWS CLI",
            Self::Java => "SDK for Java",
            Self::JavaScript => "SDK for JavaScript",
            Self::Rust => "SDK for Rust",
            Self::Go => "SDK for Go",
            Self::GoV2 => "SDK for Go v2",
            Self::Dotnet => "SDK for .NET",
            Self::Php => "SDK for PHP",
            Self::Ruby => "SDK for Ruby",
            Self::Cpp => "SDK for C++",
            Self::Kotlin => "SDK for Kotlin",
            Self::Swift => "SDK for Swift",
            Self::PowerShell => "Tools for PowerShell",
            Self::Terraform => "Terraform AWS provider",
            Self::AwsService => "AWS service",
        }
    }
}
