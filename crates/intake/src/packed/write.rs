//! A scenario into the form of its bytes.
//! Nothing is judged here: that is done when they are read.

use sts_atlas_facts::EndpointMode;
use sts_atlas_player as player;
use sts_atlas_player::LocalizedText;
use sts_atlas_sim::{
    self as sim, CallerInRegionNotEnabled, Direction, PathEffect, RegionChoice, Resolver, ServerEffect, SimTime,
    TokenVersion, Weather,
};

use super::form::{
    Account, Assumptions, Client, Credentials, Effect, Fault, Flag, Name, OfferedFault, Principal, Scenario, StsNames,
    Text, World,
};

pub(super) fn form(scenario: &player::Scenario) -> Scenario {
    let mut names = Names::default();
    let [a, b] = &scenario.worlds;
    let worlds = [world(a, &mut names), world(b, &mut names)];
    let faults = scenario.faults.iter().map(|fault| offered(fault, &mut names)).collect();
    let offered_opt_in = names.all(scenario.offered_opt_in.iter().map(|region| region.code()));
    Scenario {
        names: names.0.into_iter().map(str::to_owned).collect(),
        id: scenario.id.clone(),
        title: text(&scenario.title),
        summary: text(&scenario.summary),
        start: scenario.start.0,
        length: scenario.length.0,
        seed: scenario.seed.get(),
        worlds,
        faults,
        offered_opt_in,
        flags: scenario.flags.iter().map(|flag| Flag { at: flag.at.0, text: text(&flag.text) }).collect(),
    }
}

#[derive(Default)]
struct Names(Vec<&'static str>);

impl Names {
    fn of(&mut self, name: &'static str) -> Name {
        let index = self.0.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.0.push(name);
            self.0.len() - 1
        });
        // 41 Regions, 45 cities and 5 SDKs make at most 91.
        Name::try_from(index).unwrap_or(Name::MAX)
    }

    fn all(&mut self, names: impl Iterator<Item = &'static str>) -> Vec<Name> {
        names.map(|name| self.of(name)).collect()
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
    let client = &principal.client;
    let version = client.version;
    Principal {
        name: principal.name.clone(),
        count: principal.count,
        at: names.of(principal.at.code()),
        every: principal.kind.every().map(|every| every.0),
        credentials: match principal.credentials {
            sim::Credentials::AssumeRole => Credentials::AssumeRole,
            sim::Credentials::WebIdentity => Credentials::WebIdentity,
            sim::Credentials::Imds => Credentials::Imds,
            _ => Credentials::AccessKey,
        },
        client: Client {
            sdk: names.of(client.preset.sdk.id()),
            version: (version.major, version.minor, version.patch),
            region: match client.region {
                RegionChoice::Region(region) => Some(names.of(region.code())),
                RegionChoice::None => None,
            },
            regional_mode: client.endpoint_mode.map(|mode| mode == EndpointMode::Regional),
        },
        amazon_resolver: principal.resolver == Resolver::Amazon,
        session: principal.session.0,
        uses: names.all(principal.uses.iter().map(|region| region.code())),
        account: u32::try_from(principal.account).unwrap_or(u32::MAX),
    }
}

fn assumptions(assumptions: &sim::Assumptions) -> Assumptions {
    Assumptions {
        dns: assumptions.dns.0,
        issue_server_time: assumptions.issue_server_time.0,
        service_server_time: assumptions.service_server_time.0,
        tls_round_trips: assumptions.tls_round_trips,
        weather_varies: assumptions.weather == Weather::Varying,
        next_call: assumptions.next_call.0,
        quota_burst: assumptions.quota_burst,
        caller_in_region_not_enabled_accepted: assumptions.caller_in_region_not_enabled
            == CallerInRegionNotEnabled::Accepted,
    }
}

fn offered(offered: &player::OfferedFault, names: &mut Names) -> OfferedFault {
    let end = |end: SimTime| (end != SimTime::NEVER).then_some(end.0);
    OfferedFault {
        fault: fault(&offered.fault, names),
        windows: offered.windows.iter().map(|window| (window.start.0, end(window.end))).collect(),
        title: text(&offered.title),
        note: offered.note.as_ref().map(text),
        assumed: offered.assumed,
    }
}

fn fault(fault: &sim::Fault, names: &mut Names) -> Fault {
    match fault {
        sim::Fault::Path { from, to, direction, effect } => Fault::Path {
            from: names.all(from.iter().map(|place| place.code())),
            to: names.all(to.iter().map(|region| region.code())),
            one_way: *direction == Direction::OneWay,
            effect: match *effect {
                PathEffect::Drop => Effect::Whole,
                PathEffect::Loss { parts_per_million } => Effect::Share(parts_per_million),
                PathEffect::Slow { permille } => Effect::Slow(permille),
            },
        },
        sim::Fault::Region { at } => Fault::Region { at: names.all(at.iter().map(|region| region.code())) },
        // The file format cannot say the others yet.
        sim::Fault::Sts { at, names: hit, effect } => Fault::Sts {
            at: names.all(at.iter().map(|region| region.code())),
            names: match hit {
                sim::StsNames::Both => StsNames::Both,
                sim::StsNames::RegionalOnly => StsNames::RegionalOnly,
                sim::StsNames::GlobalOnly => StsNames::GlobalOnly,
            },
            effect: match *effect {
                ServerEffect::Down => Effect::Whole,
                ServerEffect::Errors { parts_per_million } => Effect::Share(parts_per_million),
                ServerEffect::Slow { permille } => Effect::Slow(permille),
            },
        },
        _ => Fault::Region { at: Vec::new() },
    }
}
