//! Principals of a scenario file: who acts, from where, with what, in world A or, with the twin laid over, in B.
//! How they behave is `sim`'s business.

use sts_atlas_facts::{Date, EndpointMode, Micros, Place, RegionId};
use sts_atlas_sim::{
    Account, Assumptions, ClientSpec, Credentials, Kind, PrincipalSpec, RegionChoice, Resolver, WorldSpec,
};

use super::client::client;
use super::reader::{Entry, Reader, Section};
use super::twin::Twin;
use crate::issue::Condition;
use crate::limits::{LONGEST_ID, LONGEST_NAME, MOST_PRINCIPALS, MOST_SPECS};
use crate::modelled::is_measured;
use crate::nearest::nearest;
use crate::{Expected, IssueCode};

const KEYS: &[&str] =
    &["name", "count", "at", "kind", "every", "credentials", "client", "resolver", "session", "uses", "account"];
/// What may differ in the twin; who they are, where and what they do stays.
pub(super) const TWIN_KEYS: &[&str] = &["name", "credentials", "client", "resolver", "session", "uses", "account"];

/// Reads all principals of a world.
pub(super) fn world(
    reader: &mut Reader<'_>,
    top: &Section<'_>,
    accounts: Vec<Account>,
    as_of: Option<Date>,
    twin: Option<&Twin<'_>>,
) -> Option<WorldSpec> {
    let list = reader.required(top, "principal")?;
    let entries = reader.list(&list, 1, MOST_SPECS)?;
    let mut principals: Vec<PrincipalSpec> = Vec::with_capacity(entries.len());
    let mut total = 0_u64;
    for entry in &entries {
        let Some(principal) = principal(reader, entry, &accounts, as_of, twin) else { continue };
        total += u64::from(principal.count);
        if principals.iter().any(|known| known.name == principal.name) {
            reader.say(entry, IssueCode::Repeated { what: principal.name });
        } else {
            principals.push(principal);
        }
    }
    if total > u64::from(MOST_PRINCIPALS) {
        reader.say(&list, IssueCode::TooManyPrincipals { found: total, most: MOST_PRINCIPALS });
    }
    Some(WorldSpec { as_of: as_of?, accounts, principals, changes: Vec::new(), assumptions: Assumptions::default() })
}

fn principal(
    reader: &mut Reader<'_>,
    entry: &Entry<'_>,
    accounts: &[Account],
    as_of: Option<Date>,
    twin: Option<&Twin<'_>>,
) -> Option<PrincipalSpec> {
    let plain = reader.section(entry, KEYS)?;
    let name = reader.required(&plain, "name").and_then(|entry| reader.text(&entry, LONGEST_NAME));
    let changes = name.and_then(|name| twin.and_then(|twin| twin.principal(name)));
    let section = reader.laid_over(entry, KEYS, changes, TWIN_KEYS)?;
    let count = section.get("count").map_or(Some(1), |entry| reader.number(&entry, 1, MOST_PRINCIPALS.into()));
    let at = reader.required(&section, "at").and_then(|entry| reader.place(&entry, is_measured));
    let kind = kind(reader, &section);
    let credentials = credentials(reader, &section, at);
    let mode: Option<EndpointMode> = twin.and_then(|twin| twin.mode);
    let client = client(reader, &section, at, credentials, mode);
    let resolver = resolver(reader, &section, at);
    // What STS itself allows for AssumeRole: 15 minutes to 12 hours.
    let session =
        section.get("session").map_or(Some(Micros::from_minutes(60)), |entry| reader.span(&entry, "15m", "12h"));
    let uses = uses(reader, &section, at, client.as_ref());
    let account = account(reader, &section, accounts);
    let (at, uses) = (at?, uses?);
    if let Some(as_of) = as_of {
        note_unlaunched(reader, entry, at, &uses, as_of);
    }
    let account = account?;
    Some(PrincipalSpec {
        count: u32::try_from(count?).ok()?,
        resolver: resolver?,
        session: session?,
        uses,
        account,
        role_account: account,
        ..PrincipalSpec::new(name?, at, kind?, credentials?, client?)
    })
}

fn kind(reader: &mut Reader<'_>, section: &Section<'_>) -> Option<Kind> {
    let entry = reader.required(section, "kind")?;
    let every = section.get("every");
    let is_job = reader.word(&entry, &["workload", "job"], |word| match word {
        "workload" => Some(false),
        "job" => Some(true),
        _ => None,
    })?;
    match (is_job, every) {
        (true, Some(every)) => reader.span(&every, "1s", "1d").map(|every| Kind::Job { every }),
        (true, None) => {
            reader.missing(section, "every");
            None
        }
        (false, None) => Some(Kind::Workload),
        (false, Some(every)) => {
            reader.say(&every, IssueCode::NotHere { key: "every", only: Condition::ForJobs });
            None
        }
    }
}

fn credentials(reader: &mut Reader<'_>, section: &Section<'_>, at: Option<Place>) -> Option<Credentials> {
    let entry = reader.required(section, "credentials")?;
    let words = &["assume-role", "web-identity", "imds", "access-key"];
    let credentials = reader.word(&entry, words, |word| match word {
        "assume-role" => Some(Credentials::AssumeRole),
        "web-identity" => Some(Credentials::WebIdentity),
        "imds" => Some(Credentials::Imds),
        "access-key" => Some(Credentials::AccessKey),
        _ => None,
    })?;
    if credentials == Credentials::Imds && matches!(at, Some(Place::City(_))) {
        reader.say(&entry, IssueCode::NotHere { key: "imds", only: Condition::InRegion });
        return None;
    }
    Some(credentials)
}

fn resolver(reader: &mut Reader<'_>, section: &Section<'_>, at: Option<Place>) -> Option<Resolver> {
    let Some(entry) = section.get("resolver") else {
        return Some(if matches!(at, Some(Place::City(_))) { Resolver::Other } else { Resolver::Amazon });
    };
    reader.word(&entry, &["amazon", "other"], |word| match word {
        "amazon" => Some(Resolver::Amazon),
        "other" => Some(Resolver::Other),
        _ => None,
    })
}

/// Regions in which the session is used: by default the principal's own, in a city the client's.
fn uses(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    at: Option<Place>,
    client: Option<&ClientSpec>,
) -> Option<Vec<RegionId>> {
    if let Some(entry) = section.get("uses") {
        let entries = reader.list(&entry, 1, PrincipalSpec::MAX_USES)?;
        return Some(reader.distinct(entries, Reader::measured_region)).filter(|uses| !uses.is_empty());
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
    let id = reader.text(&entry, LONGEST_ID)?;
    accounts.iter().position(|account| account.id == id).or_else(|| {
        let ids: Vec<String> = accounts.iter().map(|account| account.id.clone()).collect();
        let near = nearest(id, ids.iter().map(String::as_str)).map(str::to_owned);
        reader.unexpected(&entry, Expected::OneOfNames(ids), near)
    })
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
