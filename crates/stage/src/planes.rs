//! IAM on the picture: the control plane, the data plane of each enabled Region, and how far changes have come.
//! Nothing travels here: no public map of delays exists, so that Regions light up one by one.

use sts_atlas_facts::RegionId;
use sts_atlas_player::{TokenSource, WorldSnapshot};
use sts_atlas_sim::TokenVerdict;

use crate::geometry::straight;
use crate::layout::{DIAMOND_RADIUS, Layout, REGION_RADIUS};
use crate::{Ink, Mark, Point};

/// What a data plane's mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaneShape {
    /// Open: no change is about it.
    Open,
    /// Solid: what was changed has arrived.
    Solid,
    /// Hatched: a change is on its way.
    Hatched,
    /// Hatched, with a bar: a change waits, since the Region is cut off.
    Barred,
    /// Open and crossed, in [`Ink::Harm`]: it is down.
    Crossed,
}

/// From the center to a tip, in pixels: of a data plane, and of the control plane.
const PLANE_RADIUS: f32 = 5.4;
const CONTROL_RADIUS: f32 = DIAMOND_RADIUS + 2.0;
/// Width of lines, in pixels.
const LINE: f32 = 1.3;

/// How far the changes of a world have come in a Region; `None` where the account has no data plane.
pub(crate) fn shape_in(snapshot: &WorldSnapshot, region: RegionId) -> Option<PlaneShape> {
    let matrix = &snapshot.matrix;
    let regional = matrix.rows.iter().find(|row| row.source == TokenSource::Regional);
    let verdict = |column: usize| regional.and_then(|row| row.verdicts.get(column + 1));
    let column = matrix.opt_in.iter().position(|&known| known == region);
    let enabled = !region.fact().opt_in
        || column.and_then(verdict).is_some_and(|&verdict| verdict != TokenVerdict::RegionNotEnabled);
    let views = || snapshot.changes.iter().map(|change| &change.view);
    let awaited = views().any(|view| view.waiting.contains(region) || view.reaching.contains(region));
    if !enabled && !awaited {
        return None;
    }
    Some(if snapshot.planes.data_down.contains(region) {
        PlaneShape::Crossed
    } else if views().any(|view| view.waiting.contains(region)) {
        PlaneShape::Barred
    } else if awaited {
        PlaneShape::Hatched
    } else if views().any(|view| view.arrived.iter().any(|(at, _)| *at == region)) {
        PlaneShape::Solid
    } else {
        PlaneShape::Open
    })
}

/// The planes of all Regions in view.
pub(crate) fn planes(marks: &mut Vec<Mark>, layout: &Layout, snapshot: &WorldSnapshot) {
    for spot in &layout.regions {
        if spot.region == RegionId::US_EAST_1 {
            control_plane(marks, spot.center, snapshot.planes.control_down);
        }
        match shape_in(snapshot, spot.region) {
            Some(shape) => plane(marks, spot.center, shape),
            None => marks.push(Mark::Circle {
                center: spot.center,
                radius: REGION_RADIUS[1],
                fill: None,
                stroke: Some((Ink::Muted, 1.0)),
                dash: Some([1.5, 2.0]),
            }),
        }
    }
}

/// The control plane lies around the data plane of its own Region.
fn control_plane(marks: &mut Vec<Mark>, center: Point, down: bool) {
    let fill = if down { Ink::Harm } else { Ink::Ink };
    for (radius, fill) in [(CONTROL_RADIUS + 1.5, Ink::Background), (CONTROL_RADIUS, fill)] {
        marks.push(Mark::Hexagon { center, radius, fill });
    }
    if down {
        marks.push(Mark::Cross { center: center.offset(0.0, -CONTROL_RADIUS - 6.0), radius: 3.5, ink: Ink::Harm });
    }
}

fn plane(marks: &mut Vec<Mark>, center: Point, shape: PlaneShape) {
    let ink = if shape == PlaneShape::Crossed { Ink::Harm } else { Ink::Ink };
    marks.push(Mark::Hexagon { center, radius: PLANE_RADIUS + 1.2, fill: Ink::Background });
    marks.push(Mark::Hexagon { center, radius: PLANE_RADIUS, fill: ink });
    if shape == PlaneShape::Solid {
        return;
    }
    marks.push(Mark::Hexagon { center, radius: PLANE_RADIUS - LINE, fill: Ink::Surface });
    match shape {
        PlaneShape::Open | PlaneShape::Solid => {}
        PlaneShape::Crossed => marks.push(Mark::Cross { center, radius: 2.2, ink }),
        PlaneShape::Hatched => hatch(marks, center),
        PlaneShape::Barred => {
            hatch(marks, center);
            let below = PLANE_RADIUS + 3.0;
            let ends = [-PLANE_RADIUS, PLANE_RADIUS].map(|dx| center.offset(dx, below));
            let halo = straight(ends[0].offset(-1.0, 0.0), ends[1].offset(1.0, 0.0));
            for (points, ink, width) in [(halo, Ink::Background, 4.5), (straight(ends[0], ends[1]), Ink::Ink, 2.4)] {
                marks.push(Mark::Line { points, ink, width, dash: None, alpha: 1.0 });
            }
        }
    }
}

/// Rising lines across a hexagon: how far each is off its middle, and how far it reaches to both sides.
const HATCH: [(f32, f32); 3] = [(-2.2, 2.3), (0.0, 2.9), (2.2, 2.3)];

fn hatch(marks: &mut Vec<Mark>, center: Point) {
    for (off, reach) in HATCH {
        let middle = center.offset(off * 0.707, off * 0.707);
        let points = straight(middle.offset(-reach, reach), middle.offset(reach, -reach));
        marks.push(Mark::Line { points, ink: Ink::Ink, width: 1.1, dash: None, alpha: 1.0 });
    }
}
