//! A client's `defaults_mode`: three defaults at once, none of which beats what is set beside it.
//! The other settings of clients are tested in `scenario_growth`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_facts::{EndpointMode, Micros, RetryMode};
use sts_atlas_intake::scenario::read_toml;

type Settings = (Option<EndpointMode>, Option<RetryMode>, Option<Micros>);

fn settings(more: &str) -> Settings {
    let lines = format!(
        r#"
version = 2
title = {{ en = "Part", ja = "一部" }}
as_of = 2025-06-01
start = 2025-06-01T00:00:00Z
length = "3h"

[[principal]]
name = "p"
at = "us-east-1"
kind = "workload"
credentials = "assume-role"
client = {{ sdk = "boto3", version = "1.39.0"{more} }}
"#
    );
    let client = read_toml("s.toml", &lines).scenario.unwrap().worlds[0].spec.principals[0].client;
    (client.endpoint_mode, client.retry_mode, client.connect_timeout)
}

#[test]
fn a_defaults_mode_brings_three_defaults_and_what_is_set_beside_it_wins() {
    assert_eq!(settings(""), (None, None, None));
    assert_eq!(settings(", defaults_mode = \"legacy\""), (None, None, None));
    let in_region = (Some(EndpointMode::Regional), Some(RetryMode::Standard), Some(Micros::from_millis(1_100)));
    assert_eq!(settings(", defaults_mode = \"in-region\""), in_region);
    let beside = ", defaults_mode = \"mobile\", sts_regional_endpoints = \"legacy\", retry_mode = \"legacy\"";
    let wins = (Some(EndpointMode::Legacy), Some(RetryMode::Legacy), Some(Micros::from_secs(30)));
    assert_eq!(settings(beside), wins);
}
