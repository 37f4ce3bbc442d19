//! Single steps: to every event or change of a state, none left out, and back the same way.
//! Where a step leads is compared with worlds that run without a player.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use sts_atlas_facts::Micros;
use sts_atlas_player::{Command, Grain, Player, Recording, Tempo, WorldId};
use sts_atlas_sim::{SimTime, World};
use support::{CUT, DAYS, END, IRELAND_STS, VIRGINIA, advance, assert_straight, fresh, go, minutes, player, switch};

const GRAINS: [Grain; 3] = [Grain::Packet, Grain::Request, Grain::State];

/// When something of a grain happens: in either world, by the schedule, or on the dashboard.
fn moments(recording: &Recording, grain: Grain) -> BTreeSet<SimTime> {
    let schedule = Arc::new(recording.fault_schedule());
    let mut moments = BTreeSet::new();
    if grain == Grain::State {
        moments.extend(schedule.edges().iter().map(|edge| edge.at));
        moments.extend(recording.scenario.flags.iter().map(|flag| flag.at));
    }
    for id in WorldId::BOTH {
        let mut world = fresh(recording, id, &schedule);
        while let Some(next) = world.next_event().filter(|&next| next <= END) {
            let (changes, ended) = (world.state_changes(), ended(&world));
            advance(&mut world, next);
            let happened = match grain {
                Grain::Packet => true,
                Grain::Request => self::ended(&world) > ended,
                Grain::State => world.state_changes() > changes,
            };
            if happened {
                moments.insert(next);
            }
        }
    }
    moments
}

/// Requests that have come to an end.
fn ended(world: &World) -> u64 {
    let sum = world.metrics().sum(|_, _| true);
    sum.succeeded + sum.failed_total()
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
        go(&mut player, SimTime::START);
        let moments = moments(player.recording(), Grain::State);
        assert!(moments.len() > 5, "{moments:?}");
        let forward: Vec<SimTime> = moments.iter().copied().filter(|&at| at > SimTime::START).collect();
        for (count, &expected) in (0_u64..).zip(&forward) {
            assert_eq!(step(&mut player, Command::StepForward(Grain::State), 1 + count % 40), expected);
        }
        assert_eq!(step(&mut player, Command::StepForward(Grain::State), 10), END, "nothing more changes");
        assert_straight(&player);
        let back: Vec<SimTime> = moments.iter().rev().copied().filter(|&at| at < END).collect();
        for &expected in &back {
            assert_eq!(step(&mut player, Command::StepBack(Grain::State), u64::MAX), expected);
        }
        assert_eq!(step(&mut player, Command::StepBack(Grain::State), 10), SimTime::START, "nothing changed before");
        assert_straight(&player);
    }
}

#[test]
fn finer_steps_stop_at_every_event_and_at_every_end_of_a_request() {
    for grain in [Grain::Packet, Grain::Request] {
        for (mut player, start) in [(player(), 9), (player(), 0), (crowded(), 21), (crowded(), 56)] {
            let start = minutes(start);
            go(&mut player, start);
            let moments = moments(player.recording(), grain);
            let path: Vec<SimTime> = moments.range(start..).copied().filter(|&at| at > start).take(60).collect();
            for &expected in &path {
                assert_eq!(step(&mut player, Command::StepForward(grain), 1), expected, "{grain:?}");
            }
            assert_straight(&player);
            for &expected in path.iter().rev().skip(1) {
                assert_eq!(step(&mut player, Command::StepBack(grain), 7), expected, "{grain:?}");
            }
            let before = moments.range(..path[0]).next_back().copied().unwrap_or(SimTime::START);
            assert_eq!(step(&mut player, Command::StepBack(grain), 7), before, "{grain:?}");
            assert_straight(&player);
        }
    }
}

#[test]
fn a_step_back_and_one_forward_return() {
    for grain in GRAINS {
        let mut player = crowded();
        for minute in [1, 4, 10, 22, 30, 49] {
            go(&mut player, minutes(minute));
            let there = step(&mut player, Command::StepForward(grain), 100);
            let back = step(&mut player, Command::StepBack(grain), 100);
            assert!(back < there, "{back:?} {there:?}");
            assert_eq!(step(&mut player, Command::StepForward(grain), 100), there, "{grain:?} from minute {minute}");
        }
    }
}

#[test]
fn a_step_while_work_is_pending_starts_from_the_playhead() {
    for grain in GRAINS {
        for (forward, edit) in [(true, true), (false, true), (true, false)] {
            // Given a playhead between two changes, and worlds that stand elsewhere: behind after an edit, ahead or
            // anywhere while they are on their way.
            let here = minutes(20).plus(Micros(1));
            let mut player = player();
            go(&mut player, here);
            if edit {
                player.apply(Command::SwitchFault { fault: CUT, holds: false });
            } else {
                player.apply(Command::Seek(minutes(50)));
                player.work(400);
            }
            assert!(player.is_pending());
            // When the reader steps, then the step is the next or the last one seen from the playhead.
            let moments = moments(player.recording(), grain);
            let (command, expected) = if forward {
                (Command::StepForward(grain), moments.range(here.plus(Micros(1))..).next())
            } else {
                (Command::StepBack(grain), moments.range(..here).next_back())
            };
            assert_eq!(step(&mut player, command, 100), *expected.unwrap(), "{forward} {edit} {grain:?}");
            assert_straight(&player);
        }
    }
}

#[test]
fn a_step_pauses() {
    for command in [Command::StepForward(Grain::State), Command::StepBack(Grain::Packet)] {
        let mut player = player();
        go(&mut player, minutes(15));
        player.apply(Command::Play);
        player.apply(command);
        assert!(!player.is_playing());
    }
}

#[test]
fn a_tempo_suggests_how_far_a_step_goes() {
    assert_eq!(Tempo::STOPS[0].grain(), Grain::Packet);
    assert_eq!(Tempo::STOPS[4].grain(), Grain::State);
}
