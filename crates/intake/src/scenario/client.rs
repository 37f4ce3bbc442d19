//! A principal's client: SDK, version, settings.
//! Which endpoint they lead to is `sim`'s business.

use sts_atlas_facts::{ClientPreset, EndpointMode, PRESETS, Place, Sdk, Version, preset_for};
use sts_atlas_sim::{ClientSpec, Credentials, RegionChoice, ordered};

use super::reader::{Entry, Reader, Section};
use crate::Expected;
use crate::document::Value;

const KEYS: &[&str] = &["sdk", "version", "sts_regional_endpoints", "region"];
const MODES: &[&str] = &["legacy", "regional"];
/// What runs where nobody calls STS and the file does not say: it decides nothing there.
const UNSAID: (Sdk, Version) = (Sdk::Boto3, Version { major: 1, minor: 34, patch: 0 });

/// Reads the client of a principal; `mode_of_twin` is what the twin sets wherever an SDK reads it.
pub(super) fn client(
    reader: &mut Reader<'_>,
    principal: &Section<'_>,
    at: Option<Place>,
    credentials: Option<Credentials>,
    mode_of_twin: Option<EndpointMode>,
) -> Option<ClientSpec> {
    let own_region = match at {
        Some(Place::Region(region)) => Some(RegionChoice::Region(region)),
        _ => None,
    };
    if principal.get("client").is_none() {
        if !matches!(credentials, Some(Credentials::Imds | Credentials::AccessKey) | None) {
            reader.missing(principal, "client");
            return None;
        }
        let preset = preset_for(UNSAID.0, UNSAID.1)?;
        let region = own_region.unwrap_or(RegionChoice::None);
        return Some(ClientSpec::new(preset, UNSAID.1, region));
    }
    let section = reader.child(principal, "client", KEYS)?;
    let sdk = reader.required(&section, "sdk").and_then(|entry| sdk(reader, &entry));
    let version = reader.required(&section, "version").and_then(|entry| version(reader, &entry, sdk));
    let region = match section.get("region") {
        Some(entry) => region(reader, &entry),
        None => own_region.or_else(|| {
            if at.is_some() {
                reader.missing(&section, "region");
            }
            None
        }),
    };
    let (version, preset) = version?;
    let reads_mode = preset.reads_endpoint_mode.value;
    let laid_over = section.get_laid_over("sts_regional_endpoints").is_some();
    let own_mode = section.get("sts_regional_endpoints").and_then(|entry| mode(reader, &entry));
    let endpoint_mode = if reads_mode && !laid_over { mode_of_twin.or(own_mode) } else { own_mode };
    Some(ClientSpec { endpoint_mode, ..ClientSpec::new(preset, version, region?) })
}

/// The value of `sts_regional_endpoints`.
pub(super) fn mode(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<EndpointMode> {
    reader.word(entry, MODES, |word| match word {
        "legacy" => Some(EndpointMode::Legacy),
        "regional" => Some(EndpointMode::Regional),
        _ => None,
    })
}

fn sdk(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Sdk> {
    const IDS: [&str; Sdk::ALL.len()] = {
        let mut ids = [""; Sdk::ALL.len()];
        let mut index = 0;
        while index < ids.len() {
            ids[index] = Sdk::ALL[index].id();
            index += 1;
        }
        ids
    };
    reader.word(entry, &IDS, |word| Sdk::ALL.into_iter().find(|sdk| sdk.id() == word))
}

fn version(reader: &mut Reader<'_>, entry: &Entry<'_>, sdk: Option<Sdk>) -> Option<(Version, &'static ClientPreset)> {
    let parsed = match &entry.node.value {
        Value::Text(text) => Version::parse(text).ok(),
        _ => None,
    };
    let Some(version) = parsed else { return reader.unexpected(entry, Expected::Version, None) };
    let sdk = sdk?;
    let Some(preset) = preset_for(sdk, version) else {
        let rows = PRESETS.iter().filter(|preset| preset.sdk == sdk);
        let ranges = joined(rows.map(|preset| (preset.from, preset.below)).collect());
        return reader.unexpected(entry, Expected::KnownVersion { ranges }, None);
    };
    Some((version, preset))
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

fn region(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<RegionChoice> {
    match &entry.node.value {
        Value::Text(text) if text == "none" => Some(RegionChoice::None),
        _ => reader.measured_region(entry).map(RegionChoice::Region),
    }
}
