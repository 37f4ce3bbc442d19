//! The same recording under other luck, at the moment shown.
//! Playing it is the player's business.

use sts_atlas_player::{Roll, Rolls, WorldId};
use sts_atlas_sim::SimTime;
use sts_atlas_stage::rolls_chart;
use sts_atlas_words as words;

use super::Sitting;
use crate::html::Html;

/// So many other seeds.
const COUNT: u16 = 20;

pub(super) fn draw(html: &mut Html, sitting: &Sitting, kept: &mut Option<(SimTime, Rolls)>) {
    let (lang, now) = (sitting.lang, sitting.snapshot.now);
    let rolls = match kept.take() {
        Some((at, rolls)) if at == now => rolls,
        _ => {
            let mut rolls = Rolls::new(sitting.player.recording().clone(), COUNT, now);
            while rolls.work(u64::MAX) {}
            rolls
        }
    };
    let all: Vec<Roll> = std::iter::once(sitting.player.roll()).chain(rolls.done().iter().copied()).collect();
    *kept = Some((now, rolls));
    let title = words::rolls_title(lang, COUNT, words::clock(sitting.snapshot.utc));
    sitting.chart(html, sitting.world, &title, |size| rolls_chart(&all, size));
    for world in WorldId::BOTH {
        let mut impaired: Vec<u32> = all.iter().map(|roll| roll.worlds[world.index()].impaired).collect();
        impaired.sort_unstable();
        if let (Some(least), Some(most)) = (impaired.first(), impaired.last()) {
            let median = impaired[impaired.len() / 2];
            let letter = world.letter();
            let says = match least == most {
                true => words::rolls_same(lang, letter, least),
                false => words::rolls_range(lang, letter, least, most, median),
            };
            sitting.said(html, &says);
        }
    }
    let heads = WorldId::BOTH.into_iter().flat_map(|world| {
        let letter = world.letter();
        [
            words::column_impaired(lang, letter),
            words::column_cannot_renew(lang, letter),
            words::column_failed_in(lang, letter),
        ]
    });
    let columns: Vec<String> = std::iter::once(words::column_seed(lang)).chain(heads).collect();
    let rows: Vec<Vec<String>> = all.iter().map(row).collect();
    sitting.behind(html, &words::rolls_marks(lang), (&title, &columns, &rows));
}

fn row(roll: &Roll) -> Vec<String> {
    let counts = roll
        .worlds
        .iter()
        .flat_map(|world| [u64::from(world.impaired), u64::from(world.cannot_renew), world.failed].map(words::grouped));
    std::iter::once(roll.seed.get().to_string()).chain(counts).collect()
}
