//! What an author is told about a file that is not right: line, column, path, what was found, what is allowed.
//! One row per way to be wrong; the first scenario below is right.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_intake::scenario::read_toml;
use sts_atlas_words::{Lang, issue};

const RIGHT: &str = r#"version = 2
title = { en = "Storm", ja = "障害" }
as_of = 2024-08-29
start = 2024-08-29T08:00:00Z
length = "1h"
seed = 7

[[principal]]
name = "web"
at = "ap-northeast-1"
kind = "workload"
credentials = "assume-role"
client = { sdk = "boto3", version = "1.34.0" }

[[fault]]
kind = "path"
from = ["ap-northeast-1"]
to = ["us-east-1"]
start = "32m"
title = { en = "Cut", ja = "切断" }
"#;

/// What is said after one piece of the right file was replaced.
fn said(piece: &str, replacement: &str) -> String {
    assert_eq!(RIGHT.matches(piece).count(), 1, "`{piece}` must stand there once");
    let reading = read_toml("s.toml", &RIGHT.replace(piece, replacement));
    let has_errors = reading.issues.iter().any(|said| !said.is_note());
    assert_eq!(reading.scenario.is_none(), has_errors);
    reading.issues.iter().map(|said| issue(Lang::En, said)).collect::<Vec<_>>().join("\n")
}

fn check(rows: &[(&str, &str, &str)]) {
    for (piece, replacement, expected) in rows {
        assert_eq!(said(piece, replacement), *expected, "given `{replacement}`");
    }
}

#[test]
fn the_right_file_is_read_without_a_word() {
    assert_eq!(said("seed = 7", "seed = 8"), "");
}

#[test]
fn the_top_of_the_file() {
    check(&[
        ("version = 2\n", "", "s.toml:1:1: `version` is missing"),
        (
            "seed = 7",
            "seed = 9007199254740992",
            "s.toml:6:8: seed: found 9007199254740992, expected a whole number from 0 to 9007199254740991",
        ),
        ("seed = 7", "seed = -1", "s.toml:6:8: seed: found -1, expected a whole number from 0 to 9007199254740991"),
        (
            "seed = 7",
            "sead = 7",
            "s.toml:6:1: unknown key `sead`, expected one of `version`, `id`, `title`, `summary`, `label`, `as_of`, \
             `start`, `event_time`, `length`, `seed`, `offer_opt_in`, `account`, `principal`, `fault`, `change`, `assumption`, `flag`, \
             `twin`; did you mean `seed`?",
        ),
        (
            "seed = 7",
            "id = \"A b\"",
            "s.toml:6:6: id: found \"A b\", expected 1 to 64 lower-case letters, digits and hyphens",
        ),
        (
            "length = \"1h\"",
            "length = \"8d\"",
            "s.toml:5:10: length: found \"8d\", expected a span from \"1m\" to \"7d\" such as \"1h30m\"",
        ),
        (
            "title = { en = \"Storm\", ja = \"障害\" }",
            "title = { en = \"Storm\" }",
            "s.toml:2:9: title: `ja` is missing",
        ),
        (
            "title = { en = \"Storm\", ja = \"障害\" }",
            "title = \"Storm\"",
            "s.toml:2:9: title: found \"Storm\", expected a text in both languages such as { en = \"...\", ja = \"...\" }",
        ),
        (
            "ja = \"障害\"",
            "ja = \"\"",
            "s.toml:2:30: title.ja: found \"\", expected a text of 1 to 120 characters, in quotes",
        ),
        (
            "ja = \"障害\" }",
            "ja = \"障害\", de = 3 }",
            "s.toml:2:36: title: unknown key `de`, expected one of `en`, `ja`",
        ),
        (
            "start = 2024-08-29T08:00:00Z",
            "start = 2024-08-29T17:00:00+09:00",
            "s.toml:4:9: start: found 2024-08-29T17:00:00+09:00, expected an instant in UTC such as 2024-08-29T08:32:00Z",
        ),
    ]);
}

#[test]
fn days_that_are_not_modelled_are_refused_with_the_reason() {
    let modelled = "expected a day from 2015-01-01 to 2026-11-21: older rules are not modelled, and the facts were checked \
                    on the last one";
    for day in ["2014-12-31", "2026-11-22"] {
        assert_eq!(
            said("as_of = 2024-08-29", &format!("as_of = {day}")),
            format!("s.toml:3:9: as_of: found {day}, {modelled}")
        );
    }
    for day in ["2015-01-01", "2024-08-29", "2025-02-28", "2026-11-21"] {
        assert_eq!(said("as_of = 2024-08-29", &format!("as_of = \"{day}\"")), "");
    }
    check(&[(
        "as_of = 2024-08-29",
        "as_of = \"today\"",
        "s.toml:3:9: as_of: found \"today\", expected a day such as 2024-08-29",
    )]);
}

#[test]
fn principals() {
    check(&[
        (
            "at = \"ap-northeast-1\"",
            "at = \"ap-norheast-1\"",
            "s.toml:10:6: principal[0].at: found \"ap-norheast-1\", expected the code of a Region with latency data such \
             as \"ap-northeast-1\", or a city such as \"Tokyo\"; did you mean `ap-northeast-1`?",
        ),
        (
            "at = \"ap-northeast-1\"",
            "at = \"us-gov-west-1\"",
            "s.toml:10:6: principal[0].at: found \"us-gov-west-1\", expected the code of a Region with latency data such \
             as \"ap-northeast-1\", or a city such as \"Tokyo\"",
        ),
        ("at = \"ap-northeast-1\"", "at = \"Tokyo\"", "s.toml:13:10: principal[0].client: `region` is missing"),
        (
            "kind = \"workload\"",
            "kind = \"worker\"",
            "s.toml:11:8: principal[0].kind: found \"worker\", expected one of `workload`, `job`, `human`, \
             `aws-service`, `admin`",
        ),
        (
            "kind = \"workload\"",
            "kind = \"job\"",
            "s.toml:8:1: principal[0]: `every` is missing, needed where `kind` is \"job\" or \"human\" or \"admin\"",
        ),
        (
            "kind = \"workload\"",
            "kind = \"workload\"\nevery = \"2m\"",
            "s.toml:12:9: principal[0].every: `every` makes sense only where `kind` is \"job\" or \"human\" or \"admin\"",
        ),
        (
            "credentials = \"assume-role\"",
            "credentials = \"assumerole\"",
            "s.toml:12:15: principal[0].credentials: found \"assumerole\", expected one of `assume-role`, `web-identity`, \
             `saml`, `identity-center`, `roles-anywhere`, `imds`, `container`, `lambda`, `pod-identity`, `access-key`, \
             `console-iam-user`, `console-root`, `console-saml`; did you mean `assume-role`?",
        ),
    ]);
}

#[test]
fn what_principals_ask_for() {
    check(&[
        (
            "name = \"web\"",
            "name = \"web\"\ncount = 10001",
            "s.toml:10:9: principal[0].count: found 10001, expected a whole number from 1 to 10000",
        ),
        (
            "name = \"web\"",
            "name = \"web\"\nuses = []",
            "s.toml:10:8: principal[0].uses: found a list of 0, expected a list of 1 to 8",
        ),
        (
            "name = \"web\"",
            "name = \"web\"\nuses = [\"us-east-1\", \"us-east-1\"]",
            "s.toml:10:22: principal[0].uses[1]: `us-east-1` stands here a second time",
        ),
        (
            "name = \"web\"",
            "name = \"web\"\naccount = \"mian\"",
            "s.toml:10:11: principal[0].account: found \"mian\", expected `main`; did you mean `main`?",
        ),
        (
            "name = \"web\"",
            "name = \"web\"\nsession = \"10m\"",
            "s.toml:10:11: principal[0].session: found \"10m\", expected a session from \"15m\" to \"12h\", \
             which is what AssumeRole gives",
        ),
        (
            "name = \"web\"",
            "name = \"\\u001b[31m\"",
            "s.toml:9:8: principal[0].name: found \"\\u{1b}[31m\", expected a text of 1 to 48 characters, in quotes",
        ),
    ]);
}

#[test]
fn clients() {
    check(&[
        (
            "client = { sdk = \"boto3\", version = \"1.34.0\" }\n",
            "",
            "s.toml:8:1: principal[0]: `client` is missing, needed where `credentials` is \"assume-role\" or \"web-identity\" or \"saml\" or \"roles-anywhere\"",
        ),
        (
            "sdk = \"boto3\"",
            "sdk = \"boto\"",
            "s.toml:13:18: principal[0].client.sdk: found \"boto\", expected one of `boto3`, `aws-cli`, `java`, \
             `javascript`, `rust`, `go`, `go-v2`, `dotnet`, `php`, `ruby`, `cpp`, `kotlin`, `swift`, `powershell`, \
             `terraform`; \
             did you mean `boto3`?",
        ),
        (
            "version = \"1.34.0\"",
            "version = \"0.9\"",
            "s.toml:13:37: principal[0].client.version: found \"0.9\", expected a version whose behavior is known: 1.0.0 \
             and later",
        ),
        (
            "sdk = \"boto3\", version = \"1.34.0\"",
            "sdk = \"go\", version = \"2.1\"",
            "s.toml:13:34: principal[0].client.version: found \"2.1\", expected a version whose behavior is known: \
             1.0.0 and later below 2.0.0",
        ),
        (
            "version = \"1.34.0\"",
            "version = 1.34",
            "s.toml:13:37: principal[0].client.version: found 1.34, expected a version such as \"1.34.0\"",
        ),
    ]);
}

#[test]
fn a_role_on_an_instance_and_a_city_do_not_go_together() {
    let city = RIGHT.replace("at = \"ap-northeast-1\"", "at = \"Tokyo\"").replace("\"assume-role\"", "\"imds\"");
    let said: Vec<String> = read_toml("s.toml", &city).issues.iter().map(|said| issue(Lang::En, said)).collect();
    assert_eq!(said[0], "s.toml:12:15: principal[0].credentials: `imds` makes sense only for principals in a Region");
}

#[test]
fn names_and_numbers_of_principals() {
    let twice = "\n[[principal]]\nname = \"web\"\nat = \"us-west-2\"\nkind = \"workload\"\ncredentials = \"imds\"\n";
    check(&[
        ("\n[[fault]]", &format!("{twice}\n[[fault]]"), "s.toml:15:1: principal[1]: `web` stands here a second time"),
        (
            "\n[[fault]]",
            &format!("{}count = 10000\n\n[[fault]]", twice.replace("web", "too-many")),
            "s.toml:8:1: principal: all counts together make 10001 principals, expected at most 10000",
        ),
    ]);
}

#[test]
fn a_region_not_yet_launched_is_a_note_and_no_error() {
    check(&[(
        "name = \"web\"",
        "name = \"web\"\nuses = [\"mx-central-1\"]",
        "s.toml:8:1: note: principal[0]: mx-central-1 had not been launched on 2024-08-29: these principals take no part",
    )]);
}

#[test]
fn accounts() {
    let account = |line: &str| format!("seed = 7\n[[account]]\nid = \"main\"\n{line}");
    check(&[
        (
            "seed = 7",
            &account("opt_in = [\"us-west-2\"]"),
            "s.toml:9:11: account[0].opt_in[0]: found \"us-west-2\", expected the code of an opt-in Region such as \
             \"ap-east-1\"",
        ),
        (
            "seed = 7",
            &account("sts_deactivated = [\"us-east-1\"]"),
            "s.toml:9:20: account[0].sts_deactivated[0]: found \"us-east-1\", expected a Region whose STS endpoint can be \
             deactivated: enabled by default and not us-east-1",
        ),
        (
            "seed = 7",
            &account("global_token = \"V2\""),
            "s.toml:9:16: account[0].global_token: found \"V2\", expected one of `v1`, `v2`; did you mean `v2`?",
        ),
        (
            "seed = 7",
            &account("[[account]]\nid = \"main\""),
            "s.toml:9:1: account[1]: `main` stands here a second time",
        ),
    ]);
}

#[test]
fn faults_and_flags() {
    check(&[
        (
            "kind = \"path\"",
            "kind = \"dsn\"",
            "s.toml:16:8: fault[0].kind: found \"dsn\", expected one of `path`, `region`, `sts`, `iam-data-plane`, \
             `iam-control-plane`, `account-api`, `sign-in`, `issuer`, `dns`, `throttle`, `egress-allow-list`, \
             `vpc-endpoint-only`, `region-deny`; did you mean `dns`?",
        ),
        ("to = [\"us-east-1\"]\n", "", "s.toml:15:1: fault[0]: `to` is missing"),
        (
            "to = [\"us-east-1\"]",
            "to = [\"Tokyo\"]",
            "s.toml:18:7: fault[0].to[0]: found \"Tokyo\", expected the code of a Region such as \"ap-northeast-1\"",
        ),
        ("start = \"32m\"", "end = \"32m\"", "s.toml:19:7: fault[0].end: `end` makes sense only beside `start`"),
        (
            "start = \"32m\"",
            "start = \"32m\"\nend = \"31m\"",
            "s.toml:20:7: fault[0].end: the end is not after the start",
        ),
        (
            "start = \"32m\"",
            "start = \"1h\"",
            "s.toml:19:9: fault[0].start: this is outside the scenario, which runs from 0s up to its `length`",
        ),
        (
            "start = \"32m\"",
            "start = 2024-08-29T07:59:59Z",
            "s.toml:19:9: fault[0].start: this is outside the scenario, which runs from 0s up to its `length`",
        ),
        (
            "start = \"32m\"",
            "start = 32",
            "s.toml:19:9: fault[0].start: found 32, expected an offset such as \"32m\" or an instant in UTC such as \
             2024-08-29T08:32:00Z",
        ),
        ("start = \"32m\"", "effect = \"cut\"", "s.toml:19:10: fault[0].effect: found \"cut\", expected `drop`"),
        (
            "start = \"32m\"",
            "effect = { loss = \"120%\" }",
            "s.toml:19:19: fault[0].effect.loss: found \"120%\", expected a share such as \"20%\", at most \"100%\"",
        ),
        (
            "start = \"32m\"",
            "effect = { slow = 0.5 }",
            "s.toml:19:19: fault[0].effect.slow: found 0.5, expected a factor above 1 such as 3 or 2.5, at most 1000",
        ),
        (
            "start = \"32m\"",
            "effect = {}",
            "s.toml:19:10: fault[0].effect: found a table, expected one of `loss`, `slow`",
        ),
        (
            "seed = 7",
            "flag = [{ at = \"2h\", text = { en = \"a\", ja = \"a\" } }]",
            "s.toml:6:16: flag[0].at: this is outside the scenario, which runs from 0s up to its `length`",
        ),
    ]);
}

#[test]
fn the_twin() {
    let twin = |lines: &str| format!("{RIGHT}\n[twin]\n{lines}");
    let rows = [
        (
            "client = { sts_regional_endpoints = \"on\" }",
            "s.toml:23:37: twin.client.sts_regional_endpoints: found \"on\", expected one of `legacy`, `regional`",
        ),
        (
            "[[twin.principal]]\nname = \"wed\"",
            "s.toml:24:8: twin.principal[0].name: found \"wed\", expected `web`; did you mean `web`?",
        ),
        (
            "[[twin.principal]]\nname = \"web\"\nclient = { version = \"x\" }",
            "s.toml:25:22: twin.principal[0].client.version: found \"x\", expected a version such as \"1.34.0\"",
        ),
        (
            "[[twin.principal]]\nname = \"web\"\nat = \"us-west-2\"",
            "s.toml:25:1: twin.principal[0]: unknown key `at`, expected one of `name`, `credentials`, `operation`, \
             `client`, `resolver`, `session`, `role_max_session`, `chained`, `uses`, `service`, `account`, \
             `role_account`, `failover`, `issuer`, `sign_in`, `identity_center`",
        ),
    ];
    for (lines, expected) in rows {
        let reading = read_toml("s.toml", &twin(lines));
        let said: Vec<String> = reading.issues.iter().map(|said| issue(Lang::En, said)).collect();
        assert_eq!(said, [expected], "given `{lines}`");
    }
}
