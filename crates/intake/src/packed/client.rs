//! A client into the form of its bytes and back: SDK, version, what its user set.
//! Of the SDK, only its id and version are kept: the row of facts about them is looked up again.

use sts_atlas_facts::{EndpointMode, Micros, RegionId, Version, preset_for};
use sts_atlas_sim::{ClientSpec, CustomEndpoint, Endpoint, RegionChoice};

use super::PackedError;
use super::form::{Client, Name, Word};
use super::names::{Names, within};
use super::words::{RETRIES, index, word};
use super::world::measured;
use super::write;
use crate::limits::{LONGEST_TIMEOUT, MOST_ATTEMPTS};

pub(crate) fn write(client: &ClientSpec, names: &mut write::Names) -> Client {
    let version = client.version;
    Client {
        sdk: names.of(client.preset.sdk.id()),
        version: (version.major, version.minor, version.patch),
        region: match client.region {
            RegionChoice::Region(region) => Some(names.of(region.code())),
            RegionChoice::None => None,
        },
        regional_mode: client.endpoint_mode.map(|mode| mode == EndpointMode::Regional),
        use_fips: client.use_fips,
        use_dual_stack: client.use_dual_stack,
        endpoint_url: client.endpoint_url.map(|url| {
            let (sort, region): (Word, Option<RegionId>) = match url {
                CustomEndpoint::Elsewhere => (0, None),
                CustomEndpoint::Sts(endpoint) => {
                    let sort = match endpoint {
                        Endpoint::Global => 1,
                        Endpoint::Regional(_) => 2,
                        Endpoint::Fips(_) => 3,
                        Endpoint::DualStack(_) => 4,
                        Endpoint::FipsDualStack(_) => 5,
                    };
                    (sort, endpoint.region())
                }
            };
            (sort, region.map(|region| names.of(region.code())))
        }),
        retries: match (client.retry_mode, client.new_retries_2026) {
            (None, false) => None,
            said => Some(index(RETRIES, &said)),
        },
        max_attempts: client.max_attempts,
        connect_timeout: client.connect_timeout.map(|timeout| timeout.0),
        read_timeout: client.read_timeout.map(|timeout| timeout.0),
    }
}

pub(crate) fn read(form: &Client, names: &Names<'_>) -> Result<ClientSpec, PackedError> {
    let sdk = names.sdk(form.sdk)?;
    let (major, minor, patch) = form.version;
    let version = Version { major, minor, patch };
    let preset = preset_for(sdk, version).ok_or(PackedError::UnknownClientVersion { sdk, version })?;
    let region = form.region.map(|name| measured(&[name], names)).transpose()?;
    let region = region.and_then(|region| region.first().copied()).map_or(RegionChoice::None, RegionChoice::Region);
    let timeout =
        |found: Option<u64>| found.map(|found| within("timeout", found, 1, LONGEST_TIMEOUT.0).map(Micros)).transpose();
    if let Some(found) = form.max_attempts {
        within("attempts", found.into(), 1, MOST_ATTEMPTS.into())?;
    }
    let retries = form.retries.map(|said| word(RETRIES, said)).transpose()?;
    let (retry_mode, opted_in) = retries.unwrap_or((None, false));
    if opted_in && preset.retries_2026.is_none() {
        return Err(PackedError::UnfitClient { sdk, version });
    }
    Ok(ClientSpec {
        endpoint_mode: form.regional_mode.map(|set| if set { EndpointMode::Regional } else { EndpointMode::Legacy }),
        use_fips: form.use_fips,
        use_dual_stack: form.use_dual_stack,
        endpoint_url: form.endpoint_url.map(|url| endpoint(url, names)).transpose()?,
        retry_mode,
        new_retries_2026: opted_in,
        max_attempts: form.max_attempts,
        connect_timeout: timeout(form.connect_timeout)?,
        read_timeout: timeout(form.read_timeout)?,
        ..ClientSpec::new(preset, version, region)
    })
}

fn endpoint((sort, region): (Word, Option<Name>), names: &Names<'_>) -> Result<CustomEndpoint, PackedError> {
    let region = region.map(|name| names.region(name)).transpose()?;
    Ok(match (sort, region) {
        (0, None) => CustomEndpoint::Elsewhere,
        (1, None) => CustomEndpoint::Sts(Endpoint::Global),
        (2, Some(region)) => CustomEndpoint::Sts(Endpoint::Regional(region)),
        (3, Some(region)) => CustomEndpoint::Sts(Endpoint::Fips(region)),
        (4, Some(region)) => CustomEndpoint::Sts(Endpoint::DualStack(region)),
        (5, Some(region)) => CustomEndpoint::Sts(Endpoint::FipsDualStack(region)),
        _ => return Err(PackedError::Corrupt),
    })
}
