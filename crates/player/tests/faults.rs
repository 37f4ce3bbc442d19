//! Faults that a reader makes, and windows that are dragged or typed: shared by both worlds, one fault per content.
//! Switches of the scenario's faults are in `edits`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::Micros;
use sts_atlas_player::{Command, Edits, Player};
use sts_atlas_sim::{Fault, FaultWindow, SimTime};
use support::{
    CUT, END, FAULTS, GLOBAL_ERRORS, VIRGINIA, added_fault, assert_straight, go, minutes, place, player, shown,
    straight, switch, window,
};

fn windows(player: &Player, fault: u16) -> Vec<FaultWindow> {
    player.snapshot().faults[usize::from(fault)].windows.clone()
}

fn set(player: &mut Player, fault: u16, windows: Vec<FaultWindow>) {
    player.apply(Command::SetFaultWindows { fault, windows });
}

const fn forever(start: SimTime) -> FaultWindow {
    FaultWindow { start, end: SimTime::NEVER }
}

#[test]
fn an_added_fault_breaks_at_the_playhead_and_follows_the_scenario_s() {
    let mut player = player();
    go(&mut player, END);
    let before = shown(&player);
    go(&mut player, minutes(12));
    player.apply(Command::AddFault(added_fault()));
    assert_eq!(player.recording().fault(FAULTS), Some(&added_fault()));
    assert_eq!(windows(&player, FAULTS), vec![forever(minutes(12))]);
    go(&mut player, END);
    let after = shown(&player);
    assert!(after[0] != before[0] && after[1] != before[1], "both worlds feel it");
    assert!(after[2..] == before[2..], "their doubles do not");
    assert_straight(&player);
    // It is one edit, with its switch: undone, all is as before.
    player.apply(Command::Undo);
    assert!(player.recording().edits.is_empty());
    player.settle();
    assert_eq!(shown(&player), before);
}

#[test]
fn a_fault_is_its_content() {
    let mut player = player();
    go(&mut player, minutes(12));
    player.apply(Command::AddFault(added_fault()));
    switch(&mut player, minutes(14), FAULTS, false);
    go(&mut player, minutes(16));
    player.apply(Command::AddFault(added_fault()));
    assert_eq!(player.recording().edits.added.len(), 1);
    assert_eq!(windows(&player, FAULTS), vec![window(12, 14), forever(minutes(16))]);
    // One that the scenario offers is not added a second time.
    let offered = player.recording().scenario.faults[usize::from(VIRGINIA)].fault.clone();
    player.apply(Command::AddFault(offered));
    assert_eq!(player.recording().edits.added.len(), 1);
    assert_eq!(windows(&player, VIRGINIA), vec![forever(minutes(16))]);
    // One that holds already changes nothing.
    let edits = player.recording().edits.clone();
    player.apply(Command::AddFault(added_fault()));
    assert_eq!(player.recording().edits, edits);
}

#[test]
fn an_added_fault_mended_at_once_was_never_added() {
    let mut player = player();
    go(&mut player, minutes(12));
    player.apply(Command::AddFault(added_fault()));
    player.apply(Command::SwitchFault { fault: FAULTS, holds: false });
    assert!(player.recording().edits.is_empty(), "{:?}", player.recording().edits);
    assert_eq!(player.recording().fault(FAULTS), None);
    player.settle();
    assert_straight(&player);
    // Mended later it stays, and so does one whose windows are taken away: others may be put in their place.
    player.apply(Command::AddFault(added_fault()));
    switch(&mut player, minutes(14), FAULTS, false);
    assert_eq!(windows(&player, FAULTS), vec![window(12, 14)]);
    set(&mut player, FAULTS, Vec::new());
    assert_eq!(player.recording().edits.added, vec![added_fault()]);
}

#[test]
fn breaking_and_mending_many_faults_at_once_leaves_room_for_more() {
    let mut player = player();
    go(&mut player, minutes(12));
    let issuer = |name: &str| Fault::Issuer { at: vec![place(name)] };
    for index in 0..Edits::MOST_ADDED * 2 {
        let city = sts_atlas_facts::CITIES.get(index % 40).unwrap();
        player.apply(Command::AddFault(issuer(city.name_en)));
        player.apply(Command::SwitchFault { fault: FAULTS, holds: false });
    }
    assert!(player.recording().edits.is_empty());
    // One that is given up before another keeps its place, so that the other keeps its index.
    let [first, second] = ["Tokyo", "London"].map(issuer);
    player.apply(Command::AddFault(first));
    player.apply(Command::AddFault(second.clone()));
    player.apply(Command::SwitchFault { fault: FAULTS, holds: false });
    assert_eq!(player.recording().fault(FAULTS + 1), Some(&second));
    assert_eq!(windows(&player, FAULTS + 1), vec![forever(minutes(12))]);
    player.apply(Command::SwitchFault { fault: FAULTS + 1, holds: false });
    assert!(player.recording().edits.is_empty(), "it is given up with the last");
}

#[test]
fn where_there_is_no_more_room_a_new_fault_takes_the_place_of_one_that_was_given_up() {
    let mut player = player();
    go(&mut player, minutes(12));
    let cities = || (0..).map_while(|index| sts_atlas_facts::CITIES.get(index)).map(|city| place(city.name_en));
    let issuers = cities().map(|city| Fault::Issuer { at: vec![city] });
    let walls = cities().map(|city| Fault::EgressAllowList { at: vec![city], allowed: Vec::new() });
    let many: Vec<Fault> = issuers.chain(walls).collect();
    for fault in &many[..Edits::MOST_ADDED] {
        player.apply(Command::AddFault(fault.clone()));
    }
    let next = &many[Edits::MOST_ADDED];
    player.apply(Command::AddFault(next.clone()));
    assert_eq!(player.recording().index_of(next), None, "all of them hold");
    player.apply(Command::SwitchFault { fault: FAULTS + 3, holds: false });
    player.apply(Command::AddFault(next.clone()));
    assert_eq!(player.recording().index_of(next), Some(FAULTS + 3));
    assert_eq!(windows(&player, FAULTS + 3), vec![forever(minutes(12))]);
    assert_eq!(player.recording().edits.added.len(), Edits::MOST_ADDED);
    let at = minutes(13);
    go(&mut player, at);
    assert_straight(&player);
}

#[test]
fn no_more_faults_are_added_than_a_link_may_hold() {
    let mut player = player();
    for code in (0..).map(|index| sts_atlas_facts::CITIES.get(index)).take_while(Option::is_some).flatten() {
        player.apply(Command::AddFault(Fault::Issuer { at: vec![place(code.name_en)] }));
        player.apply(Command::AddFault(Fault::EgressAllowList { at: vec![place(code.name_en)], allowed: Vec::new() }));
    }
    assert_eq!(player.recording().edits.added.len(), Edits::MOST_ADDED);
    assert_eq!(player.recording().edits.faults.len(), Edits::MOST_ADDED);
}

#[test]
fn windows_are_put_in_order_joined_and_kept_inside_the_scenario() {
    type Case = (u16, Vec<FaultWindow>, Vec<FaultWindow>);
    let cases: Vec<Case> = vec![
        (CUT, vec![window(20, 30), window(12, 14)], vec![window(12, 14), window(20, 30)]),
        (CUT, vec![window(20, 30), window(12, 20), window(25, 26)], vec![window(12, 30)]),
        (CUT, vec![], vec![]),
        (CUT, vec![window(9, 9), window(8, 7)], vec![]),
        (CUT, vec![window(50, 60)], vec![window(50, 60)]),
        (CUT, vec![window(50, 61)], vec![forever(minutes(50))]),
        (CUT, vec![window(60, 70), forever(minutes(61)), window(3, 4)], vec![window(3, 4)]),
        (VIRGINIA, vec![window(0, 5)], vec![window(0, 5)]),
        (GLOBAL_ERRORS, vec![window(35, 47)], vec![window(35, 47)]),
    ];
    for (fault, given, expected) in cases {
        let mut player = player();
        go(&mut player, END);
        set(&mut player, fault, given.clone());
        assert_eq!(windows(&player, fault), expected, "{given:?}");
        player.settle();
        assert_straight(&player);
    }
}

#[test]
fn windows_take_the_place_of_switches_and_are_switched_in_turn() {
    let mut player = player();
    switch(&mut player, minutes(15), CUT, false);
    switch(&mut player, minutes(5), VIRGINIA, true);
    set(&mut player, CUT, vec![window(30, 40)]);
    assert_eq!(windows(&player, CUT), vec![window(30, 40)]);
    assert_eq!(windows(&player, VIRGINIA), vec![forever(minutes(5))], "only those of that fault");
    switch(&mut player, minutes(35), CUT, false);
    assert_eq!(windows(&player, CUT), vec![window(30, 35)]);
    go(&mut player, END);
    assert_straight(&player);
}

#[test]
fn a_bar_dragged_back_leaves_no_edit() {
    let mut player = player();
    go(&mut player, END);
    let before = shown(&player);
    set(&mut player, CUT, vec![window(12, 27)]);
    assert_eq!(player.recording().edits.len(), 1);
    player.settle();
    assert_ne!(shown(&player), before);
    set(&mut player, CUT, vec![window(10, 25)]);
    assert!(player.recording().edits.is_empty());
    player.settle();
    assert_eq!(shown(&player), before);
    assert_straight(&player);
}

#[test]
fn what_no_fault_is_and_too_many_windows_change_nothing() {
    let mut player = player();
    set(&mut player, FAULTS, vec![window(1, 2)]);
    let many = (0..=Edits::MOST_WINDOWS as u64)
        .map(|index| FaultWindow { start: SimTime::from_secs(index * 10), end: SimTime::from_secs(index * 10 + 5) });
    set(&mut player, CUT, many.collect());
    assert!(player.recording().edits.is_empty());
    assert_eq!(player.can_undo_redo(), (false, false));
}

#[test]
fn one_added_fault_in_another_s_place_is_another_fault() {
    // Given a fault that was added and undone, when another takes its index and its windows, then it is felt as itself.
    let mut player = player();
    go(&mut player, minutes(12));
    player.apply(Command::AddFault(added_fault()));
    go(&mut player, END);
    player.apply(Command::Undo);
    go(&mut player, minutes(12));
    player.apply(Command::AddFault(Fault::Region { at: vec![support::region("us-west-2")] }));
    go(&mut player, END);
    assert_straight(&player);
    let at = minutes(12).plus(Micros::from_secs(90));
    go(&mut player, at);
    assert_eq!(shown(&player), straight(player.recording(), at));
}
