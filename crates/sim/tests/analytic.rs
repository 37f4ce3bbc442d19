//! Times that can be worked out by hand, in still weather: latencies, waits, cut-offs, repairs.
//! Random scenarios are `naive`'s and `properties`' business.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::{ClientPreset, EndpointMode, Micros, PRESETS, RegionId, Sdk};
use sts_atlas_sim::{
    ApiError, Credentials, Direction, DisputedDefault, Failure, Fault, Outcome, PathEffect, RequestRecord,
    ServerEffect, ServiceKind, SimTime, State, StsNames, TokenScope, World,
};
use support::{Scenario, cut, path, record, region, round_trip, run, scenario, state, sts, who};

const DNS: Micros = Micros::from_millis(4);
const ISSUE: Micros = Micros::from_millis(13);
const SERVICE: Micros = Micros::from_millis(3);
const NEXT_CALL: Micros = Micros::from_secs(1);
const TOKYO: &str = "ap-northeast-1";
const VIRGINIA: &str = "us-east-1";

/// The world's own account of the first principal's session: window, cut-off and expiry.
fn session(world: &World) -> (SimTime, SimTime, SimTime) {
    let session = world.principal(0).unwrap().session.unwrap().session;
    (session.window_opens, session.cutoff, session.expires)
}

/// A one-hour workload in Tokyo whose client calls us-east-1: the global name where it can, else the Regional one.
fn tokyo_to_virginia(preset: &ClientPreset) -> Scenario {
    let who = who("app", TOKYO, preset.sdk, &preset.from.to_string()).mode(EndpointMode::Legacy);
    let goes_global = preset.reads_endpoint_mode.value;
    let scenario = scenario("2024-08-29").assume(|assume| assume.disputed_default = DisputedDefault::Regional);
    scenario.with(if goes_global { who } else { who.client_region(VIRGINIA) })
}

fn cut_for_ever(scenario: Scenario, start: SimTime) -> Scenario {
    scenario.fault(cut(&[TOKYO], &[VIRGINIA]), start, SimTime::NEVER)
}

fn took(request: &RequestRecord) -> Micros {
    request.ended.since(request.began)
}

#[test]
fn a_cold_call_takes_a_look_up_the_handshakes_and_one_round_trip_more_than_the_server() {
    for tls in [1, 2] {
        for (at, serving) in [(TOKYO, VIRGINIA), (TOKYO, TOKYO), ("Sapporo", TOKYO), ("eu-west-1", "us-west-2")] {
            let job = who("job", at, Sdk::Boto3, "1.44.0").client_region(serving).uses(&["us-west-2"]);
            let job = job.mode(EndpointMode::Regional).job(Micros::from_minutes(1));
            let mut world = scenario("2026-11-21").assume(|assume| assume.tls_round_trips = tls).with(job).world();

            let records = record(&mut world, SimTime::from_minutes(1));

            let (there, used) = (round_trip(at, serving), round_trip(at, "us-west-2"));
            let cold = |rtt: Micros, server: Micros| Micros(DNS.0 + u64::from(2 + tls) * rtt.0 + server.0);
            let [signed_in, served] = records.as_slice() else { panic!("one run: {records:?}") };
            assert_eq!(signed_in.outcome, Outcome::Issued(TokenScope::AllEnabledRegions));
            assert_eq!((took(signed_in), signed_in.warm), (cold(there, ISSUE), false), "{at} to {serving}");
            assert_eq!(served.outcome, Outcome::Served);
            assert_eq!((took(served), served.warm), (cold(used, SERVICE), false), "{at} to us-west-2");
        }
    }
}

#[test]
fn a_retry_within_the_keep_alive_time_takes_one_round_trip_and_the_server() {
    for preset in &PRESETS {
        // Given STS that answers 503 to everyone, so that the wait before the retry is short.
        let scenario = tokyo_to_virginia(preset);
        let errors = sts(VIRGINIA, StsNames::Both, ServerEffect::Errors { parts_per_million: 1_000_000 });
        let (opens, ..) = session(&scenario.world());

        let mut world = scenario.fault(errors, SimTime::START, SimTime::NEVER).world();
        let records = record(&mut world, opens.plus(Micros::from_minutes(1)));

        let rtt = round_trip(TOKYO, VIRGINIA);
        let keeps_alive = preset.timeouts.value.keep_alive_idle > Micros::ZERO;
        let retries: Vec<_> = records.iter().filter(|record| record.attempt > 1).collect();
        assert!(!retries.is_empty(), "{}", preset.id);
        for retry in retries {
            let warm = if keeps_alive { Micros(rtt.0 + ISSUE.0) } else { Micros(DNS.0 + 3 * rtt.0 + ISSUE.0) };
            assert_eq!(retry.outcome, Outcome::Failed(Failure::Api(ApiError::ServiceUnavailable)));
            assert_eq!((retry.warm, took(retry)), (keeps_alive, warm), "{}", preset.id);
        }
    }
}

/// The shortest and the longest wait between two tries, all tries added up.
fn backoffs(preset: &ClientPreset) -> (u64, u64) {
    let retry = preset.retry.value;
    let most = (0..retry.attempts - 1).map(|retried| (retry.base.0 << retried).min(retry.cap.0)).sum();
    (0, most)
}

#[test]
fn a_dropped_path_costs_each_sdk_its_attempts_and_waits() {
    for preset in &PRESETS {
        // Given a path that drops everything before the window opens.
        let scenario = tokyo_to_virginia(preset);
        let (opens, cutoff, expires) = session(&scenario.world());
        let mut world = cut_for_ever(scenario, SimTime::START).world();

        let records = record(&mut world, expires.plus(Micros::from_minutes(20)));

        // Then the first stall is the first call in the window,
        let view = world.principal(0).unwrap();
        assert_eq!(view.first_stall, Some(opens), "{}", preset.id);
        // every renewal costs attempts × (look-up + connect timeout) and the waits between, or the load timeout,
        let (attempts, timeouts) = (preset.retry.value.attempts, preset.timeouts.value);
        let one_try = DNS.0 + timeouts.connect.map_or(127_000_000, |connect| connect.0);
        let (least, most) = backoffs(preset);
        let limit = timeouts.load.map_or(u64::MAX, |load| load.0);
        let bounds =
            (u64::from(attempts) * one_try + least).min(limit)..=(u64::from(attempts) * one_try + most).min(limit);
        let renewals: Vec<&[RequestRecord]> = records.chunk_by(|left, right| left.run == right.run).collect();
        // A budget for retries lasts for so many renewals; then nothing is tried again.
        let policy = preset.retry.value;
        let lasts =
            policy.quota.map_or(usize::MAX, |quota| (quota.capacity / quota.timeout_cost / (attempts - 1)) as usize);
        for pair in renewals.windows(2).take(lasts) {
            let (began, ended) = (pair[0][0].began, SimTime(pair[1][0].began.0 - NEXT_CALL.0));
            let span = ended.since(began).0;
            assert!(bounds.contains(&span), "{}: {span} µs is not in {bounds:?}", preset.id);
        }
        // and the first error is the end of the first renewal that began past the cut-off.
        let raising = renewals.windows(2).find(|pair| pair[0][0].began >= cutoff);
        let raised = raising.map(|pair| SimTime(pair[1][0].began.0 - NEXT_CALL.0));
        assert!(raised.is_some() && view.first_error == raised, "{}: {:?}, {raised:?}", preset.id, view.first_error);
    }
}

#[test]
fn a_failure_in_the_advisory_window_is_a_warning_even_if_it_comes_past_the_cut_off() {
    // Given boto3 of 5 tries of 60 s, whose first renewal begins 15 minutes before expiry and ends past the cut-off.
    let preset = PRESETS.iter().find(|preset| preset.id == "boto3-before-1.40").unwrap();
    let scenario = tokyo_to_virginia(preset);
    let (opens, cutoff, expires) = session(&scenario.world());
    assert_eq!(expires.since(opens), Micros::from_minutes(15));
    let mut world = cut_for_ever(scenario, SimTime::START).world();

    // When that renewal has failed, nobody has seen an error, though every other call waits.
    run(&mut world, cutoff.plus(Micros::from_secs(17)));
    let view = world.principal(0).unwrap();
    assert_eq!((view.state, view.first_error), (State::Impaired, None));

    // Then the next one, begun past the cut-off, raises 5 tries later.
    run(&mut world, expires);
    let raised = world.principal(0).unwrap().first_error.unwrap().since(cutoff).0;
    assert!((301_000_000..=332_000_000).contains(&raised), "{raised}");
}

#[test]
fn a_one_hour_workload_under_a_cut_is_impaired_from_its_sdks_cut_off_to_the_microsecond() {
    for preset in &PRESETS {
        let name = preset.id;
        let scenario = tokyo_to_virginia(preset);
        // Given a session issued while all was well.
        let opens = session(&scenario.world()).0;
        let renewed = opens.plus(Micros::from_minutes(1));
        let (_, cutoff, expires) = session(&scenario.at(renewed));
        let issued = expires.minus(Micros::from_minutes(60));
        let mut world = cut_for_ever(scenario, renewed).world();

        run(&mut world, cutoff.minus(Micros(1)));
        assert!(matches!(state(&world, 0), State::Exposed | State::Draining), "{name}: {:?}", state(&world, 0));
        run(&mut world, cutoff);
        assert_eq!(state(&world, 0), State::Impaired, "{name}");

        let life = cutoff.since(issued);
        let whole = |minutes: u64, seconds: u64| Micros::from_secs(minutes * 60 + seconds);
        let window = preset.refresh.value;
        let latest = window.mandatory_before_expiry.0 * u64::from(1_000 - window.jitter_permille) / 1_000;
        let hour = whole(60, 0).0;
        let lives = Micros(hour - window.mandatory_before_expiry.0)..=Micros(hour - latest);
        assert!(lives.contains(&life), "{name}: {life:?}");
        match name {
            "boto3-before-1.40" => assert_eq!(life, whole(50, 0)),
            "aws-cli-v1-before-1.42" => assert_eq!(life, whole(45, 0)),
            "java-v2" => assert_eq!(life, whole(59, 0)),
            "javascript-v2" => assert_eq!(life, whole(59, 45)),
            "rust" => assert!((whole(59, 50)..=whole(59, 55)).contains(&life), "{life:?}"),
            _ => {}
        }
        assert_eq!(world.principal(0).unwrap().impaired, Micros::ZERO);
        run(&mut world, expires);
        assert_eq!(world.principal(0).unwrap().impaired, expires.since(cutoff), "{name}");
    }
}

#[test]
fn rusts_jitter_spreads_the_cut_off_over_five_seconds() {
    let lives: Vec<u64> = (0..200)
        .map(|seed| {
            let app = who("app", TOKYO, Sdk::Rust, "1.13.0");
            let (_, cutoff, expires) = session(&scenario("2026-11-21").with(app).seed(seed).world());
            expires.since(cutoff).0
        })
        .collect();
    assert!(lives.iter().all(|life| (5_000_000..=10_000_000).contains(life)));
    assert!(lives.iter().any(|life| *life < 5_200_000) && lives.iter().any(|life| *life > 9_800_000));
}

/// A JavaScript v2 client, which waits as long as the system does, connecting from `begins` on under a cut.
fn connecting() -> (Scenario, SimTime) {
    let scenario = scenario("2024-08-29").with(who("app", TOKYO, Sdk::JavaScript, "2.1693.0"));
    let (opens, ..) = session(&scenario.world());
    (scenario, opens.plus(DNS))
}

#[test]
fn a_connection_under_way_at_repair_opens_with_its_next_retransmission() {
    let rtt = round_trip(TOKYO, VIRGINIA);
    for (repaired_after_ms, resent_after_s) in
        [(1, 1), (900, 1), (2_500, 3), (5_000, 7), (7_001, 15), (20_000, 31), (62_999, 63)]
    {
        let (scenario, begins) = connecting();
        let repair = begins.plus(Micros::from_millis(repaired_after_ms));
        let cut = cut(&[TOKYO], &[VIRGINIA]);
        let mut world = scenario.fault(cut, SimTime::START, repair).world();

        let records = record(&mut world, begins.plus(Micros::from_secs(120)));

        let opens = begins.plus(Micros(resent_after_s * 1_000_000 + 2 * rtt.0));
        assert_eq!(records[0].connected_at, opens, "repaired after {repaired_after_ms} ms");
        assert_eq!(records[0].outcome, Outcome::Issued(TokenScope::DefaultRegions));
        assert_eq!(records[0].ended, opens.plus(Micros(rtt.0 + ISSUE.0)));
    }
}

#[test]
fn a_connection_whose_last_retransmission_is_gone_at_repair_waits_for_its_timeout() {
    let (scenario, begins) = connecting();
    let repair = begins.plus(Micros::from_secs(64));
    let mut world = scenario.fault(cut(&[TOKYO], &[VIRGINIA]), SimTime::START, repair).world();
    let records = record(&mut world, begins.plus(Micros::from_secs(128)));
    assert_eq!(records[0].outcome, Outcome::Failed(Failure::ConnectTimeout));
    assert_eq!(records[0].ended, begins.plus(Micros::from_secs(127)));
}

#[test]
fn a_connection_that_would_open_only_after_the_connect_timeout_does_not_open() {
    // Given Rust's 3.1 s, a retransmission at 3 s and handshakes of more than 0.1 s.
    let app = who("app", TOKYO, Sdk::Rust, "1.13.0").client_region(VIRGINIA);
    let scenario = scenario("2026-11-21").with(app);
    let begins = session(&scenario.world()).0.plus(DNS);
    let repair = begins.plus(Micros::from_millis(2_900));
    let again = cut(&[TOKYO, "eu-west-1"], &[VIRGINIA]);
    let mut world = scenario
        .fault(cut(&[TOKYO], &[VIRGINIA]), SimTime::START, repair)
        // When the path is cut again after the timeout, time must not run backwards to it.
        .fault(again, begins.plus(Micros::from_millis(3_150)), SimTime::NEVER)
        .world();
    let records = record(&mut world, begins.plus(Micros::from_secs(4)));
    assert_eq!(records[0].outcome, Outcome::Failed(Failure::ConnectTimeout));
    assert_eq!(records[0].ended, begins.plus(Micros::from_millis(3_100)));
}

/// A boto3 client in Tokyo that calls us-east-1, and when its request has arrived there.
fn talking() -> (Scenario, SimTime, SimTime) {
    let scenario = scenario("2024-08-29").with(who("app", TOKYO, Sdk::Boto3, "1.39.0"));
    let (opens, ..) = session(&scenario.world());
    let rtt = round_trip(TOKYO, VIRGINIA);
    let connected = opens.plus(Micros(DNS.0 + 2 * rtt.0));
    (scenario, connected, connected.plus(Micros(rtt.0 / 2)))
}

#[test]
fn a_reply_in_flight_is_lost_with_the_way_back_and_only_with_it() {
    let drop = |direction, from: &'static str, to: &'static str| path(&[from], &[to], direction, PathEffect::Drop);
    let cases = [
        (drop(Direction::BothWays, TOKYO, VIRGINIA), true),
        (drop(Direction::BothWays, VIRGINIA, TOKYO), true),
        (drop(Direction::OneWay, VIRGINIA, TOKYO), true),
        (drop(Direction::OneWay, TOKYO, VIRGINIA), false),
    ];
    for (fault, lost) in cases {
        let (scenario, connected, arrived) = talking();
        let label = format!("{fault:?}");
        // When the way breaks for a tenth of a second while the reply travels.
        let start = arrived.plus(Micros(ISSUE.0 + 1_000));
        let mut world = scenario.fault(fault, start, start.plus(Micros::from_millis(100))).world();
        let records = record(&mut world, connected.plus(Micros::from_secs(61)));
        if lost {
            assert_eq!(records[0].outcome, Outcome::Failed(Failure::ReadTimeout), "{label}");
            assert_eq!(records[0].ended, connected.plus(Micros::from_secs(60)), "{label}");
        } else {
            assert_eq!(records[0].outcome, Outcome::Issued(TokenScope::DefaultRegions), "{label}");
        }
    }
}

#[test]
fn at_one_and_the_same_moment_a_fault_begins_or_ends_before_anything_else_happens() {
    let (scenario, _, arrived) = talking();
    let replied = arrived.plus(Micros(ISSUE.0 + round_trip(TOKYO, VIRGINIA).0.div_ceil(2)));
    for (start, lost) in [(replied, true), (replied.plus(Micros(1)), false)] {
        let records = record(&mut cut_for_ever(scenario.clone(), start).world(), replied.plus(Micros::from_minutes(1)));
        assert_eq!(records[0].outcome == Outcome::Failed(Failure::ReadTimeout), lost, "cut at {start:?}");
    }
    let (opens, ..) = session(&scenario.world());
    let cut = cut(&[TOKYO], &[VIRGINIA]);
    let records = record(&mut scenario.fault(cut, SimTime::START, opens).world(), replied);
    assert_eq!(records[0].outcome, Outcome::Issued(TokenScope::DefaultRegions), "repaired as the renewal begins");
}

#[test]
fn a_request_on_an_open_connection_waits_the_read_timeout() {
    // Given a 503, a kept connection, and a path cut before the retry.
    let (scenario, _, arrived) = talking();
    let errors = sts(VIRGINIA, StsNames::Both, ServerEffect::Errors { parts_per_million: 1_000_000 });
    let answered = arrived.plus(Micros(ISSUE.0 + round_trip(TOKYO, VIRGINIA).0.div_ceil(2)));
    let mut world =
        cut_for_ever(scenario.fault(errors, SimTime::START, SimTime::NEVER), answered.plus(Micros(1))).world();
    let records = record(&mut world, answered.plus(Micros::from_minutes(3)));
    assert_eq!(records[0].outcome, Outcome::Failed(Failure::Api(ApiError::ServiceUnavailable)));
    assert_eq!((records[1].warm, records[1].outcome), (true, Outcome::Failed(Failure::ReadTimeout)));
    assert_eq!(took(&records[1]), Micros::from_secs(60));
    assert!(!records[2].warm, "a connection that failed is not used again");
    assert_eq!(took(&records[2]), Micros(DNS.0 + 60_000_000));
}

#[test]
fn a_server_slower_than_the_read_timeout_is_not_waited_for() {
    let (scenario, connected, _) = talking();
    // 13 ms × 5,000 = 65 s
    let slow = sts(VIRGINIA, StsNames::Both, ServerEffect::Slow { permille: 5_000_000 });
    let scenario = scenario.fault(slow, SimTime::START, SimTime::NEVER);
    assert_eq!(state(&scenario.at(SimTime(1)), 0), State::Exposed, "a renewal now would fail");
    let records = record(&mut scenario.world(), connected.plus(Micros::from_secs(61)));
    assert_eq!(records[0].outcome, Outcome::Failed(Failure::ReadTimeout));
    assert_eq!(records[0].ended, connected.plus(Micros::from_secs(60)));
    assert_eq!(records[0].fault, Some(0));
}

#[test]
fn a_path_slower_than_the_connect_timeout_does_not_connect() {
    // Given Java's 2 s and handshakes of 2 × 148 ms × 10.
    let app = who("app", TOKYO, Sdk::Java, "2.31.0").client_region(VIRGINIA);
    let slow = path(&[TOKYO], &[VIRGINIA], Direction::BothWays, PathEffect::Slow { permille: 10_000 });
    let scenario = scenario("2026-11-21").with(app).fault(slow, SimTime::START, SimTime::NEVER);
    assert_eq!(state(&scenario.at(SimTime(1)), 0), State::Exposed, "a renewal now would fail");
    let begins = session(&scenario.world()).0.plus(DNS);
    let records = record(&mut scenario.world(), begins.plus(Micros::from_secs(3)));
    assert_eq!(records[0].outcome, Outcome::Failed(Failure::ConnectTimeout));
    assert_eq!((records[0].ended, records[0].fault), (begins.plus(Micros::from_secs(2)), Some(0)));
}

#[test]
fn rust_gives_up_a_whole_renewal_after_its_load_timeout() {
    for (version, tries, seconds) in [("1.0.0", 2, 5), ("1.13.0", 3, 0)] {
        let app = who("app", TOKYO, Sdk::Rust, version).client_region(VIRGINIA);
        let scenario = cut_for_ever(scenario("2026-11-21").with(app), SimTime::START);
        let (opens, ..) = session(&scenario.world());
        let records = record(&mut scenario.world(), opens.plus(Micros::from_secs(14)));
        let renewal: Vec<_> = records.iter().filter(|record| record.run == 1).collect();
        let last = renewal.last().unwrap();
        if seconds > 0 {
            // 3.1 s, a wait below 1 s, and what is left of 5 s; where the wait is long, nothing is left.
            assert!(renewal.len() <= tries, "{version}");
            assert_eq!(last.outcome, Outcome::Failed(Failure::LoadTimeout), "{version}");
            assert_eq!(last.ended, opens.plus(Micros::from_secs(seconds)), "{version}");
        } else {
            // 21.6 s is more than three tries take.
            assert_eq!(renewal.len(), tries, "{version}");
            assert!(renewal.iter().all(|record| record.outcome == Outcome::Failed(Failure::ConnectTimeout)));
        }
    }
}

#[test]
fn a_region_that_is_down_answers_nobody_and_its_own_principals_are_impaired_at_once() {
    let down = Fault::Region { at: vec![region(TOKYO)] };
    let start = SimTime::from_minutes(1);
    let scenario = scenario("2026-11-21")
        .with(who("abroad", "us-west-2", Sdk::Java, "2.31.0").uses(&[TOKYO]).job(Micros::from_secs(30)))
        .with(who("at-home", TOKYO, Sdk::Java, "2.31.0").credentials(Credentials::AccessKey))
        .fault(down, start, SimTime::NEVER);
    let mut world = scenario.at(start);
    assert_eq!(state(&world, 1), State::Impaired);
    let records = record(&mut world, SimTime::from_minutes(3));
    let to_tokyo = records.iter().filter(|record| record.service == ServiceKind::Service && record.began > start);
    assert!(to_tokyo.clone().count() > 0);
    assert!(to_tokyo.into_iter().all(|record| record.outcome == Outcome::Failed(Failure::ConnectTimeout)));
    assert_eq!(world.region_down(region(TOKYO)), Some(0));
    assert_eq!(world.region_down(RegionId::US_EAST_1), None);
}
