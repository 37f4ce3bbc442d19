//! Stories of spring 2025, when nobody knows whether us-east-1 or the caller's own Region serves the global name.
//! Unknown is only what comes out differently in the two; other silences of AWS are in `outcomes`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::{Micros, Sdk};
use sts_atlas_sim::{
    ApiError, Credentials, Failure, Fault, Outcome, Resolver, ServerEffect, SimTime, State, StsName, StsNames, World,
};
use support::{Scenario, cut, index_of, place, record, run, scenario, state, sts, who};

const EVERY_MINUTE: Micros = Micros::from_minutes(1);

fn of(world: &World, scenario: &Scenario, name: &str) -> State {
    state(world, index_of(world, &scenario.spec, name, 1))
}

#[test]
fn a_share_of_failures_at_an_endpoint_nobody_is_sure_of_is_unknown() {
    let errors = ServerEffect::Errors { parts_per_million: 500_000 };
    let rolling_out = scenario("2025-03-01")
        .with(who("app", "ap-northeast-1", Sdk::Boto3, "1.36.0"))
        .with(who("own-dns", "ap-northeast-1", Sdk::Boto3, "1.36.0").resolver(Resolver::Other))
        .fault(sts("us-east-1", StsNames::GlobalOnly, errors), SimTime::START, SimTime::NEVER);
    let world = rolling_out.world();
    assert_eq!(of(&world, &rolling_out, "app"), State::Unknown);
    assert_eq!(of(&world, &rolling_out, "own-dns"), State::Healthy);
}

#[test]
fn what_nobody_could_tell_is_looked_at_again_once_a_remembered_address_is_forgotten() {
    // Given a job that remembers the global name for ten minutes, in days when nobody knows who serves it, and from the
    // fifth minute on neither a way to us-east-1 nor an answer of the DNS.
    let boto3 = who("job", "ap-northeast-1", Sdk::Boto3, "1.36.0").job(EVERY_MINUTE);
    let dns = Fault::Dns { names: vec![StsName::Global], from: vec![], resolver: None };
    let scenario = scenario("2025-03-01")
        .assume(|assume| assume.dns_lifetime = Micros::from_minutes(10))
        .with(boto3)
        .fault(cut(&["ap-northeast-1"], &["us-east-1"]), SimTime::from_minutes(5), SimTime::NEVER)
        .fault(dns, SimTime::from_minutes(5), SimTime::NEVER);
    let mut world = scenario.world();
    let looked_up = record(&mut world, SimTime::from_minutes(1))[0].began;
    run(&mut world, SimTime::from_minutes(9));
    assert_eq!(state(&world, 0), State::Unknown);
    // When the address is forgotten, the name has none for certain.
    let records = record(&mut world, SimTime::from_minutes(13));
    let forgotten = looked_up.plus(Micros::from_minutes(10));
    assert_eq!(records[0].began, forgotten);
    assert_eq!(records[0].outcome, Outcome::Failed(Failure::NameNotFound));
    assert_eq!(state(&world, 0), State::Impaired);
}

#[test]
fn an_issuer_that_neither_region_reaches_is_lost_for_certain_and_one_that_only_one_reaches_is_not() {
    let app = |issuer: &str| {
        let mut app = who("app", "ap-northeast-1", Sdk::Boto3, "1.36.0").job(EVERY_MINUTE);
        app.0.credentials = Credentials::WebIdentity;
        app.0.issuer = Some(place(issuer));
        scenario("2025-03-01").with(app)
    };
    let lost = |at: &str| Fault::Issuer { at: vec![place(at)] };
    let down = |code: &str| Fault::Region { at: vec![support::region(code)] };
    let rows = [
        // Whoever serves it asks in vain.
        (app("London"), lost("London"), State::Impaired),
        (app("ap-northeast-1"), lost("ap-northeast-1"), State::Impaired),
        (app("eu-west-1"), down("eu-west-1"), State::Impaired),
        // Only one of the two, or the other, has no way to it.
        (app("eu-west-1"), cut(&["us-east-1"], &["eu-west-1"]), State::Unknown),
        (app("eu-west-1"), lost("London"), State::Healthy),
        (app("eu-west-1"), cut(&["us-east-1", "ap-northeast-1"], &["eu-west-1"]), State::Impaired),
    ];
    for (scenario, fault, expected) in rows {
        let scenario = scenario.fault(fault.clone(), SimTime::START, SimTime::NEVER);
        let mut world = scenario.world();
        let records = record(&mut world, SimTime::from_minutes(5));
        assert_eq!(state(&world, 0), expected, "{fault:?}");
        let told =
            records.iter().filter(|record| record.outcome == Outcome::Failed(Failure::Api(ApiError::IdpCommunication)));
        assert_eq!(told.count() > 0, expected == State::Impaired, "{fault:?}");
    }
}
