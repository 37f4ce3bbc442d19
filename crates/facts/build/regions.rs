//! `regions.json`: parsed strictly, checked against what is known of the Regions as a whole, written as `REGIONS`.
//! Which partition a name belongs to is checked in `partitions`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::value::RawValue;

use super::sphere::Point;
use super::time::Date;
use super::{DataError, decimal};

/// The file's name.
pub const FILE: &str = "regions.json";

const FIELDS: [&str; 15] = [
    "code",
    "partition",
    "name_en",
    "name_ja",
    "city",
    "country",
    "lat",
    "lon",
    "az_count",
    "opt_in",
    "launched",
    "launched_confidence",
    "status",
    "sts_legacy_global_list",
    "sts_can_deactivate",
];

/// Regions launched in the commercial partition from this day on must be enabled by the account.
const FIRST_OPT_IN_DAY: Date = Date::literal(2019, 3, 20);

/// One row, checked.
#[derive(Clone, Debug)]
pub struct Region {
    /// Code.
    pub code: String,
    /// Partition id.
    pub partition: String,
    /// Where it is.
    pub point: Point,
    name_en: String,
    name_ja: String,
    label_en: String,
    label_ja: String,
    az_count: usize,
    opt_in: bool,
    launched: Option<Date>,
    status: &'static str,
    legacy_list: bool,
    can_deactivate: Option<bool>,
}

/// Parses and checks the file; the Regions come sorted by code.
pub fn parse(text: &str) -> Result<Vec<Region>, DataError> {
    let rows: Vec<BTreeMap<String, Box<RawValue>>> = serde_json::from_str(text)
        .map_err(|error| DataError::new(FILE, "whole file", "JSON", error, "a list of objects"))?;
    let mut regions =
        rows.iter().enumerate().map(|(index, row)| parse_row(index, row)).collect::<Result<Vec<_>, _>>()?;
    regions.sort_by(|a, b| a.code.cmp(&b.code));
    if let Some(pair) = regions.windows(2).find(|pair| pair[0].code == pair[1].code) {
        return Err(DataError::new(FILE, format!("`{}`", pair[0].code), "code", &pair[0].code, "a code used once"));
    }
    for region in &regions {
        check_row(region)?;
    }
    check_totals(&regions)?;
    make_labels_unique(&mut regions);
    Ok(regions)
}

/// One object, with its place for error messages.
struct Row<'a> {
    name: String,
    fields: &'a BTreeMap<String, Box<RawValue>>,
}

impl Row<'_> {
    fn raw(&self, field: &str) -> Result<&str, DataError> {
        let value = self.fields.get(field).map(|value| value.get());
        value.ok_or_else(|| DataError::new(FILE, &self.name, field, "nothing", "a value"))
    }

    fn error(&self, field: &str, expected: &str) -> DataError {
        DataError::new(FILE, &self.name, field, self.raw(field).unwrap_or("nothing"), expected)
    }

    fn json<T: serde::de::DeserializeOwned>(&self, field: &str, expected: &str) -> Result<T, DataError> {
        serde_json::from_str(self.raw(field)?).map_err(|_| self.error(field, expected))
    }

    fn text(&self, field: &str) -> Result<String, DataError> {
        let expected = "a text without spaces around it";
        let text: String = self.json(field, expected)?;
        if text.is_empty() || text.trim() != text { Err(self.error(field, expected)) } else { Ok(text) }
    }

    fn centidegrees(&self, field: &str, limit: i32) -> Result<i32, DataError> {
        let number = decimal::parse(self.raw(field)?, 2).and_then(|number| i32::try_from(number).ok());
        number
            .filter(|number| number.abs() <= limit * 100)
            .ok_or_else(|| self.error(field, &format!("degrees between -{limit} and {limit} with at most 2 decimals")))
    }
}

fn parse_row(index: usize, fields: &BTreeMap<String, Box<RawValue>>) -> Result<Region, DataError> {
    let mut row = Row { name: format!("row {}", index + 1), fields };
    let code = row.text("code")?;
    row.name = format!("row {} (`{code}`)", index + 1);
    if let Some(unknown) = fields.keys().find(|key| !FIELDS.contains(&key.as_str()) && *key != "source") {
        return Err(DataError::new(FILE, &row.name, unknown, "an unknown field", FIELDS.join(", ")));
    }
    let country = row.text("country")?;
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(row.error("country", "two capital letters (ISO 3166-1)"));
    }
    row.text("city")?;
    let sources: Vec<String> = row.json("source", "a list of texts")?;
    if sources.is_empty() {
        return Err(row.error("source", "at least one source"));
    }
    let grade = row.text("launched_confidence")?;
    if !["high", "medium", "low"].contains(&grade.as_str()) {
        return Err(row.error("launched_confidence", "high, medium or low"));
    }
    let launched: Option<String> = row.json("launched", "a date as text, or null")?;
    let launched = launched
        .map(|text| Date::parse(&text).map_err(|_| row.error("launched", "a day that exists, YYYY-MM-DD")))
        .transpose()?;
    let status = match row.text("status")?.as_str() {
        "operational" => "Operational",
        "impaired" => "Impaired",
        "unavailable" => "Unavailable",
        "announced" => "Announced",
        _ => return Err(row.error("status", "operational, impaired, unavailable or announced")),
    };
    let partition = row.text("partition")?;
    if super::partitions::variant(&partition).is_none() {
        return Err(row.error("partition", "a partition's id"));
    }
    let (name_en, name_ja) = (row.text("name_en")?, row.text("name_ja")?);
    Ok(Region {
        partition,
        point: Point {
            lat_centidegrees: row.centidegrees("lat", 90)?,
            lon_centidegrees: row.centidegrees("lon", 180)?,
        },
        label_en: label_of(&name_en).ok_or_else(|| row.error("name_en", "a name that ends in (…)"))?,
        label_ja: label_of(&name_ja).ok_or_else(|| row.error("name_ja", "a name that ends in (…)"))?,
        name_en,
        name_ja,
        az_count: row.json::<u8>("az_count", "a small whole number")?.into(),
        opt_in: row.json("opt_in", "true or false")?,
        launched,
        status,
        legacy_list: row.json("sts_legacy_global_list", "true or false")?,
        can_deactivate: row.json("sts_can_deactivate", "true, false or null")?,
        code,
    })
}

/// What the parentheses at the end of a Region's name hold.
fn label_of(name: &str) -> Option<String> {
    let (_, label) = name.strip_suffix(')')?.split_once(" (")?;
    (!label.is_empty()).then(|| label.to_owned())
}

/// Two Regions are called "(Central)": on a map they carry their full names.
fn make_labels_unique(regions: &mut [Region]) {
    let labels: Vec<String> = regions.iter().map(|region| region.label_en.clone()).collect();
    for region in regions {
        if labels.iter().filter(|label| **label == region.label_en).count() > 1 {
            region.label_en.clone_from(&region.name_en);
            region.label_ja.clone_from(&region.name_ja);
        }
    }
}

impl Region {
    fn is_live(&self) -> bool {
        self.launched.is_some()
    }

    fn error(&self, field: &str, found: impl std::fmt::Debug, expected: &str) -> DataError {
        DataError::new(FILE, format!("`{}`", self.code), field, format!("{found:?}"), expected)
    }
}

/// Rules that tie the fields of one Region together.
fn check_row(region: &Region) -> Result<(), DataError> {
    let announced = region.status == "Announced";
    if announced == region.is_live() {
        return Err(region.error("launched", region.launched, "a day exactly where the status is not announced"));
    }
    if region.az_count == 0 {
        return Err(region.error("az_count", region.az_count, "at least 1"));
    }
    let commercial = region.partition == "aws";
    let late = region.launched.is_none_or(|launched| launched >= FIRST_OPT_IN_DAY);
    if region.opt_in != (commercial && late) {
        return Err(region.error(
            "opt_in",
            region.opt_in,
            "true exactly for commercial Regions launched from 2019-03-20 on",
        ));
    }
    if region.legacy_list && (!commercial || region.opt_in) {
        return Err(region.error(
            "sts_legacy_global_list",
            region.legacy_list,
            "true only for commercial Regions enabled by default",
        ));
    }
    let expected = match (commercial, announced, region.opt_in) {
        (true, false, true) => Some(false),
        (true, false, false) => Some(region.code != "us-east-1"),
        (true, true, _) => None,
        (false, ..) => region.can_deactivate,
    };
    if region.can_deactivate != expected {
        return Err(region.error(
            "sts_can_deactivate",
            region.can_deactivate,
            "false for us-east-1 and opt-in Regions, true for the other Regions enabled by default, null if announced",
        ));
    }
    Ok(())
}

/// Totals known from AWS's own lists; a row lost or changed by accident shows here.
fn check_totals(regions: &[Region]) -> Result<(), DataError> {
    let check = |what: &str, test: &dyn Fn(&Region) -> bool, expected: usize| {
        DataError::check_count(FILE, what, regions.iter().filter(|region| test(region)).count(), expected)
    };
    check("Regions", &|_| true, 41)?;
    check("live Regions", &Region::is_live, 39)?;
    for (partition, expected) in [("aws", 36), ("aws-cn", 2), ("aws-us-gov", 2), ("aws-eusc", 1)] {
        check(&format!("Regions of partition {partition}"), &|region| region.partition == partition, expected)?;
    }
    check("commercial Regions enabled by default", &|region| region.partition == "aws" && !region.opt_in, 17)?;
    check("live opt-in Regions", &|region| region.partition == "aws" && region.opt_in && region.is_live(), 17)?;
    check("Regions in the legacy list", &|region| region.legacy_list, 15)?;
    check("Regions whose STS can be deactivated", &|region| region.can_deactivate == Some(true), 17)?;
    check("Regions with the code us-east-1", &|region| region.code == "us-east-1", 1)?;
    let zones = regions.iter().filter(|region| region.is_live()).map(|region| region.az_count).sum();
    DataError::check_count(FILE, "Availability Zones of live Regions", zones, 123)
}

/// The number of a Region in the table, if there is one.
pub fn index_of(regions: &[Region], code: &str) -> Option<usize> {
    regions.iter().position(|region| region.code == code)
}

/// The Rust table.
pub fn write(regions: &[Region]) -> String {
    let mut out = String::new();
    let us_east_1 = index_of(regions, "us-east-1").unwrap_or_default();
    let _ = writeln!(out, "const US_EAST_1_INDEX: u8 = {us_east_1};");
    let _ = writeln!(out, "/// Every Region, sorted by code.\npub static REGIONS: [RegionFact; {}] = [", regions.len());
    for region in regions {
        let partition = super::partitions::variant(&region.partition).unwrap_or_default();
        let launched = super::optional_date(region.launched);
        let _ = writeln!(
            out,
            "RegionFact {{ code: {:?}, partition: Partition::{partition}, \
             label_en: {:?}, label_ja: {:?}, lat_centidegrees: {}, lon_centidegrees: {}, opt_in: {}, \
             launched: {launched}, status: RegionStatus::{}, sts_legacy_global_list: {}, sts_can_deactivate: {:?} }},",
            region.code,
            region.label_en,
            region.label_ja,
            region.point.lat_centidegrees,
            region.point.lon_centidegrees,
            region.opt_in,
            region.status,
            region.legacy_list,
            region.can_deactivate,
        );
    }
    out.push_str("];\n");
    out
}
