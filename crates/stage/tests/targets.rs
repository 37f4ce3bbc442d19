//! What can be pressed, and where names stand, in every view: all there, large enough, apart, and near their places.
//! How zoom and pan work has a file of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sitting;

use sitting::{IN_THE_STORM, Sitting, snapshot_at};
use sts_atlas_facts::{Partition, Place, RegionId};
use sts_atlas_player::Snapshot;
use sts_atlas_stage::{LabelText, Meridian, Target, View, Viewport};

/// Pictures of the storm: sizes, both meridians, the whole world and nearer.
fn sittings(snapshot: &Snapshot) -> Vec<(String, Sitting)> {
    let mut all = Vec::new();
    for (width, height) in [(1_180.0, 520.0), (790.0, 330.0), (628.0, 310.0), (358.0, 200.0)] {
        let viewport = Viewport { width, height };
        for meridian in Meridian::BOTH {
            let world = View::world(meridian);
            let near = |code: &str, zoom| {
                let place = Place::Region(RegionId::from_code(code).unwrap());
                View { zoom, ..world }.centered_on(viewport, place)
            };
            let views = [
                world,
                near("eu-central-1", 300),
                near("eu-central-1", 700),
                near("me-south-1", 500),
                near("ap-northeast-1", 1_600),
                near("ap-southeast-1", 400),
            ];
            for view in views {
                for japanese in [false, true] {
                    let sitting = Sitting { japanese, ..Sitting::of_view(viewport, view, snapshot) };
                    all.push((format!("{width}×{height}, {view:?}, japanese {japanese}"), sitting));
                }
            }
        }
    }
    all
}

fn holding(targets: &[Target], place: Place) -> Vec<&Target> {
    targets.iter().filter(|target| target.places.contains(&place)).collect()
}

#[test]
fn every_region_of_the_day_in_view_is_in_exactly_one_target_and_so_is_every_place_with_principals() {
    let snapshot = snapshot_at(IN_THE_STORM);
    for (context, sitting) in sittings(&snapshot) {
        let world = &snapshot.worlds[0];
        let targets = sitting.targets(world);
        let exists =
            |region: &RegionId| region.fact().partition == Partition::Aws && region.launched_by(snapshot.as_of);
        let regions = RegionId::all().filter(exists).map(Place::Region);
        let places = world.blast.by_place.iter().filter(|here| !here.principals.is_empty()).map(|here| here.place);
        for place in regions.chain(places).filter(|place| sitting.projection.shows(*place)) {
            assert_eq!(holding(&targets, place).len(), 1, "{context}: {}", place.code());
        }
    }
}

#[test]
fn targets_are_large_enough_apart_and_inside_the_picture() {
    let snapshot = snapshot_at(IN_THE_STORM);
    for (context, sitting) in sittings(&snapshot) {
        let targets = sitting.targets(&snapshot.worlds[0]);
        for (index, target) in targets.iter().enumerate() {
            let hit = target.hit;
            assert!(hit.width > 23.99 && hit.height > 23.99, "{context}: {target:?} is small");
            assert!(sitting.projection.bounds().grown(0.01).holds(hit), "{context}: {target:?} is cut off");
            for other in &targets[index + 1..] {
                assert!(!hit.grown(-0.01).overlaps(other.hit), "{context}: {target:?} on {other:?}");
            }
        }
    }
}

#[test]
fn a_region_without_a_name_is_pressed_at_its_marker_or_at_what_it_crowds_with() {
    let snapshot = snapshot_at(IN_THE_STORM);
    for (context, sitting) in sittings(&snapshot) {
        for target in sitting.targets(&snapshot.worlds[0]) {
            for place in &target.places {
                let at = sitting.projection.place(*place);
                let off = target.hit.nearest(at).distance(at);
                assert!(off <= 60.0, "{context}: {} is {off} px from {target:?}", place.code());
            }
        }
    }
}

#[test]
fn nearer_the_crowds_dissolve_and_more_names_show() {
    let snapshot = snapshot_at(IN_THE_STORM);
    let viewport = Viewport { width: 790.0, height: 330.0 };
    let frankfurt = Place::Region(RegionId::from_code("eu-central-1").unwrap());
    let seen = |zoom: u16| {
        let view = View { zoom, ..View::world(Meridian::Atlantic) };
        let view = if zoom > 100 { view.centered_on(viewport, frankfurt) } else { view };
        let sitting = Sitting::of_view(viewport, view, &snapshot);
        let world = &snapshot.worlds[0];
        let europe = ["eu-central-1", "eu-central-2", "eu-west-1", "eu-west-2", "eu-west-3", "eu-south-1"];
        let europe = europe.map(|code| Place::Region(RegionId::from_code(code).unwrap()));
        let names = sitting.texts(&sitting.scene(world));
        let named = europe.iter().filter(|place| names.iter().any(|(text, _)| *text == LabelText::Place(**place)));
        let targets = sitting.targets(world);
        let alone = europe.iter().filter(|place| holding(&targets, **place)[0].places.len() == 1);
        (named.count(), alone.count())
    };
    let (world, near) = (seen(100), seen(600));
    assert!(world.0 <= 2 && world.1 < 6, "{world:?}");
    assert_eq!(near, (6, 6));
}

#[test]
fn no_name_stands_more_than_60_pixels_from_its_place() {
    let snapshot = snapshot_at(IN_THE_STORM);
    for (context, sitting) in sittings(&snapshot) {
        for (text, rect) in sitting.texts(&sitting.scene(&snapshot.worlds[0])) {
            let LabelText::Place(place) = text else { continue };
            let at = sitting.projection.place(place);
            let off = rect.nearest(at).distance(at);
            // The squares may stand in between.
            assert!(off <= 80.0, "{context}: {} is {off} px away", place.code());
        }
    }
}
