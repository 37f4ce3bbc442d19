//! `latency.csv` and `latency_estimated.csv`: checked, and packed into one matrix of round trips.
//! Looking a pair up is the crate's; the weather on top is no fact.

use std::fmt::Write as _;

use super::DataError;
use super::csv::{self, CsvRow};
use super::regions::{self, Region};
use super::sphere::great_circle_km;

/// The measured matrix.
pub const MEASURED_FILE: &str = "latency.csv";
/// The Region no probe has measured.
pub const ESTIMATED_FILE: &str = "latency_estimated.csv";

/// Regions in the measured matrix.
const MEASURED_REGIONS: usize = 33;
/// Inside a Region: 0.5 ms, in hundredths of a millisecond.
const INSIDE_REGION: u64 = 50;
/// What the probe adds to a round trip: 3.0 ms, in thousandths of a millisecond.
const PROBE_OVERHEAD: u64 = 3_000;
/// Estimates were made with metro coordinates up to 123 km away from those of `regions.json`.
const KM_TOLERANCE: f64 = 130.0;

/// The matrix: `round_trips[from * size + to]` in hundredths of a millisecond.
#[derive(Clone, Debug)]
pub struct Latency {
    /// Numbers of the Regions in `regions`, measured ones in order of code, the estimated one last.
    pub rows: Vec<usize>,
    round_trips: Vec<u16>,
}

impl Latency {
    /// Numbers of the measured Regions.
    pub fn measured(&self) -> &[usize] {
        &self.rows[..MEASURED_REGIONS]
    }
}

/// Parses and checks both files.
pub fn parse(measured: &str, estimated: &str, regions: &[Region]) -> Result<Latency, DataError> {
    let mut pairs = parse_measured(measured, regions)?;
    let mut rows: Vec<usize> = pairs.iter().map(|&(from, ..)| from).collect();
    rows.sort_unstable();
    rows.dedup();
    DataError::check_count(MEASURED_FILE, "Regions", rows.len(), MEASURED_REGIONS)?;
    DataError::check_count(MEASURED_FILE, "pairs", pairs.len(), MEASURED_REGIONS * MEASURED_REGIONS)?;
    pairs.extend(parse_estimated(estimated, regions, &mut rows)?);

    let size = rows.len();
    let mut cells: Vec<Option<u16>> = vec![None; size * size];
    let row_of = |region: usize| rows.iter().position(|&row| row == region);
    for (from, to, round_trip) in pairs {
        let (from_code, to_code) = (&regions[from].code, &regions[to].code);
        let pair = format!("`{from_code}` to `{to_code}`");
        let cell = row_of(from).zip(row_of(to)).map(|(from, to)| from * size + to);
        let cell = cell.ok_or_else(|| {
            DataError::new(MEASURED_FILE, &pair, "to", to_code, "a Region that is also in the column `from`")
        })?;
        if cells[cell].replace(round_trip).is_some() {
            return Err(DataError::new(MEASURED_FILE, pair, "from, to", "a second row", "each pair once"));
        }
    }
    let round_trips: Option<Vec<u16>> = cells.into_iter().collect();
    let round_trips = round_trips.ok_or_else(|| {
        DataError::new(MEASURED_FILE, "whole file", "pairs", "a pair missing", "every pair of Regions")
    })?;
    Ok(Latency { rows, round_trips })
}

/// From, to, and the round trip in hundredths of a millisecond.
type Pair = (usize, usize, u16);

fn parse_measured(text: &str, regions: &[Region]) -> Result<Vec<Pair>, DataError> {
    let rows = csv::rows(MEASURED_FILE, text, ["from", "to", "p50_ms", "p90_ms", "wire_rtt_ms"])?;
    rows.iter()
        .map(|row| {
            let (from, to) = (region_at(row, 0, regions)?, region_at(row, 1, regions)?);
            let (p50, p90) = (row.unsigned(2, 3)?, row.unsigned(3, 3)?);
            if p90 < p50 {
                return Err(row.error(3, "at least p50_ms"));
            }
            let round_trip = row.unsigned(4, 2)?;
            // Exact to the rounding of the file: half of a hundredth of a millisecond.
            let wanted = if from == to { INSIDE_REGION * 10 } else { p50.saturating_sub(PROBE_OVERHEAD).max(500) };
            if (round_trip * 10).abs_diff(wanted) > 5 {
                return Err(row.error(4, "p50_ms less 3.0, at least 0.5; 0.5 inside a Region"));
            }
            Ok((from, to, cell(row, 4, round_trip)?))
        })
        .collect()
}

/// The estimated Region to every measured one, both directions alike, and inside itself. Adds it to `rows`.
fn parse_estimated(text: &str, regions: &[Region], rows: &mut Vec<usize>) -> Result<Vec<Pair>, DataError> {
    let header = ["from", "to", "line_ms", "line_plus_3nn_ms", "line_plus_1nn_ms", "azure_p50_ms", "km"];
    let lines = csv::rows(ESTIMATED_FILE, text, header)?;
    DataError::check_count(ESTIMATED_FILE, "rows", lines.len(), MEASURED_REGIONS)?;
    let mut pairs = Vec::new();
    let mut estimated = None;
    for row in &lines {
        let (from, to) = (region_at(row, 0, regions)?, region_at(row, 1, regions)?);
        if rows.contains(&from) || *estimated.get_or_insert(from) != from {
            return Err(row.error(0, "one Region that is not measured"));
        }
        if !rows.contains(&to) {
            return Err(row.error(1, "a measured Region"));
        }
        row.unsigned(2, 1)?;
        row.unsigned(3, 1)?;
        if !row.is_empty(5) {
            row.unsigned(5, 1)?;
        }
        let km = u32::try_from(row.unsigned(6, 0)?).map_err(|_| row.error(6, "a distance on Earth"))?;
        let by_coordinates = great_circle_km(regions[from].point, regions[to].point);
        if (by_coordinates - f64::from(km)).abs() > KM_TOLERANCE {
            return Err(row.error(6, &format!("about {by_coordinates:.0}, the great circle by regions.json")));
        }
        let round_trip = cell(row, 4, row.unsigned(4, 1)? * 10)?;
        pairs.push((from, to, round_trip));
        pairs.push((to, from, round_trip));
    }
    if let Some(region) = estimated {
        rows.push(region);
        pairs.push((region, region, 50));
    }
    Ok(pairs)
}

fn region_at<const N: usize>(row: &CsvRow<'_, N>, field: usize, regions: &[Region]) -> Result<usize, DataError> {
    regions::index_of(regions, row.text(field)?).ok_or_else(|| row.error(field, "a code of regions.json"))
}

fn cell<const N: usize>(row: &CsvRow<'_, N>, field: usize, hundredths: u64) -> Result<u16, DataError> {
    u16::try_from(hundredths).map_err(|_| row.error(field, "less than 655 ms"))
}

/// The Rust tables.
pub fn write(latency: &Latency, regions: &[Region]) -> String {
    let Latency { rows, round_trips } = latency;
    let size = rows.len();
    let row_of_region: Vec<String> = (0..regions.len())
        .map(|region| rows.iter().position(|&row| row == region))
        .map(|row| row.map_or_else(|| "NO_ROW".to_owned(), |row| row.to_string()))
        .collect();
    let mut out = String::new();
    let _ = writeln!(out, "/// Regions in the matrix.\nconst MATRIX_SIZE: usize = {size};");
    let _ = writeln!(out, "/// The first row that is estimated; those before it are measured.");
    let _ = writeln!(out, "const FIRST_ESTIMATED_ROW: usize = {MEASURED_REGIONS};");
    let _ = writeln!(out, "/// A Region without a row.\nconst NO_ROW: u8 = u8::MAX;");
    let _ = writeln!(out, "/// By the position of the Region in `REGIONS`.");
    let _ = writeln!(out, "static ROW_OF_REGION: [u8; {}] = [{}];", regions.len(), row_of_region.join(", "));
    let _ = writeln!(out, "/// Round trips in hundredths of a millisecond, by row and column.");
    let _ = writeln!(out, "static ROUND_TRIPS: [u16; {}] = {round_trips:?};", size * size);
    out
}
