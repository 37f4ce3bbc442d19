//! `clients.toml`: what each SDK does over a range of versions, checked, written as `PRESETS`.
//! Applying a preset is `sim`'s business.

use std::fmt::Write as _;

use super::DataError;
use super::toml_row::{self, TomlRow};
use super::version::Version;

/// The file's name.
pub const FILE: &str = "clients.toml";

/// SDK ids with their Rust variant.
const SDKS: [(&str, &str); 5] =
    [("boto3", "Boto3"), ("aws-cli", "AwsCliV1"), ("java", "JavaV2"), ("javascript", "JavaScriptV2"), ("rust", "Rust")];

const FIELDS: [&str; 12] = [
    "id",
    "sdk",
    "from",
    "below",
    "reads_endpoint_mode",
    "default_endpoint_mode",
    "legacy_reach",
    "no_region",
    "region_lookup",
    "refresh",
    "timeouts",
    "retry",
];

/// One preset, checked; the values are Rust expressions.
#[derive(Clone, Debug)]
pub struct Client {
    id: String,
    sdk: &'static str,
    from: Version,
    below: Option<Version>,
    cited: Vec<(&'static str, String)>,
}

/// Parses and checks the file.
pub fn parse(text: &str) -> Result<Vec<Client>, DataError> {
    let parsed = toml_row::parse_file(FILE, text)?;
    let mut clients: Vec<Client> = Vec::new();
    for row in toml_row::rows(FILE, &parsed, "client")? {
        let client = parse_row(&row)?;
        if clients.iter().any(|other| other.id == client.id) {
            return Err(row.error("id", "an id used once"));
        }
        if let Some(other) = clients.iter().find(|other| other.overlaps(&client)) {
            return Err(row.error("from", &format!("versions that `{}` does not cover", other.id)));
        }
        clients.push(client);
    }
    for (id, variant) in SDKS {
        if !clients.iter().any(|client| client.sdk == variant) {
            return Err(DataError::new(FILE, "whole file", "sdk", format!("no `{id}`"), "a row for every SDK"));
        }
    }
    Ok(clients)
}

impl Client {
    fn overlaps(&self, other: &Self) -> bool {
        let begins_before_end = |from: Version, below: Option<Version>| below.is_none_or(|below| from < below);
        self.sdk == other.sdk && begins_before_end(self.from, other.below) && begins_before_end(other.from, self.below)
    }
}

fn parse_row(row: &TomlRow<'_>) -> Result<Client, DataError> {
    row.only(&FIELDS)?;
    let version = |field: &str| {
        Version::parse(row.text(field)?).map_err(|_| row.error(field, "a version such as 1.40 or 1.40.0"))
    };
    let from = version("from")?;
    let below = if row.has("below") { Some(version("below")?) } else { None };
    if below.is_some_and(|below| below <= from) {
        return Err(row.error("below", "a version after `from`"));
    }
    let mode = [("legacy", "EndpointMode::Legacy"), ("regional", "EndpointMode::Regional")];
    let reach = [
        ("listed-regions", "LegacyReach::ListedRegions"),
        ("every-commercial-region", "LegacyReach::EveryCommercialRegion"),
    ];
    let no_region = [("global-endpoint", "NoRegion::GlobalEndpoint"), ("request-fails", "NoRegion::RequestFails")];
    let choice = |choices: [(&'static str, &'static str); 2]| {
        move |table: &TomlRow<'_>| table.choice("value", &choices).map(str::to_owned)
    };
    let boolean = |table: &TomlRow<'_>| table.boolean("value").map(|value| value.to_string());
    let places = |table: &TomlRow<'_>| table.texts("value").map(|places| format!("&{places:?}"));
    Ok(Client {
        id: row.text("id")?.to_owned(),
        sdk: row.choice("sdk", &SDKS)?,
        from,
        below,
        cited: vec![
            ("reads_endpoint_mode", cited(row, "reads_endpoint_mode", &["value"], boolean)?),
            ("default_endpoint_mode", cited(row, "default_endpoint_mode", &["value"], choice(mode))?),
            ("legacy_reach", cited(row, "legacy_reach", &["value"], choice(reach))?),
            ("no_region", cited(row, "no_region", &["value"], choice(no_region))?),
            ("region_lookup", cited(row, "region_lookup", &["value"], places)?),
            ("refresh", cited(row, "refresh", &REFRESH_FIELDS, refresh)?),
            ("timeouts", cited(row, "timeouts", &TIMEOUT_FIELDS, timeouts)?),
            ("retry", cited(row, "retry", &RETRY_FIELDS, retry)?),
        ],
    })
}

/// A table with the fields of its value beside `confidence` and `source`, as a Rust expression.
fn cited(
    row: &TomlRow<'_>,
    field: &str,
    value_fields: &[&str],
    value: impl Fn(&TomlRow<'_>) -> Result<String, DataError>,
) -> Result<String, DataError> {
    let table = row.table(field)?;
    table.only(&[value_fields, &["confidence", "source"]].concat())?;
    let (value, confidence, source) = (value(&table)?, table.confidence()?, table.text("source")?);
    Ok(format!(
        "Cited {{ value: {value}, confidence: Confidence::{confidence}, #[cfg(feature = \"sources\")] source: {source:?} }}"
    ))
}

const REFRESH_FIELDS: [&str; 3] = ["advisory_before_expiry", "mandatory_before_expiry", "jitter_permille"];
const TIMEOUT_FIELDS: [&str; 4] = ["connect", "read", "load", "keep_alive_idle"];
const RETRY_FIELDS: [&str; 5] = ["attempts", "base", "throttle_base", "cap", "shape"];

fn refresh(table: &TomlRow<'_>) -> Result<String, DataError> {
    let advisory = table.optional_duration("advisory_before_expiry")?;
    let mandatory = table.duration("mandatory_before_expiry")?;
    if advisory.is_some_and(|advisory| advisory <= mandatory) {
        return Err(table.error("advisory_before_expiry", "longer than mandatory_before_expiry"));
    }
    let jitter_permille = table.unsigned("jitter_permille")?;
    if jitter_permille > 1_000 {
        return Err(table.error("jitter_permille", "at most 1000"));
    }
    Ok(format!(
        "RefreshWindow {{ advisory_before_expiry: {}, mandatory_before_expiry: Micros({mandatory}), \
         jitter_permille: {jitter_permille} }}",
        optional(advisory),
    ))
}

fn timeouts(table: &TomlRow<'_>) -> Result<String, DataError> {
    for field in ["connect", "read", "load"] {
        if table.optional_duration(field)? == Some(0) {
            return Err(table.error(field, "longer than nothing; leave the field out where there is no limit"));
        }
    }
    Ok(format!(
        "Timeouts {{ connect: {}, read: {}, load: {}, keep_alive_idle: Micros({}) }}",
        optional(table.optional_duration("connect")?),
        optional(table.optional_duration("read")?),
        optional(table.optional_duration("load")?),
        table.duration("keep_alive_idle")?,
    ))
}

fn retry(table: &TomlRow<'_>) -> Result<String, DataError> {
    let attempts = table.unsigned("attempts")?;
    if attempts == 0 {
        return Err(table.error("attempts", "at least 1: the first try counts"));
    }
    let (base, throttle_base, cap) =
        (table.duration("base")?, table.duration("throttle_base")?, table.duration("cap")?);
    if cap < base.max(throttle_base) {
        return Err(table.error("cap", "not shorter than base and throttle_base"));
    }
    let shapes = [("full-jitter", "BackoffShape::FullJitter"), ("equal-jitter", "BackoffShape::EqualJitter")];
    let shape = table.choice("shape", &shapes)?;
    Ok(format!(
        "RetryPolicy {{ attempts: {attempts}, base: Micros({base}), throttle_base: Micros({throttle_base}), \
         cap: Micros({cap}), shape: {shape}, quota: None, throttled_pause: Micros(0) }}"
    ))
}

fn optional(micros: Option<u64>) -> String {
    micros.map_or_else(|| "None".to_owned(), |micros| format!("Some(Micros({micros}))"))
}

fn version(version: Version) -> String {
    format!("Version {{ major: {}, minor: {}, patch: {} }}", version.major, version.minor, version.patch)
}

/// The Rust table.
pub fn write(clients: &[Client]) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "/// Every SDK over its ranges of versions, in the order of the data file.");
    let _ = writeln!(out, "pub static PRESETS: [ClientPreset; {}] = [", clients.len());
    for client in clients {
        let below = client.below.map_or_else(|| "None".to_owned(), |below| format!("Some({})", version(below)));
        let _ = writeln!(
            out,
            "ClientPreset {{ id: {:?}, sdk: Sdk::{}, from: {}, below: {below},",
            client.id,
            client.sdk,
            version(client.from),
        );
        for (field, value) in &client.cited {
            let _ = writeln!(out, "{field}: {value},");
        }
        out.push_str("},\n");
    }
    out.push_str("];\n");
    out
}
