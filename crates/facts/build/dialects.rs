//! `dialects.toml`: how each SDK reads its configuration over a range of versions, checked, written as `DIALECTS`.
//! Reading configuration with them is `sim`'s and `intake`'s business.

use std::fmt::Write as _;

use super::DataError;
use super::clients::{SDKS, cited, range, version};
use super::toml_row::{self, TomlRow};
use super::version::Version;

/// The file's name.
pub const FILE: &str = "dialects.toml";

const FIELDS: [&str; 9] = ["id", "sdk", "from", "below", "file", "region", "values", "endpoints", "refusals"];
/// What a row takes over from the row it is `like`, where it says nothing itself.
const INHERITED: [&str; 6] = ["sdk", "file", "region", "values", "endpoints", "refusals"];

const SYNTAXES: [(&str, &str); 3] =
    [("python", "ConfigSyntax::Python"), ("reference", "ConfigSyntax::Reference"), ("none", "ConfigSyntax::None")];
const MODES: [(&str, &str); 3] = [
    ("exact-or-refused", "ModeValues::ExactOrRefused"),
    ("any-case-or-refused", "ModeValues::AnyCaseOrRefused"),
    ("exact-else-regional", "ModeValues::ExactElseRegional"),
];
const FLAGS: [(&str, &str); 5] = [
    ("true-in-any-case-else-false", "FlagValues::AnyCaseElseFalse"),
    ("true-false-in-any-case-or-refused", "FlagValues::AnyCaseOrRefused"),
    ("true-false-exact-or-refused", "FlagValues::ExactOrRefused"),
    ("true-false-in-any-case-else-unset", "FlagValues::AnyCaseElseUnset"),
    ("true-false-exact-else-unset", "FlagValues::ExactElseUnset"),
];
const CUSTOM_WITH_VARIANT: [(&str, &str); 2] =
    [("dropped", "CustomWithVariant::Dropped"), ("refused", "CustomWithVariant::Refused")];
const CUSTOM_WITHOUT_REGION: [(&str, &str); 3] = [
    ("refused", "CustomWithoutRegion::Refused"),
    ("signed-for-us-east-1", "CustomWithoutRegion::SignedForUsEast1"),
    ("signed-for-nothing", "CustomWithoutRegion::SignedForNothing"),
];

const FILE_FIELDS: [&str; 4] = ["syntax", "only_if", "profile_variables", "missing_profile_refused"];
const REGION_FIELDS: [&str; 3] = ["lookup", "empty_counts", "fips_in_name"];
const VALUE_FIELDS: [&str; 3] = ["mode", "flag", "mode_always_checked"];
const ENDPOINT_FIELDS: [&str; 5] =
    ["variants", "urls", "defaults_mode", "custom_with_variant", "custom_without_region"];
const REFUSAL_FIELDS: [&str; 11] = [
    "region",
    "profile",
    "mode",
    "flag",
    "region_name",
    "endpoint",
    "services",
    "config",
    "defaults_mode",
    "retry_mode",
    "max_attempts",
];

/// One dialect, checked; the values are Rust expressions.
#[derive(Clone, Debug)]
pub struct Dialect {
    id: String,
    sdk: &'static str,
    from: Version,
    below: Option<Version>,
    cited: Vec<(&'static str, String)>,
}

/// Parses and checks the file.
pub fn parse(text: &str) -> Result<Vec<Dialect>, DataError> {
    let mut parsed = toml_row::parse_file(FILE, text)?;
    toml_row::inherit(FILE, &mut parsed, "dialect", &INHERITED)?;
    let mut dialects: Vec<Dialect> = Vec::new();
    for row in toml_row::rows(FILE, &parsed, "dialect")? {
        let dialect = parse_row(&row)?;
        if dialects.iter().any(|other| other.id == dialect.id) {
            return Err(row.error("id", "an id used once"));
        }
        let begins = |from: Version, below: Option<Version>| below.is_none_or(|below| from < below);
        let overlaps = |other: &&Dialect| {
            other.sdk == dialect.sdk && begins(dialect.from, other.below) && begins(other.from, dialect.below)
        };
        if let Some(other) = dialects.iter().find(overlaps) {
            return Err(row.error("from", &format!("versions that `{}` does not cover", other.id)));
        }
        dialects.push(dialect);
    }
    for (id, variant) in SDKS {
        if !dialects.iter().any(|dialect| dialect.sdk == variant) {
            return Err(DataError::new(FILE, "whole file", "sdk", format!("no `{id}`"), "a row for every SDK"));
        }
    }
    Ok(dialects)
}

fn parse_row(row: &TomlRow<'_>) -> Result<Dialect, DataError> {
    row.only(&FIELDS)?;
    let (from, below) = range(row)?;
    Ok(Dialect {
        id: row.text("id")?.to_owned(),
        sdk: row.choice("sdk", &SDKS)?,
        from,
        below,
        cited: vec![
            ("file", cited(row, "file", &FILE_FIELDS, file)?),
            ("region", cited(row, "region", &REGION_FIELDS, region)?),
            ("values", cited(row, "values", &VALUE_FIELDS, values)?),
            ("endpoints", cited(row, "endpoints", &ENDPOINT_FIELDS, endpoints)?),
            ("refusals", cited(row, "refusals", &REFUSAL_FIELDS, refusals)?),
        ],
    })
}

fn file(table: &TomlRow<'_>) -> Result<String, DataError> {
    let syntax = table.choice("syntax", &SYNTAXES)?;
    let only_if = if table.has("only_if") { format!("Some({:?})", table.text("only_if")?) } else { "None".to_owned() };
    let variables = if syntax == "ConfigSyntax::None" { Vec::new() } else { table.texts("profile_variables")? };
    Ok(format!(
        "FileReading {{ syntax: {syntax}, only_if: {only_if}, profile_variables: &{variables:?}, \
         missing_profile_refused: {} }}",
        table.boolean("missing_profile_refused")?
    ))
}

fn region(table: &TomlRow<'_>) -> Result<String, DataError> {
    let lookup = table.texts("lookup")?;
    if lookup.first() != Some(&"code") {
        return Err(table.error("lookup", "`code` first"));
    }
    Ok(format!(
        "RegionReading {{ lookup: &{lookup:?}, empty_counts: {}, fips_in_name: {} }}",
        table.boolean("empty_counts")?,
        table.boolean("fips_in_name")?
    ))
}

fn values(table: &TomlRow<'_>) -> Result<String, DataError> {
    Ok(format!(
        "ValueReading {{ mode: {}, flag: {}, mode_always_checked: {} }}",
        table.choice("mode", &MODES)?,
        table.choice("flag", &FLAGS)?,
        table.boolean("mode_always_checked")?
    ))
}

fn endpoints(table: &TomlRow<'_>) -> Result<String, DataError> {
    Ok(format!(
        "EndpointReading {{ variants: {}, urls: {}, defaults_mode: {}, custom_with_variant: {}, \
         custom_without_region: {} }}",
        table.boolean("variants")?,
        table.boolean("urls")?,
        table.boolean("defaults_mode")?,
        table.choice("custom_with_variant", &CUSTOM_WITH_VARIANT)?,
        table.choice("custom_without_region", &CUSTOM_WITHOUT_REGION)?
    ))
}

fn refusals(table: &TomlRow<'_>) -> Result<String, DataError> {
    let mut out = "Refusals { ".to_owned();
    for field in ["region", "profile", "mode", "region_name", "endpoint", "services"] {
        let _ = write!(out, "{field}: {}, ", words(table, field)?);
    }
    let flag = if table.has("flag") { words(table, "flag")? } else { OTHER_VALUE.to_owned() };
    let _ = write!(out, "flag: {flag}, ");
    for field in ["defaults_mode", "retry_mode", "max_attempts"] {
        let words = if table.has(field) { format!("Some({})", words(table, field)?) } else { "None".to_owned() };
        let _ = write!(out, "{field}: {words}, ");
    }
    let _ = write!(out, "config: {:?} }}", table.text("config")?);
    Ok(out)
}

/// Where the words for a bad true or false are not known.
const OTHER_VALUE: &str = "RefusalWords { code: \"InvalidValue\", message: \"{value}\" }";

fn words(table: &TomlRow<'_>, field: &str) -> Result<String, DataError> {
    let words = table.texts(field)?;
    let [code, message] = words[..] else { return Err(table.error(field, "a name and a message")) };
    Ok(format!("RefusalWords {{ code: {code:?}, message: {message:?} }}"))
}

/// The Rust table.
pub fn write(dialects: &[Dialect]) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "/// Every SDK's dialect over its ranges of versions, in the order of the data file.");
    let _ = writeln!(out, "pub static DIALECTS: [Dialect; {}] = [", dialects.len());
    for dialect in dialects {
        let below = dialect.below.map_or_else(|| "None".to_owned(), |below| format!("Some({})", version(below)));
        let _ = writeln!(
            out,
            "Dialect {{ id: {:?}, sdk: Sdk::{}, from: {}, below: {below},",
            dialect.id,
            dialect.sdk,
            version(dialect.from),
        );
        for (field, value) in &dialect.cited {
            let _ = writeln!(out, "{field}: {value},");
        }
        out.push_str("},\n");
    }
    out.push_str("];\n");
    out
}
