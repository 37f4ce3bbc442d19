//! What a run leaves open: rules that do not say what happened to a principal, looked up all along the run.
//! Which rule leaves what open is `sim`'s business, how it is printed `page`'s.

use std::collections::{BTreeMap, BTreeSet};

use sts_atlas_facts::RuleId;
use sts_atlas_player::{Command, Player, WorldId};
use sts_atlas_sim::SimTime;

/// By rule: whom it concerns in world A and in world B, by name.
pub type OpenQuestions = BTreeMap<RuleId, [BTreeSet<String>; 2]>;

/// Looks at the ends of the buckets that the page's ribbons are made of, and at the moment shown; stops there again.
pub fn open_questions(player: &mut Player) -> OpenQuestions {
    let shown = player.playhead();
    let history = player.history(WorldId::A);
    let ends = (0..history.buckets_until(shown).len()).map(|bucket| history.end_of(bucket));
    let moments: Vec<SimTime> = ends.chain([shown]).collect();
    let names = WorldId::BOTH.map(|id| names(player, id));
    let mut open = OpenQuestions::new();
    for moment in moments {
        player.apply(Command::Seek(moment));
        player.settle();
        for (id, names) in WorldId::BOTH.into_iter().zip(&names) {
            for (index, rule) in player.world(id).open_questions() {
                open.entry(rule).or_default()[id.index()].extend(names.get(index as usize).cloned());
            }
        }
    }
    open
}

/// Names by index, without the number where several share one.
fn names(player: &Player, id: WorldId) -> Vec<String> {
    let spec = player.recording().world_spec(id);
    let world = player.world(id);
    let name = |index| world.principal(index).map(|view| spec.principals[view.spec].name.clone()).unwrap_or_default();
    (0..world.principals()).map(name).collect()
}
