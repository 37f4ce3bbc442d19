//! March and April 2026: the Region in Bahrain has trouble in one zone, and is lost later.
//! Reported: nothing about STS or IAM in March; on 30 April that the Region is not operational.

use sts_atlas_facts::RegionId;
use sts_atlas_sim::{SimTime, State};

use crate::replay::{Hits, Names, SEEDS, moment, replay, scene};

#[test]
fn trouble_in_one_zone_reaches_no_credentials() {
    let scene = scene("2026-03-02");
    for seed in SEEDS {
        for told in replay(&scene, seed, 10, &[]) {
            assert_eq!(told.hit(), Names::new(), "seed {seed}");
        }
    }
}

#[test]
fn with_the_whole_region_broken_those_elsewhere_go_on_if_they_fail_over() {
    let scene = scene("2026-03-02");
    let [a, b] = replay(&scene, 2, 10, &[(SimTime::from_secs(6 * 3_600), 1)]);
    let impaired = |state| state == State::Impaired;
    assert_eq!(a.seen(impaired), Names::from(["clinic-api", "claims", "web-front", "runbook"]));
    assert!(!b.seen(impaired).contains("standby-api") && !b.seen(impaired).contains("iac"));
}

#[test]
fn who_stands_in_the_lost_region_is_lost_and_who_stands_elsewhere_can_choose() {
    let scene = scene("2026-04-30");
    let mut hits = [Hits::default(), Hits::default()];
    for seed in SEEDS {
        for (told, hits) in replay(&scene, seed, 5, &[]).iter().zip(&mut hits) {
            assert!(told.is_quiet_before(moment(&scene, "2026-04-30T07:07Z")), "seed {seed}");
            hits.add(&told.hit());
        }
    }
    hits[0].are(&["clinic-api", "web-front", "runbook", "restore"]);
    assert!(!hits[1].ever.contains("restore"), "another Region's STS");
    assert!(!hits[1].ever.contains("standby-api") && !hits[1].ever.contains("claims") && !hits[1].ever.contains("iac"));
}

#[test]
fn changes_reach_every_region_but_the_lost_one() {
    let scene = scene("2026-04-30");
    let lost = RegionId::from_code("me-south-1").unwrap();
    for seed in SEEDS {
        for told in replay(&scene, seed, 60, &[]) {
            let change = told.world.changes().next().unwrap();
            let sent = moment(&scene, "2026-04-30T08:00Z");
            let taken = change.acknowledged.unwrap();
            assert!(taken > sent && taken < sent.plus(sts_atlas_facts::Micros::from_secs(5)), "seed {seed}");
            assert!(change.reaching.iter().next().is_none(), "seed {seed}");
            assert_eq!(change.waiting.iter().collect::<Vec<_>>(), [lost], "seed {seed}");
            assert_eq!(change.arrived.len(), 17, "seed {seed}: every Region enabled by default");
        }
    }
}
