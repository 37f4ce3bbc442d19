//! The names on the picture: all there, all legible, nothing on top of anything, and steady.
//! What else is drawn has a file of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sitting;

use sitting::{IN_THE_STORM, SIZES, Sitting, player_at, region, snapshot_at, squares, width, words};
use sts_atlas_facts::{Date, Place, RegionId};
use sts_atlas_player::{Command, WorldId};
use sts_atlas_sim::SimTime;
use sts_atlas_stage::{Ink, LabelSizes, LabelText, Lens, Mark, Point, Rect, SceneOptions, world_scene};

/// What two names in one line are apart at least, in pixels: more than a letter's space.
const NAMES_APART: f32 = 4.0;

/// How far below its line a letter with a tail and a halo reaches, in pixels.
const TAIL: f32 = 3.5;
/// Less between the squares of a place and what is another's, in pixels, and they read as one place's.
const ROWS_APART: f32 = 12.0;

#[test]
fn names_squares_and_regions_never_overlap() {
    let days = [Date::literal(2024, 8, 29), Date::literal(2025, 6, 1)];
    for (size, japanese, world, day) in SIZES.into_iter().flat_map(|size| {
        [false, true].into_iter().flat_map(move |japanese| {
            WorldId::BOTH.into_iter().flat_map(move |world| days.map(move |day| (size, japanese, world, day)))
        })
    }) {
        let snapshot = player_at(IN_THE_STORM, &[Command::SetAsOf(day)]).snapshot();
        let sitting = Sitting { japanese, ..Sitting::new(size, &snapshot) };
        let scene = sitting.scene(&snapshot.worlds[world.index()]);
        let texts = sitting.texts(&scene);
        let squares = squares(&scene);
        let context = format!("{size:?}, japanese {japanese}, world {world:?}, {day}");
        for (index, (text, rect)) in texts.iter().enumerate() {
            assert!(sitting.projection.bounds().holds(*rect), "{context}: {text:?} is cut off");
            let apart = Rect { x: rect.x - NAMES_APART, width: rect.width + 2.0 * NAMES_APART, ..*rect };
            for (other, other_rect) in &texts[index + 1..] {
                assert!(!apart.overlaps(*other_rect), "{context}: {text:?} on or right beside {other:?}");
            }
            let with_tail = Rect { height: rect.height + TAIL, ..*rect };
            for (square, _) in &squares {
                assert!(!with_tail.overlaps(*square), "{context}: {text:?} on a square");
            }
        }
        for region in RegionId::all().filter(|region| region.launched_by(day)) {
            let marker = Rect::around(sitting.projection.region(region), 3.0);
            let drawn = scene.marks().any(
                |mark| matches!(mark, Mark::Circle { center, .. } if *center == sitting.projection.region(region)),
            );
            for (text, rect) in texts.iter().filter(|_| drawn) {
                assert!(!rect.overlaps(marker), "{context}: {text:?} on {region:?}");
            }
            for (square, _) in squares.iter().filter(|_| drawn) {
                assert!(!square.overlaps(marker), "{context}: a square on {region:?}");
            }
        }
    }
}

#[test]
fn no_row_of_squares_reads_on_in_another_places_row() {
    let snapshot = snapshot_at(IN_THE_STORM);
    for (size, japanese) in SIZES.into_iter().flat_map(|size| [false, true].map(|japanese| (size, japanese))) {
        let sitting = Sitting { japanese, ..Sitting::new(size, &snapshot) };
        for world in &snapshot.worlds {
            let places = sitting.places(world);
            let context = format!("{size:?}, japanese {japanese}, world {:?}", world.id);
            for place in &places {
                let Some(row) = place.principals else { continue };
                let reads_on = Rect { x: row.x - ROWS_APART, width: row.width + 2.0 * ROWS_APART, ..row };
                for other in places.iter().filter(|other| other.place != place.place) {
                    for part in [other.principals, other.label].into_iter().flatten() {
                        let (one, other) = (place.place.code(), other.place.code());
                        assert!(!reads_on.overlaps(part), "{context}: {other} stands in the row of {one}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_place_with_principals_in_view_has_its_name() {
    let snapshot = snapshot_at(IN_THE_STORM);
    for size in SIZES {
        let sitting = Sitting::new(size, &snapshot);
        for world in &snapshot.worlds {
            let texts = sitting.texts(&sitting.scene(world));
            for group in world.blast.by_place.iter().filter(|group| sitting.projection.shows(group.place)) {
                let named = texts.iter().any(|(text, _)| *text == LabelText::Place(group.place));
                assert!(named, "{} at {size:?}", group.place.code());
            }
        }
    }
}

#[test]
fn no_text_is_under_11_pixels_even_where_smaller_is_asked_for() {
    let snapshot = snapshot_at(IN_THE_STORM);
    let sitting = Sitting::new(SIZES[2], &snapshot);
    let measure = |text: &LabelText, size: f32| width(&words(text, false), size);
    let labels = LabelSizes { size: 8.0, measure: &measure };
    let options =
        SceneOptions { lens: Lens::Sts, tempo: sitting.tempo, as_of: snapshot.as_of, labels, now: snapshot.now };
    let scene = world_scene(&snapshot.worlds[0], &sitting.projection, &options);
    assert!(scene.marks().all(|mark| !matches!(mark, Mark::Label { size, .. } if *size < 11.0)));
}

#[test]
fn names_stay_where_they_are_while_time_passes() {
    for size in SIZES {
        let names = |time: SimTime| {
            let snapshot = snapshot_at(time);
            let sitting = Sitting::new(size, &snapshot);
            sitting.texts(&sitting.scene(&snapshot.worlds[0]))
        };
        assert_eq!(names(SimTime::START), names(IN_THE_STORM));
    }
}

#[test]
fn controls_are_large_enough_and_each_place_has_one() {
    let snapshot = snapshot_at(IN_THE_STORM);
    for size in SIZES {
        let sitting = Sitting::new(size, &snapshot);
        let world = &snapshot.worlds[0];
        let places = sitting.places(world);
        assert!(places.iter().all(|place| place.hit.width >= 24.0 && place.hit.height >= 24.0));
        for group in world.blast.by_place.iter().filter(|group| sitting.projection.shows(group.place)) {
            let here: Vec<_> = places.iter().filter(|place| place.place == group.place).collect();
            assert_eq!(here.len(), 1, "{}", group.place.code());
            assert!(here[0].principals.is_some() && here[0].label.is_some());
            assert!(here[0].hit.holds(here[0].label.unwrap()));
        }
    }
}

#[test]
fn frankfurt_calls_over_the_atlantic_with_matching_tags_and_tokyo_does_not() {
    let snapshot = snapshot_at(IN_THE_STORM);
    let sitting = Sitting::new(SIZES[0], &snapshot);
    let scene = sitting.scene(&snapshot.worlds[0]);
    let tags: Vec<LabelText> = sitting.texts(&scene).into_iter().map(|(text, _)| text).collect();
    assert!(tags.contains(&LabelText::EdgeTo(RegionId::US_EAST_1)));
    assert!(tags.contains(&LabelText::EdgeFrom(Place::Region(region("eu-central-1")))));
    assert!(!tags.contains(&LabelText::EdgeFrom(Place::Region(region("ap-southeast-2")))));
    let frankfurt = sitting.projection.region(region("eu-central-1"));
    let line_ends = |at: Point| {
        scene.marks().filter_map(move |mark| match mark {
            Mark::Line { points, ink: Ink::Global, .. } if points[0] == at => Some(points[2]),
            _ => None,
        })
    };
    assert!(line_ends(frankfurt).all(|end| end.x < frankfurt.x), "it leaves to the west");
}
