//! The build refuses wrong data and says where it is: file, row, field, what was found.
//! Runs the build's own modules on the real files with one thing broken at a time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../build/mod.rs"]
mod tables;

use tables::{DataError, Sources};

fn real() -> Sources {
    Sources::read(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data")).expect("the data files are there")
}

type Pick = fn(&mut Sources) -> &mut String;

fn regions(sources: &mut Sources) -> &mut String {
    &mut sources.regions
}
fn partitions(sources: &mut Sources) -> &mut String {
    &mut sources.partitions
}
fn measured(sources: &mut Sources) -> &mut String {
    &mut sources.latency
}
fn estimated(sources: &mut Sources) -> &mut String {
    &mut sources.latency_estimated
}
fn cities(sources: &mut Sources) -> &mut String {
    &mut sources.cities
}
fn rules(sources: &mut Sources) -> &mut String {
    &mut sources.rules
}
fn clients(sources: &mut Sources) -> &mut String {
    &mut sources.clients
}

fn dialects(sources: &mut Sources) -> &mut String {
    &mut sources.dialects
}

/// Replaces the first occurrence of a text in one file and gives the error the build would stop with.
fn error_after(pick: Pick, from: &str, to: &str) -> DataError {
    let mut sources = real();
    let text = pick(&mut sources);
    assert!(text.contains(from), "the test wants to replace {from:?}, which is not in the file");
    *text = text.replacen(from, to, 1);
    tables::generate(&sources).err().unwrap_or_else(|| panic!("{to:?} in place of {from:?} must be refused"))
}

#[test]
fn the_files_as_shipped_are_accepted() {
    let tables = tables::generate(&real()).unwrap();
    let names: Vec<&str> = tables.iter().map(|(name, _)| *name).collect();
    let tables = ["regions.rs", "partitions.rs", "latency.rs", "cities.rs", "rules.rs", "clients.rs", "dialects.rs"];
    assert_eq!(names, [&tables[..], &["later/rules-en.txt", "later/rules-ja.txt"]].concat());
}

/// What is broken (file, text, replacement), and what the error must name (file, part of the row, field).
const BROKEN: &[(Pick, &str, &str, &str, &str, &str)] = &[
    (regions, r#""lat": 39.04"#, r#""lat": 139.04"#, "regions.json", "us-east-1", "lat"),
    (regions, r#""lat": 39.04"#, r#""lat": 39.041"#, "regions.json", "us-east-1", "lat"),
    (regions, r#""lat": 39.04"#, r#""lat": 3.904e1"#, "regions.json", "us-east-1", "lat"),
    (regions, r#""launched": "2006-08-25""#, r#""launched": "2006-02-30""#, "regions.json", "us-east-1", "launched"),
    (regions, r#""launched": "2006-08-25""#, r#""launched": null"#, "regions.json", "us-east-1", "launched"),
    (regions, r#""opt_in": false"#, r#""opt_in": true"#, "regions.json", "us-east-1", "opt_in"),
    (regions, r#""opt_in": false"#, r#""opt_in": "no""#, "regions.json", "us-east-1", "opt_in"),
    (regions, r#""status": "operational""#, r#""status": "fine""#, "regions.json", "us-east-1", "status"),
    (regions, r#""country": "US""#, r#""country": "USA""#, "regions.json", "us-east-1", "country"),
    (regions, r#""partition": "aws""#, r#""partition": "aws-xx""#, "regions.json", "us-east-1", "partition"),
    (regions, r#""code": "us-east-2""#, r#""code": "us-east-1""#, "regions.json", "us-east-1", "code"),
    (regions, "N. Virginia)", "N. Virginia", "regions.json", "us-east-1", "name_en"),
    (
        regions,
        r#""sts_legacy_global_list": true"#,
        r#""sts_legacy_global_list": false"#,
        "regions.json",
        "whole file",
        "Regions in the legacy list",
    ),
    (
        regions,
        r#""sts_can_deactivate": false"#,
        r#""sts_can_deactivate": true"#,
        "regions.json",
        "us-east-1",
        "sts_can_deactivate",
    ),
    (
        regions,
        r#""az_count": 6"#,
        r#""az_count": 5"#,
        "regions.json",
        "whole file",
        "Availability Zones of live Regions",
    ),
    (regions, r#""az_count": 6, "#, "", "regions.json", "us-east-1", "az_count"),
    (regions, r#""az_count": 6, "#, r#""az_count": 6, "zones": 6, "#, "regions.json", "us-east-1", "zones"),
    (partitions, "\"eu-west-3\", ", "", "partitions.toml", "aws", "region_names"),
    (partitions, "\"eu-west-3\", ", "\"eu-west-3\", \"cn-north-1\", ", "partitions.toml", "whole file", "region_names"),
    (partitions, "\"cn\"", "\"zh\"", "partitions.toml", "aws-cn", "region_prefixes"),
    (partitions, "\"amazonaws.com.cn\"", "\".amazonaws.com.cn\"", "partitions.toml", "aws-cn", "dns_suffix"),
    (measured, "from,to,p50_ms", "to,from,p50_ms", "latency.csv", "line 1", "header"),
    (measured, "us-east-1,us-east-2,15.068", "us-east-1,us-east-9,15.068", "latency.csv", "line 3", "to"),
    (measured, "15.068,19.248", "15.068,15.067", "latency.csv", "line 3", "p90_ms"),
    (measured, "15.068,19.248", "15.0681,19.248", "latency.csv", "line 3", "p50_ms"),
    (measured, "15.068,19.248", "-15.068,19.248", "latency.csv", "line 3", "p50_ms"),
    (measured, "19.248,12.07", "19.248,12.08", "latency.csv", "line 3", "wire_rtt_ms"),
    (measured, "19.248,12.07", "19.248,12.07,1", "latency.csv", "line 3", "number of fields"),
    (measured, "9.255,0.5\n", "9.255,0.6\n", "latency.csv", "line 2", "wire_rtt_ms"),
    (measured, "us-east-1,us-east-2,15.068,19.248,12.07\n", "", "latency.csv", "whole file", "pairs"),
    (measured, "us-east-1,us-east-2,15.068", "us-east-1,us-east-1,15.068", "latency.csv", "line 3", "wire_rtt_ms"),
    (estimated, "ap-southeast-6,ap-east-1", "ap-east-1,ap-southeast-6", "latency_estimated.csv", "line 3", "from"),
    (estimated, "417.8,312.0,11773", "417.8,312.0,11573", "latency_estimated.csv", "line 2", "km"),
    (estimated, "417.8,312.0,11773", "817.8,312.0,11773", "latency_estimated.csv", "line 2", "line_plus_1nn_ms"),
    (estimated, "417.8,312.0,11773", "417.8,x,11773", "latency_estimated.csv", "line 2", "azure_p50_ms"),
    (cities, "40.71,-74.01", "40.71,-274.01", "cities.csv", "line 2", "lon"),
    (cities, "New York,", "Chicago,", "cities.csv", "line 3", "name_en"),
    (cities, "New York,", "New York ,", "cities.csv", "line 2", "name_en"),
    (cities, "New York,ニューヨーク,US,40.71,-74.01\n", "", "cities.csv", "whole file", "rows"),
    (rules, "\"decide.client-setting\"", "\"decide.Client-setting\"", "rules.toml", "decide.Client-setting", "id"),
    (rules, "\"decide.client-setting\"", "\"decide.no-region-fails\"", "rules.toml", "decide.no-region-fails", "id"),
    (
        rules,
        "confidence = \"seen-in-code\"",
        "confidence = \"sure\"",
        "rules.toml",
        "decide.client-setting",
        "confidence",
    ),
    (rules, "the client’s own", "the\\tclient’s own", "rules.toml", "decide.client-setting", "statement"),
    (rules, "\"botocore 1.44.5\"", "\"botocore\\n1.44.5\"", "rules.toml", "decide.client-setting", "sources"),
    (rules, "valid_to = 2025-04-17", "valid_to = 2025-01-17", "rules.toml", "lookup.global-rolling-out", "valid_to"),
    (
        rules,
        "valid_to = 2025-04-17",
        "valid_to = \"2025-04-17\"",
        "rules.toml",
        "lookup.global-rolling-out",
        "valid_to",
    ),
    (
        rules,
        "valid_to = 2025-04-17",
        "valid_until = 2025-04-17",
        "rules.toml",
        "lookup.global-rolling-out",
        "valid_until",
    ),
    (
        rules,
        "sources = [\"IAM User Guide, AWS STS Regions and endpoints\"]",
        "sources = []",
        "rules.toml",
        "lookup.regional-name",
        "sources",
    ),
    (
        rules,
        "statement.ja = \"SDK が",
        "statement.jp = \"SDK が",
        "rules.toml",
        "decide.client-setting",
        "statement.jp",
    ),
    (clients, "sdk = \"boto3\"", "sdk = \"boto\"", "clients.toml", "boto3-before-1.40", "sdk"),
    (clients, "below = \"1.40.0\"", "below = \"1.41.0\"", "clients.toml", "boto3-", "from"),
    (clients, "below = \"1.40.0\"", "below = \"0.9\"", "clients.toml", "boto3-before-1.40", "below"),
    (clients, "\"1.44.5\"", "\"1.43.9\"", "clients.toml", "boto3-from-1.44", "newest_known"),
    (clients, "\"2.x\"", "\"3.x\"", "clients.toml", "aws-cli-v2", "newest_known"),
    (clients, "\"15m\"", "\"15 min\"", "clients.toml", "boto3-before-1.40", "refresh.advisory_before_expiry"),
    (clients, "\"15m\"", "\"5m\"", "clients.toml", "boto3-before-1.40", "refresh.advisory_before_expiry"),
    (clients, "connect = \"60s\"", "connect = \"0s\"", "clients.toml", "boto3-before-1.40", "timeouts.connect"),
    (clients, "attempts = 5", "attempts = 0", "clients.toml", "botocore-legacy", "policy.attempts"),
    (clients, "shape = \"full-jitter\"", "shape = \"none\"", "clients.toml", "botocore-legacy", "policy.shape"),
    (clients, "capacity = 500", "capacity = 0", "clients.toml", "botocore-standard", "policy.quota.capacity"),
    (clients, "retries = [\"botocore-legacy\"", "retries = [\"boto\"", "clients.toml", "boto3-before-1.40", "retries"),
    (clients, "retries = [\"botocore-legacy\", ", "retries = [", "clients.toml", "boto3-before-1.40", "retries"),
    (clients, "like = \"go-v2\"", "like = \"go-v3\"", "clients.toml", "terraform", "like"),
    (dialects, "syntax = \"python\"", "syntax = \"perl\"", "dialects.toml", "boto3-before-1.20", "file.syntax"),
    (dialects, "lookup = [\"code\", ", "lookup = [", "dialects.toml", "boto3-before-1.20", "region.lookup"),
    (dialects, "below = \"1.28.0\"", "below = \"1.29.0\"", "dialects.toml", "boto3-from-1.28", "from"),
    (dialects, "like = \"boto3-from-1.28\"", "like = \"boto4\"", "dialects.toml", "aws-cli-v1-from-1.29", "like"),
    (clients, "value = true, ", "", "clients.toml", "boto3-before-1.40", "reads_endpoint_mode.value"),
];

#[test]
fn a_broken_value_is_named_with_file_row_and_field() {
    for &(pick, from, to, file, row, field) in BROKEN {
        let error = error_after(pick, from, to);
        assert_eq!((error.file, error.field.as_str()), (file, field), "{to:?} in place of {from:?} gave: {error}");
        assert!(error.row.contains(row), "{to:?} in place of {from:?} must name row {row:?}, gave: {error}");
        assert!(!error.found.is_empty() && !error.expected.is_empty(), "{error}");
    }
}

#[test]
fn text_that_is_no_data_at_all_is_refused() {
    let cases: [(Pick, &str); 8] = [
        (regions, "regions.json"),
        (partitions, "partitions.toml"),
        (measured, "latency.csv"),
        (estimated, "latency_estimated.csv"),
        (cities, "cities.csv"),
        (rules, "rules.toml"),
        (clients, "clients.toml"),
        (dialects, "dialects.toml"),
    ];
    for (pick, file) in cases {
        let mut sources = real();
        *pick(&mut sources) = "<html>".to_owned();
        let error = tables::generate(&sources).expect_err(file);
        assert_eq!(error.file, file, "{error}");
    }
}

#[test]
fn an_error_reads_as_one_line_with_the_expectation() {
    let error = error_after(measured, "15.068,19.248", "15.068,9.248");
    assert_eq!(error.to_string(), "data/latency.csv, line 3, p90_ms: found `9.248`, expected at least p50_ms");
}
