//! 20 October 2025: us-east-1's own STS fails twice; nobody else's does.
//! Reported: STS errors in us-east-1, sign-in through us-east-1, IAM updates; no STS failure in another Region.

use sts_atlas_sim::ServiceKind;

use crate::replay::{Hits, SEEDS, moment, replay, scene};

#[test]
fn only_what_depends_on_us_east_1_is_hit_and_a_regional_setting_saves_everyone_but_those_at_home_there() {
    let scene = scene("2025-10-20");
    let mut hits = [Hits::default(), Hits::default()];
    for seed in SEEDS {
        for (told, hits) in replay(&scene, seed, 2, &[]).iter().zip(&mut hits) {
            hits.add(&told.hit());
        }
    }
    let at_home = ["checkout-api", "ledger", "nightly-close", "recovery", "on-call-us", "root-owner", "iac"];
    let elsewhere = ["hybrid-sync", "price-feed", "office-report", "sso-eu", "portal-uk"];
    hits[0].are(&[&at_home[..], &elsewhere[..]].concat());
    hits[1].are(&at_home);
}

#[test]
fn no_request_fails_outside_the_reported_times() {
    let scene = scene("2025-10-20");
    let at = |utc| moment(&scene, utc);
    for seed in SEEDS {
        for told in replay(&scene, seed, 2, &[]) {
            assert!(told.is_quiet_before(at("2025-10-20T06:48Z")), "seed {seed}");
            // The last run of the slowest act may have failed a quarter of an hour before.
            assert!(told.is_quiet_after(at("2025-10-20T17:15Z")), "seed {seed}");
            for call in told.failures() {
                let (until, again) = match call.service {
                    ServiceKind::Iam => (at("2025-10-20T09:26Z"), None),
                    ServiceKind::SignIn | ServiceKind::IdentityCenter => (at("2025-10-20T08:26Z"), None),
                    _ => (at("2025-10-20T08:20Z"), Some(at("2025-10-20T15:31Z"))),
                };
                let in_second = again.is_some_and(|again| call.ended >= again && call.ended <= at("2025-10-20T17:00Z"));
                assert!(call.ended <= until || in_second, "{} at {:?}, seed {seed}", told.caller(call), call.ended);
            }
        }
    }
}

#[test]
fn every_failure_is_in_us_east_1_and_what_a_session_is_used_for_goes_on() {
    let scene = scene("2025-10-20");
    for seed in SEEDS {
        for told in replay(&scene, seed, 10, &[]) {
            for call in told.failures() {
                assert_eq!(told.target(call), "us-east-1", "{}, seed {seed}", told.caller(call));
                assert_ne!(call.service, ServiceKind::Service, "{}, seed {seed}", told.caller(call));
            }
            assert!(told.sts_calls().any(|call| told.target(call) == "ap-northeast-1"));
        }
    }
}

#[test]
fn the_global_name_served_in_tokyo_is_not_the_one_that_fails() {
    let scene = scene("2025-10-20");
    let [a, _] = replay(&scene, 20, 10, &[]);
    let served = |who: &str| -> Vec<&str> {
        let calls = a.sts_calls().filter(|call| call.service == ServiceKind::StsGlobal && a.caller(call) == who);
        let mut regions: Vec<&str> = calls.map(|call| a.target(call)).collect();
        regions.dedup();
        regions
    };
    assert_eq!(served("batch-etl"), ["ap-northeast-1"]);
    assert_eq!(served("hybrid-sync"), ["us-east-1"]);
    assert_eq!(served("price-feed"), ["us-east-1"]);
}

#[test]
fn what_fails_over_ends_every_run_and_what_does_not_loses_some() {
    let scene = scene("2025-10-20");
    let mut hits = [Hits::default(), Hits::default()];
    for seed in SEEDS {
        for (told, hits) in replay(&scene, seed, 60, &[]).iter().zip(&mut hits) {
            hits.add(&told.lost_a_run());
        }
    }
    hits[0].are(&["nightly-close", "recovery", "hybrid-sync", "price-feed", "office-report"]);
    hits[1].are(&["nightly-close"]);
}
