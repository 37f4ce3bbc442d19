//! The log: what it tells, in which order, and that neither pauses nor edits leave a gap or tell anything twice.
//! Random walks compare it with worlds that run straight, in `properties`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use proptest::prelude::*;
use proptest::test_runner::Config;
use sts_atlas_facts::{Micros, Sdk, Version, preset_for};
use sts_atlas_player::{Command, Player, Recording, Scenario, WorldId};
use sts_atlas_sim::{
    Change, ChangeSpec, ClientSpec, Credentials, Happened, Kind, LogEntry, PrincipalSpec, RegionChoice, SimTime, State,
};
use support::{
    CUT, DAYS, END, GLOBAL_ERRORS, VIRGINIA, added_fault, assert_straight, go, logged, minutes, place, player,
    player_of, region, storm, switch,
};

fn log(player: &Player, world: WorldId) -> Vec<LogEntry> {
    player.history(world).log().entries().to_vec()
}

/// The storm with an administrator who writes a change while us-east-1 is out of reach of four Regions.
fn with_a_change() -> Scenario {
    let mut scenario = storm();
    let version = Version::parse("2.13.0").unwrap();
    let client =
        ClientSpec::new(preset_for(Sdk::AwsCli, version).unwrap(), version, RegionChoice::Region(region("us-east-1")));
    let kind = Kind::Admin { every: Micros::from_minutes(7) };
    for world in &mut scenario.worlds {
        let by = world.spec.principals.len();
        let admin = PrincipalSpec::new("admin", place("us-east-1"), kind, Credentials::AccessKey, client);
        world.spec.principals.push(admin);
        let what = Change::Permission { principal: 0, allowed: true };
        world.spec.changes.push(ChangeSpec { name: "allow".into(), by, at: minutes(12), account: 0, what });
    }
    scenario
}

#[test]
fn faults_states_first_failures_and_changes_are_told_in_order() {
    let mut player = player_of(with_a_change());
    go(&mut player, END);
    for id in WorldId::BOTH {
        let log = log(&player, id);
        assert!(log.is_sorted_by_key(|entry| entry.at));
        let told = |at, what| log.contains(&LogEntry { at: minutes(at), what });
        assert!(told(10, Happened::FaultBegan(CUT)) && told(25, Happened::FaultEnded(CUT)));
        assert!(told(45, Happened::FaultBegan(GLOBAL_ERRORS)) && told(50, Happened::FaultEnded(GLOBAL_ERRORS)));
        let position = |is: &dyn Fn(&Happened) -> bool| log.iter().position(|entry| is(&entry.what));
        let acknowledged = position(&|what| *what == Happened::ChangeAcknowledged(0)).unwrap();
        let waits = position(&|what| matches!(what, Happened::ChangeWaits { .. })).unwrap();
        let tokyo = region("ap-northeast-1");
        let arrived = position(&|what| *what == Happened::ChangeArrived { change: 0, region: tokyo }).unwrap();
        assert!(acknowledged < waits && waits < arrived && log[arrived].at > minutes(25), "it waits for the path");
        let arrivals = log.iter().filter(|entry| matches!(entry.what, Happened::ChangeArrived { .. })).count();
        let known: usize = player.world(id).changes().map(|change| change.arrived.len()).sum();
        assert_eq!(arrivals, known);
    }
}

#[test]
fn states_that_were_told_lead_to_those_that_are() {
    let mut player = player();
    player.apply(Command::SetAsOf(DAYS[1]));
    switch(&mut player, minutes(33), VIRGINIA, true);
    for at in [0, 9, 12, 26, 33, 40, 60].map(minutes) {
        go(&mut player, at);
        for id in WorldId::BOTH {
            let world = player.world(id);
            let mut states = vec![State::Healthy; world.principals() as usize];
            for entry in player.history(id).log().until(at) {
                if let Happened::StateChanged { principal, target, from, to } = entry.what {
                    assert_eq!(states[principal as usize], from, "{entry:?}");
                    assert!(target.is_some() && from != to);
                    states[principal as usize] = to;
                }
            }
            let are: Vec<State> = (0..world.principals()).map(|index| world.principal(index).unwrap().state).collect();
            assert_eq!(states, are, "{id:?} at {at:?}");
        }
    }
}

#[test]
fn a_first_failure_is_told_once_for_each_who_got_an_error() {
    let mut player = player();
    go(&mut player, END);
    for id in WorldId::BOTH {
        let log = log(&player, id);
        for index in 0..player.world(id).principals() {
            let first = player.world(id).principal(index).unwrap().earliest_error;
            let told: Vec<SimTime> = log
                .iter()
                .filter(|entry| matches!(entry.what, Happened::FirstFailure { principal, .. } if principal == index))
                .map(|entry| entry.at)
                .collect();
            assert_eq!(told.len(), usize::from(first.is_some()), "{id:?} {index}");
            assert!(told.iter().all(|&at| Some(at) >= first));
        }
    }
    assert!(log(&player, WorldId::A).iter().any(|entry| matches!(entry.what, Happened::FirstFailure { .. })));
}

#[test]
fn an_edit_cuts_the_log_where_it_takes_effect() {
    let mut player = player();
    go(&mut player, END);
    let before = log(&player, WorldId::A);
    go(&mut player, minutes(20));
    assert_eq!(log(&player, WorldId::A), before, "going back forgets nothing");
    player.apply(Command::AddFault(added_fault()));
    let cut: Vec<LogEntry> = before.iter().copied().filter(|entry| entry.at < minutes(20)).collect();
    assert_eq!(log(&player, WorldId::A), cut);
    go(&mut player, END);
    assert_straight(&player);
    player.apply(Command::Undo);
    player.settle();
    assert_eq!(log(&player, WorldId::A), before);
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_pause_and_no_way_back_leaves_a_trace(
        budgets in prop::collection::vec(1_u64..400, 1..60),
        seeks in prop::collection::vec(0_u64..=60, 1..8),
    ) {
        let mut player = player_of(with_a_change());
        let mut budgets = budgets.into_iter().cycle();
        for minute in seeks.into_iter().chain([60]) {
            player.apply(Command::Seek(minutes(minute)));
            while player.work(budgets.next().unwrap()) {}
        }
        let recording: &Recording = player.recording();
        for id in WorldId::BOTH {
            prop_assert_eq!(log(&player, id), logged(recording, id, END));
        }
    }
}
