//! What is true about AWS, dated and sourced: Regions, latency, cities, rules, SDK defaults, assumptions.
//! Tables only; what happens when something breaks is `sim`'s business, and no sentence of the UI lives here.

mod client;
mod confidence;
mod dialect;
mod latency;
mod quantity;
mod region;
mod region_set;
mod rule;
mod time;
mod version;

#[cfg(feature = "sources")]
pub use client::NewestKnown;
pub use client::{
    BackoffShape, Cited, ClientPreset, EndpointMode, LegacyReach, NoRegion, PRESETS, RETRIES, RefreshWindow, RetryFact,
    RetryMode, RetryPolicy, RetryQuota, Sdk, SdkFact, Timeouts, VariantWithoutRegion, preset_for,
};
pub use confidence::{Confidence, Provenance};
pub use dialect::{
    ConfigSyntax, CustomWithVariant, CustomWithoutRegion, DIALECTS, Dialect, EndpointReading, FileReading, FlagValues,
    ModeValues, RefusalWords, Refusals, RegionReading, ValueReading, dialect_for,
};
pub use latency::{CITIES, CityFact, CityId, Place, Rtt, wire_rtt};
pub use quantity::Micros;
pub use region::{PARTITIONS, Partition, PartitionFact, REGIONS, RegionFact, RegionId, RegionStatus, partition_of};
pub use region_set::RegionSet;
pub use rule::{RULES, RuleFact, RuleId, RuleText, RuleTexts};
pub use time::{Date, DateError, UtcInstant};
pub use version::{Version, VersionError};

/// The day on which the facts were last checked; the newest stop of the as-of dial.
pub const CHECK_DATE: Date = Date::literal(2026, 11, 21);
