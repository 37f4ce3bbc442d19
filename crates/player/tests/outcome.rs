//! What a run came to: it agrees with the snapshots along the way, and recovery does not wipe it out.
//! Which words tell it is decided elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::Micros;
use sts_atlas_player::{Blast, Outcome, Player, Snapshot, WorldId};
use sts_atlas_sim::{SimTime, State};
use support::{CUT, END, LOSS, go, minutes, player, switch};

/// The storm with lost packets in it, played to its end minute by minute, with a snapshot of each.
fn diary() -> (Player, Vec<Snapshot>) {
    let mut player = player();
    switch(&mut player, minutes(20), LOSS, true);
    let snapshots = (1..=60).map(|minute| {
        go(&mut player, minutes(minute));
        player.snapshot()
    });
    let snapshots = snapshots.collect();
    (player, snapshots)
}

fn for_both(player: &Player, mut look: impl FnMut(WorldId, Outcome)) {
    WorldId::BOTH.into_iter().for_each(|id| look(id, player.outcome(id)));
}

#[test]
fn the_worst_moment_is_the_first_with_most_impaired() {
    let (player, snapshots) = diary();
    for_both(&player, |id, outcome| {
        let blasts: Vec<&Blast> = snapshots.iter().map(|snapshot| &snapshot.worlds[id.index()].blast).collect();
        let most = blasts.iter().map(|blast| blast.impaired()).max().unwrap();
        let first = blasts.iter().position(|blast| blast.impaired() == most).unwrap() as u64 + 1;
        let worst = outcome.worst.unwrap();
        assert!(most > 0, "world {id:?} is hurt");
        assert_eq!((worst.at, worst.impaired), (minutes(first), most), "world {id:?}");
        let cannot_renew = blasts.iter().map(|blast| blast.cannot_renew()).max().unwrap();
        assert_eq!(outcome.peak_cannot_renew, cannot_renew, "world {id:?}");
    });
}

#[test]
fn losses_and_failures_add_up_to_the_snapshot_s() {
    let (player, snapshots) = diary();
    for_both(&player, |id, outcome| {
        let world = &snapshots.last().unwrap().worlds[id.index()];
        assert_eq!(outcome.lost(), world.blast.lost);
        assert!(outcome.worst.unwrap().impaired <= outcome.stopped() && outcome.stopped() < outcome.principals());
        let places: Vec<_> = outcome.by_place.iter().map(|place| (place.place, place.principals as usize)).collect();
        let expected: Vec<_> = world.blast.by_place.iter().map(|place| (place.place, place.principals.len())).collect();
        assert_eq!(places, expected, "the order of the scenario");
        for totals in &world.requests {
            let failures = outcome.failures.iter().filter(|(service, _, _)| *service == totals.service);
            assert_eq!(failures.map(|(_, _, count)| count).sum::<u64>(), totals.failed);
        }
    });
}

#[test]
fn the_first_harm_is_remembered_after_recovery() {
    let mut player = player();
    go(&mut player, minutes(10));
    for_both(&player, |_, outcome| {
        let nobody = (outcome.first_stall, outcome.first_error, outcome.worst, outcome.lost());
        assert_eq!(nobody, (None, None, None, Micros::ZERO), "nothing happens before the cut");
    });
    go(&mut player, minutes(24));
    let during = WorldId::BOTH.map(|id| player.outcome(id));
    let (stalled, who) = during[0].first_stall.unwrap();
    let (failed, _) = during[0].first_error.unwrap();
    assert!(minutes(10) < stalled && stalled < failed && failed < minutes(24), "{stalled:?}, {failed:?}");
    assert!(player.world(WorldId::A).principal(who).unwrap().earliest_stall == Some(stalled));
    go(&mut player, END);
    assert_eq!(player.world(WorldId::A).states().max(), Some(State::Impaired), "one cannot work anyway");
    let after = WorldId::BOTH.map(|id| player.outcome(id));
    for (during, after) in during.iter().zip(&after) {
        assert_eq!((during.first_stall, during.first_error), (after.first_stall, after.first_error));
    }
}

#[test]
fn going_back_takes_back_what_has_not_happened_yet() {
    let mut player = player();
    go(&mut player, minutes(15));
    let early = WorldId::BOTH.map(|id| player.outcome(id));
    go(&mut player, END);
    go(&mut player, minutes(15));
    assert_eq!(WorldId::BOTH.map(|id| player.outcome(id)), early);
    switch(&mut player, SimTime::START, CUT, true);
    player.settle();
    assert!(player.outcome(WorldId::A).worst.is_none(), "the history before the playhead is empty");
}
