//! States of principals over time.
//! Counting is the player's business.

use sts_atlas_player::{Bucket, WorldId};
use sts_atlas_sim::{FaultWindow, State};
use sts_atlas_stage::{StatesOverTime, states_chart};
use sts_atlas_words as words;

use super::Sitting;
use crate::html::Html;

/// What has a column, the worst first.
const STATES: [State; 4] = [State::Impaired, State::Draining, State::Exposed, State::Unknown];

pub(super) fn draw(html: &mut Html, sitting: &Sitting) {
    let faults: Vec<FaultWindow> =
        sitting.snapshot.faults.iter().flat_map(|fault| fault.windows.iter().copied()).collect();
    for world in WorldId::BOTH {
        let [shown, other] = [world, world.other()].map(|world| buckets(sitting, world));
        let data = StatesOverTime {
            world,
            shown,
            other,
            bucket: sitting.player.history(world).width(),
            length: sitting.snapshot.length,
            now: sitting.snapshot.now,
            faults: &faults,
        };
        let title = words::states_title(sitting.lang, world.letter());
        sitting.chart(html, world, &title, |size| states_chart(&data, size));
    }
    let (columns, rows) = table(sitting);
    sitting.behind(html, &words::states_marks(sitting.lang), (&words::sheet_states(sitting.lang), &columns, &rows));
}

fn buckets<'a>(sitting: &'a Sitting, world: WorldId) -> &'a [Bucket] {
    sitting.player.history(world).buckets_until(sitting.snapshot.now)
}

/// One row per bucket: when it ended, and both worlds' counts.
fn table(sitting: &Sitting) -> (Vec<String>, Vec<Vec<String>>) {
    let lang = sitting.lang;
    let heads = WorldId::BOTH
        .iter()
        .flat_map(|world| STATES.map(|state| words::in_world(lang, world.letter(), words::state(lang, state))));
    let columns = std::iter::once(words::column_until(lang)).chain(heads).collect();
    let [a, b] = WorldId::BOTH.map(|world| buckets(sitting, world));
    let history = sitting.player.history(WorldId::A);
    let rows = a.iter().zip(b).enumerate().map(|(index, (a, b))| {
        let counts = [a, b].into_iter().flat_map(|bucket| STATES.map(|state| bucket.states.of(state).to_string()));
        std::iter::once(sitting.labels(WorldId::A).at(history.end_of(index))).chain(counts).collect()
    });
    (columns, rows.collect())
}
