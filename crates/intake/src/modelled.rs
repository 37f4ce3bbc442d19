//! Which days and places the simulator has rules and round trips for.
//! How much of them a scenario may hold is `limits`' business.

use sts_atlas_facts::{CHECK_DATE, Date, Place, RegionId, UtcInstant, wire_rtt};

/// The days a calendar can name, in days since 1970-01-01: years 1 to 9999.
pub(crate) const CALENDAR: std::ops::RangeInclusive<i32> =
    Date::literal(1, 1, 1).days_since_epoch()..=Date::literal(9999, 12, 31).days_since_epoch();
pub(crate) const MICROS_PER_DAY: i64 = 86_400_000_000;

/// The first day whose rules are modelled: all that is told about older days is that there was one endpoint.
pub const FIRST_DAY: Date = Date::literal(2015, 1, 1);

/// Whether the rules of a day are modelled: from [`FIRST_DAY`] to the day on which the facts were checked.
pub fn is_modelled(day: Date) -> bool {
    (FIRST_DAY..=CHECK_DATE).contains(&day)
}

/// The modelled day of this number.
///
/// # Errors
/// The day that is not modelled, or `None` where no calendar has one of that number.
pub(crate) fn modelled_day(days_since_epoch: i32) -> Result<Date, Option<Date>> {
    if !CALENDAR.contains(&days_since_epoch) {
        return Err(None);
    }
    let day = UtcInstant(i64::from(days_since_epoch) * MICROS_PER_DAY).date();
    if is_modelled(day) { Ok(day) } else { Err(Some(day)) }
}

/// Whether round trips from a place are known.
pub(crate) fn is_measured(place: Place) -> bool {
    wire_rtt(place, RegionId::US_EAST_1).is_some()
}
