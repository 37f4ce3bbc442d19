//! One world of a packed scenario: accounts, principals, assumptions, each held to what the simulator relies on.
//! What they lead to is `sim`'s business.

use sts_atlas_facts::{Micros, Partition, Place, RegionId};
use sts_atlas_player::{Assumption, WorldSetup};
use sts_atlas_sim::{
    Account, Assumptions, CallerInRegionNotEnabled, Change, ChangeSpec, Credentials, IdentityCenter, Kind, Operation,
    PrincipalSpec, Resolver, SignInEndpoint, SimTime, TokenVersion, Weather, WorldSpec,
};

use super::names::{Names, few, within};
use super::read::text;
use super::words::{DEACTIVATED, DISPUTED_DEFAULTS, SERVICES, word};
use super::{PackedError, client, form};
use crate::limits::{
    LONGEST_ID, LONGEST_NAME, LONGEST_TITLE, MOST_ACCOUNTS, MOST_CHANGES, MOST_PRINCIPALS, MOST_REPLICAS, MOST_SPECS,
    is_text,
};
use crate::modelled::{is_measured, modelled_day};
use crate::sources::{LONGEST_CHAINED, credentials_misfit, operation_misfit, session_bounds};

const MINUTE: u64 = Micros::from_minutes(1).0;
const SECOND: u64 = Micros::from_secs(1).0;
const DAY: u64 = 24 * 60 * MINUTE;

pub(super) fn setup(form: form::World, names: &Names<'_>, length: Micros) -> Result<WorldSetup, PackedError> {
    let as_of = modelled_day(form.as_of).map_err(|found| PackedError::DayNotModelled { found })?;
    let accounts = accounts(form.accounts, names)?;
    let principals = principals(form.principals, accounts.len(), names)?;
    let changes = changes(form.changes, accounts.len(), &principals, names, length)?;
    let spec = WorldSpec { as_of, accounts, principals, changes, assumptions: assumptions(&form.assumptions)? };
    Ok(WorldSetup { label: text("label", form.label, LONGEST_TITLE)?, spec })
}

fn accounts(form: Vec<form::Account>, names: &Names<'_>) -> Result<Vec<Account>, PackedError> {
    few("accounts", &form, 1, MOST_ACCOUNTS)?;
    let mut accounts: Vec<Account> = Vec::with_capacity(form.len());
    for account in form {
        if !is_text(&account.id, LONGEST_ID) {
            return Err(PackedError::UnfitText { what: "account's id" });
        }
        if accounts.iter().any(|known| known.id == account.id) {
            return Err(PackedError::Repeated { what: account.id });
        }
        let can_deactivate = "Region whose STS endpoint can be deactivated";
        let opt_in = names.regions(&account.opt_in, "opt-in Region", |region| region.fact().opt_in)?;
        let deactivated = names.regions(&account.sts_deactivated, can_deactivate, |region| {
            region.fact().sts_can_deactivate == Some(true)
        })?;
        accounts.push(Account {
            id: account.id,
            opt_in: opt_in.into_iter().collect(),
            sts_deactivated: deactivated.into_iter().collect(),
            global_token: if account.global_token_v2 { TokenVersion::V2 } else { TokenVersion::V1 },
        });
    }
    Ok(accounts)
}

fn principals(
    form: Vec<form::Principal>,
    accounts: usize,
    names: &Names<'_>,
) -> Result<Vec<PrincipalSpec>, PackedError> {
    few("groups of principals", &form, 1, MOST_SPECS)?;
    let mut principals: Vec<PrincipalSpec> = Vec::with_capacity(form.len());
    let mut total = 0;
    for group in form {
        let principal = principal(group, accounts, names)?;
        if principals.iter().any(|known| known.name == principal.name) {
            return Err(PackedError::Repeated { what: principal.name });
        }
        total += u64::from(principal.count);
        principals.push(principal);
    }
    within("principals of a world", total, 1, MOST_PRINCIPALS.into())?;
    Ok(principals)
}

fn principal(form: form::Principal, accounts: usize, names: &Names<'_>) -> Result<PrincipalSpec, PackedError> {
    if !is_text(&form.name, LONGEST_NAME) {
        return Err(PackedError::UnfitText { what: "principal's name" });
    }
    let at = measured_place(form.at, names)?;
    within("count", form.count.into(), 1, MOST_PRINCIPALS.into())?;
    few("uses", &form.uses, 1, PrincipalSpec::MAX_USES)?;
    few("failover", &form.failover, 0, PrincipalSpec::MAX_FAILOVER)?;
    let kind = kind(form.kind, form.every)?;
    let credentials = word(&Credentials::ALL, form.credentials)?;
    let operation = form.operation.map(|operation| word(&Operation::ALL, operation)).transpose()?;
    let misfit = credentials_misfit(credentials, at, kind)
        .or_else(|| operation.and_then(|operation| operation_misfit(operation, credentials, kind)));
    // Without its portal nobody could give such credentials.
    if misfit.is_some() || form.identity_center.is_some() != (credentials == Credentials::IdentityCenter) {
        return Err(PackedError::UnfitCredentials { principal: form.name });
    }
    let [least, most] = session_bounds(operation.or(credentials.operation()));
    let most = if form.chained { most.min(LONGEST_CHAINED) } else { most };
    Ok(PrincipalSpec {
        count: form.count,
        operation,
        resolver: if form.amazon_resolver { Resolver::Amazon } else { Resolver::Other },
        session: Micros(within("session", form.session, least.0, most.0)?),
        role_most: Micros(within("role's longest session", form.role_most, 60 * MINUTE, 36 * 60 * MINUTE)?),
        chained: form.chained,
        uses: measured(&form.uses, names)?,
        service: word(SERVICES, form.service)?,
        account: index(form.account, accounts)?,
        role_account: index(form.role_account, accounts)?,
        failover: measured(&form.failover, names)?,
        issuer: form.issuer.map(|name| measured_place(name, names)).transpose()?,
        sign_in: form
            .sign_in
            .map_or(Ok(SignInEndpoint::Global), |name| names.region(name).map(SignInEndpoint::Regional))?,
        identity_center: form.identity_center.map(|center| identity_center(&center, names)).transpose()?,
        ..PrincipalSpec::new(form.name, at, kind, credentials, client::read(&form.client, names)?)
    })
}

fn kind(kind: form::Word, every: Option<u64>) -> Result<Kind, PackedError> {
    let every = every.map(|every| within("every", every, SECOND, DAY).map(Micros)).transpose()?;
    match (kind, every) {
        (0, None) => Ok(Kind::Workload),
        (1, Some(every)) => Ok(Kind::Job { every }),
        (2, Some(every)) => Ok(Kind::Human { every }),
        (3, None) => Ok(Kind::AwsService),
        (4, Some(every)) => Ok(Kind::Admin { every }),
        _ => Err(PackedError::Corrupt),
    }
}

fn identity_center(
    (home, replicas): &(form::Name, Vec<form::Name>),
    names: &Names<'_>,
) -> Result<IdentityCenter, PackedError> {
    few("replicas", replicas, 0, MOST_REPLICAS)?;
    let by_default = |region: RegionId| region.fact().partition == Partition::Aws && !region.fact().opt_in;
    Ok(IdentityCenter {
        home: names.region(*home)?,
        replicas: names.regions(replicas, "Region enabled by default", by_default)?,
    })
}

fn index(form: u32, accounts: usize) -> Result<usize, PackedError> {
    let index = usize::try_from(form).ok().filter(|&index| index < accounts);
    index.ok_or(PackedError::UnknownAccount { index: form })
}

fn measured_place(name: form::Name, names: &Names<'_>) -> Result<Place, PackedError> {
    let at = names.place(name)?;
    if is_measured(at) {
        Ok(at)
    } else {
        Err(PackedError::UnfitPlace { what: "place with known latency", code: at.code() })
    }
}

pub(super) fn measured(form: &[form::Name], names: &Names<'_>) -> Result<Vec<RegionId>, PackedError> {
    names.regions(form, "Region with known latency", |region| is_measured(Place::Region(region)))
}

fn changes(
    form: Vec<form::Change>,
    accounts: usize,
    principals: &[PrincipalSpec],
    names: &Names<'_>,
    length: Micros,
) -> Result<Vec<ChangeSpec>, PackedError> {
    few("changes", &form, 0, MOST_CHANGES)?;
    let mut changes: Vec<ChangeSpec> = Vec::with_capacity(form.len());
    for change in form {
        if !is_text(&change.name, LONGEST_NAME) {
            return Err(PackedError::UnfitText { what: "change's name" });
        }
        if changes.iter().any(|known| known.name == change.name) {
            return Err(PackedError::Repeated { what: change.name });
        }
        let at = SimTime(change.at);
        if at.0 >= length.0 {
            return Err(PackedError::AfterTheEnd { at });
        }
        let principal = |index: u32, fits: fn(&PrincipalSpec) -> bool| {
            let index = usize::try_from(index).ok();
            let found = index.filter(|&index| principals.get(index).is_some_and(fits));
            found.ok_or(PackedError::UnfitChange)
        };
        let what = what(&change, names, principal(change.principal, |_| true)?)?;
        let account = index(change.account, accounts)?;
        let about = match what {
            Change::Role { principal, .. } | Change::Permission { principal, .. } => principals.get(principal),
            Change::StsEndpoint { .. } | Change::GlobalToken(_) | Change::OptIn { .. } => None,
        };
        if about.is_some_and(|about| about.role_account != account) {
            return Err(PackedError::ChangeOfAnotherAccount { change: change.name });
        }
        if matches!(what, Change::Role { .. }) && about.is_some_and(|about| !about.has_role()) {
            return Err(PackedError::UnfitChange);
        }
        let by = principal(change.by, |spec| matches!(spec.kind, Kind::Admin { .. }))?;
        changes.push(ChangeSpec { name: change.name, by, at, account, what });
    }
    Ok(changes)
}

fn what(form: &form::Change, names: &Names<'_>, principal: usize) -> Result<Change, PackedError> {
    let region = |fits: fn(RegionId) -> bool| {
        let region = form.region.map(|name| names.region(name)).transpose()?;
        region.filter(|&region| fits(region)).ok_or(PackedError::UnfitChange)
    };
    let on = form.on;
    Ok(match form.what {
        0 => Change::Role { principal, exists: on },
        1 => Change::Permission { principal, allowed: on },
        2 => {
            Change::StsEndpoint { region: region(|region| region.fact().sts_can_deactivate == Some(true))?, active: on }
        }
        3 => Change::GlobalToken(if on { TokenVersion::V2 } else { TokenVersion::V1 }),
        4 => Change::OptIn { region: region(|region| region.fact().opt_in)?, enabled: on },
        _ => return Err(PackedError::Corrupt),
    })
}

/// Each within its range, which keeps the simulator's time moving and its sums small.
fn assumptions(form: &form::Assumptions) -> Result<Assumptions, PackedError> {
    let assumptions = Assumptions {
        dns: Micros(form.dns),
        dns_lifetime: Micros(form.dns_lifetime),
        issue_server_time: Micros(form.issue_server_time),
        service_server_time: Micros(form.service_server_time),
        sign_in_server_time: Micros(form.sign_in_server_time),
        control_server_time: Micros(form.control_server_time),
        tls_round_trips: form.tls_round_trips,
        weather: if form.weather_varies { Weather::Varying } else { Weather::Still },
        next_call: Micros(form.next_call),
        next_write: Micros(form.next_write),
        quota_burst: form.quota_burst,
        caller_in_region_not_enabled: if form.caller_in_region_not_enabled_accepted {
            CallerInRegionNotEnabled::Accepted
        } else {
            CallerInRegionNotEnabled::Refused
        },
        deactivated_under_global_name: word(DEACTIVATED, form.deactivated_under_global_name)?,
        disputed_default: word(DISPUTED_DEFAULTS, form.disputed_default)?,
        delivered_session: Micros(form.delivered_session),
        propagation_permille: form.propagation_permille,
        enabling_permille: form.enabling_permille,
    };
    for assumption in Assumption::ALL {
        let (fact, found) = (assumption.fact(), assumption.read(&assumptions));
        within(fact.key, found, fact.least, fact.most)?;
    }
    Ok(assumptions)
}
