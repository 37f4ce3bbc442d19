//! `resolve` for every SDK: defaults by version, look-up of Regions, disputes, refusals, and what never comes out.
//! botocore in depth stands in `resolve_botocore`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::{Value, json};
use sts_atlas_facts::PRESETS;
use sts_atlas_intake::{RefusalReason, parse_resolve_line, parse_ruleset_line, resolve, resolve_json, ruleset_json};
use sts_atlas_sim::resolve_ruleset;

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

fn client(sdk: &str, version: &str, more: Value) -> Value {
    let mut question = json!({ "sdk": sdk, "version": version });
    for (key, value) in more.as_object().unwrap() {
        question[key] = value.clone();
    }
    answer(&question)
}

#[test]
fn by_default_each_sdk_calls_what_its_version_calls() {
    let rows = [
        ("boto3", "1.39.17", "global"),
        ("boto3", "1.40.0", "regional"),
        ("aws-cli", "1.41.17", "global"),
        ("aws-cli", "1.42.0", "regional"),
        ("aws-cli", "2.15.0", "regional"),
        ("aws-cli-v2", "2.15.0", "regional"),
        ("java", "1.12.700", "global"),
        ("java-v2", "2.25.0", "regional"),
        ("javascript", "2.1693.0", "global"),
        ("javascript", "3.600.0", "regional"),
        ("go", "1.55.5", "global"),
        ("go", "2.0.0", "regional"),
        ("go-v2", "1.36.0", "regional"),
        ("dotnet", "3.7.400.1", "global"),
        ("dotnet", "4.0.6.0", "regional"),
        ("php", "3.351.11", "global"),
        ("php", "3.351.12", "regional"),
        ("ruby", "3.91.1", "global"),
        ("ruby", "3.92.0", "regional"),
        ("c++", "1.11.0", "regional"),
        ("kotlin", "1.4.0", "regional"),
        ("swift", "1.0.0", "regional"),
        ("rust", "1.13.0", "regional"),
        ("powershell", "4.1.0", "global"),
        ("powershell", "5.0.0", "regional"),
        ("terraform", "5.60.0", "regional"),
        ("aws-service", "1.0.0", "regional"),
    ];
    for (sdk, version, kind) in rows {
        let found = client(sdk, version, json!({ "code": { "region": "eu-west-1" } }));
        let host = if kind == "global" { "sts.amazonaws.com" } else { "sts.eu-west-1.amazonaws.com" };
        assert_eq!(
            (&found["kind"], &found["url"]),
            (&json!(kind), &json!(format!("https://{host}"))),
            "{sdk} {version}"
        );
        let signed = if kind == "global" { "us-east-1" } else { "eu-west-1" };
        assert_eq!(found["signing_region"], signed, "{sdk} {version}");
    }
}

#[test]
fn a_region_is_looked_for_where_the_sdk_looks() {
    let region = |sdk: &str, version: &str, env: Value| {
        let found = client(sdk, version, json!({ "env": env, "config": "[default]\nregion = eu-west-3\n" }));
        found["signing_region"].as_str().map(str::to_owned)
    };
    let new = || json!({ "AWS_REGION": "eu-north-1" });
    let old = || json!({ "AWS_DEFAULT_REGION": "eu-south-1" });
    let both = || json!({ "AWS_REGION": "eu-north-1", "AWS_DEFAULT_REGION": "eu-south-1" });
    let rows = [
        ("boto3", "1.44.0", "eu-west-3", "eu-south-1", "eu-south-1"),
        ("aws-cli", "1.44.0", "eu-west-3", "eu-south-1", "eu-south-1"),
        ("aws-cli", "2.20.0", "eu-north-1", "eu-south-1", "eu-north-1"),
        ("java", "2.25.0", "eu-north-1", "eu-west-3", "eu-north-1"),
        ("javascript", "3.600.0", "eu-north-1", "eu-west-3", "eu-north-1"),
        ("rust", "1.13.0", "eu-north-1", "eu-south-1", "eu-north-1"),
        ("go-v2", "1.36.0", "eu-north-1", "eu-south-1", "eu-north-1"),
        ("ruby", "3.200.0", "eu-north-1", "eu-south-1", "eu-north-1"),
        ("kotlin", "1.4.0", "eu-north-1", "eu-west-3", "eu-north-1"),
        ("dotnet", "4.0.0", "eu-north-1", "eu-west-3", "eu-north-1"),
    ];
    for (sdk, version, with_new, with_old, with_both) in rows {
        let found = [region(sdk, version, new()), region(sdk, version, old()), region(sdk, version, both())];
        assert_eq!(found.map(Option::unwrap), [with_new, with_old, with_both], "{sdk} {version}");
    }
}

#[test]
fn some_read_the_config_file_only_when_told_to() {
    let file = "[default]\nregion = eu-west-3\nsts_regional_endpoints = regional\n";
    for (sdk, version) in [("go", "1.55.5"), ("javascript", "2.1693.0")] {
        let silent = client(sdk, version, json!({ "config": file }));
        assert_eq!(silent["kind"], "global", "{sdk}: {silent}");
        assert_eq!(silent["steps"][0]["rule"], "decide.config-file-unread");
        let told = client(sdk, version, json!({ "config": file, "env": { "AWS_SDK_LOAD_CONFIG": "1" } }));
        assert_eq!(told["url"], "https://sts.eu-west-3.amazonaws.com", "{sdk}: {told}");
    }
}

#[test]
fn contradicting_sources_give_both_answers_and_a_setting_ends_the_dispute() {
    let cli = client("aws-cli", "1.42.0", json!({ "code": { "region": "us-west-2" } }));
    assert_eq!(cli["url"], "https://sts.us-west-2.amazonaws.com");
    assert_eq!(
        cli["disputed"],
        json!({ "url": "https://sts.amazonaws.com", "signing_region": "us-east-1", "kind": "global" })
    );
    let last = cli["steps"].as_array().unwrap().last().unwrap();
    assert_eq!(last["rule"], "decide.sources-disagree");
    let seoul = client("aws-cli", "1.42.0", json!({ "code": { "region": "ap-northeast-2" } }));
    assert!(seoul.get("disputed").is_none(), "legacy and regional agree on Seoul: {seoul}");
    let set = json!({ "code": { "region": "us-west-2", "sts_regional_endpoints": "regional" } });
    assert!(client("aws-cli", "1.42.0", set).get("disputed").is_none());
    let cpp = client("cpp", "1.11.0", json!({ "code": { "region": "us-west-2" } }));
    assert_eq!((&cpp["kind"], &cpp["disputed"]["kind"]), (&json!("regional"), &json!("global")));
    let script = client("javascript", "3.1174.0", json!({}));
    assert_eq!(script["url"], "https://sts.us-east-1.amazonaws.com");
    assert_eq!(script["disputed"]["error"]["message"], "Region is missing");
}

#[test]
fn without_a_region_each_sdk_does_its_own() {
    let rows = [
        ("boto3", "1.44.0", "global"),
        ("aws-cli", "2.15.0", "global"),
        ("java", "1.12.700", "global"),
        ("java", "2.25.0", "refused"),
        ("javascript", "2.1693.0", "global"),
        ("javascript", "3.600.0", "regional"),
        ("go", "1.55.5", "global"),
        ("go-v2", "1.36.0", "refused"),
        ("dotnet", "3.7.400", "global"),
        ("dotnet", "4.0.0", "regional"),
        ("php", "3.352.0", "refused"),
        ("ruby", "3.200.0", "refused"),
        ("cpp", "1.11.0", "regional"),
        ("kotlin", "1.4.0", "global"),
        ("swift", "1.0.0", "refused"),
        ("rust", "1.13.0", "refused"),
        ("powershell", "5.0.0", "global"),
        ("terraform", "5.60.0", "refused"),
    ];
    for (sdk, version, expected) in rows {
        let found = client(sdk, version, json!({}));
        let kind = found["kind"].as_str().unwrap_or("refused");
        assert_eq!(kind, expected, "{sdk} {version}: {found}");
        if kind == "regional" {
            assert_eq!(found["url"], "https://sts.us-east-1.amazonaws.com", "{sdk} {version}");
        }
    }
    let told = client("javascript", "2.1693.0", json!({ "env": { "AWS_STS_REGIONAL_ENDPOINTS": "Regional" } }));
    assert_eq!(told["error"], json!({ "code": "ConfigError", "message": "Missing region in config" }));
}

#[test]
fn the_javascript_v2_of_old_sends_every_commercial_region_to_the_global_name() {
    for (region, kind) in [("ap-east-1", "global"), ("ap-northeast-2", "global"), ("cn-north-1", "regional")] {
        let found = client("javascript", "2.1693.0", json!({ "code": { "region": region } }));
        assert_eq!(found["kind"], kind, "{region}");
    }
}

#[test]
fn a_custom_endpoint_with_fips_is_refused_in_the_rule_sets_words_by_sdks_that_follow_it() {
    let set = json!({ "code": { "region": "us-east-1", "endpoint_url": "https://x.example", "use_fips": true } });
    let found = client("rust", "1.13.0", set);
    assert_eq!(found["error"]["message"], "Invalid Configuration: FIPS and custom endpoint are not supported");
}

#[test]
fn some_operations_are_not_on_the_global_endpoint() {
    let set = json!({ "code": { "region": "us-east-1" }, "operation": "GetWebIdentityToken" });
    let found = client("boto3", "1.39.17", set);
    let last = found["steps"].as_array().unwrap().last().unwrap()["rule"].clone();
    assert_eq!(last, "reach.not-on-global-endpoint");
}

#[test]
fn a_chain_of_roles_is_followed_to_its_first_credentials() {
    let file = "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/app\nsource_profile = base\nregion = eu-west-1\n\
                [profile base]\nrole_arn = arn:aws:iam::123456789012:role/base\nsource_profile = keys\n[profile keys]\n";
    let found = client("rust", "1.13.0", json!({ "profile": "app", "config": file }));
    assert_eq!(found["role_chain"], json!(["app", "base", "keys"]));
    let round = file.replace("source_profile = keys", "source_profile = app");
    let found = client("boto3", "1.44.0", json!({ "profile": "app", "config": round }));
    assert!(found["error"]["message"].as_str().unwrap().contains("Loop"), "{found}");
    let nowhere = file.replace("[profile keys]", "");
    let found = client("boto3", "1.44.0", json!({ "profile": "app", "config": nowhere }));
    assert!(found["error"]["message"].as_str().unwrap().contains("\"keys\""), "{found}");
}

const SECRET: &str = "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY";

#[test]
fn a_secret_never_comes_out_wherever_it_stands() {
    let files = [
        format!("[default]\nregion = eu-west-1\naws_secret_access_key = {SECRET}\n"),
        format!("[default]\naws_session_token =\n  {SECRET}\nregion = eu-west-1\n"),
        format!("[default]\n{SECRET}\n"),
        format!("{SECRET}\n"),
        format!("[{SECRET}\n"),
        format!("[default]\n{SECRET} = x\n{SECRET} = y\n"),
        format!("[default]\nsso = \n  {SECRET}\n"),
        format!("[default]\nregion = eu-west-1\nendpoint_url = https://me:{SECRET}@x.example/a\n"),
        format!("[profile x]\nrole_arn = {SECRET}\n"),
    ];
    for (sdk, version) in [("boto3", "1.44.5"), ("rust", "1.13.0")] {
        for file in &files {
            let set = json!({ "config": file, "env": { "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_SESSION_TOKEN": SECRET },
                "sdk": sdk, "version": version });
            let question = parse_resolve_line(&set.to_string()).unwrap();
            assert!(!format!("{question:?}").contains(SECRET), "{sdk}, {file}");
            let answer = resolve(&question);
            let shown = format!(
                "{answer:?} {}",
                resolve_json(&answer, |rule| (rule.fact().id, rule.fact().statement_ja), words)
            );
            assert!(!shown.contains(SECRET), "{sdk}, {file}: {shown}");
        }
    }
    let lines = [
        json!({ "sdk": "boto3", "version": "1.44.5", "code": SECRET }),
        json!({ "sdk": SECRET, "version": "1" }),
        json!({ "sdk": "boto3", "version": SECRET }),
        json!({ "sdk": "boto3", "version": "1.44.5", "operation": SECRET }),
        // Texts in which serde's own words about a place or an expectation occur.
        json!({ "sdk": "boto3", "version": "1.44.5", "code": format!("{SECRET} at line 1") }),
        json!({ "sdk": "boto3", "version": "1.44.5", "code": format!("{SECRET} at line 1 column 2") }),
        json!({ "sdk": "boto3", "version": "1.44.5", "code": format!("\", expected {SECRET}") }),
        json!({ "sdk": "boto3", "version": "1.44.5", "code": { "use_fips": format!("{SECRET} at line 1") } }),
        json!({ "sdk": "boto3", "version": "1.44.5", "env": format!("{SECRET} at line 1") }),
        json!({ "sdk": "boto3", "version": "1.44.5", "env": { "AWS_SECRET_ACCESS_KEY": [format!("{SECRET} at line 1")] } }),
        json!(format!("{SECRET} at line 1")),
        // Names of keys.
        json!({ (SECRET): 1 }),
        json!({ "code": { (SECRET): 1 } }),
        json!({ (format!("{SECRET}`, expected one of `")): 1 }),
    ];
    for line in lines {
        let error = parse_resolve_line(&line.to_string()).unwrap_err();
        assert!(!format!("{error:?}").contains(SECRET), "{error:?}");
    }
    let pin = 907_531_246_u64;
    for line in [json!({ "sdk": "boto3", "version": "1.44.5", "profile": pin }), json!({ "sdk": pin, "version": "1" })]
    {
        let error = parse_resolve_line(&line.to_string()).unwrap_err();
        assert!(!format!("{error:?}").contains(&pin.to_string()), "{error:?}");
    }
}

#[test]
fn nothing_of_a_url_comes_out_that_may_be_a_user_or_a_password() {
    let rows = [
        ("https://user:wJalrXUtnFEMI/K7MDKEY@proxy.example", "https://proxy.example"),
        ("https://user:wJal?rX@UtnFEMI#K7MDKEY@proxy.example/a", "https://proxy.example/a"),
        ("https://wJalrXUtnFEMI@proxy.example:8443", "https://proxy.example:8443"),
        ("https://proxy.example/?t=wJalrXUtnFEMI", "https://proxy.example/?***"),
        ("https://proxy.example/a#wJalrXUtnFEMI", "https://proxy.example/a#***"),
        ("https://proxy.example/?", "https://proxy.example/?***"),
        ("https://proxy.example/a", "https://proxy.example/a"),
    ];
    for (url, shown) in rows {
        let env = json!({ "env": { "AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL_STS": url } });
        let config = json!({ "config": format!("[default]\nregion = eu-west-1\nendpoint_url = {url}\n") });
        let code = json!({ "code": { "region": "eu-west-1", "endpoint_url": url } });
        for set in [env, config, code] {
            let found = client("rust", "1.13.0", set.clone());
            assert_eq!(found["url"], shown, "{set}");
            assert!(!found.to_string().contains("wJal"), "{found}");
        }
        let asked = json!({ "Region": "eu-west-1", "Endpoint": url }).to_string();
        let answer = ruleset_json(&resolve_ruleset(&parse_ruleset_line(&asked).unwrap()));
        assert_eq!(answer["url"], shown, "{asked}");
    }
    // Without a scheme it is refused, in words that repeat it.
    for url in
        ["user:wJalrXUtnFEMI@proxy.example", "//user:wJalrXUtnFEMI@x", "u:wJalrXUtnFEMI://a@x", "x?t=wJalrXUtnFEMI"]
    {
        for (sdk, version) in [("boto3", "1.44.5"), ("rust", "1.13.0"), ("go-v2", "1.30.0")] {
            let found = client(sdk, version, json!({ "code": { "region": "eu-west-1", "endpoint_url": url } }));
            assert!(!found.to_string().contains("wJal"), "{sdk}: {found}");
        }
    }
}

/// Debug builds get ten times the time that the release build keeps to.
#[test]
fn a_thousand_lines_take_less_than_a_second() {
    let mut file = "[default]\nregion = eu-west-1\n".to_owned();
    for number in 0..20 {
        file.push_str(&format!("[profile p{number}]\nregion = eu-west-2\nendpoint_url = https://p{number}.example\n"));
    }
    let line = json!({ "sdk": "boto3", "version": "1.44.5", "config": file, "profile": "p7" }).to_string();
    let most = if cfg!(debug_assertions) { Duration::from_secs(10) } else { Duration::from_secs(1) };
    let begun = Instant::now();
    for _ in 0..1_000 {
        assert!(resolve(&parse_resolve_line(&line).unwrap()).result.is_ok());
    }
    assert!(begun.elapsed() < most, "{:?}", begun.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_line_is_answered_or_refused(line in "\\PC{0,200}") {
        if let Ok(question) = parse_resolve_line(&line) {
            resolve(&question);
        }
    }

    #[test]
    fn any_configuration_of_any_version_is_answered(
        client in proptest::sample::select(PRESETS.iter().map(|row| (row.sdk.id(), row.from.to_string())).collect::<Vec<_>>()),
        config in "(\\[(profile |services |)[a-c ]{0,3}\\]?\n|[a-z_]{0,9} ?[=:] ?[a-z0-9-]{0,9}\n|  .{0,9}\n|region = \\PC{0,12}\n){0,12}",
        env in proptest::collection::btree_map("AWS_(REGION|PROFILE|ENDPOINT_URL|USE_FIPS_ENDPOINT|STS_REGIONAL_ENDPOINTS)", "\\PC{0,12}", 0..4),
        region in proptest::option::of("\\PC{0,12}"),
    ) {
        let question = json!({ "sdk": client.0, "version": client.1, "config": config, "env": env,
            "code": { "region": region } });
        let answer = resolve(&parse_resolve_line(&question.to_string()).unwrap());
        let shown = resolve_json(&answer, |rule| (rule.fact().id, rule.fact().statement_en), words);
        prop_assert!(shown["url"].is_string() || shown["error"]["code"].is_string());
    }
}
