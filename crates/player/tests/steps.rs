//! Single steps: to every event or change of a state, none left out, and back the same way.
//! Where a step leads is compared with worlds that run without a player.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use sts_atlas_facts::Micros;
use sts_atlas_player::{Command, Player, Recording, Tempo, WorldId};
use sts_atlas_sim::SimTime;
use support::{CUT, DAYS, END, IRELAND_STS, VIRGINIA, advance, assert_straight, fresh, go, minutes, player, switch};

const FINE: Tempo = Tempo::STOPS[0];
const COARSE: Tempo = Tempo::STOPS[4];

/// When something happens in either world, or a state changes.
fn moments(recording: &Recording, coarse: bool) -> BTreeSet<SimTime> {
    let schedule = Arc::new(recording.fault_schedule());
    let mut moments = BTreeSet::new();
    for id in WorldId::BOTH {
        let mut world = fresh(recording, id, &schedule);
        while let Some(next) = world.next_event().filter(|&next| next <= END) {
            let changes = world.state_changes();
            advance(&mut world, next);
            if !coarse || world.state_changes() > changes {
                moments.insert(next);
            }
        }
    }
    moments
}

fn step(player: &mut Player, command: Command, budget: u64) -> SimTime {
    player.apply(command);
    while player.work(budget) {}
    player.playhead()
}

/// Given a recording with edits that make many things happen at once.
fn crowded() -> Player {
    let mut player = player();
    player.apply(Command::SetAsOf(DAYS[1]));
    switch(&mut player, minutes(4), IRELAND_STS, true);
    switch(&mut player, minutes(22), IRELAND_STS, false);
    switch(&mut player, minutes(22), VIRGINIA, true);
    player
}

#[test]
fn steps_stop_at_every_change_and_come_back_the_same_way() {
    for mut player in [player(), crowded()] {
        player.apply(Command::SetTempo(COARSE));
        go(&mut player, SimTime::START);
        let moments = moments(player.recording(), true);
        assert!(moments.len() > 5, "{moments:?}");
        let forward: Vec<SimTime> = moments.iter().copied().filter(|&at| at > SimTime::START).collect();
        for (count, &expected) in (0_u64..).zip(&forward) {
            assert_eq!(step(&mut player, Command::StepForward, 1 + count % 40), expected);
        }
        assert_eq!(step(&mut player, Command::StepForward, 10), END, "nothing more changes");
        assert_straight(&player);
        let back: Vec<SimTime> = moments.iter().rev().copied().filter(|&at| at < END).collect();
        for &expected in &back {
            assert_eq!(step(&mut player, Command::StepBack, u64::MAX), expected);
        }
        assert_eq!(step(&mut player, Command::StepBack, 10), SimTime::START, "nothing changed before");
        assert_straight(&player);
    }
}

#[test]
fn at_a_fine_tempo_steps_stop_at_every_event() {
    for (mut player, start) in [(player(), 9), (player(), 0), (crowded(), 21), (crowded(), 58)] {
        player.apply(Command::SetTempo(FINE));
        let start = minutes(start);
        go(&mut player, start);
        let moments = moments(player.recording(), false);
        let path: Vec<SimTime> = moments.range(start..).copied().filter(|&at| at > start).take(60).collect();
        for &expected in &path {
            assert_eq!(step(&mut player, Command::StepForward, 1), expected);
        }
        assert_straight(&player);
        for &expected in path.iter().rev().skip(1) {
            assert_eq!(step(&mut player, Command::StepBack, 7), expected);
        }
        let before = moments.range(..path[0]).next_back().copied().unwrap_or(SimTime::START);
        assert_eq!(step(&mut player, Command::StepBack, 7), before);
        assert_straight(&player);
    }
}

#[test]
fn a_step_back_and_one_forward_return() {
    for tempo in [FINE, COARSE] {
        let mut player = crowded();
        player.apply(Command::SetTempo(tempo));
        for minute in [1, 4, 10, 22, 30, 49] {
            go(&mut player, minutes(minute));
            let there = step(&mut player, Command::StepForward, 100);
            let back = step(&mut player, Command::StepBack, 100);
            assert!(back < there, "{back:?} {there:?}");
            assert_eq!(step(&mut player, Command::StepForward, 100), there, "{tempo:?} from minute {minute}");
        }
    }
}

#[test]
fn a_step_while_work_is_pending_starts_from_the_playhead() {
    for tempo in [FINE, COARSE] {
        for (command, edit) in [(Command::StepForward, true), (Command::StepBack, true), (Command::StepForward, false)]
        {
            // Given a playhead between two changes, and worlds that stand elsewhere: behind after an edit, ahead or
            // anywhere while they are on their way.
            let here = minutes(20).plus(Micros(1));
            let mut player = player();
            player.apply(Command::SetTempo(tempo));
            go(&mut player, here);
            if edit {
                player.apply(Command::SwitchFault { fault: CUT, holds: false });
            } else {
                player.apply(Command::Seek(minutes(50)));
                player.work(400);
            }
            assert!(player.is_pending());
            // When the reader steps, then the step is the next or the last one seen from the playhead.
            let moments = moments(player.recording(), tempo == COARSE);
            let expected = match command {
                Command::StepForward => moments.range(here.plus(Micros(1))..).next(),
                _ => moments.range(..here).next_back(),
            };
            assert_eq!(step(&mut player, command, 100), *expected.unwrap(), "{command:?} {edit} {tempo:?}");
            assert_straight(&player);
        }
    }
}

#[test]
fn a_step_pauses() {
    for command in [Command::StepForward, Command::StepBack] {
        let mut player = player();
        go(&mut player, minutes(15));
        player.apply(Command::Play);
        player.apply(command);
        assert!(!player.is_playing());
    }
}
