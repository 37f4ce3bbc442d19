//! Who moves whom: nobody by a fault that never holds or lies elsewhere, by another principal, by a change about others.
//! Each loop is over random scenarios named by subject and number.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::{EndpointMode, Micros};
use sts_atlas_sim::{Change, FaultWindow, SimTime, World};
use support::random::cast::{Subject, scenario_about};
use support::random::{Choices, fault, principal, random_scenario, scenarios};
use support::{Scenario, digest_of, sight};

const LENGTH: Micros = Micros::from_minutes(60);
const END: SimTime = SimTime::from_minutes(60);

fn finished(scenario: &Scenario) -> World {
    scenario.at(END)
}

#[test]
fn a_fault_that_never_holds_changes_nothing() {
    for (seed, scenario) in scenarios(40, LENGTH) {
        let mut choices = seed.choices();
        let empty = FaultWindow { start: SimTime(choices.below(LENGTH.0)), end: SimTime::START };
        let mut other = scenario.clone();
        other.faults.push((fault(&mut choices), vec![empty]));
        assert_eq!(sight(&finished(&other)), sight(&finished(&scenario)), "{seed}");
    }
}

#[test]
fn a_fault_elsewhere_moves_nobody() {
    for (seed, scenario) in scenarios(100, LENGTH) {
        let mut choices = seed.choices();
        let window = |choices: &mut Choices| {
            let start = choices.below(LENGTH.0);
            FaultWindow { start: SimTime(start), end: SimTime(start + choices.below(20_000_000)) }
        };
        // Between Regions in which nobody stands and which nobody calls.
        let elsewhere = support::cut(&["af-south-1", "Sydney"], &["sa-east-1", "mx-central-1"]);
        let mut other = scenario.clone();
        other.faults.push((elsewhere, (0..200).map(|_| window(&mut choices)).collect()));
        let (with, without) = (finished(&other), finished(&scenario));
        assert_eq!(with.digest(), without.digest(), "{seed}");
        let sums = |world: &World| world.metrics().sum(|_, _| true);
        assert_eq!(sums(&with), sums(&without), "{seed}");
    }
}

/// The same world with its principals the other way round.
fn reversed(scenario: &Scenario) -> Scenario {
    let mut reversed = scenario.clone();
    reversed.spec.principals.reverse();
    let last = scenario.spec.principals.len() - 1;
    renumber(&mut reversed, |index| last - index);
    reversed
}

/// Changes name principals by their place.
fn renumber(scenario: &mut Scenario, place: impl Fn(usize) -> usize) {
    for change in &mut scenario.spec.changes {
        change.by = place(change.by);
        if let Change::Role { principal, .. } | Change::Permission { principal, .. } = &mut change.what {
            *principal = place(*principal);
        }
    }
}

#[test]
fn a_principal_changed_added_or_moved_in_the_file_moves_no_other() {
    for (seed, scenario) in scenarios(40, LENGTH) {
        let world = finished(&scenario);
        let mut choices = seed.choices();
        let accounts = scenario.spec.accounts.len();
        let writes = |index: usize| scenario.spec.changes.iter().any(|change| change.by == index);
        let others = (0..scenario.spec.principals.len()).filter(|&index| !writes(index)).collect::<Vec<_>>();
        let chosen = choices.of(&others);

        let mut changed = scenario.clone();
        let name = changed.spec.principals[chosen].name.clone();
        changed.spec.principals[chosen] = principal(&mut choices, 0, accounts);
        changed.spec.principals[chosen].name = name.clone();
        let mut joined = scenario.clone();
        let mut newcomer = principal(&mut choices, 0, accounts);
        "another".clone_into(&mut newcomer.name);
        joined.spec.principals.insert(chosen, newcomer);
        renumber(&mut joined, |index| index + usize::from(index >= chosen));
        let reordered = reversed(&scenario);
        let mut grown = scenario.clone();
        grown.spec.principals[chosen].count += 1;

        for (what, other) in [("changed", &changed), ("joined", &joined), ("reordered", &reordered), ("grown", &grown)]
        {
            let after = finished(other);
            for who in scenario.spec.principals.iter().filter(|who| what != "changed" || who.name != name) {
                for ordinal in 1..=who.count {
                    let before = digest_of(&world, &scenario, &who.name, ordinal);
                    let now = digest_of(&after, other, &who.name, ordinal);
                    assert_eq!(before, now, "{seed}, {what} {name}: {}/{ordinal}", who.name);
                }
            }
            let written =
                |world: &World| world.changes().map(|view| (view.acknowledged, view.arrived)).collect::<Vec<_>>();
            assert_eq!(written(&after), written(&world), "{seed}, {what} {name}");
        }
        assert_eq!(finished(&reordered).digest(), world.digest(), "{seed}: the world's digest has one order");
    }
}

#[test]
fn a_change_about_somebody_moves_nobody_else() {
    let mut moved = 0;
    for number in 0..60 {
        let scenario = scenario_about(Subject::Changes, number, LENGTH);
        let mut other = scenario.clone();
        let about = |what: Change| match what {
            Change::Role { principal, .. } | Change::Permission { principal, .. } => Some(principal),
            _ => None,
        };
        let Some(at) =
            other.spec.changes.iter().position(|change| about(change.what).is_some_and(|who| who != change.by))
        else {
            continue;
        };
        let gone = other.spec.changes.remove(at);
        let (with, without) = (finished(&scenario), finished(&other));
        for (index, who) in scenario.spec.principals.iter().enumerate() {
            for ordinal in 1..=who.count {
                let same =
                    digest_of(&with, &scenario, &who.name, ordinal) == digest_of(&without, &other, &who.name, ordinal);
                assert!(same || Some(index) == about(gone.what), "scenario {number}: {gone:?} moved {}", who.name);
                moved += u32::from(!same);
            }
        }
    }
    assert!(moved > 5, "{moved}");
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
