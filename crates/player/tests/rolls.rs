//! Other rolls: what so many fresh players come to under so many seeds, however small the slices.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_player::{Command, Player, Recording, Roll, RolledWorld, Rolls, WorldId};
use sts_atlas_sim::{Seed, SimTime};
use support::{END, VIRGINIA, go, minutes, player, switch};

/// What a fresh player comes to.
fn played(recording: &Recording, seed: Seed, to: SimTime) -> Roll {
    let mut player = Player::new(recording.clone());
    player.apply(Command::SetSeed(seed));
    go(&mut player, to);
    let worlds = player.snapshot().worlds.map(|world| RolledWorld {
        impaired: world.blast.impaired(),
        cannot_renew: world.blast.cannot_renew(),
        failed: world.requests.iter().map(|totals| totals.failed).sum(),
        digest: world.digest,
    });
    Roll { seed, worlds }
}

fn edited() -> Recording {
    let mut player = player();
    switch(&mut player, minutes(20), VIRGINIA, true);
    player.recording().clone()
}

#[test]
fn rolls_are_what_fresh_players_come_to() {
    let (recording, to) = (edited(), minutes(24));
    let seeds: Vec<Seed> = (8..13).map(|seed| Seed::new(seed).unwrap()).collect();
    let expected: Vec<Roll> = seeds.iter().map(|&seed| played(&recording, seed, to)).collect();
    for budget in [1_000, 37, u64::MAX] {
        let mut rolls = Rolls::new(recording.clone(), 5, to);
        assert_eq!((rolls.done().len(), rolls.left()), (0, 5));
        let mut slices = 0;
        while rolls.work(budget) {
            slices += 1;
            assert_eq!(rolls.done(), &expected[..rolls.done().len()], "what is done is shown");
        }
        assert_eq!((rolls.done(), rolls.left()), (expected.as_slice(), 0));
        assert!(!rolls.work(budget) && (slices > 2 || budget == u64::MAX));
    }
    let digests = |id: WorldId| expected.iter().map(move |roll| roll.worlds[id.index()].digest);
    assert!(digests(WorldId::A).zip(digests(WorldId::A).skip(1)).all(|(left, right)| left != right), "luck differs");
}

#[test]
fn nobody_rolls_beyond_the_end_or_the_largest_seed() {
    let mut player = player();
    player.apply(Command::SetSeed(Seed::new(Seed::MAX).unwrap()));
    let mut rolls = Rolls::new(player.recording().clone(), 1, SimTime::NEVER);
    while rolls.work(10_000) {}
    assert_eq!(rolls.done(), [played(player.recording(), Seed::new(0).unwrap(), END)]);
    assert!(!Rolls::new(player.recording().clone(), 0, END).work(1));
}
