//! Principals of a scenario file: who acts, from where, with what, in world A or, with the twin laid over, in B.
//! How they behave is `sim`'s business.

use sts_atlas_facts::{Date, Place, RegionId};
use sts_atlas_sim::{
    Account, Assumptions, ClientSpec, Credentials, Kind, PrincipalSpec, RegionChoice, Resolver, WorldSpec,
};

use super::client::client;
use super::reader::{Entry, Reader, Section};
use super::twin::Twin;
use crate::issue::Condition;
use crate::limits::MOST_PRINCIPALS;
use crate::nearest::nearest;
use crate::{Expected, IssueCode};

/// Reads all principals of a world.
pub(super) fn world(
    reader: &mut Reader<'_>,
    top: &Section<'_>,
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
    Some(WorldSpec { as_of: as_of?, accounts, principals, changes: Vec::new(), assumptions: Assumptions::default() })
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
    let credentials = credentials(reader, section, at);
    let client = client(reader, section, at, twin.and_then(|twin| twin.mode));
    let uses = uses(reader, section, at, client.as_ref());
    let account = account(reader, section, accounts);
    let (at, uses) = (at?, uses?);
    if let Some(as_of) = as_of {
        note_unlaunched(reader, entry, at, &uses, as_of);
    }
    let (name, account): (String, _) = (section.value("name")?, account?);
    Some(PrincipalSpec {
        count: u32::try_from(section.value::<u64>("count")?).ok()?,
        resolver: resolver(section, at)?,
        session: section.value("session")?,
        uses,
        account,
        role_account: account,
        ..PrincipalSpec::new(name, at, kind(section)?, credentials?, client?)
    })
}

fn kind(section: &Section<'_>) -> Option<Kind> {
    match section.value("kind")? {
        "workload" => Some(Kind::Workload),
        "job" => Some(Kind::Job { every: section.value("every")? }),
        _ => None,
    }
}

fn credentials(reader: &mut Reader<'_>, section: &Section<'_>, at: Option<Place>) -> Option<Credentials> {
    let credentials = match section.value("credentials")? {
        "assume-role" => Credentials::AssumeRole,
        "web-identity" => Credentials::WebIdentity,
        "imds" => Credentials::Imds,
        "access-key" => Credentials::AccessKey,
        _ => return None,
    };
    let in_city = matches!(at, Some(Place::City(_)));
    if let Some(entry) = section.get("credentials").filter(|_| credentials == Credentials::Imds && in_city) {
        reader.say(&entry, IssueCode::NotHere { key: "imds", only: Condition::InRegion });
        return None;
    }
    Some(credentials)
}

fn resolver(section: &Section<'_>, at: Place) -> Option<Resolver> {
    if section.get("resolver").is_none() {
        return Some(if matches!(at, Place::City(_)) { Resolver::Other } else { Resolver::Amazon });
    }
    match section.value("resolver")? {
        "amazon" => Some(Resolver::Amazon),
        "other" => Some(Resolver::Other),
        _ => None,
    }
}

/// Regions in which the session is used: by default the principal's own, in a city the client's.
fn uses(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    at: Option<Place>,
    client: Option<&ClientSpec>,
) -> Option<Vec<RegionId>> {
    if section.get("uses").is_some() {
        return section.list("uses").filter(|uses: &Vec<RegionId>| !uses.is_empty());
    }
    match (at?, client?.region) {
        (Place::Region(region), _) | (Place::City(_), RegionChoice::Region(region)) => Some(vec![region]),
        (Place::City(_), RegionChoice::None) => {
            reader.missing(section, "uses");
            None
        }
    }
}

fn account(reader: &mut Reader<'_>, section: &Section<'_>, accounts: &[Account]) -> Option<usize> {
    // Where no account could be read, that has been said already.
    let Some(entry) = section.get("account") else { return (!accounts.is_empty()).then_some(0) };
    let id: String = section.value("account")?;
    let found = accounts.iter().position(|account| account.id == id);
    if found.is_none() {
        let ids: Vec<String> = accounts.iter().map(|account| account.id.clone()).collect();
        let near = nearest(&id, ids.iter().map(String::as_str)).map(str::to_owned);
        reader.unexpected(&entry, Expected::OneOfNames(ids), near);
    }
    found
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
