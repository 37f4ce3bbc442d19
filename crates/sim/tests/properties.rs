//! What holds in every world: conservation, one order, checkpoints, schedules to come, and no panic whatever the input.
//! Each loop is over random scenarios named by subject and number; quotas are in `quota`, who moves whom in `independence`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::Arc;

use sts_atlas_facts::Micros;
use sts_atlas_sim::{
    Direction, EndpointKind, Failure, FaultSchedule, FaultWindow, Outcome, PathEffect, Progress, SimTime, State, World,
};
use support::random::odd::odd_scenario;
use support::random::{Choices, fault, scenarios};
use support::{Scenario, record, region, run, sight};

const LENGTH: Micros = Micros::from_minutes(60);
const END: SimTime = SimTime::from_minutes(60);

fn finished(scenario: &Scenario) -> World {
    scenario.at(END)
}

#[test]
fn every_request_sent_is_done_failed_or_under_way() {
    for (seed, scenario) in scenarios(60, LENGTH) {
        let mut world = scenario.world();
        for minute in 1..=60 {
            run(&mut world, SimTime::from_minutes(minute));
            let all = world.metrics().sum(|_, _| true);
            let under_way = world.in_flight().count() as u64;
            assert_eq!(all.issued, all.succeeded + all.failed_total() + under_way, "{seed}, minute {minute}");
            assert_eq!(all.latency.total(), all.succeeded, "{seed}");
            let routes: u64 = world.metrics().iter().map(|(_, _, counts)| counts.issued).sum();
            assert_eq!(routes, all.issued, "{seed}");
        }
    }
}

#[test]
fn one_step_or_a_thousand_come_to_the_same() {
    for (seed, scenario) in scenarios(60, LENGTH) {
        let whole = sight(&finished(&scenario));
        let mut choices = seed.choices();
        let mut world = scenario.world();
        let mut until = SimTime::START;
        while world.now() < END || until < END {
            until = SimTime(until.0 + 1 + choices.below(LENGTH.0 / 100)).min(END);
            while world.advance(until, choices.below(50)) == Progress::Stopped {}
        }
        assert_eq!(sight(&world), whole, "{seed}");
    }
}

#[test]
fn a_checkpoint_goes_on_like_the_world_it_was_taken_from() {
    for (seed, scenario) in scenarios(60, LENGTH) {
        let mut choices = seed.choices();
        let mut world = scenario.world();
        // Stopped at a time, or in the middle of events.
        let _ = world.advance(SimTime(choices.below(LENGTH.0)), choices.below(4_000));
        let mut checkpoint = world.clone();
        run(&mut world, END);
        run(&mut checkpoint, END);
        assert_eq!(sight(&checkpoint), sight(&world), "{seed}");
        assert_eq!(sight(&world), sight(&finished(&scenario)), "{seed}");
    }
}

#[test]
fn time_never_runs_backwards() {
    for (seed, scenario) in scenarios(60, LENGTH) {
        let mut world = scenario.world();
        loop {
            let (before, next) = (world.now(), world.next_event());
            assert!(next.is_none_or(|next| next >= before), "{seed}: at {before:?} next is {next:?}");
            let progress = world.advance(END, 1);
            assert!(world.now() >= before, "{seed}: {before:?} then {:?}", world.now());
            assert!(next.is_none_or(|next| world.now() >= next.min(END)), "{seed}");
            for request in world.in_flight() {
                assert!(request.began <= world.now() && world.now() <= request.gives_up, "{seed}: {request:?}");
            }
            if progress == Progress::Reached {
                break;
            }
        }
    }
}

#[test]
fn a_renewal_that_waited_for_an_answer_nobody_documents_begins_anew_and_not_in_the_past() {
    // Given Rust, whose renewals have a time limit, in a Region cut off for longer than AWS's promise of 24 hours.
    let hours = |hours: u64| SimTime::from_minutes(60 * hours);
    let app = support::who("app", "eu-west-1", sts_atlas_facts::Sdk::Rust, "1.13.0");
    let mut world = support::scenario("2026-11-21")
        .with(app)
        .fault(support::cut(&["eu-west-1"], &["us-east-1"]), SimTime::START, hours(30))
        .world();
    run(&mut world, SimTime(hours(30).0 - 1));
    assert_eq!(support::state(&world, 0), State::Unknown);
    run(&mut world, hours(30));
    assert!(world.next_event().unwrap() >= hours(30));
    let records = record(&mut world, SimTime(hours(30).0 + 1_000_000));
    assert!(records.iter().all(|record| record.began >= hours(30)), "{records:?}");
    assert_eq!(support::state(&world, 0), State::Healthy);
}

#[test]
fn a_client_that_waits_less_than_its_request_travels_gives_up_in_time_and_time_goes_on() {
    // Given a round trip of more than ten seconds, and a client that waits two for an answer.
    let slow = PathEffect::Slow { permille: 100_000 };
    let fault = support::path(&["ap-northeast-1"], &["us-east-1"], Direction::BothWays, slow);
    let mut app = support::who("app", "ap-northeast-1", sts_atlas_facts::Sdk::JavaScript, "2.1693.0")
        .client_region("us-east-1")
        .job(Micros::from_minutes(5));
    app.0.client.read_timeout = Some(Micros::from_secs(2));
    let mut world = support::scenario("2024-08-29").with(app).fault(fault, SimTime::START, SimTime::NEVER).world();
    let mut before = world.now();
    while world.advance(END, 1) == Progress::Stopped {
        assert!(world.now() >= before, "{before:?}, then {:?}", world.now());
        before = world.now();
    }
    let given_up: Vec<_> =
        world.recent().filter(|record| record.outcome == Outcome::Failed(Failure::ReadTimeout)).collect();
    assert!(given_up.len() > 3, "{given_up:?}");
    for record in given_up {
        assert_eq!(record.ended, record.connected_at.plus(Micros::from_secs(2)));
        assert!(record.fault.is_some(), "{record:?}");
    }
}

#[test]
fn a_schedule_changed_in_its_future_is_as_if_it_had_always_been_so() {
    for (seed, scenario) in scenarios(60, LENGTH) {
        let mut choices = seed.choices();
        let now = SimTime(choices.below(LENGTH.0));
        let mut world = scenario.at(now);
        let changed = with_another_future(&scenario, now, &mut choices);
        world.reschedule(changed.schedule());
        run(&mut world, END);
        assert_eq!(sight(&world), sight(&finished(&changed)), "{seed}, changed at {now:?}");
    }
}

/// What holds now and before stays; what is to come is drawn anew.
fn with_another_future(scenario: &Scenario, now: SimTime, choices: &mut Choices) -> Scenario {
    let mut changed = scenario.clone();
    let later = |choices: &mut Choices| SimTime(now.0 + 1 + choices.below(LENGTH.0));
    for (_, windows) in &mut changed.faults {
        windows.retain(|window| window.start <= now);
        for window in windows.iter_mut().filter(|window| window.end > now) {
            window.end = later(choices);
        }
    }
    for _ in 0..choices.below(3) {
        let (start, end) = (later(choices), later(choices));
        changed.faults.push((fault(choices), vec![FaultWindow { start, end }]));
    }
    changed
}

#[test]
fn another_seed_is_another_world() {
    for (seed, mut scenario) in scenarios(40, LENGTH) {
        let world = finished(&scenario);
        if world.metrics().sum(|_, _| true).issued == 0 {
            continue;
        }
        assert_eq!(finished(&scenario).digest(), world.digest(), "{seed} repeated");
        scenario.seed += 1;
        assert_ne!(finished(&scenario).digest(), world.digest(), "{seed}");
    }
}

#[test]
fn no_scenario_makes_a_world_panic() {
    for seed in 0..150 {
        let scenario = odd_scenario(seed, LENGTH);
        let mut world = scenario.world();
        for minute in (0..=60).step_by(6) {
            let _ = world.advance(SimTime::from_minutes(minute), 20_000);
            for index in 0..=world.principals() {
                let _ = (world.principal(index), world.why_principal(index), world.decision(index));
            }
            let reasons: usize = world.recent().map(|record| world.why_request(record).len()).sum();
            let _ = world.changes().count();
            let looks = world.in_flight().count() + world.routes().count() + world.checkpoint_bytes() + reasons;
            assert!(looks > 0);
        }
        let _ = world.sts_down(region("us-east-1"), EndpointKind::Global);
        world.reschedule(Arc::new(FaultSchedule::default()));
        let _ = world.advance(SimTime::from_minutes(61), 5_000);
    }
}
