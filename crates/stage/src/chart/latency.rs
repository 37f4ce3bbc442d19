//! Latency of STS calls by kind of endpoint and route, both worlds paired: half of the calls, the assumed tail, and
//! calls without an answer. Measured, estimated and assumed round trips have different marks.

use sts_atlas_facts::{Micros, Place, Provenance, RegionId};
use sts_atlas_player::{LatencyRow, WorldSnapshot};
use sts_atlas_sim::{ServiceKind, ordered};

use super::axis::{Scale, along, time_axis};
use super::{Chart, ChartSize, ChartText, GAP, bar, rule};
use crate::scene::ink_of;
use crate::{Anchor, Ink, Mark, Point, Rect};

/// The axis reaches at least so far.
const LEAST_SCALE: Micros = Micros::from_millis(50);
/// Height of one world's strip, in pixels.
const STRIP: f32 = 16.0;
/// Radius of the mark of the median, in pixels.
const MEDIAN: f32 = 4.0;

/// The chart: world A above world B on each route, where both call.
pub fn latency_chart(worlds: &[WorldSnapshot; 2], size: &ChartSize) -> Chart {
    let mut routes: Vec<(ServiceKind, Place, RegionId)> = Vec::new();
    for row in worlds.iter().flat_map(|world| &world.latency) {
        if !routes.contains(&(row.service, row.from, row.to)) {
            routes.push((row.service, row.from, row.to));
        }
    }
    let routes = ordered(routes, |route| *route);
    let rows = || worlds.iter().flat_map(|world| &world.latency);
    let whole = rows().filter_map(|row| row.p95.max(row.p50)).max().unwrap_or(LEAST_SCALE).max(LEAST_SCALE);
    let whole = Micros(whole.0 * 21 / 20);
    let unanswered = rows().map(|row| row.no_answer).max().unwrap_or(0);
    let column = [ChartText::NoAnswer(unanswered), ChartText::NoAnswerHead].map(|text| size.width_of(text));
    let right = if unanswered == 0 { 0.0 } else { column[0].max(column[1]) + 3.0 * GAP };
    let top = size.line() + 2.0;
    let left = worlds.iter().map(|world| size.width_of(ChartText::World(world.id))).fold(0.0, f32::max) + 2.0 * GAP;
    let strips = |route| worlds.iter().filter(move |world| row_of(world, route).is_some());
    let height = routes.iter().map(|&route| size.line() + strips(route).count() as f32 * STRIP + GAP).sum();
    let plot = Rect { x: left, y: top, width: (size.width - left - right).max(1.0), height };
    let mut marks = Vec::new();
    // More routes than fit on a screen: the scale is in sight from either end.
    time_axis(&mut marks, size, plot, whole, ChartText::Span, Scale::BothEnds);
    if unanswered > 0 {
        let head = Point::new(plot.right() + 2.0 * GAP, size.line() / 2.0);
        marks.push(size.label(head, Anchor::Start, ChartText::NoAnswerHead, Ink::Harm));
    }
    let mut y = top + GAP / 2.0;
    for &route in &routes {
        let (service, from, to) = route;
        let text = ChartText::Route { service, from, to };
        // Above its strips, so that a long name has the whole width.
        let head = Point::new(0.0, y + size.line() / 2.0);
        marks.push(kind(route.0, head.offset(MEDIAN + 1.5, 0.0), MEDIAN - 0.5));
        marks.push(size.label(head.offset(2.0 * (MEDIAN + 1.5) + 4.0, 0.0), Anchor::Start, text, Ink::Ink));
        y += size.line();
        for (world, row) in worlds.iter().filter_map(|world| Some((world, row_of(world, route)?))) {
            let strip = Rect { y, height: STRIP, ..plot };
            let at = Point::new(left - GAP, strip.center().y);
            marks.push(size.label(at, Anchor::End, ChartText::World(world.id), Ink::Muted));
            quantiles(&mut marks, row, strip, whole);
            no_answer(&mut marks, row, size, strip, unanswered);
            y += STRIP;
        }
        y += GAP;
    }
    Chart { height: top + height + size.line() + GAP, marks }
}

/// What a world's calls on a route came to; nothing where nobody calls there.
fn row_of(world: &WorldSnapshot, route: (ServiceKind, Place, RegionId)) -> Option<&LatencyRow> {
    world.latency.iter().find(|row| (row.service, row.from, row.to) == route)
}

/// The median, and a broken line to where 95 of 100 calls were back: the tail is assumed.
fn quantiles(marks: &mut Vec<Mark>, row: &LatencyRow, strip: Rect, whole: Micros) {
    let Some(median) = row.p50 else { return };
    let y = strip.center().y;
    let ink = ink_of(row.service);
    let center = Point::new(along(strip, median, whole), y);
    if let Some(tail) = row.p95 {
        let end = Point::new(along(strip, tail, whole), y);
        marks.push(rule(center, end, ink, 1.6, Some([2.5, 2.0])));
        marks.push(rule(end.offset(0.0, -3.0), end.offset(0.0, 3.0), ink, 1.4, None));
    }
    let open =
        |dash| Mark::Circle { center, radius: MEDIAN - 0.5, fill: Some(Ink::Surface), stroke: Some((ink, 1.6)), dash };
    marks.push(match row.provenance {
        Provenance::Measured => kind(row.service, center, MEDIAN),
        Provenance::Assumed => open(Some([1.5, 1.6])),
        _ => open(None),
    });
}

/// The mark of a kind of endpoint.
fn kind(service: ServiceKind, center: Point, radius: f32) -> Mark {
    match service {
        ServiceKind::StsGlobal => Mark::Diamond { center, radius: radius + 1.5, fill: Ink::Global },
        service => Mark::Dot { center, radius, ink: ink_of(service) },
    }
}

/// Right of the plot: how many calls nobody answered.
fn no_answer(marks: &mut Vec<Mark>, row: &LatencyRow, size: &ChartSize, strip: Rect, most: u64) {
    if row.no_answer == 0 {
        return;
    }
    let room = Rect { x: strip.right() + 2.0 * GAP, width: (size.width - strip.right() - 2.0 * GAP).max(1.0), ..strip };
    let share = row.no_answer as f32 / most.max(1) as f32;
    marks.push(bar(
        Rect { width: (room.width * share).max(2.0), y: room.bottom() - 3.0, height: 2.5, ..room },
        Ink::Harm,
        1.0,
    ));
    let text = ChartText::NoAnswer(row.no_answer);
    marks.push(size.label(Point::new(room.x, strip.center().y - 2.0), Anchor::Start, text, Ink::Harm));
}
