//! The shared quota: 600 requests a second per caller's account and Region, and whose bucket a call draws on.
//! Bursts are assumed; everything else about requests is tested elsewhere.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::{EndpointMode, Micros, Sdk};
use sts_atlas_sim::{Account, ApiError, Credentials, Failure, ServiceKind, SimTime, World};
use support::{Scenario, Who, run, scenario, who};

const AFTER: &str = "2026-11-21";
const BEFORE: &str = "2024-08-29";
const SECONDS: u64 = 5;

/// So many jobs a second, their phases drawn.
fn jobs(name: &str, at: &str, sdk: Sdk, a_second: u32) -> Who {
    let version = if sdk == Sdk::Boto3 { "1.39.0" } else { "2.1693.0" };
    who(name, at, sdk, version).job(Micros::from_secs(1)).count(a_second)
}

/// A burst of 50: enough for the accidents of drawn phases, too little to hide an overload.
fn tight(as_of: &str) -> Scenario {
    scenario(as_of).assume(|assume| assume.quota_burst = 50)
}

fn finished(scenario: &Scenario) -> World {
    let mut world = scenario.world();
    run(&mut world, SimTime::from_secs(SECONDS));
    world
}

fn throttled(world: &World) -> u64 {
    world.metrics().sum(|_, _| true).failed_with(Failure::Api(ApiError::Throttling))
}

#[test]
fn six_hundred_a_second_are_served_and_the_rest_is_throttled() {
    for (a_second, overload) in [(500, false), (1_500, true)] {
        let world = finished(&tight(AFTER).with(jobs("app", "ap-northeast-1", Sdk::Boto3, a_second)));
        let issued = world.metrics().sum(|kind, _| kind != ServiceKind::Service).succeeded;
        assert_eq!(throttled(&world) > 0, overload, "{a_second} a second");
        if overload {
            let most = 600 * SECONDS + 50;
            assert!((most * 95 / 100..=most).contains(&issued), "{issued} of at most {most}");
        }
    }
}

#[test]
fn the_quota_moves_others_only_through_their_common_bucket() {
    let one = jobs("one", "ap-northeast-1", Sdk::Boto3, 400);
    let other = jobs("other", "ap-northeast-1", Sdk::Boto3, 400);
    let abroad = other.clone().mode(EndpointMode::Regional).client_region("us-west-2");
    let unsigned = other.clone().credentials(Credentials::WebIdentity);
    let mut elsewhere = other.clone();
    elsewhere.0.account = 1;
    let cases = [
        ("the same account and Region", other.clone(), true),
        ("another Region", abroad, false),
        ("an operation outside the quota", unsigned, false),
        ("another account", elsewhere, false),
    ];
    for (what, other, shared) in cases {
        let mut both = tight(AFTER).with(one.clone()).with(other);
        both.spec.accounts.push(Account::new("second"));
        assert_eq!(throttled(&finished(&both)) > 0, shared, "{what}");
    }
}

#[test]
fn since_2025_the_global_name_has_a_bucket_of_its_own_for_each_origin() {
    // Opt-in Regions, whose global name is served by us-east-1 before and after.
    let hong_kong = jobs("hong-kong", "ap-east-1", Sdk::JavaScript, 400);
    let jakarta = jobs("jakarta", "ap-southeast-3", Sdk::JavaScript, 400);
    let virginia = jobs("virginia", "us-east-1", Sdk::Boto3, 400).mode(EndpointMode::Regional);
    for (as_of, shared) in [(BEFORE, true), (AFTER, false)] {
        let origins = tight(as_of).with(hong_kong.clone()).with(jakarta.clone());
        assert_eq!(throttled(&finished(&origins)) > 0, shared, "two origins, as of {as_of}");
        let kinds = tight(as_of).with(hong_kong.clone()).with(virginia.clone());
        assert_eq!(throttled(&finished(&kinds)) > 0, shared, "global and Regional in us-east-1, as of {as_of}");
    }
    // One origin's callers always share.
    let same = tight(AFTER).with(hong_kong).with(jobs("more", "ap-east-1", Sdk::JavaScript, 400));
    assert!(throttled(&finished(&same)) > 0);
}
