//! Random scenarios about the newer parts: ways to credentials, operations, humans, changes of IAM, old days.
//! Each is a pure function of its subject and one number; what breaks in them is `trouble`'s business.

use sts_atlas_facts::{CHECK_DATE, ClientPreset, Date, EndpointMode, Micros, PRESETS, Place, RegionId, RetryQuota};
use sts_atlas_sim::{
    Account, Assumptions, Change, ChangeSpec, ClientSpec, Credentials, CustomEndpoint, DeactivatedUnderGlobalName,
    DisputedDefault, Endpoint, IdentityCenter, Kind, Operation, PrincipalSpec, RegionChoice, Resolver, SignInEndpoint,
    SimTime, TokenVersion, WorldSpec,
};

use super::trouble::trouble;
use super::{CITIES, Choices, REGIONS, account, aim, assumptions};
use crate::support::{Scenario, date, place, region};

/// What a random scenario is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Calls to STS: endpoints, failover, names, operations, quotas of clients.
    Calls,
    /// Everybody else: humans, administrators, AWS's services, delivered credentials.
    Sources,
    /// Changes of IAM on their way.
    Changes,
    /// Any day since 2015.
    Days,
}

impl Subject {
    /// Every subject.
    pub const ALL: [Self; 4] = [Self::Calls, Self::Sources, Self::Changes, Self::Days];
}

const MODERN_DAYS: [&str; 5] = ["2024-08-29", "2025-03-01", "2025-11-15", "2026-09-20", "2026-11-21"];
/// Where rules begin or end, or nearly.
const EDGE_DAYS: [&str; 10] = [
    "2015-01-15",
    "2015-01-31",
    "2015-02-14",
    "2015-03-01",
    "2016-01-18",
    "2016-01-19",
    "2025-01-26",
    "2025-01-27",
    "2025-04-18",
    "2026-02-02",
];

/// A random scenario about a subject; its faults and changes lie in the first `length`.
pub fn scenario_about(subject: Subject, seed: u64, length: Micros) -> Scenario {
    let mut choices = Choices::new(seed ^ (subject as u64 + 1) << 40);
    let as_of = day(&mut choices, subject);
    let accounts: Vec<Account> = (0..choices.between(1, 3)).map(|index| account(&mut choices, index)).collect();
    let mut stage = Stage { regions: launched(as_of), choices, subject, accounts: accounts.len() };
    let count = stage.choices.between(1, 4);
    let mut principals: Vec<PrincipalSpec> = (0..count).map(|index| stage.principal(index)).collect();
    let changes = if subject == Subject::Changes {
        principals.push(stage.admin());
        stage.changes(&principals, length)
    } else {
        vec![]
    };
    let mut choices = stage.choices;
    let assumptions = newer_assumptions(&mut choices);
    let spec = WorldSpec { as_of, accounts, principals, changes, assumptions };
    let most = if subject == Subject::Changes { 3 } else { 6 };
    let faults = (0..choices.below(most)).map(|_| trouble(&mut choices, &spec, length)).collect();
    let mut scenario = Scenario { spec, seed: choices.next(), faults };
    for _ in 0..choices.below(3) {
        aim(&mut scenario, &mut choices, length);
    }
    scenario
}

fn day(choices: &mut Choices, subject: Subject) -> Date {
    if subject != Subject::Days {
        return date(choices.of(&MODERN_DAYS));
    }
    if choices.one_in(2) {
        return date(choices.of(&EDGE_DAYS));
    }
    loop {
        let (year, month, day) = (choices.between(2015, 2027), choices.between(1, 13), choices.between(1, 32));
        if let Ok(day) = Date::parse(&format!("{year}-{month:02}-{day:02}"))
            && day <= CHECK_DATE
        {
            return day;
        }
    }
}

fn launched(as_of: Date) -> Vec<RegionId> {
    REGIONS.into_iter().map(region).filter(|region| region.launched_by(as_of)).collect()
}

fn newer_assumptions(choices: &mut Choices) -> Assumptions {
    // Drawn apart, so that scenarios of before stay as they were.
    let disputed_default =
        choices.clone().of(&[DisputedDefault::Unknown, DisputedDefault::Regional, DisputedDefault::Legacy]);
    Assumptions {
        dns_lifetime: Micros::from_millis(choices.between(1_000, 1_500_000)),
        sign_in_server_time: Micros::from_millis(choices.between(50, 500)),
        control_server_time: Micros::from_millis(choices.between(10, 100)),
        next_write: Micros::from_millis(choices.between(1_000, 120_000)),
        deactivated_under_global_name: choices.of(&[
            DeactivatedUnderGlobalName::Unknown,
            DeactivatedUnderGlobalName::Accepted,
            DeactivatedUnderGlobalName::Refused,
        ]),
        disputed_default,
        delivered_session: Micros::from_millis(choices.between(900_000, 6_000_000)),
        propagation_permille: choices.between(0, 8_000) as u32,
        enabling_permille: choices.between(0, 1_000) as u32,
        ..assumptions(choices)
    }
}

/// Whoever is cast: on a day, from some Regions, with so many accounts.
struct Stage {
    choices: Choices,
    regions: Vec<RegionId>,
    subject: Subject,
    accounts: usize,
}

impl Stage {
    fn region(&mut self) -> RegionId {
        self.choices.of(&self.regions)
    }

    fn place(&mut self) -> Place {
        if self.choices.one_in(5) { place(self.choices.of(&CITIES)) } else { Place::Region(self.region()) }
    }

    fn account(&mut self) -> usize {
        self.choices.below(self.accounts as u64) as usize
    }

    fn regions(&mut self, least: u64, most: u64) -> Vec<RegionId> {
        let count = self.choices.between(least, most + 1);
        let mut regions = Vec::new();
        for _ in 0..count {
            let region = self.region();
            if !regions.contains(&region) {
                regions.push(region);
            }
        }
        regions
    }

    fn principal(&mut self, index: u64) -> PrincipalSpec {
        let mut at = self.place();
        let (kind, credentials) = self.part();
        if credentials.are_delivered() {
            at = Place::Region(self.region());
        }
        let client = self.client(at);
        let mut spec = PrincipalSpec::new(format!("principal-{index}"), at, kind, credentials, client);
        spec.count = 1 + u32::from(self.choices.one_in(4));
        spec.resolver = if self.choices.one_in(4) { Resolver::Other } else { Resolver::Amazon };
        spec.session = Micros::from_minutes(self.choices.of(&[15, 15, 20, 30, 60, 60, 180]));
        spec.uses = self.regions(1, 3);
        spec.account = self.account();
        spec.role_account = if self.choices.one_in(3) { self.account() } else { spec.account };
        if let Kind::Admin { .. } = kind {
            spec.uses = vec![RegionId::US_EAST_1];
        }
        self.call(&mut spec);
        spec.sign_in = match self.choices.below(3) {
            0 => SignInEndpoint::Global,
            _ => SignInEndpoint::Regional(self.region()),
        };
        let (home, replicas) = (self.region(), self.regions(0, 2));
        spec.identity_center = Some(IdentityCenter { home, replicas });
        spec
    }

    fn part(&mut self) -> (Kind, Credentials) {
        let choices = &mut self.choices;
        let every = Micros::from_millis(choices.between(60_000, 1_200_000));
        let called = choices.of(&[
            Credentials::AssumeRole,
            Credentials::AssumeRole,
            Credentials::WebIdentity,
            Credentials::Saml,
            Credentials::AccessKey,
        ]);
        if self.subject == Subject::Calls {
            return (choices.of(&[Kind::Workload, Kind::Workload, Kind::Job { every }, Kind::AwsService]), called);
        }
        match choices.below(8) {
            0 => (Kind::Admin { every }, choices.of(&[Credentials::AccessKey, Credentials::AssumeRole])),
            1 => (Kind::AwsService, Credentials::AssumeRole),
            2 => (choices.of(&[Kind::Workload, Kind::Job { every }]), called),
            3 | 4 => {
                let delivered =
                    [Credentials::Imds, Credentials::Container, Credentials::Lambda, Credentials::PodIdentity];
                let kinds = [Kind::Workload, Kind::Workload, Kind::Job { every }, Kind::Human { every }];
                (choices.of(&kinds), choices.of(&delivered))
            }
            5 => {
                let kinds = [Kind::Workload, Kind::Job { every }, Kind::Human { every }];
                (choices.of(&kinds), choices.of(&[Credentials::RolesAnywhere, Credentials::IdentityCenter]))
            }
            _ => {
                let human = [
                    Credentials::ConsoleIamUser,
                    Credentials::ConsoleIamUser,
                    Credentials::ConsoleRoot,
                    Credentials::ConsoleSaml,
                    Credentials::IdentityCenter,
                    Credentials::AssumeRole,
                ];
                (Kind::Human { every }, choices.of(&human))
            }
        }
    }

    fn client(&mut self, at: Place) -> ClientSpec {
        let preset = &PRESETS[self.choices.below(PRESETS.len() as u64) as usize];
        let preset = if self.choices.one_in(3) { self.frugal(preset) } else { preset };
        let home = match at {
            Place::Region(region) if !self.choices.one_in(6) => region,
            _ => self.region(),
        };
        let mut client = ClientSpec::new(preset, preset.from, RegionChoice::Region(home));
        let choices = &mut self.choices;
        client.endpoint_mode = choices.of(&[None, Some(EndpointMode::Legacy), Some(EndpointMode::Regional)]);
        client.max_attempts = choices.of(&[None, None, Some(1), Some(2), Some(7)]);
        client.connect_timeout = choices.of(&[None, None, Some(Micros::from_millis(1_500))]);
        client.read_timeout = choices.of(&[None, None, Some(Micros::from_millis(2_500))]);
        self.name_otherwise(&mut client, home);
        // Drawn apart, so that scenarios of before stay as they were.
        let mut apart = self.choices.clone();
        client.new_retries_2026 = apart.one_in(4);
        if (client.use_fips || client.use_dual_stack) && apart.one_in(3) {
            client.region = RegionChoice::None;
        }
        client
    }

    /// FIPS, dual-stack and custom names, now and then.
    fn name_otherwise(&mut self, client: &mut ClientSpec, home: RegionId) {
        if self.choices.one_in(10) {
            client.use_fips = self.choices.one_in(2);
            client.use_dual_stack = !client.use_fips || self.choices.one_in(3);
        }
        if self.choices.one_in(8) {
            let named = self.choices.of(&[home, home, RegionId::US_EAST_1]);
            client.endpoint_url = Some(self.choices.of(&[
                CustomEndpoint::Elsewhere,
                CustomEndpoint::Sts(Endpoint::Global),
                CustomEndpoint::Sts(Endpoint::Regional(named)),
                CustomEndpoint::Sts(Endpoint::Fips(named)),
                CustomEndpoint::Sts(Endpoint::DualStack(named)),
            ]));
        }
    }

    /// The same SDK with a budget for retries that does not last.
    fn frugal(&mut self, preset: &ClientPreset) -> &'static ClientPreset {
        let mut frugal = *preset;
        frugal.retry.value.quota = Some(RetryQuota {
            capacity: self.choices.between(5, 40) as u32,
            transient_cost: self.choices.between(1, 15) as u32,
            timeout_cost: self.choices.between(1, 15) as u32,
            throttle_cost: self.choices.between(1, 15) as u32,
            success_refund: self.choices.below(3) as u32,
        });
        frugal.retry.value.throttled_pause = Micros::from_millis(self.choices.below(3_000));
        Box::leak(Box::new(frugal))
    }

    /// Operation, lengths, failover and issuer of those who call STS.
    fn call(&mut self, spec: &mut PrincipalSpec) {
        if spec.credentials.operation().is_none() {
            return;
        }
        if spec.credentials == Credentials::AssumeRole && self.choices.one_in(3) {
            let issuing = [Operation::GetSessionToken, Operation::GetFederationToken, Operation::AssumeRoot];
            let any = self.choices.of(&Operation::ALL);
            let fits = any.is_signed() && matches!(spec.kind, Kind::Job { .. });
            spec.operation = Some(if fits { any } else { self.choices.of(&issuing) });
        }
        if self.choices.one_in(8) {
            spec.session = Micros::from_minutes(self.choices.of(&[61, 90, 13 * 60]));
            spec.role_most = Micros::from_minutes(self.choices.of(&[60, 720]));
        }
        spec.chained = self.choices.one_in(5);
        spec.failover = if self.choices.one_in(2) { self.regions(1, 3) } else { vec![] };
        spec.issuer = if self.choices.one_in(2) { Some(self.place()) } else { None };
    }

    fn admin(&mut self) -> PrincipalSpec {
        let at = self.place();
        let client = self.client(at);
        let every = Micros::from_millis(self.choices.between(300_000, 1_200_000));
        let mut spec = PrincipalSpec::new("admin", at, Kind::Admin { every }, Credentials::AccessKey, client);
        spec.uses = vec![RegionId::US_EAST_1];
        spec.account = self.account();
        spec.role_account = spec.account;
        spec
    }

    fn changes(&mut self, principals: &[PrincipalSpec], length: Micros) -> Vec<ChangeSpec> {
        let by = principals.len() - 1;
        let count = self.choices.between(1, 7);
        (0..count)
            .map(|index| {
                let at = SimTime(self.choices.below(length.0 * 3 / 4));
                let (account, what) = self.change(principals);
                ChangeSpec { name: format!("change-{index}"), by, at, account, what }
            })
            .collect()
    }

    fn change(&mut self, principals: &[PrincipalSpec]) -> (usize, Change) {
        let principal = self.choices.below(principals.len() as u64) as usize;
        let about = &principals[principal];
        let mut near = about.uses.clone();
        near.extend(&about.failover);
        if let (Place::Region(region), RegionChoice::Region(home)) = (about.at, about.client.region) {
            near.extend([region, home]);
        }
        let account = about.role_account;
        let deactivatable: Vec<_> =
            near.iter().copied().filter(|region| region.fact().sts_can_deactivate == Some(true)).collect();
        let opt_in: Vec<_> = near.iter().copied().filter(|region| region.fact().opt_in).collect();
        let what = match self.choices.below(6) {
            0 if !deactivatable.is_empty() => {
                let region = self.choices.of(&deactivatable);
                Change::StsEndpoint { region, active: self.choices.one_in(2) }
            }
            1 => Change::GlobalToken(self.choices.of(&[TokenVersion::V1, TokenVersion::V2])),
            2 | 3 if !opt_in.is_empty() => {
                let region = self.choices.of(&opt_in);
                Change::OptIn { region, enabled: self.choices.one_in(2) }
            }
            4 => Change::Role { principal, exists: self.choices.one_in(2) },
            _ => Change::Permission { principal, allowed: self.choices.one_in(2) },
        };
        (account, what)
    }
}
