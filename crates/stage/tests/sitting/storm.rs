//! A storm like that of 29 August 2024: thirty principals, the path to us-east-1 cut from 08:32 to 09:58.
//! Written out here because this crate knows no scenario file; world B is Regional wherever a setting can make it so.
#![allow(clippy::unwrap_used)]

use sts_atlas_facts::{Date, EndpointMode, Micros, Place, RegionId, Sdk, UtcInstant, Version, preset_for};
use sts_atlas_player::{Approximate, LocalizedText, OfferedFault, Scenario, WorldSetup};
use sts_atlas_sim::{
    Account, Assumptions, ClientSpec, Credentials, Direction, Fault, FaultWindow, Kind, PathEffect, PrincipalSpec,
    RegionChoice, Seed, ServerEffect, SimTime, StsNames, WorldSpec,
};

use Credentials::{AccessKey, AssumeRole, Imds, WebIdentity};

const BOTO: (Sdk, &str) = (Sdk::Boto3, "1.34.0");
const CLI: (Sdk, &str) = (Sdk::AwsCli, "1.33.0");
const SCRIPT: (Sdk, &str) = (Sdk::JavaScript, "2.1680.0");
const JAVA: (Sdk, &str) = (Sdk::Java, "2.27.0");

/// How many, where, minutes between two runs (0: a workload), credentials, client, and where they use them.
type Row = (u32, &'static str, u64, Credentials, (Sdk, &'static str), &'static str);

const CAST: [Row; 20] = [
    (3, "ap-northeast-1", 0, AssumeRole, BOTO, "ap-northeast-1"),
    (2, "ap-northeast-1", 2, WebIdentity, CLI, "ap-northeast-1"),
    (1, "ap-northeast-1", 0, AssumeRole, BOTO, "us-east-1"),
    (1, "ap-northeast-1", 0, AssumeRole, JAVA, "ap-northeast-1"),
    (1, "ap-northeast-1", 0, Imds, BOTO, "ap-northeast-1"),
    (3, "us-west-2", 0, AssumeRole, BOTO, "us-west-2"),
    (1, "us-west-2", 2, WebIdentity, CLI, "us-west-2"),
    (2, "ap-southeast-1", 0, WebIdentity, BOTO, "ap-southeast-1"),
    (1, "ap-southeast-1", 2, AssumeRole, SCRIPT, "ap-southeast-1"),
    (1, "ap-southeast-1", 0, Imds, BOTO, "ap-southeast-1"),
    (1, "ap-east-1", 0, AssumeRole, SCRIPT, "ap-southeast-1"),
    (1, "ap-east-1", 2, AssumeRole, SCRIPT, "ap-southeast-1"),
    (1, "ap-southeast-3", 0, AssumeRole, SCRIPT, "ap-southeast-1"),
    (1, "ap-southeast-5", 2, AssumeRole, BOTO, "ap-southeast-1"),
    (3, "eu-central-1", 0, AssumeRole, BOTO, "eu-central-1"),
    (1, "eu-central-1", 0, AccessKey, BOTO, "eu-central-1"),
    (3, "ap-southeast-2", 0, AssumeRole, BOTO, "ap-southeast-2"),
    (1, "ap-southeast-2", 3, AssumeRole, SCRIPT, "ap-southeast-2"),
    (1, "Tokyo", 2, AssumeRole, CLI, "ap-northeast-1"),
    (1, "Tokyo", 0, AccessKey, CLI, "ap-northeast-1"),
];

/// The Region whose principals found none set where their SDK looks.
const WITHOUT_REGION: &str = "ap-southeast-5";

fn region(code: &str) -> RegionId {
    RegionId::from_code(code).unwrap()
}

fn principal((index, row): (usize, &Row), mode: Option<EndpointMode>) -> PrincipalSpec {
    let &(count, at, minutes, credentials, (sdk, version), uses) = row;
    let version = Version::parse(version).unwrap();
    let preset = preset_for(sdk, version).unwrap();
    let choice = match Place::from_code(at).unwrap() {
        Place::Region(_) if at == WITHOUT_REGION => RegionChoice::None,
        Place::Region(region) => RegionChoice::Region(region),
        Place::City(_) => RegionChoice::Region(region(uses)),
    };
    let kind = if minutes == 0 { Kind::Workload } else { Kind::Job { every: Micros::from_minutes(minutes) } };
    let endpoint_mode = mode.filter(|_| preset.reads_endpoint_mode.value);
    let client = ClientSpec { endpoint_mode, ..ClientSpec::new(preset, version, choice) };
    let place = Place::from_code(at).unwrap();
    PrincipalSpec {
        count,
        uses: vec![region(uses)],
        ..PrincipalSpec::new(format!("principal-{index}"), place, kind, credentials, client)
    }
}

fn world(mode: Option<EndpointMode>) -> WorldSetup {
    let mut account = Account::new("main");
    account.opt_in.extend(["ap-east-1", "ap-southeast-3", "ap-southeast-5"].map(region));
    WorldSetup {
        label: LocalizedText::default(),
        spec: WorldSpec {
            as_of: Date::literal(2024, 8, 29),
            accounts: vec![account],
            principals: CAST.iter().enumerate().map(|row| principal(row, mode)).collect(),
            changes: Vec::new(),
            assumptions: Assumptions::default(),
        },
    }
}

/// The scenario: the cut path, and, only offered, us-east-1 down and the STS endpoint in Tokyo down.
pub fn storm() -> Scenario {
    let cut_off = ["ap-northeast-1", "us-west-2", "ap-southeast-1", "ap-southeast-3", "ap-southeast-5", "ap-east-1"];
    let cut = Fault::Path {
        from: cut_off.map(|code| Place::Region(region(code))).into(),
        to: vec![RegionId::US_EAST_1],
        direction: Direction::BothWays,
        effect: PathEffect::Drop,
    };
    let region_down = Fault::Region { at: vec![RegionId::US_EAST_1] };
    let sts_down = Fault::Sts { at: vec![region("ap-northeast-1")], names: StsNames::Both, effect: ServerEffect::Down };
    let window = FaultWindow { start: SimTime::from_minutes(32), end: SimTime::from_minutes(118) };
    let offered = |fault: Fault, windows: Vec<FaultWindow>| OfferedFault {
        fault,
        windows,
        title: LocalizedText::default(),
        note: None,
        assumed: true,
        approximate: Approximate::default(),
    };
    let day = Date::literal(2024, 8, 29);
    Scenario {
        id: "storm".to_owned(),
        title: LocalizedText::default(),
        summary: LocalizedText::default(),
        start: UtcInstant::at(day, 8, 0, 0),
        event_time: None,
        length: Micros::from_minutes(180),
        seed: Seed::new(7).unwrap(),
        worlds: [world(None), world(Some(EndpointMode::Regional))],
        faults: vec![offered(cut, vec![window]), offered(region_down, Vec::new()), offered(sts_down, Vec::new())],
        offered_opt_in: Vec::new(),
        flags: Vec::new(),
    }
}
