//! 7 May 2026: us-east-1 loses a zone, and nothing about identity was reported.
//! The negative example: in the Region of IAM's control plane one zone is not enough to be felt.

use sts_atlas_facts::Micros;

use crate::replay::{Names, SEEDS, moment, replay, scene};

#[test]
fn nothing_fails_for_anybody() {
    let scene = scene("2026-05-07");
    for seed in SEEDS {
        for told in replay(&scene, seed, 5, &[]) {
            assert_eq!(told.hit(), Names::new(), "seed {seed}");
            assert!(told.calls().count() > 500, "seed {seed}: a replay, not a standstill");
        }
    }
}

#[test]
fn a_change_written_during_the_event_arrives_everywhere() {
    let scene = scene("2026-05-07");
    for seed in SEEDS {
        for told in replay(&scene, seed, 60, &[]) {
            let change = told.world.changes().next().unwrap();
            let taken = change.acknowledged.unwrap();
            assert!(taken > moment(&scene, "2026-05-08T02:00Z"), "seed {seed}");
            assert!(change.reaching.iter().chain(change.waiting.iter()).next().is_none(), "seed {seed}");
            assert_eq!(change.arrived.len(), 18, "seed {seed}: those enabled by default, and Hong Kong");
            let latest = change.arrived.iter().map(|arrival| arrival.1).max().unwrap();
            assert!(latest <= taken.plus(Micros::from_secs(120)), "seed {seed}");
        }
    }
}

#[test]
fn with_sts_of_us_east_1_down_the_two_worlds_differ_after_all() {
    let scene = scene("2026-05-07");
    let [a, b] = replay(&scene, 5, 5, &[(moment(&scene, "2026-05-08T03:00Z"), 1)]);
    let saved: Names<'_> = a.hit().difference(&b.hit()).copied().collect();
    assert_eq!(saved, Names::from(["price-feed", "office-report"]));
}
