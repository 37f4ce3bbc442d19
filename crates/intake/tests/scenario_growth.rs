//! What came with version 2 of the format: what it means, and what AWS documents as refused.
//! What was there before is tested in `scenario_files` and `scenario_issues`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_facts::{Micros, Place, RegionId, RetryMode};
use sts_atlas_intake::scenario::read_toml;
use sts_atlas_player::Scenario;
use sts_atlas_sim::{
    CallerInRegionNotEnabled, Change, Credentials, CustomEndpoint, DeactivatedUnderGlobalName, Endpoint, Fault,
    IdentityCenter, Kind, Operation, PrincipalSpec, ServerEffect, SignIn, SignInEndpoint, SimTime, StsName,
    TargetService, TokenVersion, Weather, Zones,
};

const HEAD: &str = r#"version = 2
title = { en = "Growth", ja = "成長" }
as_of = 2025-06-01
start = 2025-06-01T00:00:00Z
length = "3h"
"#;

fn everything() -> Scenario {
    let reading = read_toml("x.toml", include_str!("files/everything.toml"));
    assert_eq!(reading.issues, []);
    reading.scenario.unwrap()
}

fn region(code: &str) -> RegionId {
    RegionId::from_code(code).unwrap()
}

fn named<'s>(scenario: &'s Scenario, world: usize, name: &str) -> &'s PrincipalSpec {
    scenario.worlds[world].spec.principals.iter().find(|spec| spec.name == name).unwrap()
}

#[test]
fn principals_say_whom_they_ask_for_what() {
    let scenario = everything();
    let user = named(&scenario, 0, "issuer-user");
    assert_eq!(user.operation, Some(Operation::AssumeRoleWithWebIdentity));
    assert_eq!((user.session, user.role_most), (Micros::from_minutes(90), Micros::from_minutes(120)));
    assert_eq!((user.account, user.role_account, user.service), (0, 1, TargetService::S3));
    assert_eq!(user.failover, [region("eu-central-1"), region("us-west-2")]);
    assert_eq!(user.issuer, Place::from_code("Tokyo"));
    assert!(named(&scenario, 0, "chain").chained);
    assert_eq!(named(&scenario, 0, "whoami").sts_operation(), Some(Operation::GetCallerIdentity));
    let console = named(&scenario, 0, "console");
    assert_eq!(console.kind, Kind::Human { every: Micros::from_minutes(20) });
    assert_eq!((console.credentials, console.session), (Credentials::ConsoleSaml, Micros::from_minutes(480)));
    assert_eq!(console.sign_in, SignInEndpoint::Regional(region("ap-northeast-1")));
    let portal = named(&scenario, 0, "portal");
    let center = IdentityCenter { home: region("us-east-1"), replicas: vec![region("eu-west-1")] };
    assert_eq!(portal.identity_center, Some(center));
    let service = named(&scenario, 1, "step-function");
    assert_eq!((service.kind, service.client.preset.id), (Kind::AwsService, "aws-service"));
    let admin = named(&scenario, 0, "pipeline");
    assert_eq!(
        (admin.kind, &admin.uses),
        (Kind::Admin { every: Micros::from_minutes(30) }, &vec![region("us-east-1")])
    );
}

#[test]
fn clients_say_what_their_users_set() {
    let scenario = everything();
    let client = named(&scenario, 0, "whoami").client;
    assert_eq!(client.endpoint_url, Some(CustomEndpoint::Sts(Endpoint::Regional(region("eu-west-1")))));
    assert_eq!(client.retry_mode, Some(RetryMode::Adaptive));
    let timeouts = (client.connect_timeout, client.read_timeout);
    assert_eq!(timeouts, (Some(Micros::from_millis(500)), Some(Micros::from_secs(2))));
    let client = named(&scenario, 0, "chain").client;
    assert_eq!((client.use_fips, client.use_dual_stack, client.max_attempts), (true, false, Some(5)));
    assert_eq!((client.endpoint_url, client.retry_mode, client.read_timeout), (None, None, None));
    let url = |url: &str| {
        let client = format!("client = {{ sdk = \"boto3\", version = \"1.40.0\", endpoint_url = \"{url}\" }}");
        let lines = format!(
            "{HEAD}[[principal]]\nname = \"p\"\nat = \"us-east-1\"\nkind = \"workload\"\ncredentials = \"assume-role\"\n{client}\n"
        );
        read_toml("s.toml", &lines).scenario.map(|scenario| scenario.worlds[0].spec.principals[0].client.endpoint_url)
    };
    assert_eq!(url("https://STS.amazonaws.com:443"), Some(Some(CustomEndpoint::Sts(Endpoint::Global))));
    assert_eq!(
        url("http://sts-fips.us-east-2.amazonaws.com/x"),
        Some(Some(CustomEndpoint::Sts(Endpoint::Fips(region("us-east-2")))))
    );
    assert_eq!(url("https://proxy.example.com"), Some(Some(CustomEndpoint::Elsewhere)));
    for wrong in ["sts.amazonaws.com", "https://", "https://me@sts.amazonaws.com", "https://a b", "ftp://x"] {
        assert_eq!(url(wrong), None, "given {wrong}");
    }
}

#[test]
fn what_is_not_said_has_its_default() {
    let scenario = everything();
    let etl = named(&scenario, 0, "etl");
    assert_eq!((etl.operation, etl.chained, etl.service), (None, false, TargetService::Any));
    assert_eq!((etl.role_most, etl.role_account), (Micros::from_minutes(720), etl.account));
    assert_eq!((&etl.failover, etl.issuer, &etl.identity_center), (&vec![], None, &None));
    assert_eq!(etl.sign_in, SignInEndpoint::Regional(region("ap-northeast-1")));
    assert_eq!(named(&scenario, 0, "desk").sign_in, SignInEndpoint::Global);
}

#[test]
fn in_the_twin_what_no_longer_makes_sense_is_left_aside() {
    let scenario = everything();
    let [a, b] = [0, 1].map(|world| named(&scenario, world, "portal"));
    assert_eq!((a.credentials, b.credentials), (Credentials::IdentityCenter, Credentials::AssumeRole));
    assert_eq!((b.identity_center.as_ref(), &b.failover), (None, &vec![region("eu-central-1")]));
    let [a, b] = [0, 1].map(|world| scenario.worlds[world].spec.assumptions);
    assert_eq!((a.weather, b.weather), (Weather::Still, Weather::Varying));
    assert_eq!((a.dns, b.dns, a.tls_round_trips), (Micros::from_millis(7), Micros::from_millis(7), 2));
    assert_eq!((a.propagation_permille, a.enabling_permille), (500, 1_000));
    assert_eq!(a.deactivated_under_global_name, DeactivatedUnderGlobalName::Refused);
    assert_eq!(a.caller_in_region_not_enabled, CallerInRegionNotEnabled::Refused);
    assert_eq!(b.caller_in_region_not_enabled, CallerInRegionNotEnabled::Accepted);
    assert_eq!(scenario.worlds[0].spec.changes, scenario.worlds[1].spec.changes);
}

#[test]
fn changes_say_who_writes_what_when_about_which_account() {
    let scenario = everything();
    let spec = &scenario.worlds[0].spec;
    let index = |name| spec.principals.iter().position(|spec| spec.name == name).unwrap();
    let whats: Vec<Change> = spec.changes.iter().map(|change| change.what).collect();
    let expected = [
        Change::Role { principal: index("issuer-user"), exists: true },
        Change::Permission { principal: index("chain"), allowed: false },
        Change::StsEndpoint { region: region("eu-west-3"), active: false },
        Change::GlobalToken(TokenVersion::V2),
        Change::OptIn { region: region("eu-central-2"), enabled: true },
    ];
    assert_eq!(whats, expected);
    let accounts: Vec<usize> = spec.changes.iter().map(|change| change.account).collect();
    assert_eq!(accounts, [1, 0, 1, 0, 0], "the role's, or the one named, or the administrator's");
    assert!(spec.changes.iter().all(|change| change.by == index("pipeline")));
    assert_eq!(spec.changes[1].at, SimTime::from_minutes(50));
}

#[test]
fn faults_are_what_they_say() {
    let faults: Vec<Fault> = everything().faults.into_iter().skip(3).map(|offered| offered.fault).collect();
    let tokyo = Place::from_code("Tokyo").unwrap();
    let expected = [
        Fault::IamDataPlane { at: vec![region("eu-west-1")], zones: Zones::One },
        Fault::IamControlPlane { effect: ServerEffect::Down },
        Fault::AccountApi { effect: ServerEffect::Errors { parts_per_million: 500_000 } },
        Fault::SignIn {
            at: vec![region("us-east-1")],
            ways: vec![SignIn::Root, SignIn::Federation],
            effect: ServerEffect::Down,
        },
        Fault::Issuer { at: vec![tokyo] },
        Fault::Dns {
            names: vec![StsName::Global, StsName::Regional(region("eu-west-1"))],
            from: vec![Place::Region(region("eu-west-1"))],
            resolver: Some(sts_atlas_sim::Resolver::Amazon),
        },
        Fault::Throttle {
            at: vec![region("us-west-2")],
            names: sts_atlas_sim::StsNames::RegionalOnly,
            parts_per_million: 300_000,
        },
        Fault::EgressAllowList { at: vec![tokyo], allowed: vec![StsName::Global] },
        Fault::VpcEndpointOnly { at: vec![region("ap-northeast-1")] },
        Fault::RegionDeny { allowed: vec![region("ap-northeast-1"), region("eu-west-1")] },
    ];
    assert_eq!(faults, expected);
}

#[test]
fn whatever_a_file_says_survives_packing() {
    let scenario = everything();
    assert_eq!(sts_atlas_intake::unpack(&sts_atlas_intake::pack(&scenario)), Ok(scenario));
}
