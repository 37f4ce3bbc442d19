//! A fault into the form of its bytes and back: one form for all kinds.
//! When it holds is `read`'s and `write`'s business.

use sts_atlas_facts::{Place, RegionId};
use sts_atlas_sim::{self as sim, PathEffect, ServerEffect, StsName};

use super::PackedError;
use super::form::{Effect, Fault, Name};
use super::names::{Names, few, within};
use super::words::{DIRECTIONS, RESOLVERS, STS_NAMES, WAYS, ZONES, index, word};
use super::write;
use crate::limits::MOST_PLACES;

/// How the global name of STS is written among Regions.
const GLOBAL: &str = "global";

pub(crate) fn write(fault: &sim::Fault, names: &mut write::Names) -> Fault {
    let mut form = Fault { kind: 0, at: Vec::new(), to: Vec::new(), words: Vec::new(), effect: Effect::Whole };
    match fault {
        sim::Fault::Path { from, to, direction, effect } => {
            (form.at, form.to) = (names.places(from), names.regions(to));
            form.words = vec![index(DIRECTIONS, direction)];
            form.effect = match *effect {
                PathEffect::Drop => Effect::Whole,
                PathEffect::Loss { parts_per_million } => Effect::Share(parts_per_million),
                PathEffect::Slow { permille } => Effect::Slow(permille),
            };
        }
        sim::Fault::Region { at } => (form.kind, form.at) = (1, names.regions(at)),
        sim::Fault::Sts { at, names: hit, effect } => {
            (form.kind, form.at) = (2, names.regions(at));
            (form.words, form.effect) = (vec![index(STS_NAMES, hit)], server(*effect));
        }
        sim::Fault::IamDataPlane { at, zones } => {
            (form.kind, form.at, form.words) = (3, names.regions(at), vec![index(ZONES, zones)]);
        }
        sim::Fault::IamControlPlane { effect } => (form.kind, form.effect) = (4, server(*effect)),
        sim::Fault::AccountApi { effect } => (form.kind, form.effect) = (5, server(*effect)),
        sim::Fault::SignIn { at, ways, effect } => {
            (form.kind, form.at, form.effect) = (6, names.regions(at), server(*effect));
            form.words = ways.iter().map(|way| index(WAYS, way)).collect();
        }
        sim::Fault::Issuer { at } => (form.kind, form.at) = (7, names.places(at)),
        sim::Fault::Dns { names: hit, from, resolver } => {
            (form.kind, form.at, form.to) = (8, names.places(from), sts_names(hit, names));
            form.words = resolver.iter().map(|resolver| index(RESOLVERS, resolver)).collect();
        }
        sim::Fault::Throttle { at, names: hit, parts_per_million } => {
            (form.kind, form.at) = (9, names.regions(at));
            (form.words, form.effect) = (vec![index(STS_NAMES, hit)], Effect::Share(*parts_per_million));
        }
        sim::Fault::EgressAllowList { at, allowed } => {
            (form.kind, form.at, form.to) = (10, names.places(at), sts_names(allowed, names));
        }
        sim::Fault::VpcEndpointOnly { at } => (form.kind, form.at) = (11, names.regions(at)),
        sim::Fault::RegionDeny { allowed } => (form.kind, form.to) = (12, names.regions(allowed)),
    }
    form
}

const fn server(effect: ServerEffect) -> Effect {
    match effect {
        ServerEffect::Down => Effect::Whole,
        ServerEffect::Errors { parts_per_million } => Effect::Share(parts_per_million),
        ServerEffect::Slow { permille } => Effect::Slow(permille),
    }
}

fn sts_names(hit: &[StsName], names: &mut write::Names) -> Vec<Name> {
    names.all(hit.iter().map(|name| match name {
        StsName::Global => GLOBAL,
        StsName::Regional(region) => region.code(),
    }))
}

pub(crate) fn read(form: &Fault, names: &Names<'_>) -> Result<sim::Fault, PackedError> {
    match form.effect {
        Effect::Whole => {}
        Effect::Share(share) => drop(within("share", share.into(), 1, 1_000_000)?),
        Effect::Slow(permille) => drop(within("factor", permille.into(), 1_001, 1_000_000)?),
    }
    let regions = || at_least_one(&form.at).and_then(|at| any_regions(at, names));
    let places = || at_least_one(&form.at).and_then(|at| any_places(at, names));
    let first = || form.words.first().copied().ok_or(PackedError::Corrupt);
    let effect = match form.effect {
        Effect::Whole => ServerEffect::Down,
        Effect::Share(parts_per_million) => ServerEffect::Errors { parts_per_million },
        Effect::Slow(permille) => ServerEffect::Slow { permille },
    };
    let fault = match form.kind {
        0 => sim::Fault::Path {
            from: places()?,
            to: any_regions(at_least_one(&form.to)?, names)?,
            direction: word(DIRECTIONS, first()?)?,
            effect: match form.effect {
                Effect::Whole => PathEffect::Drop,
                Effect::Share(parts_per_million) => PathEffect::Loss { parts_per_million },
                Effect::Slow(permille) => PathEffect::Slow { permille },
            },
        },
        1 => sim::Fault::Region { at: regions()? },
        2 => sim::Fault::Sts { at: regions()?, names: word(STS_NAMES, first()?)?, effect },
        3 => sim::Fault::IamDataPlane { at: regions()?, zones: word(ZONES, first()?)? },
        4 => sim::Fault::IamControlPlane { effect },
        5 => sim::Fault::AccountApi { effect },
        6 => {
            let ways: Result<Vec<_>, _> = form.words.iter().map(|&way| word(WAYS, way)).collect();
            sim::Fault::SignIn { at: regions()?, ways: ways?, effect }
        }
        7 => sim::Fault::Issuer { at: places()? },
        8 => sim::Fault::Dns {
            names: hit(at_least_one(&form.to)?, names)?,
            from: any_places(&form.at, names)?,
            resolver: form.words.first().map(|&resolver| word(RESOLVERS, resolver)).transpose()?,
        },
        9 => {
            let Effect::Share(parts_per_million) = form.effect else { return Err(PackedError::Corrupt) };
            sim::Fault::Throttle { at: regions()?, names: word(STS_NAMES, first()?)?, parts_per_million }
        }
        10 => sim::Fault::EgressAllowList { at: places()?, allowed: hit(&form.to, names)? },
        11 => sim::Fault::VpcEndpointOnly { at: regions()? },
        12 => sim::Fault::RegionDeny { allowed: any_regions(&form.to, names)? },
        _ => return Err(PackedError::Corrupt),
    };
    // What a kind does not have must be empty: nothing is skipped.
    let again = write(&fault, &mut write::Names::default());
    let same = again.at.len() == form.at.len() && again.to.len() == form.to.len();
    if same && again.words == form.words && again.effect == form.effect { Ok(fault) } else { Err(PackedError::Corrupt) }
}

fn at_least_one(form: &[Name]) -> Result<&[Name], PackedError> {
    few("places of a fault", form, 1, MOST_PLACES)?;
    Ok(form)
}

fn any_places(form: &[Name], names: &Names<'_>) -> Result<Vec<Place>, PackedError> {
    few("places of a fault", form, 0, MOST_PLACES)?;
    names.each_once(form, |name| names.place(name), |place| place.code())
}

/// Any Regions: one without latency data holds no principals, but a report may list it.
fn any_regions(form: &[Name], names: &Names<'_>) -> Result<Vec<RegionId>, PackedError> {
    few("places of a fault", form, 0, MOST_PLACES)?;
    names.regions(form, "Region", |_| true)
}

fn hit(form: &[Name], names: &Names<'_>) -> Result<Vec<StsName>, PackedError> {
    few("places of a fault", form, 0, MOST_PLACES)?;
    let name =
        |name| if names.is(name, GLOBAL) { Ok(StsName::Global) } else { names.region(name).map(StsName::Regional) };
    names.each_once(form, name, |name| match name {
        StsName::Global => GLOBAL,
        StsName::Regional(region) => region.code(),
    })
}
