//! Points, boxes and quadratic curves in CSS pixels.
//! Nothing here knows what is drawn.

/// A point, in CSS pixels from the viewport's top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

impl Point {
    /// A point.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// The point so far away.
    pub const fn offset(self, dx: f32, dy: f32) -> Self {
        Self { x: self.x + dx, y: self.y + dy }
    }

    /// The point on the way to another, at a share of it.
    pub fn toward(self, other: Self, share: f32) -> Self {
        Self { x: self.x + (other.x - self.x) * share, y: self.y + (other.y - self.y) * share }
    }

    /// How far another point is, in pixels.
    pub fn distance(self, other: Self) -> f32 {
        let (x, y) = (self.x - other.x, self.y - other.y);
        (x * x + y * y).sqrt()
    }

    /// The point on a circle around this one, a share of a whole turn clockwise from its top.
    pub(crate) fn on_circle(self, radius: f32, turn: f32) -> Self {
        self.offset(radius * sine(turn), radius * sine(turn - 0.25))
    }
}

/// The sine of a share of a whole turn, true to 1e-6. A library's, for angles of any size, would weigh 1.5 KB in the page.
pub(crate) fn sine(turn: f32) -> f32 {
    // From a quarter turn before nothing to a quarter after it, where the series is short.
    let turn = turn - (turn + 0.25).floor();
    let turn = if turn > 0.25 { 0.5 - turn } else { turn };
    let angle = std::f32::consts::TAU * turn;
    let square = angle * angle;
    let factors = [110.0, 72.0, 42.0, 20.0, 6.0];
    angle * factors.into_iter().fold(1.0, |sum, factor| 1.0 - square / factor * sum)
}

/// A box, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Extent to the right.
    pub width: f32,
    /// Extent down.
    pub height: f32,
}

impl Rect {
    /// The square around a point, reaching so far to each side.
    pub const fn around(center: Point, reach: f32) -> Self {
        Self { x: center.x - reach, y: center.y - reach, width: 2.0 * reach, height: 2.0 * reach }
    }

    /// Its corners, clockwise from the upper left one.
    pub fn corners(self) -> Vec<Point> {
        let Self { x, y, .. } = self;
        let (right, bottom) = (self.right(), self.bottom());
        vec![Point { x, y }, Point { x: right, y }, Point { x: right, y: bottom }, Point { x, y: bottom }]
    }

    /// Right edge.
    pub const fn right(self) -> f32 {
        self.x + self.width
    }

    /// Lower edge.
    pub const fn bottom(self) -> f32 {
        self.y + self.height
    }

    /// Its middle.
    pub const fn center(self) -> Point {
        Point { x: self.x + self.width / 2.0, y: self.y + self.height / 2.0 }
    }

    /// The box that reaches so much further on each side.
    pub const fn grown(self, by: f32) -> Self {
        Self { x: self.x - by, y: self.y - by, width: self.width + 2.0 * by, height: self.height + 2.0 * by }
    }

    /// Whether the two share an area; boxes that only touch do not.
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// The area the two share, in square pixels.
    pub fn shared_area(self, other: Self) -> f32 {
        let width = self.right().min(other.right()) - self.x.max(other.x);
        let height = self.bottom().min(other.bottom()) - self.y.max(other.y);
        width.max(0.0) * height.max(0.0)
    }

    /// Whether another box lies wholly inside.
    pub fn holds(self, other: Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }

    /// Whether a point lies inside.
    pub fn holds_point(self, point: Point) -> bool {
        self.x <= point.x && point.x <= self.right() && self.y <= point.y && point.y <= self.bottom()
    }

    /// The smallest box around both.
    pub fn joined(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self { x, y, width: self.right().max(other.right()) - x, height: self.bottom().max(other.bottom()) - y }
    }

    /// The point of the box nearest to another point.
    pub fn nearest(self, point: Point) -> Point {
        // Not `clamp`: its panic formats floats, which weighs 8 KB in WebAssembly.
        Point { x: point.x.max(self.x).min(self.right()), y: point.y.max(self.y).min(self.bottom()) }
    }

    /// Its area, in square pixels.
    pub const fn area(self) -> f32 {
        self.width * self.height
    }
}

/// A quadratic curve: start, control point, end.
pub type Curve = [Point; 3];

/// The straight line between two points, as a curve.
pub fn straight(from: Point, to: Point) -> Curve {
    [from, from.toward(to, 0.5), to]
}

/// The point of a curve at a share of its parameter.
pub fn point_at(curve: &Curve, share: f32) -> Point {
    curve[0].toward(curve[1], share).toward(curve[1].toward(curve[2], share), share)
}

/// The part of a curve between two shares of its parameter.
pub fn part(curve: &Curve, from: f32, to: f32) -> Curve {
    let [start, control, _] = *curve;
    let control_at = start.toward(control, from).toward(control.toward(curve[2], from), to);
    [point_at(curve, from), control_at, point_at(curve, to)]
}

/// How long a curve is, in pixels; near enough for placing things on it.
pub fn length(curve: &Curve) -> f32 {
    let chord = curve[0].distance(curve[2]);
    let hull = curve[0].distance(curve[1]) + curve[1].distance(curve[2]);
    (2.0 * chord + hull) / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURVE: Curve = [Point::new(0.0, 0.0), Point::new(10.0, 10.0), Point::new(20.0, 0.0)];

    #[test]
    fn a_part_of_a_curve_lies_on_the_curve() {
        let part = part(&CURVE, 0.25, 0.75);
        for (share_of_part, share) in [(0.0, 0.25), (0.5, 0.5), (1.0, 0.75)] {
            assert!(point_at(&part, share_of_part).distance(point_at(&CURVE, share)) < 1e-4);
        }
    }

    #[test]
    fn the_sine_is_true_for_every_share_of_a_turn() {
        for step in -4_000_i16..=4_000 {
            let turn = f32::from(step) / 2_000.0;
            let wanted = (f64::from(turn) * std::f64::consts::TAU).sin();
            assert!((f64::from(sine(turn)) - wanted).abs() < 1e-6, "{turn}: {}, not {wanted}", sine(turn));
        }
        let center = Point::new(5.0, 5.0);
        for (turn, wanted) in [(0.0, [5.0, 3.0]), (0.25, [7.0, 5.0]), (0.5, [5.0, 7.0]), (0.75, [3.0, 5.0])] {
            assert!(center.on_circle(2.0, turn).distance(Point::new(wanted[0], wanted[1])) < 1e-5, "{turn}");
        }
    }

    #[test]
    fn a_straight_curve_is_as_long_as_its_ends_are_apart() {
        assert!((length(&straight(Point::new(3.0, 0.0), Point::new(0.0, 4.0))) - 5.0).abs() < 1e-5);
    }

    #[test]
    fn boxes_that_touch_do_not_overlap() {
        let left = Rect { x: 0.0, y: 0.0, width: 10.0, height: 10.0 };
        assert!(!left.overlaps(Rect { x: 10.0, ..left }));
        assert!(left.overlaps(Rect { x: 9.0, ..left }));
        assert!((left.shared_area(Rect { x: 9.0, y: 5.0, ..left }) - 5.0).abs() < 1e-5);
    }
}
