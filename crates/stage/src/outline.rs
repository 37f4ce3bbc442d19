//! The layer everything lies on: the land's outline and the graticule, as lines in pixels.
//! The outline comes packed from `build.rs`; how it is inked is not decided here.

use crate::{Point, Projection};

/// Outline of the land as packed by `build.rs`.
static LAND: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/land.bin"));

/// Hundredths of a degree between two lines of the grid that its points are on.
const LAND_STEP: i32 = 20;

/// Land and graticule of one projection. It changes only with the viewport, so a painter can keep it.
#[derive(Clone, Debug, PartialEq)]
pub struct BaseLayer {
    /// Rings of the land; to be filled with the even-odd rule.
    pub land: Vec<Vec<Point>>,
    /// Meridians and parallels; to be stroked.
    pub graticule: Vec<Vec<Point>>,
    /// The edge of the map, a closed ring.
    pub edge: Vec<Point>,
}

/// Degrees between two lines of the graticule.
const GRATICULE_STEP: i32 = 15;
/// Degrees between two points on a meridian.
const MERIDIAN_STEP: i32 = 5;

/// The base layer of a projection.
pub fn base(projection: &Projection) -> BaseLayer {
    let meridian = |longitude: i32| -> Vec<Point> {
        let latitudes = (-90 / MERIDIAN_STEP..=90 / MERIDIAN_STEP).map(|step| step * MERIDIAN_STEP * 100);
        latitudes.map(|latitude| projection.on_central(latitude, longitude)).collect()
    };
    // Longitudes are round on the globe, not counted from the central meridian.
    let first = (-180 - crate::projection::CENTRAL_MERIDIAN / 100).rem_euclid(GRATICULE_STEP) - 180;
    let mut graticule: Vec<Vec<Point>> =
        (0..360 / GRATICULE_STEP).map(|step| meridian((first + step * GRATICULE_STEP) * 100)).collect();
    // Parallels are straight in this projection.
    graticule.extend((1 - 90 / GRATICULE_STEP..90 / GRATICULE_STEP).map(|step| {
        let latitude = step * GRATICULE_STEP * 100;
        vec![projection.on_central(latitude, -18_000), projection.on_central(latitude, 18_000)]
    }));
    let mut edge = meridian(-18_000);
    edge.extend(meridian(18_000).into_iter().rev());
    BaseLayer { land: land(projection), graticule, edge }
}

fn land(projection: &Projection) -> Vec<Vec<Point>> {
    let mut bytes = LAND;
    let mut rings = Vec::new();
    let (mut longitude, mut latitude) = (0, 0);
    while !bytes.is_empty() {
        let count = varint(&mut bytes);
        let mut ring = Vec::with_capacity(count as usize);
        for _ in 0..count {
            longitude += unzigzag(varint(&mut bytes));
            latitude += unzigzag(varint(&mut bytes));
            ring.push(projection.on_central(latitude * LAND_STEP, longitude * LAND_STEP));
        }
        rings.push(ring);
    }
    rings
}

fn varint(bytes: &mut &[u8]) -> u32 {
    let mut value = 0;
    let mut shift = 0;
    while let [byte, rest @ ..] = *bytes {
        *bytes = rest;
        value |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 || shift > 28 {
            break;
        }
    }
    value
}

const fn unzigzag(value: u32) -> i32 {
    (value >> 1).cast_signed() ^ -((value & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Frame, Viewport};

    #[test]
    fn the_outline_comes_back_as_it_was_packed() {
        let projection = Projection::new(Viewport { width: 790.0, height: 330.0, frame: Frame::World }, &[]);
        let base = base(&projection);
        assert_eq!((base.land.len(), base.land.iter().map(Vec::len).sum::<usize>()), (102, 3_217));
        // The first point of the file: Tierra del Fuego's west.
        assert_eq!(base.land[0][0], projection.on_central(-5_380, 14_020));
        assert!(LAND.len() < 7_000, "{} bytes", LAND.len());
    }

    #[test]
    fn singapore_lies_off_the_coast_and_frankfurt_on_land() {
        let projection = Projection::new(Viewport { width: 2_000.0, height: 1_000.0, frame: Frame::World }, &[]);
        let base = base(&projection);
        let on_land = |latitude, longitude| {
            let point = projection.project(latitude, longitude);
            let crossings = base.land.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
            crossings
                .filter(|(a, b)| {
                    (a.y > point.y) != (b.y > point.y) && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
                })
                .count()
                % 2
                == 1
        };
        assert!(on_land(5_011, 868) && on_land(3_904, -7_749) && on_land(-2_500, 13_300));
        assert!(!on_land(0, -15_000) && !on_land(3_000, -4_000));
    }
}
