//! Where on the screen a place is: Equal Earth (Šavrič, Patterson, Jenny 2018), centered on 152° E, fitted to a viewport.
//! Which places are shown, and how, is not decided here.

use sts_atlas_facts::{Place, RegionId};

use crate::{Point, Rect};

/// What part of the world a viewport shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// The whole map.
    World,
    /// The places given and us-east-1, as large as they fit.
    Affected,
}

/// Where the map is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Width in CSS pixels.
    pub width: f32,
    /// Height in CSS pixels.
    pub height: f32,
    /// What part of the world it shows.
    pub frame: Frame,
}

/// From the globe to the viewport.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    viewport: Viewport,
    /// Pixels per unit of the unit sphere's map.
    scale: f32,
    /// Where the map's center lies.
    center: Point,
}

/// The meridian in the middle, in hundredths of a degree east: Tokyo to Virginia is one unbroken sweep.
pub(crate) const CENTRAL_MERIDIAN: i32 = 15_200;

const A1: f32 = 1.340_264;
const A2: f32 = -0.081_106;
const A3: f32 = 0.000_893;
const A4: f32 = 0.003_796;
/// Half the square root of three.
const M: f32 = 0.866_025_4;
/// Radians in a hundredth of a degree.
const RADIANS: f32 = std::f32::consts::PI / 18_000.0;

/// The latitudes the whole map must show, in hundredths of a degree: from Tierra del Fuego to where only ice is.
const SHOWN_LATITUDES: [i32; 2] = [-5_600, 7_900];
/// Space between the map and the viewport's edges, in pixels.
const MARGIN: f32 = 6.0;
/// Space between framed places and the viewport's edges, in pixels: beside, above and below them labels need room.
const FRAME_MARGIN: [f32; 2] = [54.0, 44.0];
/// A frame is never zoomed further than so many pixels per unit.
const LARGEST_SCALE: f32 = 420.0;

/// A place on the map of the unit sphere, x to the right and y up; latitude and longitude in hundredths of a degree,
/// longitude east of the central meridian.
fn equal_earth(latitude: i32, longitude: i32) -> Point {
    let theta = libm::asinf(M * libm::sinf(latitude as f32 * RADIANS));
    let square = theta * theta;
    let sixth = square * square * square;
    let stretch = M * (A1 + 3.0 * A2 * square + sixth * (7.0 * A3 + 9.0 * A4 * square));
    Point {
        x: longitude as f32 * RADIANS * libm::cosf(theta) / stretch,
        y: theta * (A1 + A2 * square + sixth * (A3 + A4 * square)),
    }
}

/// A longitude measured from the central meridian, from −180° up to but not including 180°, in hundredths of a degree.
pub(crate) const fn from_central_meridian(longitude: i32) -> i32 {
    (longitude - CENTRAL_MERIDIAN + 18_000).rem_euclid(36_000) - 18_000
}

/// Latitude and longitude of a place, in hundredths of a degree.
pub(crate) const fn coordinates(place: Place) -> (i32, i32) {
    match place {
        Place::Region(region) => (region.fact().lat_centidegrees, region.fact().lon_centidegrees),
        Place::City(city) => (city.fact().lat_centidegrees, city.fact().lon_centidegrees),
    }
}

impl Projection {
    /// Fits the map to a viewport; `places` are those a [`Frame::Affected`] must show besides us-east-1.
    pub fn new(viewport: Viewport, places: &[Place]) -> Self {
        match viewport.frame {
            Frame::World => Self::world(viewport),
            Frame::Affected => Self::framing(viewport, places),
        }
    }

    fn world(viewport: Viewport) -> Self {
        let [south, north] = SHOWN_LATITUDES.map(|latitude| equal_earth(latitude, 0).y);
        let half_width = equal_earth(0, 18_000).x;
        let fits_width = (viewport.width - 2.0 * MARGIN) / (2.0 * half_width);
        let fits_height = (viewport.height - 2.0 * MARGIN) / (north - south);
        let scale = fits_width.min(fits_height).max(1.0);
        let center = Point::new(viewport.width / 2.0, viewport.height / 2.0 + scale * (north + south) / 2.0);
        Self { viewport, scale, center }
    }

    fn framing(viewport: Viewport, places: &[Place]) -> Self {
        let unit = |place: Place| {
            let (latitude, longitude) = coordinates(place);
            equal_earth(latitude, from_central_meridian(longitude))
        };
        let first = unit(Place::Region(RegionId::US_EAST_1));
        let (mut least, mut most) = (first, first);
        for point in places.iter().map(|&place| unit(place)) {
            least = Point::new(least.x.min(point.x), least.y.min(point.y));
            most = Point::new(most.x.max(point.x), most.y.max(point.y));
        }
        let room = |extent: f32, margin: f32| (extent - 2.0 * margin).max(extent / 3.0);
        let fits_width = room(viewport.width, FRAME_MARGIN[0]) / (most.x - least.x).max(1e-3);
        let fits_height = room(viewport.height, FRAME_MARGIN[1]) / (most.y - least.y).max(1e-3);
        // Never smaller than the world would be.
        let scale = fits_width.min(fits_height).min(LARGEST_SCALE).max(Self::world(viewport).scale);
        let middle = least.toward(most, 0.5);
        let center = Point::new(viewport.width / 2.0 - scale * middle.x, viewport.height / 2.0 + scale * middle.y);
        Self { viewport, scale, center }
    }

    /// The viewport it was fitted to.
    pub const fn viewport(&self) -> Viewport {
        self.viewport
    }

    /// The whole viewport as a box.
    pub const fn bounds(&self) -> Rect {
        Rect { x: 0.0, y: 0.0, width: self.viewport.width, height: self.viewport.height }
    }

    /// The point for a latitude and a longitude, both in hundredths of a degree.
    pub fn project(&self, lat_centidegrees: i32, lon_centidegrees: i32) -> Point {
        self.from_central(lat_centidegrees, from_central_meridian(lon_centidegrees))
    }

    /// The point for a longitude measured from the central meridian; both of ±180° exist, at the two edges of the map.
    pub(crate) fn from_central(&self, latitude: i32, longitude: i32) -> Point {
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
