//! A principal's client: SDK, version, settings.
//! Which endpoint they lead to is `sim`'s business.

use sts_atlas_facts::{
    ClientPreset, EndpointMode, Micros, PRESETS, Place, RegionId, RetryMode, Sdk, Version, preset_for,
};
use sts_atlas_sim::{ClientSpec, CustomEndpoint, Endpoint, RegionChoice, ordered};

use super::reader::{Reader, Section};
use crate::issue::Condition;
use crate::{Expected, IssueCode};

/// What runs where nobody calls STS and the file does not say: it decides nothing there.
const UNSAID: (Sdk, Version) = (Sdk::Boto3, Version { major: 1, minor: 34, patch: 0 });

/// Reads the client of a principal; `mode_of_twin` is what the twin sets wherever an SDK reads it.
pub(super) fn client(
    reader: &mut Reader<'_>,
    principal: &Section<'_>,
    at: Option<Place>,
    mode_of_twin: Option<EndpointMode>,
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
    let section = principal.child("client")?;
    reader.check_needs(&section);
    let known = known_version(reader, &section);
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
    let reads_mode = preset.reads_endpoint_mode.value;
    let laid_over = section.get_laid_over("sts_regional_endpoints").is_some();
    let own_mode = mode(&section);
    let endpoint_mode = if reads_mode && !laid_over { mode_of_twin.or(own_mode) } else { own_mode };
    let opted_in: bool = section.value("new_retries_2026")?;
    if let (true, None, Some(entry)) = (opted_in, preset.retries_2026, section.get("new_retries_2026")) {
        reader.say(&entry, IssueCode::NotHere { key: "new_retries_2026", only: Condition::ReadsNewRetries });
    }
    let attempts: Option<u64> = section.value("max_attempts");
    // Other defaults than the SDK's own: the connect timeout among them.
    let defaults = connect_timeout_of(section.value("defaults_mode")?);
    Some(ClientSpec {
        endpoint_mode: endpoint_mode.or(defaults.map(|_| EndpointMode::Regional)),
        use_fips: section.value("use_fips")?,
        use_dual_stack: section.value("use_dualstack")?,
        endpoint_url: section.value::<String>("endpoint_url").map(|url| endpoint_of(&url)),
        retry_mode: retry_mode(&section).or(defaults.map(|_| RetryMode::Standard)),
        new_retries_2026: opted_in,
        max_attempts: attempts.and_then(|attempts| u32::try_from(attempts).ok()),
        connect_timeout: section.value("connect_timeout").or(defaults),
        read_timeout: section.value("read_timeout"),
        ..ClientSpec::new(preset, version, region?)
    })
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

/// Where a URL leads: to a name of STS, or to a host of which nobody but its owner knows anything.
fn endpoint_of(url: &str) -> CustomEndpoint {
    let host = url.split("//").nth(1).and_then(|rest| rest.split(['/', ':']).next()).unwrap_or_default();
    let sorts = [Endpoint::Regional, Endpoint::Fips, Endpoint::DualStack, Endpoint::FipsDualStack];
    let names = RegionId::all().flat_map(|region| sorts.map(|sort| sort(region)));
    let known = std::iter::once(Endpoint::Global).chain(names).find(|name| name.host().eq_ignore_ascii_case(host));
    known.map_or(CustomEndpoint::Elsewhere, CustomEndpoint::Sts)
}

/// The value of `sts_regional_endpoints`.
pub(super) fn mode(client: &Section<'_>) -> Option<EndpointMode> {
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
