//! What can be broken anywhere: the same list for a place on the map and, by a form, for whoever does not use the map.
//! Whom a fault hurts is the simulator's business.

use leptos::prelude::*;
use sts_atlas_facts::{Place, RegionId};
use sts_atlas_player::{Snapshot, WorldSnapshot};
use sts_atlas_sim::{Direction, Fault, PathEffect, ServerEffect, StsNames, Zones};
use sts_atlas_words as words;

use crate::bench::bench;
use crate::lab::pieces::{changes_of, shown_at};
use crate::parts::button;
use crate::preferences::{lang, maybe, part, text, unbroken};
use crate::tag::tag;

/// Everything that can be broken at a place.
pub fn faults_at(place: Place) -> Vec<Fault> {
    let virginia = RegionId::US_EAST_1;
    let cut = |from: Vec<Place>, to: RegionId| Fault::Path {
        from,
        to: vec![to],
        direction: Direction::BothWays,
        effect: PathEffect::Drop,
    };
    let region = match place {
        Place::Region(region) => region,
        Place::City(_) => return vec![cut(vec![place], virginia)],
    };
    let sts = |names| Fault::Sts { at: vec![region], names, effect: ServerEffect::Down };
    let mut faults = vec![
        Fault::Region { at: vec![region] },
        sts(StsNames::RegionalOnly),
        sts(StsNames::GlobalOnly),
        Fault::IamDataPlane { at: vec![region], zones: Zones::All },
    ];
    if region == virginia {
        faults.push(Fault::IamControlPlane { effect: ServerEffect::Down });
        faults.push(Fault::AccountApi { effect: ServerEffect::Down });
        faults.push(cut(others().map(Place::Region).collect(), virginia));
    } else {
        faults.insert(1, cut(vec![place], virginia));
    }
    faults
}

/// A switch for each of them.
pub fn fault_switches(place: Place) -> AnyView {
    let bench = bench();
    let switches = faults_at(place).into_iter().map(move |fault| {
        let (named, held) = (fault.clone(), fault.clone());
        let switch = button(move || bench.toggle(&fault))
            .class("fault")
            .live("aria-pressed", text(move || bench.is_broken(&held).to_string()))
            .child(tag("span").class("fault-box").set("aria-hidden", "true"))
            .child(tag("span").class("fault-title").says(text(move || unbroken(&words::fault_name(lang(), &named)))));
        tag("li").child(switch).view()
    });
    tag("ul").class("faults-here").holds_all(switches.collect()).view()
}

/// A place to choose, and what can be broken there.
pub fn break_anything() -> AnyView {
    // By its code: another day has other Regions.
    let chosen = RwSignal::new(RegionId::US_EAST_1.code().to_owned());
    let changes = changes_of(choices);
    let list = part(move || {
        let options = shown_at(changes, choices).into_iter().map(|place| {
            tag("option")
                .set_to("value", place.code().to_owned())
                .property("selected", Box::new(move || chosen.with(|code| code == place.code()).into()))
                .says(text(move || words::place(lang(), place)))
                .view()
        });
        options.collect::<Vec<_>>().into_any()
    });
    let choose = move |event| chosen.set(event_target_value(&event));
    let here = maybe(move || {
        let places = shown_at(changes, choices).into_iter();
        chosen.with(|code| places.filter(|place| place.code() == code).map(fault_switches).next())
    });
    tag("details")
        .class("break-anything")
        .child(tag("summary").word(words::break_anything))
        .child(tag("select").label(words::break_where).on("change", choose).part(list))
        .part(here)
        .view()
}

/// Every Region of the day, us-east-1 first, then the cities where somebody stands.
fn choices(world: &WorldSnapshot, snapshot: &Snapshot) -> Vec<Place> {
    let virginia = RegionId::US_EAST_1;
    let exists = |region: &RegionId| region.launched_by(snapshot.as_of);
    let cities = world.blast.by_place.iter().map(|here| here.place).filter(|place| matches!(place, Place::City(_)));
    std::iter::once(virginia).chain(others().filter(exists)).map(Place::Region).chain(cities).collect()
}

/// The Regions of us-east-1's partition but itself.
fn others() -> impl Iterator<Item = RegionId> {
    let virginia = RegionId::US_EAST_1;
    RegionId::all().filter(move |&other| other != virginia && other.fact().partition == virginia.fact().partition)
}
