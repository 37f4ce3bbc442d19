//! Time: one state at each moment, however the player gets there and however little it may do at once.
//! Single steps are in `steps`, random walks in `properties`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::Arc;

use sts_atlas_facts::Micros;
use sts_atlas_player::{Command, Grain, Player, Tempo, WorldId};
use sts_atlas_sim::{SimTime, World};
use support::{
    CUT, DAYS, END, IRELAND_STS, advance, assert_straight, fresh, go, minutes, player, player_of, shown, straight,
    switch, twins,
};

const SECOND: Micros = Micros::from_secs(1);
/// A frame at 60 Hz.
const FRAME: Micros = Micros(16_667);
const PLENTY: u64 = 20_000;

fn finish(player: &mut Player, budget: u64) {
    while player.work(budget) {}
}

#[test]
fn one_step_or_a_thousand_with_any_budget_lead_to_the_same_worlds() {
    let whole = straight(player().recording(), END);
    for (steps, budget) in [(1, u64::MAX), (1, 1), (7, 3), (97, 50), (1_000, 1)] {
        let mut player = player();
        for step in 1..=steps {
            player.apply(Command::Seek(SimTime(END.0 * step / steps)));
            finish(&mut player, budget);
        }
        assert_eq!(shown(&player), whole, "{steps} steps, {budget} events at once");
        assert_straight(&player);
    }
}

#[test]
fn back_and_forth_leads_to_the_same_worlds() {
    // Given stops on fault edges, on bucket and checkpoint boundaries, at both ends and in between.
    let stops = [47, 3, 60, 10, 25, 24, 0, 59, 1, 30, 30, 45, 2];
    let mut player = player();
    for (turn, &stop) in (0_u64..).zip(&stops) {
        for at in [minutes(stop), minutes(stop).plus(Micros(turn * 7_654_321))] {
            player.apply(Command::Seek(at));
            finish(&mut player, 1 + turn * 13);
            assert_eq!(player.playhead(), at.min(END));
            assert_straight(&player);
        }
    }
}

#[test]
fn a_jump_over_what_has_been_simulated_starts_from_the_nearest_checkpoint_either_way() {
    let mut player = player();
    go(&mut player, END);
    let events = |player: &Player| WorldId::BOTH.map(|id| player.world(id).metrics().events).iter().sum::<u64>();
    let all = events(&player);
    for (from, to) in [(60, 1), (1, 59), (59, 30), (30, 58)] {
        player.apply(Command::Seek(minutes(from)));
        finish(&mut player, PLENTY);
        player.apply(Command::Seek(minutes(to).plus(SECOND)));
        let mut replayed = 0;
        while player.work(1) {
            replayed += 1;
        }
        // One checkpoint in 48, in both worlds and both doubles without faults.
        assert!(replayed < all / 5, "from {from} to {to} min: {replayed} events of {all}");
        assert_straight(&player);
    }
}

#[test]
fn a_change_of_mind_half_way_leaves_no_trace() {
    let mut player = player();
    for (goal, work) in [(50, 300), (20, 5), (55, 700), (5, 0), (40, 90), (12, 40)] {
        player.apply(Command::Seek(minutes(goal)));
        player.work(work);
    }
    player.settle();
    assert_eq!(player.playhead(), minutes(12));
    assert_straight(&player);
}

/// The first time at which more than one principal acts, no fault edge helping.
fn crowded_moment(mut world: World, after: SimTime) -> SimTime {
    advance(&mut world, after);
    loop {
        let next = world.next_event().expect("a crowded moment");
        let before = world.metrics().events;
        advance(&mut world, next);
        if world.metrics().events > before + 1 {
            return next;
        }
    }
}

#[test]
fn all_that_happens_at_one_moment_has_happened_when_the_playhead_is_there() {
    // Given jobs that waited for an answer nobody documents, and that all begin anew at the moment of the repair.
    let mut player = player_of(twins());
    player.apply(Command::SetAsOf(DAYS[1]));
    go(&mut player, END);
    switch(&mut player, SimTime::START, IRELAND_STS, true);
    switch(&mut player, minutes(28), IRELAND_STS, false);
    let schedule = Arc::new(player.recording().fault_schedule());
    let moment = crowded_moment(fresh(player.recording(), WorldId::A, &schedule), minutes(28));
    // When the player gets there one event at a time, forwards and again after a look back.
    for detour in [minutes(20), minutes(29)] {
        go(&mut player, detour);
        player.apply(Command::Seek(moment));
        finish(&mut player, 1);
        // Then nobody is left out.
        assert_eq!(shown(&player), straight(player.recording(), moment));
    }
    // Nor after an edit at that very moment.
    go(&mut player, END);
    go(&mut player, moment);
    player.apply(Command::SwitchFault { fault: CUT, holds: true });
    while player.work(1) {
        assert!(player.is_pending() && player.frontier() < moment, "simulated up to {:?}", player.frontier());
    }
    assert_straight(&player);
}

#[test]
fn while_work_is_pending_the_playhead_stays_and_no_more_time_passes() {
    let mut player = player();
    go(&mut player, minutes(5));
    player.apply(Command::SetTempo(Tempo::STOPS[7]));
    player.apply(Command::Play);
    assert!(player.tick(SECOND, 1), "one event is not enough for 15 minutes of both worlds and their doubles");
    let goal = player.goal();
    assert_eq!((player.playhead(), goal), (minutes(5), minutes(20)));
    let mut ticks = 0;
    while player.is_pending() {
        assert_eq!((player.playhead(), player.goal()), (minutes(5), goal));
        assert!(player.snapshot().pending && player.snapshot().now == minutes(5));
        assert!(player.tick(SECOND, 1));
        ticks += 1;
    }
    assert!(ticks > 1);
    assert_eq!(player.playhead(), goal, "then it goes there at once");
    assert_straight(&player);
}

#[test]
fn a_tick_never_leaps_however_long_the_tab_was_hidden() {
    let cases = [(0, 0), (16, 16), (250, 250), (251, 250), (10_000, 250), (u64::MAX / 1_000, 250)];
    for (real, counted) in cases {
        for tempo in Tempo::STOPS {
            let mut player = player();
            player.apply(Command::SetTempo(tempo));
            player.apply(Command::Play);
            player.tick(Micros(real * 1_000), u64::MAX);
            let expected = SimTime(tempo.span_per_second().0 * counted / 1_000);
            assert_eq!(player.playhead(), expected.min(END), "{real} ms at {tempo:?}");
        }
    }
    assert_eq!(Tempo::STOPS[7].simulated(Micros(u64::MAX)), Micros(u64::MAX), "beyond all numbers, not around them");
}

#[test]
fn it_plays_to_the_end_stops_there_and_starts_over() {
    let mut player = player();
    player.apply(Command::SetTempo(Tempo::STOPS[6]));
    assert!(!player.tick(SECOND, PLENTY) && player.playhead() == SimTime::START, "paused");
    player.apply(Command::Play);
    let mut last = player.playhead();
    while player.tick(FRAME, PLENTY) {
        assert!(player.is_playing() && player.playhead() > last && player.playhead() < END);
        last = player.playhead();
    }
    assert_eq!((player.playhead(), player.is_playing(), player.frontier()), (END, false, END));
    assert_straight(&player);
    assert!(!player.tick(SECOND, PLENTY), "nothing more to see");

    player.apply(Command::Play);
    assert!(player.tick(Micros::ZERO, PLENTY) && player.is_playing());
    assert_eq!(player.playhead(), SimTime::START);
    assert!(player.tick(FRAME, PLENTY));
    assert!(player.playhead() > SimTime::START && player.playhead() < minutes(1));
    player.apply(Command::Pause);
    let paused = player.playhead();
    assert!(!player.tick(SECOND, PLENTY));
    assert_eq!((player.playhead(), player.frontier()), (paused, END), "what was simulated is not lost");
    assert_straight(&player);
}

#[test]
fn nobody_gets_beyond_the_end() {
    let mut player = player();
    go(&mut player, SimTime::NEVER);
    assert_eq!((player.playhead(), player.frontier()), (END, END));
    player.apply(Command::StepForward(Grain::State));
    player.settle();
    assert_eq!(player.playhead(), END);
}

#[test]
fn the_frontier_is_as_far_as_everything_has_been_simulated() {
    let mut player = player();
    assert_eq!(player.frontier(), SimTime::START);
    player.apply(Command::Seek(minutes(40)));
    assert_eq!(player.frontier(), SimTime::START, "asked for is not done");
    player.work(100);
    let half_way = player.frontier();
    assert!(half_way < minutes(40), "{half_way:?}: some of the four have not begun");
    finish(&mut player, 100);
    assert_eq!(player.frontier(), minutes(40));
    go(&mut player, minutes(8));
    assert_eq!(player.frontier(), minutes(40), "looking back loses nothing");
    // A switch at minute 12 leaves what came before; another seed leaves nothing.
    switch(&mut player, minutes(12), CUT, false);
    assert_eq!((player.frontier(), player.playhead()), (minutes(12).minus(Micros(1)), minutes(12)));
    player.settle();
    assert_eq!(player.frontier(), minutes(12));
    player.apply(Command::SetSeed(sts_atlas_sim::Seed::new(8).unwrap()));
    assert_eq!((player.frontier(), player.playhead()), (SimTime::START, minutes(12)));
    assert!(player.is_pending());
    player.settle();
    assert_straight(&player);
}

#[test]
fn history_adds_up_to_the_metrics() {
    let mut player = player();
    for stop in [17, 60, 31, 44, 60] {
        go(&mut player, minutes(stop));
    }
    for id in WorldId::BOTH {
        let history = player.history(id);
        assert_eq!(SimTime(history.width().0 * history.buckets().len() as u64), END, "buckets of whole minutes");
        let sums =
            history.buckets().iter().fold((0, 0), |sum, bucket| (sum.0 + bucket.succeeded, sum.1 + bucket.failed));
        let all = player.world(id).metrics().sum(|_, _| true);
        assert_eq!(sums, (all.succeeded, all.failed_total()));
        assert!(sums.0 > 0 && sums.1 > 0, "{sums:?}");
    }
}
