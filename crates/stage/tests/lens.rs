//! What a picture is about, and at which tempo: IAM's planes, and requests as dots, ribbons or lives of sessions.
//! Names and targets have files of their own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sitting;

use sitting::{FINE, IN_THE_STORM, SIZES, Sitting, region, snapshot_at};
use sts_atlas_facts::RegionId;
use sts_atlas_player::{ChangeSnapshot, Snapshot, Tempo};
use sts_atlas_sim::{ChangeView, Failure, Outcome, SimTime};
use sts_atlas_stage::{Ink, Lens, Mark, Point, Scene};

/// The storm with a change: arrived in Tokyo, on its way to Singapore, waiting for Oregon.
fn with_change() -> Snapshot {
    let mut snapshot = snapshot_at(IN_THE_STORM);
    let one = |code: &str| std::iter::once(region(code)).collect();
    let view = ChangeView {
        spec: 0,
        acknowledged: Some(IN_THE_STORM),
        reaching: one("ap-southeast-1"),
        arrived: vec![(region("ap-northeast-1"), IN_THE_STORM)],
        waiting: one("us-west-2"),
    };
    let change = ChangeSnapshot { name: "role".to_owned(), at: IN_THE_STORM, view };
    snapshot.worlds[0].changes.push(change);
    snapshot.worlds[0].planes.data_down = one("eu-central-1");
    snapshot
}

fn iam(snapshot: &Snapshot) -> (Sitting, Scene) {
    let sitting = Sitting { lens: Lens::Iam, ..Sitting::new(SIZES[0], snapshot) };
    let scene = sitting.scene(&snapshot.worlds[0]);
    (sitting, scene)
}

/// The inks of the hexagons around a point, from the lowest, and how many straight lines cross it.
fn plane_at(scene: &Scene, at: Point) -> (Vec<Ink>, usize) {
    let hexagons = scene.marks().filter_map(|mark| match mark {
        Mark::Hexagon { center, fill, .. } if *center == at => Some(*fill),
        _ => None,
    });
    let near = |mark: &&Mark| match mark {
        Mark::Line { points, width, .. } => *width < 2.0 && points[1].distance(at) < 6.0,
        _ => false,
    };
    (hexagons.collect(), scene.marks().filter(near).count())
}

#[test]
fn iam_shows_no_request_and_the_control_plane_at_its_home() {
    let snapshot = with_change();
    let (sitting, scene) = iam(&snapshot);
    for mark in scene.marks() {
        let text = format!("{mark:?}");
        assert!(!text.contains("Global") && !text.contains("Regional"), "{text}");
        assert!(!matches!(mark, Mark::Dot { ink: Ink::Global | Ink::Regional, .. } | Mark::Diamond { .. }));
    }
    let virginia = sitting.projection.region(RegionId::US_EAST_1);
    assert_eq!(plane_at(&scene, virginia).0.len(), 2 + 3, "the control plane lies around a data plane");
}

#[test]
fn a_change_arrives_region_by_region() {
    let snapshot = with_change();
    let (sitting, scene) = iam(&snapshot);
    let at = |code: &str| plane_at(&scene, sitting.projection.region(region(code)));
    let (halo, open) = (Ink::Background, Ink::Surface);
    assert_eq!(at("ap-northeast-1"), (vec![halo, Ink::Ink], 0), "arrived: solid");
    assert_eq!(at("ap-southeast-1"), (vec![halo, Ink::Ink, open], 3), "on its way: hatched");
    assert_eq!(at("us-west-2"), (vec![halo, Ink::Ink, open], 3), "waiting: hatched");
    assert_eq!(at("sa-east-1"), (vec![halo, Ink::Ink, open], 0), "nothing is about it: open");
    assert_eq!(at("eu-central-1").0, [halo, Ink::Harm, open], "down: crossed");
    let bars = scene.marks().filter(|mark| matches!(mark, Mark::Line { ink: Ink::Ink, width, .. } if *width > 2.0));
    assert_eq!(bars.count(), 1, "only what is cut off has a bar");
    assert_eq!(at("me-central-1").0, [], "an opt-in Region that is not enabled has no data plane");
}

#[test]
fn lives_of_sessions_show_at_hours_per_second_only_and_never_leave_the_picture() {
    let snapshot = snapshot_at(IN_THE_STORM);
    for (tempo, shown) in [(Tempo::STOPS[4], false), (Tempo::STOPS[5], false), (Tempo::STOPS[7], true)] {
        let sitting = Sitting { tempo, ..Sitting::new(SIZES[0], &snapshot) };
        let scene = sitting.scene(&snapshot.worlds[0]);
        let bars: Vec<&Vec<Point>> = scene
            .marks()
            .filter_map(|mark| if let Mark::Area { corners, .. } = mark { Some(corners) } else { None })
            .collect();
        assert_eq!(!bars.is_empty(), shown, "{tempo:?}");
        let bounds = sitting.projection.bounds();
        assert!(bars.iter().all(|corners| corners.iter().all(|corner| bounds.holds_point(*corner))));
    }
}

#[test]
fn the_faster_time_passes_the_more_a_line_weighs_and_the_less_a_request_shows() {
    let mut snapshot = snapshot_at(SimTime::START);
    for flow in &mut snapshot.worlds[1].flows {
        flow.per_hour = 400;
    }
    let seen = |tempo: Tempo| {
        let sitting = Sitting { tempo, ..Sitting::new(SIZES[0], &snapshot) };
        let scene = sitting.scene(&snapshot.worlds[1]);
        let widths = scene.marks().filter_map(|mark| match mark {
            Mark::Line { ink: Ink::Global | Ink::Regional, width, .. } => Some(*width),
            _ => None,
        });
        widths.fold(0.0_f32, f32::max)
    };
    let widths = Tempo::STOPS.map(seen);
    assert!(widths.windows(2).all(|pair| pair[0] <= pair[1]), "{widths:?}");
    assert!(widths[0] < 1.1 && widths[7] > 2.0, "{widths:?}");
}

#[test]
fn requests_that_failed_lately_are_gaps_in_their_line() {
    let mut snapshot = snapshot_at(SimTime::from_secs(600));
    let world = &mut snapshot.worlds[1];
    let flow = *world.flows.iter().find(|flow| flow.from.code() != flow.to.code()).unwrap();
    let dashes = |snapshot: &Snapshot, tempo: Tempo| {
        let sitting = Sitting { tempo, ..Sitting::new(SIZES[0], snapshot) };
        let from = sitting.projection.place(flow.from);
        let scene = sitting.scene(&snapshot.worlds[1]);
        let lines = scene.marks().filter_map(|mark| match mark {
            Mark::Line { points, ink: Ink::Global | Ink::Regional, dash, .. } if points[0] == from => Some(*dash),
            _ => None,
        });
        lines.collect::<Vec<_>>()
    };
    let fast = Tempo::STOPS[6];
    assert!(dashes(&snapshot, fast).iter().all(Option::is_none));
    let world = &mut snapshot.worlds[1];
    let sends = |principal: u32| {
        let known = world.principals.iter().find(|known| known.index == principal).unwrap();
        known.view.at == flow.from
    };
    let hit: Vec<usize> = (0..world.recent.len())
        .filter(|&index| world.recent[index].service == flow.service && sends(world.recent[index].principal))
        .collect();
    assert!(!hit.is_empty(), "the test has seen a request");
    for index in hit {
        world.recent[index].outcome = Outcome::Failed(Failure::ReadTimeout);
    }
    assert!(dashes(&snapshot, fast).iter().any(Option::is_some));
    assert!(
        dashes(&snapshot, FINE).iter().all(Option::is_none),
        "where requests are seen one by one, the line is a road"
    );
}
