//! Where a principal's credentials come from: the ways its client turns to, one after the other, or none.
//! Written anew from the documented rules; what is answered there, and when, is not here.

use sts_atlas_facts::{
    Date, EndpointMode, LegacyReach, NoRegion, Partition, Place, RegionId, Sdk, VariantWithoutRegion,
};
use sts_atlas_sim::{
    ClientSpec, Credentials, CustomEndpoint, DisputedDefault, Endpoint, Operation, PrincipalSpec, RegionChoice,
    Resolver, ServiceKind, SignIn, SignInEndpoint, WorldSpec,
};

/// One way to credentials.
#[derive(Clone, Debug)]
pub struct Way {
    pub from: Place,
    pub resolver: Resolver,
    pub service: ServiceKind,
    /// The name of STS that is called, if it is STS.
    pub name: Option<Endpoint>,
    pub signed_for: RegionId,
    pub serving: RegionId,
    /// During the roll-out of 2025 nobody says who served.
    pub hatched: bool,
    /// Nobody documents whether there is such a name.
    pub doubtful: bool,
    /// There is no such name.
    pub nowhere: bool,
    pub operation: Option<Operation>,
    pub sign_in: Option<SignIn>,
}

#[derive(Clone, Debug)]
pub enum Source {
    /// A long-term key.
    Held,
    /// AWS delivers, in this Region.
    Delivered(RegionId),
    /// The client refuses before it sends anything.
    NeverSent,
    /// Nobody knows anything of the host that the client goes to, or which one that is.
    Undocumented,
    Calls(Vec<Way>),
}

/// What a client would call, and for which Region it signs.
enum Choice {
    Refuses,
    /// To a host of its owner's, to a name that no document knows, or to one of two names.
    Elsewhere,
    Calls(Endpoint, RegionId),
}

fn choose(client: &ClientSpec, disputed: DisputedDefault) -> Choice {
    let preset = client.preset;
    let chosen = client.endpoint_mode.filter(|_| preset.reads_endpoint_mode.value);
    // The SDK for C++ has no setting, and of its default nobody has seen the code.
    let in_doubt = preset.sdk == Sdk::Cpp;
    let legacy = match disputed {
        DisputedDefault::Legacy if in_doubt => true,
        DisputedDefault::Regional if in_doubt => false,
        _ => chosen.unwrap_or(preset.default_endpoint_mode.value) == EndpointMode::Legacy,
    };
    let own = match client.region {
        RegionChoice::Region(region) => Some(region),
        RegionChoice::None => None,
    };
    let lost = if legacy { None } else { preset.no_region_if_regional }.unwrap_or(preset.no_region).value;
    match client.endpoint_url {
        Some(CustomEndpoint::Elsewhere) => return Choice::Elsewhere,
        Some(CustomEndpoint::Sts(endpoint)) => return own.map_or(Choice::Refuses, |own| Choice::Calls(endpoint, own)),
        None => {}
    }
    let named_apart = client.use_fips || client.use_dual_stack;
    match (own, named_apart, preset.no_region_variant.value) {
        (None, true, VariantWithoutRegion::Refused) => return Choice::Refuses,
        (None, true, VariantWithoutRegion::NamedAfterAwsGlobal) => return Choice::Elsewhere,
        (None, false, _) if lost == NoRegion::RequestFails => return Choice::Refuses,
        _ => {}
    }
    let signing = own.unwrap_or(RegionId::US_EAST_1);
    match (client.use_fips, client.use_dual_stack) {
        (false, false) => {}
        (true, false) => return Choice::Calls(Endpoint::Fips(signing), signing),
        (false, true) => return Choice::Calls(Endpoint::DualStack(signing), signing),
        (true, true) => return Choice::Calls(Endpoint::FipsDualStack(signing), signing),
    }
    let covered = match preset.legacy_reach.value {
        LegacyReach::ListedRegions => signing.fact().sts_legacy_global_list,
        LegacyReach::EveryCommercialRegion => signing.fact().partition == Partition::Aws,
    };
    if in_doubt && disputed == DisputedDefault::Unknown && own.is_some() && covered {
        return Choice::Elsewhere;
    }
    let goes_global = if own.is_some() { legacy && covered } else { lost == NoRegion::GlobalEndpoint };
    Choice::Calls(
        if goes_global { Endpoint::Global } else { Endpoint::Regional(signing) },
        if goes_global { RegionId::US_EAST_1 } else { signing },
    )
}

/// Where a principal's credentials come from on a day.
pub fn source(spec: &WorldSpec, who: &PrincipalSpec) -> Source {
    if let Some(operation) = who.operation.or(who.credentials.operation()) {
        return match choose(&who.client, spec.assumptions.disputed_default) {
            Choice::Refuses => Source::NeverSent,
            Choice::Elsewhere => Source::Undocumented,
            Choice::Calls(endpoint, signed_for) => {
                let failover = who.failover.iter().map(|&region| (Endpoint::Regional(region), region));
                let all = std::iter::once((endpoint, signed_for)).chain(failover);
                Source::Calls(all.map(|(name, signed_for)| of_sts(spec, who, operation, name, signed_for)).collect())
            }
        };
    }
    let sign_in = |way: SignIn| {
        let region = match who.sign_in {
            SignInEndpoint::Regional(region) if way != SignIn::Root => region,
            _ => RegionId::US_EAST_1,
        };
        Source::Calls(vec![of_other(who, ServiceKind::SignIn, region, Some(way))])
    };
    let own = match (who.client.region, who.at) {
        (RegionChoice::Region(region), _) | (RegionChoice::None, Place::Region(region)) => Some(region),
        _ => None,
    };
    match (who.credentials, who.at) {
        (Credentials::AccessKey, _) => Source::Held,
        (Credentials::ConsoleIamUser, _) => sign_in(SignIn::IamUser),
        (Credentials::ConsoleRoot, _) => sign_in(SignIn::Root),
        (Credentials::ConsoleSaml, _) => sign_in(SignIn::Federation),
        (Credentials::RolesAnywhere, _) => own.map_or(Source::NeverSent, |region| {
            Source::Calls(vec![of_other(who, ServiceKind::RolesAnywhere, region, None)])
        }),
        (Credentials::IdentityCenter, _) => portals(spec, who),
        (_, Place::Region(region)) => Source::Delivered(region),
        (_, Place::City(_)) => Source::NeverSent,
    }
}

fn portals(spec: &WorldSpec, who: &PrincipalSpec) -> Source {
    let Some(center) = &who.identity_center else { return Source::NeverSent };
    let replicated = spec.as_of >= Date::literal(2026, 2, 3);
    let replicas = center.replicas.iter().copied().filter(|region| replicated && !region.fact().opt_in);
    let portals = std::iter::once(center.home).chain(replicas);
    let way = |region| of_other(who, ServiceKind::IdentityCenter, region, Some(SignIn::IdentityCenter));
    Source::Calls(portals.map(way).collect())
}

fn of_sts(spec: &WorldSpec, who: &PrincipalSpec, operation: Operation, name: Endpoint, signed_for: RegionId) -> Way {
    let (serving, hatched) = match name.region() {
        Some(region) => (region, false),
        None => served_by(who.at, who.resolver, spec.as_of),
    };
    let service = if name == Endpoint::Global { ServiceKind::StsGlobal } else { ServiceKind::StsRegional };
    let first = Date::literal(2015, 2, 1);
    let settled = Date::literal(2015, 3, 1);
    let nowhere = match name {
        Endpoint::Global => false,
        Endpoint::Fips(region) => !has_fips(region) || spec.as_of < first,
        Endpoint::Regional(_) | Endpoint::DualStack(_) | Endpoint::FipsDualStack(_) => spec.as_of < first,
    };
    let doubtful = match name {
        Endpoint::Global => false,
        Endpoint::DualStack(region) | Endpoint::FipsDualStack(region) if region != RegionId::US_EAST_1 => true,
        _ => spec.as_of < settled,
    };
    Way {
        from: who.at,
        resolver: who.resolver,
        service,
        name: Some(name),
        signed_for,
        serving,
        hatched,
        doubtful: doubtful && !nowhere,
        nowhere,
        operation: Some(operation),
        sign_in: None,
    }
}

fn of_other(who: &PrincipalSpec, service: ServiceKind, region: RegionId, sign_in: Option<SignIn>) -> Way {
    Way {
        from: who.at,
        resolver: who.resolver,
        service,
        name: None,
        signed_for: region,
        serving: region,
        hatched: false,
        doubtful: false,
        nowhere: false,
        operation: None,
        sign_in,
    }
}

fn has_fips(region: RegionId) -> bool {
    ["us-east-1", "us-east-2", "us-west-1", "us-west-2"].contains(&region.code())
        || region.fact().partition == Partition::AwsUsGov
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

/// The first Region a principal needs that had not been launched on the day.
pub fn not_launched(spec: &WorldSpec, who: &PrincipalSpec, source: &Source, uses: &[RegionId]) -> Option<RegionId> {
    let mut needed = Vec::new();
    if let Place::Region(region) = who.at {
        needed.push(region);
    }
    needed.extend(uses);
    if let Source::Calls(ways) = source {
        needed.extend(ways.iter().map(|way| way.serving));
    }
    needed.into_iter().find(|region| region.fact().launched.is_none_or(|launched| launched > spec.as_of))
}
