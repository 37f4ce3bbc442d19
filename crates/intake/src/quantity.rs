//! Spans, instants, shares and factors as files and command lines write them, read straight into integers.
//! No floating point, no clock; where they stand in a file is `document`'s business.

use sts_atlas_facts::{Date, Micros, UtcInstant};

/// A text that is not such a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuantityError;

/// Units of a span, longest first, in microseconds.
const UNITS: [(&str, u64); 6] =
    [("d", 86_400_000_000), ("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000), ("ms", 1_000), ("us", 1)];
/// The longest span read: a thousand days.
const LONGEST_SPAN: u64 = 1_000 * UNITS[0].1;

/// Reads a span such as `90s`, `1h58m` or `2820000000us`: whole numbers, units from long to short, each once.
///
/// # Errors
/// Anything else.
pub fn parse_span(text: &str) -> Result<Micros, QuantityError> {
    let mut rest = text;
    let mut total = 0_u64;
    let mut next_unit = 0;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let letters = rest[digits..].bytes().take_while(u8::is_ascii_alphabetic).count();
        let (number, unit) = (&rest[..digits], &rest[digits..digits + letters]);
        let known = UNITS.iter().skip(next_unit).position(|(name, _)| *name == unit).ok_or(QuantityError)?;
        next_unit += known + 1;
        let micros = number.parse::<u64>().ok().and_then(|number| number.checked_mul(UNITS[next_unit - 1].1));
        total = micros.and_then(|micros| total.checked_add(micros)).ok_or(QuantityError)?;
        rest = &rest[digits + letters..];
    }
    if next_unit == 0 || total > LONGEST_SPAN { Err(QuantityError) } else { Ok(Micros(total)) }
}

/// Writes a span the way [`parse_span`] reads it.
pub fn write_span(span: Micros) -> String {
    let mut rest = span.0;
    let mut text = String::new();
    for (name, unit) in UNITS {
        if rest / unit > 0 {
            text.push_str(&format!("{}{name}", rest / unit));
            rest %= unit;
        }
    }
    if text.is_empty() { "0s".to_owned() } else { text }
}

/// Reads a UTC instant to the second: `2024-08-29T08:32:00Z` or `2024-08-29T08:32Z`.
///
/// # Errors
/// Anything else, other time zones included.
pub fn parse_utc(text: &str) -> Result<UtcInstant, QuantityError> {
    let text = text.strip_suffix(['Z', 'z']).ok_or(QuantityError)?;
    let (date, time) = text.split_once(['T', 't', ' ']).ok_or(QuantityError)?;
    let date = Date::parse(date).map_err(|_| QuantityError)?;
    let mut numbers = [0_u32; 3];
    let mut parts = time.split(':');
    for (index, (number, below)) in numbers.iter_mut().zip([24, 60, 60]).enumerate() {
        match parts.next() {
            Some(part) if part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()) => {
                *number = part.parse().map_err(|_| QuantityError)?;
                if *number >= below {
                    return Err(QuantityError);
                }
            }
            None if index == 2 => {}
            _ => return Err(QuantityError),
        }
    }
    if parts.next().is_some() {
        return Err(QuantityError);
    }
    Ok(UtcInstant::at(date, numbers[0], numbers[1], numbers[2]))
}

/// Reads a share such as `20%` or `0.5%` into parts per million; above nothing, at most all.
pub(crate) fn parse_share(text: &str) -> Option<u32> {
    let ten_thousandths = parse_decimal(text.strip_suffix('%')?, 4)?;
    (1..=1_000_000).contains(&ten_thousandths).then_some(ten_thousandths as u32)
}

/// Reads a factor such as `3` or `2.5` into thousandths; above 1, at most 1,000.
pub(crate) fn parse_factor(number: &str) -> Option<u32> {
    let thousandths = parse_decimal(number, 3)?;
    (1_001..=1_000_000).contains(&thousandths).then_some(thousandths as u32)
}

/// Reads a multiple such as `0.5` or `20` into thousandths; from 0.001 to 1,000.
pub(crate) fn parse_times(number: &str) -> Option<u32> {
    let thousandths = parse_decimal(number, 3)?;
    (1..=1_000_000).contains(&thousandths).then_some(thousandths as u32)
}

/// A decimal number with at most so many places, as a whole number of its last place.
fn parse_decimal(text: &str, places: usize) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |part: &str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) || fraction.len() > places {
        return None;
    }
    format!("{whole}{fraction:0<places$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spans_are_whole_numbers_with_units_from_long_to_short() {
        let rows = [
            ("3h", Some(10_800_000_000)),
            ("1h58m", Some(7_080_000_000)),
            ("32m", Some(1_920_000_000)),
            ("1d2h3m4s5ms6us", Some(93_784_005_006)),
            ("0s", Some(0)),
            ("2820000000us", Some(2_820_000_000)),
            ("1000d", Some(86_400_000_000_000)),
            ("1001d", None),
            ("", None),
            ("h", None),
            ("30", None),
            ("1m1h", None),
            ("1m2m", None),
            ("1.5h", None),
            ("-1h", None),
            ("1h ", None),
            ("1H", None),
            ("99999999999999999999s", None),
            ("９m", None),
        ];
        for (text, expected) in rows {
            assert_eq!(parse_span(text).ok().map(|span| span.0), expected, "given `{text}`");
        }
    }

    #[test]
    fn instants_are_utc_to_the_second() {
        let rows = [
            ("2024-08-29T08:32:00Z", Some("2024-08-29T08:32:00Z")),
            ("2024-08-29T08:32Z", Some("2024-08-29T08:32:00Z")),
            ("2024-08-29 08:32:07z", Some("2024-08-29T08:32:07Z")),
            ("2024-08-29T24:00:00Z", None),
            ("2024-08-29T08:60:00Z", None),
            ("2024-08-29T08:32:00+09:00", None),
            ("2024-08-29T08:32:00", None),
            ("2024-08-29T8:32:00Z", None),
            ("2024-08-29T08Z", None),
            ("2024-02-30T08:32Z", None),
            ("2024-08-29T08:32:00.5Z", None),
            ("Z", None),
        ];
        for (text, expected) in rows {
            assert_eq!(parse_utc(text).ok().map(|at| at.to_string()).as_deref(), expected, "given `{text}`");
        }
    }

    #[test]
    fn shares_and_factors_never_touch_a_float() {
        let shares = [("20%", Some(200_000)), ("0.5%", Some(5_000)), ("100%", Some(1_000_000)), ("0.0001%", Some(1))];
        for (text, expected) in shares {
            assert_eq!(parse_share(text), expected, "given `{text}`");
        }
        for text in ["0%", "101%", "20", "%", "-1%", "1e1%", "0.00001%", ".5%", "5.%"] {
            assert_eq!(parse_share(text), None, "given `{text}`");
        }
        let factors = [("3", Some(3_000)), ("2.5", Some(2_500)), ("1.001", Some(1_001)), ("1000", Some(1_000_000))];
        for (text, expected) in factors {
            assert_eq!(parse_factor(text), expected, "given `{text}`");
        }
        for text in ["1", "0.5", "1001", "x3", "1e2", "inf", "nan", "+3", "2.0001"] {
            assert_eq!(parse_factor(text), None, "given `{text}`");
        }
    }

    proptest! {
        #[test]
        fn a_span_survives_writing_and_reading(micros in 0..=LONGEST_SPAN) {
            prop_assert_eq!(parse_span(&write_span(Micros(micros))), Ok(Micros(micros)));
        }

        #[test]
        fn no_text_makes_reading_panic(text in "\\PC{0,24}") {
            let _ = (parse_span(&text), parse_utc(&text), parse_share(&text), parse_factor(&text));
        }
    }
}
