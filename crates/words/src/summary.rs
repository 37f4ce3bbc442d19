//! The live text twin: what is happening, in a few sentences, from the same snapshot as the picture.
//! Nothing is counted here that the snapshot has not counted.

use sts_atlas_player::{Recording, Snapshot, WorldSnapshot};
use sts_atlas_sim::State;

use crate::messages::messages;
use crate::{Lang, fault_title, list, place, sentences};

messages! {
    /// Sentence: nobody is hurt.
    summary_calm(world, total) { en: "World {world}: all {total} principals are working.", ja: "世界 {world}: {total} 個のプリンシパルはどれも影響を受けていません。" }
    /// Sentence: nobody is hurt, as far as is known.
    summary_calm_but_unknown(world, unknown, total) {
        en: "World {world}: for {unknown} of {total} principals it is unknown, the others are unaffected.",
        ja: "世界 {world}: {total} 個のプリンシパルのうち {unknown} 個は状態が不明で、ほかは影響を受けていません。",
    }
    /// Sentence: some cannot renew.
    summary_renew(world, renew, total) {
        en: "World {world}: no fault has stopped a principal, but {renew} of {total} cannot renew now.",
        ja: "世界 {world}: 障害で停止したプリンシパルはありませんが、{total} 個のうち {renew} 個が更新不可です。",
    }
    /// Sentence: some cannot work.
    summary_harm(world, impaired, total, renew, places) {
        en: "World {world}: {impaired} of {total} principals cannot work ({places}), {renew} more cannot renew.",
        ja: "世界 {world}: {total} 個のプリンシパルのうち、停止 {impaired} 個（{places}）、更新不可 {renew} 個です。",
    }
    /// Sentence after one of the others: unknown. The space before it is the language's.
    summary_unknown(unknown) { en: " For {unknown} it is unknown.", ja: "ほかに {unknown} 個は状態が不明です。" }
    /// Sentence: nobody is hurt by a fault, but some could not work anyway.
    summary_refused(world, refused, total) {
        en: "World {world}: no fault stops a principal, but {refused} of {total} cannot work even without one.",
        ja: "世界 {world}: 障害による停止はありませんが、{total} 個のうち {refused} 個は障害がなくても停止しています。",
    }
    /// Sentence after one of the others: not counted in it. The space before it is the language's.
    summary_refused_too(refused) {
        en: " {refused} more cannot work even without a fault.",
        ja: "ほかに {refused} 個は、障害がなくても停止しています。",
    }
    /// Sentence: nothing is broken any more, but somebody is still hurt.
    summary_recovering() { en: "No fault holds now; clients are still recovering.", ja: "障害は解消し、クライアントが復旧しつつあります。" }
    /// Sentence: faults that hold.
    summary_fault(list) { en: "Now: {list}.", ja: "発生中の障害: {list}。" }
    /// Sentence: nothing is broken.
    summary_no_fault() { en: "Nothing is broken.", ja: "障害は起きていません。" }
    /// A place with a count.
    place_count(place, count) { en: "{place} {count}", ja: "{place} {count}" }
}

/// One world in a sentence.
pub fn world_sentence(lang: Lang, world: &WorldSnapshot) -> String {
    let name = world.id.letter();
    let (impaired, renew, total) = (world.blast.impaired(), world.blast.cannot_renew(), world.blast.states.total());
    let unknown = world.blast.states.of(State::Unknown);
    let refused = world.blast.without_fault.of(State::Impaired);
    let mut sentence = if impaired > 0 {
        let hurt = world.blast.by_place.iter().filter(|place| place.impaired > 0);
        let places: Vec<_> = hurt.map(|hurt| place_count(lang, place(lang, hurt.place), hurt.impaired)).collect();
        summary_harm(lang, name, impaired, total, renew, list(lang, &places))
    } else if renew > 0 {
        summary_renew(lang, name, renew, total)
    } else if refused > 0 {
        return summary_refused(lang, name, refused, total);
    } else if unknown > 0 {
        return summary_calm_but_unknown(lang, name, unknown, total);
    } else {
        return summary_calm(lang, name, total);
    };
    if refused > 0 {
        sentence.push_str(&summary_refused_too(lang, refused));
    }
    if unknown > 0 {
        sentence.push_str(&summary_unknown(lang, unknown));
    }
    sentence
}

/// Both worlds and what is broken, for the live region.
pub fn live_summary(lang: Lang, snapshot: &Snapshot, recording: &Recording) -> String {
    let holding = snapshot.faults.iter().filter(|fault| fault.holds);
    let titles: Vec<_> = holding.map(|fault| fault_title(lang, recording, fault.index)).collect();
    let is_hurt = |world: &WorldSnapshot| world.blast.impaired() + world.blast.cannot_renew() > 0;
    let faults = match (titles.is_empty(), snapshot.worlds.iter().any(is_hurt)) {
        (true, true) => summary_recovering(lang),
        (true, false) => summary_no_fault(lang),
        (false, _) => summary_fault(lang, list(lang, &titles)),
    };
    let worlds = snapshot.worlds.iter().map(|world| world_sentence(lang, world));
    sentences(lang, &std::iter::once(faults).chain(worlds).collect::<Vec<_>>())
}
