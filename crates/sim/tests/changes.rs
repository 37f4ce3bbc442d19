//! Changes of IAM and of enabled Regions: whom they concern, and what becomes of two at once.
//! How a change spreads in a failure is `outcomes`' business.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::{Micros, Sdk};
use sts_atlas_sim::{Change, ChangeSpec, Credentials, Kind, Operation, SimTime, State};
use support::{Scenario, Who, index_of, region, scenario, state, who};

const TODAY: &str = "2026-11-21";
const EVERY: Micros = Micros::from_minutes(1);

fn admin() -> Who {
    let mut admin = who("admin", "us-east-1", Sdk::Boto3, "1.44.0").credentials(Credentials::AccessKey);
    admin.0.kind = Kind::Admin { every: Micros::from_minutes(60) };
    admin
}

fn change(name: &str, minute: u64, what: Change) -> ChangeSpec {
    ChangeSpec { name: name.to_owned(), by: 0, at: SimTime::from_minutes(minute), account: 0, what }
}

/// How somebody fares whose role is deleted in the tenth minute, half an hour later.
fn without_a_role(who: Who) -> State {
    let name = who.0.name.clone();
    let mut scenario = scenario(TODAY).with(admin()).with(who);
    scenario.spec.changes.push(change("delete", 10, Change::Role { principal: 1, exists: false }));
    let world = scenario.at(SimTime::from_minutes(40));
    assert!(world.changes().next().unwrap().arrived.len() > 10, "deleted everywhere");
    state(&world, index_of(&world, &scenario.spec, &name, 1))
}

#[test]
fn a_deleted_role_concerns_only_those_who_assume_it() {
    let boto3 = |operation| {
        let mut one = who("one", "ap-northeast-1", Sdk::Boto3, "1.44.0").session(Micros::from_minutes(15));
        one.0.operation = operation;
        one
    };
    assert_eq!(without_a_role(boto3(None)), State::Impaired);
    for credentials in [Credentials::WebIdentity, Credentials::Saml, Credentials::Imds] {
        assert_eq!(without_a_role(boto3(None).credentials(credentials)), State::Impaired, "{credentials:?}");
    }
    assert_eq!(without_a_role(boto3(None).credentials(Credentials::AccessKey)), State::Healthy);
    for operation in [Operation::GetSessionToken, Operation::GetFederationToken] {
        assert_eq!(without_a_role(boto3(Some(operation))), State::Healthy, "{operation:?}");
    }
    let job = boto3(Some(Operation::GetCallerIdentity)).job(EVERY);
    assert_eq!(without_a_role(job), State::Healthy);
}

#[test]
fn what_becomes_of_a_write_is_no_principals_state() {
    // Given a write that can never go out, as its administrator may not.
    let mut scenario = scenario(TODAY).with(admin());
    scenario.spec.changes.push(change("deny", 10, Change::Permission { principal: 0, allowed: false }));
    let mut scenario_with_write = scenario.clone();
    let write = Change::StsEndpoint { region: region("eu-west-1"), active: false };
    scenario_with_write.spec.changes.push(change("write", 20, write));
    let changes = |scenario: &Scenario| scenario.at(SimTime::from_minutes(40)).state_changes();
    assert_eq!(changes(&scenario_with_write), changes(&scenario));
}
