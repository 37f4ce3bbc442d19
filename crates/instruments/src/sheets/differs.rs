//! Fairness: what the twin changed, and what it could not.
//! The comparison itself is the player's.

use sts_atlas_player::{Difference, PrincipalSnapshot, WorldId};
use sts_atlas_words as words;

use super::Sitting;
use crate::html::Html;

pub(super) fn draw(html: &mut Html, sitting: &Sitting) {
    let (lang, all) = (sitting.lang, &sitting.snapshot.differences);
    let count = |matches: fn(Difference) -> bool| all.iter().filter(|entry| matches(entry.difference)).count();
    let changed = count(|difference| matches!(difference, Difference::Changed { .. }));
    let regional = count(|difference| difference == Difference::RegionalInBoth);
    let none = count(|difference| difference == Difference::NoStsOfItsOwn);
    let principals = &sitting.world(WorldId::A).principals;
    let stays = all.iter().filter(|entry| entry.difference == Difference::StaysGlobal);
    let names: Vec<String> = stays
        .filter_map(|entry| principals.get(entry.principal as usize).map(PrincipalSnapshot::instance_name))
        .collect();
    html.said("p", &[("data-metric", "differences.changed")], &words::difference_changed(lang, changed, all.len()));
    let rest = words::difference_rest(lang, regional, none, names.len());
    html.said("p", &[("class", "hint"), ("data-metric", "differences.rest")], &rest);
    if !names.is_empty() {
        html.said("p", &[("class", "hint")], &words::difference_stays(lang, words::list(lang, &names)));
    }
}
