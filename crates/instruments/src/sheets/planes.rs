//! IAM: control plane and data planes on the map, and how far changes have come.
//! When a change arrives is the simulator's business.

use sts_atlas_facts::RegionId;
use sts_atlas_player::WorldId;
use sts_atlas_stage::{Lens, propagation_chart};
use sts_atlas_words as words;

use super::Sitting;
use crate::html::Html;

pub(super) fn draw(html: &mut Html, sitting: &Sitting) {
    let lang = sitting.lang;
    for world in WorldId::BOTH {
        let title = words::planes_title(lang, world.letter());
        html.said("h3", &[], &title);
        sitting.map(html, world, &title, Lens::Iam);
        if !sitting.world(world).changes.is_empty() {
            let title = words::propagation_title(lang, world.letter());
            let now = sitting.snapshot.now;
            sitting.chart(html, world, &title, |size| propagation_chart(sitting.world(world), now, size));
        }
    }
    if sitting.snapshot.worlds.iter().all(|world| world.changes.is_empty()) {
        sitting.said(html, &words::planes_no_change(lang));
    }
    let columns = [
        words::column_change,
        words::column_world,
        words::column_written,
        words::column_arrived,
        words::column_on_the_way,
        words::column_waits,
    ];
    let rows: Vec<Vec<String>> = WorldId::BOTH.into_iter().flat_map(|world| rows(sitting, world)).collect();
    let table = (&*words::sheet_planes(lang), &columns.map(|column| column(lang))[..], &rows[..]);
    sitting.behind(html, &words::planes_marks(lang), table);
}

fn rows(sitting: &Sitting, world: WorldId) -> Vec<Vec<String>> {
    let lang = sitting.lang;
    let names = |regions: &mut dyn Iterator<Item = RegionId>| {
        let names: Vec<String> = regions.map(|region| words::region(lang, region)).collect();
        words::list(lang, &names)
    };
    let rows = sitting.world(world).changes.iter().map(|change| {
        let view = &change.view;
        vec![
            change.name.clone(),
            world.letter().to_owned(),
            view.acknowledged.map_or_else(|| words::not_yet(lang), |at| sitting.labels(world).at(at)),
            names(&mut view.arrived.iter().map(|(region, _)| *region)),
            names(&mut view.reaching.iter()),
            names(&mut view.waiting.iter()),
        ]
    });
    rows.collect()
}
