//! Which endpoint a client calls, who serves it on a day, and what the account's settings make of it.
//! Written anew from the documented rules; times and faults are not here.

use sts_atlas_facts::{Date, EndpointMode, LegacyReach, NoRegion, Partition, Place, RegionId};
use sts_atlas_sim::{
    Account, ApiError, CallerInRegionNotEnabled, ClientSpec, Credentials, EndpointKind, PrincipalSpec, RegionChoice,
    Resolver, TokenScope, TokenVersion, WorldSpec,
};

/// A principal's call to STS.
#[derive(Clone, Copy)]
pub struct StsCall {
    pub kind: EndpointKind,
    pub serving: RegionId,
    /// During the roll-out of 2025 nobody says who served.
    pub hatched: bool,
    pub answer: Result<TokenScope, ApiError>,
}

#[derive(Clone, Copy)]
pub enum Sts {
    /// AWS delivers the credentials, or there is a long-term key.
    NoCall,
    /// The client refuses before it sends anything.
    NeverSent,
    Call(StsCall),
}

/// `None`: the SDK refuses; `Some(None)`: the global name; else a Region's name.
fn endpoint(client: &ClientSpec) -> Option<Option<RegionId>> {
    let preset = client.preset;
    let chosen = client.endpoint_mode.filter(|_| preset.reads_endpoint_mode.value);
    let legacy = chosen.unwrap_or(preset.default_endpoint_mode.value) == EndpointMode::Legacy;
    let RegionChoice::Region(region) = client.region else {
        let told = if legacy { None } else { preset.no_region_if_regional };
        return match told.unwrap_or(preset.no_region).value {
            NoRegion::GlobalEndpoint => Some(None),
            NoRegion::UsEast1Regional => Some(Some(RegionId::US_EAST_1)),
            NoRegion::RequestFails => None,
        };
    };
    let covered = match preset.legacy_reach.value {
        LegacyReach::ListedRegions => region.fact().sts_legacy_global_list,
        LegacyReach::EveryCommercialRegion => region.fact().partition == Partition::Aws,
    };
    Some(if legacy && covered { None } else { Some(region) })
}

pub fn sts(spec: &WorldSpec, who: &PrincipalSpec) -> Sts {
    let signed = match who.credentials {
        Credentials::AssumeRole => true,
        Credentials::WebIdentity => false,
        _ => return Sts::NoCall,
    };
    let Some(name) = endpoint(&who.client) else { return Sts::NeverSent };
    let (kind, serving, hatched) = match name {
        Some(region) => (EndpointKind::Regional, region, false),
        None => {
            let (serving, hatched) = served_by(who.at, who.resolver, spec.as_of);
            (EndpointKind::Global, serving, hatched)
        }
    };
    let account = &spec.accounts[who.account];
    let trusting = spec.assumptions.caller_in_region_not_enabled == CallerInRegionNotEnabled::Accepted;
    let answer = if !enabled(account, serving) {
        Err(if signed && !trusting { ApiError::InvalidClientTokenId } else { ApiError::RegionDisabled })
    } else if kind == EndpointKind::Regional && account.sts_deactivated.contains(serving) {
        Err(ApiError::RegionDisabled)
    } else if kind == EndpointKind::Global && account.global_token == TokenVersion::V1 {
        Ok(TokenScope::DefaultRegions)
    } else {
        Ok(TokenScope::AllEnabledRegions)
    };
    Sts::Call(StsCall { kind, serving, hatched, answer })
}

/// Who serves the global name, and whether that is uncertain.
fn served_by(at: Place, resolver: Resolver, day: Date) -> (RegionId, bool) {
    match at {
        Place::Region(region) if resolver == Resolver::Amazon && !region.fact().opt_in => {
            if day >= Date::literal(2025, 4, 18) {
                (region, false)
            } else {
                (RegionId::US_EAST_1, day >= Date::literal(2025, 1, 27))
            }
        }
        _ => (RegionId::US_EAST_1, false),
    }
}

pub fn enabled(account: &Account, region: RegionId) -> bool {
    account.opt_in.contains(region) || !region.fact().opt_in
}

/// What a target Region answers to a session of this principal.
pub fn refusal(account: &Account, sts: &Sts, target: RegionId) -> Option<ApiError> {
    if !enabled(account, target) {
        return Some(ApiError::RegionNotEnabled);
    }
    let default_only = matches!(sts, Sts::Call(StsCall { answer: Ok(TokenScope::DefaultRegions), .. }));
    (default_only && target.fact().opt_in).then_some(ApiError::TokenRefused)
}

/// The first Region a principal needs that had not been launched on the day.
pub fn not_launched(spec: &WorldSpec, who: &PrincipalSpec, sts: &Sts) -> Option<RegionId> {
    let mut needed = Vec::new();
    if let Place::Region(region) = who.at {
        needed.push(region);
    }
    needed.extend(&who.uses);
    if let Sts::Call(call) = sts {
        needed.push(call.serving);
    }
    needed.into_iter().find(|region| region.fact().launched.is_none_or(|launched| launched > spec.as_of))
}
