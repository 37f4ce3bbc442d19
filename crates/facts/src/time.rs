//! Calendar days and UTC instants as plain integers: no clock, no time zone of the reader.
//! Formatting for readers is not done here.

/// A calendar day (proleptic Gregorian), as days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// A text that is not a date, or a day that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// What was found.
    pub found: String,
}

/// A UTC instant, as microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UtcInstant(pub i64);

const MICROS_PER_DAY: i64 = 86_400_000_000;

impl Date {
    /// A day known to exist; for constants.
    pub const fn literal(year: i32, month: u32, day: u32) -> Self {
        Self(days_from_civil(year, month, day))
    }

    /// The day with these numbers, if it exists.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 {
            return None;
        }
        let date = Self(days_from_civil(year, month, day));
        (date.ymd() == (year, month, day)).then_some(date)
    }

    /// Parses `YYYY-MM-DD`.
    ///
    /// # Errors
    /// Anything else, and days that do not exist.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let error = || DateError { found: text.to_owned() };
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(error());
        }
        let number = |range: std::ops::Range<usize>| -> Option<u32> {
            let part = text.get(range)?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
        };
        let ymd = number(0..4).zip(number(5..7)).zip(number(8..10));
        ymd.and_then(|((year, month), day)| Self::from_ymd(i32::try_from(year).ok()?, month, day)).ok_or_else(error)
    }

    /// Year, month (1 to 12) and day of the month.
    pub const fn ymd(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }

    /// Days since 1970-01-01.
    pub const fn days_since_epoch(self) -> i32 {
        self.0
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl std::fmt::Debug for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl UtcInstant {
    /// The instant at a time of day.
    pub const fn at(date: Date, hour: u32, minute: u32, second: u32) -> Self {
        let seconds = hour as i64 * 3_600 + minute as i64 * 60 + second as i64;
        Self(date.0 as i64 * MICROS_PER_DAY + seconds * 1_000_000)
    }

    /// The instant so many microseconds later.
    pub const fn plus_micros(self, micros: u64) -> Self {
        Self(self.0.saturating_add_unsigned(micros))
    }

    /// Its UTC day.
    pub const fn date(self) -> Date {
        Date(self.0.div_euclid(MICROS_PER_DAY) as i32)
    }

    /// Hour, minute and second of its UTC day.
    pub const fn hms(self) -> (u32, u32, u32) {
        let seconds = (self.0.rem_euclid(MICROS_PER_DAY) / 1_000_000) as u32;
        (seconds / 3_600, seconds / 60 % 60, seconds % 60)
    }
}

impl std::fmt::Display for UtcInstant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (hour, minute, second) = self.hms();
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}Z", self.date())
    }
}

impl std::fmt::Debug for UtcInstant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

// Both functions after Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms" (public domain).

const fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month as i32 + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

const fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 } as u32;
    let year = year_of_era + era * 400 + (month <= 2) as i32;
    (year, month, day)
}
