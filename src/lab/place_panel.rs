//! A place that was opened on the map: what can be broken there, whether its Region is enabled, who stands there.
//! What an act leads to is the simulator's business.

use leptos::prelude::*;
use sts_atlas_facts::Place;
use sts_atlas_player::WorldId;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::lab::account::opt_in_switches;
use crate::lab::break_anything::fault_switches;
use crate::lab::pieces::hint;
use crate::lab::principals::principals_at;
use crate::look::look;
use crate::parts::button;
use crate::preferences::{say, text};
use crate::tag::tag;

/// The panel's content.
pub fn place_panel(world: WorldId, place: Place) -> Vec<AnyView> {
    let look = look();
    let center =
        button(move || look.change(|viewport, view| view.centered_on(viewport, place))).word(words::center_here);
    let opt_in = match place {
        Place::Region(region) if region.fact().opt_in => Some(opt_in_switches(region)),
        _ => None,
    };
    let mut content = vec![tag("h3").word(words::who_stands_here).view(), principals_at(world, place)];
    if !bench().in_lab() {
        // The door plays its scene as written.
        return content;
    }
    content.extend([tag("h3").word(words::break_something).view(), fault_switches(place)]);
    if let Some(switches) = opt_in {
        content.extend([switches, hint(text(say(words::from_the_start)))]);
    }
    content.push(tag("p").class("row").child(center).view());
    content
}
