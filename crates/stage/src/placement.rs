//! Finds room for boxes beside their points: nothing overlaps, near is better than far, and the same input always
//! gives the same places. What is in the boxes is not decided here.

use crate::geometry::Rect;
use crate::{Anchor, Point};

/// What wants a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    /// The point it belongs to.
    pub point: Point,
    /// How far around the point must stay free, in pixels.
    pub reach: f32,
    /// Width and height in pixels, in each of the shapes it can take, the preferred one first.
    pub shapes: [Option<[f32; 2]>; 2],
    /// Height in pixels of the line of text, which stands on top.
    pub line: f32,
    /// How far away it may be, in pixels.
    pub farthest: f32,
}

/// A place found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Placed {
    /// The box.
    pub rect: Rect,
    /// At which side its content stands.
    pub anchor: Anchor,
    /// Which of its shapes it has.
    pub shape: usize,
    /// The line that leads from the point to the box, where the box is not right beside it.
    pub leader: Option<[Point; 2]>,
    /// How good the place is; 0 is best.
    pub cost: f32,
}

impl Placed {
    /// Whether it lies on something or right beside another box, for want of room.
    pub(crate) const fn is_cramped(self) -> bool {
        self.cost >= BESIDE_ROW_COST
    }
}

/// What is in the way.
#[derive(Clone, Debug)]
pub(crate) struct Obstacles {
    /// Boxes must lie inside.
    pub bounds: Rect,
    /// Boxes and leaders must not touch these,
    pub solid: Vec<Rect>,
    /// nor these, which are other boxes, each with whether it has squares.
    pub boxes: Vec<(Rect, bool)>,
    /// Boxes had better not lie on these points.
    pub soft: Vec<Point>,
    /// Boxes must not lie on these lines.
    pub leaders: Vec<[Point; 2]>,
    /// Points of other boxes: a box had better be nearest to its own.
    pub rivals: Vec<Point>,
}

impl Obstacles {
    /// What was placed is in the way of the others.
    pub(crate) fn add(&mut self, wish: Wish, placed: Placed) {
        self.boxes.push((placed.rect, wish.has_squares(placed.rect)));
        self.leaders.extend(placed.leader);
    }
}

impl Wish {
    /// Whether a box of it holds more than its line of text.
    fn has_squares(&self, rect: Rect) -> bool {
        rect.height > self.line
    }
}

/// Space between point and box in pixels, with what it costs.
const GAPS: [(f32, f32); 7] =
    [(2.0, 0.0), (6.0, 1.4), (11.0, 3.0), (18.0, 5.0), (27.0, 8.0), (38.0, 12.0), (52.0, 17.0)];
/// No box is further away from its point, in pixels: better on something else than where nobody looks for it.
const FARTHEST: f32 = 60.0;
/// From this gap on a line leads to the box.
const LEADER_FROM: f32 = 10.0;
/// What a point of a route under a box costs.
const SOFT_COST: f32 = 0.6;
/// What it costs to lie on something solid, where there is no room at all, and each square pixel of it.
const NO_ROOM_COST: f32 = 1_000.0;
const OVERLAP_COST: f32 = 2.0;
/// What it costs to stand nearer to another box's point than to one's own, and by how much one's own must be nearer.
const RIVAL_COST: f32 = 7.0;
const RIVAL_LEAD: f32 = 5.0;
/// Space beside a box, and above and below it, in pixels: two names in one line need more than a letter's space between them.
const SPACE: [f32; 2] = [4.5, 1.5];
/// Beside a box with squares there had better be so much space to the next, in pixels: squares that begin nearer read as
/// more of the same. With what it costs where there is not, more than anything but to lie on something.
const ROW_SPACE: f32 = 12.0;
const BESIDE_ROW_COST: f32 = 100.0;

/// Directions to the right and left of the point: how far up or down, as a share, with what it costs. The first
/// stands with its line of text at the height of the point.
const BESIDE: [(f32, f32); 5] = [(f32::NAN, 0.0), (-0.5, 0.5), (0.5, 0.4), (-1.0, 0.7), (1.0, 0.9)];
/// Directions above and below the point: how far to the right, as a share, with what it costs.
const ABOVE: [(f32, f32); 5] = [(0.0, 1.0), (0.3, 1.1), (-0.3, 1.2), (0.55, 1.3), (-0.55, 1.4)];

/// The best place for a box; `None` where everything would overlap, unless `always`.
pub(crate) fn place(wish: &Wish, obstacles: &Obstacles, always: bool) -> Option<Placed> {
    let mut best: Option<Placed> = None;
    for (gap, gap_cost) in GAPS.into_iter().filter(|(gap, _)| *gap <= wish.farthest.min(FARTHEST - wish.reach)) {
        if best.is_some_and(|best| best.cost <= gap_cost) {
            break;
        }
        for (shape, size) in wish.shapes.into_iter().enumerate() {
            let Some(size) = size else { continue };
            for candidate in candidates(wish, obstacles.bounds, gap, gap_cost + shape as f32 * 0.6, shape, size) {
                let limit = best.map_or(f32::INFINITY, |best| best.cost);
                if candidate.cost < limit {
                    let cost = candidate.cost + cost_here(wish, &candidate, obstacles, always, limit);
                    if cost < limit {
                        best = Some(Placed { cost, ..candidate });
                    }
                }
            }
        }
    }
    best
}

/// The places at one distance from the point.
fn candidates(
    wish: &Wish,
    bounds: Rect,
    gap: f32,
    cost: f32,
    shape: usize,
    size: [f32; 2],
) -> impl Iterator<Item = Placed> {
    let Wish { point, reach, line, .. } = *wish;
    let [width, height] = size;
    let distance = reach + gap;
    let placed = move |x: f32, y: f32, anchor: Anchor, cost: f32| {
        let rect = Rect { x, y, width, height };
        let leader = (gap >= LEADER_FROM).then(|| leader(point, reach, rect));
        Placed { rect, anchor, shape, leader, cost }
    };
    let beside =
        [(1.0, Anchor::Start, 0.0), (-1.0, Anchor::End, 0.25)].into_iter().flat_map(move |(side, anchor, more)| {
            BESIDE.into_iter().map(move |(rise, direction)| {
                let slanted = if rise.abs() == 1.0 { 0.7 * distance } else { distance };
                let x = if side > 0.0 { point.x + slanted } else { point.x - slanted - width };
                let y = if rise.is_nan() {
                    point.y - line / 2.0
                } else {
                    let reach = if rise.abs() == 1.0 { height / 2.0 + 0.7 * distance } else { 0.5 * height };
                    point.y - height / 2.0 + rise.signum() * reach
                };
                placed(x, y, anchor, cost + more + direction)
            })
        });
    let above = [(-1.0, 0.0), (1.0, 0.1)].into_iter().flat_map(move |(side, more)| {
        ABOVE.into_iter().map(move |(shift, direction)| {
            let y = if side > 0.0 { point.y + distance } else { point.y - distance - height };
            let anchor = if shift == 0.0 {
                Anchor::Middle
            } else if shift > 0.0 {
                Anchor::Start
            } else {
                Anchor::End
            };
            // Slides along the edge of the picture rather than over it.
            let x = point.x + (shift - 0.5) * width;
            let slid = x.min(bounds.right() - width).max(bounds.x);
            placed(slid, y, anchor, cost + more + direction)
        })
    });
    beside.chain(above)
}

fn leader(point: Point, reach: f32, rect: Rect) -> [Point; 2] {
    let end = rect.grown(1.0).nearest(point);
    let start = point.toward(end, (reach * 0.6) / point.distance(end).max(1.0));
    [start, end]
}

/// What a place costs for what it lies on; infinite where it must not be.
fn cost_here(wish: &Wish, placed: &Placed, obstacles: &Obstacles, always: bool, limit: f32) -> f32 {
    let Rect { x, y, width, height } = placed.rect;
    let rect =
        Rect { x: x - SPACE[0], y: y - SPACE[1], width: width + 2.0 * SPACE[0], height: height + 2.0 * SPACE[1] };
    if !obstacles.bounds.holds(placed.rect) {
        return f32::INFINITY;
    }
    let row = Rect { x: x - ROW_SPACE, width: width + 2.0 * ROW_SPACE, ..rect };
    let mut cost = 0.0;
    for solid in obstacles.solid.iter().chain(obstacles.boxes.iter().map(|(rect, _)| rect)) {
        let blocks_leader = placed.leader.is_some_and(|leader| touches(leader, *solid));
        if rect.overlaps(*solid) || blocks_leader {
            if !always {
                return f32::INFINITY;
            }
            cost += NO_ROOM_COST + OVERLAP_COST * rect.shared_area(*solid);
        }
    }
    let has_squares = wish.has_squares(placed.rect);
    let beside = obstacles.boxes.iter().filter(|(other, squares)| (has_squares || *squares) && row.overlaps(*other));
    cost += beside.map(|_| BESIDE_ROW_COST).sum::<f32>();
    for line in &obstacles.leaders {
        let crosses = placed.leader.is_some_and(|leader| cross(leader, *line));
        if crosses || touches(*line, rect) {
            if !always {
                return f32::INFINITY;
            }
            cost += NO_ROOM_COST;
        }
    }
    cost += ambiguity(wish.point, placed, &obstacles.rivals);
    for soft in &obstacles.soft {
        if rect.holds_point(*soft) {
            cost += SOFT_COST;
            if placed.cost + cost >= limit {
                return f32::INFINITY;
            }
        }
    }
    cost
}

/// What it costs that a box could be taken for another point's; less where a line leads to it.
fn ambiguity(own: Point, placed: &Placed, rivals: &[Point]) -> f32 {
    let distance = |point: Point| placed.rect.nearest(point).distance(point);
    let limit = distance(own) + RIVAL_LEAD;
    let each = if placed.leader.is_some() { RIVAL_COST / 3.0 } else { RIVAL_COST };
    let nearer = rivals.iter().filter(|rival| rival.distance(own) > 1.0 && distance(**rival) < limit);
    nearer.map(|rival| each * (1.0 - distance(*rival) / limit).max(0.3)).sum()
}

/// Whether a line runs through a box; its first point may lie in it.
fn touches(line: [Point; 2], rect: Rect) -> bool {
    const STEPS: u16 = 8;
    let reaches = Rect {
        x: line[0].x.min(line[1].x),
        y: line[0].y.min(line[1].y),
        width: (line[0].x - line[1].x).abs().max(0.1),
        height: (line[0].y - line[1].y).abs().max(0.1),
    };
    reaches.overlaps(rect)
        && (1..=STEPS).any(|step| rect.holds_point(line[0].toward(line[1], f32::from(step) / f32::from(STEPS))))
}

/// Whether two lines cross.
fn cross(one: [Point; 2], other: [Point; 2]) -> bool {
    let side = |line: [Point; 2], point: Point| {
        (line[1].x - line[0].x) * (point.y - line[0].y) - (line[1].y - line[0].y) * (point.x - line[0].x)
    };
    side(one, other[0]) * side(one, other[1]) < 0.0 && side(other, one[0]) * side(other, one[1]) < 0.0
}
