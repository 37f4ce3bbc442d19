//! Remaining life per principal: what is left of each session, when its client renews it, no longer uses it, and when it
//! expires. Time runs from now to the right.

use sts_atlas_facts::Micros;
use sts_atlas_player::{PrincipalSnapshot, WorldSnapshot};
use sts_atlas_sim::{SessionGauge, SimTime, ordered};

use super::axis::{Scale, along, time_axis};
use super::{Chart, ChartSize, ChartText, GAP, bar, hatch, rule};
use crate::{Anchor, Ink, Mark, Point, Rect};

/// Height of a bar, in pixels.
const BAR: f32 = 8.0;

/// The chart: who has least left comes first; at most so many rows.
pub fn life_chart(world: &WorldSnapshot, now: SimTime, most: usize, size: &ChartSize) -> Chart {
    let active = world.principals.iter().filter(|principal| principal.view.inactive.is_none());
    let holding = active.filter_map(|principal| Some((principal, principal.view.session?)));
    let rows: Vec<(&PrincipalSnapshot, SessionGauge)> =
        ordered(holding, |(principal, gauge)| (gauge.until_cutoff, gauge.until_expiry, principal.index));
    let more = rows.len().saturating_sub(most);
    let whole = rows.iter().map(|(_, gauge)| gauge.length).max().unwrap_or(Micros::from_minutes(60));
    let shown = &rows[..rows.len() - more];
    let names = shown.iter().map(|(principal, _)| ChartText::Principal(principal.index));
    let left = size.column(names.clone()) + GAP;
    let row_height = size.line() + 2.0;
    let height = shown.len() as f32 * row_height;
    let plot = Rect { x: left, y: 0.0, width: (size.width - left - 2.0).max(1.0), height };
    let mut marks = Vec::new();
    time_axis(&mut marks, size, plot, whole, ChartText::Span, Scale::Below);
    for (row, ((_, gauge), name)) in shown.iter().zip(names).enumerate() {
        let middle = (row as f32 + 0.5) * row_height;
        marks.push(size.label(Point::new(0.0, middle), Anchor::Start, name, Ink::Ink));
        life(&mut marks, gauge, now, Rect { y: middle - BAR / 2.0, height: BAR, ..plot }, whole);
    }
    let mut bottom = height + size.line() + GAP;
    if more > 0 {
        let text = ChartText::More(more as u64);
        marks.push(size.label(Point::new(0.0, bottom + size.line() / 2.0), Anchor::Start, text, Ink::Muted));
        bottom += size.line() + GAP;
    }
    Chart { height: bottom, marks }
}

/// Solid until the cut-off, hatched from there to expiry; the window in which the client renews lies under the bar.
fn life(marks: &mut Vec<Mark>, gauge: &SessionGauge, now: SimTime, plot: Rect, whole: Micros) {
    let [cutoff, expiry] = [gauge.until_cutoff, gauge.until_expiry].map(|until| along(plot, until, whole));
    let whole_life = along(plot, gauge.length, whole);
    marks.push(bar(Rect { width: whole_life - plot.x, ..plot }, Ink::Line, 0.6));
    let ink = if gauge.until_cutoff == Micros::ZERO { Ink::Harm } else { Ink::Ink };
    hatch(marks, Rect { x: cutoff, width: expiry - cutoff, ..plot }, ink);
    marks.push(bar(Rect { width: cutoff - plot.x, ..plot }, Ink::Ink, 1.0));
    let opens = along(plot, gauge.session.window_opens.since(now), whole);
    let under = Rect { x: opens, y: plot.bottom() + 1.0, width: cutoff - opens, height: 2.0 };
    if under.width > 0.0 {
        marks.push(bar(under, Ink::Muted, 1.0));
    }
    for (x, reach) in [(cutoff, 3.0), (expiry, 1.0)] {
        let (top, bottom) = (Point::new(x, plot.y - reach), Point::new(x, plot.bottom() + reach));
        marks.push(rule(top, bottom, ink, 1.5, None));
    }
}
