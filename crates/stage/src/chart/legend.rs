//! What the inks of a chart mean, beside the chart itself, so that a saved one says it, too.
//! Which of them a chart has is its own business.

use super::{ChartSize, ChartText, GAP, bar, frame, rule};
use crate::{Anchor, Ink, Mark, Point, Rect};

/// Side of a swatch, in pixels.
const SIDE: f32 = 10.0;

/// How something is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Swatch {
    /// With an ink, at an opacity.
    Filled(Ink, f32),
    /// In its left half, as the squares of those that cannot renew are.
    Half,
    /// Not at all: it is a line.
    Line,
}

impl Swatch {
    /// A rectangle filled so.
    pub(super) fn fill(self, marks: &mut Vec<Mark>, rect: Rect) {
        match self {
            Self::Filled(ink, alpha) => marks.push(bar(rect, ink, alpha)),
            Self::Half => {
                marks.push(bar(rect, Ink::Surface, 1.0));
                marks.push(bar(Rect { width: rect.width / 2.0, ..rect }, Ink::Ink, 1.0));
                frame(marks, rect, Ink::Ink, None);
            }
            Self::Line => {
                let from = Point::new(rect.x, rect.y + rect.height / 2.0);
                marks.push(rule(from, from.offset(rect.width, 0.0), Ink::Ink, 1.4, None));
            }
        }
    }
}

/// Entries in rows.
#[derive(Debug)]
pub(super) struct Legend {
    /// Each with the left end of its swatch.
    entries: Vec<(Point, Swatch, ChartText)>,
    /// How high it is, in pixels.
    pub(super) height: f32,
}

impl Legend {
    /// Entries from the upper edge of the chart down, from `left` on, as many in a row as fit.
    pub(super) fn new(entries: impl Iterator<Item = (Swatch, ChartText)>, size: &ChartSize, left: f32) -> Self {
        let mut at = Point::new(left, size.line() / 2.0);
        let mut placed = Vec::new();
        for (swatch, text) in entries {
            let width = SIDE + GAP + size.width_of(text);
            if at.x > left && at.x + width > size.width {
                at = Point::new(left, at.y + size.line());
            }
            placed.push((at, swatch, text));
            at.x += width + 2.0 * GAP;
        }
        let height = if placed.is_empty() { 0.0 } else { at.y + size.line() / 2.0 };
        Self { entries: placed, height }
    }

    /// Adds what it consists of.
    pub(super) fn draw(&self, marks: &mut Vec<Mark>, size: &ChartSize) {
        for &(at, swatch, text) in &self.entries {
            swatch.fill(marks, Rect { x: at.x, y: at.y - SIDE / 2.0, width: SIDE, height: SIDE });
            marks.push(size.label(at.offset(SIDE + GAP, 0.0), Anchor::Start, text, Ink::Ink));
        }
    }
}
