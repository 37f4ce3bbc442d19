//! The layer everything lies on: the land's outline and the graticule, as lines in pixels.
//! The outline comes packed from `build.rs`, into a file beside the page; how it is inked is not decided here.

use crate::{Meridian, Point, Projection};

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

/// A closed line of longitudes from the central meridian and latitudes, in hundredths of a degree.
type Ring = Vec<(i32, i32)>;

/// The land's outline, around the Pacific.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline(Vec<Ring>);

impl Outline {
    /// The name of its file in the folder of such files.
    pub const FILE: &str = "land.bin";

    /// Reads the file; `None` where that is something else.
    pub fn read(mut bytes: &[u8]) -> Option<Self> {
        let mut rings = Vec::new();
        let (mut longitude, mut latitude) = (0_i32, 0_i32);
        while !bytes.is_empty() {
            let count = varint(&mut bytes)?;
            let mut ring = Vec::new();
            for _ in 0..count {
                longitude = longitude.checked_add(unzigzag(varint(&mut bytes)?))?;
                latitude = latitude.checked_add(unzigzag(varint(&mut bytes)?))?;
                let point = (longitude.checked_mul(LAND_STEP)?, latitude.checked_mul(LAND_STEP)?);
                if point.0.abs() > 18_000 || point.1.abs() > 9_000 {
                    return None;
                }
                ring.push(point);
            }
            rings.push(ring);
        }
        Some(Self(rings))
    }

    /// As it lies in the program.
    #[cfg(feature = "outline")]
    pub fn built_in() -> Self {
        Self::read(include_bytes!(concat!(env!("OUT_DIR"), "/later/land.bin"))).unwrap_or_default()
    }
}

/// The base layer of a projection.
pub fn base(projection: &Projection, outline: &Outline) -> BaseLayer {
    let meridian = |longitude: i32| -> Vec<Point> {
        let latitudes = (-90 / MERIDIAN_STEP..=90 / MERIDIAN_STEP).map(|step| step * MERIDIAN_STEP * 100);
        latitudes.map(|latitude| projection.on_central(latitude, longitude)).collect()
    };
    // Longitudes are round on the globe, not counted from the central meridian.
    let first = (-180 - projection.view().meridian.longitude() / 100).rem_euclid(GRATICULE_STEP) - 180;
    let mut graticule: Vec<Vec<Point>> =
        (0..360 / GRATICULE_STEP).map(|step| meridian((first + step * GRATICULE_STEP) * 100)).collect();
    // Parallels are straight in this projection.
    graticule.extend((1 - 90 / GRATICULE_STEP..90 / GRATICULE_STEP).map(|step| {
        let latitude = step * GRATICULE_STEP * 100;
        vec![projection.on_central(latitude, -18_000), projection.on_central(latitude, 18_000)]
    }));
    let mut edge = meridian(-18_000);
    edge.extend(meridian(18_000).into_iter().rev());
    BaseLayer { land: land(projection, outline), graticule, edge }
}

fn land(projection: &Projection, Outline(rings): &Outline) -> Vec<Vec<Point>> {
    let rings = match projection.view().meridian {
        Meridian::Pacific => rings.clone(),
        Meridian::Atlantic => around_the_atlantic(rings.clone()),
    };
    let project = |ring: Ring| ring.into_iter().map(|(longitude, latitude)| projection.on_central(latitude, longitude));
    rings.into_iter().map(|ring| project(ring).collect()).collect()
}

/// The same, cut at the edge of a map around the Atlantic: Greenland becomes whole, and one island is parted.
fn around_the_atlantic(rings: Vec<Ring>) -> Vec<Ring> {
    let turn = Meridian::Pacific.longitude() - Meridian::Atlantic.longitude();
    let mut turned = Vec::new();
    for ring in sewn(rings) {
        let least = ring.iter().map(|point| point.0).min().unwrap_or(0) + turn;
        let start = (least + 18_000).rem_euclid(36_000) - 18_000 - least + turn;
        let at = |shift: i32| -> Ring {
            // What lies beyond the edge lies on it: the island is so small that this cuts it as well as a cut would.
            ring.iter().map(|&(x, latitude)| ((x + shift).min(18_000).max(-18_000), latitude)).collect()
        };
        if ring.iter().any(|point| point.0 + start > 18_000) {
            turned.push(at(start - 36_000));
        }
        turned.push(at(start));
    }
    turned
}

/// Joins what the edge of the map had cut: along the edge, parts of both sides meet.
fn sewn(rings: Vec<Ring>) -> Vec<Ring> {
    let on_edge = |point: &(i32, i32)| point.0.abs() == 18_000;
    let mut whole = Vec::new();
    let mut open: Vec<Ring> = Vec::new();
    for ring in rings {
        if !ring.iter().any(on_edge) {
            whole.push(ring);
            continue;
        }
        // Each line between two seams, all of them beyond the eastern edge.
        let shift = if ring[0].0 < 0 { 36_000 } else { 0 };
        let mut line: Ring = Vec::new();
        for pair in ring.windows(2) {
            if on_edge(&pair[0]) && on_edge(&pair[1]) {
                open.extend((line.len() > 1).then(|| std::mem::take(&mut line)));
                line = vec![(pair[1].0 + shift, pair[1].1)];
            } else {
                if line.is_empty() {
                    line.push((pair[0].0 + shift, pair[0].1));
                }
                line.push((pair[1].0 + shift, pair[1].1));
            }
        }
        open.extend((line.len() > 1).then_some(line));
    }
    while let Some(mut ring) = open.pop() {
        while let Some(next) = open.iter().position(|line| line.first() == ring.last()) {
            ring.extend(open.swap_remove(next).into_iter().skip(1));
        }
        whole.push(ring);
    }
    whole
}

fn varint(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0;
    for shift in [0, 7, 14, 21, 28] {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

const fn unzigzag(value: u32) -> i32 {
    (value >> 1).cast_signed() ^ -((value & 1).cast_signed())
}

#[cfg(all(test, feature = "outline"))]
mod tests {
    use super::*;
    use crate::{View, Viewport};

    #[test]
    fn the_outline_comes_back_as_it_was_packed() {
        let projection = Projection::new(Viewport { width: 790.0, height: 330.0 }, View::default());
        let base = base(&projection, &Outline::built_in());
        assert_eq!((base.land.len(), base.land.iter().map(Vec::len).sum::<usize>()), (102, 3_217));
        // The first point of the file: Tierra del Fuego's west.
        assert_eq!(base.land[0][0], projection.on_central(-5_380, 14_020));
    }

    #[test]
    fn what_is_no_outline_is_refused() {
        for bytes in [&[1_u8][..], &[1, 2], &[200], &[1, 0xff, 0xff, 0xff, 0xff, 0xff, 0], &[1, 0xff, 0x7f, 0]] {
            assert_eq!(Outline::read(bytes), None, "{bytes:?}");
        }
        assert_eq!(Outline::read(&[]), Some(Outline::default()));
    }

    #[test]
    fn singapore_lies_off_the_coast_and_frankfurt_on_land_on_both_maps() {
        for meridian in Meridian::BOTH {
            let projection = Projection::new(Viewport { width: 2_000.0, height: 1_000.0 }, View::world(meridian));
            let base = base(&projection, &Outline::built_in());
            let on_land = |latitude, longitude| {
                let point = projection.project(latitude, longitude);
                let crossings = base.land.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
                crossings
                    .filter(|(a, b)| {
                        (a.y > point.y) != (b.y > point.y)
                            && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
                    })
                    .count()
                    % 2
                    == 1
            };
            assert!(on_land(5_011, 868) && on_land(3_904, -7_749) && on_land(-2_500, 13_300));
            // Greenland on both sides of 28° W, Chukotka, Alaska.
            assert!(on_land(7_500, -2_700) && on_land(7_500, -2_900));
            assert!(on_land(7_500, -2_800) || meridian == Meridian::Pacific, "there the map ends");
            assert!(on_land(6_700, 17_500) && on_land(6_500, -15_500));
            assert!(!on_land(0, -15_000) && !on_land(3_000, -4_000));
        }
    }

    #[test]
    fn around_the_atlantic_only_one_island_is_cut_and_no_line_runs_through_greenland() {
        let rings = around_the_atlantic(Outline::built_in().0);
        assert_eq!(rings.len(), 101, "as many as d3 finds");
        let cut = rings.iter().filter(|ring| ring.iter().any(|point| point.0.abs() == 18_000));
        assert!(cut.clone().count() == 2 && cut.into_iter().all(|ring| ring.len() < 8));
        let long = rings.iter().filter(|ring| ring.iter().any(|point| point.0.abs() < 4_000 && point.1 > 8_200));
        assert!(
            long.clone().count() == 1 && long.into_iter().all(|ring| ring.first() == ring.last()),
            "Greenland is whole"
        );
        assert!(rings.iter().flat_map(|ring| ring.windows(2)).all(|pair| (pair[0].0 - pair[1].0).abs() < 6_000));
    }
}
