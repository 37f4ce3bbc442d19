//! Which endpoint a client calls: AWS's own test vectors, a second transcription of the rule set, and SDK defaults.
//! Who serves an endpoint and whether it answers is tested in `states` and `analytic`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use proptest::prelude::*;
use serde_json::Value;
use sts_atlas_facts::{EndpointMode, PRESETS, Partition, RegionId, RetryMode, RuleId, Sdk, preset_for};
use sts_atlas_sim::{
    ClientSpec, CustomEndpoint, DecideError, DisputedDefault, Endpoint, RegionChoice, RulesetEndpoint, RulesetError,
    RulesetParams, decide, resolve_ruleset,
};
use support::{client, region};

/// What a vector or a transcription expects: URL and signing Region, or AWS's message.
type Expected = Result<(String, Option<String>), String>;

fn found(params: &RulesetParams) -> Expected {
    resolve_ruleset(params)
        .map(|RulesetEndpoint { url, signing_region }| (url, signing_region))
        .map_err(|error| error.message().to_owned())
}

fn params_of(case: &Value) -> RulesetParams {
    let text = |name: &str| case["params"][name].as_str().map(str::to_owned);
    let flag = |name: &str| case["params"][name].as_bool().unwrap_or(false);
    RulesetParams {
        region: text("Region"),
        use_fips: flag("UseFIPS"),
        use_dual_stack: flag("UseDualStack"),
        use_global_endpoint: flag("UseGlobalEndpoint"),
        endpoint: text("Endpoint"),
    }
}

fn expected_of(case: &Value) -> Expected {
    if let Some(error) = case["expect"]["error"].as_str() {
        return Err(error.to_owned());
    }
    let endpoint = &case["expect"]["endpoint"];
    let signing_region = endpoint["properties"]["authSchemes"][0]["signingRegion"].as_str();
    Ok((endpoint["url"].as_str().expect("a URL").to_owned(), signing_region.map(str::to_owned)))
}

#[test]
fn every_one_of_awss_vectors_resolves_as_aws_says() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/sts-endpoint-tests.json");
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let cases = vectors["testCases"].as_array().unwrap();
    assert_eq!(cases.len(), 69);
    let failing: Vec<String> = cases
        .iter()
        .map(|case| (case, expected_of(case), found(&params_of(case))))
        .filter(|(_, expected, found)| expected != found)
        .map(|(case, expected, found)| format!("{}: expected {expected:?}, found {found:?}", case["documentation"]))
        .collect();
    assert!(failing.is_empty(), "{} of {}:\n{}", failing.len(), cases.len(), failing.join("\n"));
}

/// Suffixes of host names: ordinary and dual-stack, by partition.
fn suffixes(region: &str) -> (&'static str, &'static str) {
    let outright = [("aws-cn-global", "cn-"), ("aws-us-gov-global", "us-gov-"), ("aws-iso-global", "us-iso-")];
    let outright_b =
        [("aws-iso-b-global", "us-isob-"), ("aws-iso-e-global", "eu-isoe-"), ("aws-iso-f-global", "us-isof-")];
    let known = outright.iter().chain(&outright_b).find(|(name, _)| *name == region);
    let prefix = known.map_or_else(|| pattern_prefix(region), |(_, prefix)| (*prefix).to_owned());
    match prefix.as_str() {
        "cn-" => ("amazonaws.com.cn", "api.amazonwebservices.com.cn"),
        "us-gov-" => ("amazonaws.com", "api.aws"),
        "us-iso-" => ("c2s.ic.gov", "api.aws.ic.gov"),
        "us-isob-" => ("sc2s.sgov.gov", "api.aws.scloud"),
        "eu-isoe-" => ("cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
        "us-isof-" => ("csp.hci.ic.gov", "api.aws.hci.ic.gov"),
        "eusc-de-" => ("amazonaws.eu", "api.amazonwebservices.eu"),
        _ => ("amazonaws.com", "api.aws"),
    }
}

/// What stands before `\w+-\d+` in a Region's name.
fn pattern_prefix(region: &str) -> String {
    let is_word = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let parts: Vec<&str> = region.split('-').collect();
    match parts.as_slice() {
        [before @ .., word, number]
            if is_word(word) && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) =>
        {
            format!("{}-", before.join("-"))
        }
        _ => String::new(),
    }
}

const LEGACY: [&str; 16] = [
    "ap-northeast-1",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "aws-global",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
];

/// The rule set once more, line by line from its pseudocode.
fn transcribed(params: &RulesetParams) -> Expected {
    let RulesetParams { region, use_fips, use_dual_stack, use_global_endpoint, endpoint } = params;
    let global = || Ok(("https://sts.amazonaws.com".to_owned(), Some("us-east-1".to_owned())));
    if *use_global_endpoint
        && endpoint.is_none()
        && !use_fips
        && !use_dual_stack
        && let Some(region) = region
    {
        if LEGACY.contains(&region.as_str()) {
            return global();
        }
        return Ok((format!("https://sts.{region}.{}", suffixes(region).0), Some(region.clone())));
    }
    if let Some(endpoint) = endpoint {
        if *use_fips {
            return Err("Invalid Configuration: FIPS and custom endpoint are not supported".to_owned());
        }
        if *use_dual_stack {
            return Err("Invalid Configuration: Dualstack and custom endpoint are not supported".to_owned());
        }
        return Ok((endpoint.clone(), None));
    }
    let Some(region) = region else { return Err("Invalid Configuration: Missing Region".to_owned()) };
    let (dns, dual) = suffixes(region);
    let host = if *use_fips && *use_dual_stack {
        format!("sts-fips.{region}.{dual}")
    } else if *use_fips {
        let is_gov = pattern_prefix(region) == "us-gov-" || region == "aws-us-gov-global";
        if is_gov { format!("sts.{region}.amazonaws.com") } else { format!("sts-fips.{region}.{dns}") }
    } else if *use_dual_stack {
        format!("sts.{region}.{dual}")
    } else if region == "aws-global" {
        return global();
    } else {
        format!("sts.{region}.{dns}")
    };
    Ok((format!("https://{host}"), None))
}

fn any_region() -> impl Strategy<Value = Option<String>> {
    let known = proptest::sample::select(RegionId::all().map(|region| region.code().to_owned()).collect::<Vec<_>>());
    let odd = proptest::sample::select(vec![
        "aws-global",
        "aws-cn-global",
        "aws-us-gov-global",
        "us-west-2-fips",
        "not-real",
        "us-gov-south-7",
        "eusc-fr-west-1",
        "us-iso-east-1",
        "us-isob-east-1",
        "eu-isoe-west-1",
        "us-isof-south-1",
        "us-",
        "-1",
        "",
    ])
    .prop_map(str::to_owned);
    let made_up = "(us|eu|ap|sa|ca|me|af|il|mx|cn|us-gov|eusc-de|zz)-[a-z_0-9]{0,6}-[0-9]{0,2}";
    proptest::option::weighted(0.9, prop_oneof![known, odd, made_up])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_parameters_resolve_as_the_transcribed_pseudocode_says(
        region in any_region(),
        (use_fips, use_dual_stack, use_global_endpoint) in any::<(bool, bool, bool)>(),
        endpoint in proptest::option::weighted(0.2, "https://[a-z]{1,8}\\.example"),
    ) {
        let params = RulesetParams { region, use_fips, use_dual_stack, use_global_endpoint, endpoint };
        prop_assert_eq!(found(&params), transcribed(&params));
    }
}

fn with_mode(mut client: ClientSpec, mode: EndpointMode) -> ClientSpec {
    client.endpoint_mode = Some(mode);
    client
}

fn choose(sdk: Sdk, version: &str, code: &str, mode: Option<EndpointMode>) -> Endpoint {
    let mut client = client(sdk, version, RegionChoice::Region(region(code)));
    client.endpoint_mode = mode;
    let decision = decide(&client, DisputedDefault::Unknown).unwrap();
    let signed_for = decision.endpoint.region().unwrap_or(RegionId::US_EAST_1);
    assert_eq!(decision.signing_region, signed_for, "{sdk:?} {version} in {code}");
    decision.endpoint
}

#[test]
fn sdk_defaults_lead_where_each_version_leads() {
    use EndpointMode::{Legacy, Regional};
    let here = |code| Endpoint::Regional(region(code));
    let cases = [
        // The change of default on 2025-07-31.
        (Sdk::Boto3, "1.39.17", "ap-northeast-1", None, Endpoint::Global),
        (Sdk::Boto3, "1.40.0", "ap-northeast-1", None, here("ap-northeast-1")),
        (Sdk::AwsCli, "1.41.17", "us-west-2", None, Endpoint::Global),
        // The user's word beats the default, both ways.
        (Sdk::Boto3, "1.39.17", "us-west-2", Some(Regional), here("us-west-2")),
        (Sdk::Boto3, "1.44.0", "us-west-2", Some(Legacy), Endpoint::Global),
        // Legacy covers 15 Regions in botocore: not Seoul, not Osaka, no opt-in Region.
        (Sdk::Boto3, "1.39.17", "ap-northeast-2", Some(Legacy), here("ap-northeast-2")),
        (Sdk::Boto3, "1.39.17", "ap-northeast-3", Some(Legacy), here("ap-northeast-3")),
        (Sdk::Boto3, "1.39.17", "ap-east-1", Some(Legacy), here("ap-east-1")),
        // JavaScript v2 sends every commercial Region, opt-in or not, and no other partition.
        (Sdk::JavaScript, "2.1693.0", "ap-east-1", None, Endpoint::Global),
        (Sdk::JavaScript, "2.1693.0", "ap-northeast-2", None, Endpoint::Global),
        (Sdk::JavaScript, "2.1693.0", "cn-north-1", None, here("cn-north-1")),
        (Sdk::JavaScript, "2.1693.0", "us-gov-west-1", None, here("us-gov-west-1")),
        (Sdk::JavaScript, "2.1693.0", "ap-east-1", Some(Regional), here("ap-east-1")),
        // SDKs without the key ignore it.
        (Sdk::Java, "2.31.0", "us-east-1", Some(Legacy), here("us-east-1")),
        (Sdk::Rust, "1.0.0", "ap-northeast-1", Some(Legacy), here("ap-northeast-1")),
        (Sdk::Rust, "1.13.0", "ap-northeast-1", Some(Legacy), here("ap-northeast-1")),
    ];
    for (sdk, version, code, mode, expected) in cases {
        assert_eq!(choose(sdk, version, code, mode), expected, "{sdk:?} {version} in {code}, {mode:?}");
    }
}

#[test]
fn in_every_region_legacy_is_the_rule_set_asked_for_the_global_endpoint() {
    for id in RegionId::all() {
        let params =
            RulesetParams { region: Some(id.code().to_owned()), use_global_endpoint: true, ..RulesetParams::default() };
        let RulesetEndpoint { url, signing_region } = resolve_ruleset(&params).unwrap();
        let chosen = choose(Sdk::Boto3, "1.39.17", id.code(), None);
        assert_eq!(url, format!("https://{}", chosen.host()), "{id:?}");
        let decision =
            decide(&client(Sdk::Boto3, "1.39.17", RegionChoice::Region(id)), DisputedDefault::Unknown).unwrap();
        assert_eq!(signing_region.as_deref(), Some(decision.signing_region.code()), "{id:?}");
    }
}

#[test]
fn without_a_region_each_sdk_does_what_it_is_known_for() {
    let global = Ok(Endpoint::Global);
    let refused = Err(DecideError::MissingRegion);
    let cases = [
        // Even where the default is regional.
        (client(Sdk::Boto3, "1.44.5", RegionChoice::None), global),
        (with_mode(client(Sdk::Boto3, "1.44.5", RegionChoice::None), EndpointMode::Regional), global),
        (client(Sdk::AwsCli, "1.41.17", RegionChoice::None), global),
        (client(Sdk::JavaScript, "2.1693.0", RegionChoice::None), global),
        (with_mode(client(Sdk::JavaScript, "2.1693.0", RegionChoice::None), EndpointMode::Regional), refused),
        (client(Sdk::Java, "2.31.0", RegionChoice::None), refused),
        (client(Sdk::Rust, "1.13.0", RegionChoice::None), refused),
    ];
    for (client, expected) in cases {
        let found = decide(&client, DisputedDefault::Unknown).map(|decision| decision.endpoint);
        assert_eq!(found, expected, "{} {:?}", client.preset.id, client.endpoint_mode);
    }
    let without = resolve_ruleset(&RulesetParams::default());
    assert_eq!(without, Err(RulesetError::MissingRegion), "the rule set itself never goes global on its own");
}

#[test]
fn fips_or_dual_stack_without_a_region_is_what_each_sdk_makes_of_it() {
    let us_east_1 = RegionId::US_EAST_1;
    let nameless = Err(DecideError::NamedAfterAwsGlobal);
    let refused = Err(DecideError::MissingRegion);
    let cases = [
        // botocore 1.44.5 builds sts-fips.aws-global.amazonaws.com and sts.aws-global.api.aws; no document knows them.
        (Sdk::Boto3, "1.44.5", [nameless, nameless, nameless]),
        (Sdk::AwsCli, "2.15.0", [nameless, nameless, nameless]),
        (Sdk::Kotlin, "1.4.0", [nameless, nameless, nameless]),
        (
            Sdk::JavaScript,
            "3.600.0",
            [Ok(Endpoint::Fips(us_east_1)), Ok(Endpoint::DualStack(us_east_1)), Ok(Endpoint::FipsDualStack(us_east_1))],
        ),
        // Global without a Region, but not with these.
        (Sdk::JavaScript, "2.1693.0", [refused, refused, refused]),
        (Sdk::Rust, "1.13.0", [refused, refused, refused]),
    ];
    for (sdk, version, expected) in cases {
        let found = [(true, false), (false, true), (true, true)].map(|(use_fips, use_dual_stack)| {
            let client = ClientSpec { use_fips, use_dual_stack, ..client(sdk, version, RegionChoice::None) };
            decide(&client, DisputedDefault::Unknown).map(|decision| {
                assert_eq!((decision.signing_region, decision.steps[0]), (us_east_1, RuleId::DecideNoRegionUsEast1));
                decision.endpoint
            })
        });
        assert_eq!(found, expected, "{sdk:?} {version}");
    }
}

#[test]
fn the_disputed_default_of_cpp_is_unknown_until_a_scenario_chooses() {
    use DisputedDefault::{Legacy, Regional, Unknown};
    let tokyo = RegionChoice::Region(region("ap-northeast-1"));
    let found = |client: ClientSpec, disputed| decide(&client, disputed).map(|decision| decision.endpoint);
    let cpp = client(Sdk::Cpp, "1.11.0", tokyo);
    assert_eq!(found(cpp, Unknown), Err(DecideError::DisputedDefault));
    assert_eq!(found(cpp, Regional), Ok(Endpoint::Regional(region("ap-northeast-1"))));
    assert_eq!(found(cpp, Legacy), Ok(Endpoint::Global));
    let steps = |disputed| decide(&cpp, disputed).unwrap().steps;
    assert!([Regional, Legacy].iter().all(|disputed| steps(*disputed)[0] == RuleId::DecideDefaultDisputed));
    // Where both sources come to the same name, or the default does not decide, nothing is unknown.
    let seoul = region("ap-northeast-2");
    let in_seoul = client(Sdk::Cpp, "1.11.0", RegionChoice::Region(seoul));
    assert_eq!(found(in_seoul, Unknown), Ok(Endpoint::Regional(seoul)));
    assert_eq!(found(ClientSpec { use_fips: true, ..cpp }, Unknown), Ok(Endpoint::Fips(region("ap-northeast-1"))));
    let named = CustomEndpoint::Sts(Endpoint::Global);
    assert_eq!(found(ClientSpec { endpoint_url: Some(named), ..cpp }, Unknown), Ok(Endpoint::Global));
    let lost = client(Sdk::Cpp, "1.11.0", RegionChoice::None);
    assert_eq!(found(lost, Unknown), Ok(Endpoint::Regional(RegionId::US_EAST_1)));
    // The CLI's version 1 is disputed, too, but its code has been read.
    let cli = client(Sdk::AwsCli, "1.42.0", tokyo);
    assert_eq!(found(cli, Legacy), Ok(Endpoint::Regional(region("ap-northeast-1"))));
}

#[test]
fn the_retries_of_2026_win_over_the_mode_where_a_version_has_them() {
    let spec = client(Sdk::AwsCli, "1.46.3", RegionChoice::None);
    let opted_in = ClientSpec { new_retries_2026: true, retry_mode: Some(RetryMode::Legacy), ..spec };
    assert_eq!((spec.retry_policy().attempts, spec.retry_policy().base.0), (5, 1_000_000));
    assert_eq!((opted_in.retry_policy().attempts, opted_in.retry_policy().base.0), (3, 50_000));
    assert_eq!(ClientSpec { max_attempts: Some(7), ..opted_in }.retry_policy().attempts, 7);
    let without = client(Sdk::JavaScript, "2.1693.0", RegionChoice::None);
    assert_eq!(ClientSpec { new_retries_2026: true, ..without }.retry_policy(), without.retry_policy());
}

#[test]
fn every_decision_names_the_rule_for_its_mode_and_the_rule_for_its_host() {
    use EndpointMode::{Legacy, Regional};
    let cases = [
        (Sdk::Boto3, "1.39.17", "us-west-2", None, [RuleId::DecideSdkDefaultLegacy, RuleId::DecideLegacyListedRegions]),
        (Sdk::Boto3, "1.39.17", "ap-east-1", None, [RuleId::DecideSdkDefaultLegacy, RuleId::DecideLegacyOutsideList]),
        (Sdk::Boto3, "1.40.0", "us-west-2", None, [RuleId::DecideSdkDefaultRegional, RuleId::DecideRegionalHost]),
        (Sdk::Boto3, "1.40.0", "us-west-2", Some(Regional), [RuleId::DecideClientSetting, RuleId::DecideRegionalHost]),
        (
            Sdk::JavaScript,
            "2.1693.0",
            "ap-east-1",
            Some(Legacy),
            [RuleId::DecideClientSetting, RuleId::DecideLegacyEveryRegion],
        ),
        (Sdk::Java, "2.31.0", "us-west-2", Some(Legacy), [RuleId::DecideSdkWithoutSetting, RuleId::DecideRegionalHost]),
    ];
    for (sdk, version, code, mode, steps) in cases {
        let mut client = client(sdk, version, RegionChoice::Region(region(code)));
        client.endpoint_mode = mode;
        assert_eq!(
            decide(&client, DisputedDefault::Unknown).unwrap().steps,
            steps,
            "{sdk:?} {version} in {code}, {mode:?}"
        );
    }
}

#[test]
fn each_sdk_has_one_row_for_each_version_from_its_first() {
    for preset in &PRESETS {
        assert_eq!(preset_for(preset.sdk, preset.from).map(|row| row.id), Some(preset.id));
        if let Some(below) = preset.below {
            assert_ne!(preset_for(preset.sdk, below).map(|row| row.id), Some(preset.id));
        }
    }
    let commercial = |id: &RegionId| id.fact().partition == Partition::Aws;
    let listed = RegionId::all().filter(commercial).filter(|id| LEGACY.contains(&id.code())).count();
    assert_eq!(listed, LEGACY.len() - 1, "all but aws-global are Regions");
}
