//! Numbers, times and spans as people read them; tabular, with their units.
//! Which number is shown where is not decided here.

use sts_atlas_facts::{Date, Micros, UtcInstant};
use sts_atlas_player::Tempo;

use crate::Lang;
use crate::messages::messages;

messages! {
    /// A span of whole seconds.
    span_seconds(n) { en: "{n} s", ja: "{n} 秒" }
    /// A span of whole minutes.
    span_minutes(n) { en: "{n} min", ja: "{n} 分" }
    /// A span of minutes and seconds.
    span_minutes_seconds(m, s) { en: "{m} min {s} s", ja: "{m} 分 {s} 秒" }
    /// A span of hours.
    span_hours(n) { en: "{n} h", ja: "{n} 時間" }
    /// A span of hours and minutes.
    span_hours_minutes(h, m) { en: "{h} h {m} min", ja: "{h} 時間 {m} 分" }
    /// A span in milliseconds.
    span_millis(n) { en: "{n} ms", ja: "{n} ms" }
    /// A tempo: simulated span per real second.
    tempo(span) { en: "1 s = {span}", ja: "1 秒 = {span}" }
    /// A moment in UTC.
    utc(time) { en: "{time} UTC", ja: "{time} UTC" }
    /// A moment in the reader's own zone.
    local(time) { en: "{time} your time", ja: "手元の時刻 {time}" }
    /// A moment by the clock by which an event was told.
    event_time(time, zone) { en: "{time} {zone}", ja: "{zone} {time}" }
    /// A time with its day.
    dated(day, time) { en: "{day} {time}", ja: "{day} {time}" }
    /// A day without its year.
    month_and_day(month, month_name, day) { en: "{day} {month_name}", ja: "{month} 月 {day} 日" }
    /// A whole day.
    day(year, month, month_name, day) { en: "{day} {month_name} {year}", ja: "{year} 年 {month} 月 {day} 日" }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month_name(month: u32) -> &'static str {
    MONTHS.get(month as usize - 1).copied().unwrap_or_default()
}

/// A date in prose.
pub fn date(lang: Lang, date: Date) -> String {
    let (year, month, day_of_month) = date.ymd();
    // Each language uses one of the two forms of the month.
    day(lang, year, month, month_name(month), day_of_month)
}

/// A day without its year.
pub fn day_of_month(lang: Lang, date: Date) -> String {
    let (_, month, day) = date.ymd();
    month_and_day(lang, month, month_name(month), day)
}

/// `08:47:02`.
pub fn clock(instant: UtcInstant) -> String {
    let (hour, minute, second) = instant.hms();
    format!("{hour:02}:{minute:02}:{second:02}")
}

/// `08:47`.
pub fn clock_minutes(instant: UtcInstant) -> String {
    let (hour, minute, _) = instant.hms();
    format!("{hour:02}:{minute:02}")
}

/// `08:47:02.130`, for moments between which less than a second passes.
pub fn clock_millis(instant: UtcInstant) -> String {
    let millis = instant.0.rem_euclid(1_000_000) / 1_000;
    format!("{}.{millis:03}", clock(instant))
}

/// A span in the unit that fits it: `19.5 ms`, `460 ms`, `60 s`, `12 min 5 s`, `3 h 10 min`. Rounded half up to what
/// is shown; from two hours on, minutes count once they are full.
pub fn span(lang: Lang, span: Micros) -> String {
    let micros = span.0;
    let seconds = (micros + 500_000) / 1_000_000;
    match micros {
        0 => span_seconds(lang, 0),
        1..99_950 => {
            let tenths = (micros + 50) / 100;
            span_millis(lang, format!("{}.{}", tenths / 10, tenths % 10))
        }
        99_950..9_999_500 => span_millis(lang, grouped((micros + 500) / 1_000)),
        9_999_500..119_500_000 => span_seconds(lang, seconds),
        119_500_000..7_199_500_000 => match seconds % 60 {
            0 => span_minutes(lang, seconds / 60),
            rest => span_minutes_seconds(lang, seconds / 60, rest),
        },
        _ => {
            let minutes = seconds / 60;
            if minutes.is_multiple_of(60) {
                span_hours(lang, minutes / 60)
            } else {
                span_hours_minutes(lang, minutes / 60, minutes % 60)
            }
        }
    }
}

/// A named stop of the tempo control.
pub fn tempo_stop(lang: Lang, stop: Tempo) -> String {
    let micros = stop.span_per_second().0;
    let shown = match micros {
        0..1_000_000 => span_millis(lang, micros / 1_000),
        1_000_000..60_000_000 => span_seconds(lang, micros / 1_000_000),
        60_000_000..3_600_000_000 => span_minutes(lang, micros / 60_000_000),
        _ => span_hours(lang, micros / 3_600_000_000),
    };
    tempo(lang, shown)
}

/// A whole number with separated thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Several things in a row.
pub fn list(lang: Lang, items: &[String]) -> String {
    items.join(match lang {
        Lang::Ja => "、",
        Lang::En | Lang::Pseudo => ", ",
    })
}

/// Sentences one after the other.
pub fn sentences(lang: Lang, sentences: &[String]) -> String {
    sentences.join(match lang {
        Lang::Ja => "",
        Lang::En | Lang::Pseudo => " ",
    })
}

/// Minutes with one decimal, from microseconds.
pub fn minutes_tenths(span: Micros) -> String {
    let tenths = span.0 / 6_000_000;
    format!("{}.{}", grouped(tenths / 10), tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_choose_the_unit_that_fits() {
        let cases = [
            (19_540, "19.5 ms", "19.5 ms"),
            (460_200, "460 ms", "460 ms"),
            (1_460_200, "1,460 ms", "1,460 ms"),
            (60_000_000, "60 s", "60 秒"),
            (725_000_000, "12 min 5 s", "12 分 5 秒"),
            (11_400_000_000, "3 h 10 min", "3 時間 10 分"),
            // Rounded, and never to sixty of the smaller unit.
            (19_550, "19.6 ms", "19.6 ms"),
            (99_949, "99.9 ms", "99.9 ms"),
            (99_950, "100 ms", "100 ms"),
            (460_500, "461 ms", "461 ms"),
            (9_999_499, "9,999 ms", "9,999 ms"),
            (9_999_500, "10 s", "10 秒"),
            (119_499_999, "119 s", "119 秒"),
            (119_500_000, "2 min", "2 分"),
            (179_600_000, "3 min", "3 分"),
            (7_199_499_999, "119 min 59 s", "119 分 59 秒"),
            (7_199_500_000, "2 h", "2 時間"),
            (7_259_000_000, "2 h", "2 時間"),
        ];
        for (micros, en, ja) in cases {
            assert_eq!(span(Lang::En, Micros(micros)), en);
            assert_eq!(span(Lang::Ja, Micros(micros)), ja);
        }
    }

    #[test]
    fn dates_read_naturally_in_both_languages() {
        let day = Date::literal(2024, 8, 29);
        assert_eq!(date(Lang::En, day), "29 Aug 2024");
        assert_eq!(date(Lang::Ja, day), "2024 年 8 月 29 日");
    }

    #[test]
    fn every_stop_of_the_tempo_has_a_name() {
        let names: Vec<_> = Tempo::STOPS.iter().map(|&stop| tempo_stop(Lang::En, stop)).collect();
        assert_eq!(names.first().map(String::as_str), Some("1 s = 10 ms"));
        assert_eq!(names.last().map(String::as_str), Some("1 s = 1 h"));
    }
}
