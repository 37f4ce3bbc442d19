//! The clock by which an event was told, as files and packed scenarios write it.
//! Which time it shows is the player's business.

use sts_atlas_player::EventTime;

/// Most minutes between a clock and UTC, either way.
const FARTHEST_FROM_UTC: i16 = 14 * 60;

/// Reads the clock by which an event was told: `PDT -07:00`. Quarters of an hour, up to 14 hours either way.
pub(crate) fn parse_event_time(text: &str) -> Option<EventTime> {
    let (name, ahead) = text.split_once(' ')?;
    let is_name = (2..=5).contains(&name.len()) && name.bytes().all(|letter| letter.is_ascii_uppercase());
    let (sign, clock) = ahead.split_at_checked(1)?;
    let (hours, minutes) = clock.split_once(':')?;
    let number = |digits: &str| -> Option<i16> {
        let two = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        two.then(|| digits.parse().ok())?
    };
    let (hours, minutes) = number(hours).zip(number(minutes))?;
    let ahead = hours * 60 + minutes;
    let is_offset = minutes < 60 && minutes % 15 == 0 && ahead <= FARTHEST_FROM_UTC;
    let ahead = match sign {
        "+" => ahead,
        "-" => -ahead,
        _ => return None,
    };
    (is_name && is_offset).then(|| EventTime { name: name.to_owned(), ahead })
}

/// Writes such a clock the way [`parse_event_time`] reads it.
pub(crate) fn write_event_time(time: &EventTime) -> String {
    let (sign, minutes) = (if time.ahead < 0 { '-' } else { '+' }, time.ahead.unsigned_abs());
    format!("{} {sign}{:02}:{:02}", time.name, minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_have_a_name_and_quarters_of_an_hour() {
        let rows = [
            ("PDT -07:00", Some(-420)),
            ("UTC +00:00", Some(0)),
            ("NPT +05:45", Some(345)),
            ("LINT +14:00", Some(840)),
            ("PDT -7:00", None),
            ("PDT 07:00", None),
            ("PDT +14:15", None),
            ("PDT -07:10", None),
            ("PDT -07:60", None),
            ("pdt -07:00", None),
            ("P -07:00", None),
            ("PDT  -07:00", None),
            ("PDT", None),
            ("", None),
            ("日本 +09:00", None),
            ("JST ＋09:00", None),
        ];
        for (text, expected) in rows {
            let read = parse_event_time(text);
            assert_eq!(read.as_ref().map(|time| time.ahead), expected, "given `{text}`");
            assert!(read.is_none_or(|time| write_event_time(&time) == text), "given `{text}`");
        }
    }
}
