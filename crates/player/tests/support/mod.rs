//! One hour of a small cast that meets every kind of fault, and the same worlds advanced without a player.
//! No expectation lives here, and no lesson: scenarios are written out by hand.

#![allow(dead_code, reason = "each test file uses its own part of this module")]

use std::sync::Arc;

use sts_atlas_facts::{Date, EndpointMode, Micros, Place, RegionId, Sdk, UtcInstant, Version, preset_for};
use sts_atlas_player::{
    Approximate, Bucket, Command, Flag, LocalizedText, OfferedFault, Player, Recording, Scenario, WorldId, WorldSetup,
};
use sts_atlas_sim::{
    Account, Assumptions, ClientSpec, Credentials, Direction, Fault, FaultSchedule, FaultWindow, Kind, LogEntry,
    Metrics, PathEffect, PrincipalSpec, Progress, RegionChoice, Resolver, Seed, ServerEffect, SimTime, StsNames, World,
    WorldSpec,
};

use Credentials::{AccessKey, AssumeRole, Imds, WebIdentity};

pub const END: SimTime = SimTime::from_minutes(60);

/// The path from four Regions to us-east-1, cut by the scenario from minute 10 to minute 25.
pub const CUT: u16 = 0;
/// All of us-east-1, only offered.
pub const VIRGINIA: u16 = 1;
/// Both STS names in eu-west-1, only offered.
pub const IRELAND_STS: u16 = 2;
/// Errors of the global name in us-east-1, by the scenario from minute 30 to 40 and from 45 to 50.
pub const GLOBAL_ERRORS: u16 = 3;
/// Half of all first packets lost within eu-west-1, only offered.
pub const LOSS: u16 = 4;
/// The global name in us-east-1, only offered.
pub const GLOBAL_DOWN: u16 = 5;
pub const FAULTS: u16 = 6;

/// Before the global name was served in the caller's Region, and long after.
pub const DAYS: [Date; 2] = [Date::literal(2024, 8, 29), Date::literal(2026, 11, 21)];

/// Name, how many, where, minutes between two runs (0: a workload), credentials, client, minutes of a session, uses.
type Row = (&'static str, u32, &'static str, u64, Credentials, (Sdk, &'static str), u64, &'static [&'static str]);

const BOTO: (Sdk, &str) = (Sdk::Boto3, "1.34.0");
const CLI: (Sdk, &str) = (Sdk::AwsCli, "1.33.0");

const CAST: [Row; 12] = [
    ("etl", 2, "ap-northeast-1", 0, AssumeRole, BOTO, 30, &["ap-northeast-1"]),
    ("ci", 1, "ap-northeast-1", 3, WebIdentity, CLI, 60, &["ap-northeast-1"]),
    // A version 1 token of the global name in an opt-in Region: refused on the best of days.
    (REFUSED, 1, "ap-northeast-1", 0, AssumeRole, BOTO, 30, &["ap-east-1"]),
    ("cron", 3, "eu-west-1", 5, AssumeRole, BOTO, 60, &["eu-west-1", "us-east-1"]),
    ("web", 1, "eu-central-1", 0, AssumeRole, (Sdk::Java, "2.27.0"), 20, &["eu-central-1"]),
    ("edge", 1, "us-west-2", 0, AssumeRole, (Sdk::JavaScript, "2.1680.0"), 15, &["us-west-2"]),
    ("harbor", 1, "ap-east-1", 4, AssumeRole, BOTO, 60, &["ap-east-1"]),
    ("box", 1, "us-west-2", 0, Imds, BOTO, 60, &["us-west-2"]),
    ("desk", 1, "Tokyo", 6, AccessKey, CLI, 60, &["ap-northeast-1"]),
    ("crab", 1, "eu-central-1", 0, AssumeRole, (Sdk::Rust, "1.13.0"), 15, &["eu-central-1"]),
    (ABSENT, 1, "mx-central-1", 0, AssumeRole, BOTO, 60, &["mx-central-1"]),
    ("settler", 1, "mx-central-1", 10, AssumeRole, BOTO, 60, &["us-west-2"]),
];

/// Who is refused without any fault.
pub const REFUSED: &str = "stray";
/// Who stands in a Region that was launched after the first of [`DAYS`].
pub const ABSENT: &str = "pioneer";

pub fn region(code: &str) -> RegionId {
    RegionId::from_code(code).unwrap_or_else(|| panic!("no Region {code}"))
}

pub fn place(code: &str) -> Place {
    Place::from_code(code).unwrap_or_else(|| panic!("no place {code}"))
}

fn principal(&(name, count, at, minutes, credentials, (sdk, version), session, uses): &Row) -> PrincipalSpec {
    let version = Version::parse(version).expect("a version");
    let preset = preset_for(sdk, version).expect("a row for this version");
    let at = place(at);
    let (home, resolver) = match at {
        Place::Region(region) => (region, Resolver::Amazon),
        Place::City(_) => (region(uses[0]), Resolver::Other),
    };
    let kind = if minutes == 0 { Kind::Workload } else { Kind::Job { every: Micros::from_minutes(minutes) } };
    let client = ClientSpec::new(preset, version, RegionChoice::Region(home));
    PrincipalSpec {
        count,
        resolver,
        session: Micros::from_minutes(session),
        uses: uses.iter().map(|code| region(code)).collect(),
        ..PrincipalSpec::new(name, at, kind, credentials, client)
    }
}

fn setup(mode: Option<EndpointMode>) -> WorldSetup {
    let mut account = Account::new("main");
    account.opt_in.insert(region("ap-east-1"));
    let mut principals: Vec<PrincipalSpec> = CAST.iter().map(principal).collect();
    for principal in principals.iter_mut().filter(|principal| principal.client.preset.reads_endpoint_mode.value) {
        principal.client.endpoint_mode = mode;
    }
    let spec = WorldSpec {
        as_of: DAYS[0],
        accounts: vec![account],
        principals,
        changes: Vec::new(),
        assumptions: Assumptions::default(),
    };
    WorldSetup { label: LocalizedText::default(), spec }
}

/// A fault that the scenario does not have.
pub fn added_fault() -> Fault {
    sts("eu-central-1", StsNames::Both, ServerEffect::Down)
}

/// A client that nobody in the cast has.
pub fn another_client() -> ClientSpec {
    let version = Version::parse("2.13.0").expect("a version");
    let preset = preset_for(Sdk::AwsCli, version).expect("a row for this version");
    ClientSpec::new(preset, version, RegionChoice::Region(region("us-west-2")))
}

pub fn window(start: u64, end: u64) -> FaultWindow {
    FaultWindow { start: SimTime::from_minutes(start), end: SimTime::from_minutes(end) }
}

fn offered(fault: Fault, windows: Vec<FaultWindow>) -> OfferedFault {
    OfferedFault {
        fault,
        windows,
        title: LocalizedText::default(),
        note: None,
        assumed: true,
        approximate: Approximate::default(),
    }
}

fn path(from: &[&str], to: &str, effect: PathEffect) -> Fault {
    let from = from.iter().map(|code| place(code)).collect();
    Fault::Path { from, to: vec![region(to)], direction: Direction::BothWays, effect }
}

fn sts(at: &str, names: StsNames, effect: ServerEffect) -> Fault {
    Fault::Sts { at: vec![region(at)], names, effect }
}

fn scenario(worlds: [WorldSetup; 2]) -> Scenario {
    let cut_off = ["ap-northeast-1", "us-west-2", "eu-west-1", "ap-east-1"];
    Scenario {
        id: "hour".to_owned(),
        title: LocalizedText::default(),
        summary: LocalizedText::default(),
        start: UtcInstant::at(DAYS[0], 8, 0, 0),
        event_time: None,
        length: END.since(SimTime::START),
        seed: Seed::new(7).expect("a seed"),
        worlds,
        faults: vec![
            offered(path(&cut_off, "us-east-1", PathEffect::Drop), vec![window(10, 25)]),
            offered(Fault::Region { at: vec![RegionId::US_EAST_1] }, Vec::new()),
            offered(sts("eu-west-1", StsNames::Both, ServerEffect::Down), Vec::new()),
            offered(
                sts("us-east-1", StsNames::GlobalOnly, ServerEffect::Errors { parts_per_million: 400_000 }),
                vec![window(30, 40), window(45, 50)],
            ),
            offered(path(&["eu-west-1"], "eu-west-1", PathEffect::Loss { parts_per_million: 500_000 }), Vec::new()),
            offered(sts("us-east-1", StsNames::GlobalOnly, ServerEffect::Down), Vec::new()),
        ],
        offered_opt_in: vec![region("ap-southeast-3")],
        flags: [(17, 30), (41, 0)].map(|(minute, second)| flag(minute, second)).into(),
    }
}

fn flag(minute: u64, second: u64) -> Flag {
    let at = SimTime::from_secs(minute * 60 + second);
    Flag { at, text: LocalizedText::default(), approximate: false }
}

/// World A as SDKs come, world B Regional wherever a setting can make it so.
pub fn storm() -> Scenario {
    scenario([setup(None), setup(Some(EndpointMode::Regional))])
}

/// Two worlds with the same settings.
pub fn twins() -> Scenario {
    scenario([setup(None), setup(None)])
}

pub fn player_of(scenario: Scenario) -> Player {
    Player::new(Recording::new(Arc::new(scenario)))
}

/// The storm at its start.
pub fn player() -> Player {
    player_of(storm())
}

pub fn minutes(minutes: u64) -> SimTime {
    SimTime::from_minutes(minutes)
}

/// Goes there and works until it is there.
pub fn go(player: &mut Player, to: SimTime) {
    player.apply(Command::Seek(to));
    player.settle();
}

/// Goes there and breaks or mends.
pub fn switch(player: &mut Player, at: SimTime, fault: u16, holds: bool) {
    go(player, at);
    player.apply(Command::SwitchFault { fault, holds });
}

/// Everything a reader can see of a world.
#[derive(PartialEq, Eq)]
pub struct Sight {
    now: SimTime,
    digest: u64,
    metrics: Metrics,
    principals: Vec<String>,
}

/// Short, since two of them are printed where they differ.
impl std::fmt::Debug for Sight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { now, digest, metrics, principals } = self;
        let sum = metrics.sum(|_, _| true);
        let counts = (metrics.events, sum.issued, sum.succeeded, sum.failed_total());
        write!(f, "{now:?} {digest:016x} {counts:?} {} principals", principals.len())
    }
}

fn sight(world: &World) -> Sight {
    Sight {
        now: world.now(),
        digest: world.digest(),
        metrics: world.metrics().clone(),
        principals: (0..world.principals()).map(|index| format!("{:?}", world.principal(index))).collect(),
    }
}

/// Both worlds and their fault-free doubles where the player stands.
pub fn shown(player: &Player) -> [Sight; 4] {
    let [a, b] = WorldId::BOTH;
    [player.world(a), player.world(b), player.world_without_fault(a), player.world_without_fault(b)].map(sight)
}

/// The same four, made anew and advanced straight to a time.
pub fn straight(recording: &Recording, at: SimTime) -> [Sight; 4] {
    let schedules = [recording.fault_schedule(), FaultSchedule::default()].map(Arc::new);
    let [faulty, calm] = schedules.map(|schedule| {
        WorldId::BOTH.map(|id| {
            let mut world = fresh(recording, id, &schedule);
            advance(&mut world, at);
            sight(&world)
        })
    });
    let ([a, b], [calm_a, calm_b]) = (faulty, calm);
    [a, b, calm_a, calm_b]
}

pub fn fresh(recording: &Recording, id: WorldId, schedule: &Arc<FaultSchedule>) -> World {
    World::new(&recording.world_spec(id), recording.seed(), Arc::clone(schedule))
}

pub fn advance(world: &mut World, to: SimTime) {
    assert_eq!(world.advance(to, u64::MAX), Progress::Reached);
}

/// What a world that ran without a pause went through, in buckets.
pub fn uninterrupted(recording: &Recording, id: WorldId, width: Micros, count: usize) -> Vec<Bucket> {
    let mut world = fresh(recording, id, &Arc::new(recording.fault_schedule()));
    let mut before = (0, 0);
    (1..=count as u64)
        .map(|number| {
            advance(&mut world, SimTime(width.0 * number));
            let sum = world.metrics().sum(|_, _| true);
            let active = (0..world.principals()).filter_map(|index| world.principal(index));
            let states = active.filter(|view| view.inactive.is_none()).map(|view| view.state).collect();
            let bucket = Bucket { succeeded: sum.succeeded - before.0, failed: sum.failed_total() - before.1, states };
            before = (sum.succeeded, sum.failed_total());
            bucket
        })
        .collect()
}

/// What a world that ran without a pause told.
pub fn logged(recording: &Recording, id: WorldId, to: SimTime) -> Vec<LogEntry> {
    let mut world = fresh(recording, id, &Arc::new(recording.fault_schedule())).listening();
    advance(&mut world, to);
    let (before, entries) = world.take_log();
    assert_eq!(before, 0);
    entries
}

/// Given any player at rest, then its worlds and histories are those of worlds that ran straight there.
pub fn assert_straight(player: &Player) {
    assert!(!player.is_pending(), "at rest");
    let recording = player.recording();
    assert_eq!(shown(player), straight(recording, player.playhead()), "{:?} {:?}", player.playhead(), recording.edits);
    for id in WorldId::BOTH {
        let history = player.history(id);
        let (width, found) = (history.width(), history.buckets());
        assert!(found.len() as u64 >= player.frontier().0 / width.0, "{id:?} up to {:?}", player.frontier());
        assert_eq!(found, uninterrupted(recording, id, width, found.len()), "{id:?} {:?}", recording.edits);
        // Entries of the moment at which the work stopped last may still be missing.
        let log = player.history(id).log();
        assert_eq!(
            (log.until(player.frontier()), log.dropped()),
            (logged(recording, id, player.frontier()).as_slice(), 0)
        );
        assert!(player.history_without_fault(id).log().entries().is_empty());
    }
}
