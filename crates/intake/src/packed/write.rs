//! A scenario into the form of its bytes.
//! Nothing is judged here: that is done when they are read.

use sts_atlas_facts::{Place, RegionId};
use sts_atlas_player as player;
use sts_atlas_player::LocalizedText;
use sts_atlas_sim::{
    self as sim, CallerInRegionNotEnabled, Change, Credentials, Operation, Resolver, SignInEndpoint, SimTime,
    TokenVersion, Weather,
};

use super::form::{self, Account, Assumptions, Flag, Name, OfferedFault, Principal, Scenario, Text, World};
use super::words::{DEACTIVATED, DISPUTED_DEFAULTS, SERVICES, index};
use super::{client, fault};
use crate::event_time::write_event_time;

pub(crate) fn form(scenario: &player::Scenario) -> Scenario {
    let mut names = Names::default();
    let [a, b] = &scenario.worlds;
    let worlds = [world(a, &mut names), world(b, &mut names)];
    let faults = scenario.faults.iter().map(|fault| offered(fault, &mut names)).collect();
    let offered_opt_in = names.regions(&scenario.offered_opt_in);
    Scenario {
        names: names.into_strings(),
        id: scenario.id.clone(),
        title: text(&scenario.title),
        summary: text(&scenario.summary),
        start: scenario.start.0,
        event_time: scenario.event_time.as_ref().map(write_event_time).unwrap_or_default(),
        length: scenario.length.0,
        seed: scenario.seed.get(),
        worlds,
        faults,
        offered_opt_in,
        flags: scenario
            .flags
            .iter()
            .map(|flag| Flag { at: flag.at.0, text: text(&flag.text), approximate: flag.approximate })
            .collect(),
    }
}

/// The table while it grows.
#[derive(Default)]
pub(crate) struct Names(Vec<&'static str>);

impl Names {
    pub fn of(&mut self, name: &'static str) -> Name {
        let index = self.0.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.0.push(name);
            self.0.len() - 1
        });
        // 41 Regions, 45 cities, 16 SDKs and the global name make at most 103.
        Name::try_from(index).unwrap_or(Name::MAX)
    }

    /// The whole table.
    pub fn into_strings(self) -> Vec<String> {
        self.0.into_iter().map(str::to_owned).collect()
    }

    pub fn all(&mut self, names: impl Iterator<Item = &'static str>) -> Vec<Name> {
        names.map(|name| self.of(name)).collect()
    }

    pub fn regions<'r>(&mut self, regions: impl IntoIterator<Item = &'r RegionId>) -> Vec<Name> {
        self.all(regions.into_iter().map(|region| region.code()))
    }

    pub fn places(&mut self, places: &[Place]) -> Vec<Name> {
        self.all(places.iter().map(|place| place.code()))
    }
}

fn text(text: &LocalizedText) -> Text {
    (text.en.clone(), text.ja.clone())
}

fn world(setup: &player::WorldSetup, names: &mut Names) -> World {
    let spec = &setup.spec;
    World {
        label: text(&setup.label),
        as_of: spec.as_of.days_since_epoch(),
        accounts: spec.accounts.iter().map(|account| self::account(account, names)).collect(),
        principals: spec.principals.iter().map(|principal| self::principal(principal, names)).collect(),
        changes: spec.changes.iter().map(|change| self::change(change, names)).collect(),
        assumptions: assumptions(&spec.assumptions),
    }
}

fn account(account: &sim::Account, names: &mut Names) -> Account {
    Account {
        id: account.id.clone(),
        opt_in: names.all(account.opt_in.iter().map(|region| region.code())),
        sts_deactivated: names.all(account.sts_deactivated.iter().map(|region| region.code())),
        global_token_v2: account.global_token == TokenVersion::V2,
    }
}

fn principal(principal: &sim::PrincipalSpec, names: &mut Names) -> Principal {
    Principal {
        name: principal.name.clone(),
        count: principal.count,
        at: names.of(principal.at.code()),
        kind: match principal.kind {
            sim::Kind::Workload => 0,
            sim::Kind::Job { .. } => 1,
            sim::Kind::Human { .. } => 2,
            sim::Kind::AwsService => 3,
            sim::Kind::Admin { .. } => 4,
        },
        every: principal.kind.every().map(|every| every.0),
        credentials: index(&Credentials::ALL, &principal.credentials),
        operation: principal.operation.map(|operation| index(&Operation::ALL, &operation)),
        client: client::write(&principal.client, names),
        amazon_resolver: principal.resolver == Resolver::Amazon,
        session: principal.session.0,
        role_most: principal.role_most.0,
        chained: principal.chained,
        uses: names.regions(&principal.uses),
        service: index(SERVICES, &principal.service),
        account: short(principal.account),
        role_account: short(principal.role_account),
        failover: names.regions(&principal.failover),
        issuer: principal.issuer.map(|place| names.of(place.code())),
        sign_in: match principal.sign_in {
            SignInEndpoint::Global => None,
            SignInEndpoint::Regional(region) => Some(names.of(region.code())),
        },
        identity_center: principal
            .identity_center
            .as_ref()
            .map(|center| (names.of(center.home.code()), names.regions(&center.replicas))),
    }
}

fn short(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn change(change: &sim::ChangeSpec, names: &mut Names) -> form::Change {
    let (what, on, principal, region) = match change.what {
        Change::Role { principal, exists } => (0, exists, principal, None),
        Change::Permission { principal, allowed } => (1, allowed, principal, None),
        Change::StsEndpoint { region, active } => (2, active, 0, Some(region)),
        Change::GlobalToken(version) => (3, version == TokenVersion::V2, 0, None),
        Change::OptIn { region, enabled } => (4, enabled, 0, Some(region)),
    };
    form::Change {
        name: change.name.clone(),
        by: short(change.by),
        at: change.at.0,
        account: short(change.account),
        what,
        on,
        principal: short(principal),
        region: region.map(|region| names.of(region.code())),
    }
}

fn assumptions(assumptions: &sim::Assumptions) -> Assumptions {
    Assumptions {
        dns: assumptions.dns.0,
        dns_lifetime: assumptions.dns_lifetime.0,
        issue_server_time: assumptions.issue_server_time.0,
        service_server_time: assumptions.service_server_time.0,
        sign_in_server_time: assumptions.sign_in_server_time.0,
        control_server_time: assumptions.control_server_time.0,
        tls_round_trips: assumptions.tls_round_trips,
        weather_varies: assumptions.weather == Weather::Varying,
        next_call: assumptions.next_call.0,
        next_write: assumptions.next_write.0,
        quota_burst: assumptions.quota_burst,
        caller_in_region_not_enabled_accepted: assumptions.caller_in_region_not_enabled
            == CallerInRegionNotEnabled::Accepted,
        deactivated_under_global_name: index(DEACTIVATED, &assumptions.deactivated_under_global_name),
        disputed_default: index(DISPUTED_DEFAULTS, &assumptions.disputed_default),
        delivered_session: assumptions.delivered_session.0,
        propagation_permille: assumptions.propagation_permille,
        enabling_permille: assumptions.enabling_permille,
    }
}

fn offered(offered: &player::OfferedFault, names: &mut Names) -> OfferedFault {
    let end = |end: SimTime| (end != SimTime::NEVER).then_some(end.0);
    OfferedFault {
        fault: fault::write(&offered.fault, names),
        windows: offered.windows.iter().map(|window| (window.start.0, end(window.end))).collect(),
        title: text(&offered.title),
        note: offered.note.as_ref().map(text),
        assumed: offered.assumed,
        approximate_start: offered.approximate.start,
        approximate_end: offered.approximate.end,
    }
}
