//! From data files to Rust tables: every file is parsed and checked here, and written out as plain statics, and as files
//! that the web app fetches once they are needed.
//! No file access but [`Sources::read`], so that tests can hand in broken text.

mod cities;
mod clients;
mod csv;
mod decimal;
mod dialects;
mod error;
mod latency;
mod partitions;
mod regions;
mod rules;
mod sphere;
#[path = "../src/time.rs"]
#[allow(dead_code, reason = "shared with the crate, which uses more of it")]
mod time;
mod toml_row;
#[path = "../src/version.rs"]
#[allow(dead_code, reason = "shared with the crate, which uses more of it")]
mod version;

pub use error::DataError;

use std::path::Path;

/// The text of every data file.
#[derive(Clone)]
pub struct Sources {
    /// `regions.json`
    pub regions: String,
    /// `partitions.toml`
    pub partitions: String,
    /// `latency.csv`
    pub latency: String,
    /// `latency_estimated.csv`
    pub latency_estimated: String,
    /// `cities.csv`
    pub cities: String,
    /// `rules.toml`
    pub rules: String,
    /// `clients.toml`
    pub clients: String,
    /// `dialects.toml`
    pub dialects: String,
}

impl Sources {
    /// Reads the files from a folder; the error names the file.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let text = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
        };
        Ok(Self {
            regions: text(regions::FILE)?,
            partitions: text(partitions::FILE)?,
            latency: text(latency::MEASURED_FILE)?,
            latency_estimated: text(latency::ESTIMATED_FILE)?,
            cities: text(cities::FILE)?,
            rules: text(rules::FILE)?,
            clients: text(clients::FILE)?,
            dialects: text(dialects::FILE)?,
        })
    }
}

/// Parses and checks everything, and gives the name and text of every table, and of every file in the folder `later`.
pub fn generate(sources: &Sources) -> Result<Vec<(&'static str, String)>, DataError> {
    let partitions = partitions::parse(&sources.partitions)?;
    let regions = regions::parse(&sources.regions)?;
    partitions::check_regions(&partitions, &regions)?;
    let latency = latency::parse(&sources.latency, &sources.latency_estimated, &regions)?;
    let cities = cities::parse(&sources.cities, &regions, &latency)?;
    let rules = rules::parse(&sources.rules)?;
    let clients = clients::parse(&sources.clients)?;
    let said_of_clients = clients::write_sources(&clients);
    let [rules_en, rules_ja] = rules::write_texts(&rules).map(|texts| texts + &said_of_clients);
    let dialects = dialects::parse(&sources.dialects)?;
    Ok(vec![
        ("regions.rs", regions::write(&regions)),
        ("partitions.rs", partitions::write(&partitions)),
        ("latency.rs", latency::write(&latency, &regions)),
        ("cities.rs", cities::write(&cities)),
        ("rules.rs", rules::write(&rules)),
        ("clients.rs", clients::write(&clients)),
        ("dialects.rs", dialects::write(&dialects)),
        ("later/rules-en.txt", rules_en),
        ("later/rules-ja.txt", rules_ja),
    ])
}

/// A day that may be absent, as a Rust expression.
fn optional_date(date: Option<time::Date>) -> String {
    date.map_or_else(
        || "None".to_owned(),
        |date| {
            let (year, month, day) = date.ymd();
            format!("Some(Date::literal({year}, {month}, {day}))")
        },
    )
}
