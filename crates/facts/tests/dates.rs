//! Dates and instants: every day from 1970 to 2100 goes there and back.
//! What happens on those days is other tables' business.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_facts::{Date, UtcInstant};

#[test]
fn every_day_from_1970_to_2100_goes_there_and_back() {
    let mut expected_days = 0;
    for year in 1970..=2100 {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        for (month, length) in (1..).zip(lengths) {
            for day in 1..=length {
                let date = Date::from_ymd(year, month, day).unwrap();
                assert_eq!(date.days_since_epoch(), expected_days);
                assert_eq!(date.ymd(), (year, month, day));
                assert_eq!(Date::parse(&date.to_string()), Ok(date));
                for (hour, minute, second) in [(0, 0, 0), (8, 32, 7), (23, 59, 59)] {
                    let instant = UtcInstant::at(date, hour, minute, second);
                    assert_eq!((instant.date(), instant.hms()), (date, (hour, minute, second)));
                }
                expected_days += 1;
            }
            assert_eq!(Date::from_ymd(year, month, length + 1), None);
        }
    }
}

#[test]
fn an_instant_reads_as_utc_and_runs_over_midnight() {
    let start = UtcInstant::at(Date::literal(2024, 8, 29), 23, 59, 59);
    assert_eq!(start.to_string(), "2024-08-29T23:59:59Z");
    assert_eq!(start.plus_micros(1_500_000).to_string(), "2024-08-30T00:00:00Z");
    assert_eq!(UtcInstant(-1).to_string(), "1969-12-31T23:59:59Z");
}

#[test]
fn text_that_is_no_date_is_refused_with_what_was_found() {
    let wrong = [
        "",
        "2024-8-29",
        "2024/08/29",
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024-00-10",
        "2024-08-00",
        "0000-01-01",
        "+024-08-29",
        " 2024-08-29",
        "2024-08-2９",
        "24-08-29T00",
    ];
    for text in wrong {
        assert_eq!(Date::parse(text).unwrap_err().found, text);
    }
}
