//! Great-circle distance. The only floating point of the build, through `libm` so that every machine agrees.

/// Mean radius of the Earth in kilometers.
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A point in hundredths of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// North is positive.
    pub lat_centidegrees: i32,
    /// East is positive.
    pub lon_centidegrees: i32,
}

/// Kilometers along the great circle between two points (haversine).
pub fn great_circle_km(a: Point, b: Point) -> f64 {
    let (lat_a, lon_a) = (radians(a.lat_centidegrees), radians(a.lon_centidegrees));
    let (lat_b, lon_b) = (radians(b.lat_centidegrees), radians(b.lon_centidegrees));
    let half_lat = libm::sin((lat_b - lat_a) / 2.0);
    let half_lon = libm::sin((lon_b - lon_a) / 2.0);
    let haversine = half_lat * half_lat + libm::cos(lat_a) * libm::cos(lat_b) * half_lon * half_lon;
    2.0 * EARTH_RADIUS_KM * libm::asin(libm::sqrt(haversine.min(1.0)))
}

fn radians(centidegrees: i32) -> f64 {
    f64::from(centidegrees) * core::f64::consts::PI / 18_000.0
}
