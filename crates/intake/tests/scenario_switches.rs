//! Switches of clients and of assumptions about them: the retries of 2026, and the default that sources dispute.
//! What they lead to is tested in `sim`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_intake::scenario::read_toml;
use sts_atlas_intake::{Condition, IssueCode};
use sts_atlas_player::Scenario;
use sts_atlas_sim::DisputedDefault;

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
