//! How each SDK finds and reads its configuration: shared config file, Region, values, endpoint URLs, and how it refuses.
//! Data comes from `data/dialects.toml`; what a setting leads to stands in `client`, applying both is `sim`'s business.

use crate::{Cited, Confidence, Sdk, Version};

/// How the text of a shared config file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConfigSyntax {
    /// As Python's `RawConfigParser` does (botocore and the CLI).
    Python,
    /// As the SDKs' reference behaviour says.
    Reference,
    /// Not at all.
    None,
}

/// Which spellings of `sts_regional_endpoints` an SDK takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ModeValues {
    /// `legacy` and `regional` in lower case; anything else is refused.
    ExactOrRefused,
    /// Both in any case; anything else is refused.
    AnyCaseOrRefused,
    /// `legacy` in lower case; anything else counts as regional.
    ExactElseRegional,
}

/// Which spellings of true and false an SDK takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FlagValues {
    /// `true` in any case; anything else counts as false.
    AnyCaseElseFalse,
    /// `true` and `false` in any case; anything else is refused.
    AnyCaseOrRefused,
    /// `true` and `false` in lower case; anything else is refused.
    ExactOrRefused,
    /// `true` and `false` in any case; anything else counts as not set.
    AnyCaseElseUnset,
    /// `true` and `false` in lower case; anything else counts as not set.
    ExactElseUnset,
}

/// What an SDK does with a custom endpoint and FIPS or dual-stack at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CustomWithVariant {
    /// It drops FIPS and dual-stack.
    Dropped,
    /// It refuses, as the rule set does.
    Refused,
}

/// What an SDK does with a custom endpoint where it finds no Region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CustomWithoutRegion {
    /// It refuses.
    Refused,
    /// It signs for us-east-1.
    SignedForUsEast1,
    /// It accepts; no Region to sign for is known.
    SignedForNothing,
}

/// How an SDK finds its shared config file and the profile in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileReading {
    /// How the file's text is read.
    pub syntax: ConfigSyntax,
    /// The variable without which the file is not read.
    pub only_if: Option<&'static str>,
    /// Variables that name the profile, in order; `VARIABLE if OTHER` counts only where the other is set.
    pub profile_variables: &'static [&'static str],
    /// Whether a named profile that is not there is refused.
    pub missing_profile_refused: bool,
}

/// How an SDK finds its Region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegionReading {
    /// Places in order: `code`, variables (possibly `VARIABLE if OTHER`), `profile`, `IMDS`, and what only a program knows.
    pub lookup: &'static [&'static str],
    /// Whether an empty value counts as one.
    pub empty_counts: bool,
    /// Whether `fips-` or `-fips` in a Region's name turns FIPS on.
    pub fips_in_name: bool,
}

/// Which spellings an SDK takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueReading {
    /// Of `sts_regional_endpoints`.
    pub mode: ModeValues,
    /// Of true and false.
    pub flag: FlagValues,
    /// Whether a bad `sts_regional_endpoints` is refused even where it has no effect.
    pub mode_always_checked: bool,
}

/// Which settings of endpoints an SDK reads, and what goes with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndpointReading {
    /// Whether it reads `use_fips_endpoint` and `use_dualstack_endpoint`.
    pub variants: bool,
    /// Whether it reads `endpoint_url`, `AWS_ENDPOINT_URL` and the rest.
    pub urls: bool,
    /// Whether it reads `defaults_mode`.
    pub defaults_mode: bool,
    /// A custom endpoint with FIPS or dual-stack.
    pub custom_with_variant: CustomWithVariant,
    /// A custom endpoint without a Region.
    pub custom_without_region: CustomWithoutRegion,
}

/// An error's name and words; `{value}` stands for what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusalWords {
    /// The SDK's name for it.
    pub code: &'static str,
    /// The SDK's words.
    pub message: &'static str,
}

/// How an SDK refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusals {
    /// No Region.
    pub region: RefusalWords,
    /// A named profile that is not there.
    pub profile: RefusalWords,
    /// A bad `sts_regional_endpoints`.
    pub mode: RefusalWords,
    /// A bad true or false.
    pub flag: RefusalWords,
    /// A Region's name that cannot be part of a host name.
    pub region_name: RefusalWords,
    /// A bad endpoint URL.
    pub endpoint: RefusalWords,
    /// A services section that is not there.
    pub services: RefusalWords,
    /// The name of an error in the shared config file.
    pub config: &'static str,
    /// A bad `defaults_mode`, where that is refused.
    pub defaults_mode: Option<RefusalWords>,
    /// A bad `retry_mode`, where that is known to be refused.
    pub retry_mode: Option<RefusalWords>,
    /// A `max_attempts` below 1, where that is known to be refused.
    pub max_attempts: Option<RefusalWords>,
}

/// How one SDK reads its configuration over a range of versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Stable name, for example `boto3-from-1.28`.
    pub id: &'static str,
    /// The SDK.
    pub sdk: Sdk,
    /// First version this row is true for.
    pub from: Version,
    /// First version it is no longer true for.
    pub below: Option<Version>,
    /// The shared config file.
    pub file: Cited<FileReading>,
    /// The Region.
    pub region: Cited<RegionReading>,
    /// Values.
    pub values: Cited<ValueReading>,
    /// Endpoints.
    pub endpoints: Cited<EndpointReading>,
    /// Errors.
    pub refusals: Cited<Refusals>,
}

include!(concat!(env!("OUT_DIR"), "/dialects.rs"));

/// The row that is true for a version of an SDK; `None` where no row covers it.
pub fn dialect_for(sdk: Sdk, version: Version) -> Option<&'static Dialect> {
    DIALECTS.iter().find(|dialect| {
        dialect.sdk == sdk && dialect.from <= version && dialect.below.is_none_or(|below| version < below)
    })
}
