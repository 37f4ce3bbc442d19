//! `clients.toml`: what each SDK does over a range of versions, checked, written as `PRESETS` and `RETRIES`.
//! Applying a preset is `sim`'s business; how an SDK reads its configuration stands in `dialects`.

mod written;

pub use written::{write, write_sources};

use super::DataError;
use super::toml_row::{self, TomlRow};
use super::version::Version;

/// The file's name.
pub const FILE: &str = "clients.toml";

/// SDK ids with their Rust variant.
pub const SDKS: [(&str, &str); 16] = [
    ("boto3", "Boto3"),
    ("aws-cli", "AwsCli"),
    ("java", "Java"),
    ("javascript", "JavaScript"),
    ("rust", "Rust"),
    ("go", "Go"),
    ("go-v2", "GoV2"),
    ("dotnet", "Dotnet"),
    ("php", "Php"),
    ("ruby", "Ruby"),
    ("cpp", "Cpp"),
    ("kotlin", "Kotlin"),
    ("swift", "Swift"),
    ("powershell", "PowerShell"),
    ("terraform", "Terraform"),
    ("aws-service", "AwsService"),
];

const MODES: [(&str, &str); 2] = [("legacy", "EndpointMode::Legacy"), ("regional", "EndpointMode::Regional")];
const REACHES: [(&str, &str); 2] = [
    ("listed-regions", "LegacyReach::ListedRegions"),
    ("every-commercial-region", "LegacyReach::EveryCommercialRegion"),
];
const NO_REGION: [(&str, &str); 3] = [
    ("global-endpoint", "NoRegion::GlobalEndpoint"),
    ("us-east-1-regional", "NoRegion::UsEast1Regional"),
    ("request-fails", "NoRegion::RequestFails"),
];
const NO_REGION_VARIANT: [(&str, &str); 3] = [
    ("named-after-aws-global", "VariantWithoutRegion::NamedAfterAwsGlobal"),
    ("us-east-1", "VariantWithoutRegion::UsEast1"),
    ("refused", "VariantWithoutRegion::Refused"),
];
const RETRY_MODES: [(&str, &str); 3] =
    [("legacy", "RetryMode::Legacy"), ("standard", "RetryMode::Standard"), ("adaptive", "RetryMode::Adaptive")];

const FIELDS: [&str; 18] = [
    "id",
    "sdk",
    "from",
    "below",
    "newest_known",
    "reads_endpoint_mode",
    "default_endpoint_mode",
    "disputed_endpoint_mode",
    "legacy_reach",
    "no_region",
    "no_region_if_regional",
    "disputed_no_region",
    "no_region_variant",
    "refresh",
    "timeouts",
    "default_retry_mode",
    "retries",
    "retries_2026",
];
/// What a row takes over from the row it is `like`, where it says nothing itself.
const INHERITED: [&str; 10] = [
    "sdk",
    "reads_endpoint_mode",
    "default_endpoint_mode",
    "legacy_reach",
    "no_region",
    "no_region_variant",
    "refresh",
    "timeouts",
    "default_retry_mode",
    "retries",
];

/// One preset, checked; the values are Rust expressions.
#[derive(Clone, Debug)]
pub struct Client {
    id: String,
    sdk: &'static str,
    from: Version,
    below: Option<Version>,
    newest_known: String,
    cited: Vec<(&'static str, String)>,
    /// Where its refresh window and its timeouts were read, in the order of [`SAID_OF_CLIENTS`].
    sources: [String; 2],
}

/// What the file of texts says the sources of, besides rules.
const SAID_OF_CLIENTS: [&str; 2] = ["refresh", "timeouts"];

/// The retry policy of one mode, checked.
#[derive(Clone, Debug)]
pub struct Retry {
    id: String,
    mode: &'static str,
    policy: String,
    source: String,
}

/// Both tables of the file.
#[derive(Clone, Debug)]
pub struct Clients {
    retries: Vec<Retry>,
    clients: Vec<Client>,
}

/// Parses and checks the file.
pub fn parse(text: &str) -> Result<Clients, DataError> {
    let mut parsed = toml_row::parse_file(FILE, text)?;
    toml_row::inherit(FILE, &mut parsed, "client", &INHERITED)?;
    let retries = parse_retries(&parsed)?;
    let mut clients: Vec<Client> = Vec::new();
    for row in toml_row::rows_of(FILE, &parsed, &["retry", "client"], "client")? {
        let client = parse_row(&row, &retries)?;
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
    Ok(Clients { retries, clients })
}

fn parse_retries(parsed: &toml::Table) -> Result<Vec<Retry>, DataError> {
    let mut retries: Vec<Retry> = Vec::new();
    for row in toml_row::rows_of(FILE, parsed, &["retry", "client"], "retry")? {
        row.only(&["id", "mode", "policy"])?;
        let id = row.text("id")?;
        if retries.iter().any(|other| other.id == id) {
            return Err(row.error("id", "an id used once"));
        }
        let policy = cited(&row, "policy", &RETRY_FIELDS, retry)?;
        let source = source(&row, "policy")?;
        retries.push(Retry { id: id.to_owned(), mode: row.choice("mode", &RETRY_MODES)?, policy, source });
    }
    Ok(retries)
}

impl Client {
    fn overlaps(&self, other: &Self) -> bool {
        let begins_before_end = |from: Version, below: Option<Version>| below.is_none_or(|below| from < below);
        self.sdk == other.sdk && begins_before_end(self.from, other.below) && begins_before_end(other.from, self.below)
    }
}

fn parse_row(row: &TomlRow<'_>, retries: &[Retry]) -> Result<Client, DataError> {
    row.only(&FIELDS)?;
    let (from, below) = range(row)?;
    let boolean = |table: &TomlRow<'_>| table.boolean("value").map(|value| value.to_string());
    let mode = |table: &TomlRow<'_>| table.choice("value", &MODES).map(str::to_owned);
    let reach = |table: &TomlRow<'_>| table.choice("value", &REACHES).map(str::to_owned);
    let no_region = |table: &TomlRow<'_>| table.choice("value", &NO_REGION).map(str::to_owned);
    let variant = |table: &TomlRow<'_>| table.choice("value", &NO_REGION_VARIANT).map(str::to_owned);
    let retry_mode = |table: &TomlRow<'_>| table.choice("value", &RETRY_MODES).map(str::to_owned);
    let (default_mode, offered) = retries_of(row, retries)?;
    let value = &["value"];
    Ok(Client {
        id: row.text("id")?.to_owned(),
        sdk: row.choice("sdk", &SDKS)?,
        from,
        below,
        newest_known: newest_known(row, from, below)?,
        cited: vec![
            ("reads_endpoint_mode", cited(row, "reads_endpoint_mode", value, boolean)?),
            ("default_endpoint_mode", cited(row, "default_endpoint_mode", value, mode)?),
            ("disputed_endpoint_mode", optional_cited(row, "disputed_endpoint_mode", mode)?),
            ("legacy_reach", cited(row, "legacy_reach", value, reach)?),
            ("no_region", cited(row, "no_region", value, no_region)?),
            ("no_region_if_regional", optional_cited(row, "no_region_if_regional", no_region)?),
            ("disputed_no_region", optional_cited(row, "disputed_no_region", no_region)?),
            ("no_region_variant", cited(row, "no_region_variant", value, variant)?),
            ("refresh", cited(row, "refresh", &REFRESH_FIELDS, refresh)?),
            ("timeouts", cited(row, "timeouts", &TIMEOUT_FIELDS, timeouts)?),
            ("default_retry_mode", cited(row, "default_retry_mode", value, retry_mode)?),
            ("retry", default_mode),
            ("retries", offered),
            ("retries_2026", retries_2026(row, retries)?),
        ],
        sources: [source(row, SAID_OF_CLIENTS[0])?, source(row, SAID_OF_CLIENTS[1])?],
    })
}

/// Where a value was read, as one line without tabs.
fn source(row: &TomlRow<'_>, field: &str) -> Result<String, DataError> {
    let table = row.table(field)?;
    let source = table.text("source")?;
    let is_line = !source.contains(['\t', '\n']);
    if is_line { Ok(source.to_owned()) } else { Err(table.error("source", "one line, without tabs")) }
}

/// The versions a row is true for.
pub fn range(row: &TomlRow<'_>) -> Result<(Version, Option<Version>), DataError> {
    let version = |field: &str| {
        Version::parse(row.text(field)?).map_err(|_| row.error(field, "a version such as 1.40 or 1.40.0"))
    };
    let from = version("from")?;
    let below = if row.has("below") { Some(version("below")?) } else { None };
    if below.is_some_and(|below| below <= from) {
        return Err(row.error("below", "a version after `from`"));
    }
    Ok((from, below))
}

/// The newest version read, or a major version as `2.x`, as a Rust expression.
fn newest_known(row: &TomlRow<'_>, from: Version, below: Option<Version>) -> Result<String, DataError> {
    if !row.has("newest_known") {
        return Ok("None".to_owned());
    }
    let text = row.text("newest_known")?;
    let error = || row.error("newest_known", "a version of this row such as 1.44.5, or a major version such as 2.x");
    if let Some(major) = text.strip_suffix(".x") {
        let major: u16 = major.parse().map_err(|_| error())?;
        return if major == from.major { Ok(format!("Some(NewestKnown::Major({major}))")) } else { Err(error()) };
    }
    let newest = Version::parse(text).map_err(|_| error())?;
    if newest < from || below.is_some_and(|below| newest >= below) {
        return Err(error());
    }
    Ok(format!("Some(NewestKnown::Version({}))", version(newest)))
}

/// The policy of the default mode, and every policy offered as references into `RETRIES`.
fn retries_of(row: &TomlRow<'_>, retries: &[Retry]) -> Result<(String, String), DataError> {
    let default_mode = row.table("default_retry_mode")?.choice("value", &RETRY_MODES)?;
    let mut places = Vec::new();
    let mut modes: Vec<&str> = Vec::new();
    for id in row.texts("retries")? {
        let place = retries.iter().position(|retry| retry.id == id);
        let Some(place) = place else { return Err(row.error("retries", "ids of [[retry]] tables")) };
        if modes.contains(&retries[place].mode) {
            return Err(row.error("retries", "one policy for each mode"));
        }
        modes.push(retries[place].mode);
        places.push(place);
    }
    let Some(default) = places.iter().find(|&&place| retries[place].mode == default_mode) else {
        return Err(row.error("retries", "a policy for the default mode"));
    };
    let offered: Vec<String> = places.iter().map(|place| format!("&RETRIES[{place}]")).collect();
    Ok((retries[*default].policy.clone(), format!("&[{}]", offered.join(", "))))
}

/// The policy after opting in to the retries of 2026, where that is possible.
fn retries_2026(row: &TomlRow<'_>, retries: &[Retry]) -> Result<String, DataError> {
    if !row.has("retries_2026") {
        return Ok("None".to_owned());
    }
    let id = row.text("retries_2026")?;
    let place = retries.iter().position(|retry| retry.id == id);
    let place = place.ok_or_else(|| row.error("retries_2026", "the id of a [[retry]] table"))?;
    Ok(format!("Some(&RETRIES[{place}])"))
}

fn optional_cited(
    row: &TomlRow<'_>,
    field: &str,
    value: impl Fn(&TomlRow<'_>) -> Result<String, DataError>,
) -> Result<String, DataError> {
    if row.has(field) { Ok(format!("Some({})", cited(row, field, &["value"], value)?)) } else { Ok("None".to_owned()) }
}

/// A table with the fields of its value beside `confidence` and `source`, as a Rust expression.
pub fn cited(
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
const RETRY_FIELDS: [&str; 7] = ["attempts", "base", "throttle_base", "cap", "shape", "quota", "throttled_pause"];
const QUOTA_FIELDS: [&str; 5] = ["capacity", "transient_cost", "timeout_cost", "throttle_cost", "success_refund"];

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
    let shapes = [
        ("full-jitter", "BackoffShape::FullJitter"),
        ("equal-jitter", "BackoffShape::EqualJitter"),
        ("fixed", "BackoffShape::Fixed"),
    ];
    let shape = table.choice("shape", &shapes)?;
    let quota =
        if table.has("quota") { format!("Some({})", quota(&table.table("quota")?)?) } else { "None".to_owned() };
    let pause = table.optional_duration("throttled_pause")?.unwrap_or(0);
    Ok(format!(
        "RetryPolicy {{ attempts: {attempts}, base: Micros({base}), throttle_base: Micros({throttle_base}), \
         cap: Micros({cap}), shape: {shape}, quota: {quota}, throttled_pause: Micros({pause}) }}"
    ))
}

fn quota(table: &TomlRow<'_>) -> Result<String, DataError> {
    table.only(&QUOTA_FIELDS)?;
    let fields: Result<Vec<String>, DataError> =
        QUOTA_FIELDS.iter().map(|field| Ok(format!("{field}: {}", table.unsigned(field)?))).collect();
    if table.unsigned("capacity")? == 0 {
        return Err(table.error("capacity", "at least 1"));
    }
    Ok(format!("RetryQuota {{ {} }}", fields?.join(", ")))
}

fn optional(micros: Option<u64>) -> String {
    micros.map_or_else(|| "None".to_owned(), |micros| format!("Some(Micros({micros}))"))
}

pub fn version(version: Version) -> String {
    format!("Version {{ major: {}, minor: {}, patch: {} }}", version.major, version.minor, version.patch)
}
