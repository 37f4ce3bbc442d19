//! The snapshot: its numbers are those of the worlds, add up, and blame a fault only for what the fault did.
//! Which words and marks show them is decided elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;

use sts_atlas_facts::{EndpointMode, Micros, Place, RegionId};
use sts_atlas_player::{
    Command, Difference, EndpointModeChoice, Flow, Player, Snapshot, TokenSource, WorldId, WorldSnapshot,
};
use sts_atlas_sim::{
    Change, ChangeSpec, Endpoint, Fault, Kind, PrincipalSpec, PrincipalView, ServiceKind, SimTime, State, TokenVerdict,
    TokenVersion,
};
use support::{
    ABSENT, CUT, DAYS, END, GLOBAL_DOWN, IRELAND_STS, LOSS, REFUSED, VIRGINIA, go, minutes, place, player, player_of,
    region, storm, switch,
};

/// Given the storm with more faults in it, then at every third minute and a bit: players to look at.
fn moments() -> impl Iterator<Item = Player> {
    let mut player = player();
    for (minute, fault, holds) in
        [(20, LOSS, true), (27, VIRGINIA, true), (33, VIRGINIA, false), (36, IRELAND_STS, true)]
    {
        switch(&mut player, minutes(minute), fault, holds);
    }
    (0..=60).step_by(3).map(move |minute| {
        go(&mut player, minutes(minute).plus(Micros(1_234_567)).min(END));
        player.clone()
    })
}

fn active(world: &WorldSnapshot) -> impl Iterator<Item = &PrincipalView> {
    world.principals.iter().map(|principal| &principal.view).filter(|view| view.inactive.is_none())
}

fn named(world: &WorldSnapshot, name: &str) -> PrincipalView {
    world.principals.iter().find(|principal| principal.group.name == name).unwrap().view.clone()
}

#[test]
fn every_request_sent_is_done_failed_or_under_way() {
    for player in moments() {
        for world in &player.snapshot().worlds {
            for (totals, service) in world.requests.iter().zip(ServiceKind::ALL) {
                assert_eq!(totals.service, service);
                assert_eq!(totals.issued, totals.succeeded + totals.failed + totals.in_flight);
                assert!(totals.no_answer <= totals.failed);
                let under_way = world.in_flight.iter().filter(|request| request.service == service).count();
                assert_eq!(totals.in_flight, under_way as u64, "{service:?} at {:?}", player.playhead());
            }
            let ended = world.requests.iter().map(|totals| totals.succeeded + totals.failed).sum::<u64>();
            assert_eq!(world.recent.len() as u64, ended.min(128));
            assert_eq!(player.recent(world.id).copied().collect::<Vec<_>>(), world.recent);
            assert_eq!(world.digest, player.world(world.id).digest());
            assert_eq!(world.events, player.world(world.id).metrics().events);
        }
    }
}

#[test]
fn latency_counts_every_call_to_sts_that_was_answered() {
    for player in moments() {
        for world in &player.snapshot().worlds {
            for service in [ServiceKind::StsGlobal, ServiceKind::StsRegional] {
                let rows: Vec<_> = world.latency.iter().filter(|row| row.service == service).collect();
                let totals = world.requests.iter().find(|totals| totals.service == service).unwrap();
                assert_eq!(rows.iter().map(|row| row.count).sum::<u64>(), totals.succeeded);
                assert_eq!(rows.iter().map(|row| row.no_answer).sum::<u64>(), totals.no_answer);
                let ways: BTreeSet<_> = rows.iter().map(|row| (row.from, row.to)).collect();
                assert_eq!(ways.len(), rows.len(), "one row per way");
            }
            for row in &world.latency {
                assert!(row.service != ServiceKind::Service);
                assert_eq!((row.p50.is_some(), row.p95.is_some()), (row.count > 0, row.count > 0));
                assert!(row.p50 <= row.p95);
            }
        }
    }
}

#[test]
fn the_blast_radius_counts_every_active_principal_once() {
    for player in moments() {
        for world in &player.snapshot().worlds {
            let blast = &world.blast;
            let all = active(world).count();
            assert_eq!(blast.states.total() as usize, all);
            assert_eq!(blast.without_fault.total() as usize, all);
            for state in State::ALL {
                let count = active(world).filter(|view| view.state == state).count();
                assert_eq!(blast.states.of(state) as usize, count);
            }
            let not_known_to_work = blast.states.of(State::Impaired) + blast.states.of(State::Unknown);
            assert_eq!(blast.kept_working() + not_known_to_work, blast.states.total());
            let listed: Vec<u32> =
                blast.by_place.iter().flat_map(|place| place.principals.iter().map(|&(index, ..)| index)).collect();
            assert_eq!(listed.len(), all);
            assert_eq!(listed.iter().collect::<BTreeSet<_>>().len(), all);
            for group in &blast.by_place {
                for &(index, state, _) in &group.principals {
                    let view = &world.principals[index as usize].view;
                    assert_eq!((view.at, view.state), (group.place, state));
                }
            }
            assert_eq!(blast.by_place.iter().map(|place| place.impaired).sum::<u32>(), blast.impaired());
        }
    }
}

#[test]
fn harm_is_what_the_world_without_the_fault_does_not_show() {
    let mut harmed = 0;
    for player in moments() {
        for world in &player.snapshot().worlds {
            let calm = player.world_without_fault(world.id);
            let pairs: Vec<(PrincipalView, PrincipalView)> = world
                .principals
                .iter()
                .map(|principal| (principal.view.clone(), calm.principal(principal.index).unwrap()))
                .filter(|(here, _)| here.inactive.is_none())
                .collect();
            for state in State::ALL {
                let worse = pairs.iter().filter(|(here, there)| here.state == state && here.state > there.state);
                assert_eq!(world.blast.harm.of(state) as usize, worse.count());
            }
            assert_eq!(world.blast.harm.of(State::Healthy), 0);
            let lost: u64 = pairs.iter().map(|(here, there)| here.impaired.0.saturating_sub(there.impaired.0)).sum();
            assert_eq!(world.blast.lost, Micros(lost));
            harmed += world.blast.impaired();
        }
    }
    assert!(harmed > 10, "{harmed}");
}

#[test]
fn before_the_first_fault_nobody_is_harmed() {
    let mut player = player();
    for minute in 0..10 {
        go(&mut player, minutes(minute));
        for world in &player.snapshot().worlds {
            assert_eq!((world.blast.harm.total(), world.blast.lost), (0, Micros::ZERO));
            assert_eq!(world.blast.states, world.blast.without_fault);
        }
    }
    go(&mut player, minutes(10));
    assert!(player.snapshot().worlds[0].blast.harm.of(State::Exposed) > 0, "the fault is felt from its first moment");
}

#[test]
fn who_is_refused_without_any_fault_is_not_counted_as_harmed() {
    // Given a workload whose token its target Region refuses, and a cut of the way to its STS.
    let mut player = player();
    for minute in [0, 9, 15, 24, 60] {
        go(&mut player, minutes(minute));
        let world = &player.snapshot().worlds[0];
        let view = named(world, REFUSED);
        assert_eq!(view.state, State::Impaired);
        assert_eq!(view.targets[0].2, TokenVerdict::Refused);
        assert_eq!(view.impaired, minutes(minute).since(SimTime::START));
        // Then it is impaired in both, and no part of the harm or of the time lost.
        let index = world.principals.iter().find(|principal| principal.group.name == REFUSED).unwrap().index;
        let places = &world.blast.by_place;
        let listed = places.iter().flat_map(|place| &place.principals).find(|(listed, ..)| *listed == index);
        assert_eq!(listed, Some(&(index, State::Impaired, State::Impaired)));
        assert!(world.blast.without_fault.of(State::Impaired) > 0);
        assert!(world.blast.impaired() < world.blast.states.of(State::Impaired));
    }
    assert_eq!(named(&player.snapshot().worlds[1], REFUSED).state, State::Healthy, "a Regional token is accepted");
}

#[test]
fn every_principal_with_a_token_is_in_one_row_of_the_matrix() {
    for mut player in moments() {
        player.apply(Command::SetGlobalToken { world: WorldId::B, account: 0, version: TokenVersion::V2 });
        player.settle();
        for world in &player.snapshot().worlds {
            let holders: Vec<_> = active(world)
                .filter(|view| view.endpoint.is_some() && (view.kind != Kind::Workload || view.session.is_some()))
                .collect();
            let held = |source| world.matrix.rows.iter().find(|row| row.source == source).unwrap().held_by as usize;
            let (v1, v2) = (held(TokenSource::GlobalV1), held(TokenSource::GlobalV2));
            let regional = held(TokenSource::Regional);
            assert_eq!(v1 + v2 + regional, holders.len());
            let global = holders.iter().filter(|view| matches!(view.endpoint, Some((Endpoint::Global, _)))).count();
            assert_eq!(if world.id == WorldId::A { (v1, v2) } else { (v2, v1) }, (global, 0));
            assert!(world.matrix.rows.iter().all(|row| row.verdicts.len() == 1 + world.matrix.opt_in.len()));
        }
    }
}

#[test]
fn a_job_asks_for_the_version_that_its_serving_region_knows_now() {
    let mut scenario = storm();
    for setup in &mut scenario.worlds {
        let principals = &mut setup.spec.principals;
        let admin = principals.iter().find(|principal| principal.name == "desk").unwrap().clone();
        principals.push(PrincipalSpec {
            name: "admin".to_owned(),
            kind: Kind::Admin { every: Micros::from_minutes(6) },
            ..admin
        });
        setup.spec.changes.push(ChangeSpec {
            name: "tokens".to_owned(),
            by: principals.len() - 1,
            account: 0,
            at: minutes(2),
            what: Change::GlobalToken(TokenVersion::V2),
        });
    }
    let mut player = player_of(scenario);
    let jobs = |player: &Player| {
        let world = player.snapshot().worlds[0].clone();
        let held: Vec<u32> = world.matrix.rows.iter().map(|row| row.held_by).collect();
        (held[0], held[1])
    };
    go(&mut player, minutes(1));
    let (before, none) = jobs(&player);
    assert!(before > 0 && none == 0, "{before}, {none}");
    go(&mut player, END);
    assert_eq!(jobs(&player), (0, before), "every session and every job has the new version");
}

#[test]
fn the_matrix_says_what_a_token_is_worth() {
    use TokenVerdict::{Refused, RegionNotEnabled, Valid};
    let matrix = player().snapshot().worlds[0].matrix.clone();
    assert_eq!(matrix.opt_in, [region("ap-east-1"), region("ap-southeast-3"), region("mx-central-1")]);
    let rows: Vec<_> = matrix.rows.into_iter().map(|row| (row.source, row.verdicts)).collect();
    let expected = [
        (TokenSource::GlobalV1, vec![Valid, Refused, RegionNotEnabled, RegionNotEnabled]),
        (TokenSource::GlobalV2, vec![Valid, Valid, RegionNotEnabled, RegionNotEnabled]),
        (TokenSource::Regional, vec![Valid, Valid, RegionNotEnabled, RegionNotEnabled]),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn who_takes_no_part_is_counted_nowhere() {
    let mut player = player();
    go(&mut player, minutes(15));
    for world in &player.snapshot().worlds {
        let view = named(world, ABSENT);
        assert!(view.inactive.is_some() && view.endpoint.is_some());
        assert!(world.flows.iter().all(|flow| flow.from != view.at));
        assert!(world.blast.by_place.iter().all(|place| place.place != view.at || place.principals.is_empty()));
        let held: u32 = world.matrix.rows.iter().map(|row| row.held_by).sum();
        let senders = active(world).filter(|view| view.endpoint.is_some()).count();
        assert!(held as usize <= senders);
    }
    // A year later its Region is there, but its account has not enabled it: it sends, and gets no token.
    player.apply(Command::SetAsOf(DAYS[1]));
    player.settle();
    let snapshot = player.snapshot();
    let (world, view) = (&snapshot.worlds[0], named(&snapshot.worlds[0], ABSENT));
    assert!(view.inactive.is_none() && view.session.is_none());
    assert!(world.flows.iter().any(|flow| flow.from == view.at));
    let held: u32 = world.matrix.rows.iter().map(|row| row.held_by).sum();
    assert_eq!(held as usize + 1, active(world).filter(|view| view.endpoint.is_some()).count());
}

#[test]
fn every_sender_is_in_one_flow() {
    for player in moments() {
        for world in &player.snapshot().worlds {
            let senders = active(world).filter(|view| view.endpoint.is_some()).count();
            assert_eq!(world.flows.iter().map(|flow| flow.principals as usize).sum::<usize>(), senders);
            for flow in &world.flows {
                let sends = |view: &&PrincipalView| {
                    view.endpoint.is_some_and(|(endpoint, serving)| {
                        (view.at, serving, ServiceKind::from(endpoint.kind())) == (flow.from, flow.to, flow.service)
                    })
                };
                assert_eq!(active(world).filter(sends).count(), flow.principals as usize);
            }
        }
    }
}

/// What is blocked at minute 2 after a fault was broken at minute 1: from, to, what.
fn blocked_by(fault: u16, world: WorldId) -> Vec<(Place, RegionId, ServiceKind)> {
    let mut player = player();
    switch(&mut player, minutes(1), fault, true);
    go(&mut player, minutes(2));
    let flows = player.snapshot().worlds[world.index()].flows.clone();
    assert!(flows.iter().all(|flow| flow.blocked_by.is_none_or(|by| by == fault)));
    let blocked = flows.into_iter().filter(|flow| flow.blocked_by == Some(fault));
    blocked.map(|Flow { from, to, service, .. }| (from, to, service)).collect()
}

#[test]
fn a_flow_is_blocked_by_its_path_its_region_or_its_kind_of_endpoint() {
    use ServiceKind::{StsGlobal, StsRegional};
    let global =
        |from: &[&str]| -> Vec<_> { from.iter().map(|code| (place(code), RegionId::US_EAST_1, StsGlobal)).collect() };
    let regional = |code: &str| vec![(place(code), region(code), StsRegional)];
    let cut = global(&["ap-northeast-1", "eu-west-1", "us-west-2"]);
    let (a, b) = (WorldId::A, WorldId::B);
    assert_eq!(blocked_by(CUT, a), cut);
    assert_eq!(blocked_by(VIRGINIA, a), cut, "the Region that serves them is down");
    assert_eq!(blocked_by(GLOBAL_DOWN, a), cut, "its global name is down");
    assert_eq!(blocked_by(VIRGINIA, b), vec![], "no one calls it");
    assert_eq!(blocked_by(GLOBAL_DOWN, b), vec![]);
    assert_eq!(blocked_by(IRELAND_STS, a), vec![], "callers of the global name do not call it");
    assert_eq!(blocked_by(IRELAND_STS, b), regional("eu-west-1"));
    assert_eq!(blocked_by(LOSS, a), vec![], "some packets get through");
}

#[test]
fn the_regional_name_of_us_east_1_outlives_the_global_one() {
    // Given two callers in us-east-1, one of each kind of endpoint.
    let mut scenario = support::storm();
    for world in &mut scenario.worlds {
        let local = RegionId::US_EAST_1;
        let mut legacy = world.spec.principals[0].clone();
        "local".clone_into(&mut legacy.name);
        legacy.at = Place::Region(local);
        legacy.client.region = sts_atlas_sim::RegionChoice::Region(local);
        legacy.client.endpoint_mode = Some(EndpointMode::Legacy);
        let mut regional = legacy.clone();
        "modern".clone_into(&mut regional.name);
        regional.client.endpoint_mode = Some(EndpointMode::Regional);
        world.spec.principals.extend([legacy, regional]);
    }
    let blocked = |fault: u16| {
        let mut player = support::player_of(scenario.clone());
        switch(&mut player, minutes(1), fault, true);
        player.settle();
        let flows = player.snapshot().worlds[1].flows.clone();
        let here = flows.into_iter().filter(|flow| flow.from == Place::Region(RegionId::US_EAST_1));
        here.map(|flow| (flow.service, flow.blocked_by)).collect::<Vec<_>>()
    };
    let both = |global, regional| vec![(ServiceKind::StsGlobal, global), (ServiceKind::StsRegional, regional)];
    assert_eq!(blocked(GLOBAL_DOWN), both(Some(GLOBAL_DOWN), None));
    assert_eq!(blocked(VIRGINIA), both(Some(VIRGINIA), Some(VIRGINIA)), "nobody at home, and nobody to call");
}

#[test]
fn from_a_region_that_is_down_nothing_flows() {
    let mut scenario = support::storm();
    scenario.faults[usize::from(VIRGINIA)].fault = Fault::Region { at: vec![region("eu-west-1")] };
    let mut player = support::player_of(scenario);
    switch(&mut player, minutes(1), VIRGINIA, true);
    player.settle();
    let flows = player.snapshot().worlds[0].flows.clone();
    let blocked: Vec<_> =
        flows.iter().filter(|flow| flow.blocked_by.is_some()).map(|flow| (flow.from, flow.to)).collect();
    assert_eq!(blocked, [(place("eu-west-1"), RegionId::US_EAST_1)]);
}

#[test]
fn regions_and_endpoints_that_are_down_are_listed() {
    let down = |fault: u16| {
        let mut player = player();
        switch(&mut player, minutes(1), fault, true);
        player.settle();
        player.snapshot().worlds[0].down.clone()
    };
    assert_eq!(down(VIRGINIA), [(RegionId::US_EAST_1, true)]);
    assert_eq!(down(IRELAND_STS), [(region("eu-west-1"), false)]);
    assert_eq!((down(CUT), down(GLOBAL_DOWN)), (vec![], vec![]));
}

#[test]
fn the_header_is_the_players() {
    let mut player = player();
    go(&mut player, minutes(32));
    player.apply(Command::Seek(minutes(50)));
    let Snapshot { now, utc, length, frontier, playing, pending, as_of, seed, faults, .. } = player.snapshot();
    assert_eq!((now, frontier, pending, playing), (minutes(32), minutes(32), true, false));
    assert_eq!((length, as_of, seed), (Micros::from_minutes(60), DAYS[0], player.recording().seed()));
    assert_eq!(utc.to_string(), "2024-08-29T08:32:00Z");
    let holding: Vec<u16> = faults.iter().filter(|fault| fault.holds).map(|fault| fault.index).collect();
    assert_eq!(holding, [support::GLOBAL_ERRORS]);
}

#[test]
fn the_twin_says_what_it_changed_and_what_it_could_not() {
    let mut player = player();
    let of = |player: &Player, name: &str| {
        let snapshot = player.snapshot();
        let index = snapshot.worlds[0].principals.iter().find(|principal| principal.group.name == name).unwrap().index;
        snapshot.differences.iter().find(|difference| difference.principal == index).unwrap().difference
    };
    let changed =
        Difference::Changed { from: Some(Endpoint::Global), to: Some(Endpoint::Regional(region("ap-northeast-1"))) };
    assert_eq!(of(&player, "etl"), changed);
    assert_eq!(of(&player, "web"), Difference::RegionalInBoth);
    assert_eq!(of(&player, "box"), Difference::NoStsOfItsOwn);
    player.apply(Command::SetEndpointMode { world: WorldId::B, mode: EndpointModeChoice::Set(EndpointMode::Legacy) });
    assert_eq!(of(&player, "etl"), Difference::StaysGlobal);
}
