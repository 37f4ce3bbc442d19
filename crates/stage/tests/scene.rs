//! Pictures of a storm, at the sizes the pages show them: what a reader relies on seeing.
//! How exactly things look is for eyes, not for tests; names have a file of their own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sitting;

use sitting::{FINE, IN_THE_STORM, SIZES, Sitting, player_at, region, scenario, snapshot_at, squares, words};
use sts_atlas_facts::{Date, Place, RegionId};
use sts_atlas_player::{Command, Tempo};
use sts_atlas_sim::{ServiceKind, SimTime, State};
use sts_atlas_stage::{Ink, LabelText, Mark, Outline, Point, PrincipalShape, Scene, affected, base, svg};

#[test]
fn every_principal_has_exactly_one_square_in_its_state() {
    for time in [SimTime::START, IN_THE_STORM] {
        let snapshot = snapshot_at(time);
        let sitting = Sitting::new(SIZES[0], &snapshot);
        for world in &snapshot.worlds {
            let squares = squares(&sitting.scene(world));
            assert_eq!(squares.len() as u32, world.blast.states.total());
            for state in State::ALL {
                let drawn = squares.iter().filter(|(_, drawn)| *drawn == state).count();
                assert_eq!(drawn as u32, world.blast.states.of(state), "{state:?}");
            }
        }
    }
}

#[test]
fn a_square_says_works_cannot_renew_cannot_work_or_unknown() {
    let cases = [
        (State::Healthy, PrincipalShape::Filled),
        (State::Exposed, PrincipalShape::Half),
        (State::Draining, PrincipalShape::Half),
        (State::Impaired, PrincipalShape::Crossed),
        (State::Unknown, PrincipalShape::Dotted),
    ];
    for (state, shape) in cases {
        assert_eq!(PrincipalShape::of(state), shape);
        assert_eq!(shape.ink() == Ink::Harm, state == State::Impaired, "red is for harm only");
    }
}

#[test]
fn nothing_is_red_before_anything_is_harmed() {
    let snapshot = snapshot_at(SimTime::START);
    let sitting = Sitting { tempo: FINE, ..Sitting::new(SIZES[0], &snapshot) };
    for world in &snapshot.worlds {
        let text = format!("{:?}", sitting.scene(world));
        assert!(!text.contains("Harm"), "{text}");
    }
}

#[test]
fn a_cut_is_marked_near_the_caller_and_no_region_is_painted_broken() {
    let snapshot = snapshot_at(IN_THE_STORM);
    let world = &snapshot.worlds[0];
    let sitting = Sitting::new(SIZES[0], &snapshot);
    let scene = sitting.scene(world);
    let blocked: Vec<_> = world.flows.iter().filter(|flow| flow.blocked_by.is_some()).collect();
    let signs: Vec<Point> = scene
        .marks()
        .filter_map(|mark| match mark {
            Mark::Cross { center, ink: Ink::Harm, .. } => Some(*center),
            _ => None,
        })
        .collect();
    assert_eq!(signs.len(), blocked.len());
    assert!(signs.len() >= 6);
    for flow in blocked {
        let caller = sitting.projection.place(flow.from);
        assert!(signs.iter().any(|sign| sign.distance(caller) < 60.0), "{}", flow.from.code());
    }
    let virginia = sitting.projection.region(RegionId::US_EAST_1);
    assert!(signs.iter().all(|sign| sign.distance(virginia) > 30.0), "the Region at the far end is well");
}

#[test]
fn a_region_that_is_down_and_an_endpoint_that_is_down_look_different() {
    let broken = |fault: usize| {
        let switch = Command::SwitchFault { fault: u16::try_from(fault).unwrap(), holds: true };
        let snapshot = player_at(SimTime::from_secs(60), &[switch]).snapshot();
        let sitting = Sitting::new(SIZES[0], &snapshot);
        let scene = sitting.scene(&snapshot.worlds[0]);
        let (down, whole) = snapshot.worlds[0].down[0];
        let at = sitting.projection.region(down);
        let filled = scene
            .marks()
            .any(|mark| matches!(mark, Mark::Circle { center, fill: Some(Ink::Harm), .. } if *center == at));
        let crossed =
            scene.marks().any(|mark| matches!(mark, Mark::Cross { center, ink: Ink::Harm, .. } if *center == at));
        (whole, filled, crossed)
    };
    let faults = scenario().faults;
    let find =
        |wanted: fn(&sts_atlas_sim::Fault) -> bool| faults.iter().position(|fault| wanted(&fault.fault)).unwrap();
    assert_eq!(broken(find(|fault| matches!(fault, sts_atlas_sim::Fault::Region { .. }))), (true, true, false));
    assert_eq!(broken(find(|fault| matches!(fault, sts_atlas_sim::Fault::Sts { .. }))), (false, false, true));
}

#[test]
fn the_diamond_follows_the_name() {
    let diamonds = |day: Date, world: usize| {
        let snapshot = player_at(SimTime::START, &[Command::SetAsOf(day)]).snapshot();
        let sitting = Sitting::new(SIZES[0], &snapshot);
        let scene = sitting.scene(&snapshot.worlds[world]);
        let is_diamond = |region: RegionId| {
            let at = sitting.projection.region(region);
            scene.marks().any(|mark| matches!(mark, Mark::Diamond { center, fill: Ink::Global, .. } if *center == at))
        };
        RegionId::all().filter(|region| is_diamond(*region)).map(RegionId::code).collect::<Vec<_>>()
    };
    let in_2024 = Date::literal(2024, 8, 29);
    assert_eq!(diamonds(in_2024, 0), ["us-east-1"]);
    assert_eq!(diamonds(in_2024, 1), ["us-east-1"], "it is there even if nobody calls it");
    let today = diamonds(Date::literal(2025, 6, 1), 0);
    assert!(today.contains(&"ap-northeast-1") && today.contains(&"eu-central-1"), "{today:?}");
}

#[test]
fn at_a_fine_tempo_every_request_under_way_is_a_dot_and_every_waiting_place_has_a_ring() {
    let mut player = player_at(IN_THE_STORM, &[]);
    let mut dots_seen = 0;
    for step in 0..400 {
        player.apply(Command::Seek(IN_THE_STORM.plus(sts_atlas_facts::Micros::from_millis(step * 250))));
        player.settle();
        let snapshot = player.snapshot();
        let world = &snapshot.worlds[0];
        let coarse = Sitting { tempo: Tempo::STOPS[7], ..Sitting::new(SIZES[0], &snapshot) }.scene(world);
        let sitting = Sitting { tempo: FINE, ..Sitting::new(SIZES[0], &snapshot) };
        let fine = sitting.scene(world);
        let count = |scene: &Scene, wanted: fn(&Mark) -> bool| scene.marks().filter(|mark| wanted(mark)).count();
        let is_dot = |mark: &Mark| match mark {
            Mark::Dot { .. } => true,
            Mark::Diamond { radius, .. } => *radius < 6.0,
            _ => false,
        };
        let under_way = world.in_flight.iter().filter(|request| request.blocked_by.is_none()).count();
        assert_eq!(count(&fine, is_dot) - count(&coarse, is_dot), under_way);
        let mut waiting: Vec<Place> =
            world.in_flight.iter().filter(|request| request.blocked_by.is_some()).map(|request| request.from).collect();
        waiting.sort();
        waiting.dedup();
        assert_eq!(count(&fine, |mark| matches!(mark, Mark::Arc { .. })), waiting.len());
        assert_eq!(count(&coarse, |mark| matches!(mark, Mark::Arc { .. })), 0, "too quick to be seen");
        dots_seen += under_way;
    }
    assert!(dots_seen > 0, "the test has seen a request");
}

#[test]
fn the_same_snapshot_gives_the_same_scene_and_swapped_worlds_swapped_scenes() {
    let (one, other) = (snapshot_at(IN_THE_STORM), snapshot_at(IN_THE_STORM));
    for size in SIZES {
        let sitting = Sitting::new(size, &one);
        let scenes = [0, 1].map(|world| sitting.scene(&one.worlds[world]));
        assert_eq!(scenes, [0, 1].map(|world| sitting.scene(&other.worlds[world])));
        assert_ne!(scenes[0], scenes[1]);
        let mut swapped = one.clone();
        swapped.worlds.swap(0, 1);
        assert_eq!([1, 0].map(|world| sitting.scene(&swapped.worlds[world])), scenes);
    }
}

#[test]
fn a_phone_frames_the_affected_regions() {
    let places = affected(&scenario());
    for code in ["ap-northeast-1", "us-west-2", "ap-southeast-1", "ap-southeast-3", "ap-southeast-5", "ap-east-1"] {
        assert!(places.contains(&Place::Region(region(code))), "{code}");
    }
    assert!(!places.contains(&Place::Region(region("eu-central-1"))));
}

#[test]
fn the_svg_is_well_formed_and_says_what_it_is() {
    let snapshot = snapshot_at(IN_THE_STORM);
    for size in SIZES {
        let sitting = Sitting { tempo: FINE, ..Sitting::new(size, &snapshot) };
        let scene = sitting.scene(&snapshot.worlds[0]);
        let label = |text: &LabelText| words(text, false).replace(' ', " <&> ");
        let base = base(&sitting.projection, &Outline::built_in());
        let heading = svg::Heading { title: vec!["A &\u{a0}B".to_owned()], moment: vec!["<now>".to_owned()] };
        let named = ("A < B & \"C\"", &heading);
        let text = svg::static_picture(sitting.projection.viewport(), (&base, 4), &scene, named, &label);
        assert!(text.contains("<title>A &lt; B &amp; &quot;C&quot;</title>"));
        // A page would write a no-break space down as HTML does, and a saved file would be no XML.
        assert!(text.contains(">A &amp; B</text>") && text.contains(">&lt;now&gt;</text>"));
        assert_well_formed(&text);
        assert!(!text.contains("NaN") && !text.contains("inf"));
    }
}

/// Tags nest, attributes are quoted, nothing is left over.
fn assert_well_formed(text: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        assert!(!rest[..start].contains('>'), "a stray > in {}", &rest[..start]);
        let end = start + rest[start..].find('>').expect("a tag that ends");
        let tag = &rest[start + 1..end];
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty() && rest.is_empty());
}

#[test]
fn a_very_large_cast_still_has_one_square_each() {
    let mut snapshot = snapshot_at(SimTime::START);
    let world = &mut snapshot.worlds[0];
    let one = world.blast.by_place[0].principals[0];
    world.blast.by_place[0].principals = vec![one; 500];
    let expected: usize = world.blast.by_place.iter().map(|group| group.principals.len()).sum();
    let sitting = Sitting::new(SIZES[0], &snapshot);
    assert_eq!(squares(&sitting.scene(&snapshot.worlds[0])).len(), expected);
}

#[test]
fn a_flow_of_a_service_is_drawn_without_an_endpoint_color() {
    let mut snapshot = snapshot_at(SimTime::START);
    let world = &mut snapshot.worlds[1];
    world.flows.retain(|flow| flow.to != RegionId::US_EAST_1);
    let mut flow = world.flows[0];
    (flow.from, flow.to) = (Place::Region(region("ap-northeast-1")), region("us-west-2"));
    flow.service = ServiceKind::Service;
    world.flows.push(flow);
    let sitting = Sitting::new(SIZES[0], &snapshot);
    let scene = sitting.scene(&snapshot.worlds[1]);
    let lines: Vec<Ink> = scene
        .marks()
        .filter_map(|mark| match mark {
            Mark::Line { ink, width, .. } if *width >= 1.0 => Some(*ink),
            _ => None,
        })
        .collect();
    assert_eq!(lines, [Ink::Muted]);
}
