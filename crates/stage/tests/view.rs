//! Zoom, pan and the meridian in the middle: what a reader does with a map and may rely on.
//! What is drawn there has files of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_facts::{Place, RegionId};
use sts_atlas_stage::{Meridian, Outline, Point, Projection, Rect, View, Viewport, base};

const VIEWPORTS: [Viewport; 4] = [
    Viewport { width: 790.0, height: 330.0 },
    Viewport { width: 358.0, height: 200.0 },
    Viewport { width: 300.0, height: 600.0 },
    Viewport { width: 1440.0, height: 500.0 },
];

/// Views as links may hold them, sensible or not.
fn views() -> impl Iterator<Item = View> {
    let mut state = 1_u32;
    let mut next = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 16
    };
    (0..400).map(move |index| View {
        meridian: Meridian::BOTH[index % 2],
        zoom: (next() % 2_000) as u16,
        center: [next() as u16, next() as u16].map(u16::cast_signed),
    })
}

fn place(code: &str) -> Place {
    Place::Region(RegionId::from_code(code).unwrap())
}

fn middle(viewport: Viewport) -> Point {
    Point::new(viewport.width / 2.0, viewport.height / 2.0)
}

#[test]
fn what_a_projection_shows_is_a_view_that_shows_the_same() {
    for viewport in VIEWPORTS {
        for view in views() {
            let shown = Projection::new(viewport, view);
            let again = Projection::new(viewport, shown.view());
            assert_eq!(again.view(), shown.view());
            assert!((100..=1_600).contains(&shown.view().zoom));
            let tokyo = place("ap-northeast-1");
            assert!(again.place(tokyo).distance(shown.place(tokyo)) < 0.5, "{view:?} on {viewport:?}");
        }
    }
}

#[test]
fn the_map_never_leaves_a_gap_that_it_could_fill() {
    for viewport in VIEWPORTS {
        for view in views() {
            let projection = Projection::new(viewport, view);
            let edge = base(&projection, &Outline::built_in()).edge;
            let (west, east) =
                edge.iter().fold((f32::MAX, f32::MIN), |(least, most), point| (least.min(point.x), most.max(point.x)));
            let fills = east - west + 12.0 >= viewport.width;
            let context = format!("{view:?} on {viewport:?}: {west} to {east}");
            assert!(!fills || (west <= 7.0 && east >= viewport.width - 7.0), "{context}");
            assert!(fills || (west + east - viewport.width).abs() < 1.0, "{context}");
        }
    }
}

#[test]
fn zooming_keeps_what_lies_under_the_pointer_and_zooming_out_comes_back_to_the_world() {
    for viewport in VIEWPORTS {
        let singapore = place("ap-southeast-1");
        // Near enough that no edge of the map is in the way.
        let mut view = View { zoom: 700, ..View::default() }.centered_on(viewport, singapore);
        let at = Projection::new(viewport, view).place(singapore).offset(23.0, -11.0);
        let under = |view: View| Projection::new(viewport, view).place(singapore);
        for factor in [1.1, 1.3, 0.9, 1.2, 1.1] {
            let before = under(view);
            view = view.zoomed(viewport, factor, at);
            let expected = Point::new(at.x + (before.x - at.x) * factor, at.y + (before.y - at.y) * factor);
            assert!(under(view).distance(expected) < 1.0, "{view:?} on {viewport:?}");
        }
        view = view.zoomed(viewport, 100.0, at);
        assert_eq!(view.zoom, 1_600);
        let far = middle(viewport);
        assert_eq!(view.zoomed(viewport, 0.01, far), View::default());
    }
}

#[test]
fn a_drag_moves_what_is_shown_by_as_many_pixels_until_the_map_ends() {
    for viewport in VIEWPORTS {
        let near = View { zoom: 800, ..View::default() }.centered_on(viewport, place("ap-northeast-1"));
        let before = Projection::new(viewport, near);
        let after = Projection::new(viewport, near.panned(viewport, 31.0, -17.0));
        let moved =
            after.place(place("ap-northeast-3")).distance(before.place(place("ap-northeast-3")).offset(31.0, -17.0));
        assert!(moved < 1.0, "{moved} on {viewport:?}");
        let end = near.panned(viewport, 1e6, 1e6);
        assert_eq!(end.panned(viewport, 100.0, 100.0), end);
        assert_eq!(View::default().panned(viewport, 50.0, 0.0), View::default(), "the whole world has nowhere to go");
    }
}

#[test]
fn a_place_comes_to_the_middle_around_both_meridians() {
    for (viewport, meridian) in VIEWPORTS.into_iter().flat_map(|viewport| Meridian::BOTH.map(|one| (viewport, one))) {
        for code in ["eu-central-1", "ap-south-1", "us-west-2"] {
            let view = View { zoom: 900, ..View::world(meridian) }.centered_on(viewport, place(code));
            let at = Projection::new(viewport, view).place(place(code));
            let [x, y] = [at.x - middle(viewport).x, at.y - middle(viewport).y].map(f32::abs);
            assert!(x < 1.0 && y < viewport.height / 2.0 - 20.0, "{code} at {at:?} on {viewport:?}");
            for other in Meridian::BOTH {
                let turned = view.around(viewport, other);
                let bounds = Rect { x: 0.0, y: 0.0, width: viewport.width, height: viewport.height };
                let there = Projection::new(viewport, turned).place(place(code));
                assert!(bounds.holds_point(there), "{code} is lost around {other:?} on {viewport:?}: {there:?}");
            }
        }
    }
}
