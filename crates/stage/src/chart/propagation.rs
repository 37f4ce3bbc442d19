//! IAM propagation: one row per change, from its write, with a tick for each Region at the moment it arrived there.
//! How far it is at a place is the map's business.

use sts_atlas_facts::Micros;
use sts_atlas_player::WorldSnapshot;
use sts_atlas_sim::SimTime;

use super::axis::{Scale, along, time_axis};
use super::{Chart, ChartSize, ChartText, GAP, bar, frame, hatch, rule};
use crate::{Anchor, Ink, Point, Rect};

/// Height of a row's bar, in pixels.
const BAR: f32 = 14.0;
/// The axis reaches at least so far.
const LEAST_SCALE: Micros = Micros::from_secs(10);

/// The chart: time since the write was acknowledged to the right.
pub fn propagation_chart(world: &WorldSnapshot, now: SimTime, size: &ChartSize) -> Chart {
    let since = |at: SimTime, from: SimTime| at.since(from);
    let mut whole = LEAST_SCALE;
    for view in world.changes.iter().map(|change| &change.view) {
        let Some(written) = view.acknowledged else { continue };
        let arrived = view.arrived.iter().map(|(_, at)| since(*at, written));
        let is_done = view.reaching.iter().next().is_none() && view.waiting.iter().next().is_none();
        whole = arrived.chain((!is_done).then_some(since(now, written))).fold(whole, Micros::max);
    }
    let whole = Micros(whole.0 * 21 / 20);
    let names = || (0..world.changes.len() as u32).map(ChartText::Change);
    let left = size.column(names()) + GAP;
    let right = size.width_of(ChartText::Waits(30)).max(size.width_of(ChartText::OnTheWay(30))) + 10.0 + 2.0 * GAP;
    let row_height = BAR + 2.0 * GAP;
    let height = world.changes.len() as f32 * row_height;
    let plot = Rect { x: left, y: 0.0, width: (size.width - left - right).max(1.0), height };
    let mut marks = Vec::new();
    time_axis(&mut marks, size, plot, whole, ChartText::Span, Scale::Below);
    for (row, (name, change)) in names().zip(&world.changes).enumerate() {
        let middle = (row as f32 + 0.5) * row_height;
        marks.push(size.label(Point::new(0.0, middle), Anchor::Start, name, Ink::Ink));
        let Some(written) = change.view.acknowledged else { continue };
        let track = Rect { y: middle - BAR / 2.0, height: BAR, ..plot };
        let [on_the_way, waits] =
            [&change.view.reaching, &change.view.waiting].map(|regions| regions.iter().count() as u64);
        let until = along(plot, now.since(written), whole);
        marks.push(rule(Point::new(plot.x, middle), Point::new(until, middle), Ink::Muted, 1.0, None));
        for (_, at) in &change.view.arrived {
            let x = along(plot, since(*at, written), whole);
            marks.push(rule(Point::new(x, track.y), Point::new(x, track.bottom()), Ink::Ink, 1.6, None));
        }
        let open = Rect { x: plot.right() + GAP, y: middle - 5.0, width: 10.0, height: 10.0 };
        let text = match (on_the_way, waits) {
            (0, 0) => continue,
            (on_the_way, 0) => ChartText::OnTheWay(on_the_way),
            (_, waits) => {
                marks.push(bar(Rect { y: open.bottom() + 2.0, height: 2.0, ..open }, Ink::Ink, 1.0));
                ChartText::Waits(waits)
            }
        };
        hatch(&mut marks, open, Ink::Ink);
        frame(&mut marks, open, Ink::Ink, None);
        marks.push(size.label(Point::new(open.right() + GAP, middle), Anchor::Start, text, Ink::Ink));
    }
    Chart { height: height + size.line() + GAP, marks }
}
