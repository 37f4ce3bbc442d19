//! A principal's client: SDK, version, settings.
//! Which endpoint they lead to is `sim`'s business.

use sts_atlas_facts::{
    ClientPreset, EndpointMode, Micros, PRESETS, Place, RegionId, RetryMode, Sdk, Version, dialect_for, preset_for,
};
use sts_atlas_sim::{ClientSpec, RegionChoice, ordered};

use super::reader::{Reader, Section};
use crate::issue::Condition;
use crate::{Expected, IssueCode, custom_endpoint};

/// What runs where nobody calls STS and the file does not say: it decides nothing there.
const UNSAID: (Sdk, Version) = (Sdk::Boto3, Version { major: 1, minor: 34, patch: 0 });

/// Reads the client of a principal; `every` is what the twin sets wherever an SDK has it.
pub(super) fn client(
    reader: &mut Reader<'_>,
    principal: &Section<'_>,
    at: Option<Place>,
    every: Option<&Section<'_>>,
) -> Option<ClientSpec> {
    let own_region = match at {
        Some(Place::Region(region)) => Some(RegionChoice::Region(region)),
        _ => None,
    };
    if principal.get("client").is_none() {
        let preset = preset_for(UNSAID.0, UNSAID.1)?;
        let region = own_region.unwrap_or(RegionChoice::None);
        return Some(ClientSpec::new(preset, UNSAID.1, region));
    }
    let own = principal.child("client")?;
    reader.check_needs(&own);
    let known = known_version(reader, &own);
    let section = match (every, known) {
        (Some(every), Some((version, preset))) => {
            let lacking = lacking(every, version, preset);
            own.above_lowest(every.clone().without(&lacking))
        }
        _ => own,
    };
    let region = match section.get("region") {
        Some(_) => {
            section.value::<Option<RegionId>>("region").map(|it| it.map_or(RegionChoice::None, RegionChoice::Region))
        }
        None => {
            if at.is_some() && own_region.is_none() {
                reader.missing(&section, "region");
            }
            own_region
        }
    };
    let (version, preset) = known?;
    let opted_in: bool = section.value("new_retries_2026")?;
    if let (true, None, Some(entry)) = (opted_in, preset.retries_2026, section.get("new_retries_2026")) {
        reader.say(&entry, IssueCode::NotHere { key: "new_retries_2026", only: Condition::ReadsNewRetries });
    }
    let attempts: Option<u64> = section.value("max_attempts");
    // Other defaults than the SDK's own: the connect timeout among them.
    let defaults = connect_timeout_of(section.value("defaults_mode")?);
    Some(ClientSpec {
        endpoint_mode: mode(&section).or(defaults.map(|_| EndpointMode::Regional)),
        use_fips: section.value("use_fips")?,
        use_dual_stack: section.value("use_dualstack")?,
        endpoint_url: section.value::<String>("endpoint_url").map(|url| custom_endpoint(&url)),
        retry_mode: retry_mode(&section).or(defaults.map(|_| RetryMode::Standard)),
        new_retries_2026: opted_in,
        max_attempts: attempts.and_then(|attempts| u32::try_from(attempts).ok()),
        connect_timeout: section.value("connect_timeout").or(defaults),
        read_timeout: section.value("read_timeout"),
        ..ClientSpec::new(preset, version, region?)
    })
}

/// Keys of the twin's for every client that this version of an SDK does not have, so that nothing changes.
fn lacking(every: &Section<'_>, version: Version, preset: &ClientPreset) -> Vec<&'static str> {
    let reading = dialect_for(preset.sdk, version).map(|dialect| dialect.endpoints.value);
    let (variants, defaults_mode) = reading.map_or((true, true), |it| (it.variants, it.defaults_mode));
    let has_mode = retry_mode(every).is_none_or(|mode| preset.retry_in(mode).is_some());
    let keys = [
        ("sts_regional_endpoints", preset.reads_endpoint_mode.value),
        ("use_fips", variants),
        ("use_dualstack", variants),
        ("defaults_mode", defaults_mode),
        ("retry_mode", has_mode),
        ("new_retries_2026", preset.retries_2026.is_some()),
    ];
    keys.into_iter().filter(|(_, has)| !has).map(|(key, _)| key).collect()
}

/// What a defaults mode brings with regional endpoints and standard retries; none in legacy. From botocore 1.44.5,
/// data/sdk-default-configuration.json, which SDKs share.
fn connect_timeout_of(defaults_mode: &str) -> Option<Micros> {
    match defaults_mode {
        "standard" | "cross-region" => Some(Micros::from_millis(3_100)),
        "in-region" => Some(Micros::from_millis(1_100)),
        "mobile" => Some(Micros::from_secs(30)),
        _ => None,
    }
}

fn retry_mode(client: &Section<'_>) -> Option<RetryMode> {
    match client.value("retry_mode")? {
        "legacy" => Some(RetryMode::Legacy),
        "standard" => Some(RetryMode::Standard),
        "adaptive" => Some(RetryMode::Adaptive),
        _ => None,
    }
}

/// The value of `sts_regional_endpoints`.
fn mode(client: &Section<'_>) -> Option<EndpointMode> {
    match client.value("sts_regional_endpoints")? {
        "legacy" => Some(EndpointMode::Legacy),
        "regional" => Some(EndpointMode::Regional),
        _ => None,
    }
}

/// The version, and what is known of it.
fn known_version(reader: &mut Reader<'_>, client: &Section<'_>) -> Option<(Version, &'static ClientPreset)> {
    let version: Version = client.value("version")?;
    let id: &'static str = client.value("sdk")?;
    let sdk = Sdk::ALL.into_iter().find(|sdk| sdk.id() == id)?;
    let preset = preset_for(sdk, version);
    if let (None, Some(entry)) = (preset, client.get("version")) {
        let rows = PRESETS.iter().filter(|preset| preset.sdk == sdk);
        let ranges = joined(rows.map(|preset| (preset.from, preset.below)).collect());
        reader.unexpected(&entry, Expected::KnownVersion { ranges }, None);
    }
    preset.map(|preset| (version, preset))
}

/// Neighboring ranges as one.
fn joined(ranges: Vec<(Version, Option<Version>)>) -> Vec<(Version, Option<Version>)> {
    let mut joined: Vec<(Version, Option<Version>)> = Vec::new();
    for (from, below) in ordered(ranges, |range| *range) {
        match joined.last_mut() {
            Some(last) if last.1 == Some(from) => last.1 = below,
            _ => joined.push((from, below)),
        }
    }
    joined
}
