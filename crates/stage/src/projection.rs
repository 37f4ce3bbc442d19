//! Where on the screen a place is: Equal Earth (Šavrič, Patterson, Jenny 2018), fitted to a viewport.
//! Which part of the map is looked at, and which places are shown, is not decided here.

use sts_atlas_facts::{Place, RegionId};

use crate::geometry::sine;
use crate::view::{CENTER_UNIT, ZOOMS, from_meridian};
use crate::{Meridian, Point, Rect, View};

/// Where the map is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Width in CSS pixels.
    pub width: f32,
    /// Height in CSS pixels.
    pub height: f32,
}

/// From the globe to the viewport.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    viewport: Viewport,
    view: View,
    /// Pixels per unit of the unit sphere's map.
    scale: f32,
    /// Where the middle of the equator lies.
    center: Point,
}

const A1: f32 = 1.340_264;
const A2: f32 = -0.081_106;
const A3: f32 = 0.000_893;
const A4: f32 = 0.003_796;
/// Half the square root of three.
const M: f32 = 0.866_025_4;
/// Hundredths of a degree in a whole turn, and radians in one of them.
const TURN: f32 = 36_000.0;
const RADIANS: f32 = std::f32::consts::PI / 18_000.0;

/// The latitudes the whole map must show, in hundredths of a degree: from Tierra del Fuego to where only ice is.
const SHOWN_LATITUDES: [i32; 2] = [-5_600, 7_900];
/// Space between the map and the viewport's edges, in pixels.
const MARGIN: f32 = 6.0;

/// A place on the map of the unit sphere, x to the right and y up; latitude and longitude in hundredths of a degree,
/// longitude east of the central meridian.
pub(crate) fn equal_earth(latitude: i32, longitude: i32) -> Point {
    let sine = M * sine(latitude as f32 / TURN);
    let theta = libm::asinf(sine);
    let square = theta * theta;
    let sixth = square * square * square;
    let stretch = M * (A1 + 3.0 * A2 * square + sixth * (7.0 * A3 + 9.0 * A4 * square));
    Point {
        x: longitude as f32 * RADIANS * (1.0 - sine * sine).sqrt() / stretch,
        y: theta * (A1 + A2 * square + sixth * (A3 + A4 * square)),
    }
}

/// The latitude at a height on the map of the unit sphere, in hundredths of a degree.
pub(crate) fn latitude_at(y: f32) -> i32 {
    let (mut least, mut most) = (-9_000, 9_000);
    while most - least > 1 {
        let middle = (least + most) / 2;
        if equal_earth(middle, 0).y <= y { least = middle } else { most = middle }
    }
    least
}

/// The longitude from the central meridian, in hundredths of a degree, at a latitude and so far to the right.
pub(crate) fn longitude_at(latitude: i32, x: f32) -> i32 {
    libm::roundf(x / equal_earth(latitude, 18_000).x * 18_000.0) as i32
}

/// A place on the map of the unit sphere around a meridian.
pub(crate) fn unit_point(meridian: Meridian, place: Place) -> Point {
    let (latitude, longitude) = from_meridian(meridian, place);
    equal_earth(latitude, longitude)
}

/// Latitude and longitude of a place, in hundredths of a degree.
pub(crate) const fn coordinates(place: Place) -> (i32, i32) {
    match place {
        Place::Region(region) => (region.fact().lat_centidegrees, region.fact().lon_centidegrees),
        Place::City(city) => (city.fact().lat_centidegrees, city.fact().lon_centidegrees),
    }
}

impl Projection {
    /// Fits a view to a viewport.
    pub fn new(viewport: Viewport, view: View) -> Self {
        let [south, north] = SHOWN_LATITUDES.map(|latitude| equal_earth(latitude, 0).y);
        let half_width = equal_earth(0, 18_000).x;
        let fits_width = (viewport.width - 2.0 * MARGIN) / (2.0 * half_width);
        let fits_height = (viewport.height - 2.0 * MARGIN) / (north - south);
        let zoom = view.zoom.max(ZOOMS[0]).min(ZOOMS[1]);
        let scale = fits_width.min(fits_height).max(1.0) * (f32::from(zoom) / 100.0);
        let along = |center: i16, half_viewport: f32, middle: f32, half_map: f32| {
            let slack = half_map + MARGIN / scale - half_viewport / scale;
            // Not to the last bit: at a zoom of 1 the map fills the viewport exactly.
            if slack <= 1e-4 {
                return (0, middle);
            }
            let center = (f32::from(center) / CENTER_UNIT).min(middle + slack).max(middle - slack);
            (libm::roundf(center * CENTER_UNIT) as i16, center)
        };
        let [x, y] = view.center;
        let (x, middle_x) = along(x, viewport.width / 2.0, 0.0, half_width);
        let (y, middle_y) = along(y, viewport.height / 2.0, (north + south) / 2.0, (north - south) / 2.0);
        let center = Point::new(viewport.width / 2.0 - scale * middle_x, viewport.height / 2.0 + scale * middle_y);
        Self { viewport, view: View { zoom, center: [x, y], ..view }, scale, center }
    }

    /// The viewport it was fitted to.
    pub const fn viewport(&self) -> Viewport {
        self.viewport
    }

    /// The view it shows, within its limits.
    pub const fn view(&self) -> View {
        self.view
    }

    /// Pixels per radius of the globe.
    pub(crate) const fn scale(&self) -> f32 {
        self.scale
    }

    /// The point of the unit sphere's map that lies at a point of the viewport.
    pub(crate) fn unit_at(&self, at: Point) -> Point {
        Point::new((at.x - self.center.x) / self.scale, (self.center.y - at.y) / self.scale)
    }

    /// The whole viewport as a box.
    pub const fn bounds(&self) -> Rect {
        Rect { x: 0.0, y: 0.0, width: self.viewport.width, height: self.viewport.height }
    }

    /// The point for a latitude and a longitude, both in hundredths of a degree.
    pub fn project(&self, lat_centidegrees: i32, lon_centidegrees: i32) -> Point {
        self.on_central(lat_centidegrees, self.view.meridian.count_from(lon_centidegrees))
    }

    /// The point for a longitude measured from the central meridian; both of ±180° exist, at the two edges of the map.
    pub(crate) fn on_central(&self, latitude: i32, longitude: i32) -> Point {
        let unit = equal_earth(latitude, longitude);
        Point::new(self.center.x + self.scale * unit.x, self.center.y - self.scale * unit.y)
    }

    /// Where a place is.
    pub fn place(&self, place: Place) -> Point {
        let (latitude, longitude) = coordinates(place);
        self.project(latitude, longitude)
    }

    /// Where a Region is.
    pub fn region(&self, region: RegionId) -> Point {
        self.place(Place::Region(region))
    }

    /// Whether a place lies inside the viewport.
    pub fn shows(&self, place: Place) -> bool {
        self.bounds().grown(-crate::route::LOOP_RADIUS).holds_point(self.place(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(code: &str) -> RegionId {
        RegionId::from_code(code).unwrap()
    }

    const WIDE: Viewport = Viewport { width: 790.0, height: 330.0 };
    const PHONE: Viewport = Viewport { width: 358.0, height: 200.0 };

    fn whole(viewport: Viewport) -> Projection {
        Projection::new(viewport, View::default())
    }

    #[test]
    fn points_are_where_d3_puts_them() {
        // d3-geo 3.1.1: geoEqualEarth().rotate([-152, 0]).scale(177.342).translate([480, 233.62])
        let cases = [
            (-7_750, 3_900, 790.343, 99.365),
            (13_969, 3_569, 450.159, 109.861),
            (868, 5_011, 165.027, 66.338),
            (15_121, -3_387, 478.066, 351.500),
            (-4_663, -2_355, 893.093, 316.966),
            (10_382, 135, 351.537, 228.770),
        ];
        for (longitude, latitude, x, y) in cases {
            let unit = equal_earth(latitude, Meridian::Pacific.count_from(longitude));
            let (found_x, found_y) = (480.0 + 177.342 * unit.x, 233.62 - 177.342 * unit.y);
            assert!(
                (found_x - x).abs() < 0.009 && (found_y - y).abs() < 0.009,
                "{longitude} {latitude}: {found_x} {found_y}"
            );
        }
    }

    #[test]
    fn east_and_west_of_the_central_meridian_mirror_each_other() {
        for (latitude, longitude) in [(0, 9_000), (4_500, 12_000), (-3_000, 17_999), (8_000, 500)] {
            let (east, west) = (equal_earth(latitude, longitude), equal_earth(latitude, -longitude));
            assert!((east.x + west.x).abs() < 1e-6 && east.y == west.y);
        }
    }

    #[test]
    fn further_north_is_higher_and_further_east_is_further_right() {
        let projection = whole(WIDE);
        let points: Vec<Point> = (-90..=90).map(|degree| projection.on_central(degree * 100, degree * 200)).collect();
        assert!(points.windows(2).all(|pair| pair[1].y < pair[0].y));
        let row: Vec<Point> = (-180..=180).map(|degree| projection.on_central(4_000, degree * 100)).collect();
        assert!(row.windows(2).all(|pair| pair[1].x > pair[0].x));
    }

    #[test]
    fn the_whole_world_shows_every_region_and_city() {
        for (width, height) in [(790.0, 330.0), (628.0, 310.0), (358.0, 200.0), (300.0, 600.0)] {
            for meridian in Meridian::BOTH {
                let projection = Projection::new(Viewport { width, height }, View::world(meridian));
                let regions = RegionId::all().map(Place::Region);
                for place in regions.chain(sts_atlas_facts::CityId::all().map(Place::City)) {
                    assert!(projection.shows(place), "{} at {width}×{height}, {meridian:?}", place.code());
                }
            }
        }
    }

    #[test]
    fn a_frame_shows_its_places_and_n_virginia_larger_than_the_world_does() {
        let places =
            ["ap-southeast-1", "ap-southeast-3", "ap-northeast-1", "us-west-2"].map(|code| Place::Region(region(code)));
        let projection = Projection::new(PHONE, View::framing(PHONE, Meridian::Pacific, &places));
        for place in places.into_iter().chain([Place::Region(RegionId::US_EAST_1)]) {
            assert!(projection.shows(place), "{}", place.code());
        }
        let world = whole(PHONE);
        assert!(projection.scale > 1.3 * world.scale, "{} against {}", projection.scale, world.scale);
        assert!(!projection.shows(Place::Region(region("eu-central-1"))));
    }

    #[test]
    fn the_smallest_frame_is_finite() {
        let alone = Projection::new(PHONE, View::framing(PHONE, Meridian::Pacific, &[]));
        assert!(alone.shows(Place::Region(RegionId::US_EAST_1)));
        let nothing = whole(Viewport { width: 0.0, height: 0.0 });
        assert!(nothing.region(RegionId::US_EAST_1).x.is_finite());
    }
}
