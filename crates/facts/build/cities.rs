//! `cities.csv`: checked, each city tied to its nearest measured Region, written as `CITIES`.
//! The estimate is a formula fitted to measurements; no measured city is in here.

use std::fmt::Write as _;

use super::DataError;
use super::csv::{self, CsvRow};
use super::latency::Latency;
use super::regions::Region;
use super::sphere::{Point, great_circle_km};

/// The file's name.
pub const FILE: &str = "cities.csv";

/// Round trip from a city to the nearest measured Region: this much …
const ACCESS_MICROS: f64 = 1_870.0;
/// … and this much for every kilometer of great circle.
const ACCESS_MICROS_PER_KM: f64 = 22.8;

/// One city, checked.
#[derive(Clone, Debug)]
pub struct City {
    name_en: String,
    name_ja: String,
    point: Point,
    entry: usize,
    access_micros: i64,
}

/// Parses and checks the file.
pub fn parse(text: &str, regions: &[Region], latency: &Latency) -> Result<Vec<City>, DataError> {
    let rows = csv::rows(FILE, text, ["name_en", "name_ja", "country", "lat", "lon"])?;
    DataError::check_count(FILE, "rows", rows.len(), 45)?;
    let mut cities: Vec<City> = Vec::new();
    for row in &rows {
        let city = parse_row(row, regions, latency)?;
        if cities.iter().any(|other| other.name_en == city.name_en) {
            return Err(row.error(0, "a name used once"));
        }
        if regions.iter().any(|region| region.code == city.name_en) {
            return Err(row.error(0, "a name that is no Region's code"));
        }
        cities.push(city);
    }
    Ok(cities)
}

fn parse_row(row: &CsvRow<'_, 5>, regions: &[Region], latency: &Latency) -> Result<City, DataError> {
    let country = row.text(2)?;
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(row.error(2, "two capital letters (ISO 3166-1)"));
    }
    let point = Point { lat_centidegrees: degrees(row, 3, 90)?, lon_centidegrees: degrees(row, 4, 180)? };
    let by_distance = |&index: &usize| (index, great_circle_km(point, regions[index].point));
    let nearest = latency.measured().iter().map(by_distance).min_by(|a, b| a.1.total_cmp(&b.1));
    let (entry, km) = nearest.ok_or_else(|| row.error(0, "at least one measured Region"))?;
    Ok(City {
        name_en: row.text(0)?.to_owned(),
        name_ja: row.text(1)?.to_owned(),
        point,
        entry,
        // At most half the Earth's girth, so the cast cannot cut anything off.
        access_micros: libm::round(ACCESS_MICROS + ACCESS_MICROS_PER_KM * km) as i64,
    })
}

fn degrees(row: &CsvRow<'_, 5>, field: usize, limit: i32) -> Result<i32, DataError> {
    let number = i32::try_from(row.decimal(field, 2)?).ok();
    number
        .filter(|number| number.abs() <= limit * 100)
        .ok_or_else(|| row.error(field, &format!("degrees between -{limit} and {limit}")))
}

/// The Rust table.
pub fn write(cities: &[City]) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "/// Every city, in the order of the data file.");
    let _ = writeln!(out, "pub static CITIES: [CityFact; {}] = [", cities.len());
    for city in cities {
        let _ = writeln!(
            out,
            "CityFact {{ name_en: {:?}, name_ja: {:?}, lat_centidegrees: {}, lon_centidegrees: {}, \
             entry: RegionId::at({}), access: Micros({}) }},",
            city.name_en,
            city.name_ja,
            city.point.lat_centidegrees,
            city.point.lon_centidegrees,
            city.entry,
            city.access_micros,
        );
    }
    out.push_str("];\n");
    out
}
