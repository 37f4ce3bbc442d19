//! The layer everything lies on: the land's outline and the graticule, as lines in pixels.
//! The outline comes packed from `build.rs`; how it is inked is not decided here.

use crate::{Point, Projection};

/// Outline of the land as packed by `build.rs`.
static LAND: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/land.bin"));

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
        latitudes.map(|latitude| projection.from_central(latitude, longitude)).collect()
    };
    // Longitudes are round on the globe, not counted from the central meridian.
    let first = (-180 - crate::projection::CENTRAL_MERIDIAN / 100).rem_euclid(GRATICULE_STEP) - 180;
    let mut graticule: Vec<Vec<Point>> =
        (0..360 / GRATICULE_STEP).map(|step| meridian((first + step * GRATICULE_STEP) * 100)).collect();
    // Parallels are straight in this projection.
    graticule.extend((1 - 90 / GRATICULE_STEP..90 / GRATICULE_STEP).map(|step| {
        let latitude = step * GRATICULE_STEP * 100;
        vec![projection.from_central(latitude, -18_000), projection.from_central(latitude, 18_000)]
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
            ring.push(projection.from_central(latitude * 10, longitude * 10));
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
