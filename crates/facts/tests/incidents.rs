//! `incidents.json`: what was reported of each incident, in times that agree with each other.
//! What a scene makes of an incident is tested in `lessons`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use serde_json::Value;
use sts_atlas_facts::{CHECK_DATE, Date, RegionId};

fn incidents() -> Vec<Value> {
    serde_json::from_str(include_str!("../data/incidents.json")).unwrap()
}

fn rows<'a>(incident: &'a Value, key: &str) -> &'a [Value] {
    incident[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or_else(|| panic!("no text `{key}` in {row}"))
}

/// Minutes since 1970 of `2025-10-19 23:48` or `2025-10-20T06:48Z`.
fn minutes(text: &str) -> i64 {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (day, time) = text.split_once([' ', 'T']).unwrap_or_else(|| panic!("{text}: a day and a time"));
    let (hour, minute) = time.split_once(':').unwrap();
    let (hour, minute): (i64, i64) = (hour.parse().unwrap(), minute.parse().unwrap());
    assert!((0..24).contains(&hour) && (0..60).contains(&minute), "{text}");
    i64::from(Date::parse(day).unwrap().days_since_epoch()) * 1_440 + hour * 60 + minute
}

#[test]
fn every_time_is_the_same_moment_in_local_time_in_utc_and_in_japan() {
    for incident in incidents() {
        for row in rows(&incident, "timeline") {
            let what = format!("{}: {}", text(&incident, "id"), text(row, "fact"));
            let Some(zone) = row["tz"].as_str() else {
                let days = ["local", "utc", "jst"].map(|key| Date::parse(text(row, key)).unwrap());
                assert!(days[0] == days[1] && days[1] == days[2], "{what}: a day without a time");
                continue;
            };
            let behind_hours = match zone {
                "PDT" => 7,
                "PST" => 8,
                other => panic!("{what}: {other}"),
            };
            let utc = minutes(text(row, "utc"));
            assert_eq!(minutes(text(row, "local")) + behind_hours * 60, utc, "{what}");
            assert_eq!(minutes(text(row, "jst")) - 9 * 60, utc, "{what}");
        }
    }
}

#[test]
fn every_row_says_how_well_it_is_known_and_who_says_so() {
    for incident in incidents() {
        let id = text(&incident, "id");
        assert!(!rows(&incident, "timeline").is_empty() && !rows(&incident, "faults").is_empty(), "{id}");
        for row in rows(&incident, "timeline") {
            assert!(["high", "medium", "low"].contains(&text(row, "confidence")), "{id}: {row}");
            assert!(!text(row, "source").is_empty() && !text(row, "fact").is_empty(), "{id}: {row}");
        }
    }
}

#[test]
fn faults_end_after_they_start_and_no_row_is_newer_than_the_facts() {
    let newest = (i64::from(CHECK_DATE.days_since_epoch()) + 1) * 1_440;
    for incident in incidents() {
        let id = text(&incident, "id");
        for fault in rows(&incident, "faults") {
            let start = minutes(text(fault, "start"));
            assert!(start < newest, "{id}: {fault}");
            assert!(fault["end"].as_str().is_none_or(|end| minutes(end) > start), "{id}: {fault}");
        }
        let times = rows(&incident, "timeline").iter().filter(|row| !row["tz"].is_null());
        let times: Vec<i64> = times.map(|row| minutes(text(row, "utc"))).collect();
        assert!(times.is_sorted() && times.iter().all(|&time| time < newest), "{id}: in the order of time");
    }
}

#[test]
fn every_region_exists_and_had_been_launched() {
    for incident in incidents() {
        let id = text(&incident, "id");
        let day = Date::parse(&id[..10]).unwrap();
        let named = rows(&incident, "regions").iter().chain(rows(&incident, "from_regions"));
        let faults = rows(&incident, "faults").iter();
        let in_faults =
            faults.flat_map(|fault| ["region", "a", "b"].map(|key| &fault[key])).filter(|value| !value.is_null());
        for code in named.chain(in_faults) {
            let code = code.as_str().unwrap();
            let region = RegionId::from_code(code).unwrap_or_else(|| panic!("{id}: {code}"));
            assert!(region.fact().launched.is_some_and(|launched| launched <= day), "{id}: {code}");
        }
    }
}

#[test]
fn ids_begin_with_the_day_and_stand_once() {
    let ids: Vec<String> = incidents().iter().map(|incident| text(incident, "id").to_owned()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    for id in &ids {
        Date::parse(&id[..10]).unwrap();
    }
}
