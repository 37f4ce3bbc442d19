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
        let others =
            RegionId::all().filter(|&other| other != virginia && other.fact().partition == virginia.fact().partition);
        faults.push(cut(others.map(Place::Region).collect(), virginia));
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
            .child(tag("span").class("fault-title").says(text(move || unbroken(&short_name(&named)))));
        tag("li").child(switch).view()
    });
    tag("ul").class("faults").holds_all(switches.collect()).view()
}

/// What it is called; a cut from everywhere does not name everywhere.
fn short_name(fault: &Fault) -> String {
    match fault {
        Fault::Path { from, to, .. } if from.len() > 3 => {
            let to = to.iter().map(|&region| words::region(lang(), region)).collect::<Vec<_>>();
            words::fault_all_paths(lang(), words::list(lang(), &to))
        }
        _ => words::fault_name(lang(), fault),
    }
}

/// A place to choose, and what can be broken there.
pub fn break_anything() -> AnyView {
    let chosen = RwSignal::new(0_u32);
    let changes = changes_of(choices);
    let list = part(move || {
        let options = shown_at(changes, choices).into_iter().enumerate().map(|(index, place)| {
            tag("option")
                .set_to("value", index.to_string())
                .property("selected", Box::new(move || (chosen.get() as usize == index).into()))
                .says(text(move || words::place(lang(), place)))
                .view()
        });
        options.collect::<Vec<_>>().into_any()
    });
    let choose = move |event| {
        if let Ok(index) = event_target_value(&event).parse::<u32>() {
            chosen.set(index);
        }
    };
    let here = maybe(move || shown_at(changes, choices).get(chosen.get() as usize).map(|&place| fault_switches(place)));
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
    let exists = |region: &RegionId| {
        *region != virginia
            && region.fact().partition == virginia.fact().partition
            && region.launched_by(snapshot.as_of)
    };
    let cities = world.blast.by_place.iter().map(|here| here.place).filter(|place| matches!(place, Place::City(_)));
    std::iter::once(virginia).chain(RegionId::all().filter(exists)).map(Place::Region).chain(cities).collect()
}
