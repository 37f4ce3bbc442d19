//! Scenarios at and beyond what a scenario file allows: places, times, counts and shares nobody would choose.
//! Only for the promise that no scenario makes a world panic.

use sts_atlas_facts::{CityId, Micros, Place, RegionId};
use sts_atlas_sim::{
    Direction, Fault, FaultWindow, Kind, Operation, PathEffect, RegionChoice, ServerEffect, SimTime, StsName, StsNames,
};

use super::cast::{Subject, scenario_about};
use super::{Choices, random_scenario};
use crate::support::Scenario;

/// A scenario whose every number may be at its end.
pub fn odd_scenario(seed: u64, length: Micros) -> Scenario {
    let mut choices = Choices::new(seed);
    let mut scenario = if choices.one_in(2) {
        random_scenario(seed, length)
    } else {
        scenario_about(choices.of(&Subject::ALL), seed, length)
    };
    for index in 0..scenario.spec.principals.len() {
        odd_principal(&mut scenario, index, &mut choices);
    }
    odd_assumptions(&mut scenario, &mut choices);
    for change in &mut scenario.spec.changes {
        change.at = choices.of(&[SimTime::START, change.at, SimTime::NEVER]);
    }
    for _ in 0..4 {
        odd_faults(&mut scenario, &mut choices, length);
    }
    scenario
}

fn odd_principal(scenario: &mut Scenario, index: usize, choices: &mut Choices) {
    let regions: Vec<RegionId> = RegionId::all().collect();
    let cities: Vec<Place> = CityId::all().map(Place::City).collect();
    let who = &mut scenario.spec.principals[index];
    who.at = if choices.one_in(2) { choices.of(&cities) } else { Place::Region(choices.of(&regions)) };
    let home = RegionChoice::Region(choices.of(&regions));
    who.client.region = choices.of(&[home, RegionChoice::None]);
    who.client.max_attempts = choices.of(&[None, Some(1), Some(100)]);
    who.client.connect_timeout = choices.of(&[None, Some(Micros(1)), Some(Micros(u64::MAX / 4))]);
    who.uses = (0..choices.between(1, 9)).map(|_| choices.of(&regions)).collect();
    who.failover = (0..choices.below(5)).map(|_| choices.of(&regions)).collect();
    let issuer = Place::Region(choices.of(&regions));
    who.issuer = choices.of(&[None, Some(issuer)]);
    who.session = Micros(choices.of(&[0, 1, 900_000_000, 43_200_000_000, u64::MAX]));
    who.role_most = Micros(choices.of(&[0, 3_600_000_000, u64::MAX]));
    if choices.one_in(4) {
        who.operation = Some(choices.of(&Operation::ALL));
    }
    if choices.one_in(4) {
        who.identity_center = None;
    }
    who.count = choices.of(&[0, 1, 3]);
    let span = Micros(choices.of(&[200_000, 1_000_000, 3_600_000_000, u64::MAX]));
    if let Kind::Job { every } | Kind::Human { every } | Kind::Admin { every } = &mut who.kind {
        *every = span;
    }
}

fn odd_assumptions(scenario: &mut Scenario, choices: &mut Choices) {
    let assumptions = &mut scenario.spec.assumptions;
    assumptions.dns = Micros(choices.of(&[0, 4_000, 500_000_000]));
    assumptions.dns_lifetime = Micros(choices.of(&[0, 60_000_000, u64::MAX]));
    assumptions.tls_round_trips = choices.of(&[0, 1, 2, 1_000]) as u32;
    assumptions.issue_server_time = Micros(choices.of(&[0, 13_000, 100_000_000]));
    assumptions.sign_in_server_time = assumptions.issue_server_time;
    assumptions.control_server_time = assumptions.issue_server_time;
    assumptions.next_call = Micros(choices.of(&[200_000, 1_000_000, 3_600_000_000]));
    assumptions.next_write = Micros(choices.of(&[200_000, 3_600_000_000, u64::MAX]));
    assumptions.quota_burst = choices.of(&[0, 1, u32::MAX]);
    assumptions.delivered_session = Micros(choices.of(&[0, 1, 300_000_000, 900_000_000, u64::MAX]));
    assumptions.propagation_permille = choices.of(&[0, 1_000, u32::MAX]);
    assumptions.enabling_permille = choices.of(&[0, 1_000, u32::MAX]);
}

fn odd_faults(scenario: &mut Scenario, choices: &mut Choices, length: Micros) {
    let regions: Vec<RegionId> = RegionId::all().collect();
    let everywhere: Vec<Place> = regions.iter().map(|&region| Place::Region(region)).collect();
    let permille = choices.of(&[0, 1, 1_000, u32::MAX]);
    let parts_per_million = choices.of(&[0, 1_000_000, 2_000_000, u32::MAX]);
    let path = choices.of(&[PathEffect::Slow { permille }, PathEffect::Loss { parts_per_million }]);
    let effect = choices.of(&[ServerEffect::Slow { permille }, ServerEffect::Errors { parts_per_million }]);
    let names = vec![StsName::Global, StsName::Regional(choices.of(&regions))];
    let faults = [
        Fault::Path { from: everywhere, to: regions.clone(), direction: Direction::BothWays, effect: path },
        Fault::Sts { at: regions.clone(), names: StsNames::Both, effect },
        Fault::Region { at: Vec::new() },
        Fault::Throttle { at: regions, names: StsNames::Both, parts_per_million },
        Fault::IamControlPlane { effect },
        Fault::AccountApi { effect },
        Fault::Dns { names, from: Vec::new(), resolver: None },
        Fault::RegionDeny { allowed: Vec::new() },
    ];
    for fault in faults {
        let start = SimTime(choices.below(length.0));
        let end = SimTime(start.0 + choices.below(length.0));
        let end = choices.of(&[SimTime::NEVER, end]);
        if choices.one_in(2) {
            scenario.faults.push((fault, vec![FaultWindow { start, end }]));
        }
    }
}
