//! Round trips between places, with where each number comes from.
//! Weather on top of them is `sim`'s business.

use crate::{Micros, Provenance, RegionId};

/// A city that is not a Region, as an index into [`CITIES`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CityId(u8);

/// What is known of one city.
#[derive(Clone, Copy, Debug)]
pub struct CityFact {
    /// English name; also its name in scenario files.
    pub name_en: &'static str,
    /// Japanese name.
    pub name_ja: &'static str,
    /// Latitude in hundredths of a degree.
    pub lat_centidegrees: i32,
    /// Longitude in hundredths of a degree.
    pub lon_centidegrees: i32,
    /// The nearest measured Region, through which every estimate goes.
    pub entry: RegionId,
    /// Estimated round trip to that Region: 1.87 ms + 0.0228 ms per km.
    pub access: Micros,
}

/// Where a principal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In an AWS Region.
    Region(RegionId),
    /// In a city, outside AWS.
    City(CityId),
}

/// A round trip on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rtt {
    /// How long.
    pub time: Micros,
    /// Where the number comes from.
    pub provenance: Provenance,
}

include!(concat!(env!("OUT_DIR"), "/latency.rs"));
include!(concat!(env!("OUT_DIR"), "/cities.rs"));

impl CityId {
    /// The city with this English name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        let index = CITIES.iter().position(|city| city.name_en == name)?;
        u8::try_from(index).ok().map(Self)
    }

    /// What is known of it.
    pub const fn fact(self) -> &'static CityFact {
        &CITIES[self.0 as usize]
    }

    /// Every city, in the order of [`CITIES`].
    pub fn all() -> impl Iterator<Item = Self> {
        (0..CITIES.len()).filter_map(|index| u8::try_from(index).ok().map(Self))
    }
}

impl std::fmt::Debug for CityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.fact().name_en)
    }
}

impl Place {
    /// The Region code or the city's English name: the name in scenario files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Region(region) => region.code(),
            Self::City(city) => city.fact().name_en,
        }
    }

    /// The place with this Region code or English city name, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        RegionId::from_code(code).map(Self::Region).or_else(|| CityId::from_name(code).map(Self::City))
    }
}

/// The round trip from a place to a Region; `None` where nothing is measured or estimated (GovCloud, China …).
pub fn wire_rtt(from: Place, to: RegionId) -> Option<Rtt> {
    match from {
        Place::Region(region) => region_rtt(region, to),
        Place::City(city) => {
            let CityFact { entry, access, .. } = *city.fact();
            let onward = if entry == to { Micros::ZERO } else { region_rtt(entry, to)?.time };
            Some(Rtt { time: access + onward, provenance: Provenance::Estimated })
        }
    }
}

/// The round trip between two Regions; `None` where nothing is measured or estimated.
fn region_rtt(from: RegionId, to: RegionId) -> Option<Rtt> {
    let row = |region: RegionId| match ROW_OF_REGION[region.index()] {
        NO_ROW => None,
        row => Some(usize::from(row)),
    };
    let (from, to) = (row(from)?, row(to)?);
    let hundredths_of_ms = u64::from(ROUND_TRIPS[from * MATRIX_SIZE + to]);
    let measured = from.max(to) < FIRST_ESTIMATED_ROW;
    Some(Rtt {
        time: Micros(hundredths_of_ms * 10),
        provenance: if measured { Provenance::Measured } else { Provenance::Estimated },
    })
}
