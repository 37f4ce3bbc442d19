//! What a world without faults may refuse, and when its data planes know what: only what rules demand, never too early.
//! The naive model says what rules demand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "naive/mod.rs"]
mod model;
mod support;

use model::answer::{Answer, Asker, Setting};
use model::request::Token;
use model::sky::CLEAR;
use model::story::targets;
use model::ways::{Source, source};
use model::writing::write_all;
use sts_atlas_facts::{Micros, RegionId, RegionSet};
use sts_atlas_sim::{ApiError, Failure, Leg, Outcome, RequestRecord, SimTime, State, TokenScope, TokenVersion, World};
use support::random::cast::{Subject, scenario_about};
use support::random::{random_scenario, scenarios};
use support::record;

const LENGTH: Micros = Micros::from_minutes(60);
const END: SimTime = SimTime::from_minutes(60);

/// Whether rules demand that a request of a world without faults fails as it did.
fn is_demanded(setting: Setting<'_>, world: &World, record: &RequestRecord, failure: Failure) -> bool {
    let Some(view) = world.principal(record.principal) else {
        let of_writes = [ApiError::AccessDenied, ApiError::Conflict].map(Failure::Api);
        return of_writes.contains(&failure);
    };
    let who = &setting.spec.principals[view.spec];
    let by = Asker { who, index: view.spec };
    let times = [record.began.0, record.ended.0];
    match (record.leg, source(setting.spec, who)) {
        (Leg::Use(index), _) => {
            let target = targets(who)[usize::from(index)];
            let scopes = [TokenScope::DefaultRegions, TokenScope::AllEnabledRegions];
            let tokens = scopes.map(|scope| Token { scope, expires: 0 });
            let refusals = tokens
                .iter()
                .chain(&[Token::LASTING])
                .flat_map(|&token| times.map(|t| setting.refusal(by, target, token, t)));
            refusals.flatten().any(|error| failure == Failure::Api(error))
        }
        (Leg::Sts, Source::Calls(ways)) => ways.iter().any(|way| match failure {
            Failure::NameNotFound => way.nowhere,
            Failure::Api(error) => {
                times.iter().any(|&t| setting.answer_of_way(by, way, t, |_, _| false) == Answer::Error(error))
            }
            _ => false,
        }),
        (Leg::Sts, _) => false,
    }
}

#[test]
fn without_faults_nothing_fails_that_no_rule_demands() {
    let mut demanded = 0;
    for (seed, mut scenario) in scenarios(60, LENGTH) {
        scenario.faults.clear();
        let mut world = scenario.world();
        let iam = write_all(&scenario.spec, scenario.seed, &CLEAR, END.0);
        let setting = Setting { spec: &scenario.spec, sky: &CLEAR, iam: &iam, seed: scenario.seed };
        for record in record(&mut world, END) {
            if let Outcome::Failed(failure) = record.outcome {
                assert!(is_demanded(setting, &world, &record, failure), "{seed}: {record:?}");
                demanded += 1;
            }
        }
    }
    assert!(demanded > 100, "{demanded}");
}

#[test]
fn where_no_rule_demands_anything_nothing_fails() {
    for seed in 0..60 {
        // With every Region enabled, every endpoint active and all-Region tokens, no rule demands anything.
        let mut scenario = random_scenario(seed, LENGTH);
        scenario.faults.clear();
        for account in &mut scenario.spec.accounts {
            account.opt_in = RegionId::all().collect();
            account.sts_deactivated = RegionSet::default();
            account.global_token = TokenVersion::V2;
        }
        let world = scenario.at(END);
        assert_eq!(world.metrics().sum(|_, _| true).failed_total(), 0, "scenario {seed}");
        for view in (0..world.principals()).map(|index| world.principal(index).unwrap()) {
            let who = &scenario.spec.principals[view.spec];
            let calls_sts = who.credentials.operation().is_some();
            let decided = sts_atlas_sim::decide(&who.client, scenario.spec.assumptions.disputed_default);
            let refuses = decided.err().filter(|_| calls_sts);
            let refuses = refuses.filter(|_| view.inactive.is_none());
            let expected = match refuses.map(sts_atlas_sim::DecideError::undocumented) {
                None => State::Healthy,
                Some(None) => State::Impaired,
                Some(Some(_)) => State::Unknown,
            };
            assert_eq!(view.state, expected, "scenario {seed}: {who:?}");
        }
    }
}

#[test]
fn a_data_plane_never_knows_a_change_before_the_control_plane_and_never_forgets_it() {
    let (mut arrivals, mut waits) = (0, 0);
    for number in 0..60 {
        let scenario = scenario_about(Subject::Changes, number, LENGTH);
        let mut world = scenario.world();
        let mut before: Vec<_> = world.changes().collect();
        for step in 1..=720 {
            let now = SimTime::from_secs(5 * step);
            support::run(&mut world, now);
            let after: Vec<_> = world.changes().collect();
            for (then, view) in before.iter().zip(&after) {
                let (sent, context) = (scenario.spec.changes[view.spec].at, format!("scenario {number}: {view:?}"));
                assert!(view.acknowledged.is_none_or(|at| sent < at && at <= now), "{context}");
                assert!(then.acknowledged.is_none_or(|at| view.acknowledged == Some(at)), "{context}");
                for &(region, at) in &view.arrived {
                    assert!(view.acknowledged.is_some_and(|known| known <= at) && at <= now, "{context}");
                    assert!(!view.reaching.contains(region) && !view.waiting.contains(region), "{context}");
                }
                assert!(then.arrived.iter().all(|known| view.arrived.contains(known)), "{context}");
                waits += u32::from(view.waiting.iter().next().is_some());
            }
            before = after;
        }
        arrivals += before.iter().map(|view| view.arrived.len()).sum::<usize>();
    }
    assert!(arrivals > 200 && waits > 20, "{arrivals} arrivals, {waits} waits");
}
