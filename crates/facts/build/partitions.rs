//! `partitions.toml`: host name suffixes and Region names of the eight partitions, written as `PARTITIONS`.
//! The commercial partition comes first, because names nobody knows fall to it.

use std::fmt::Write as _;

use super::DataError;
use super::regions::Region;
use super::toml_row::{self, TomlRow};

/// The file's name.
pub const FILE: &str = "partitions.toml";

/// Partition ids with their Rust variant, in the order of the table.
const VARIANTS: [(&str, &str); 8] = [
    ("aws", "Aws"),
    ("aws-cn", "AwsCn"),
    ("aws-us-gov", "AwsUsGov"),
    ("aws-eusc", "AwsEusc"),
    ("aws-iso", "AwsIso"),
    ("aws-iso-b", "AwsIsoB"),
    ("aws-iso-e", "AwsIsoE"),
    ("aws-iso-f", "AwsIsoF"),
];

/// One partition, checked.
#[derive(Clone, Debug)]
pub struct Partition {
    id: String,
    dns_suffix: String,
    dual_stack_dns_suffix: String,
    region_prefixes: Vec<String>,
    region_names: Vec<String>,
}

/// The Rust variant of a partition id, if there is such a partition.
pub fn variant(id: &str) -> Option<&'static str> {
    VARIANTS.iter().find(|(known, _)| *known == id).map(|&(_, variant)| variant)
}

/// Parses and checks the file.
pub fn parse(text: &str) -> Result<Vec<Partition>, DataError> {
    let parsed = toml_row::parse_file(FILE, text)?;
    let rows = toml_row::rows(FILE, &parsed, "partition")?;
    DataError::check_count(FILE, "partitions", rows.len(), VARIANTS.len())?;
    let partitions =
        rows.iter().zip(VARIANTS).map(|(row, (id, _))| parse_row(row, id)).collect::<Result<Vec<_>, _>>()?;
    let mut names: Vec<&String> = partitions.iter().flat_map(|partition| &partition.region_names).collect();
    names.sort();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(DataError::new(FILE, "whole file", "region_names", pair[0], "each name in one partition")),
        None => Ok(partitions),
    }
}

fn parse_row(row: &TomlRow<'_>, expected_id: &str) -> Result<Partition, DataError> {
    row.only(&["id", "dns_suffix", "dual_stack_dns_suffix", "region_prefixes", "region_names"])?;
    if row.text("id")? != expected_id {
        return Err(row.error("id", &format!("`{expected_id}` at this place")));
    }
    let suffix = |field: &str| {
        let text = row.text(field)?;
        if text.starts_with('.') || !text.contains('.') {
            return Err(row.error(field, "a domain without a dot in front"));
        }
        Ok(text.to_owned())
    };
    let owned = |field: &str| Ok(row.texts(field)?.into_iter().map(str::to_owned).collect());
    Ok(Partition {
        id: expected_id.to_owned(),
        dns_suffix: suffix("dns_suffix")?,
        dual_stack_dns_suffix: suffix("dual_stack_dns_suffix")?,
        region_prefixes: owned("region_prefixes")?,
        region_names: owned("region_names")?,
    })
}

/// Every Region must be among the names of its own partition and begin with one of its prefixes.
pub fn check_regions(partitions: &[Partition], regions: &[Region]) -> Result<(), DataError> {
    for region in regions {
        let row = format!("`{}`", region.code);
        let Some(partition) = partitions.iter().find(|partition| partition.id == region.partition) else {
            return Err(DataError::new(super::regions::FILE, row, "partition", &region.partition, "a partition's id"));
        };
        if !partition.region_names.contains(&region.code) {
            let found = format!("no `{}`", region.code);
            return Err(DataError::new(
                FILE,
                format!("`{}`", partition.id),
                "region_names",
                found,
                "every Region of regions.json that names this partition",
            ));
        }
        if !partition.region_prefixes.iter().any(|prefix| region.code.starts_with(&format!("{prefix}-"))) {
            return Err(DataError::new(
                FILE,
                format!("`{}`", partition.id),
                "region_prefixes",
                partition.region_prefixes.join(", "),
                format!("a prefix of `{}`", region.code),
            ));
        }
    }
    Ok(())
}

/// The Rust table.
pub fn write(partitions: &[Partition]) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "/// Every partition, the commercial one first.\npub static PARTITIONS: [PartitionFact; {}] = [",
        partitions.len()
    );
    for partition in partitions {
        let _ = writeln!(
            out,
            "PartitionFact {{ partition: Partition::{}, id: {:?}, dns_suffix: {:?}, dual_stack_dns_suffix: {:?}, \
             region_prefixes: &{:?}, region_names: &{:?} }},",
            variant(&partition.id).unwrap_or_default(),
            partition.id,
            partition.dns_suffix,
            partition.dual_stack_dns_suffix,
            partition.region_prefixes,
            partition.region_names,
        );
    }
    out.push_str("];\n");
    out
}
