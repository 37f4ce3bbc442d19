//! Skipping dead time: nothing worth seeing is ever in a gap, and what is played comes out the same.
//! What happens when is taken from worlds that run without a player.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::Arc;

use sts_atlas_facts::Micros;
use sts_atlas_player::{Blast, Command, Gap, Player, Recording, Scenario, Tempo, WorldId};
use sts_atlas_sim::{Change, ChangeSpec, FaultSchedule, SimTime, World};
use support::{END, VIRGINIA, advance, assert_straight, fresh, go, minutes, player, region};

/// A frame at 60 Hz.
const FRAME: Micros = Micros(16_667);
const PLENTY: u64 = 20_000;

fn tempo(seconds: u64) -> Tempo {
    Tempo::per_second(Micros::from_secs(seconds)).unwrap()
}

/// Plays to the end; gives back how many frames that took.
fn play(player: &mut Player, tempo: Tempo, skips: bool) -> u32 {
    player.apply(Command::SetTempo(tempo));
    player.apply(Command::SkipDeadTime(skips));
    player.apply(Command::Play);
    let mut frames = 0;
    while player.tick(FRAME, PLENTY) {
        frames += 1;
    }
    frames
}

fn gaps(player: &Player) -> Vec<Gap> {
    player.snapshot().gaps
}

/// Calls `see` at the start and at every event of every world that is shown, with the same world without any fault.
fn watch(player: &Player, mut see: impl FnMut(WorldId, &World, &World, SimTime)) {
    let recording = player.recording();
    let schedule = Arc::new(recording.fault_schedule());
    for id in WorldId::BOTH {
        let mut world = fresh(recording, id, &schedule);
        let mut double = fresh(recording, id, &Arc::new(FaultSchedule::default()));
        see(id, &world, &double, SimTime::START);
        while let Some(next) = world.next_event().filter(|&next| next <= END) {
            advance(&mut world, next);
            advance(&mut double, next);
            see(id, &world, &double, next);
        }
    }
}

#[test]
fn where_single_requests_are_seen_a_gap_holds_no_event_and_none_is_under_way_in_it() {
    let mut skipping = player();
    let slow = tempo(2);
    let (frames, all) = (play(&mut skipping, slow, true), play(&mut player(), slow, false));
    let gaps = gaps(&skipping);
    assert!(gaps.len() > 20, "{} gaps", gaps.len());
    assert!(frames * 3 < all * 2, "{frames} frames of {all}");
    watch(&skipping, |_, _, _, at| {
        assert!(!gaps.iter().any(|gap| gap.from < at && at < gap.to), "an event at {at:?} was skipped");
    });
    for gap in &gaps {
        go(&mut skipping, gap.from);
        for id in WorldId::BOTH {
            assert_eq!(skipping.world(id).in_flight().count(), 0, "a request was under way at {:?}", gap.from);
        }
    }
}

#[test]
fn where_requests_are_too_quick_to_be_seen_nobody_is_hurt_and_no_state_changes_in_a_gap() {
    let mut player = player();
    play(&mut player, tempo(30), true);
    let gaps = gaps(&player);
    assert!(!gaps.is_empty());
    let mut before = [0; 2];
    watch(&player, |id, world, double, at| {
        let changes = world.state_changes();
        if gaps.iter().any(|gap| gap.from < at && at < gap.to) {
            assert_eq!(before[id.index()], changes, "a state changed at {at:?}");
            let harm = Blast::between(world, double, &[]).harm;
            assert_eq!(harm.total(), 0, "somebody was hurt at {at:?}");
        }
        before[id.index()] = changes;
    });
}

#[test]
fn edges_of_faults_and_posts_are_seen_coming() {
    for seconds in [1, 2, 30] {
        let mut player = player();
        play(&mut player, tempo(seconds), true);
        let schedule = player.recording().fault_schedule();
        let flags = player.recording().scenario.flags.iter().map(|flag| flag.at);
        let lead = Micros::from_secs(seconds);
        assert!(!gaps(&player).is_empty(), "nothing was skipped at {seconds} s each second");
        for at in flags.chain(schedule.edges().iter().map(|edge| edge.at)).filter(|&at| at < END) {
            let gap = gaps(&player).into_iter().find(|gap| gap.from < at && at < gap.to.plus(lead).minus(Micros(1)));
            assert_eq!(gap, None, "{at:?} came out of nothing at {seconds} s each second");
        }
    }
}

#[test]
fn what_administrators_write_is_seen_coming_even_if_nobody_is_hurt_by_it() {
    let mut scenario = Scenario::clone(&player().recording().scenario);
    // Given a write in the quiet before anything breaks.
    let at = minutes(5);
    for world in &mut scenario.worlds {
        let what = Change::StsEndpoint { region: region("ap-south-1"), active: true };
        world.spec.changes.push(ChangeSpec { name: "write".into(), by: 0, at, account: 0, what });
    }
    let mut player = Player::new(Recording::new(Arc::new(scenario)));
    play(&mut player, tempo(30), true);
    let gaps = gaps(&player);
    let seen_coming = at.minus(Micros::from_secs(30));
    assert!(gaps.iter().any(|gap| gap.to == seen_coming), "no gap ends at {seen_coming:?}: {gaps:?}");
}

#[test]
fn skipping_changes_no_world() {
    for seconds in [1, 2, 30] {
        let mut player = player();
        play(&mut player, tempo(seconds), true);
        assert!(!gaps(&player).is_empty(), "nothing was skipped at {seconds} s each second");
        assert_eq!(player.playhead(), END);
        assert_straight(&player);
    }
}

#[test]
fn gaps_are_in_order_apart_from_each_other_and_never_shorter_than_two_seconds_of_real_time() {
    let mut player = player();
    play(&mut player, tempo(1), true);
    let gaps = gaps(&player);
    assert!(gaps.len() > 1);
    assert!(gaps.windows(2).all(|pair| pair[0].to < pair[1].from), "{gaps:?}");
    assert!(gaps.iter().all(|gap| gap.to.since(gap.from) >= Micros::from_secs(2)), "{gaps:?}");
}

#[test]
fn nothing_is_skipped_unasked_and_going_elsewhere_forgets_the_gaps() {
    let mut player = player();
    play(&mut player, tempo(5), false);
    assert_eq!(gaps(&player), []);
    play(&mut player, tempo(5), true);
    assert_ne!(gaps(&player), []);
    go(&mut player, minutes(30));
    assert_eq!(gaps(&player), []);
}

#[test]
fn what_is_done_during_a_leap_is_done_where_the_playhead_is_seen() {
    let acts: [fn(&mut Player); 3] = [
        |player| player.apply(Command::SwitchFault { fault: VIRGINIA, holds: true }),
        |player| player.apply(Command::Pause),
        |player| player.apply(Command::SkipDeadTime(false)),
    ];
    for act in acts {
        let mut player = player();
        player.apply(Command::SetTempo(tempo(2)));
        player.apply(Command::SkipDeadTime(true));
        player.apply(Command::Play);
        // Given a leap that takes longer than a frame to work off.
        while player.goal().since(player.playhead()) < Micros::from_secs(4) {
            assert!(player.tick(FRAME, 1), "no leap in the whole recording");
        }
        let (seen, before) = (player.playhead(), gaps(&player));
        act(&mut player);
        while player.work(PLENTY) {}
        assert_eq!((player.playhead(), gaps(&player)), (seen, before));
        let schedule = player.recording().fault_schedule();
        let broken = schedule.faults()[usize::from(VIRGINIA)].1.first().copied();
        assert!(broken.is_none_or(|window| window.start == seen), "{broken:?}, seen at {seen:?}");
        assert_straight(&player);
    }
}
