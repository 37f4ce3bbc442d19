//! Whatever a scenario holds comes back from its packed bytes, and no bytes of any kind do harm.
//! What is said about wrong ones is tested in `packed`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod any;

use std::sync::Arc;

use any::{any_city, any_client, any_fault, any_measured, any_of, some};
use proptest::prelude::*;
use sts_atlas_facts::{CHECK_DATE, Date, Micros, Partition, Place, RegionId, UtcInstant};
use sts_atlas_intake::{pack, unpack};
use sts_atlas_player::{
    Approximate, EventTime, Flag, LocalizedText, OfferedFault, Recording, Scenario, WorldId, WorldSetup,
};
use sts_atlas_sim::{
    Account, Assumptions, CallerInRegionNotEnabled, Change, ChangeSpec, ClientSpec, Credentials,
    DeactivatedUnderGlobalName, DisputedDefault, FaultWindow, IdentityCenter, Kind, Operation, PrincipalSpec, Resolver,
    Seed, SignInEndpoint, SimTime, TargetService, TokenVersion, Weather, World, WorldSpec,
};

const DAYS: [Date; 3] = [Date::literal(2024, 8, 29), Date::literal(2025, 1, 26), CHECK_DATE];

fn any_text() -> impl Strategy<Value = LocalizedText> {
    ("[A-Za-z][ -~]{0,20}", "[ぁ-ん一-龠][ぁ-ん -~]{0,20}").prop_map(|(en, ja)| LocalizedText { en, ja })
}

/// What the worlds have in common: how many, where, how often.
type Role = (u32, Place, Kind);
type Settings = (Credentials, ClientSpec, Resolver, u64, Vec<RegionId>, Growth);
type Growth = (bool, TargetService, Vec<RegionId>, Option<Place>, Option<RegionId>, Vec<RegionId>);

fn any_role() -> impl Strategy<Value = Role> {
    let every = || (1_000_000..=86_400_000_000_u64).prop_map(Micros);
    let kind = prop_oneof![
        Just(Kind::Workload),
        Just(Kind::AwsService),
        every().prop_map(|every| Kind::Job { every }),
        every().prop_map(|every| Kind::Human { every }),
        every().prop_map(|every| Kind::Admin { every }),
    ];
    (1_u32..50, any_place(), kind)
}

fn any_place() -> impl Strategy<Value = Place> + Clone {
    prop_oneof![any_measured().prop_map(Place::Region), any_city()]
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let services = prop::sample::select(vec![TargetService::Any, TargetService::Ec2, TargetService::Json]);
    let by_default = any_of(|region| region.fact().partition == Partition::Aws && !region.fact().opt_in);
    let growth = (
        any::<bool>(),
        services,
        some(any_measured(), 0, RegionId::eq).prop_map(|list| list.into_iter().take(4).collect()),
        prop::option::of(any_place()),
        prop::option::of(any_of(|_| true)),
        some(by_default, 0, RegionId::eq),
    );
    (
        prop::sample::select(Credentials::ALL.to_vec()),
        any_client(),
        prop::sample::select(vec![Resolver::Amazon, Resolver::Other]),
        15 * 60_000_000..=60 * 60_000_000_u64,
        some(any_measured(), 1, RegionId::eq),
        growth,
    )
}

/// The credentials, or others where they could not be.
fn fitting(credentials: Credentials, at: Place, kind: Kind) -> Credentials {
    let delivered_outside = credentials.are_delivered() && matches!(at, Place::City(_));
    let signed_in = credentials.sign_in().is_some() && !matches!(kind, Kind::Human { .. });
    if delivered_outside || signed_in || kind == Kind::AwsService { Credentials::AssumeRole } else { credentials }
}

fn any_account() -> impl Strategy<Value = Account> {
    let opt_in = prop::collection::btree_set(any_of(|region| region.fact().opt_in), 0..4);
    let can = |region: RegionId| region.fact().sts_can_deactivate == Some(true);
    let deactivated = prop::collection::btree_set(any_of(can), 0..4);
    (opt_in, deactivated, any::<bool>()).prop_map(|(opt_in, sts_deactivated, v2)| Account {
        opt_in: opt_in.into_iter().collect(),
        sts_deactivated: sts_deactivated.into_iter().collect(),
        global_token: if v2 { TokenVersion::V2 } else { TokenVersion::V1 },
        ..Account::new("main")
    })
}

fn any_assumptions() -> impl Strategy<Value = Assumptions> {
    let span = || (1_000..=60_000_000_u64).prop_map(Micros);
    (span(), span(), span(), span(), 1_u32..=2, 1_u32..=1_000_000, any::<bool>(), any::<bool>()).prop_map(
        |(dns, issue_server_time, service_server_time, next_call, tls_round_trips, quota_burst, still, accepted)| {
            Assumptions {
                dns,
                issue_server_time,
                service_server_time,
                tls_round_trips,
                weather: if still { Weather::Still } else { Weather::Varying },
                next_call,
                quota_burst,
                caller_in_region_not_enabled: if accepted {
                    CallerInRegionNotEnabled::Accepted
                } else {
                    CallerInRegionNotEnabled::Refused
                },
                deactivated_under_global_name: if accepted {
                    DeactivatedUnderGlobalName::Accepted
                } else {
                    DeactivatedUnderGlobalName::Refused
                },
                disputed_default: if accepted { DisputedDefault::Regional } else { DisputedDefault::Legacy },
                propagation_permille: quota_burst,
                ..Assumptions::default()
            }
        },
    )
}

fn any_setup(roles: Vec<Role>) -> impl Strategy<Value = WorldSetup> {
    let settings = prop::collection::vec(any_settings(), roles.len());
    let days = prop::sample::select(DAYS.to_vec());
    (any_text(), days, any_account(), settings, any_assumptions()).prop_map(
        move |(label, as_of, account, settings, assumptions)| {
            let members = roles.iter().zip(settings).enumerate();
            let principals = members.map(|(index, (&(count, at, kind), settings))| {
                let (credentials, client, resolver, session, uses, growth) = settings;
                let (chained, service, failover, issuer, sign_in, replicas) = growth;
                let credentials = fitting(credentials, at, kind);
                let home = RegionId::US_EAST_1;
                let center = credentials == Credentials::IdentityCenter;
                let jobs_ask = chained && matches!(kind, Kind::Job { .. }) && credentials == Credentials::AccessKey;
                PrincipalSpec {
                    count,
                    operation: jobs_ask.then_some(Operation::GetCallerIdentity),
                    resolver,
                    session: Micros(session),
                    chained,
                    uses,
                    service,
                    failover,
                    issuer,
                    sign_in: sign_in.map_or(SignInEndpoint::Global, SignInEndpoint::Regional),
                    identity_center: center.then_some(IdentityCenter { home, replicas }),
                    ..PrincipalSpec::new(format!("p{index}"), at, kind, credentials, client)
                }
            });
            let principals: Vec<PrincipalSpec> = principals.collect();
            let changes = changes(&principals);
            WorldSetup { label, spec: WorldSpec { as_of, accounts: vec![account], principals, changes, assumptions } }
        },
    )
}

/// One change of each sort, where there is an administrator, and somebody with a role to delete.
fn changes(principals: &[PrincipalSpec]) -> Vec<ChangeSpec> {
    let Some(by) = principals.iter().position(|spec| matches!(spec.kind, Kind::Admin { .. })) else {
        return Vec::new();
    };
    let region = |code| RegionId::from_code(code).unwrap();
    let role = principals.iter().position(PrincipalSpec::has_role);
    let whats = [
        Change::Permission { principal: by, allowed: true },
        Change::StsEndpoint { region: region("eu-west-3"), active: false },
        Change::GlobalToken(TokenVersion::V2),
        Change::OptIn { region: region("ap-east-1"), enabled: true },
    ];
    let delete = role.map(|principal| Change::Role { principal, exists: false });
    let changes = whats.into_iter().chain(delete).enumerate().map(|(index, what)| {
        let (name, at) = (format!("c{index}"), SimTime::from_minutes(index as u64));
        ChangeSpec { name, by, at, account: 0, what }
    });
    changes.collect()
}

fn any_offered() -> impl Strategy<Value = OfferedFault> {
    let end = prop_oneof![Just(SimTime::NEVER), (3_600_000_000..=u64::MAX).prop_map(SimTime)];
    let window = (0..3_600_000_000_u64, end).prop_map(|(start, end)| FaultWindow { start: SimTime(start), end });
    let windows = prop::collection::vec(window, 0..3);
    (any_fault(), windows, any_text(), prop::option::of(any_text()), any::<[bool; 3]>()).prop_map(
        |(fault, windows, title, note, [assumed, start, end])| OfferedFault {
            fault,
            windows,
            title,
            note,
            assumed,
            approximate: Approximate { start, end },
        },
    )
}

fn any_scenario() -> impl Strategy<Value = Scenario> {
    let worlds =
        prop::collection::vec(any_role(), 1..6).prop_flat_map(|roles| [any_setup(roles.clone()), any_setup(roles)]);
    let flags = prop::collection::btree_map(0..=3_600_000_000_u64, (any_text(), any::<bool>()), 0..4);
    let summary = prop_oneof![Just(LocalizedText::default()), any_text()];
    (
        "[a-z0-9-]{1,64}",
        any_text(),
        summary,
        // From 1970 to 2286, and from an hour to a week.
        (0..10_000_000_000_000_000_i64, 3_600_000_000..=604_800_000_000_u64, 0..=Seed::MAX),
        worlds,
        prop::collection::vec(any_offered(), 0..4),
        some(any_of(|region| region.fact().opt_in), 0, RegionId::eq),
        flags,
        prop::option::of(("[A-Z]{2,5}", -56..=56_i16)),
    )
        .prop_map(|(id, title, summary, (start, length, seed), worlds, faults, offered_opt_in, flags, clock)| {
            Scenario {
                id,
                title,
                summary,
                start: UtcInstant(start),
                event_time: clock.map(|(name, quarters)| EventTime { name, ahead: quarters * 15 }),
                length: Micros(length),
                seed: Seed::new(seed).unwrap(),
                worlds,
                faults,
                offered_opt_in,
                flags: flags
                    .into_iter()
                    .map(|(at, (text, approximate))| Flag { at: SimTime(at), text, approximate })
                    .collect(),
            }
        })
}

/// Given whatever was unpacked, then it can be packed again and played.
fn assert_usable(scenario: Scenario) {
    assert_eq!(unpack(&pack(&scenario)).as_ref(), Ok(&scenario));
    let recording = Recording::new(Arc::new(scenario));
    let schedule = Arc::new(recording.fault_schedule());
    for id in WorldId::BOTH {
        let mut world = World::new(&recording.world_spec(id), recording.seed(), Arc::clone(&schedule));
        world.advance(SimTime::from_minutes(30), 500);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_scenario_holds_comes_back(scenario in any_scenario()) {
        prop_assert_eq!(unpack(&pack(&scenario)), Ok(scenario));
    }

    #[test]
    fn altered_bytes_are_refused_or_usable(
        scenario in any_scenario(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()
    ) {
        let mut packed = pack(&scenario);
        prop_assert!(unpack(&packed[..cut.index(packed.len())]).is_err(), "cut off");
        let at = at.index(packed.len());
        packed[at] = byte;
        if let Ok(scenario) = unpack(&packed) {
            assert_usable(scenario);
        }
    }

    #[test]
    fn no_bytes_make_unpacking_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = unpack(&bytes);
        prop_assert!(unpack(&[&[2], bytes.as_slice()].concat()).is_err());
    }
}
