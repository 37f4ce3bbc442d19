//! Ticks of an axis of time at round distances, with their labels.
//! What stands over the axis is the charts' business.

use sts_atlas_facts::Micros;

use super::{ChartSize, ChartText, GAP, rule};
use crate::{Anchor, Ink, Mark, Point, Rect};

/// Round distances, in milliseconds.
const STEPS_MS: [u64; 27] = [
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
    900_000, 1_800_000, 3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000,
];

/// Where the labels of an axis stand.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Scale {
    Below,
    /// For what may be higher than the screen.
    BothEnds,
}

/// Draws lines up a box at round times with their labels; the box is `whole` long.
pub(super) fn time_axis(
    marks: &mut Vec<Mark>,
    size: &ChartSize,
    plot: Rect,
    whole: Micros,
    text: fn(Micros) -> ChartText,
    scale: Scale,
) {
    let step =
        STEPS_MS.into_iter().map(Micros::from_millis).find(|step| has_room(size, plot.width, whole, *step, text));
    let step = step.unwrap_or(whole).0.max(1);
    let mut taken = f32::MIN;
    for tick in 0..=whole.0 / step {
        let at = Micros(tick * step);
        let x = along(plot, at, whole);
        marks.push(rule(Point::new(x, plot.y), Point::new(x, plot.bottom()), Ink::Line, 1.0, None));
        let width = size.width_of(text(at));
        let (anchor, left) = if x < width / 2.0 {
            (Anchor::Start, x)
        } else if x + width / 2.0 > size.width {
            (Anchor::End, x - width)
        } else {
            (Anchor::Middle, x - width / 2.0)
        };
        // Moved in from the edge, a label would stand on the one before it.
        if left < taken + GAP {
            continue;
        }
        taken = left + width;
        let away = size.line() / 2.0 + 2.0;
        for y in [Some(plot.bottom() + away), (scale == Scale::BothEnds).then_some(plot.y - away)].into_iter().flatten()
        {
            marks.push(size.label(Point::new(x, y), anchor, text(at), Ink::Muted));
        }
    }
}

/// More ticks are never needed, and each has to be measured.
const MOST_TICKS: u64 = 60;

/// Whether the labels of ticks so far apart stand clear of each other: the widest of them decides.
fn has_room(size: &ChartSize, width: f32, whole: Micros, step: Micros, text: fn(Micros) -> ChartText) -> bool {
    let ticks = whole.0 / step.0;
    if ticks > MOST_TICKS {
        return false;
    }
    let widest = (0..=ticks).map(|tick| size.width_of(text(Micros(tick * step.0)))).fold(0.0, f32::max);
    width * step.0 as f32 / whole.0.max(1) as f32 >= widest + 2.0 * GAP
}

/// Where a time stands over a box that is `whole` long.
pub(super) fn along(plot: Rect, at: Micros, whole: Micros) -> f32 {
    plot.x + plot.width * (at.0 as f32 / whole.0.max(1) as f32).min(1.0)
}
