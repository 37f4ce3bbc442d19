//! Decimals and durations read from text into whole numbers of a small unit, digit by digit.
//! No floating point: the same text gives the same integer on every machine.

/// Reads `12`, `-3.5` … as a whole number of `10^-places`; more decimals than that are refused.
pub fn parse(text: &str, places: usize) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let has_bare_point = digits.contains('.') && fraction.is_empty();
    if whole.is_empty() || has_bare_point || fraction.len() > places || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let number: i64 = format!("{whole}{fraction:0<places$}").parse().ok()?;
    Some(if negative { -number } else { number })
}

/// Like [`parse`], for what cannot be negative.
pub fn parse_unsigned(text: &str, places: usize) -> Option<u64> {
    parse(text, places).and_then(|number| u64::try_from(number).ok())
}

/// Reads a duration such as `15m` or `3.1s` as microseconds. Units: `us`, `ms`, `s`, `m`, `h`.
pub fn parse_duration(text: &str) -> Option<u64> {
    let unit_start = text.find(|letter: char| letter.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(unit_start);
    let (places, micros_per_step) = match unit {
        "us" => (0, 1),
        "ms" => (3, 1),
        "s" => (6, 1),
        "m" => (0, 60_000_000),
        "h" => (0, 3_600_000_000),
        _ => return None,
    };
    parse_unsigned(number, places)?.checked_mul(micros_per_step)
}
