//! What part of the map a reader looks at: which meridian is in the middle, how near, and around which point.
//! Whole numbers only, so that a link carries a view as it is; where a point falls on the screen is `projection`'s business.

use sts_atlas_facts::{Place, RegionId};

use crate::projection::{coordinates, latitude_at, longitude_at, unit_point};
use crate::{Point, Projection, Viewport};

/// Which meridian is in the middle of the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Meridian {
    /// 152° E: Tokyo to Virginia is one unbroken sweep.
    #[default]
    Pacific,
    /// 11° E: the map cuts no land but one island of the Bering Sea.
    Atlantic,
}

impl Meridian {
    /// The one or the other.
    pub const BOTH: [Self; 2] = [Self::Pacific, Self::Atlantic];

    /// Its longitude, in hundredths of a degree east.
    pub const fn longitude(self) -> i32 {
        match self {
            Self::Pacific => 15_200,
            Self::Atlantic => 1_100,
        }
    }

    /// A longitude measured from it, from −180° up to but not including 180°, in hundredths of a degree.
    pub(crate) const fn count_from(self, longitude: i32) -> i32 {
        (longitude - self.longitude() + 18_000).rem_euclid(36_000) - 18_000
    }
}

/// What part of the map is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct View {
    /// Which meridian is in the middle of the whole map.
    pub meridian: Meridian,
    /// How near, in hundredths: at 100 the whole map fits the viewport. What is not from 100 to 1,600 counts as the
    /// nearest that is.
    pub zoom: u16,
    /// What the middle of the viewport shows, in ten-thousandths of the globe's radius on the map, to the right and up
    /// from the middle of the equator; 0 along an axis that is shown whole. What would leave nothing but the outside of
    /// the map in a part of the viewport counts as the nearest that does not.
    pub center: [i16; 2],
}

/// The least and the most [`View::zoom`].
pub(crate) const ZOOMS: [u16; 2] = [100, 1_600];
/// What [`View::center`] counts in.
pub(crate) const CENTER_UNIT: f32 = 10_000.0;
/// A place in the middle is at least so near.
const CENTERED_ZOOM: u16 = 300;
/// Space between framed places and the viewport's edges, in pixels: beside, above and below them labels need room.
const FRAME_MARGIN: [f32; 2] = [54.0, 44.0];
/// The share of a map that framed places may take at least, however small it is.
const LEAST_ROOM: f32 = 0.72;
/// A frame is never nearer than so many pixels per radius of the globe.
const LARGEST_SCALE: f32 = 420.0;

impl Default for View {
    /// The whole map around the Pacific.
    fn default() -> Self {
        Self::world(Meridian::Pacific)
    }
}

impl View {
    /// The whole map.
    pub const fn world(meridian: Meridian) -> Self {
        Self { meridian, zoom: ZOOMS[0], center: [0, 0] }
    }

    /// These places and us-east-1, as large as they fit.
    pub fn framing(viewport: Viewport, meridian: Meridian, places: &[Place]) -> Self {
        let first = unit_point(meridian, Place::Region(RegionId::US_EAST_1));
        let (mut least, mut most) = (first, first);
        for &place in places {
            let point = unit_point(meridian, place);
            least = Point::new(least.x.min(point.x), least.y.min(point.y));
            most = Point::new(most.x.max(point.x), most.y.max(point.y));
        }
        let room = |extent: f32, margin: f32| (extent - 2.0 * margin).max(extent * LEAST_ROOM);
        let fits_width = room(viewport.width, FRAME_MARGIN[0]) / (most.x - least.x).max(1e-3);
        let fits_height = room(viewport.height, FRAME_MARGIN[1]) / (most.y - least.y).max(1e-3);
        let scale = fits_width.min(fits_height).min(LARGEST_SCALE);
        let whole = Projection::new(viewport, Self::world(meridian)).scale();
        Self::at(viewport, meridian, 100.0 * scale / whole, least.toward(most, 0.5))
    }

    /// Nearer by a factor, or further away if it is below 1; the point of the viewport shows the same place as before.
    pub fn zoomed(self, viewport: Viewport, factor: f32, at: Point) -> Self {
        let before = Projection::new(viewport, self);
        let zoom = (f32::from(before.view().zoom) * factor).min(f32::from(ZOOMS[1])).max(f32::from(ZOOMS[0]));
        let kept = before.unit_at(at);
        let scale = before.scale() * zoom / f32::from(before.view().zoom);
        let (right, down) = (at.x - viewport.width / 2.0, at.y - viewport.height / 2.0);
        Self::at(viewport, self.meridian, zoom, kept.offset(-right / scale, down / scale))
    }

    /// Moved so many pixels: what lay at a point lies so much further to the right and down. A drag is best counted
    /// from the view it began with, since each step is rounded to less than half a pixel.
    pub fn panned(self, viewport: Viewport, dx: f32, dy: f32) -> Self {
        let before = Projection::new(viewport, self);
        let middle = before.unit_at(Point::new(viewport.width / 2.0 - dx, viewport.height / 2.0 - dy));
        Self::at(viewport, self.meridian, f32::from(before.view().zoom), middle)
    }

    /// A place in the middle, as near as it was, but near enough to have a middle.
    pub fn centered_on(self, viewport: Viewport, place: Place) -> Self {
        let zoom = f32::from(self.zoom.max(CENTERED_ZOOM));
        Self::at(viewport, self.meridian, zoom, unit_point(self.meridian, place))
    }

    /// Around the other meridian, with the same place in the middle.
    pub fn around(self, viewport: Viewport, meridian: Meridian) -> Self {
        let before = Projection::new(viewport, self);
        let middle = before.unit_at(Point::new(viewport.width / 2.0, viewport.height / 2.0));
        let latitude = latitude_at(middle.y);
        let longitude = longitude_at(latitude, middle.x) + self.meridian.longitude();
        let middle = crate::projection::equal_earth(latitude, meridian.count_from(longitude));
        Self::at(viewport, meridian, f32::from(before.view().zoom), middle)
    }

    /// Whether the whole map is shown.
    pub const fn is_world(self) -> bool {
        self.zoom <= ZOOMS[0]
    }

    /// The nearest view there is.
    fn at(viewport: Viewport, meridian: Meridian, zoom: f32, middle: Point) -> Self {
        // A cast takes what is too much as the most.
        let center = [middle.x, middle.y].map(|along| libm::roundf(along * CENTER_UNIT) as i16);
        let view = Self { meridian, zoom: libm::roundf(zoom) as u16, center };
        Projection::new(viewport, view).view()
    }
}

/// Latitude, and longitude from a meridian, of a place, in hundredths of a degree.
pub(crate) const fn from_meridian(meridian: Meridian, place: Place) -> (i32, i32) {
    let (latitude, longitude) = coordinates(place);
    (latitude, meridian.count_from(longitude))
}
