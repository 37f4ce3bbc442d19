//! Edits: a set, each at the simulated time it takes effect; undone without a trace, and no world meddles with another.
//! How time passes in between is in `time`; random walks are in `properties`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::Config;
use sts_atlas_facts::{EndpointMode, Micros};
use sts_atlas_player::{
    Assumption, Command, Edits, EndpointModeChoice, FaultSwitch, Player, Recording, TokenSource, WorldEdits, WorldId,
};
use sts_atlas_sim::{FaultWindow, Seed, SimTime, TokenVersion};
use support::{
    CUT, DAYS, END, FAULTS, GLOBAL_DOWN, GLOBAL_ERRORS, IRELAND_STS, LOSS, VIRGINIA, added_fault, another_client,
    assert_straight, go, minutes, player, player_of, region, shown, storm, straight, switch, twins, window,
};

use FaultSwitch::{Break, Mend};

fn windows(player: &Player, fault: u16) -> Vec<FaultWindow> {
    player.snapshot().faults[usize::from(fault)].windows.clone()
}

fn set_mode(world: WorldId, mode: EndpointMode) -> Command {
    Command::SetEndpointMode { world, mode: EndpointModeChoice::Set(mode) }
}

fn opt_in(world: WorldId, code: &str, enabled: bool) -> Command {
    Command::SetOptIn { world, account: 0, region: region(code), enabled }
}

fn sts_active(world: WorldId, code: &str, active: bool) -> Command {
    Command::SetStsActive { world, account: 0, region: region(code), active }
}

/// One edit of every kind, each with the time at which it is made.
fn every_edit() -> Vec<(SimTime, Command)> {
    let switch = |fault, holds| Command::SwitchFault { fault, holds };
    vec![
        (minutes(5), switch(VIRGINIA, true)),
        (minutes(12), set_mode(WorldId::A, EndpointMode::Regional)),
        (minutes(12), switch(VIRGINIA, false)),
        (minutes(3), opt_in(WorldId::A, "ap-east-1", false)),
        (minutes(18), switch(CUT, false)),
        (minutes(18), Command::SetGlobalToken { world: WorldId::B, account: 0, version: TokenVersion::V2 }),
        (minutes(40), set_mode(WorldId::B, EndpointMode::Legacy)),
        (minutes(0), switch(LOSS, true)),
        (minutes(33), Command::SetSeed(Seed::new(99).unwrap())),
        (minutes(20), Command::SetAsOf(DAYS[1])),
        (minutes(50), opt_in(WorldId::B, "ap-southeast-3", true)),
        (minutes(6), Command::AddFault(added_fault())),
        (minutes(6), Command::SetFaultWindows { fault: FAULTS, windows: vec![window(11, 13), window(30, 31)] }),
        (minutes(6), Command::SetFaultWindows { fault: CUT, windows: Vec::new() }),
        (minutes(9), Command::SetAssumption(Assumption::NextCall.with(9_000_000).unwrap())),
        (minutes(9), sts_active(WorldId::B, "eu-central-1", false)),
        (minutes(9), Command::SetClient { world: WorldId::A, group: 0, client: another_client() }),
    ]
}

#[test]
fn breaking_and_mending_at_the_same_moment_leaves_no_edit() {
    for (minute, fault, holds) in [(5, VIRGINIA, true), (0, LOSS, true), (12, CUT, false), (10, CUT, false)] {
        let mut player = player();
        let before = straight(player.recording(), END);
        switch(&mut player, minutes(minute), fault, holds);
        assert_eq!(player.recording().edits.len(), 1);
        player.apply(Command::SwitchFault { fault, holds: !holds });
        assert!(player.recording().edits.is_empty(), "{:?}", player.recording().edits);
        go(&mut player, END);
        assert_eq!(shown(&player), before);
        assert_straight(&player);
    }
}

#[test]
fn a_switch_that_changes_nothing_is_no_edit() {
    let mut player = player();
    for (minute, fault, holds) in [(5, VIRGINIA, false), (12, CUT, true), (25, CUT, false), (9, FAULTS, true)] {
        switch(&mut player, minutes(minute), fault, holds);
        assert!(player.recording().edits.is_empty(), "{:?}", player.recording().edits);
        assert_eq!(player.can_undo_redo(), (false, false));
    }
}

#[test]
fn a_switch_holds_until_the_next_one_of_scenario_or_reader() {
    let forever = |start| FaultWindow { start: minutes(start), end: SimTime::NEVER };
    type Case = (u16, &'static [(u64, bool)], Vec<FaultWindow>);
    let cases: Vec<Case> = vec![
        (CUT, &[], vec![window(10, 25)]),
        (CUT, &[(15, false)], vec![window(10, 15)]),
        (CUT, &[(15, false), (20, true)], vec![window(10, 15), window(20, 25)]),
        (CUT, &[(5, true)], vec![window(5, 25)]),
        (CUT, &[(5, true), (7, false)], vec![window(5, 7), window(10, 25)]),
        (CUT, &[(10, false)], vec![]),
        (CUT, &[(25, true)], vec![forever(10)]),
        (CUT, &[(30, true)], vec![window(10, 25), forever(30)]),
        (CUT, &[(0, true), (0, false)], vec![window(10, 25)]),
        (VIRGINIA, &[], vec![]),
        (VIRGINIA, &[(0, true)], vec![forever(0)]),
        (VIRGINIA, &[(5, true), (9, false), (9, true), (11, false)], vec![window(5, 11)]),
        (GLOBAL_ERRORS, &[(35, false)], vec![window(30, 35), window(45, 50)]),
        (GLOBAL_ERRORS, &[(40, true)], vec![window(30, 50)]),
        (GLOBAL_ERRORS, &[(60, true)], vec![window(30, 40), window(45, 50), forever(60)]),
    ];
    for (fault, switches, expected) in cases {
        let mut player = player();
        for &(minute, holds) in switches {
            switch(&mut player, minutes(minute), fault, holds);
            let view = &player.snapshot().faults[usize::from(fault)];
            assert_eq!(view.holds, holds, "{switches:?}");
        }
        assert_eq!(windows(&player, fault), expected, "{switches:?}");
        player.settle();
        go(&mut player, END);
        assert_straight(&player);
    }
}

#[test]
fn windows_of_a_scenario_may_overlap_and_come_in_any_order() {
    let mut scenario = storm();
    scenario.faults[usize::from(CUT)].windows = vec![window(20, 30), window(10, 22), window(40, 50), window(35, 40)];
    let mut player = player_of(scenario);
    assert_eq!(windows(&player, CUT), vec![window(10, 30), window(35, 50)]);
    switch(&mut player, minutes(25), CUT, false);
    assert_eq!(windows(&player, CUT), vec![window(10, 25), window(35, 50)]);
}

#[test]
fn an_edit_at_time_zero_is_as_if_the_scenario_said_so() {
    let mut written = storm();
    written.faults[usize::from(VIRGINIA)].windows = vec![window(0, 20)];
    let written = player_of(written);

    let mut edited = player();
    go(&mut edited, minutes(20));
    let before = shown(&edited);
    switch(&mut edited, SimTime::START, VIRGINIA, true);
    assert_eq!(edited.snapshot().faults[usize::from(VIRGINIA)].windows[0].start, SimTime::START);
    switch(&mut edited, minutes(20), VIRGINIA, false);
    for at in [0, 1, 20, 60].map(minutes) {
        go(&mut edited, at);
        assert_eq!(shown(&edited), straight(written.recording(), at));
        assert_straight(&edited);
    }
    edited.apply(Command::Undo);
    edited.apply(Command::Undo);
    go(&mut edited, minutes(20));
    assert_eq!(shown(&edited), before);
}

#[test]
fn after_adding_and_removing_a_fault_all_is_as_before() {
    for fault in [VIRGINIA, IRELAND_STS, LOSS, GLOBAL_DOWN] {
        let mut player = player();
        go(&mut player, END);
        let before = shown(&player);
        switch(&mut player, minutes(7), fault, true);
        switch(&mut player, minutes(31), fault, false);
        go(&mut player, END);
        assert_ne!(shown(&player), before, "fault {fault} is felt");
        // When both switches are taken back where they were made, the later one first.
        switch(&mut player, minutes(31), fault, true);
        switch(&mut player, minutes(7), fault, false);
        assert!(player.recording().edits.is_empty());
        go(&mut player, END);
        assert_eq!(shown(&player), before);
        assert_straight(&player);
    }
}

#[test]
fn an_edit_in_the_past_drops_what_follows_and_nothing_else() {
    let mut player = player();
    go(&mut player, END);
    let (history, calm) = (player.history(WorldId::A).clone(), shown(&player));
    switch(&mut player, minutes(5), VIRGINIA, true);
    assert!(player.is_pending() && player.frontier() < minutes(5));
    let kept = player.history(WorldId::A).buckets();
    assert_eq!(kept, &history.buckets()[..kept.len()]);
    assert_eq!(kept.len(), 4, "the minute that ends with the edit is not yet what it will be");
    player.settle();
    assert_straight(&player);
    // Then no checkpoint remembers how it was, not even one of that very moment.
    for at in [END, minutes(5).plus(Micros(1)), minutes(5), END] {
        go(&mut player, at);
        assert_straight(&player);
    }
    let changed = shown(&player);
    assert!(changed[0] != calm[0] && changed[1] != calm[1], "both worlds share the fault");
    assert!(changed[2..] == calm[2..], "their doubles know no fault");
}

#[test]
fn a_setting_of_one_world_leaves_the_other_alone() {
    let edits = [
        set_mode(WorldId::A, EndpointMode::Regional),
        opt_in(WorldId::A, "ap-east-1", false),
        Command::SetGlobalToken { world: WorldId::A, account: 0, version: TokenVersion::V2 },
    ];
    for edit in edits {
        let mut player = player_of(twins());
        go(&mut player, END);
        let before = shown(&player);
        assert_eq!(before[0], before[1], "twins");
        player.apply(edit.clone());
        assert_eq!(player.history(WorldId::B).buckets().len(), 60, "B keeps what it went through");
        player.settle();
        let after = shown(&player);
        assert!(after[0] != before[0] && after[2] != before[2], "{edit:?}");
        assert!(after[1] == before[1] && after[3] == before[3], "{edit:?}");
        assert_straight(&player);
    }
}

#[test]
fn undo_and_redo_of_everything_restore_everything() {
    let mut player = player();
    go(&mut player, minutes(45));
    let mut sights = vec![(player.recording().clone(), shown(&player))];
    for (at, command) in every_edit() {
        go(&mut player, at);
        player.apply(command);
        go(&mut player, minutes(45));
        sights.push((player.recording().clone(), shown(&player)));
        assert_ne!(sights[sights.len() - 1].0, sights[sights.len() - 2].0, "{:?}", player.recording().edits);
    }
    let check = |player: &mut Player, (recording, sight): &(Recording, [support::Sight; 4])| {
        assert_eq!(player.recording(), recording);
        assert_eq!(player.playhead(), minutes(45), "undo moves no playhead");
        player.settle();
        assert_eq!(shown(player), *sight, "{:?}", recording.edits);
    };
    for expected in sights.iter().rev().skip(1) {
        player.apply(Command::Undo);
        check(&mut player, expected);
    }
    assert_eq!(player.can_undo_redo(), (false, true));
    player.apply(Command::Undo);
    check(&mut player, &sights[0]);
    for expected in &sights[1..] {
        player.apply(Command::Redo);
        check(&mut player, expected);
    }
    assert_eq!(player.can_undo_redo(), (true, false));
    assert_straight(&player);
}

#[test]
fn a_new_edit_ends_the_way_forward() {
    let mut player = player();
    switch(&mut player, minutes(5), VIRGINIA, true);
    player.apply(Command::Undo);
    switch(&mut player, minutes(6), LOSS, true);
    assert_eq!(player.can_undo_redo(), (true, false));
    let edits = player.recording().edits.clone();
    player.apply(Command::Redo);
    assert_eq!(player.recording().edits, edits);
}

#[test]
fn reset_goes_back_to_the_scenario_as_written_and_can_be_undone() {
    let mut player = player();
    player.apply(Command::Reset);
    assert_eq!(player.can_undo_redo(), (false, false), "nothing to reset");
    let written = straight(player.recording(), END);
    for (at, command) in every_edit() {
        go(&mut player, at);
        player.apply(command);
    }
    go(&mut player, END);
    let (edits, edited) = (player.recording().edits.clone(), shown(&player));
    player.apply(Command::Reset);
    assert!(player.recording().edits.is_empty());
    player.settle();
    assert_eq!(shown(&player), written);
    player.apply(Command::Undo);
    assert_eq!(player.recording().edits, edits);
    player.settle();
    assert_eq!(shown(&player), edited);
}

#[test]
fn worlds_that_swap_their_settings_swap_all_that_is_seen_of_them() {
    let settings = |world: WorldId| {
        let other = world.other();
        [
            set_mode(world, EndpointMode::Regional),
            opt_in(world, "ap-east-1", false),
            Command::SetGlobalToken { world: other, account: 0, version: TokenVersion::V2 },
            opt_in(other, "ap-southeast-3", true),
        ]
    };
    let seen = |world: WorldId, at: SimTime| {
        let mut player = player_of(twins());
        settings(world).into_iter().for_each(|command| player.apply(command));
        switch(&mut player, minutes(31), VIRGINIA, true);
        go(&mut player, at);
        let mut snapshot = player.snapshot();
        // A world's name is its own.
        snapshot.worlds.iter_mut().for_each(|world| world.id = WorldId::A);
        let [a, b] = snapshot.worlds;
        let [sight_a, sight_b, calm_a, calm_b] = shown(&player);
        [(format!("{a:?}"), sight_a, calm_a), (format!("{b:?}"), sight_b, calm_b)]
    };
    for at in [0, 15, 33, 60].map(minutes) {
        let [a, b] = seen(WorldId::A, at);
        let [swapped_a, swapped_b] = seen(WorldId::B, at);
        assert_eq!(a, swapped_b);
        assert_eq!(b, swapped_a);
        assert_ne!(a, b);
    }
}

#[test]
fn a_setting_reaches_the_tokens() {
    let held_by = |player: &Player, source: TokenSource| {
        let rows = player.snapshot().worlds[0].matrix.rows.clone();
        rows.iter().find(|row| row.source == source).unwrap().held_by
    };
    let mut player = player();
    let on_global = held_by(&player, TokenSource::GlobalV1);
    assert!(on_global > 0 && held_by(&player, TokenSource::GlobalV2) == 0);
    player.apply(Command::SetGlobalToken { world: WorldId::A, account: 0, version: TokenVersion::V2 });
    assert_eq!((held_by(&player, TokenSource::GlobalV1), held_by(&player, TokenSource::GlobalV2)), (0, on_global));
    assert_eq!(player.recording().endpoint_mode(WorldId::A), Some(EndpointModeChoice::SdkDefault));
    player.apply(set_mode(WorldId::A, EndpointMode::Regional));
    assert_eq!(player.recording().endpoint_mode(WorldId::A), Some(EndpointModeChoice::Set(EndpointMode::Regional)));
    player.apply(Command::SetEndpointMode { world: WorldId::A, mode: EndpointModeChoice::SdkDefault });
    assert_eq!(held_by(&player, TokenSource::GlobalV2), on_global);
}

/// Switches of each fault in the order of their times, and settings; all commute with one another.
fn switches() -> [Vec<(SimTime, Command)>; 6] {
    let switch = |minute, fault, holds| (minutes(minute), Command::SwitchFault { fault, holds });
    [
        vec![switch(4, VIRGINIA, true), switch(9, VIRGINIA, false), switch(41, VIRGINIA, true)],
        vec![switch(16, CUT, false), switch(21, CUT, true)],
        vec![switch(0, LOSS, true), switch(34, LOSS, false)],
        vec![(minutes(33), set_mode(WorldId::B, EndpointMode::Legacy)), (minutes(8), Command::SetAsOf(DAYS[1]))],
        vec![(minutes(27), opt_in(WorldId::A, "ap-east-1", false)), switch(12, IRELAND_STS, true)],
        vec![(minutes(52), Command::SetSeed(Seed::new(3).unwrap()))],
    ]
}

fn all_switches() -> Edits {
    let at = |minute, fault| (minutes(minute), fault);
    Edits {
        faults: [
            (at(4, VIRGINIA), Break),
            (at(9, VIRGINIA), Mend),
            (at(41, VIRGINIA), Break),
            (at(16, CUT), Mend),
            (at(21, CUT), Break),
            (at(0, LOSS), Break),
            (at(34, LOSS), Mend),
            (at(12, IRELAND_STS), Break),
        ]
        .into_iter()
        .collect(),
        as_of: Some(DAYS[1]),
        seed: Some(Seed::new(3).unwrap()),
        worlds: [
            WorldEdits { opt_in: [((0, region("ap-east-1")), false)].into_iter().collect(), ..WorldEdits::default() },
            WorldEdits { endpoint_mode: Some(EndpointModeChoice::Set(EndpointMode::Legacy)), ..WorldEdits::default() },
        ],
        ..Edits::default()
    }
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn the_same_edits_in_another_order_are_the_same_recording(
        order in Just((0..6).flat_map(|queue| vec![queue; switches()[queue].len()]).collect::<Vec<_>>()).prop_shuffle(),
        works in prop::collection::vec(0_u64..600, 12),
        last in 0_u64..=60,
    ) {
        let mut queues = switches().map(Vec::into_iter);
        let mut player = player();
        for (queue, work) in order.into_iter().zip(works) {
            let (at, command) = queues[queue].next().unwrap();
            go(&mut player, at);
            player.apply(command);
            // The reader may or may not wait for what follows.
            player.work(work);
        }
        prop_assert_eq!(&player.recording().edits, &all_switches());
        let written = Recording { scenario: Arc::new(storm()), edits: all_switches() };
        go(&mut player, minutes(last));
        prop_assert_eq!(shown(&player), straight(&written, minutes(last)));
        assert_straight(&player);
    }
}
