//! What holds in every world: conservation, one order, checkpoints, independence, and no panic whatever the input.
//! Each loop is over random scenarios named by their number; quotas are in `quota`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::Arc;

use sts_atlas_facts::{EndpointMode, Micros, Place, RegionId, RegionSet};
use sts_atlas_sim::{
    ApiError, Direction, EndpointKind, Failure, Fault, FaultSchedule, FaultWindow, Kind, Metrics, PathEffect,
    PrincipalView, Progress, RegionChoice, ServerEffect, SimTime, State, StsNames, TokenVersion, World,
};
use support::random::{Choices, fault, principal, random_scenario};
use support::{Scenario, index_of, record, region, run};

const LENGTH: Micros = Micros::from_minutes(60);
const END: SimTime = SimTime::from_minutes(60);

/// Everything a reader can see of a world at a moment.
fn sight(world: &World) -> (SimTime, u64, Vec<Option<u64>>, Metrics, Vec<String>) {
    let views = (0..world.principals()).map(|index| format!("{:?}", world.principal(index)));
    let digests = (0..world.principals()).map(|index| world.digest_of(index)).collect();
    (world.now(), world.digest(), digests, world.metrics().clone(), views.collect())
}

fn finished(scenario: &Scenario) -> World {
    scenario.at(END)
}

/// Digest of an instance, by name and ordinal.
fn digest_of(world: &World, scenario: &Scenario, name: &str, ordinal: u32) -> u64 {
    world.digest_of(index_of(world, &scenario.spec, name, ordinal)).unwrap()
}

fn views(world: &World) -> impl Iterator<Item = PrincipalView> {
    (0..world.principals()).map(|index| world.principal(index).unwrap())
}

#[test]
fn every_request_sent_is_done_failed_or_under_way() {
    for seed in 0..60 {
        let mut world = random_scenario(seed, LENGTH).world();
        for minute in 1..=60 {
            run(&mut world, SimTime::from_minutes(minute));
            let all = world.metrics().sum(|_, _| true);
            let under_way = world.in_flight().count() as u64;
            assert_eq!(all.issued, all.succeeded + all.failed_total() + under_way, "scenario {seed}, minute {minute}");
            assert_eq!(all.latency.total(), all.succeeded, "scenario {seed}");
            let routes: u64 = world.metrics().iter().map(|(_, _, counts)| counts.issued).sum();
            assert_eq!(routes, all.issued, "scenario {seed}");
        }
    }
}

#[test]
fn one_step_or_a_thousand_come_to_the_same() {
    for seed in 0..60 {
        let scenario = random_scenario(seed, LENGTH);
        let whole = sight(&finished(&scenario));
        let mut choices = Choices::new(seed);
        let mut world = scenario.world();
        let mut until = SimTime::START;
        while world.now() < END || until < END {
            until = SimTime(until.0 + 1 + choices.below(LENGTH.0 / 100)).min(END);
            while world.advance(until, choices.below(50)) == Progress::Stopped {}
        }
        assert_eq!(sight(&world), whole, "scenario {seed}");
    }
}

#[test]
fn a_checkpoint_goes_on_like_the_world_it_was_taken_from() {
    for seed in 0..60 {
        let scenario = random_scenario(seed, LENGTH);
        let mut choices = Choices::new(seed);
        let mut world = scenario.world();
        // Stopped at a time, or in the middle of events.
        let _ = world.advance(SimTime(choices.below(LENGTH.0)), choices.below(4_000));
        let mut checkpoint = world.clone();
        run(&mut world, END);
        run(&mut checkpoint, END);
        assert_eq!(sight(&checkpoint), sight(&world), "scenario {seed}");
        assert_eq!(sight(&world), sight(&finished(&scenario)), "scenario {seed}");
    }
}

#[test]
fn time_never_runs_backwards() {
    for seed in 0..60 {
        let mut world = random_scenario(seed, LENGTH).world();
        loop {
            let (before, next) = (world.now(), world.next_event());
            assert!(next.is_none_or(|next| next >= before), "scenario {seed}: at {before:?} next is {next:?}");
            let progress = world.advance(END, 1);
            assert!(world.now() >= before, "scenario {seed}: {before:?} then {:?}", world.now());
            assert!(next.is_none_or(|next| world.now() >= next.min(END)), "scenario {seed}");
            for request in world.in_flight() {
                assert!(
                    request.began <= world.now() && world.now() <= request.gives_up,
                    "scenario {seed}: {request:?}"
                );
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
fn a_fault_that_never_holds_changes_nothing() {
    for seed in 0..40 {
        let scenario = random_scenario(seed, LENGTH);
        let mut choices = Choices::new(seed);
        let empty = FaultWindow { start: SimTime(choices.below(LENGTH.0)), end: SimTime::START };
        let mut other = scenario.clone();
        other.faults.push((fault(&mut choices), vec![empty]));
        assert_eq!(sight(&finished(&other)), sight(&finished(&scenario)), "scenario {seed}");
    }
}

#[test]
fn a_fault_elsewhere_moves_nobody() {
    for seed in 0..100 {
        let scenario = random_scenario(seed, LENGTH);
        let mut choices = Choices::new(seed);
        let window = |choices: &mut Choices| {
            let start = choices.below(LENGTH.0);
            FaultWindow { start: SimTime(start), end: SimTime(start + choices.below(20_000_000)) }
        };
        // Between Regions in which nobody stands and which nobody calls.
        let elsewhere = support::cut(&["af-south-1", "Sydney"], &["sa-east-1", "mx-central-1"]);
        let mut other = scenario.clone();
        other.faults.push((elsewhere, (0..200).map(|_| window(&mut choices)).collect()));
        let (with, without) = (finished(&other), finished(&scenario));
        assert_eq!(with.digest(), without.digest(), "scenario {seed}");
        let sums = |world: &World| world.metrics().sum(|_, _| true);
        assert_eq!(sums(&with), sums(&without), "scenario {seed}");
    }
}

#[test]
fn a_schedule_changed_in_its_future_is_as_if_it_had_always_been_so() {
    for seed in 0..60 {
        let scenario = random_scenario(seed, LENGTH);
        let mut choices = Choices::new(seed);
        let now = SimTime(choices.below(LENGTH.0));
        let mut world = scenario.at(now);
        let changed = with_another_future(&scenario, now, &mut choices);
        world.reschedule(changed.schedule());
        run(&mut world, END);
        assert_eq!(sight(&world), sight(&finished(&changed)), "scenario {seed}, changed at {now:?}");
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
    for seed in 0..40 {
        let mut scenario = random_scenario(seed, LENGTH);
        let world = finished(&scenario);
        if world.metrics().sum(|_, _| true).issued == 0 {
            continue;
        }
        assert_eq!(finished(&scenario).digest(), world.digest(), "scenario {seed} repeated");
        scenario.seed += 1;
        assert_ne!(finished(&scenario).digest(), world.digest(), "scenario {seed}");
    }
}

#[test]
fn a_principal_changed_added_or_moved_in_the_file_moves_no_other() {
    for seed in 0..40 {
        let scenario = random_scenario(seed, LENGTH);
        let world = finished(&scenario);
        let mut choices = Choices::new(seed);
        let accounts = scenario.spec.accounts.len();
        let chosen = choices.below(scenario.spec.principals.len() as u64) as usize;

        let mut changed = scenario.clone();
        let name = changed.spec.principals[chosen].name.clone();
        changed.spec.principals[chosen] = principal(&mut choices, 0, accounts);
        changed.spec.principals[chosen].name = name.clone();
        let mut joined = scenario.clone();
        let mut newcomer = principal(&mut choices, 0, accounts);
        "another".clone_into(&mut newcomer.name);
        joined.spec.principals.insert(chosen, newcomer);
        let mut reordered = scenario.clone();
        reordered.spec.principals.reverse();
        let mut grown = scenario.clone();
        grown.spec.principals[chosen].count += 1;

        for (what, other) in [("changed", &changed), ("joined", &joined), ("reordered", &reordered), ("grown", &grown)]
        {
            let after = finished(other);
            for who in scenario.spec.principals.iter().filter(|who| what != "changed" || who.name != name) {
                for ordinal in 1..=who.count {
                    let before = digest_of(&world, &scenario, &who.name, ordinal);
                    let now = digest_of(&after, other, &who.name, ordinal);
                    assert_eq!(before, now, "scenario {seed}, {what} {name}: {}/{ordinal}", who.name);
                }
            }
        }
        assert_eq!(finished(&reordered).digest(), world.digest(), "scenario {seed}: the world's digest has one order");
    }
}

#[test]
fn two_worlds_that_swap_their_settings_swap_their_digests() {
    let with_mode = |scenario: &Scenario, mode| {
        let mut world = scenario.clone();
        for who in &mut world.spec.principals {
            who.client.endpoint_mode = Some(mode);
        }
        world
    };
    let mut differed = 0;
    for seed in 0..80 {
        let scenario = random_scenario(seed, LENGTH);
        let (legacy, regional) =
            (with_mode(&scenario, EndpointMode::Legacy), with_mode(&scenario, EndpointMode::Regional));
        let before = [finished(&legacy).digest(), finished(&regional).digest()];
        let swapped = [with_mode(&legacy, EndpointMode::Regional), with_mode(&regional, EndpointMode::Legacy)];
        let after = swapped.map(|scenario| finished(&scenario).digest());
        assert_eq!([after[1], after[0]], before, "scenario {seed}");
        differed += usize::from(before[0] != before[1]);
    }
    assert!(differed > 10, "{differed}");
}

#[test]
fn without_faults_nothing_fails_that_no_rule_demands() {
    for seed in 0..60 {
        let mut scenario = random_scenario(seed, LENGTH);
        scenario.faults.clear();
        for record in record(&mut scenario.world(), END) {
            if let sts_atlas_sim::Outcome::Failed(failure) = record.outcome {
                let demanded = [
                    ApiError::InvalidClientTokenId,
                    ApiError::RegionDisabled,
                    ApiError::TokenRefused,
                    ApiError::RegionNotEnabled,
                ];
                assert!(demanded.iter().any(|&error| failure == Failure::Api(error)), "scenario {seed}: {record:?}");
            }
        }
        // With every Region enabled, every endpoint active and all-Region tokens, no rule demands anything.
        for account in &mut scenario.spec.accounts {
            account.opt_in = RegionId::all().collect();
            account.sts_deactivated = RegionSet::default();
            account.global_token = TokenVersion::V2;
        }
        let world = finished(&scenario);
        assert_eq!(world.metrics().sum(|_, _| true).failed_total(), 0, "scenario {seed}");
        for view in views(&world) {
            let who = &scenario.spec.principals[view.spec];
            let calls_sts = who.credentials.operation().is_some();
            let refuses = calls_sts && sts_atlas_sim::decide(&who.client).is_err();
            let expected = if refuses && view.inactive.is_none() { State::Impaired } else { State::Healthy };
            assert_eq!(view.state, expected, "scenario {seed}: {who:?}");
        }
    }
}

/// Places, times and shares at and beyond what a scenario file allows.
fn odd_scenario(seed: u64) -> Scenario {
    let mut scenario = random_scenario(seed, LENGTH);
    let mut choices = Choices::new(seed);
    let regions: Vec<RegionId> = RegionId::all().collect();
    let cities: Vec<Place> = sts_atlas_facts::CityId::all().map(Place::City).collect();
    for who in &mut scenario.spec.principals {
        who.at = if choices.one_in(2) { choices.of(&cities) } else { Place::Region(choices.of(&regions)) };
        let home = RegionChoice::Region(choices.of(&regions));
        who.client.region = choices.of(&[home, RegionChoice::None]);
        who.uses = (0..choices.between(1, 9)).map(|_| choices.of(&regions)).collect();
        who.session = Micros(choices.of(&[0, 1, 900_000_000, 43_200_000_000, u64::MAX]));
        who.count = choices.of(&[0, 1, 3]);
        if let Kind::Job { every } = &mut who.kind {
            *every = Micros(choices.of(&[200_000, 1_000_000, 3_600_000_000, u64::MAX]));
        }
    }
    let assumptions = &mut scenario.spec.assumptions;
    assumptions.dns = Micros(choices.of(&[0, 4_000, 500_000_000]));
    assumptions.tls_round_trips = choices.of(&[0, 1, 2, 1_000]) as u32;
    assumptions.issue_server_time = Micros(choices.of(&[0, 13_000, 100_000_000]));
    assumptions.next_call = Micros(choices.of(&[200_000, 1_000_000, 3_600_000_000]));
    assumptions.quota_burst = choices.of(&[0, 1, u32::MAX]);
    for _ in 0..4 {
        let permille = choices.of(&[0, 1, 1_000, u32::MAX]);
        let parts_per_million = choices.of(&[0, 1_000_000, 2_000_000, u32::MAX]);
        let path = choices.of(&[PathEffect::Slow { permille }, PathEffect::Loss { parts_per_million }]);
        let sts = choices.of(&[ServerEffect::Slow { permille }, ServerEffect::Errors { parts_per_million }]);
        let everywhere: Vec<Place> = regions.iter().map(|&region| Place::Region(region)).collect();
        let path = Fault::Path { from: everywhere, to: regions.clone(), direction: Direction::BothWays, effect: path };
        let sts = Fault::Sts { at: regions.clone(), names: StsNames::Both, effect: sts };
        for fault in [path, sts, Fault::Region { at: Vec::new() }] {
            let start = SimTime(choices.below(LENGTH.0));
            let end = SimTime(start.0 + choices.below(LENGTH.0));
            let end = choices.of(&[SimTime::NEVER, end]);
            scenario.faults.push((fault, vec![FaultWindow { start, end }]));
        }
    }
    scenario
}

#[test]
fn no_scenario_makes_a_world_panic() {
    for seed in 0..150 {
        let scenario = odd_scenario(seed);
        let mut world = scenario.world();
        for minute in (0..=60).step_by(6) {
            let _ = world.advance(SimTime::from_minutes(minute), 20_000);
            for index in 0..=world.principals() {
                let _ = (world.principal(index), world.why_principal(index), world.decision(index));
            }
            let reasons: usize = world.recent().map(|record| world.why_request(record).len()).sum();
            let looks = world.in_flight().count() + world.routes().count() + world.checkpoint_bytes() + reasons;
            assert!(looks > 0);
        }
        let _ = world.sts_down(region("us-east-1"), EndpointKind::Global);
        world.reschedule(Arc::new(FaultSchedule::default()));
        let _ = world.advance(SimTime::from_minutes(61), 5_000);
    }
}
