//! 7 December 2021: STS in us-east-1 is slow for web identities, and sign-in through us-east-1 fails.
//! Reported: latency, not failure, of STS; it recovered two hours after the network.

use sts_atlas_facts::Micros;
use sts_atlas_sim::{ServiceKind, SimTime};

use crate::replay::{Hits, Names, SEEDS, Told, moment, replay, scene};

/// Far above any round trip, below what is assumed of that day.
const SLOW: Micros = Micros::from_secs(3);

fn slow(told: &Told, from: SimTime) -> Names<'_> {
    let calls = told.sts_calls().filter(|call| call.took() >= SLOW && call.began >= from);
    calls.map(|call| told.caller(call)).collect()
}

#[test]
fn people_who_sign_in_through_us_east_1_are_hit_and_nobody_else() {
    let scene = scene("2021-12-07");
    let mut hits = [Hits::default(), Hits::default()];
    for seed in SEEDS {
        for (told, hits) in replay(&scene, seed, 2, &[]).iter().zip(&mut hits) {
            hits.add(&told.hit());
            assert!(told.failures().all(|call| call.service == ServiceKind::SignIn), "seed {seed}");
            assert!(told.is_quiet_before(moment(&scene, "2021-12-07T15:30Z")), "seed {seed}");
            assert!(told.is_quiet_after(moment(&scene, "2021-12-07T22:40Z")), "seed {seed}");
        }
    }
    hits[0].are(&["on-call-us", "on-call-jp"]);
    hits[1].are(&[]);
    assert_eq!(hits[0].always.as_ref(), Some(&hits[0].ever), "hours without a sign-in are felt with every seed");
}

#[test]
fn web_identities_wait_where_their_name_leads_to_us_east_1_and_no_one_else_waits() {
    let scene = scene("2021-12-07");
    let (mut a, mut b) = (Hits::default(), Hits::default());
    for seed in SEEDS {
        let [told_a, told_b] = replay(&scene, seed, 30, &[]);
        a.add(&slow(&told_a, SimTime::START));
        b.add(&slow(&told_b, SimTime::START));
    }
    a.are(&["eks-orders", "eks-ci", "eks-search", "eks-deploy", "eks-report"]);
    b.are(&["eks-orders", "eks-ci"]);
    assert_eq!(a.always.as_ref(), Some(&a.ever));
}

#[test]
fn sts_is_the_last_to_recover() {
    let scene = scene("2021-12-07");
    let at = |utc| moment(&scene, utc);
    for seed in SEEDS {
        let [told, _] = replay(&scene, seed, 30, &[]);
        assert!(slow(&told, at("2021-12-07T22:30Z")).contains("eks-ci"), "seed {seed}: the network is well again");
        assert_eq!(slow(&told, at("2021-12-08T00:29Z")), Names::new(), "seed {seed}");
    }
}
