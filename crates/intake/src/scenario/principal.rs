//! Principals of a scenario file: who acts, from where, with what, in world A or, with the twin laid over, in B.
//! How they behave is `sim`'s business.

use sts_atlas_facts::{Date, Micros, Place, RegionId, Sdk, Version, preset_for};
use sts_atlas_sim::{
    Account, ClientSpec, IdentityCenter, Kind, PrincipalSpec, RegionChoice, Resolver, SignInEndpoint, TargetService,
    WorldSpec,
};

use super::account::account_named;
use super::assumption::assumptions;
use super::change::changes;
use super::client::client;
use super::credentials::{self, Source};
use super::reader::{Entry, Reader, Section};
use super::top::Clock;
use super::twin::Twin;
use crate::IssueCode;
use crate::issue::Condition;
use crate::limits::MOST_PRINCIPALS;

/// Reads a world: world A, or world B with the twin's changes.
pub(super) fn world(
    reader: &mut Reader<'_>,
    top: &Section<'_>,
    clock: Clock,
    accounts: Vec<Account>,
    as_of: Option<Date>,
    twin: Option<&Twin<'_>>,
) -> Option<WorldSpec> {
    let mut principals: Vec<PrincipalSpec> = Vec::new();
    let mut names = std::collections::BTreeSet::new();
    let mut total = 0_u64;
    for (entry, plain) in top.children("principal") {
        let name: Option<String> = plain.value("name");
        let changes = name.as_ref().and_then(|name| twin.and_then(|twin| twin.principal(name)));
        let section = plain.under(changes.cloned());
        let Some(principal) = principal(reader, &entry, &section, &accounts, as_of, twin) else { continue };
        total += u64::from(principal.count);
        if names.insert(principal.name.clone()) {
            principals.push(principal);
        } else {
            reader.say(&entry, IssueCode::Repeated { what: principal.name });
        }
    }
    if let Some(list) = top.get("principal").filter(|_| total > u64::from(MOST_PRINCIPALS)) {
        reader.say(&list, IssueCode::TooManyPrincipals { found: total, most: MOST_PRINCIPALS });
    }
    let changes = changes(reader, top, clock, &accounts, &principals);
    let assumptions = assumptions(top, twin.and_then(|twin| twin.section.as_ref()));
    Some(WorldSpec { as_of: as_of?, accounts, principals, changes, assumptions })
}

fn principal(
    reader: &mut Reader<'_>,
    entry: &Entry<'_>,
    section: &Section<'_>,
    accounts: &[Account],
    as_of: Option<Date>,
    twin: Option<&Twin<'_>>,
) -> Option<PrincipalSpec> {
    reader.check_needs(section);
    let at: Option<Place> = section.value("at");
    let kind = kind(reader, section, at);
    let source = credentials::source(reader, section, at, kind);
    let needs_client = source.as_ref().and_then(|source| source.needs_client);
    if let Some(because) = needs_client.filter(|_| !section.has("client") && !is_service(section)) {
        reader.missing_where(section, "client", Some(because));
        return None;
    }
    let client = if is_service(section) {
        service_client(at)
    } else {
        client(reader, section, at, twin.and_then(|twin| twin.client.as_ref()))
    };
    let uses = uses(reader, section, at, kind, client.as_ref());
    let account = if section.has("account") {
        account_named(reader, section, "account", accounts)
    } else {
        // Where no account could be read, that has been said already.
        (!accounts.is_empty()).then_some(0)
    };
    let role_account =
        if section.has("role_account") { account_named(reader, section, "role_account", accounts) } else { account };
    let (at, uses, kind) = (at?, uses?, kind?);
    if let Some(as_of) = as_of {
        note_unlaunched(reader, entry, at, &uses, as_of);
    }
    let (name, source): (String, Source) = (section.value("name")?, source?);
    let plain = PrincipalSpec::new(name, at, kind, source.credentials, client?);
    Some(PrincipalSpec {
        count: u32::try_from(section.value::<u64>("count")?).ok()?,
        operation: source.operation,
        resolver: if section.has("resolver") { resolver(section)? } else { plain.resolver },
        session: source.session,
        role_most: role_most(section, source.session)?,
        chained: section.value("chained")?,
        uses,
        service: service(section)?,
        account: account?,
        role_account: role_account?,
        failover: section.list("failover").unwrap_or_default(),
        issuer: section.value("issuer"),
        sign_in: match section.value::<Option<RegionId>>("sign_in") {
            Some(Some(region)) => SignInEndpoint::Regional(region),
            Some(None) => SignInEndpoint::Global,
            None => plain.sign_in,
        },
        identity_center: section.child("identity_center").and_then(|center| {
            let replicas = center.list("replicas").unwrap_or_default();
            Some(IdentityCenter { home: center.value("home")?, replicas })
        }),
        ..plain
    })
}

fn kind(reader: &mut Reader<'_>, section: &Section<'_>, at: Option<Place>) -> Option<Kind> {
    let word: &'static str = section.value("kind")?;
    let every = section.value("every");
    let kind = match word {
        "workload" => Kind::Workload,
        "job" => Kind::Job { every: every? },
        "human" => Kind::Human { every: every? },
        "aws-service" => Kind::AwsService,
        "admin" => Kind::Admin { every: every? },
        _ => return None,
    };
    if let (Kind::AwsService, Some(Place::City(_)), Some(entry)) = (kind, at, section.get("kind")) {
        reader.say(&entry, IssueCode::NotHere { key: word, only: Condition::InRegion });
        return None;
    }
    Some(kind)
}

fn is_service(section: &Section<'_>) -> bool {
    section.value("kind") == Some("aws-service")
}

/// The client of a service of AWS, which no customer configures.
fn service_client(at: Option<Place>) -> Option<ClientSpec> {
    const VERSION: Version = Version { major: 1, minor: 0, patch: 0 };
    let Some(Place::Region(region)) = at else { return None };
    Some(ClientSpec::new(preset_for(Sdk::AwsService, VERSION)?, VERSION, RegionChoice::Region(region)))
}

/// Who answers DNS questions, where the file says it.
pub(super) fn resolver(section: &Section<'_>) -> Option<Resolver> {
    match section.value("resolver")? {
        "amazon" => Some(Resolver::Amazon),
        "other" => Some(Resolver::Other),
        _ => None,
    }
}

/// The longest session the role allows; where the file does not say, nothing that goes on longer is a role's.
fn role_most(section: &Section<'_>, session: Micros) -> Option<Micros> {
    let most: Micros = section.value("role_max_session")?;
    Some(if section.has("role_max_session") { most } else { most.max(session) })
}

fn service(section: &Section<'_>) -> Option<TargetService> {
    match section.value("service")? {
        "any" => Some(TargetService::Any),
        "query" => Some(TargetService::Query),
        "ec2" => Some(TargetService::Ec2),
        "s3" => Some(TargetService::S3),
        "json" => Some(TargetService::Json),
        _ => None,
    }
}

/// Regions in which the session is used: by default the principal's own, in a city the client's.
fn uses(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    at: Option<Place>,
    kind: Option<Kind>,
    client: Option<&ClientSpec>,
) -> Option<Vec<RegionId>> {
    if section.has("uses") {
        return section.list("uses").filter(|uses: &Vec<RegionId>| !uses.is_empty());
    }
    match (at?, client?.region, kind?) {
        // What an administrator uses is IAM.
        (_, _, Kind::Admin { .. }) => Some(vec![RegionId::US_EAST_1]),
        (Place::Region(region), _, _) | (Place::City(_), RegionChoice::Region(region), _) => Some(vec![region]),
        (Place::City(_), RegionChoice::None, _) => {
            reader.missing(section, "uses");
            None
        }
    }
}

fn note_unlaunched(reader: &mut Reader<'_>, entry: &Entry<'_>, at: Place, uses: &[RegionId], as_of: Date) {
    let home = match at {
        Place::Region(region) => Some(region),
        Place::City(_) => None,
    };
    if let Some(region) = home.into_iter().chain(uses.iter().copied()).find(|region| !region.launched_by(as_of)) {
        reader.say(entry, IssueCode::RegionNotLaunched { region, as_of });
    }
}
