//! What an author is told about sessions, credentials, operations and changes that do not go together.
//! What such a file leads to is tested in `intake`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_facts::Micros;
use sts_atlas_intake::scenario::read_toml;
use sts_atlas_words::{Lang, issue};

const HEAD: &str = r#"version = 2
title = { en = "Growth", ja = "成長" }
as_of = 2025-06-01
start = 2025-06-01T00:00:00Z
length = "3h"
"#;

/// What is said about one principal, by its lines from the sixth of the file on.
fn said(principal: &str) -> String {
    let text = format!("{HEAD}[[principal]]\nname = \"p\"\n{principal}\n");
    let issues = read_toml("s.toml", &text).issues;
    issues.iter().map(|said| issue(Lang::En, said)).collect::<Vec<_>>().join("\n")
}

const CLIENT: &str = "client = { sdk = \"boto3\", version = \"1.40.0\" }";

#[test]
fn a_session_is_as_long_as_its_operation_gives_one() {
    let rows = [
        ("AssumeRole", "access-key", "13h", "a session from \"15m\" to \"12h\", which is what AssumeRole gives"),
        ("AssumeRoot", "assume-role", "16m", "a session from \"1s\" to \"15m\", which is what AssumeRoot gives"),
        ("AssumeRoot", "assume-role", "15m", ""),
        ("GetSessionToken", "access-key", "36h", ""),
        (
            "GetFederationToken",
            "access-key",
            "14m",
            "a session from \"15m\" to \"1d12h\", which is what GetFederationToken gives",
        ),
    ];
    for (operation, credentials, session, expected) in rows {
        let lines = format!(
            "at = \"us-east-1\"\nkind = \"workload\"\ncredentials = \"{credentials}\"\noperation = \"{operation}\"\n\
             session = \"{session}\"\n{CLIENT}"
        );
        let expected = match expected {
            "" => String::new(),
            _ => format!("s.toml:12:11: principal[0].session: found \"{session}\", expected {expected}"),
        };
        assert_eq!(said(&lines), expected, "given {operation} for {session}");
    }
}

#[test]
fn a_chained_role_gives_one_hour_at_most() {
    let lines = |session: &str| {
        format!(
            "at = \"us-east-1\"\nkind = \"workload\"\ncredentials = \"assume-role\"\nchained = true\nsession = \"{session}\"\n{CLIENT}"
        )
    };
    assert_eq!(said(&lines("1h")), "");
    assert_eq!(
        said(&lines("61m")),
        "s.toml:12:11: principal[0].session: found \"61m\", expected at most \"1h\": a longer session of a chained role is \
         refused by AWS"
    );
}

#[test]
fn a_session_longer_than_the_role_allows_is_a_note() {
    let lines = format!(
        "at = \"us-east-1\"\nkind = \"workload\"\ncredentials = \"assume-role\"\nsession = \"2h\"\nrole_max_session = \
         \"1h\"\n{CLIENT}"
    );
    let note = "s.toml:11:11: note: principal[0].session: the role allows 1h at most: AWS refuses every request for this \
                session";
    assert_eq!(said(&lines), note);
    let text = format!("{HEAD}[[principal]]\nname = \"p\"\n{lines}\n");
    let spec = read_toml("s.toml", &text).scenario.unwrap().worlds[0].spec.clone();
    assert_eq!(spec.principals[0].role_most, Micros::from_minutes(60), "so that the simulator refuses it, too");
}

#[test]
fn an_operation_goes_with_its_credentials_and_its_kind() {
    let rows = [
        (
            "workload",
            "assume-role",
            "GetCallerIdentity",
            "`GetCallerIdentity` makes sense only where `kind` is \"job\"",
        ),
        ("job", "assume-role", "GetCallerIdentity", ""),
        (
            "job",
            "access-key",
            "AssumeRoleWithSAML",
            "`AssumeRoleWithSAML` makes sense only where `credentials` is \"saml\"",
        ),
        (
            "job",
            "imds",
            "GetSessionToken",
            "`GetSessionToken` makes sense only where `credentials` is \"assume-role\" or \"access-key\"",
        ),
        (
            "job",
            "web-identity",
            "AssumeRole",
            "`AssumeRole` makes sense only where `credentials` is \"assume-role\" or \"imds\" or \"container\" or \
             \"lambda\" or \"pod-identity\" or \"access-key\"",
        ),
    ];
    for (kind, credentials, operation, expected) in rows {
        let every = if kind == "job" { "every = \"5m\"" } else { "" };
        let lines = format!(
            "at = \"us-east-1\"\nkind = \"{kind}\"\n{every}\ncredentials = \"{credentials}\"\noperation = \
             \"{operation}\"\n{CLIENT}"
        );
        let expected = match expected {
            "" => String::new(),
            _ => format!("s.toml:12:13: principal[0].operation: {expected}"),
        };
        assert_eq!(said(&lines), expected, "given {operation} with {credentials}");
    }
}

#[test]
fn credentials_go_with_their_place_and_their_kind() {
    let rows = [
        (
            "at = \"Tokyo\"\nkind = \"workload\"\ncredentials = \"lambda\"\nuses = [\"us-east-1\"]",
            "10:15",
            "credentials",
            "`lambda` makes sense only for principals in a Region",
        ),
        (
            "at = \"us-east-1\"\nkind = \"workload\"\ncredentials = \"console-root\"",
            "10:15",
            "credentials",
            "`console-root` makes sense only where `kind` is \"human\"",
        ),
        (
            "at = \"us-east-1\"\nkind = \"aws-service\"\ncredentials = \"access-key\"",
            "10:15",
            "credentials",
            "`access-key` makes sense only where `kind` is not \"aws-service\"",
        ),
        (
            "at = \"Tokyo\"\nkind = \"aws-service\"\ncredentials = \"assume-role\"",
            "9:8",
            "kind",
            "`aws-service` makes sense only for principals in a Region",
        ),
        (
            "at = \"us-east-1\"\nkind = \"aws-service\"\ncredentials = \"assume-role\"\nfailover = [\"us-west-2\"]",
            "11:12",
            "failover",
            "`failover` makes sense only where `kind` is not \"aws-service\"",
        ),
        (
            "at = \"us-east-1\"\nkind = \"admin\"\nevery = \"1h\"\ncredentials = \"access-key\"\nuses = [\"us-west-2\"]",
            "12:8",
            "uses",
            "`uses` makes sense only where `kind` is not \"admin\"",
        ),
        (
            "at = \"us-east-1\"\nkind = \"workload\"\ncredentials = \"access-key\"\noperation = \"AssumeRole\"",
            "6:1",
            "",
            "`client` is missing, needed beside `operation`",
        ),
    ];
    for (lines, place, key, expected) in rows {
        let path = if key.is_empty() { "principal[0]".to_owned() } else { format!("principal[0].{key}") };
        assert_eq!(said(lines), format!("s.toml:{place}: {path}: {expected}"), "given {lines}");
    }
}

#[test]
fn changes_need_an_administrator_and_a_region_that_can_be_changed() {
    let cast = format!(
        "{HEAD}[[principal]]\nname = \"admin\"\nat = \"us-east-1\"\nkind = \"admin\"\nevery = \"1h\"\ncredentials = \
         \"access-key\"\n[[principal]]\nname = \"web\"\nat = \"us-east-1\"\nkind = \"workload\"\ncredentials = \"imds\"\n\
         [[change]]\nname = \"c\"\n"
    );
    let rows = [
        (
            "what = \"deactivate-sts\"\nby = \"admin\"\nat = \"1h\"\nregion = \"us-east-1\"",
            "22:10: change[0].region: found \"us-east-1\", expected a Region whose STS endpoint can be deactivated: enabled \
             by default and not us-east-1",
        ),
        (
            "what = \"deactivate-sts\"\nby = \"admin\"\nat = \"1h\"\nregion = \"ap-east-1\"",
            "22:10: change[0].region: found \"ap-east-1\", expected a Region whose STS endpoint can be deactivated: enabled \
             by default and not us-east-1",
        ),
        (
            "what = \"enable-region\"\nby = \"admin\"\nat = \"1h\"\nregion = \"us-west-2\"",
            "22:10: change[0].region: found \"us-west-2\", expected the code of an opt-in Region such as \"ap-east-1\"",
        ),
        (
            "what = \"deny\"\nby = \"web\"\nat = \"1h\"\nprincipal = \"web\"",
            "20:6: change[0].by: found \"web\", expected `admin`",
        ),
        (
            "what = \"deny\"\nby = \"admin\"\nat = \"1h\"\nprincipal = \"wbe\"",
            "22:13: change[0].principal: found \"wbe\", expected one of `admin`, `web`; did you mean `web`?",
        ),
        (
            "what = \"delete-role\"\nby = \"admin\"\nat = \"1h\"\nprincipal = \"admin\"",
            "22:13: change[0].principal: found \"admin\", expected a principal that acts in a role: whoever has a long-term \
             key, signs in as a user, or calls an operation that assumes no role has none",
        ),
        (
            "what = \"create-role\"\nby = \"admin\"\nat = \"1h\"\nprincipal = \"wbe\"",
            "22:13: change[0].principal: found \"wbe\", expected `web`; did you mean `web`?",
        ),
        (
            "what = \"deny\"\nby = \"admin\"\nat = \"3h\"\nprincipal = \"web\"",
            "21:6: change[0].at: this is outside the scenario, which runs from 0s up to its `length`",
        ),
        (
            "what = \"allow\"\nby = \"admin\"\nat = \"1h\"\nregion = \"us-west-2\"\nprincipal = \"web\"",
            "22:1: change[0]: unknown key `region`, expected one of `what`, `name`, `by`, `at`, `principal`",
        ),
    ];
    for (lines, expected) in rows {
        let issues = read_toml("s.toml", &format!("{cast}{lines}\n")).issues;
        let said: Vec<String> = issues.iter().map(|said| issue(Lang::En, said)).collect();
        assert_eq!(said, [format!("s.toml:{expected}")], "given {lines}");
    }
}

#[test]
fn keys_of_version_2_are_no_keys_of_version_1() {
    let old = HEAD.replace("version = 2", "version = 1");
    let text = format!(
        "{old}[[principal]]\nname = \"p\"\nat = \"us-east-1\"\nkind = \"workload\"\ncredentials = \"assume-role\"\nchained = \
         true\n{CLIENT}\n[assumption]\ndns = \"1ms\"\n"
    );
    let reading = read_toml("s.toml", &text);
    let said: Vec<String> =
        reading.issues.iter().filter(|said| !said.is_note()).map(|said| issue(Lang::En, said)).collect();
    let expected = [
        "s.toml:11:1: principal[0].chained: `chained` came with version 2 of the format; the file says version 1",
        "s.toml:13:2: assumption: `assumption` came with version 2 of the format; the file says version 1",
    ];
    assert!(said == expected && reading.scenario.is_none(), "{said:#?}");
}
