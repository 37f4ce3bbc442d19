//! Packed scenarios: their form stays, and each way to be wrong has its own error.
//! Scenarios and bytes of any kind are `packed_any`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_facts::{Date, Micros, Place, RegionId, Sdk, UtcInstant, Version, preset_for};
use sts_atlas_intake::{PackedError, pack, unpack};
use sts_atlas_player::{Approximate, EventTime, Flag, LocalizedText, OfferedFault, Scenario, WorldSetup};
use sts_atlas_sim::{
    Account, Assumptions, Change, ChangeSpec, ClientSpec, Credentials, Direction, Fault, FaultWindow, Kind, Operation,
    PathEffect, PrincipalSpec, RegionChoice, Resolver, Seed, ServerEffect, SimTime, StsNames, WorldSpec,
};

const DAY: Date = Date::literal(2024, 8, 29);

fn region(code: &str) -> RegionId {
    RegionId::from_code(code).unwrap()
}

fn words(text: &str) -> LocalizedText {
    LocalizedText { en: text.to_owned(), ja: format!("{text}の") }
}

fn client(sdk: Sdk, version: &str, home: RegionId) -> ClientSpec {
    let version = Version::parse(version).unwrap();
    let preset = preset_for(sdk, version).unwrap();
    ClientSpec::new(preset, version, RegionChoice::Region(home))
}

fn principal(name: &str, at: &str) -> PrincipalSpec {
    let at = Place::from_code(at).unwrap();
    let client = client(Sdk::Boto3, "1.34.7", region("ap-northeast-1"));
    PrincipalSpec {
        count: 2,
        resolver: Resolver::Other,
        session: Micros::from_minutes(15),
        uses: vec![region("ap-northeast-1"), region("us-east-1")],
        ..PrincipalSpec::new(name, at, Kind::Job { every: Micros::from_secs(90) }, Credentials::AssumeRole, client)
    }
}

fn setup(label: &str) -> WorldSetup {
    let principals = vec![principal("etl", "ap-northeast-1"), principal("desk", "Tokyo")];
    let (accounts, assumptions) = (vec![Account::new("main")], Assumptions::default());
    let spec = WorldSpec { as_of: DAY, accounts, principals, changes: Vec::new(), assumptions };
    WorldSetup { label: words(label), spec }
}

/// Small, and right.
fn scenario() -> Scenario {
    let window = FaultWindow { start: SimTime::from_minutes(10), end: SimTime::from_minutes(20) };
    let fault = Fault::Sts { at: vec![region("us-east-1")], names: StsNames::GlobalOnly, effect: ServerEffect::Down };
    Scenario {
        id: "small".to_owned(),
        title: words("Small"),
        summary: LocalizedText::default(),
        start: UtcInstant::at(DAY, 8, 0, 0),
        event_time: Some(EventTime { name: "PDT".into(), ahead: -420 }),
        length: Micros::from_minutes(60),
        seed: Seed::new(Seed::MAX).unwrap(),
        worlds: [setup("A"), setup("B")],
        faults: vec![OfferedFault {
            fault,
            windows: vec![window],
            title: words("Cut"),
            note: None,
            assumed: true,
            approximate: Approximate { start: true, end: false },
        }],
        offered_opt_in: vec![region("ap-southeast-3")],
        flags: vec![Flag { at: SimTime::from_minutes(12), text: words("Said"), approximate: false }],
    }
}

/// What is said about a scenario changed like this; a change of the cast goes into both worlds.
fn refused(change: impl FnOnce(&mut Scenario)) -> PackedError {
    let mut scenario = scenario();
    change(&mut scenario);
    unpack(&pack(&scenario)).unwrap_err()
}

fn cast(scenario: &mut Scenario, change: impl Fn(&mut PrincipalSpec)) {
    for world in &mut scenario.worlds {
        change(&mut world.spec.principals[1]);
    }
}

#[test]
fn the_form_of_packed_bytes_stays() {
    let packed = pack(&scenario());
    assert_eq!(unpack(&packed), Ok(scenario()));
    let sum = packed.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    assert_eq!((packed[0], packed.len(), sum), (5, 494, 3_712_441_751), "another form is another version");
}

/// What the retries of 2026 are the default of.
const NEWEST: Version = Version { major: 1, minor: 44, patch: 5 };

#[test]
fn what_the_simulator_relies_on_is_checked() {
    let range = |what, found| PackedError::OutOfRange { what, found };
    let unfit = |what| PackedError::UnfitText { what };
    let unmeasured = || region("cn-north-1");
    type Change = Box<dyn Fn(&mut PrincipalSpec)>;
    let rows: Vec<(Change, PackedError)> = vec![
        (Box::new(|one| one.uses.clear()), range("uses", 0)),
        (Box::new(|one| one.uses = RegionId::all().take(9).collect()), range("uses", 9)),
        (Box::new(|one| one.uses = vec![RegionId::US_EAST_1; 2]), PackedError::Repeated { what: "us-east-1".into() }),
        (Box::new(|one| one.count = 0), range("count", 0)),
        (Box::new(|one| one.count = 10_001), range("count", 10_001)),
        (Box::new(|one| one.count = 9_999), range("principals of a world", 10_001)),
        (Box::new(|one| one.kind = Kind::Job { every: Micros::ZERO }), range("every", 0)),
        (Box::new(|one| one.session = Micros::ZERO), range("session", 0)),
        (Box::new(|one| one.session = Micros(u64::MAX)), range("session", u64::MAX)),
        (Box::new(|one| one.account = 1), PackedError::UnknownAccount { index: 1 }),
        (Box::new(|one| one.name.clear()), unfit("principal's name")),
        (Box::new(|one| one.name = "etl".into()), PackedError::Repeated { what: "etl".into() }),
        (Box::new(|one| one.credentials = Credentials::Imds), unfit_credentials()),
        (Box::new(|one| one.credentials = Credentials::ConsoleRoot), unfit_credentials()),
        (Box::new(|one| one.credentials = Credentials::IdentityCenter), unfit_credentials()),
        (Box::new(|one| one.operation = Some(Operation::AssumeRoleWithSaml)), unfit_credentials()),
        (Box::new(|one| one.chained = true), range("session", 7_200_000_000)),
        (Box::new(|one| one.role_most = Micros::ZERO), range("role's longest session", 0)),
        (Box::new(|one| one.role_account = 7), PackedError::UnknownAccount { index: 7 }),
        (Box::new(|one| one.failover = RegionId::all().take(5).collect()), range("failover", 5)),
        (Box::new(|one| one.client.max_attempts = Some(0)), range("attempts", 0)),
        (
            Box::new(move |one| {
                let preset = preset_for(Sdk::Boto3, NEWEST).unwrap();
                let plain = ClientSpec::new(preset, NEWEST, one.client.region);
                one.client = ClientSpec { new_retries_2026: true, ..plain };
            }),
            PackedError::UnfitClient { sdk: Sdk::Boto3, version: NEWEST },
        ),
        (Box::new(|one| one.client.read_timeout = Some(Micros(u64::MAX))), range("timeout", u64::MAX)),
        (
            Box::new(move |one| one.at = Place::Region(unmeasured())),
            PackedError::UnfitPlace { what: "place with known latency", code: "cn-north-1" },
        ),
        (
            Box::new(move |one| one.client.region = RegionChoice::Region(unmeasured())),
            PackedError::UnfitPlace { what: "Region with known latency", code: "cn-north-1" },
        ),
        (
            Box::new(|one| one.client.version = Version { major: 0, minor: 0, patch: 1 }),
            PackedError::UnknownClientVersion { sdk: Sdk::Boto3, version: Version { major: 0, minor: 0, patch: 1 } },
        ),
    ];
    for (change, expected) in rows {
        let change = |one: &mut PrincipalSpec| {
            one.session = Micros::from_minutes(120);
            change(one);
        };
        assert_eq!(refused(|scenario| cast(scenario, change)), expected);
    }
}

fn unfit_credentials() -> PackedError {
    PackedError::UnfitCredentials { principal: "desk".into() }
}

#[test]
fn a_change_is_held_to_what_a_file_may_say() {
    let right = ChangeSpec {
        name: "c".into(),
        by: 0,
        at: SimTime::from_minutes(30),
        account: 0,
        what: Change::OptIn { region: region("ap-east-1"), enabled: true },
    };
    type Edit = fn(&mut ChangeSpec);
    let of_another_account = PackedError::ChangeOfAnotherAccount { change: "c".into() };
    let rows: [(Edit, PackedError); 10] = [
        (|it| it.name.clear(), PackedError::UnfitText { what: "change's name" }),
        (|it| it.by = 1, PackedError::UnfitChange),
        (|it| it.at = SimTime::from_minutes(60), PackedError::AfterTheEnd { at: SimTime::from_minutes(60) }),
        (|it| it.account = 3, PackedError::UnknownAccount { index: 3 }),
        (|it| it.what = Change::Role { principal: 2, exists: false }, PackedError::UnfitChange),
        // A long-term key has no role.
        (|it| it.what = Change::Role { principal: 0, exists: false }, PackedError::UnfitChange),
        (|it| (it.account, it.what) = (1, Change::Role { principal: 1, exists: true }), of_another_account.clone()),
        (|it| (it.account, it.what) = (1, Change::Permission { principal: 1, allowed: true }), of_another_account),
        (|it| it.what = Change::OptIn { region: RegionId::US_EAST_1, enabled: true }, PackedError::UnfitChange),
        (|it| it.what = Change::StsEndpoint { region: RegionId::US_EAST_1, active: false }, PackedError::UnfitChange),
    ];
    let with = |change: ChangeSpec| {
        let mut scenario = scenario();
        for world in &mut scenario.worlds {
            world.spec.accounts.push(Account::new("other"));
            world.spec.principals[0].kind = Kind::Admin { every: Micros::from_minutes(5) };
            world.spec.principals[0].credentials = Credentials::AccessKey;
            world.spec.changes = vec![change.clone()];
        }
        let read = unpack(&pack(&scenario));
        assert!(read.is_err() || read == Ok(scenario));
        read
    };
    assert!(with(right.clone()).is_ok());
    for (edit, expected) in rows {
        let mut change = right.clone();
        edit(&mut change);
        assert_eq!(with(change), Err(expected));
    }
}

#[test]
fn a_world_is_held_to_what_a_file_may_say() {
    let range = |what, found| PackedError::OutOfRange { what, found };
    type Change = fn(&mut WorldSpec);
    let rows: [(Change, PackedError); 11] = [
        (|spec| spec.principals.clear(), range("groups of principals", 0)),
        (|spec| spec.accounts.clear(), range("accounts", 0)),
        (|spec| spec.accounts.push(Account::new("main")), PackedError::Repeated { what: "main".into() }),
        (|spec| spec.accounts[0].id = "a\n".into(), PackedError::UnfitText { what: "account's id" }),
        (
            |spec| spec.accounts[0].opt_in.extend([RegionId::US_EAST_1]),
            PackedError::UnfitPlace { what: "opt-in Region", code: "us-east-1" },
        ),
        (
            |spec| spec.accounts[0].sts_deactivated.extend([RegionId::US_EAST_1]),
            PackedError::UnfitPlace { what: "Region whose STS endpoint can be deactivated", code: "us-east-1" },
        ),
        (
            |spec| spec.as_of = Date::literal(2014, 12, 31),
            PackedError::DayNotModelled { found: Some(Date::literal(2014, 12, 31)) },
        ),
        (|spec| spec.assumptions.next_call = Micros::ZERO, range("next_call", 0)),
        (|spec| spec.assumptions.dns = Micros(u64::MAX), range("dns", u64::MAX)),
        (|spec| spec.assumptions.tls_round_trips = u32::MAX, range("tls_round_trips", u32::MAX.into())),
        (|spec| spec.assumptions.quota_burst = 0, range("quota_burst", 0)),
    ];
    for (change, expected) in rows {
        assert_eq!(refused(|scenario| change(&mut scenario.worlds[1].spec)), expected);
    }
    assert_eq!(refused(|scenario| drop(scenario.worlds[1].spec.principals.pop())), PackedError::WorldsDiffer);
    assert_eq!(refused(|scenario| scenario.worlds[1].spec.principals[0].count += 1), PackedError::WorldsDiffer);
    assert_eq!(refused(|scenario| scenario.worlds[1].spec.accounts[0].id = "x".into()), PackedError::WorldsDiffer);
}

#[test]
fn a_scenario_is_held_to_what_a_file_may_say() {
    let range = |what, found| PackedError::OutOfRange { what, found };
    let late = SimTime::from_minutes(61);
    type Change = fn(&mut Scenario);
    let rows: [(Change, PackedError); 13] = [
        (|it| it.id = "Small".into(), PackedError::UnfitText { what: "id" }),
        (|it| it.title.ja.clear(), PackedError::UnfitText { what: "title" }),
        (|it| it.summary.en = "Only English".into(), PackedError::UnfitText { what: "summary" }),
        (|it| it.start = UtcInstant(i64::MAX), PackedError::StartOutOfRange { found: i64::MAX }),
        (|it| it.length = Micros::ZERO, range("length", 0)),
        (
            |it| it.offered_opt_in.push(RegionId::US_EAST_1),
            PackedError::UnfitPlace { what: "opt-in Region", code: "us-east-1" },
        ),
        (|it| it.flags[0].at = SimTime::from_minutes(61), PackedError::AfterTheEnd { at: late }),
        (
            |it| it.flags.push(Flag { at: SimTime::START, text: words("Late"), approximate: false }),
            PackedError::OutOfOrder { at: SimTime::START },
        ),
        (|it| it.faults[0].windows[0].start = SimTime::from_minutes(61), PackedError::AfterTheEnd { at: late }),
        (
            |it| it.faults[0].windows[0].end = SimTime::from_minutes(10),
            PackedError::EndsBeforeStart { end: SimTime::from_minutes(10) },
        ),
        (|it| it.faults[0].fault = Fault::Region { at: Vec::new() }, range("places of a fault", 0)),
        (|it| it.faults[0].fault = slow(1_000), range("factor", 1_000)),
        (|it| it.faults = vec![it.faults[0].clone(); 65], range("faults", 65)),
    ];
    for (change, expected) in rows {
        assert_eq!(refused(change), expected);
    }
}

fn slow(permille: u32) -> Fault {
    let from = vec![Place::from_code("Tokyo").unwrap()];
    let effect = PathEffect::Slow { permille };
    Fault::Path { from, to: vec![RegionId::US_EAST_1], direction: Direction::OneWay, effect }
}

/// The bytes of the scenario with one part replaced by another.
fn altered(part: &[u8], by: &[u8]) -> Vec<u8> {
    let packed = pack(&scenario());
    let at = packed.windows(part.len()).position(|window| window == part).unwrap();
    [&packed[..at], by, &packed[at + part.len()..]].concat()
}

#[test]
fn what_only_other_bytes_can_say_has_its_own_error_too() {
    let largest = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f];
    let above = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f];
    let mut newer = pack(&scenario());
    newer[0] = 9;
    let mut longer = pack(&scenario());
    longer.push(0);
    let rows = [
        (altered(b"us-east-1", b"us-moon-1"), PackedError::UnknownRegion { code: "us-moon-1".into() }),
        (altered(b"Tokyo", b"Atoll"), PackedError::UnknownPlace { code: "Atoll".into() }),
        (altered(b"boto3", b"boto9"), PackedError::UnknownSdk { id: "boto9".into() }),
        (altered(&largest, &above), PackedError::SeedTooLarge { found: (1 << 54) - 1 }),
        (altered("の".as_bytes(), b"\xff\xff\xff"), PackedError::Corrupt),
        (newer, PackedError::UnknownVersion { found: 9 }),
        (longer, PackedError::Corrupt),
        (Vec::new(), PackedError::Corrupt),
        (vec![2; (1 << 20) + 1], PackedError::TooLong { found: (1 << 20) + 1 }),
    ];
    for (bytes, expected) in rows {
        assert_eq!(unpack(&bytes), Err(expected));
    }
}
