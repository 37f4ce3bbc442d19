//! The stage: both worlds on the map, or one of the instruments in the same room, as the reader chooses.
//! What a map or an instrument shows is its own business.

use leptos::prelude::*;
use sts_atlas_instruments::Sheet;
use sts_atlas_player::WorldId;
use sts_atlas_sim::State;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::door::world_caption;
use crate::instruments::sheet;
use crate::lab::{legend, summary, view_controls};
use crate::look::look;
use crate::parts::{Choice, segmented};
use crate::picked::Picked;
use crate::preferences::{Message, flag, lang, say, text};
use crate::tag::tag;
use crate::world_map::{Pressed, world_map};

/// What the stage shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnStage {
    /// The maps.
    Map,
    /// One map with what differs.
    Difference,
    /// IAM's planes.
    Planes,
    /// States over time.
    States,
    /// Latency by route.
    Latency,
    /// Remaining life of sessions.
    Life,
    /// Requests as lanes.
    Lanes,
    /// The same under other luck.
    Rolls,
}

impl OnStage {
    /// Everything but the maps, with what it is called and which sheet it is.
    const SHEETS: [(Self, Message, Sheet); 7] = [
        (Self::Difference, words::sheet_difference, Sheet::Difference),
        (Self::Planes, words::sheet_planes, Sheet::Planes),
        (Self::States, words::sheet_states, Sheet::States),
        (Self::Latency, words::sheet_latency, Sheet::Latency),
        (Self::Life, words::sheet_life, Sheet::Life),
        (Self::Lanes, words::sheet_lanes, Sheet::Lanes),
        (Self::Rolls, words::sheet_rolls, Sheet::Rolls),
    ];

    fn sheet(self) -> Option<Sheet> {
        Self::SHEETS.iter().find(|(shown, ..)| *shown == self).map(|(_, _, sheet)| *sheet)
    }
}

/// The stage.
pub fn stage() -> AnyView {
    let shown = Picked::new(OnStage::Map);
    let choice = |on_stage: OnStage, label: Message| Choice {
        label: text(say(label)),
        chosen: flag(move || shown.get() == on_stage),
        choose: Box::new(move || shown.set(on_stage)),
    };
    let mut choices = vec![choice(OnStage::Map, words::sheet_map)];
    choices.extend(OnStage::SHEETS.map(|(on_stage, label, _)| choice(on_stage, label)));
    let content = vec![
        tag("h2").class("visually-hidden").word(words::stage).view(),
        tag("div")
            .class("stage-choice")
            .holds(segmented("on-stage", text(say(words::stage_shows)), "visually-hidden", choices))
            .view(),
        legend::legend(),
        lab_world(WorldId::A),
        lab_world(WorldId::B),
        sheet("stage-sheet", Box::new(move || Some((shown.get().sheet()?, None)))),
        summary::live_summary(),
    ];
    tag("section")
        .class("lab-stage")
        .flag("shows-sheet", flag(move || shown.get() != OnStage::Map))
        .label(words::stage)
        .holds_all(content)
        .view()
}

fn lab_world(world: WorldId) -> AnyView {
    let bench = bench();
    let counts = move || {
        bench.snapshot.with(|snapshot| {
            let blast = &snapshot.worlds[world.index()].blast;
            let (impaired, renew) = (blast.impaired(), blast.cannot_renew());
            match blast.without_fault.of(State::Impaired) {
                0 => words::caption_counts(lang(), impaired, renew),
                refused => words::caption_counts_refused(lang(), impaired, renew, refused),
            }
        })
    };
    let counts = tag("span")
        .class("caption-counts")
        .set_to("data-metric", format!("caption.{}", world.letter()))
        .says(text(counts));
    let caption = world_caption("span", world).class("caption-title");
    let caption = tag("figcaption").class("lab-caption").child(caption).child(counts);
    let figure = look()
        .follow_pointer(tag("figure").class("lab-world"))
        .holds(world_map(world, Pressed::EveryRegion))
        .child(caption);
    // Once for both: they show the same part of the world.
    let controls = (world == WorldId::A).then(view_controls::view_controls);
    figure.holds_all(controls.into_iter().collect()).view()
}
