//! A small scenario builder for the simulator's integration tests, and a recorder of every finished request.
//! No expectation lives here, and no second model: that is `naive`'s business.

#![allow(dead_code, reason = "each test file uses its own part of this module")]

pub mod random;

use std::sync::Arc;

use sts_atlas_facts::{Date, EndpointMode, Micros, Place, RegionId, Sdk, Version, preset_for, wire_rtt};
use sts_atlas_sim::{
    Account, Assumptions, ClientSpec, Credentials, Direction, Fault, FaultSchedule, FaultWindow, Kind, Metrics,
    PathEffect, PrincipalSpec, Progress, RegionChoice, RequestRecord, Resolver, Seed, ServerEffect, SimTime, State,
    StsNames, Weather, World, WorldSpec,
};

pub const HOUR: Micros = Micros::from_minutes(60);

pub fn region(code: &str) -> RegionId {
    RegionId::from_code(code).unwrap_or_else(|| panic!("no Region {code}"))
}

pub fn place(code: &str) -> Place {
    Place::from_code(code).unwrap_or_else(|| panic!("no place {code}"))
}

pub fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|_| panic!("no date {text}"))
}

/// The median round trip.
pub fn round_trip(from: &str, to: &str) -> Micros {
    wire_rtt(place(from), region(to)).unwrap_or_else(|| panic!("no round trip from {from} to {to}")).time
}

pub fn client(sdk: Sdk, version: &str, region: RegionChoice) -> ClientSpec {
    let version = Version::parse(version).expect("a version");
    let preset = preset_for(sdk, version).unwrap_or_else(|| panic!("no row for {sdk:?} {version}"));
    ClientSpec::new(preset, version, region)
}

/// A principal under construction; what is not said is a one-hour workload that assumes a role and works at home.
#[derive(Clone)]
pub struct Who(pub PrincipalSpec);

/// `at` is a Region code or, with [`Who::client_region`], a city.
pub fn who(name: &str, at: &str, sdk: Sdk, version: &str) -> Who {
    let at = place(at);
    let choice = match at {
        Place::Region(region) => RegionChoice::Region(region),
        Place::City(_) => RegionChoice::None,
    };
    let client = client(sdk, version, choice);
    let mut spec = PrincipalSpec::new(name, at, Kind::Workload, Credentials::AssumeRole, client);
    spec.resolver = Resolver::Amazon;
    Who(spec)
}

impl Who {
    pub fn count(mut self, count: u32) -> Self {
        self.0.count = count;
        self
    }

    pub fn job(mut self, every: Micros) -> Self {
        self.0.kind = Kind::Job { every };
        self
    }

    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.0.credentials = credentials;
        self
    }

    pub fn mode(mut self, mode: EndpointMode) -> Self {
        self.0.client.endpoint_mode = Some(mode);
        self
    }

    pub fn client_region(mut self, code: &str) -> Self {
        self.0.client.region = RegionChoice::Region(region(code));
        self
    }

    pub fn resolver(mut self, resolver: Resolver) -> Self {
        self.0.resolver = resolver;
        self
    }

    pub fn session(mut self, session: Micros) -> Self {
        self.0.session = session;
        self
    }

    pub fn uses(mut self, codes: &[&str]) -> Self {
        self.0.uses = codes.iter().map(|code| region(code)).collect();
        self
    }
}

/// All that makes one world.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub spec: WorldSpec,
    pub seed: u64,
    pub faults: Vec<(Fault, Vec<FaultWindow>)>,
}

/// A scenario with still weather and one account that has enabled every opt-in Region.
pub fn scenario(as_of: &str) -> Scenario {
    let mut account = Account::new("main");
    account.opt_in = RegionId::all().filter(|region| region.fact().opt_in).collect();
    let assumptions = Assumptions { weather: Weather::Still, ..Assumptions::default() };
    let spec = WorldSpec {
        as_of: date(as_of),
        accounts: vec![account],
        principals: Vec::new(),
        changes: Vec::new(),
        assumptions,
    };
    Scenario { spec, seed: 7, faults: Vec::new() }
}

impl Scenario {
    pub fn with(mut self, who: Who) -> Self {
        self.spec.principals.push(who.0);
        self
    }

    pub fn account(mut self, change: impl FnOnce(&mut Account)) -> Self {
        change(&mut self.spec.accounts[0]);
        self
    }

    pub fn assume(mut self, change: impl FnOnce(&mut Assumptions)) -> Self {
        change(&mut self.spec.assumptions);
        self
    }

    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    pub fn fault(mut self, fault: Fault, start: SimTime, end: SimTime) -> Self {
        self.faults.push((fault, vec![FaultWindow { start, end }]));
        self
    }

    pub fn schedule(&self) -> Arc<FaultSchedule> {
        Arc::new(FaultSchedule::new(self.faults.clone()))
    }

    pub fn world(&self) -> World {
        World::new(&self.spec, Seed::new(self.seed).expect("a seed"), self.schedule())
    }

    /// The world at a time.
    pub fn at(&self, time: SimTime) -> World {
        let mut world = self.world();
        run(&mut world, time);
        world
    }
}

/// Everything from `from` to `to` and back is lost.
pub fn cut(from: &[&str], to: &[&str]) -> Fault {
    path(from, to, Direction::BothWays, PathEffect::Drop)
}

pub fn path(from: &[&str], to: &[&str], direction: Direction, effect: PathEffect) -> Fault {
    let from = from.iter().map(|code| place(code)).collect();
    Fault::Path { from, to: to.iter().map(|code| region(code)).collect(), direction, effect }
}

pub fn sts(at: &str, names: StsNames, effect: ServerEffect) -> Fault {
    Fault::Sts { at: vec![region(at)], names, effect }
}

pub fn run(world: &mut World, until: SimTime) {
    assert_eq!(world.advance(until, u64::MAX), Progress::Reached);
}

pub fn state(world: &World, index: u32) -> State {
    world.principal(index).expect("a principal").state
}

/// Runs a world and keeps every request that ends, in the order in which they end.
pub fn record(world: &mut World, until: SimTime) -> Vec<RequestRecord> {
    let mut records = Vec::new();
    loop {
        let before = finished(world);
        // One event ends at most one request, and a world keeps its last 128.
        let progress = world.advance(until, 100);
        let new = usize::try_from(finished(world) - before).expect("a count");
        let mut latest: Vec<_> = world.recent().take(new).copied().collect();
        latest.reverse();
        records.append(&mut latest);
        if progress == Progress::Reached {
            return records;
        }
    }
}

fn finished(world: &World) -> u64 {
    let all = world.metrics().sum(|_, _| true);
    all.succeeded + all.failed_total()
}

/// Index of an instance in the world, by name and ordinal.
pub fn index_of(world: &World, spec: &WorldSpec, name: &str, ordinal: u32) -> u32 {
    (0..world.principals())
        .find(|&index| {
            let view = world.principal(index).expect("a principal");
            spec.principals[view.spec].name == name && view.ordinal == ordinal
        })
        .unwrap_or_else(|| panic!("no principal {name}/{ordinal}"))
}

/// Everything a reader can see of a world at a moment.
pub fn sight(world: &World) -> (SimTime, u64, Vec<Option<u64>>, Metrics, Vec<String>) {
    let views = (0..world.principals()).map(|index| format!("{:?}", world.principal(index)));
    let changes = world.changes().map(|change| format!("{change:?}"));
    let digests = (0..world.principals()).map(|index| world.digest_of(index)).collect();
    (world.now(), world.digest(), digests, world.metrics().clone(), views.chain(changes).collect())
}

/// Digest of an instance, by name and ordinal.
pub fn digest_of(world: &World, scenario: &Scenario, name: &str, ordinal: u32) -> u64 {
    world.digest_of(index_of(world, &scenario.spec, name, ordinal)).expect("a principal")
}
