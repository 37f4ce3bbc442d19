//! The engine against a second, naive model: one principal at a time, no queue, every fault known beforehand.
//! The naive model is in `naive/`; it shares the tables of facts with the engine, and the types of its results.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "naive/comparison.rs"]
mod comparison;
#[path = "naive/mod.rs"]
mod model;
mod support;

use std::collections::BTreeMap;
use std::ops::Range;

use comparison::{compare, outline};
use sts_atlas_facts::Micros;
use sts_atlas_sim::{ApiError, Failure, ServiceKind, State};
use support::Scenario;
use support::random::cast::{Subject, scenario_about};
use support::random::random_scenario;

const MINUTE: u64 = 60_000_000;

/// How often each thing was met, so that a comparison of nothing cannot pass.
#[derive(Default)]
struct Met {
    states: BTreeMap<State, u64>,
    failures: BTreeMap<Failure, u64>,
    services: BTreeMap<ServiceKind, u64>,
    succeeded: u64,
    warm: u64,
    renewed: u64,
    /// Requests by another way than the first.
    failed_over: u64,
    /// Changes that came to a Region.
    arrived: u64,
}

impl Met {
    fn add(&mut self, other: Self) {
        add_all(&mut self.states, other.states);
        add_all(&mut self.failures, other.failures);
        add_all(&mut self.services, other.services);
        self.succeeded += other.succeeded;
        self.warm += other.warm;
        self.renewed += other.renewed;
        self.failed_over += other.failed_over;
        self.arrived += other.arrived;
    }

    fn failed(&self, error: ApiError) -> u64 {
        self.failures.get(&Failure::Api(error)).copied().unwrap_or(0)
    }
}

fn add_all<T: Ord>(sum: &mut BTreeMap<T, u64>, other: BTreeMap<T, u64>) {
    for (what, count) in other {
        *sum.entry(what).or_default() += count;
    }
}

/// Both halves of the seeds at once; names every scenario in which the models differ, and shows the first.
fn compare_many(seeds: Range<u64>, length: Micros, every: u64, make: impl Fn(u64, Micros) -> Scenario + Sync) -> Met {
    let middle = u64::midpoint(seeds.start, seeds.end);
    let half = |seeds: Range<u64>| {
        let (mut met, mut differences) = (Met::default(), Vec::new());
        for seed in seeds {
            let scenario = make(seed, length);
            if let Err(difference) = compare(&scenario, length, every, &mut met) {
                differences.push((seed, format!("{difference}\n{}", outline(&scenario))));
            }
        }
        (met, differences)
    };
    let ((mut met, mut differences), other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| half(middle..seeds.end));
        (half(seeds.start..middle), other.join())
    });
    let (other_met, other_differences) = other.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    met.add(other_met);
    differences.extend(other_differences);
    let named: Vec<u64> = differences.iter().map(|(seed, _)| *seed).collect();
    if let Some((seed, first)) = differences.first() {
        panic!("the models differ in scenarios {named:?}; {seed}: {first}");
    }
    met
}

/// Random scenarios about a subject, each over two and a half hours.
fn compare_about(subject: Subject, seeds: Range<u64>) -> Met {
    let met =
        compare_many(seeds, Micros::from_minutes(150), MINUTE, |seed, length| scenario_about(subject, seed, length));
    for state in [State::Healthy, State::Exposed, State::Impaired] {
        assert!(met.states.contains_key(&state), "{state:?} never met: {:?}", met.states);
    }
    met
}

#[test]
fn engine_and_naive_model_agree_on_four_hundred_plain_scenarios() {
    let met = compare_many(0..400, Micros::from_minutes(150), MINUTE, random_scenario);
    for state in State::ALL {
        assert!(met.states.get(&state).is_some_and(|&count| count > 20), "{state:?} hardly met: {:?}", met.states);
    }
    // No quota pressure here, so nothing is throttled (that is `quota`'s business); the later errors have no causes here.
    let met_here = |failure: &Failure| *failure != Failure::Api(ApiError::Throttling);
    for failure in Failure::ALL.into_iter().take(9).filter(met_here) {
        let count = met.failures.get(&failure).copied().unwrap_or(0);
        assert!(count > 10, "{failure:?} hardly met: {:?}", met.failures);
    }
    assert!(met.succeeded > 10_000 && met.warm > 50 && met.renewed > 1_000);
}

#[test]
fn engine_and_naive_model_agree_beyond_the_promise_of_a_day() {
    let met = compare_many(5_000..5_030, Micros::from_minutes(30 * 60), 17 * MINUTE, random_scenario);
    assert!(met.states.get(&State::Unknown).is_some_and(|&count| count > 10), "{:?}", met.states);
}

#[test]
fn engine_and_naive_model_agree_about_calls() {
    let met = compare_about(Subject::Calls, 0..200);
    let errors = [
        ApiError::RegionDisabled,
        ApiError::InvalidClientTokenId,
        ApiError::Throttling,
        ApiError::ServiceUnavailable,
        ApiError::AccessDenied,
        ApiError::ValidationError,
        ApiError::UnsupportedOperation,
        ApiError::IdpCommunication,
    ];
    for error in errors {
        assert!(met.failed(error) > 20, "{error:?} hardly met: {:?}", met.failures);
    }
    let nameless = met.failures.get(&Failure::NameNotFound).copied().unwrap_or(0);
    assert!(nameless > 20 && met.failed_over > 100, "{nameless} without a name, {} failed over", met.failed_over);
}

#[test]
fn engine_and_naive_model_agree_about_sources_of_credentials() {
    let met = compare_about(Subject::Sources, 0..200);
    for service in ServiceKind::ALL.into_iter().filter(|&service| service != ServiceKind::AccountApi) {
        let count = met.services.get(&service).copied().unwrap_or(0);
        assert!(count > 50, "{service:?} hardly met: {:?}", met.services);
    }
    assert!(met.failed(ApiError::ExpiredToken) > 5, "{:?}", met.failures);
}

#[test]
fn engine_and_naive_model_agree_about_changes_of_iam() {
    let met = compare_about(Subject::Changes, 0..200);
    assert!(met.services.get(&ServiceKind::AccountApi).is_some_and(|&count| count > 50), "{:?}", met.services);
    assert!(met.arrived > 1_000 && met.failed(ApiError::AccessDenied) > 100, "{} arrived", met.arrived);
    assert!(met.failed(ApiError::Conflict) > 20, "{:?}", met.failures);
}

#[test]
fn engine_and_naive_model_agree_on_any_day_since_2015() {
    compare_about(Subject::Days, 0..200);
}

/// Scenarios in which the models have once differed, on the day when nobody knows who serves the global name.
#[test]
fn engine_and_naive_model_agree_where_they_once_differed() {
    for subject in Subject::ALL {
        for seed in [10_568, 11_024] {
            compare_many(seed..seed + 1, Micros::from_minutes(150), MINUTE, |seed, length| {
                let mut scenario = scenario_about(subject, seed, length);
                scenario.spec.as_of = support::date("2025-03-01");
                scenario
            });
        }
    }
}

/// As many more as somebody looks through: `STS_ATLAS_SEEDS=1000..5000 cargo test -p sts-atlas-sim --test naive -- --ignored`.
#[test]
#[ignore = "takes as long as there are seeds in STS_ATLAS_SEEDS"]
fn engine_and_naive_model_agree_on_the_seeds_asked_for() {
    let asked = std::env::var("STS_ATLAS_SEEDS").unwrap_or_else(|_| "1000..1100".into());
    let (first, last) = asked.split_once("..").expect("a range such as 1000..5000");
    let seeds = first.parse::<u64>().unwrap()..last.parse::<u64>().unwrap();
    let length = Micros::from_minutes(150);
    // Every other one on a day at which nobody knows where the global name is served.
    let on_a_day = |mut scenario: Scenario, seed: u64| {
        if seed.is_multiple_of(2) {
            scenario.spec.as_of = support::date("2025-03-01");
        }
        scenario
    };
    compare_many(seeds.clone(), length, MINUTE, |seed, length| on_a_day(random_scenario(seed, length), seed));
    for subject in Subject::ALL {
        compare_many(seeds.clone(), length, MINUTE, |seed, length| {
            on_a_day(scenario_about(subject, seed, length), seed)
        });
    }
}
