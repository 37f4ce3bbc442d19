//! Local time of an event: which time zone a place keeps, by its IANA name, and what clocks there say.
//! Offsets and their changes come from the IANA time zone database that `jiff` brings along.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sts_atlas_facts::{Place, UtcInstant};

/// A time zone.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of an IANA name, such as `Asia/Tokyo`.
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// The zone a place keeps.
    pub fn of(place: Place) -> Option<Self> {
        Self::named(name_of(place.code())?)
    }

    /// `17:32`, and behind it by how many days the zone's own day is another than that of UTC: `02:30 (+1)`.
    pub fn clock(&self, instant: UtcInstant, with_seconds: bool) -> String {
        let Ok(timestamp) = Timestamp::from_microsecond(instant.0) else { return String::new() };
        let local = self.0.to_datetime(timestamp);
        let minutes = format!("{:02}:{:02}", local.hour(), local.minute());
        let clock = if with_seconds { format!("{minutes}:{:02}", local.second()) } else { minutes };
        let same = local.date() == TimeZone::UTC.to_datetime(timestamp).date();
        let ahead = self.0.to_offset(timestamp).seconds() > 0;
        match (same, ahead) {
            (true, _) => clock,
            (false, true) => format!("{clock} (+1)"),
            (false, false) => format!("{clock} (-1)"),
        }
    }

    /// What the zone is called at that time: `JST`, `EDT`, or an offset such as `UTC+08`.
    pub fn abbreviation(&self, instant: UtcInstant) -> String {
        let Ok(timestamp) = Timestamp::from_microsecond(instant.0) else { return String::new() };
        let info = self.0.to_offset_info(timestamp);
        let name = info.abbreviation();
        if name.starts_with(['+', '-']) { format!("UTC{name}") } else { name.to_owned() }
    }
}

/// The IANA name of the zone in which a Region's code or a city's name stands.
fn name_of(code: &str) -> Option<&'static str> {
    Some(match code {
        "us-east-1" | "us-gov-east-1" | "New York" | "Miami" => "America/New_York",
        "us-east-2" => "America/New_York",
        "us-west-1" | "us-west-2" | "us-gov-west-1" | "San Francisco" | "Seattle" => "America/Los_Angeles",
        "Chicago" | "Dallas" => "America/Chicago",
        "ca-central-1" | "Toronto" => "America/Toronto",
        "ca-west-1" => "America/Edmonton",
        "mx-central-1" | "Mexico City" => "America/Mexico_City",
        "Bogota" => "America/Bogota",
        "sa-west-1" | "Santiago" => "America/Santiago",
        "Buenos Aires" => "America/Argentina/Buenos_Aires",
        "sa-east-1" | "Sao Paulo" => "America/Sao_Paulo",
        "eu-west-1" | "Dublin" => "Europe/Dublin",
        "eu-west-2" | "London" => "Europe/London",
        "eu-west-3" | "Paris" => "Europe/Paris",
        "Amsterdam" => "Europe/Amsterdam",
        "eu-central-1" | "eusc-de-east-1" | "Frankfurt" => "Europe/Berlin",
        "eu-central-2" => "Europe/Zurich",
        "eu-south-1" => "Europe/Rome",
        "eu-south-2" | "Madrid" => "Europe/Madrid",
        "eu-north-1" | "Stockholm" => "Europe/Stockholm",
        "Warsaw" => "Europe/Warsaw",
        "Istanbul" => "Europe/Istanbul",
        "il-central-1" | "Tel Aviv" => "Asia/Jerusalem",
        "Cairo" => "Africa/Cairo",
        "Lagos" => "Africa/Lagos",
        "Nairobi" => "Africa/Nairobi",
        "af-south-1" | "Johannesburg" => "Africa/Johannesburg",
        "Riyadh" => "Asia/Riyadh",
        "me-south-1" => "Asia/Bahrain",
        "me-central-1" | "Dubai" => "Asia/Dubai",
        "ap-south-1" | "ap-south-2" | "Mumbai" | "Bengaluru" => "Asia/Kolkata",
        "ap-southeast-1" | "Singapore" => "Asia/Singapore",
        "ap-southeast-5" | "Kuala Lumpur" => "Asia/Kuala_Lumpur",
        "ap-southeast-7" | "Bangkok" => "Asia/Bangkok",
        "ap-southeast-3" | "Jakarta" => "Asia/Jakarta",
        "Manila" => "Asia/Manila",
        "ap-east-1" | "Hong Kong" => "Asia/Hong_Kong",
        "cn-north-1" | "cn-northwest-1" | "Shanghai" => "Asia/Shanghai",
        "ap-east-2" | "Taipei" => "Asia/Taipei",
        "ap-northeast-2" | "Seoul" => "Asia/Seoul",
        "ap-northeast-1" | "ap-northeast-3" | "Tokyo" | "Osaka" | "Fukuoka" | "Sapporo" => "Asia/Tokyo",
        "ap-southeast-2" | "Sydney" => "Australia/Sydney",
        "ap-southeast-4" => "Australia/Melbourne",
        "ap-southeast-6" | "Auckland" => "Pacific/Auckland",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sts_atlas_facts::{CityId, Date, RegionId, wire_rtt};

    #[test]
    fn summer_time_is_known() {
        let zone = Zone::named("America/New_York").unwrap();
        let (summer, winter) = (Date::literal(2024, 8, 29), Date::literal(2024, 12, 29));
        for (day, clock, name) in [(summer, "04:32", "EDT"), (winter, "03:32", "EST")] {
            let instant = UtcInstant::at(day, 8, 32, 0);
            assert_eq!((zone.clock(instant, false), zone.abbreviation(instant)), (clock.into(), name.into()));
        }
    }

    #[test]
    fn another_day_than_that_of_utc_is_said_so() {
        let evening = UtcInstant::at(Date::literal(2024, 8, 29), 22, 0, 0);
        let night = UtcInstant::at(Date::literal(2024, 8, 29), 3, 0, 0);
        let rows = [("Asia/Tokyo", evening, "07:00 (+1)", "JST"), ("America/New_York", night, "23:00 (-1)", "EDT")];
        for (zone, instant, clock, name) in rows {
            let zone = Zone::named(zone).unwrap();
            assert_eq!((zone.clock(instant, false), zone.abbreviation(instant)), (clock.into(), name.into()));
        }
        let dubai = Zone::named("Asia/Dubai").unwrap();
        assert_eq!((dubai.clock(evening, false), dubai.abbreviation(evening)), ("02:00 (+1)".into(), "UTC+04".into()));
    }

    #[test]
    fn every_place_where_principals_can_stand_has_a_zone() {
        let regions =
            RegionId::all().map(Place::Region).filter(|&place| wire_rtt(place, RegionId::US_EAST_1).is_some());
        for place in regions.chain(CityId::all().map(Place::City)) {
            assert!(Zone::of(place).is_some(), "{}", place.code());
        }
    }
}
