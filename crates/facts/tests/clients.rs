//! SDK presets: which row is true for which version, and what AWS's dated changes of defaults look like in them.
//! What a client does with a preset is the simulator's business.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_facts::{
    ConfigSyntax, DIALECTS, EndpointMode, LegacyReach, Micros, NewestKnown, NoRegion, PRESETS, RETRIES, RetryMode, Sdk,
    Version, dialect_for, preset_for,
};

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
fn a_version_newer_than_what_was_read_is_told_apart() {
    let beyond = |sdk, text| preset_for(sdk, version(text)).unwrap().exceeded_by(version(text));
    assert_eq!(beyond(Sdk::Boto3, "1.44.5"), None);
    assert_eq!(beyond(Sdk::Boto3, "1.44.6"), Some(NewestKnown::Version(version("1.44.5"))));
    assert_eq!(beyond(Sdk::AwsCli, "1.99"), Some(NewestKnown::Version(version("1.46.3"))));
    assert_eq!(beyond(Sdk::AwsCli, "2.99.0"), None);
    assert_eq!(beyond(Sdk::AwsCli, "3.0"), Some(NewestKnown::Major(2)));
    // Of an SDK whose versions nobody numbers, and of an old row, nothing is said.
    assert_eq!((beyond(Sdk::Kotlin, "9.0"), beyond(Sdk::Boto3, "1.43.0")), (None, None));
}

#[test]
fn defaults_change_at_the_version_the_changelogs_name() {
    let cases = [
        (Sdk::Boto3, "1.39.99", EndpointMode::Legacy),
        (Sdk::Boto3, "1.40", EndpointMode::Regional),
        (Sdk::Boto3, "1.44.5", EndpointMode::Regional),
        (Sdk::AwsCli, "1.41.99", EndpointMode::Legacy),
        (Sdk::AwsCli, "1.42.0", EndpointMode::Regional),
        (Sdk::AwsCli, "2.0.0", EndpointMode::Regional),
        (Sdk::Java, "1.12.0", EndpointMode::Legacy),
        (Sdk::Java, "2.20.0", EndpointMode::Regional),
        (Sdk::JavaScript, "3.0.0", EndpointMode::Regional),
        (Sdk::Go, "1.55.5", EndpointMode::Legacy),
        (Sdk::GoV2, "1.36.0", EndpointMode::Regional),
        (Sdk::Dotnet, "3.7.400", EndpointMode::Legacy),
        (Sdk::Dotnet, "3.7.510", EndpointMode::Regional),
        (Sdk::Dotnet, "4.0.0", EndpointMode::Regional),
        (Sdk::Php, "3.351.11", EndpointMode::Legacy),
        (Sdk::Php, "3.351.12", EndpointMode::Regional),
        (Sdk::Ruby, "3.91.1", EndpointMode::Legacy),
        (Sdk::Ruby, "3.92.0", EndpointMode::Regional),
        (Sdk::Cpp, "1.11.0", EndpointMode::Regional),
        (Sdk::Kotlin, "1.0.0", EndpointMode::Regional),
        (Sdk::Swift, "1.0.0", EndpointMode::Regional),
        (Sdk::PowerShell, "4.1.0", EndpointMode::Legacy),
        (Sdk::PowerShell, "5.0.0", EndpointMode::Regional),
        (Sdk::Terraform, "5.0.0", EndpointMode::Regional),
        (Sdk::AwsService, "1.0.0", EndpointMode::Regional),
        (Sdk::JavaScript, "2.1692.0", EndpointMode::Legacy),
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

    let newest = preset_for(Sdk::Boto3, version("1.44.0")).unwrap();
    assert_eq!((newest.retry.value.attempts, newest.retry.value.base), (3, Micros::from_millis(50)));

    let javascript = preset_for(Sdk::JavaScript, version("2.1000.0")).unwrap();
    assert_eq!(javascript.legacy_reach.value, LegacyReach::EveryCommercialRegion);

    let without_key = [Sdk::Rust, Sdk::GoV2, Sdk::Cpp, Sdk::Kotlin, Sdk::Swift, Sdk::Terraform, Sdk::AwsService];
    for preset in PRESETS.iter().filter(|preset| without_key.contains(&preset.sdk)) {
        assert!(!preset.reads_endpoint_mode.value, "{} does not read the key", preset.id);
    }
    for (sdk, text) in [(Sdk::Java, "2.0"), (Sdk::JavaScript, "3.0"), (Sdk::AwsCli, "2.0"), (Sdk::Dotnet, "4.0")] {
        assert!(!preset_for(sdk, version(text)).unwrap().reads_endpoint_mode.value, "{sdk:?} {text}");
    }
    let rust = preset_for(Sdk::Rust, version("1.5.0")).unwrap();
    assert_eq!(rust.refresh.value.mandatory_before_expiry, Micros::from_secs(10));
}

#[test]
fn without_a_region_each_sdk_does_what_aws_says_or_what_its_code_does() {
    use NoRegion::{GlobalEndpoint, RequestFails, UsEast1Regional};
    let cases = [
        (Sdk::Boto3, "1.44.0", GlobalEndpoint, None),
        (Sdk::AwsCli, "1.42.0", GlobalEndpoint, None),
        (Sdk::AwsCli, "2.0.0", GlobalEndpoint, None),
        (Sdk::Java, "1.12.0", GlobalEndpoint, None),
        (Sdk::Java, "2.20.0", RequestFails, Some(GlobalEndpoint)),
        (Sdk::JavaScript, "2.1693.0", GlobalEndpoint, None),
        (Sdk::JavaScript, "3.1174.0", UsEast1Regional, Some(RequestFails)),
        (Sdk::Go, "1.55.5", GlobalEndpoint, Some(RequestFails)),
        (Sdk::GoV2, "1.36.0", RequestFails, None),
        (Sdk::Dotnet, "3.7.400", GlobalEndpoint, None),
        (Sdk::Dotnet, "4.0.0", UsEast1Regional, None),
        (Sdk::Php, "3.351.12", RequestFails, Some(UsEast1Regional)),
        (Sdk::Ruby, "3.200.0", RequestFails, None),
        (Sdk::Cpp, "1.11.0", UsEast1Regional, None),
        (Sdk::Kotlin, "1.0.0", GlobalEndpoint, None),
        (Sdk::Swift, "1.0.0", RequestFails, None),
        (Sdk::Rust, "1.13.0", RequestFails, None),
        (Sdk::PowerShell, "5.0.0", GlobalEndpoint, None),
        (Sdk::Terraform, "5.0.0", RequestFails, None),
    ];
    for (sdk, text, expected, disputed) in cases {
        let preset = preset_for(sdk, version(text)).unwrap();
        let found = (preset.no_region.value, preset.disputed_no_region.map(|other| other.value));
        assert_eq!(found, (expected, disputed), "{sdk:?} {text}");
    }
}

#[test]
fn contradicting_sources_are_both_there() {
    let disputed = |sdk, text| preset_for(sdk, version(text)).unwrap().disputed_endpoint_mode.map(|other| other.value);
    assert_eq!(disputed(Sdk::AwsCli, "1.42.0"), Some(EndpointMode::Legacy), "code against documents");
    assert_eq!(disputed(Sdk::Cpp, "1.11.0"), Some(EndpointMode::Legacy), "documents against an issue");
    assert_eq!(disputed(Sdk::Boto3, "1.44.0"), None);
    for preset in &PRESETS {
        assert_ne!(preset.disputed_endpoint_mode.map(|other| other.value), Some(preset.default_endpoint_mode.value));
        assert_ne!(preset.disputed_no_region.map(|other| other.value), Some(preset.no_region.value), "{}", preset.id);
    }
}

#[test]
fn every_retry_mode_offered_has_its_policy_and_the_default_is_one_of_them() {
    for preset in &PRESETS {
        let default = preset.retry_in(preset.default_retry_mode.value).unwrap_or_else(|| panic!("{}", preset.id));
        assert_eq!(default.policy, preset.retry, "{}", preset.id);
    }
    let newest = preset_for(Sdk::Boto3, version("1.44.5")).unwrap();
    let quota = newest.retry.value.quota.unwrap();
    assert_eq!((quota.capacity, quota.transient_cost, quota.throttle_cost, quota.success_refund), (500, 14, 5, 1));
    assert_eq!(newest.retry_in(RetryMode::Legacy).unwrap().policy.value.attempts, 5);
    assert_eq!(newest.retries_2026, None, "nothing to opt in to: it is the default");
    let command_line = preset_for(Sdk::AwsCli, version("1.46.3")).unwrap();
    assert_eq!(command_line.default_retry_mode.value, RetryMode::Legacy);
    assert_eq!(command_line.retries_2026.unwrap().policy.value.base, Micros::from_millis(50));
    for retry in &RETRIES {
        let bounded = retry.policy.value.quota.is_some();
        assert!(retry.mode != RetryMode::Legacy || !bounded, "{}: legacy knows no quota", retry.id);
    }
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
            preset.default_retry_mode.source,
            preset.refresh.source,
            preset.timeouts.source,
            preset.retry.source,
        ];
        assert!(sources.iter().all(|source| !source.is_empty()), "{}", preset.id);
    }
}

#[test]
fn every_version_that_is_known_has_one_dialect_whose_values_name_their_sources() {
    for preset in &PRESETS {
        assert!(dialect_for(preset.sdk, preset.from).is_some(), "{}", preset.id);
    }
    for dialect in &DIALECTS {
        assert_eq!(dialect_for(dialect.sdk, dialect.from).map(|found| found.id), Some(dialect.id));
        let sources = [dialect.file.source, dialect.region.source, dialect.values.source, dialect.endpoints.source];
        assert!(sources.iter().chain([&dialect.refusals.source]).all(|source| !source.is_empty()), "{}", dialect.id);
    }
}

#[test]
fn the_traps_of_region_look_ups_are_there() {
    let lookup = |sdk, text| dialect_for(sdk, version(text)).unwrap().region.value.lookup;
    assert_eq!(lookup(Sdk::Boto3, "1.44.5"), ["code", "AWS_DEFAULT_REGION", "profile"]);
    assert_eq!(lookup(Sdk::AwsCli, "2.15.0"), ["code", "AWS_REGION", "AWS_DEFAULT_REGION", "profile"]);
    assert!(!lookup(Sdk::JavaScript, "3.600.0").contains(&"AWS_DEFAULT_REGION"));
    let dialect = dialect_for(Sdk::Boto3, version("1.44.5")).unwrap();
    assert_eq!(dialect.file.value.profile_variables, ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"]);
    assert_eq!(dialect.file.value.syntax, ConfigSyntax::Python);
    assert_eq!(dialect_for(Sdk::Go, version("1.55.5")).unwrap().file.value.only_if, Some("AWS_SDK_LOAD_CONFIG"));
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
