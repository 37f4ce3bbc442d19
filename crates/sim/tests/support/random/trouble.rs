//! Faults of every kind, aimed at what the principals of a world call.
//! Who is cast is `cast`'s business.

use sts_atlas_facts::{Micros, Place, RegionId};
use sts_atlas_sim::{
    Direction, Fault, FaultWindow, PrincipalSpec, RegionChoice, Resolver, ServerEffect, SignIn, SignInEndpoint,
    StsName, StsNames, WorldSpec, Zones,
};

use super::{Choices, fault, path_effect, share, slowness, windows};

/// A random fault that matters to somebody in a world, and when it holds.
pub fn trouble(choices: &mut Choices, spec: &WorldSpec, length: Micros) -> (Fault, Vec<FaultWindow>) {
    let who = &spec.principals[choices.below(spec.principals.len() as u64) as usize];
    let regions = called(who);
    let at = vec![choices.of(&regions)];
    let fault = match choices.below(16) {
        0 => fault(choices),
        1 => Fault::Region { at },
        2 | 3 => Fault::Sts { at, names: names(choices), effect: effect(choices) },
        4 => Fault::Throttle { at, names: names(choices), parts_per_million: share(choices) },
        5 => Fault::IamDataPlane { at, zones: if choices.one_in(5) { Zones::One } else { Zones::All } },
        6 => Fault::IamControlPlane { effect: effect(choices) },
        7 => Fault::AccountApi { effect: effect(choices) },
        8 => sign_in(choices, at),
        9 => Fault::Issuer { at: vec![who.issuer.unwrap_or(who.at)] },
        10 | 11 => dns(choices, who, &regions),
        12 => egress(choices, who, &regions),
        13 => Fault::RegionDeny { allowed: regions.into_iter().filter(|_| choices.one_in(2)).collect() },
        _ => Fault::Path {
            from: vec![if choices.one_in(3) { Place::Region(choices.of(&regions)) } else { who.at }],
            to: at,
            direction: choices.of(&[Direction::BothWays, Direction::OneWay]),
            effect: path_effect(choices),
        },
    };
    (fault, windows(choices, length))
}

/// Every Region that matters to a principal.
fn called(who: &PrincipalSpec) -> Vec<RegionId> {
    let mut regions = vec![RegionId::US_EAST_1];
    regions.extend(&who.uses);
    regions.extend(&who.failover);
    if let RegionChoice::Region(region) = who.client.region {
        regions.push(region);
    }
    for place in [Some(who.at), who.issuer].into_iter().flatten() {
        if let Place::Region(region) = place {
            regions.push(region);
        }
    }
    if let SignInEndpoint::Regional(region) = who.sign_in
        && who.credentials.sign_in().is_some()
    {
        regions.push(region);
    }
    if let Some(center) = &who.identity_center
        && who.credentials == sts_atlas_sim::Credentials::IdentityCenter
    {
        regions.push(center.home);
        regions.extend(&center.replicas);
    }
    regions
}

fn names(choices: &mut Choices) -> StsNames {
    choices.of(&[StsNames::Both, StsNames::RegionalOnly, StsNames::GlobalOnly])
}

fn effect(choices: &mut Choices) -> ServerEffect {
    match choices.below(3) {
        0 => ServerEffect::Down,
        1 => ServerEffect::Errors { parts_per_million: share(choices) },
        _ => ServerEffect::Slow { permille: slowness(choices, 14) },
    }
}

fn sign_in(choices: &mut Choices, at: Vec<RegionId>) -> Fault {
    let ways = SignIn::ALL.into_iter().filter(|_| choices.one_in(2)).collect();
    Fault::SignIn { at, ways, effect: effect(choices) }
}

fn some_names(choices: &mut Choices, regions: &[RegionId]) -> Vec<StsName> {
    let mut names: Vec<StsName> = regions.iter().map(|&region| StsName::Regional(region)).collect();
    names.push(StsName::Global);
    names.dedup();
    names.retain(|_| choices.one_in(2));
    names
}

fn dns(choices: &mut Choices, who: &PrincipalSpec, regions: &[RegionId]) -> Fault {
    let from = if choices.one_in(2) { vec![] } else { vec![who.at] };
    let resolver = choices.of(&[None, Some(Resolver::Amazon), Some(Resolver::Other)]);
    Fault::Dns { names: some_names(choices, regions), from, resolver }
}

fn egress(choices: &mut Choices, who: &PrincipalSpec, regions: &[RegionId]) -> Fault {
    match who.at {
        Place::Region(region) if choices.one_in(2) => Fault::VpcEndpointOnly { at: vec![region] },
        at => Fault::EgressAllowList { at: vec![at], allowed: some_names(choices, regions) },
    }
}
