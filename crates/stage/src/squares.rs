//! How the squares of one place's principals stand: rows of four, tighter only where there are very many.
//! Each principal has exactly one square; which place the block has is not decided here.

use crate::Point;

/// The grid of one place's squares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Grid {
    /// How many squares.
    pub count: usize,
    /// How many stand in a row.
    pub columns: usize,
    /// Side of a square, in pixels.
    pub size: f32,
    /// From one square to the next, in pixels.
    pub pitch: f32,
}

impl Grid {
    /// The grid for so many principals.
    pub(crate) fn new(count: usize) -> Self {
        let (columns, size, pitch) = match count {
            0..=16 => (4, 7.0, 9.0),
            17..=48 => (8, 6.0, 8.0),
            49..=160 => (16, 4.0, 5.0),
            _ => (32, 2.4, 3.0),
        };
        Self { count, columns: columns.min(count.max(1)), size, pitch }
    }

    const fn rows(self) -> usize {
        self.count.div_ceil(self.columns)
    }

    /// Width in pixels.
    pub(crate) fn width(self) -> f32 {
        if self.count == 0 { 0.0 } else { (self.columns - 1) as f32 * self.pitch + self.size }
    }

    /// Height in pixels.
    pub(crate) fn height(self) -> f32 {
        if self.count == 0 { 0.0 } else { (self.rows() - 1) as f32 * self.pitch + self.size }
    }

    /// Whether all stand in one row.
    pub(crate) const fn is_one_row(self) -> bool {
        self.count <= self.columns
    }

    /// The center of a square, from the block's top left corner.
    pub(crate) fn center(self, index: usize, corner: Point) -> Point {
        let (row, column) = (index / self.columns, index % self.columns);
        let half = self.size / 2.0;
        corner.offset(column as f32 * self.pitch + half, row as f32 * self.pitch + half)
    }
}
