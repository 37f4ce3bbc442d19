//! Changes of IAM and of enabled Regions: whom they concern, and what becomes of two at once.
//! How a change spreads in a failure is `outcomes`' business.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::{Micros, Sdk};
use sts_atlas_sim::{Change, ChangeSpec, Credentials, Kind, SimTime};
use support::{Scenario, Who, region, scenario, who};

const TODAY: &str = "2026-11-21";

fn admin() -> Who {
    let mut admin = who("admin", "us-east-1", Sdk::Boto3, "1.44.0").credentials(Credentials::AccessKey);
    admin.0.kind = Kind::Admin { every: Micros::from_minutes(60) };
    admin
}

fn change(name: &str, minute: u64, what: Change) -> ChangeSpec {
    ChangeSpec { name: name.to_owned(), by: 0, at: SimTime::from_minutes(minute), account: 0, what }
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
