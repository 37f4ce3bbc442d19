//! The live text twin: what is happening, in a few sentences, from the same snapshot as the picture.
//! Nothing is counted here that the snapshot has not counted.

use sts_atlas_player::{Scenario, Snapshot, WorldId, WorldSnapshot};
use sts_atlas_sim::State;

use crate::messages::messages;
use crate::{Lang, place};

messages! {
    /// Sentence: nobody is hurt.
    summary_calm(world, total) { en: "World {world}: all {total} principals work.", ja: "世界 {world}: {total} のプリンシパルがすべて動いています。" }
    /// Sentence: some cannot renew.
    summary_renew(world, renew, total) { en: "World {world}: all {total} work, but {renew} could not renew now.", ja: "世界 {world}: {total} とも動いていますが、{renew} は今は更新できません。" }
    /// Sentence: some cannot work.
    summary_harm(world, impaired, total, renew, places) {
        en: "World {world}: {impaired} of {total} cannot work ({places}), {renew} more cannot renew.",
        ja: "世界 {world}: {total} のうち {impaired} が停止しています（{places}）。ほかに {renew} が更新できません。",
    }
    /// Sentence: unknown.
    summary_unknown(count) { en: " For {count} it is unknown.", ja: " {count} については不明です。" }
    /// Sentence: faults that hold.
    summary_fault(list) { en: "Now: {list}.", ja: "発生中: {list}。" }
    /// Sentence: nothing is broken.
    summary_no_fault() { en: "Nothing is broken.", ja: "障害は起きていません。" }
    /// A place with a count.
    place_count(place, count) { en: "{place} {count}", ja: "{place} {count}" }
}

/// Number of principals that work but could not renew.
fn cannot_renew(world: &WorldSnapshot) -> u32 {
    world.blast.harm.of(State::Exposed) + world.blast.harm.of(State::Draining)
}

/// One world in a sentence.
pub fn world_sentence(lang: Lang, world: &WorldSnapshot) -> String {
    let name = match world.id {
        WorldId::A => "A",
        WorldId::B => "B",
    };
    let (impaired, renew, total) = (world.blast.impaired(), cannot_renew(world), world.blast.states.total());
    let mut sentence = if impaired > 0 {
        let hurt = world.blast.by_place.iter().filter(|place| place.impaired > 0);
        let places: Vec<_> = hurt.map(|hurt| place_count(lang, place(lang, hurt.place), hurt.impaired)).collect();
        summary_harm(lang, name, impaired, total, renew, places.join(if lang == Lang::Ja { "、" } else { ", " }))
    } else if renew > 0 {
        summary_renew(lang, name, renew, total)
    } else {
        summary_calm(lang, name, total)
    };
    let unknown = world.blast.states.of(State::Unknown);
    if unknown > 0 {
        sentence.push_str(&summary_unknown(lang, unknown));
    }
    sentence
}

/// Both worlds and what is broken, for the live region.
pub fn live_summary(lang: Lang, snapshot: &Snapshot, scenario: &Scenario) -> String {
    let holding = snapshot.faults.iter().filter(|fault| fault.holds);
    let titles: Vec<_> = holding
        .filter_map(|fault| scenario.faults.get(usize::from(fault.index)))
        .map(|fault| lang.text(&fault.title))
        .collect();
    let faults = if titles.is_empty() {
        summary_no_fault(lang)
    } else {
        summary_fault(lang, titles.join(if lang == Lang::Ja { "、" } else { ", " }))
    };
    let worlds: Vec<_> = snapshot.worlds.iter().map(|world| world_sentence(lang, world)).collect();
    let space = if lang == Lang::Ja { "" } else { " " };
    format!("{faults}{space}{}", worlds.join(space))
}
