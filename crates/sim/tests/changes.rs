//! Changes of IAM and of enabled Regions: whom they concern, and what becomes of two at once.
//! How a change spreads in a failure is `outcomes`' business.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::{Micros, RuleId, Sdk};
use sts_atlas_sim::{
    ApiError, CauseKind, Change, ChangeSpec, Credentials, Failure, Kind, Operation, Outcome, ServiceKind, SimTime,
    State,
};
use support::{Scenario, Who, index_of, record, region, scenario, state, who};

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

/// An opt-in Region that is enabled, and disabled before that is done, or the other way round.
fn switched(first: bool) -> Scenario {
    let region = region("ap-east-1");
    let mut scenario = scenario(TODAY).with(admin());
    if first {
        scenario.spec.accounts[0].opt_in.remove(region);
    }
    scenario.spec.changes.push(change("first", 10, Change::OptIn { region, enabled: first }));
    scenario.spec.changes.push(change("second", 11, Change::OptIn { region, enabled: !first }));
    scenario
}

#[test]
fn a_region_on_its_way_to_be_enabled_or_disabled_cannot_be_switched_until_that_is_done() {
    for first in [true, false] {
        let mut world = switched(first).world();
        let records = record(&mut world, SimTime::from_minutes(20 * 60));
        let [one, other] = [0, 1].map(|index| world.changes().nth(index).unwrap());
        let done = one.arrived[0].1;
        assert!(done.since(SimTime::START) >= Micros::from_minutes(12), "{done:?}");
        let writes: Vec<_> = records.iter().filter(|record| record.service == ServiceKind::AccountApi).collect();
        let refused = |at: SimTime| {
            let conflict = Outcome::Failed(Failure::Api(ApiError::Conflict));
            writes.iter().any(|record| record.ended == at && record.outcome == conflict)
        };
        let (first_write, last_write) = (writes[0], *writes.last().unwrap());
        assert_eq!((first_write.outcome, last_write.outcome), (Outcome::Served, Outcome::Served));
        let between = &writes[1..writes.len() - 1];
        assert!(!between.is_empty() && between.iter().all(|record| refused(record.ended)), "{writes:?}");
        assert!(last_write.ended > done, "tried again every minute until then");
        assert_eq!(other.acknowledged, Some(last_write.ended));
        let chain = world.why_request(between[0]);
        assert_eq!(chain[0].rule, RuleId::IamSwitchUnderWay);
        let under_way = CauseKind::ChangeArrives { change: 0, region: region("ap-east-1"), arrived: None };
        assert!(chain.iter().any(|cause| cause.kind == under_way), "{chain:?}");
        assert!(between.iter().all(|record| record.ended < done.plus(Micros::from_secs(1))), "{between:?}");
    }
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
