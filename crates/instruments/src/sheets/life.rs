//! What is left of sessions.
//! When a client renews is the simulator's business.

use sts_atlas_player::WorldId;
use sts_atlas_stage::life_chart;
use sts_atlas_words as words;

use super::Sitting;
use crate::html::Html;

/// So many rows are drawn for each world; all are in the table.
const MOST: usize = 16;

pub(super) fn draw(html: &mut Html, sitting: &Sitting) {
    let lang = sitting.lang;
    for world in WorldId::BOTH {
        let title = words::life_title(lang, world.letter());
        if sitting.world(world).principals.iter().all(|principal| principal.view.session.is_none()) {
            html.said("h3", &[], &title);
            sitting.said(html, &words::life_empty(lang));
        } else {
            let now = sitting.snapshot.now;
            sitting.chart(html, world, &title, |size| life_chart(sitting.world(world), now, MOST, size));
        }
    }
    let columns = [
        words::column_name,
        words::column_world,
        words::column_place,
        words::column_state,
        words::column_until_cutoff,
        words::column_until_expiry,
    ];
    let rows: Vec<Vec<String>> = sitting.snapshot.worlds.iter().flat_map(|world| rows(sitting, world.id)).collect();
    let table = (&*words::sheet_life(lang), &columns.map(|column| column(lang))[..], &rows[..]);
    sitting.behind(html, &words::life_marks(lang), table);
}

fn rows(sitting: &Sitting, world: WorldId) -> Vec<Vec<String>> {
    let lang = sitting.lang;
    let rows = sitting.world(world).principals.iter().filter_map(|principal| {
        let gauge = principal.view.session?;
        let state = words::state(lang, principal.view.state);
        Some(vec![
            principal.instance_name(),
            world.letter().to_owned(),
            words::place(lang, principal.view.at),
            principal.view.inactive.map_or(state, |inactive| words::inactive(lang, inactive)),
            words::span(lang, gauge.until_cutoff),
            words::span(lang, gauge.until_expiry),
        ])
    });
    rows.collect()
}
