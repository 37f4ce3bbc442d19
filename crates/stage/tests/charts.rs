//! Charts of the storm: everything inside, every text legible, and every number of the data drawn.
//! What the words are is the app's business.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sitting;

use sitting::{IN_THE_STORM, player_at, region, width};
use sts_atlas_facts::{Micros, Place};
use sts_atlas_player::{ChangeSnapshot, Player, Roll, RolledWorld, WorldId};
use sts_atlas_sim::{ChangeView, SimTime, State};
use sts_atlas_stage::{
    Anchor, Chart, ChartSize, ChartText, Ink, LabelSizes, LabelText, LaneRequest, Mark, Point, Rect, StatesOverTime,
    latency_chart, life_chart, propagation_chart, rolls_chart, states_chart, swim_lanes,
};

const WIDTHS: [f32; 3] = [320.0, 480.0, 900.0];

/// A text about as long as the real one.
fn words(text: &LabelText) -> String {
    format!("{text:?}").chars().filter(char::is_ascii_alphanumeric).take(14).collect()
}

fn drawn(width_px: f32, draw: &dyn Fn(&ChartSize) -> Chart) -> Chart {
    let measure = |text: &LabelText, size: f32| width(&words(text), size);
    draw(&ChartSize { width: width_px, labels: LabelSizes { size: 9.0, measure: &measure } })
}

fn extent(mark: &Mark) -> Vec<Point> {
    match mark {
        Mark::Line { points, .. } => points.to_vec(),
        Mark::Area { corners, .. } => corners.clone(),
        Mark::Cross { center, radius, .. }
        | Mark::Circle { center, radius, .. }
        | Mark::Dot { center, radius, .. }
        | Mark::Diamond { center, radius, .. } => Rect::around(*center, *radius).corners(),
        Mark::Label { at, anchor, text, size, .. } => {
            let wide = width(&words(text), *size);
            let x = match anchor {
                Anchor::Start => at.x,
                Anchor::Middle => at.x - wide / 2.0,
                Anchor::End => at.x - wide,
            };
            Rect { x, y: at.y - size / 2.0, width: wide, height: *size }.corners()
        }
        other => panic!("{other:?} in a chart"),
    }
}

fn bounds(points: &[Point]) -> Rect {
    let least = |of: fn(&Point) -> f32| points.iter().map(of).fold(f32::MAX, f32::min);
    let most = |of: fn(&Point) -> f32| points.iter().map(of).fold(f32::MIN, f32::max);
    let (x, y) = (least(|point| point.x), least(|point| point.y));
    Rect { x, y, width: most(|point| point.x) - x, height: most(|point| point.y) - y }
}

fn assert_sound(name: &str, draw: &dyn Fn(&ChartSize) -> Chart) {
    for width_px in WIDTHS {
        let chart = drawn(width_px, draw);
        assert!(chart.height.is_finite() && chart.height > 20.0, "{name}: {}", chart.height);
        let frame = Rect { x: 0.0, y: 0.0, width: width_px, height: chart.height }.grown(4.0);
        for mark in &chart.marks {
            assert!(extent(mark).into_iter().all(|point| frame.holds_point(point)), "{name} at {width_px}: {mark:?}");
            assert!(!matches!(mark, Mark::Label { size, .. } if *size < 11.0), "{name}: {mark:?} is small");
        }
        assert_ticks_apart(name, &chart);
    }
}

/// Of labels under one axis, none stands on the one before it.
fn assert_ticks_apart(name: &str, chart: &Chart) {
    let times = |mark: &&Mark| {
        matches!(
            mark,
            Mark::Label { text: LabelText::Chart(ChartText::At(_) | ChartText::Span(_)), ink: Ink::Muted, .. }
        )
    };
    let ticks: Vec<Rect> = chart.marks.iter().filter(times).map(|mark| bounds(&extent(mark))).collect();
    for (index, tick) in ticks.iter().enumerate() {
        for other in &ticks[index + 1..] {
            assert!(!tick.overlaps(*other), "{name}: {tick:?} on {other:?}");
        }
    }
}

fn labels(chart: &Chart) -> Vec<ChartText> {
    let texts = chart.marks.iter().filter_map(|mark| match mark {
        Mark::Label { text: LabelText::Chart(text), .. } => Some(*text),
        _ => None,
    });
    texts.collect()
}

fn states(player: &Player, size: &ChartSize) -> Chart {
    let [shown, other] = [WorldId::A, WorldId::B].map(|world| player.history(world).buckets_until(player.playhead()));
    let faults = player.recording().fault_schedule();
    let windows = faults.faults()[0].1.clone();
    let bucket = player.history(WorldId::A).width();
    let length = player.recording().scenario.length;
    let now = player.playhead();
    states_chart(&StatesOverTime { world: WorldId::A, shown, other, bucket, length, now, faults: &windows }, size)
}

#[test]
fn states_over_time_are_as_high_as_so_many_principals() {
    let player = player_at(IN_THE_STORM, &[]);
    assert_sound("states", &|size| states(&player, size));
    let chart = drawn(480.0, &|size| states(&player, size));
    let harm = chart.marks.iter().filter_map(|mark| match mark {
        Mark::Area { corners, ink: Ink::Harm, alpha } if *alpha == 1.0 && corners.len() > 4 => {
            let ys = corners.iter().map(|corner| corner.y);
            Some(ys.clone().fold(f32::MIN, f32::max) - ys.fold(f32::MAX, f32::min))
        }
        _ => None,
    });
    let most =
        player.history(WorldId::A).buckets_until(IN_THE_STORM).iter().map(|bucket| bucket.states.of(State::Impaired));
    assert!(most.max().unwrap() > 0 && harm.fold(0.0, f32::max) > 5.0);
    assert!(labels(&chart).contains(&ChartText::State(State::Impaired)));
    assert!(labels(&chart).contains(&ChartText::World(WorldId::B)));
    let calm = player_at(SimTime::from_minutes(20), &[]);
    let chart = drawn(480.0, &|size| states(&calm, size));
    assert!(!labels(&chart).contains(&ChartText::State(State::Impaired)), "no state that nobody was in");
}

#[test]
fn latency_pairs_both_worlds_on_every_route_and_counts_what_had_no_answer() {
    let player = player_at(IN_THE_STORM, &[]);
    let worlds = player.snapshot().worlds;
    assert_sound("latency", &|size| latency_chart(&worlds, size));
    let texts = labels(&drawn(480.0, &|size| latency_chart(&worlds, size)));
    for row in worlds.iter().flat_map(|world| &world.latency) {
        let route = ChartText::Route { service: row.service, from: row.from, to: row.to };
        assert_eq!(texts.iter().filter(|text| **text == route).count(), 1, "{row:?}");
        assert!(row.no_answer == 0 || texts.contains(&ChartText::NoAnswer(row.no_answer)), "{row:?}");
    }
    let letters = texts.iter().filter(|text| matches!(text, ChartText::World(_))).count();
    assert_eq!(letters, worlds.iter().map(|world| world.latency.len()).sum::<usize>(), "a strip for each row");
}

#[test]
fn remaining_life_shows_who_has_least_first_and_says_how_many_are_left_out() {
    let player = player_at(IN_THE_STORM, &[]);
    let snapshot = player.snapshot();
    let world = &snapshot.worlds[0];
    assert_sound("life", &|size| life_chart(world, snapshot.now, 12, size));
    let texts = labels(&drawn(480.0, &|size| life_chart(world, snapshot.now, 5, size)));
    let shown: Vec<u32> = texts
        .iter()
        .filter_map(|text| if let ChartText::Principal(index) = text { Some(*index) } else { None })
        .collect();
    assert_eq!(shown.len(), 5);
    let left = |index: u32| {
        let principal = world.principals.iter().find(|principal| principal.index == index).unwrap();
        principal.view.session.unwrap().until_cutoff
    };
    assert!(shown.windows(2).all(|pair| left(pair[0]) <= left(pair[1])));
    let holding = world.principals.iter().filter(|principal| principal.view.session.is_some()).count();
    assert!(texts.contains(&ChartText::More(holding as u64 - 5)));
}

#[test]
fn propagation_has_a_tick_for_every_arrival_and_says_what_waits() {
    let mut snapshot = player_at(IN_THE_STORM, &[]).snapshot();
    let world = &mut snapshot.worlds[0];
    let written = SimTime::from_secs(2_000);
    let arrived = ["ap-northeast-1", "eu-west-1", "us-east-1"].map(region);
    let view = ChangeView {
        spec: 0,
        acknowledged: Some(written),
        reaching: std::iter::once(region("ap-southeast-2")).collect(),
        arrived: arrived
            .into_iter()
            .zip(1..)
            .map(|(at, second)| (at, written.plus(Micros::from_secs(second))))
            .collect(),
        waiting: std::iter::once(region("us-west-2")).collect(),
    };
    world.changes.push(ChangeSnapshot { name: "role".to_owned(), at: written, view });
    let world = &snapshot.worlds[0];
    assert_sound("propagation", &|size| propagation_chart(world, snapshot.now, size));
    let chart = drawn(480.0, &|size| propagation_chart(world, snapshot.now, size));
    let ticks =
        chart.marks.iter().filter(|mark| matches!(mark, Mark::Line { width, ink: Ink::Ink, .. } if *width == 1.6));
    assert_eq!(ticks.count(), 3);
    assert!(labels(&chart).contains(&ChartText::Waits(1)));
}

#[test]
fn lanes_show_every_part_of_a_principals_last_requests_in_order() {
    let player = player_at(IN_THE_STORM, &[]);
    let world = player.world(WorldId::A);
    let tokyo = Place::Region(region("ap-northeast-1"));
    let newest = world.recent().find(|record| world.route(record.route).unwrap().0 == tokyo).unwrap();
    let mut requests: Vec<LaneRequest> = world
        .recent()
        .filter(|record| record.principal == newest.principal)
        .take(4)
        .map(|record| {
            let (from, to, _) = world.route(record.route).unwrap();
            LaneRequest { record: *record, segments: world.segments(record), from, to }
        })
        .collect();
    requests.reverse();
    assert_sound("lanes", &|size| swim_lanes(&requests, size));
    let parts: usize = requests.iter().map(|request| request.segments.len()).sum();
    assert!(parts > 0);
    let texts = labels(&drawn(60_000.0, &|size| swim_lanes(&requests, size)));
    let shown = texts.iter().filter(|text| matches!(text, ChartText::Part(..))).count();
    assert!(shown >= parts, "{shown} of {parts}");
    assert!(texts.iter().any(|text| matches!(text, ChartText::Lane(..))));
    assert_sound("no lane", &|size| {
        let chart = swim_lanes(&[], size);
        Chart { height: chart.height.max(21.0), ..chart }
    });
}

/// A roll with so many that cannot work and cannot renew, in both worlds.
fn roll(player: &Player, impaired: u32, cannot_renew: u32) -> Roll {
    let world = RolledWorld { impaired, cannot_renew, ..player.roll().worlds[0] };
    Roll { worlds: [world; 2], ..player.roll() }
}

#[test]
fn columns_of_other_seeds_are_stacked_with_the_signs_of_the_map_and_a_key_to_what_occurs() {
    let player = player_at(IN_THE_STORM, &[]);
    let rolls = [roll(&player, 2, 6), roll(&player, 4, 4), roll(&player, 8, 0)];
    assert_sound("rolls", &|size| rolls_chart(&rolls, size));
    let chart = drawn(480.0, &|size| rolls_chart(&rolls, size));
    let heights = |wanted: Ink| {
        let areas = chart.marks.iter().filter_map(move |mark| match mark {
            Mark::Area { corners, ink, .. } if *ink == wanted => Some(bounds(corners)),
            _ => None,
        });
        // The key stands above.
        areas.filter(|area| area.y > 20.0).map(|area| area.height).collect::<Vec<_>>()
    };
    let (harm, half) = (heights(Ink::Harm), heights(Ink::Surface));
    assert_eq!([harm.len(), half.len()], [6, 4], "one column of each for each seed and world, none of no height");
    for (column, count) in harm.iter().zip([2.0, 4.0, 8.0]).chain(half.iter().zip([6.0, 4.0])) {
        assert!((column / harm[2] - count / 8.0).abs() < 1e-3, "{column} for {count}, {} for 8", harm[2]);
    }
    assert_eq!(labels(&chart)[..3], [ChartText::CannotWork, ChartText::CannotRenew, ChartText::ShownSeed]);
    let calm = drawn(480.0, &|size| rolls_chart(&[roll(&player, 0, 3)], size));
    assert!(!labels(&calm).contains(&ChartText::CannotWork), "the key has what occurs");
}
