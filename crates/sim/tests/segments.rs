//! The parts of a request's time, worked out again from its record, are the whole of it and what the day's faults left.
//! Random worlds come from `support`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::{Micros, Sdk};
use sts_atlas_sim::{Failure, Outcome, SegmentKind, ServiceKind, SimTime};
use support::random::scenarios;
use support::{cut, record, round_trip, scenario, who};

const LENGTH: Micros = Micros::from_minutes(30);

#[test]
fn the_parts_follow_each_other_without_a_gap_and_sum_to_the_time_the_request_took() {
    let mut kinds = Vec::new();
    for (seed, scenario) in scenarios(30, LENGTH) {
        let mut world = scenario.world();
        for request in record(&mut world, SimTime::from_minutes(30)) {
            let parts = world.segments(&request);
            let sum: u64 = parts.iter().map(|part| part.end.since(part.start).0).sum();
            assert_eq!(Micros(sum), request.took(), "{seed}: {request:?}: {parts:?}");
            let starts = parts.iter().map(|part| part.start);
            let ends = std::iter::once(request.began).chain(parts.iter().map(|part| part.end));
            assert!(starts.zip(ends).all(|(start, end)| start == end), "{seed}: {parts:?}");
            kinds.extend(parts.iter().map(|part| part.kind));
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert!(kinds.len() >= 8, "the test has seen only {kinds:?}");
}

#[test]
fn a_cold_call_is_a_look_up_the_handshakes_the_way_there_the_server_and_the_way_back() {
    let job = who("job", "ap-northeast-1", Sdk::Boto3, "1.44.0").client_region("us-east-1").uses(&["us-west-2"]);
    let mut world = scenario("2026-11-21").with(job.job(Micros::from_minutes(1))).world();
    let records = record(&mut world, SimTime::from_minutes(1));
    let call = records.iter().find(|request| request.service != ServiceKind::Service).unwrap();
    let trip = round_trip("ap-northeast-1", "us-east-1").0;
    let parts: Vec<(SegmentKind, u64)> =
        world.segments(call).iter().map(|part| (part.kind, part.end.since(part.start).0)).collect();
    let expected = [
        (SegmentKind::LookUp, 4_000),
        (SegmentKind::Connect, trip),
        (SegmentKind::Tls, trip),
        (SegmentKind::Request, trip / 2),
        (SegmentKind::Server, 13_000),
        (SegmentKind::Reply, trip - trip / 2),
    ];
    assert_eq!(parts, expected);
}

#[test]
fn a_dropped_path_leaves_a_look_up_and_a_wait_for_a_connection() {
    let job = who("job", "ap-northeast-1", Sdk::Boto3, "1.44.0").client_region("us-east-1").uses(&["us-west-2"]);
    let world = scenario("2026-11-21").with(job.job(Micros::from_minutes(1)));
    let mut world = world.fault(cut(&["ap-northeast-1"], &["us-east-1"]), SimTime::START, SimTime::NEVER).world();
    let records = record(&mut world, SimTime::from_minutes(5));
    let lost = records.iter().find(|request| request.outcome == Outcome::Failed(Failure::ConnectTimeout)).unwrap();
    let kinds: Vec<SegmentKind> = world.segments(lost).iter().map(|part| part.kind).collect();
    assert_eq!(kinds, [SegmentKind::LookUp, SegmentKind::NoConnection]);
}
