//! States over time: how many principals of a world were impaired, draining, exposed or unknown, stacked, with the
//! other world as an outline. Counts come from the player's history.

use sts_atlas_facts::Micros;
use sts_atlas_player::{Bucket, WorldId};
use sts_atlas_sim::{FaultWindow, SimTime, State};

use super::axis::{Scale, along, time_axis};
use super::legend::{Legend, Swatch};
use super::{Chart, ChartSize, ChartText, GAP, bar, rule};
use crate::{Anchor, Ink, Mark, Point, Rect};

/// What the chart shows.
#[derive(Clone, Copy, Debug)]
pub struct StatesOverTime<'a> {
    /// The world whose states are stacked.
    pub world: WorldId,
    /// Its buckets up to the playhead.
    pub shown: &'a [Bucket],
    /// Those of the other world.
    pub other: &'a [Bucket],
    /// Length of a bucket.
    pub bucket: Micros,
    /// Length of the scenario.
    pub length: Micros,
    /// Where the playhead is.
    pub now: SimTime,
    /// When faults held, or will.
    pub faults: &'a [FaultWindow],
}

/// From the bottom up: the worst lies on the axis. Each with its ink and opacity.
const STACK: [(State, Ink, f32); 4] = [
    (State::Impaired, Ink::Harm, 1.0),
    (State::Draining, Ink::Ink, 0.85),
    (State::Exposed, Ink::Ink, 0.45),
    (State::Unknown, Ink::Muted, 0.3),
];
/// Height of what is stacked, in pixels.
const PLOT_HEIGHT: f32 = 96.0;
/// The axis reaches at least so many principals.
const LEAST_TOP: u32 = 4;

/// The chart.
pub fn states_chart(data: &StatesOverTime, size: &ChartSize) -> Chart {
    let line = size.line();
    let reached = data.shown.iter().chain(data.other).map(|bucket| affected(bucket, STACK.len())).max();
    let top = reached.unwrap_or(0).max(LEAST_TOP);
    let left = size.width_of(ChartText::Count(u64::from(top))) + GAP;
    let legend = Legend::new(entries(data), size, left);
    let plot = Rect { x: left, y: legend.height + GAP, width: (size.width - left - 1.0).max(1.0), height: PLOT_HEIGHT };
    let mut marks = Vec::new();
    time_axis(&mut marks, size, plot, data.length, |at| ChartText::At(SimTime(at.0)), Scale::Below);
    for window in data.faults {
        let (start, end) = (Micros(window.start.0), Micros(window.end.0.min(data.length.0)));
        let (x, right) = (along(plot, start, data.length), along(plot, end, data.length));
        marks.push(bar(Rect { x, width: (right - x).max(1.0), ..plot }, Ink::Harm, 0.1));
        marks.push(bar(Rect { x, width: (right - x).max(1.0), height: 2.0, ..plot }, Ink::Harm, 1.0));
    }
    for (level, (_, ink, alpha)) in STACK.into_iter().enumerate() {
        marks.extend(areas(data, plot, top, level, ink, alpha));
    }
    marks.push(rule(Point::new(plot.x, plot.bottom()), Point::new(plot.right(), plot.bottom()), Ink::Muted, 1.0, None));
    outline(&mut marks, data, plot, top);
    for (count, y) in [(top, plot.y), (0, plot.bottom())] {
        marks.push(size.label(Point::new(left - GAP, y), Anchor::End, ChartText::Count(u64::from(count)), Ink::Muted));
    }
    let x = along(plot, Micros(data.now.0), data.length);
    marks.push(rule(Point::new(x, plot.y - 3.0), Point::new(x, plot.bottom()), Ink::Ink, 1.5, None));
    legend.draw(&mut marks, size);
    Chart { height: plot.bottom() + line + GAP, marks }
}

/// The states there are, and the other world's line.
fn entries(data: &StatesOverTime) -> impl Iterator<Item = (Swatch, ChartText)> {
    let occurs = |state: State| data.shown.iter().any(|bucket| bucket.states.of(state) > 0);
    let states = STACK.into_iter().filter(move |(state, _, _)| occurs(*state));
    states
        .map(|(state, ink, alpha)| (Swatch::Filled(ink, alpha), ChartText::State(state)))
        .chain([(Swatch::Line, ChartText::World(data.world.other()))])
}

/// How many are in one of the first so many states of the stack.
fn affected(bucket: &Bucket, levels: usize) -> u32 {
    STACK.iter().take(levels).map(|(state, _, _)| bucket.states.of(*state)).sum()
}

fn height(plot: Rect, count: u32, top: u32) -> f32 {
    plot.bottom() - plot.height * count as f32 / top as f32
}

/// Where a bucket ends: what was counted there holds from then on, and not before, up to the next count or the playhead.
fn from_end_of(data: &StatesOverTime, plot: Rect, index: usize) -> f32 {
    along(plot, Micros((data.bucket.0 * (index as u64 + 1)).min(data.now.0)), data.length)
}

/// One state's part of the stack: an area for each run of buckets in which anyone was in it.
fn areas(data: &StatesOverTime, plot: Rect, top: u32, level: usize, ink: Ink, alpha: f32) -> Vec<Mark> {
    let mut areas = Vec::new();
    let (mut upper, mut lower): (Vec<Point>, Vec<Point>) = (Vec::new(), Vec::new());
    let edge = |index: usize| from_end_of(data, plot, index);
    for index in 0..=data.shown.len() {
        let levels = data.shown.get(index).map(|bucket| [level, level + 1].map(|levels| affected(bucket, levels)));
        match levels {
            Some([below, above]) if above > below => {
                for x in [edge(index), edge(index + 1)] {
                    upper.push(Point::new(x, height(plot, above, top)));
                    lower.push(Point::new(x, height(plot, below, top)));
                }
            }
            _ if !upper.is_empty() => {
                let mut corners = std::mem::take(&mut upper);
                corners.extend(std::mem::take(&mut lower).into_iter().rev());
                areas.push(Mark::Area { corners, ink, alpha });
            }
            _ => {}
        }
    }
    areas
}

/// The other world's whole stack as a line.
fn outline(marks: &mut Vec<Mark>, data: &StatesOverTime, plot: Rect, top: u32) {
    let mut last: Option<Point> = None;
    for (index, bucket) in data.other.iter().enumerate() {
        let y = height(plot, affected(bucket, STACK.len()), top);
        let ends = [index, index + 1].map(|index| Point::new(from_end_of(data, plot, index), y));
        // A halo, so that it shows on what is stacked.
        for (ink, width) in [(Ink::Background, 3.4), (Ink::Ink, 1.4)] {
            marks.extend(last.filter(|last| last.y != y).map(|last| rule(last, ends[0], ink, width, None)));
            marks.push(rule(ends[0], ends[1], ink, width, None));
        }
        last = Some(ends[1]);
    }
}
