//! Switches of clients: the retries of 2026, the default that sources dispute, and what a twin sets for all of them.
//! What they lead to is tested in `sim`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_facts::{EndpointMode, Micros, RegionId, RetryMode};
use sts_atlas_intake::scenario::read_toml;
use sts_atlas_intake::{Condition, IssueCode};
use sts_atlas_player::Scenario;
use sts_atlas_sim::{ClientSpec, DisputedDefault, RegionChoice};

fn text(client: &str, more: &str) -> String {
    format!(
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
client = {{ {client} }}
{more}"#
    )
}

fn scenario(client: &str, more: &str) -> Scenario {
    let reading = read_toml("s.toml", &text(client, more));
    reading.scenario.unwrap_or_else(|| panic!("{:?}", reading.issues))
}

#[test]
fn a_client_opts_in_to_the_retries_of_2026_where_its_version_reads_the_variable() {
    let opted_in = |version: &str| {
        let client = format!("sdk = \"aws-cli\", version = \"{version}\", new_retries_2026 = true");
        scenario(&client, "").worlds[0].spec.principals[0].client
    };
    let spec = opted_in("1.46.3");
    assert!(spec.new_retries_2026 && Some(spec.retry_policy()) == spec.preset.retries_2026.map(|it| it.policy.value));
    assert!(
        !scenario("sdk = \"aws-cli\", version = \"1.46.3\"", "").worlds[0].spec.principals[0].client.new_retries_2026
    );
}

#[test]
fn versions_that_never_read_it_and_those_that_have_them_by_default_are_refused() {
    for (sdk, version) in [("javascript", "2.1693.0"), ("boto3", "1.44.5")] {
        let client = format!("sdk = \"{sdk}\", version = \"{version}\", new_retries_2026 = true");
        let reading = read_toml("s.toml", &text(&client, ""));
        let refusal = IssueCode::NotHere { key: "new_retries_2026", only: Condition::ReadsNewRetries };
        let said: Vec<_> = reading.issues.iter().map(|issue| (issue.path.as_str(), issue.code.clone())).collect();
        assert_eq!(said, [("principal[0].client.new_retries_2026", refusal)], "{sdk} {version}");
        assert!(reading.scenario.is_none());
        let not = client.replace("true", "false");
        assert_eq!(read_toml("s.toml", &text(&not, "")).issues, [], "not to opt in is always right");
    }
}

#[test]
fn the_disputed_default_is_unknown_unless_a_world_chooses() {
    let cpp = "sdk = \"cpp\", version = \"1.11.0\"";
    let chosen = |more: &str| scenario(cpp, more).worlds.map(|world| world.spec.assumptions.disputed_default);
    assert_eq!(chosen(""), [DisputedDefault::Unknown; 2]);
    assert_eq!(chosen("[assumption]\ndisputed_default = \"regional\"\n"), [DisputedDefault::Regional; 2]);
    let twin =
        "[assumption]\ndisputed_default = \"legacy\"\n[twin]\nassumption = { disputed_default = \"regional\" }\n";
    assert_eq!(chosen(twin), [DisputedDefault::Legacy, DisputedDefault::Regional]);
}

const CAST: &str = r#"
[[principal]]
name = "lambda"
at = "us-east-1"
kind = "workload"
credentials = "imds"

[[principal]]
name = "java"
at = "us-east-1"
kind = "workload"
credentials = "assume-role"
client = { sdk = "java", version = "2.25.0", max_attempts = 9 }

[[principal]]
name = "old"
at = "us-east-1"
kind = "workload"
credentials = "assume-role"
client = { sdk = "java", version = "1.12.700", sts_regional_endpoints = "legacy" }

[[principal]]
name = "own"
at = "us-east-1"
kind = "workload"
credentials = "assume-role"
client = { sdk = "boto3", version = "1.40.0", region = "eu-west-1" }
"#;

/// The clients of both worlds by name, where the twin says this.
fn twins(twin: &str) -> Vec<[ClientSpec; 2]> {
    let scenario =
        scenario("sdk = \"aws-cli\", version = \"1.46.3\", retry_mode = \"legacy\"", &format!("{CAST}{twin}"));
    let [a, b] = scenario.worlds.map(|world| world.spec.principals);
    a.into_iter().zip(b).map(|(a, b)| [a.client, b.client]).collect()
}

#[test]
fn the_twin_sets_every_key_of_every_client_whose_sdk_has_it() {
    let clients = twins(
        "[twin]\nclient = { region = \"eu-west-1\", use_fips = true, endpoint_url = \"https://sts.eu-west-1.amazonaws.com\", \
         retry_mode = \"adaptive\", new_retries_2026 = true, max_attempts = 2, connect_timeout = \"1s\", read_timeout = \"2s\" }\n",
    );
    let [cli, lambda, java, old, own] = clients.as_slice() else { panic!("five principals") };
    let b = cli[1];
    assert_eq!(b.region, RegionChoice::Region(RegionId::from_code("eu-west-1").unwrap()));
    assert!(b.use_fips && b.new_retries_2026 && b.retry_mode == Some(RetryMode::Adaptive) && b.endpoint_url.is_some());
    let timeouts = [Some(Micros::from_secs(1)), Some(Micros::from_secs(2))];
    assert_eq!((b.max_attempts, [b.connect_timeout, b.read_timeout]), (Some(2), timeouts));
    assert_eq!(
        cli[0],
        ClientSpec { retry_mode: Some(RetryMode::Legacy), ..ClientSpec::new(b.preset, b.version, cli[0].region) }
    );
    assert_eq!(lambda[0], lambda[1], "AWS delivers its credentials: there is no client to set");
    assert_eq!(
        (java[0].max_attempts, java[1].max_attempts),
        (Some(9), Some(2)),
        "the twin is laid over the client's own"
    );
    // Java 1 has neither FIPS nor an adaptive mode nor the retries of 2026; what it has is set.
    assert!(
        !old[1].use_fips && !old[1].new_retries_2026 && old[1].retry_mode.is_none() && old[1].max_attempts == Some(2)
    );
    assert!(own[1].use_fips);
}

#[test]
fn what_one_principal_s_twin_says_wins_over_what_is_said_for_all() {
    let clients = twins(
        "[twin]\nclient = { sts_regional_endpoints = \"regional\", max_attempts = 2 }\n[[twin.principal]]\nname = \"old\"\n\
         client = { max_attempts = 4 }\n",
    );
    let [cli, _, java, old, _] = clients.as_slice() else { panic!("five principals") };
    let set = |client: &ClientSpec| (client.endpoint_mode, client.max_attempts);
    assert_eq!(set(&cli[1]), (Some(EndpointMode::Regional), Some(2)));
    assert_eq!(set(&java[1]), (None, Some(2)), "it has no such setting");
    assert_eq!(set(&old[0]), (Some(EndpointMode::Legacy), None));
    assert_eq!(set(&old[1]), (Some(EndpointMode::Regional), Some(4)));
}
