//! Both models over one scenario: states, sessions, marks, requests, changes of IAM, counts; the first difference.
//! Which scenarios, and what must have been met, is the test's business.

use sts_atlas_facts::{Micros, RegionId};
use sts_atlas_sim::{Failure, Leg, Outcome, RequestRecord, ServiceKind, SimTime, State, TokenScope, World};

use crate::Met;
use crate::model::answer::{Asker, Setting};
use crate::model::iam::Iam;
use crate::model::sky::{NEVER, Sky};
use crate::model::story::Story;
use crate::model::ways::{Source, source};
use crate::model::writing::write_all;
use crate::support::{Scenario, index_of, record};

/// Samples lie off the whole minutes, where nothing is due at exactly the same microsecond.
const OFFSET: u64 = 29_333_337;

/// What both models say of a finished request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    run: u64,
    leg: u64,
    attempt: u64,
    began: u64,
    ended: u64,
    warm: bool,
    service: ServiceKind,
    to: RegionId,
    outcome: Outcome,
}

/// What both models say of a principal at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Glance {
    state: State,
    targets: Vec<State>,
    /// Window, cut-off, expiry, scope.
    session: Option<(u64, u64, u64, TokenScope)>,
    first_stall: Option<u64>,
    first_error: Option<u64>,
}

fn line_of(world: &World, record: &RequestRecord) -> Line {
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
        service: record.service,
        to: world.route(record.route).unwrap().1,
        outcome: record.outcome,
    }
}

fn engine_glance(world: &World, index: u32) -> Glance {
    let view = world.principal(index).unwrap();
    let times = |gauge: sts_atlas_sim::SessionGauge| {
        let session = gauge.session;
        (session.window_opens.0, session.cutoff.0, session.expires.0, session.scope)
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
    let targets = 0..story.targets.len();
    Glance {
        state: story.state_at(t),
        targets: targets
            .map(|target| if story.inactive { State::Healthy } else { story.state_in(target, t) })
            .collect(),
        session: story.session_at(t).map(|session| (session.window, session.cutoff, session.expires, session.scope)),
        first_stall: story.first_stall(t),
        first_error: story.first_error(t),
    }
}

/// Runs both models over one scenario and says where they differ first.
pub fn compare(scenario: &Scenario, length: Micros, every: u64, met: &mut Met) -> Result<(), String> {
    let schedule = scenario.schedule();
    let sky = Sky::new(schedule.faults());
    let mut world = scenario.world();
    let sources: Vec<_> = scenario.spec.principals.iter().map(|who| source(&scenario.spec, who)).collect();
    let iam = write_all(&scenario.spec, scenario.seed, &sky, length.0);
    let setting = Setting { spec: &scenario.spec, sky: &sky, iam: &iam, seed: scenario.seed };
    let mut stories: Vec<Option<Story<'_>>> = (0..world.principals()).map(|_| None).collect();
    for (spec, who) in scenario.spec.principals.iter().enumerate() {
        for ordinal in 1..=who.count {
            let index = index_of(&world, &scenario.spec, &who.name, ordinal);
            let by = Asker { who, index: spec };
            stories[index as usize] = Some(Story::tell(setting, by, &sources[spec], ordinal, length.0));
        }
    }
    let stories: Vec<Story<'_>> = stories.into_iter().map(|story| story.expect("each instance is named")).collect();
    let mut records = Vec::new();
    for sample in (OFFSET..length.0).step_by(every as usize) {
        records.append(&mut record(&mut world, SimTime(sample)));
        compare_changes(&world, &iam, sample)?;
        for (index, story) in (0..).zip(&stories) {
            let (engine, naive) = (engine_glance(&world, index), naive_glance(story, sample));
            *met.states.entry(naive.state).or_default() += 1;
            if engine != naive {
                let who = &story.who.name;
                let last = last_lines(&world, &records, index, story, sample);
                return Err(format!(
                    "{who} at {sample} µs:\nengine {engine:?}\nnaive  {naive:?}\n{last}\n{}",
                    brief(story)
                ));
            }
        }
    }
    records.append(&mut record(&mut world, SimTime(length.0)));
    for (index, story) in (0..).zip(&stories) {
        compare_requests(&world, &records, index, story)?;
        let impaired = world.principal(index).unwrap().impaired.0;
        if impaired != story.impaired() {
            return Err(format!("{}: impaired {impaired} µs, naively {} µs", story.who.name, story.impaired()));
        }
        met.renewed += story.sessions.len() as u64;
        met.failed_over += story.caller.requests.iter().filter(|told| told.way > 0).count() as u64;
    }
    compare_totals(&world, &stories, &iam)?;
    let is_there = |&(_, at): &(RegionId, u64)| at <= length.0;
    met.arrived += iam.changes.iter().flat_map(|change| &change.arrived).copied().filter(is_there).count() as u64;
    count(&records, met);
    Ok(())
}

/// Who somebody is, in a few lines.
fn brief(story: &Story<'_>) -> String {
    let (who, client) = (story.who, &story.who.client);
    let ways = match story.source {
        Source::Calls(ways) => ways.iter().map(|way| (way.service, way.name, way.serving)).collect(),
        _ => vec![],
    };
    format!(
        "{:?} at {:?}, {:?}, {:?} {:?} in {:?}, {:?}, session {:?} (most {:?}, chained {}), uses {:?}, accounts {} {}, \
         {} {:?} retry {:?} {:?}, issuer {:?}, {:?}\nways {ways:?}",
        who.kind,
        who.at,
        who.resolver,
        who.credentials,
        who.operation,
        client.region,
        client.endpoint_url,
        who.session,
        who.role_most,
        who.chained,
        who.uses,
        who.account,
        who.role_account,
        client.preset.id,
        client.endpoint_mode,
        client.retry_policy(),
        client.timeouts(),
        who.issuer,
        who.sign_in,
    )
}

/// What the control plane and the data planes know of each change at a moment.
fn compare_changes(world: &World, iam: &Iam<'_>, t: u64) -> Result<(), String> {
    for (view, written) in world.changes().zip(&iam.changes) {
        let acknowledged = Some(written.acknowledged).filter(|&at| at <= t).map(SimTime);
        let there = |&&(_, at): &&(RegionId, u64)| at <= t && at != NEVER;
        let mut arrived: Vec<_> = written.arrived.iter().filter(there).map(|&(at, when)| (at, SimTime(when))).collect();
        let mut seen = view.arrived.clone();
        arrived.sort_unstable();
        seen.sort_unstable();
        let on_the_way = if acknowledged.is_some() { written.arrived.len() - arrived.len() } else { 0 };
        let engine_on_the_way = view.reaching.iter().count() + view.waiting.iter().count();
        if (view.acknowledged, &seen, engine_on_the_way) != (acknowledged, &arrived, on_the_way) {
            let naive = (acknowledged, arrived, on_the_way);
            return Err(format!("{:?} at {t} µs:\nengine {view:?}\nnaive  {naive:?}", written.what));
        }
    }
    Ok(())
}

/// The last finished requests before a moment, in both models.
fn last_lines(world: &World, records: &[RequestRecord], index: u32, story: &Story<'_>, at: u64) -> String {
    let of_this = records.iter().filter(|record| record.principal == index);
    let engine: Vec<Line> = of_this.map(|record| line_of(world, record)).collect();
    let naive: Vec<Line> = told_lines(story, at);
    let last =
        |lines: &[Line]| lines.iter().rev().take(4).map(|line| format!("    {line:?}")).collect::<Vec<_>>().join("\n");
    format!("engine's last:\n{}\nnaive's last:\n{}", last(&engine), last(&naive))
}

fn told_lines(story: &Story<'_>, until: u64) -> Vec<Line> {
    let told = story.caller.requests.iter().filter(|told| told.sent.ended <= until);
    told.map(|told| Line {
        run: told.run,
        leg: told.leg,
        attempt: told.attempt,
        began: told.sent.began,
        ended: told.sent.ended,
        warm: told.sent.warm,
        service: told.service,
        to: told.to,
        outcome: told.sent.outcome,
    })
    .collect()
}

fn compare_requests(world: &World, records: &[RequestRecord], index: u32, story: &Story<'_>) -> Result<(), String> {
    let of_this = records.iter().filter(|record| record.principal == index);
    let engine: Vec<Line> = of_this.map(|record| line_of(world, record)).collect();
    let naive = told_lines(story, story.end);
    let differ = engine.iter().zip(&naive).position(|(engine, naive)| engine != naive);
    let at = differ.or((engine.len() != naive.len()).then_some(engine.len().min(naive.len())));
    match at {
        None => Ok(()),
        Some(at) => Err(format!(
            "{}, request {at}:\nengine {:?}\nnaive  {:?}\n{}",
            story.who.name,
            engine.get(at),
            naive.get(at),
            brief(story)
        )),
    }
}

/// Requests sent, succeeded and failed, by the engine's own counts.
fn compare_totals(world: &World, stories: &[Story<'_>], iam: &Iam<'_>) -> Result<(), String> {
    let engine = world.metrics().sum(|_, _| true);
    let end = world.now().0;
    let of_changes = || iam.changes.iter().flat_map(|written| &written.requests);
    let of_principals = || stories.iter().flat_map(|story| &story.caller.requests);
    let told = || of_principals().chain(of_changes()).map(|told| (&told.sent, end));
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
        *met.services.entry(record.service).or_default() += 1;
    }
}

/// Day, faults, changes, accounts and assumptions of a scenario, one a line.
pub fn outline(scenario: &Scenario) -> String {
    let faults = scenario.faults.iter().map(|(fault, windows)| {
        let windows: Vec<_> = windows.iter().map(|window| (window.start.0, window.end.0)).collect();
        format!("{fault:?} {windows:?}")
    });
    let changes = scenario.spec.changes.iter().map(|change| format!("{change:?}"));
    let accounts = scenario.spec.accounts.iter().map(|account| format!("{account:?}"));
    let lines: Vec<String> = faults.chain(changes).chain(accounts).collect();
    format!("as of {}\n{}\n{:?}", scenario.spec.as_of, lines.join("\n"), scenario.spec.assumptions)
}
