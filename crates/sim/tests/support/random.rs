//! Random scenarios without quota pressure, each a pure function of one number.
//! Small worlds around a few Regions, so that faults and principals meet.

pub mod cast;
pub mod odd;
pub mod trouble;

use sts_atlas_facts::{EndpointMode, Micros, PRESETS, Place, RegionId};
use sts_atlas_sim::{
    Account, ApiError, Assumptions, CallerInRegionNotEnabled, ClientSpec, Credentials, Direction, Failure, Fault,
    FaultWindow, Kind, Outcome, PathEffect, PrincipalSpec, RegionChoice, RequestRecord, Resolver, ServerEffect,
    SimTime, StsNames, TokenVersion, Weather, WorldSpec,
};

use super::{Scenario, date, place, record, region};
use cast::{Subject, scenario_about};

/// Enabled by default, outside botocore's list, and opt-in.
const REGIONS: [&str; 8] = [
    "us-east-1",
    "us-west-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "eu-west-1",
    "ap-east-1",
    "ap-southeast-3",
    "ap-southeast-5",
];
const CITIES: [&str; 2] = ["Tokyo", "London"];
const DAYS: [&str; 3] = ["2024-08-29", "2025-03-01", "2026-11-21"];

/// Choices for a scenario; a plain 64-bit linear congruential generator (Knuth's MMIX constants).
#[derive(Clone)]
pub struct Choices(u64);

impl Choices {
    pub fn new(seed: u64) -> Self {
        let mut choices = Self(seed ^ 0x5bd1_e995_9d1b_899b);
        choices.next();
        choices.next();
        choices
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next() << 31 | self.next()) * u128::from(bound)) >> 62) as u64
    }

    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low)
    }

    /// Yes in one of so many cases.
    pub fn one_in(&mut self, cases: u64) -> bool {
        self.below(cases) == 0
    }

    pub fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u64) as usize]
    }
}

/// The name of a random scenario: its subject, if it has one, and its number.
#[derive(Clone, Copy, Debug)]
pub struct Name(Option<Subject>, u64);

impl Name {
    /// Choices about this scenario.
    pub fn choices(self) -> Choices {
        Choices::new(self.1)
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Some(subject) => write!(f, "scenario {} about {subject:?}", self.1),
            None => write!(f, "scenario {}", self.1),
        }
    }
}

/// So many random scenarios without a subject, and a quarter as many about each.
pub fn scenarios(count: u64, length: Micros) -> impl Iterator<Item = (Name, Scenario)> {
    let plain = (0..count).map(move |seed| (Name(None, seed), random_scenario(seed, length)));
    let about = move |subject| {
        (0..count / 4).map(move |seed| (Name(Some(subject), seed), scenario_about(subject, seed, length)))
    };
    plain.chain(Subject::ALL.into_iter().flat_map(about))
}

/// A random scenario; its faults lie in the first `length`.
pub fn random_scenario(seed: u64, length: Micros) -> Scenario {
    let mut choices = Choices::new(seed);
    let accounts: Vec<Account> = (0..choices.between(1, 3)).map(|index| account(&mut choices, index)).collect();
    let principals = (0..choices.between(1, 4)).map(|index| principal(&mut choices, index, accounts.len())).collect();
    let spec = WorldSpec {
        as_of: date(choices.of(&DAYS)),
        accounts,
        principals,
        changes: Vec::new(),
        assumptions: assumptions(&mut choices),
    };
    let faults = (0..choices.below(6)).map(|_| (fault(&mut choices), windows(&mut choices, length))).collect();
    let mut scenario = Scenario { spec, seed: choices.next(), faults };
    for _ in 0..choices.below(3) {
        aim(&mut scenario, &mut choices, length);
    }
    scenario
}

/// Adds a fault that begins while a request of this very scenario is under way, or is about to be tried again.
fn aim(scenario: &mut Scenario, choices: &mut Choices, length: Micros) {
    let mut world = scenario.world();
    let records = record(&mut world, SimTime(length.0));
    let wanted = |record: &&RequestRecord| match record.outcome {
        Outcome::Issued(_) => true,
        Outcome::Failed(failure) => !matches!(failure, Failure::Api(error) if error != ApiError::ServiceUnavailable),
        Outcome::Served => false,
    };
    let mut pool: Vec<_> = records.iter().filter(wanted).collect();
    if pool.is_empty() || choices.one_in(4) {
        pool = records.iter().collect();
    }
    if pool.is_empty() {
        return;
    }
    let target = choices.of(&pool);
    let (from, to, _) = world.route(target.route).expect("a route");
    let fault = match choices.below(6) {
        0 => Fault::Sts { at: vec![to], names: StsNames::RegionalOnly, effect: ServerEffect::Down },
        1 => Fault::Region { at: vec![to] },
        _ => Fault::Path {
            from: vec![from],
            to: vec![to],
            direction: choices.of(&[Direction::BothWays, Direction::OneWay]),
            effect: path_effect(choices),
        },
    };
    let after = if choices.one_in(2) { target.ended.0 - target.began.0 } else { 1_500_000 };
    let start = target.began.0 + choices.below(after);
    let most = choices.of(&[100_000, 10_000_000, 600_000_000, 6_000_000_000, 6_000_000_000]);
    let window = FaultWindow { start: SimTime(start), end: SimTime(start + choices.below(most)) };
    scenario.faults.push((fault, vec![window]));
}

fn any_region(choices: &mut Choices) -> RegionId {
    region(choices.of(&REGIONS))
}

fn any_place(choices: &mut Choices) -> Place {
    if choices.one_in(5) { place(choices.of(&CITIES)) } else { Place::Region(any_region(choices)) }
}

fn account(choices: &mut Choices, index: u64) -> Account {
    let mut account = Account::new(format!("account-{index}"));
    for code in REGIONS {
        let region = region(code);
        if region.fact().opt_in && !choices.one_in(12) {
            account.opt_in.insert(region);
        }
        if region.fact().sts_can_deactivate == Some(true) && choices.one_in(16) {
            account.sts_deactivated.insert(region);
        }
    }
    account.global_token = choices.of(&[TokenVersion::V1, TokenVersion::V2, TokenVersion::V2]);
    account
}

fn assumptions(choices: &mut Choices) -> Assumptions {
    Assumptions {
        dns: Micros(choices.below(8_000)),
        issue_server_time: Micros(choices.between(11_000, 15_000)),
        service_server_time: Micros(choices.between(1_000, 20_000)),
        tls_round_trips: 1 + u32::from(choices.one_in(2)),
        weather: if choices.one_in(4) { Weather::Still } else { Weather::Varying },
        next_call: Micros::from_millis(choices.between(5_000, 60_000)),
        quota_burst: 600,
        caller_in_region_not_enabled: choices
            .of(&[CallerInRegionNotEnabled::Refused, CallerInRegionNotEnabled::Accepted]),
        deactivated_under_global_name: sts_atlas_sim::DeactivatedUnderGlobalName::Accepted,
        disputed_default: sts_atlas_sim::DisputedDefault::Regional,
        ..Assumptions::default()
    }
}

pub fn principal(choices: &mut Choices, index: u64, accounts: usize) -> PrincipalSpec {
    let at = any_place(choices);
    let preset = &PRESETS[choices.below(PRESETS.len() as u64) as usize];
    let home = match at {
        Place::Region(region) if !choices.one_in(6) => RegionChoice::Region(region),
        _ if choices.one_in(6) => RegionChoice::None,
        _ => RegionChoice::Region(any_region(choices)),
    };
    let endpoint_mode = choices.of(&[None, Some(EndpointMode::Legacy), Some(EndpointMode::Regional)]);
    let kind = if choices.one_in(2) {
        Kind::Workload
    } else {
        Kind::Job { every: Micros::from_millis(choices.between(60_000, 1_200_000)) }
    };
    let credentials = match choices.below(8) {
        0 => Credentials::AssumeRole,
        1 => Credentials::AccessKey,
        2 | 3 => Credentials::WebIdentity,
        _ => Credentials::AssumeRole,
    };
    let client = ClientSpec { endpoint_mode, ..ClientSpec::new(preset, preset.from, home) };
    let mut spec = PrincipalSpec::new(format!("principal-{index}"), at, kind, credentials, client);
    spec.count = 1 + u32::from(choices.one_in(3));
    spec.resolver = if choices.one_in(4) { Resolver::Other } else { Resolver::Amazon };
    spec.session = Micros::from_minutes(choices.of(&[15, 20, 30, 60, 60, 60, 180]));
    spec.uses = uses(choices, at);
    spec.account = choices.below(accounts as u64) as usize;
    spec.role_account = spec.account;
    spec
}

fn uses(choices: &mut Choices, at: Place) -> Vec<RegionId> {
    let mut uses = Vec::new();
    if let Place::Region(region) = at {
        uses.push(region);
    }
    while uses.is_empty() || choices.one_in(3) {
        let region = any_region(choices);
        if !uses.contains(&region) {
            uses.push(region);
        }
    }
    uses
}

pub fn fault(choices: &mut Choices) -> Fault {
    match choices.below(8) {
        0 => Fault::Region { at: some(choices, 2, any_region) },
        1..=3 => Fault::Sts {
            at: some(choices, 3, any_region),
            names: choices.of(&[StsNames::Both, StsNames::RegionalOnly, StsNames::GlobalOnly]),
            effect: match choices.below(3) {
                0 => ServerEffect::Down,
                1 => ServerEffect::Errors { parts_per_million: share(choices) },
                _ => ServerEffect::Slow { permille: slowness(choices, 14) },
            },
        },
        _ => Fault::Path {
            from: some(choices, 6, any_place),
            to: if choices.one_in(3) { some(choices, 3, any_region) } else { vec![RegionId::US_EAST_1] },
            direction: choices.of(&[Direction::BothWays, Direction::OneWay]),
            effect: path_effect(choices),
        },
    }
}

fn path_effect(choices: &mut Choices) -> PathEffect {
    match choices.below(4) {
        0 => PathEffect::Loss { parts_per_million: share(choices) },
        1 => PathEffect::Slow { permille: slowness(choices, 7) },
        _ => PathEffect::Drop,
    }
}

fn share(choices: &mut Choices) -> u32 {
    if choices.one_in(5) { 1_000_000 } else { choices.below(1_000_000) as u32 }
}

/// From no slowness to so many doublings, small factors as likely as large ones.
fn slowness(choices: &mut Choices, doublings: u64) -> u32 {
    (choices.between(1_000, 2_000) << choices.below(doublings)) as u32
}

fn some<T: PartialEq>(choices: &mut Choices, most: u64, mut any: impl FnMut(&mut Choices) -> T) -> Vec<T> {
    let mut list = Vec::new();
    for _ in 0..choices.between(1, most + 1) {
        let item = any(choices);
        if !list.contains(&item) {
            list.push(item);
        }
    }
    list
}

/// One or two windows, some from the start, some without an end, some short.
fn windows(choices: &mut Choices, length: Micros) -> Vec<FaultWindow> {
    let count = 1 + choices.below(2);
    (0..count)
        .map(|_| {
            let start = if choices.one_in(8) { 0 } else { choices.below(length.0) };
            let end = match choices.below(8) {
                0 => SimTime::NEVER,
                1 | 2 => SimTime(start + choices.below(30_000_000)),
                _ => SimTime(start + choices.below(length.0)),
            };
            FaultWindow { start: SimTime(start), end }
        })
        .collect()
}
