//! A storyboard: what happened up to the moment shown, as pictures of both worlds with a sentence each, for paper.
//! Which moments matter is told by faults and posts; nothing beyond the moment shown is told.

use sts_atlas_player::{Command, Player, WorldId};
use sts_atlas_sim::SimTime;
use sts_atlas_stage::Lens;
use sts_atlas_words as words;

use super::Sitting;
use crate::html::Html;

/// So many moments at most, the first and the last among them.
const MOST: usize = 8;

pub(super) fn draw(html: &mut Html, sitting: &Sitting) {
    let (lang, recording) = (sitting.lang, sitting.player.recording());
    html.said("h1", &[], &words::storyboard_title(lang, lang.text(&recording.scenario.title)));
    let mut player = sitting.player.clone();
    for at in moments(sitting) {
        player.apply(Command::Seek(at));
        player.settle();
        moment(html, &there(sitting, &player));
    }
    let date = words::date(lang, recording.as_of());
    html.said("p", &[("class", "hint")], &words::storyboard_note(lang, date, recording.seed().get()));
}

/// The same sitting at another moment.
fn there<'a>(sitting: &'a Sitting, player: &'a Player) -> Sitting<'a> {
    Sitting { player, snapshot: player.snapshot(), wrong: None, ..*sitting }
}

fn moment(html: &mut Html, sitting: &Sitting) {
    let (lang, snapshot) = (sitting.lang, &sitting.snapshot);
    html.element("section", &[("class", "moment")], |html| {
        html.said("h2", &[], &words::utc(lang, words::clock_minutes(snapshot.utc)));
        html.said("p", &[], &words::live_summary(lang, snapshot, sitting.player.recording()));
        for world in WorldId::BOTH {
            let label = &sitting.player.recording().scenario.worlds[world.index()].label;
            let title = words::world_labeled(lang, world.letter(), lang.text(label));
            html.element("figure", &[], |html| {
                html.said("figcaption", &[], &title);
                sitting.map(html, world, &words::world_sentence(lang, sitting.world(world)), Lens::Sts);
            });
        }
    });
}

/// The start, every edge of a fault and every post, halfway through each fault, and the moment shown; thinned out to so
/// many.
fn moments(sitting: &Sitting) -> Vec<SimTime> {
    let now = sitting.snapshot.now;
    let windows = sitting.snapshot.faults.iter().flat_map(|fault| &fault.windows);
    let edges = windows.flat_map(|window| {
        let end = window.end.min(now);
        let halfway = SimTime(window.start.0 + end.0.saturating_sub(window.start.0) / 2);
        [window.start, halfway, window.end]
    });
    let flags = sitting.player.recording().scenario.flags.iter().map(|flag| flag.at);
    let mut all: Vec<SimTime> = edges.chain(flags).filter(|&at| at < now).chain([SimTime::START, now]).collect();
    all.sort_unstable();
    all.dedup();
    let count = all.len();
    if count <= MOST {
        return all;
    }
    (0..MOST).map(|index| all[index * (count - 1) / (MOST - 1)]).collect()
}
