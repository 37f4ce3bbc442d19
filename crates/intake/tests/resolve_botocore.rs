//! `resolve` against botocore 1.44.5: 28 special cases measured with the real one, and more measured since.
//! What other SDKs do stands in `resolve_sdks`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::{Value, json};
use sts_atlas_intake::{RefusalReason, parse_resolve_line, resolve, resolve_json};

/// What botocore was seen to do: host and signing Region, or the name of its error.
type Measured = Result<(&'static str, &'static str), &'static str>;

/// An SDK's own words; about the rest, the data.
fn words(reason: &RefusalReason) -> String {
    match reason {
        RefusalReason::Sdk(words) => words.clone(),
        other => format!("{other:?}"),
    }
}

fn answer(question: &Value) -> Value {
    let answer = resolve(&parse_resolve_line(&question.to_string()).unwrap());
    resolve_json(&answer, |rule| (rule.fact().id, rule.fact().statement_en), words)
}

fn check(cases: &[(&str, Value, Measured)]) {
    for (name, question, measured) in cases {
        let mut line = json!({ "sdk": "botocore", "version": "1.44.5" });
        for (key, value) in question.as_object().unwrap() {
            line[key] = value.clone();
        }
        let found = answer(&line);
        match measured {
            Ok((host, region)) => {
                assert_eq!(found["url"], format!("https://{host}"), "{name}: {found}");
                assert_eq!(found["signing_region"], *region, "{name}: {found}");
            }
            Err(code) => assert_eq!(found["error"]["code"], *code, "{name}: {found}"),
        }
    }
}

fn tokyo(env: Value) -> Value {
    json!({ "env": env, "code": { "region": "ap-northeast-1" } })
}

fn tokyo_with(env: Value, config: &str) -> Value {
    json!({ "env": env, "config": config, "code": { "region": "ap-northeast-1" } })
}

const SERVICES: &str = "[default]\nservices = here\nendpoint_url = https://p-all.example\n[services here]\nsts =\n  endpoint_url = https://p-sts.example\n";

#[test]
fn regions_and_modes_lead_where_they_were_measured_to_lead() {
    let legacy = || json!({ "AWS_STS_REGIONAL_ENDPOINTS": "legacy" });
    let regional = || json!({ "AWS_STS_REGIONAL_ENDPOINTS": "regional" });
    let (global, here) = (("sts.amazonaws.com", "us-east-1"), ("sts.ap-northeast-1.amazonaws.com", "ap-northeast-1"));
    let with_mode = |mode: &str| format!("[default]\nsts_regional_endpoints = {mode}\n");
    check(&[
        ("no region, default", json!({}), Ok(global)),
        ("no region, legacy", json!({ "env": legacy() }), Ok(global)),
        ("no region, AWS_REGION is not read", json!({ "env": { "AWS_REGION": "ap-northeast-1" } }), Ok(global)),
        ("AWS_DEFAULT_REGION", json!({ "env": { "AWS_DEFAULT_REGION": "ap-northeast-1" } }), Ok(here)),
        ("env legacy, profile regional", tokyo_with(legacy(), &with_mode("regional")), Ok(global)),
        ("env regional, profile legacy", tokyo_with(regional(), &with_mode("legacy")), Ok(here)),
        ("profile legacy only", tokyo_with(json!({}), &with_mode("legacy")), Ok(global)),
        (
            "bad value",
            tokyo(json!({ "AWS_STS_REGIONAL_ENDPOINTS": "Regional" })),
            Err("InvalidSTSRegionalEndpointsConfigError"),
        ),
        (
            "legacy Seoul",
            json!({ "env": legacy(), "code": { "region": "ap-northeast-2" } }),
            Ok(("sts.ap-northeast-2.amazonaws.com", "ap-northeast-2")),
        ),
        (
            "legacy Osaka",
            json!({ "env": legacy(), "code": { "region": "ap-northeast-3" } }),
            Ok(("sts.ap-northeast-3.amazonaws.com", "ap-northeast-3")),
        ),
        ("regional aws-global", json!({ "env": regional(), "code": { "region": "aws-global" } }), Ok(global)),
    ]);
}

#[test]
fn endpoint_urls_win_where_they_were_measured_to_win() {
    let both = json!({ "AWS_ENDPOINT_URL": "https://e-all.example", "AWS_ENDPOINT_URL_STS": "https://e-sts.example" });
    let all = json!({ "AWS_ENDPOINT_URL": "https://e-all.example" });
    let ignoring = |more: Value| {
        let mut env = json!({ "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true" });
        for (name, value) in more.as_object().unwrap() {
            env[name] = value.clone();
        }
        env
    };
    let code = |url: &str, region: &str| json!({ "code": { "endpoint_url": url, "region": region } });
    let here = |host: &'static str| Ok((host, "ap-northeast-1"));
    let sts = json!({ "AWS_ENDPOINT_URL_STS": "https://e-sts.example" });
    let with_code = |env: Value| json!({ "env": env, "code": { "region": "ap-northeast-1", "endpoint_url": "https://code.example" } });
    check(&[
        (
            "AWS_ENDPOINT_URL_STS + legacy",
            tokyo(json!({ "AWS_ENDPOINT_URL_STS": "https://e-sts.example", "AWS_STS_REGIONAL_ENDPOINTS": "legacy" })),
            here("e-sts.example"),
        ),
        ("AWS_ENDPOINT_URL + AWS_ENDPOINT_URL_STS", tokyo(both.clone()), here("e-sts.example")),
        ("AWS_ENDPOINT_URL against services", tokyo_with(all, SERVICES), here("e-all.example")),
        ("services against profile", tokyo_with(json!({}), SERVICES), here("p-sts.example")),
        ("code against env", with_code(both), here("code.example")),
        ("ignore + AWS_ENDPOINT_URL_STS", tokyo(ignoring(sts.clone())), here("sts.ap-northeast-1.amazonaws.com")),
        ("ignore + code", with_code(ignoring(sts)), here("code.example")),
        (
            "ignore + legacy",
            tokyo(ignoring(json!({ "AWS_STS_REGIONAL_ENDPOINTS": "legacy" }))),
            Ok(("sts.amazonaws.com", "us-east-1")),
        ),
        ("global URL in Tokyo", code("https://sts.amazonaws.com", "ap-northeast-1"), here("sts.amazonaws.com")),
        (
            "global URL in Virginia",
            code("https://sts.amazonaws.com", "us-east-1"),
            Ok(("sts.amazonaws.com", "us-east-1")),
        ),
        (
            "Oregon's URL in Tokyo",
            code("https://sts.us-west-2.amazonaws.com", "ap-northeast-1"),
            here("sts.us-west-2.amazonaws.com"),
        ),
    ]);
}

#[test]
fn fips_and_dual_stack_name_the_hosts_they_were_measured_to_name() {
    let legacy = |flag: &str| {
        let mut env = json!({ "AWS_STS_REGIONAL_ENDPOINTS": "legacy", "AWS_DEFAULT_REGION": "us-east-1" });
        env[flag] = json!("true");
        json!({ "env": env })
    };
    let custom = |flag: &str| {
        let mut code = json!({ "endpoint_url": "https://code.example", "region": "us-east-1" });
        code[flag] = json!(true);
        json!({ "code": code })
    };
    check(&[
        ("code endpoint + fips", custom("use_fips"), Ok(("code.example", "us-east-1"))),
        ("code endpoint + dual", custom("use_dualstack"), Ok(("code.example", "us-east-1"))),
        ("FIPS + legacy", legacy("AWS_USE_FIPS_ENDPOINT"), Ok(("sts-fips.us-east-1.amazonaws.com", "us-east-1"))),
        ("dual-stack + legacy", legacy("AWS_USE_DUALSTACK_ENDPOINT"), Ok(("sts.us-east-1.api.aws", "us-east-1"))),
        (
            "FIPS where none is",
            json!({ "code": { "region": "eu-west-1", "use_fips": true } }),
            Ok(("sts-fips.eu-west-1.amazonaws.com", "eu-west-1")),
        ),
        (
            "pseudo Region",
            json!({ "code": { "region": "us-west-2-fips" } }),
            Ok(("sts-fips.us-west-2.amazonaws.com", "us-west-2")),
        ),
    ]);
}

#[test]
fn without_a_region_fips_and_dual_stack_are_named_after_aws_global_and_a_custom_endpoint_is_refused() {
    let env = |name: &str, value: &str| json!({ "env": { name: value } });
    check(&[
        ("FIPS", env("AWS_USE_FIPS_ENDPOINT", "true"), Ok(("sts-fips.aws-global.amazonaws.com", "us-east-1"))),
        ("dual-stack", env("AWS_USE_DUALSTACK_ENDPOINT", "true"), Ok(("sts.aws-global.api.aws", "us-east-1"))),
        (
            "both",
            json!({ "env": { "AWS_USE_DUALSTACK_ENDPOINT": "true", "AWS_USE_FIPS_ENDPOINT": "TRUE" } }),
            Ok(("sts-fips.aws-global.api.aws", "us-east-1")),
        ),
        ("endpoint in code", json!({ "code": { "endpoint_url": "https://code.example" } }), Err("NoRegionError")),
        ("endpoint in env", env("AWS_ENDPOINT_URL", "https://e.example"), Err("NoRegionError")),
        ("endpoint in profile", json!({ "config": "[default]\nendpoint_url=https://p.example" }), Err("NoRegionError")),
    ]);
}

#[test]
fn odd_regions_and_values_go_where_they_were_measured_to_go() {
    let region = |name: &str| json!({ "code": { "region": name } });
    let virginia = |name: &str, value: &str| json!({ "env": { name: value, "AWS_DEFAULT_REGION": "us-east-1" } });
    let plain = Ok(("sts.us-east-1.amazonaws.com", "us-east-1"));
    check(&[
        ("another partition's", region("aws-cn-global"), Ok(("sts.aws-cn-global.amazonaws.com.cn", "aws-cn-global"))),
        ("unknown", region("xx-nowhere-9"), Ok(("sts.xx-nowhere-9.amazonaws.com", "xx-nowhere-9"))),
        ("fips- in front", region("fips-us-west-2"), Ok(("sts-fips.us-west-2.amazonaws.com", "us-west-2"))),
        ("with a space", region("not real"), Err("InvalidRegionError")),
        ("empty", region(""), Err("ValueError")),
        (
            "empty variable hides the profile",
            json!({ "env": { "AWS_DEFAULT_REGION": "" }, "config": "[default]\nregion=eu-west-1" }),
            Err("ValueError"),
        ),
        (
            "GovCloud's FIPS host is its plain one",
            json!({ "code": { "region": "us-gov-west-1", "use_fips": true } }),
            Ok(("sts.us-gov-west-1.amazonaws.com", "us-gov-west-1")),
        ),
        (
            "FIPS and aws-global",
            json!({ "code": { "region": "aws-global", "use_fips": true } }),
            Ok(("sts-fips.aws-global.amazonaws.com", "us-east-1")),
        ),
        ("yes is not true", virginia("AWS_USE_DUALSTACK_ENDPOINT", "yes"), plain),
        ("an empty mode is none", virginia("AWS_STS_REGIONAL_ENDPOINTS", ""), plain),
        ("an empty URL is none", virginia("AWS_ENDPOINT_URL", ""), plain),
        ("a URL without a scheme", virginia("AWS_ENDPOINT_URL", "nonsense"), Err("ValueError")),
        ("an unknown defaults mode", virginia("AWS_DEFAULTS_MODE", "bogus"), Err("InvalidDefaultsMode")),
        ("an unknown retry mode", virginia("AWS_RETRY_MODE", "bogus"), Err("InvalidRetryModeError")),
        ("attempts that are no number", virginia("AWS_MAX_ATTEMPTS", "x"), Err("ValueError")),
        ("no attempts", virginia("AWS_MAX_ATTEMPTS", "0"), Err("InvalidMaxRetryAttemptsError")),
        (
            "the environment beats the defaults mode",
            json!({ "env": { "AWS_DEFAULTS_MODE": "standard", "AWS_STS_REGIONAL_ENDPOINTS": "legacy",
                "AWS_DEFAULT_REGION": "us-east-1" } }),
            Ok(("sts.amazonaws.com", "us-east-1")),
        ),
        (
            "a bad mode is refused even with an endpoint",
            json!({ "env": { "AWS_STS_REGIONAL_ENDPOINTS": "Regional" },
                "code": { "region": "us-east-1", "endpoint_url": "https://a.example" } }),
            Err("InvalidSTSRegionalEndpointsConfigError"),
        ),
        (
            "a bad mode is refused even with FIPS",
            json!({ "env": { "AWS_STS_REGIONAL_ENDPOINTS": "Regional" },
                "code": { "region": "us-east-1", "use_fips": true } }),
            Err("InvalidSTSRegionalEndpointsConfigError"),
        ),
    ]);
}

#[test]
fn profiles_are_found_as_botocore_finds_them() {
    let two = "[profile x]\nregion=us-east-1\n[profile y]\nregion=us-east-2\n";
    check(&[
        (
            "AWS_DEFAULT_PROFILE beats AWS_PROFILE",
            json!({ "env": { "AWS_PROFILE": "x", "AWS_DEFAULT_PROFILE": "y" }, "config": two }),
            Ok(("sts.us-east-2.amazonaws.com", "us-east-2")),
        ),
        ("a profile that is not there", json!({ "profile": "z", "config": two }), Err("ProfileNotFound")),
        ("one named by a variable", json!({ "env": { "AWS_PROFILE": "z" } }), Err("ProfileNotFound")),
        ("no [default] is needed", json!({ "config": two }), Ok(("sts.amazonaws.com", "us-east-1"))),
        (
            "the same setting twice",
            json!({ "config": "[default]\nregion=us-east-1\nregion=us-east-2" }),
            Err("ConfigParseError"),
        ),
        ("a section without its bracket", json!({ "config": "[profile x\nregion=us-east-1" }), Err("ConfigParseError")),
        (
            "services that are not there",
            json!({ "config": "[default]\nservices = missing\nregion=us-east-1" }),
            Err("InvalidConfigError"),
        ),
    ]);
}

#[test]
fn refusals_have_botocores_own_words() {
    let found = answer(&json!({ "sdk": "boto3", "version": "1.44.5", "code": { "region": "ap-northeast-1" },
        "env": { "AWS_STS_REGIONAL_ENDPOINTS": "Regional" } }));
    let words = "STS regional endpoints option Regional is invalid. Valid options are: \"legacy\", \"regional\"";
    assert_eq!(found, json!({ "error": { "code": "InvalidSTSRegionalEndpointsConfigError", "message": words } }));
}

#[test]
fn every_step_is_kept_in_order_with_its_value_and_place() {
    let found = answer(&json!({ "sdk": "boto3", "version": "1.39.17",
        "env": { "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "us-west-2", "AWS_STS_REGIONAL_ENDPOINTS": "legacy" },
        "config": "[default]\nregion = eu-west-3\nsts_regional_endpoints = regional\n" }));
    let steps: Vec<[&str; 3]> = found["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| ["rule", "value", "place"].map(|key| step[key].as_str().unwrap_or("-")))
        .collect();
    assert_eq!(
        steps,
        [
            ["decide.region-variable-unread", "eu-west-1", "AWS_REGION"],
            ["decide.region-found", "us-west-2", "AWS_DEFAULT_REGION"],
            ["decide.set-in-environment", "legacy", "AWS_STS_REGIONAL_ENDPOINTS"],
            ["decide.legacy-listed-regions", "-", "-"],
        ]
    );
    assert_eq!(found["kind"], "global");
}
