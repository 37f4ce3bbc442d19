//! How a request travels on the picture: a schematic curve, over the edge of the map where that is much shorter.
//! Curves are no cable routes; what travels, and whether it arrives, is not decided here.

use sts_atlas_facts::{Place, RegionId};

use crate::geometry::{Curve, length, point_at};
use crate::view::from_meridian;
use crate::{Meridian, Point, Projection};

/// A route on the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Course {
    /// Within one place: a loop around it.
    Loop {
        /// The place.
        center: Point,
    },
    /// In one piece.
    Whole(Curve),
    /// Leaves at one edge of the map and comes back at the other.
    OverEdge {
        /// From the caller to the edge.
        leaving: Curve,
        /// From the other edge to the server.
        entering: Curve,
    },
}

/// Radius of the loop around a place, in pixels.
pub(crate) const LOOP_RADIUS: f32 = 8.0;
/// Places nearer than this lie on one another, in pixels.
const SAME_SPOT: f32 = 6.0;
/// The other way round the world must be so much shorter, in hundredths of a degree of longitude.
const WORTH_THE_EDGE: i32 = 2_000;
/// How far a curve bulges, as a share of its length: from Regions, and from cities, which may lie in the same spot.
const BULGE: [f32; 2] = [0.2, 0.02];

/// Whether a route leaves the map at one edge and comes back at the other: only where the other way round the world
/// is more than 20° of longitude shorter.
pub fn crosses_edge(meridian: Meridian, from: Place, to: RegionId) -> bool {
    let on_map = (from_meridian(meridian, from).1 - from_meridian(meridian, Place::Region(to)).1).abs();
    on_map - (36_000 - on_map) > WORTH_THE_EDGE
}

/// The curve between two points: bulging up, as great circles of the north do.
fn arched(from: Point, to: Point, bulge: f32) -> Curve {
    [from, from.toward(to, 0.5).offset(0.0, -bulge * from.distance(to)), to]
}

impl Course {
    /// The route from a place to a Region.
    pub(crate) fn between(projection: &Projection, from: Place, to: RegionId) -> Self {
        let (start, end) = (projection.place(from), projection.region(to));
        if start.distance(end) < SAME_SPOT && matches!(from, Place::City(_)) || from == Place::Region(to) {
            return Self::Loop { center: end };
        }
        let bulge = BULGE[usize::from(matches!(from, Place::City(_)))];
        let meridian = projection.view().meridian;
        if !crosses_edge(meridian, from, to) {
            return Self::Whole(arched(start, end, bulge));
        }
        let (from_latitude, from_longitude) = from_meridian(meridian, from);
        let (to_latitude, to_longitude) = from_meridian(meridian, Place::Region(to));
        let near_edge = if from_longitude < 0 { -18_000 } else { 18_000 };
        let (before, after) = ((near_edge - from_longitude).abs() as f32, (to_longitude + near_edge).abs() as f32);
        let share = before / (before + after);
        let (from_latitude, to_latitude) = (from_latitude as f32, to_latitude as f32);
        let northward = 800.0 * (1.0 - from_latitude.abs().max(to_latitude.abs()) / 9_000.0);
        let latitude = (from_latitude + (to_latitude - from_latitude) * share + northward) as i32;
        Self::OverEdge {
            leaving: arched(start, projection.on_central(latitude, near_edge), bulge),
            entering: arched(projection.on_central(latitude, -near_edge), end, bulge),
        }
    }

    /// Its curves, from the caller to the server.
    pub(crate) fn curves(&self) -> impl Iterator<Item = Curve> {
        match *self {
            Self::Loop { .. } => [None, None],
            Self::Whole(curve) => [Some(curve), None],
            Self::OverEdge { leaving, entering } => [Some(leaving), Some(entering)],
        }
        .into_iter()
        .flatten()
    }

    /// The curve on which it leaves the caller.
    pub(crate) fn first_curve(&self) -> Option<Curve> {
        self.curves().next()
    }

    /// Where a request is after a share of the way; on a loop of this radius it returns on the other side.
    pub(crate) fn position(&self, share: f32, back: bool, loop_radius: f32) -> Point {
        match self {
            Self::Loop { center } => {
                let turn = if back { 1.0 - share / 2.0 } else { share / 2.0 };
                center.on_circle(loop_radius, turn)
            }
            Self::Whole(curve) => point_at(curve, share),
            Self::OverEdge { leaving, entering } => {
                let (first, second) = (length(leaving), length(entering));
                let way = share * (first + second);
                if way < first {
                    point_at(leaving, way / first)
                } else {
                    point_at(entering, (way - first) / second.max(1.0))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str) -> Place {
        Place::from_code(code).unwrap()
    }

    #[test]
    fn a_route_crosses_the_edge_only_where_that_is_more_than_20_degrees_shorter() {
        // Each with whether it does around the Pacific and around the Atlantic.
        let cases = [
            ("eu-central-1", [true, false]),
            ("eu-west-1", [true, false]),
            ("af-south-1", [true, false]),
            ("ap-south-1", [true, false]),
            ("ap-northeast-1", [false, true]),
            ("ap-southeast-1", [false, false]),
            ("ap-southeast-2", [false, true]),
            ("us-west-2", [false, false]),
            ("sa-east-1", [false, false]),
            ("Tokyo", [false, true]),
            ("London", [true, false]),
        ];
        for (from, crosses) in cases {
            let found = Meridian::BOTH.map(|meridian| crosses_edge(meridian, place(from), RegionId::US_EAST_1));
            assert_eq!(found, crosses, "{from}");
        }
    }
}
