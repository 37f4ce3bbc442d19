//! 1 March 2026: the Region in the Emirates loses one zone, then a second.
//! Reported: nothing about STS or IAM. One zone is documented to do no harm; what follows the second is assumed.

use sts_atlas_sim::ServiceKind;

use crate::replay::{Hits, SEEDS, moment, replay, scene};

#[test]
fn one_zone_does_no_harm_and_after_the_second_only_the_regions_own_sts_fails() {
    let scene = scene("2026-03-01");
    let second_zone = moment(&scene, "2026-03-02T05:59Z");
    let mut hits = [Hits::default(), Hits::default()];
    for seed in SEEDS {
        for (told, hits) in replay(&scene, seed, 10, &[]).iter().zip(&mut hits) {
            assert!(told.is_quiet_before(second_zone), "seed {seed}");
            for call in told.failures() {
                assert_eq!(
                    (call.service, told.target(call)),
                    (ServiceKind::StsRegional, "me-central-1"),
                    "seed {seed}"
                );
            }
            hits.add(&told.hit());
        }
    }
    for hits in &hits {
        hits.are(&["booking-api", "payroll", "evacuate", "runbook"]);
    }
}

#[test]
fn what_moves_things_out_ends_every_run_only_where_it_fails_over() {
    let scene = scene("2026-03-01");
    let mut hits = [Hits::default(), Hits::default()];
    for seed in SEEDS {
        for (told, hits) in replay(&scene, seed, 60, &[]).iter().zip(&mut hits) {
            hits.add(&told.lost_a_run());
        }
    }
    hits[0].are(&["payroll", "evacuate", "runbook"]);
    hits[1].are(&["payroll"]);
    assert_eq!(hits[0].always.as_ref(), Some(&hits[0].ever), "a day and a half of errors is felt with every seed");
}

#[test]
fn iam_goes_on_elsewhere() {
    let scene = scene("2026-03-01");
    for seed in SEEDS {
        for told in replay(&scene, seed, 60, &[]) {
            let writes = told.calls().filter(|call| call.service == ServiceKind::Iam);
            assert!(writes.count() > 100, "seed {seed}");
        }
    }
}
