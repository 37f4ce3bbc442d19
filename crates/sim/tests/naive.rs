//! The engine against a second, naive model: one principal at a time, no queue, every fault known beforehand.
//! The naive model is in `naive/`; it shares the tables of facts with the engine, and the types of its results.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "naive/luck.rs"]
mod luck;
#[path = "naive/reading.rs"]
mod reading;
#[path = "naive/request.rs"]
mod request;
#[path = "naive/rules.rs"]
mod rules;
#[path = "naive/sky.rs"]
mod sky;
#[path = "naive/story.rs"]
mod story;
mod support;

use std::collections::BTreeMap;

use sky::Sky;
use story::Story;
use sts_atlas_facts::Micros;
use sts_atlas_sim::{ApiError, Failure, Leg, Outcome, RequestRecord, SimTime, State, World};
use support::random::random_scenario;
use support::{Scenario, index_of, record};

const MINUTE: u64 = 60_000_000;
/// Samples lie off the whole minutes, where nothing is due at exactly the same microsecond.
const OFFSET: u64 = 29_333_337;

/// How often each thing was met, so that a comparison of nothing cannot pass.
#[derive(Default)]
struct Met {
    states: BTreeMap<State, u64>,
    failures: BTreeMap<Failure, u64>,
    succeeded: u64,
    warm: u64,
    renewed: u64,
}

impl Met {
    fn add(&mut self, other: Self) {
        for (state, count) in other.states {
            *self.states.entry(state).or_default() += count;
        }
        for (failure, count) in other.failures {
            *self.failures.entry(failure).or_default() += count;
        }
        self.succeeded += other.succeeded;
        self.warm += other.warm;
        self.renewed += other.renewed;
    }
}

/// What both models say of a finished request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    run: u64,
    leg: u64,
    attempt: u64,
    began: u64,
    ended: u64,
    warm: bool,
    outcome: Outcome,
}

/// What both models say of a principal at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Glance {
    state: State,
    targets: Vec<State>,
    session: Option<(u64, u64, u64)>,
    first_stall: Option<u64>,
    first_error: Option<u64>,
}

fn line_of(record: &RequestRecord) -> Line {
    let leg = match record.leg {
        Leg::Sts => 0,
        Leg::Use(index) => 1 + u64::from(index),
    };
    Line {
        run: record.run,
        leg,
        attempt: u64::from(record.attempt) - 1,
        began: record.began.0,
        ended: record.ended.0,
        warm: record.warm,
        outcome: record.outcome,
    }
}

fn engine_glance(world: &World, index: u32) -> Glance {
    let view = world.principal(index).unwrap();
    let times = |gauge: sts_atlas_sim::SessionGauge| {
        let session = gauge.session;
        (session.window_opens.0, session.cutoff.0, session.expires.0)
    };
    Glance {
        state: view.state,
        targets: view.targets.iter().map(|&(_, state, _)| state).collect(),
        session: view.session.map(times),
        first_stall: view.first_stall.map(|time| time.0),
        first_error: view.first_error.map(|time| time.0),
    }
}

fn naive_glance(story: &Story<'_>, t: u64) -> Glance {
    let targets = 0..story.who.uses.len();
    Glance {
        state: story.state_at(t),
        targets: targets
            .map(|target| if story.inactive { State::Healthy } else { story.state_in(target, t) })
            .collect(),
        session: story.session_at(t).map(|session| (session.window, session.cutoff, session.expires)),
        first_stall: story.first_stall(t),
        first_error: story.first_error(t),
    }
}

/// Runs both models over one scenario and says where they differ first.
fn compare(scenario: &Scenario, length: Micros, every: u64, met: &mut Met) -> Result<(), String> {
    let schedule = scenario.schedule();
    let sky = Sky { faults: schedule.faults() };
    let mut world = scenario.world();
    let mut stories: Vec<Option<Story<'_>>> = (0..world.principals()).map(|_| None).collect();
    for who in &scenario.spec.principals {
        for ordinal in 1..=who.count {
            let index = index_of(&world, &scenario.spec, &who.name, ordinal);
            stories[index as usize] = Some(Story::tell(&scenario.spec, who, ordinal, scenario.seed, &sky, length.0));
        }
    }
    let stories: Vec<Story<'_>> = stories.into_iter().map(|story| story.expect("each instance is named")).collect();
    let mut records = Vec::new();
    for sample in (OFFSET..length.0).step_by(every as usize) {
        records.append(&mut record(&mut world, SimTime(sample)));
        for (index, story) in (0..).zip(&stories) {
            let (engine, naive) = (engine_glance(&world, index), naive_glance(story, sample));
            *met.states.entry(naive.state).or_default() += 1;
            if engine != naive {
                let who = &story.who.name;
                return Err(format!("{who} at {sample} µs:\nengine {engine:?}\nnaive  {naive:?}\n{:?}", story.who));
            }
        }
    }
    records.append(&mut record(&mut world, SimTime(length.0)));
    for (index, story) in (0..).zip(&stories) {
        compare_requests(&records, index, story)?;
        let impaired = world.principal(index).unwrap().impaired.0;
        if impaired != story.impaired() {
            return Err(format!("{}: impaired {impaired} µs, naively {} µs", story.who.name, story.impaired()));
        }
        met.renewed += story.sessions.len() as u64;
    }
    compare_totals(&world, &stories)?;
    count(&records, met);
    Ok(())
}

fn compare_requests(records: &[RequestRecord], index: u32, story: &Story<'_>) -> Result<(), String> {
    let engine: Vec<Line> = records.iter().filter(|record| record.principal == index).map(line_of).collect();
    let told = story.requests.iter().filter(|told| told.sent.ended <= story.end);
    let naive: Vec<Line> = told
        .map(|told| Line {
            run: told.run,
            leg: told.leg,
            attempt: told.attempt,
            began: told.sent.began,
            ended: told.sent.ended,
            warm: told.sent.warm,
            outcome: told.sent.outcome,
        })
        .collect();
    let differ = engine.iter().zip(&naive).position(|(engine, naive)| engine != naive);
    let at = differ.or((engine.len() != naive.len()).then_some(engine.len().min(naive.len())));
    match at {
        None => Ok(()),
        Some(at) => Err(format!(
            "{}, request {at}:\nengine {:?}\nnaive  {:?}\n{:?}",
            story.who.name,
            engine.get(at),
            naive.get(at),
            story.who
        )),
    }
}

/// Requests sent, succeeded and failed, by the engine's own counts.
fn compare_totals(world: &World, stories: &[Story<'_>]) -> Result<(), String> {
    let engine = world.metrics().sum(|_, _| true);
    let told = || stories.iter().flat_map(|story| story.requests.iter().map(|told| (&told.sent, story.end)));
    let issued = told().filter(|(sent, end)| sent.began <= *end).count() as u64;
    let ended = || told().filter(|(sent, end)| sent.ended <= *end).map(|(sent, _)| sent.outcome);
    let succeeded = ended().filter(|outcome| !matches!(outcome, Outcome::Failed(_))).count() as u64;
    let failed =
        Failure::ALL.map(|failure| ended().filter(|&outcome| outcome == Outcome::Failed(failure)).count() as u64);
    if (engine.issued, engine.succeeded, engine.failed) == (issued, succeeded, failed) {
        Ok(())
    } else {
        Err(format!("counts {engine:?}, naively {issued} sent, {succeeded} well, {failed:?} failed"))
    }
}

fn count(records: &[RequestRecord], met: &mut Met) {
    for record in records {
        match record.outcome {
            Outcome::Failed(failure) => *met.failures.entry(failure).or_default() += 1,
            Outcome::Issued(_) | Outcome::Served => met.succeeded += 1,
        }
        met.warm += u64::from(record.warm);
    }
}

/// Both halves of the seeds at once; a difference stops its half and names the scenario.
fn compare_many(seeds: std::ops::Range<u64>, length: Micros, every: u64) -> Met {
    let middle = u64::midpoint(seeds.start, seeds.end);
    let half = |seeds: std::ops::Range<u64>| {
        let mut met = Met::default();
        for seed in seeds {
            let scenario = random_scenario(seed, length);
            if let Err(difference) = compare(&scenario, length, every, &mut met) {
                panic!("scenario {seed} (as of {}): {difference}\n{:#?}", scenario.spec.as_of, scenario.faults);
            }
        }
        met
    };
    let (mut met, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| half(middle..seeds.end));
        (half(seeds.start..middle), other.join())
    });
    met.add(other.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
    met
}

#[test]
fn engine_and_naive_model_agree_on_a_thousand_random_scenarios() {
    let met = compare_many(0..1_000, Micros::from_minutes(150), MINUTE);
    for state in State::ALL {
        assert!(met.states.get(&state).is_some_and(|&count| count > 100), "{state:?} hardly met: {:?}", met.states);
    }
    // No quota pressure here, so nothing is throttled (that is `quota`'s business); the later errors have no causes here.
    let met_here = |failure: &Failure| *failure != Failure::Api(ApiError::Throttling);
    for failure in Failure::ALL.into_iter().take(9).filter(met_here) {
        let count = met.failures.get(&failure).copied().unwrap_or(0);
        assert!(count > 20, "{failure:?} hardly met: {:?}", met.failures);
    }
    assert!(met.succeeded > 10_000 && met.warm > 100 && met.renewed > 1_000);
}

#[test]
fn engine_and_naive_model_agree_beyond_the_promise_of_a_day() {
    let met = compare_many(5_000..5_030, Micros::from_minutes(30 * 60), 17 * MINUTE);
    assert!(met.states.get(&State::Unknown).is_some_and(|&count| count > 10), "{:?}", met.states);
}
