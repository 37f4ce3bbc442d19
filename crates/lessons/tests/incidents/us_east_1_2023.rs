//! 13 June 2023: STS and console sign-in of us-east-1 return errors beside a defect of Lambda.
//! Reported: the global name and us-east-1's own were hit; other Regions' own endpoints were not.

use sts_atlas_sim::ServiceKind;

use crate::replay::{Hits, SEEDS, moment, replay, scene};

#[test]
fn whoever_calls_us_east_1_is_hit_and_other_regions_own_endpoints_are_not() {
    let scene = scene("2023-06-13");
    let mut hits = [Hits::default(), Hits::default()];
    for seed in SEEDS {
        for (told, hits) in replay(&scene, seed, 2, &[]).iter().zip(&mut hits) {
            hits.add(&told.hit());
            for call in told.failures() {
                assert_eq!(told.target(call), "us-east-1", "{}, seed {seed}", told.caller(call));
                assert_ne!(call.service, ServiceKind::Service, "{}, seed {seed}", told.caller(call));
            }
        }
    }
    let at_home = ["checkout-api", "ledger", "on-call-us"];
    hits[0].are(&[&at_home[..], &["eks-search", "ci", "sso-eu"]].concat());
    hits[1].are(&at_home);
}

#[test]
fn no_request_fails_outside_the_reported_times() {
    let scene = scene("2023-06-13");
    for seed in SEEDS {
        for told in replay(&scene, seed, 2, &[]) {
            assert!(told.is_quiet_before(moment(&scene, "2023-06-13T18:48Z")), "seed {seed}");
            assert!(told.is_quiet_after(moment(&scene, "2023-06-13T21:17Z")), "seed {seed}");
        }
    }
}
