//! One world of a packed scenario: accounts, principals, assumptions, each held to what the simulator relies on.
//! What they lead to is `sim`'s business.

use sts_atlas_facts::{EndpointMode, Micros, Place, RegionId, Version, preset_for};
use sts_atlas_player::WorldSetup;
use sts_atlas_sim::{
    Account, Assumptions, CallerInRegionNotEnabled, ClientSpec, Credentials, Kind, PrincipalSpec, RegionChoice,
    Resolver, TokenVersion, Weather, WorldSpec,
};

use super::names::{Names, few, within};
use super::read::text;
use super::{PackedError, form};
use crate::limits::{LONGEST_ID, LONGEST_NAME, LONGEST_TITLE, MOST_ACCOUNTS, MOST_PRINCIPALS, MOST_SPECS, is_text};
use crate::modelled::{is_measured, modelled_day};

const MINUTE: u64 = Micros::from_minutes(1).0;
const SECOND: u64 = Micros::from_secs(1).0;

pub(super) fn setup(form: form::World, names: &Names<'_>) -> Result<WorldSetup, PackedError> {
    let as_of = modelled_day(form.as_of).map_err(|found| PackedError::DayNotModelled { found })?;
    let accounts = accounts(form.accounts, names)?;
    let principals = principals(form.principals, accounts.len(), names)?;
    let spec =
        WorldSpec { as_of, accounts, principals, changes: Vec::new(), assumptions: assumptions(&form.assumptions)? };
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
    let at = names.place(form.at)?;
    if !is_measured(at) {
        return Err(PackedError::UnfitPlace { what: "place with known latency", code: at.code() });
    }
    let credentials = match form.credentials {
        form::Credentials::AssumeRole => Credentials::AssumeRole,
        form::Credentials::WebIdentity => Credentials::WebIdentity,
        form::Credentials::Imds => Credentials::Imds,
        form::Credentials::AccessKey => Credentials::AccessKey,
    };
    if credentials == Credentials::Imds && matches!(at, Place::City(_)) {
        return Err(PackedError::ImdsOutsideRegion { principal: form.name });
    }
    within("count", form.count.into(), 1, MOST_PRINCIPALS.into())?;
    few("uses", &form.uses, 1, PrincipalSpec::MAX_USES)?;
    let account = usize::try_from(form.account).ok().filter(|&index| index < accounts);
    let account = account.ok_or(PackedError::UnknownAccount { index: form.account })?;
    let kind = match form.every {
        None => Kind::Workload,
        Some(every) => Kind::Job { every: Micros(within("every", every, SECOND, 24 * 60 * MINUTE)?) },
    };
    Ok(PrincipalSpec {
        count: form.count,
        resolver: if form.amazon_resolver { Resolver::Amazon } else { Resolver::Other },
        // What STS itself allows for AssumeRole.
        session: Micros(within("session", form.session, 15 * MINUTE, 12 * 60 * MINUTE)?),
        uses: measured(&form.uses, names)?,
        account,
        role_account: account,
        ..PrincipalSpec::new(form.name, at, kind, credentials, client(&form.client, names)?)
    })
}

fn measured(form: &[form::Name], names: &Names<'_>) -> Result<Vec<RegionId>, PackedError> {
    names.regions(form, "Region with known latency", |region| is_measured(Place::Region(region)))
}

fn client(form: &form::Client, names: &Names<'_>) -> Result<ClientSpec, PackedError> {
    let sdk = names.sdk(form.sdk)?;
    let (major, minor, patch) = form.version;
    let version = Version { major, minor, patch };
    let preset = preset_for(sdk, version).ok_or(PackedError::UnknownClientVersion { sdk, version })?;
    let region = form.region.map(|name| measured(&[name], names)).transpose()?;
    let region = region.and_then(|region| region.first().copied()).map_or(RegionChoice::None, RegionChoice::Region);
    Ok(ClientSpec {
        endpoint_mode: form.regional_mode.map(|set| if set { EndpointMode::Regional } else { EndpointMode::Legacy }),
        ..ClientSpec::new(preset, version, region)
    })
}

/// No scenario file can say them yet; the limits keep the simulator's time moving and its sums small.
fn assumptions(form: &form::Assumptions) -> Result<Assumptions, PackedError> {
    let span = |what, found, least| within(what, found, least, MINUTE).map(Micros);
    within("TLS round trips", form.tls_round_trips.into(), 1, 2)?;
    within("quota burst", form.quota_burst.into(), 1, 1_000_000)?;
    Ok(Assumptions {
        dns: span("DNS time", form.dns, 0)?,
        issue_server_time: span("server time of STS", form.issue_server_time, 1)?,
        service_server_time: span("server time of services", form.service_server_time, 1)?,
        tls_round_trips: form.tls_round_trips,
        weather: if form.weather_varies { Weather::Varying } else { Weather::Still },
        next_call: span("time to the next call", form.next_call, SECOND / 1_000)?,
        quota_burst: form.quota_burst,
        caller_in_region_not_enabled: if form.caller_in_region_not_enabled_accepted {
            CallerInRegionNotEnabled::Accepted
        } else {
            CallerInRegionNotEnabled::Refused
        },
        ..Assumptions::default()
    })
}
