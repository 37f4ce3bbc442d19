//! SDK presets: which row is true for which version, and what AWS's dated changes of defaults look like in them.
//! What a client does with a preset is the simulator's business.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_facts::{EndpointMode, LegacyReach, Micros, NoRegion, PRESETS, Sdk, Version, preset_for};

fn version(text: &str) -> Version {
    Version::parse(text).unwrap()
}

#[test]
fn a_preset_is_true_from_its_first_version_to_the_one_before_the_next() {
    for preset in &PRESETS {
        assert_eq!(preset_for(preset.sdk, preset.from).map(|found| found.id), Some(preset.id));
        if let Some(below) = preset.below {
            assert_ne!(preset_for(preset.sdk, below).map(|found| found.id), Some(preset.id));
        }
    }
}

#[test]
fn defaults_change_at_the_version_the_changelogs_name() {
    let cases = [
        (Sdk::Boto3, "1.39.99", EndpointMode::Legacy),
        (Sdk::Boto3, "1.40", EndpointMode::Regional),
        (Sdk::Boto3, "1.44.5", EndpointMode::Regional),
        (Sdk::AwsCliV1, "1.41.99", EndpointMode::Legacy),
        (Sdk::JavaV2, "2.20.0", EndpointMode::Regional),
        (Sdk::JavaScriptV2, "2.1692.0", EndpointMode::Legacy),
        (Sdk::Rust, "1.0.0", EndpointMode::Regional),
    ];
    for (sdk, text, mode) in cases {
        let preset = preset_for(sdk, version(text)).unwrap_or_else(|| panic!("no row for {sdk:?} {text}"));
        assert_eq!(preset.default_endpoint_mode.value, mode, "{sdk:?} {text}");
    }
}

#[test]
fn the_facts_that_set_sdks_apart_are_there() {
    let boto3 = preset_for(Sdk::Boto3, version("1.34.0")).unwrap();
    assert_eq!(boto3.refresh.value.advisory_before_expiry, Some(Micros::from_minutes(15)));
    assert_eq!(boto3.refresh.value.mandatory_before_expiry, Micros::from_minutes(10));
    assert_eq!(boto3.timeouts.value.connect, Some(Micros::from_secs(60)));
    assert_eq!(boto3.no_region.value, NoRegion::GlobalEndpoint);
    assert!(!boto3.region_lookup.value.contains(&"AWS_REGION"));

    let newest = preset_for(Sdk::Boto3, version("1.44.0")).unwrap();
    assert_eq!((newest.retry.value.attempts, newest.retry.value.base), (3, Micros::from_millis(50)));

    let javascript = preset_for(Sdk::JavaScriptV2, version("2.1000.0")).unwrap();
    assert_eq!(javascript.legacy_reach.value, LegacyReach::EveryCommercialRegion);

    for sdk in [Sdk::JavaV2, Sdk::Rust] {
        for preset in PRESETS.iter().filter(|preset| preset.sdk == sdk) {
            assert!(!preset.reads_endpoint_mode.value, "{} does not read the key", preset.id);
        }
    }
    let rust = preset_for(Sdk::Rust, version("1.5.0")).unwrap();
    assert_eq!(rust.refresh.value.mandatory_before_expiry, Micros::from_secs(10));
}

#[test]
fn ids_are_unique_and_every_value_names_its_source() {
    for (index, preset) in PRESETS.iter().enumerate() {
        assert!(PRESETS[..index].iter().all(|other| other.id != preset.id), "{} twice", preset.id);
        let sources = [
            preset.reads_endpoint_mode.source,
            preset.default_endpoint_mode.source,
            preset.legacy_reach.source,
            preset.no_region.source,
            preset.region_lookup.source,
            preset.refresh.source,
            preset.timeouts.source,
            preset.retry.source,
        ];
        assert!(sources.iter().all(|source| !source.is_empty()), "{}", preset.id);
    }
}

#[test]
fn versions_compare_by_number_and_refuse_anything_else() {
    assert!(version("1.9") < version("1.40"));
    assert_eq!(version("1.40"), version("1.40.0"));
    assert_eq!(version("2").to_string(), "2.0.0");
    for text in ["", "1.", "1..2", "1.2.3.4", "v1.2", "1.2-beta", "70000", "-1", "1.+2"] {
        assert_eq!(Version::parse(text).unwrap_err().found, text);
    }
}
