//! Regions, partitions and round trips: numbers a reader can check by hand.
//! Rules and SDKs have their own test files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_facts::{
    CHECK_DATE, CITIES, CityId, Date, Micros, PARTITIONS, Partition, Place, Provenance, REGIONS, RegionId,
    RegionStatus, partition_of, wire_rtt,
};

fn place(code: &str) -> Place {
    Place::from_code(code).unwrap_or_else(|| panic!("no place {code}"))
}

fn region(code: &str) -> RegionId {
    RegionId::from_code(code).unwrap_or_else(|| panic!("no Region {code}"))
}

#[test]
fn round_trips_agree_with_the_published_worked_values() {
    // from, to, tenths of a millisecond, where the number comes from
    let cases = [
        ("Tokyo", "ap-northeast-1", 19, Provenance::Estimated),
        ("Tokyo", "us-east-1", 1_484, Provenance::Estimated),
        ("Sapporo", "ap-northeast-1", 209, Provenance::Estimated),
        ("Sapporo", "us-east-1", 1_674, Provenance::Estimated),
        ("London", "us-east-1", 764, Provenance::Estimated),
        ("Singapore", "us-east-1", 2_179, Provenance::Estimated),
        ("us-east-1", "eu-west-1", 666, Provenance::Measured),
        ("us-east-1", "ap-southeast-2", 1_968, Provenance::Measured),
        ("eu-central-1", "us-east-1", 897, Provenance::Measured),
        ("af-south-1", "us-east-1", 2_229, Provenance::Measured),
        ("ap-southeast-2", "af-south-1", 4_057, Provenance::Measured),
        ("ap-southeast-6", "af-south-1", 4_178, Provenance::Estimated),
        ("af-south-1", "ap-southeast-6", 4_178, Provenance::Estimated),
        ("ap-southeast-6", "ap-southeast-6", 5, Provenance::Estimated),
    ];
    for (from, to, tenths, provenance) in cases {
        let rtt = wire_rtt(place(from), region(to)).unwrap();
        assert_eq!((rtt.time.0 + 50) / 100, tenths, "{from} to {to}: {rtt:?}");
        assert_eq!(rtt.provenance, provenance, "{from} to {to}");
    }
}

#[test]
fn round_trips_keep_every_digit_of_the_data() {
    let rtt = |from, to| wire_rtt(place(from), region(to)).unwrap().time;
    assert_eq!(rtt("us-east-1", "us-east-2"), Micros(12_070));
    assert_eq!(rtt("ap-southeast-4", "ap-northeast-3"), Micros(129_650));
    assert_eq!(rtt("us-east-1", "us-east-1"), Micros(500));
}

#[test]
fn every_live_commercial_region_has_a_round_trip_to_every_other_and_no_other_region_has_any() {
    let has_latency =
        |id: RegionId| id.fact().partition == Partition::Aws && id.fact().status != RegionStatus::Announced;
    for from in RegionId::all() {
        for to in RegionId::all() {
            let known = wire_rtt(Place::Region(from), to).is_some();
            assert_eq!(known, has_latency(from) && has_latency(to), "{from:?} to {to:?}");
        }
    }
}

#[test]
fn a_city_enters_at_its_nearest_measured_region() {
    for (city, entry) in [("Tokyo", "ap-northeast-1"), ("Sapporo", "ap-northeast-1"), ("Paris", "eu-west-3")] {
        assert_eq!(CityId::from_name(city).unwrap().fact().entry, region(entry), "{city}");
    }
    // Auckland's own Region is not measured, so the way in is Australian.
    assert_eq!(CityId::from_name("Auckland").unwrap().fact().entry, region("ap-southeast-2"));
}

#[test]
fn regions_are_counted_as_aws_counts_them() {
    let count = |test: &dyn Fn(RegionId) -> bool| RegionId::all().filter(|&id| test(id)).count();
    let commercial = |id: RegionId| id.fact().partition == Partition::Aws;
    let live = |id: RegionId| id.launched_by(CHECK_DATE);
    assert_eq!((REGIONS.len(), count(&live), CITIES.len(), PARTITIONS.len()), (41, 39, 45, 8));
    assert_eq!(count(&|id| commercial(id) && !id.fact().opt_in), 17);
    assert_eq!(count(&|id| commercial(id) && id.fact().opt_in && live(id)), 17);
    assert_eq!(count(&|id| id.fact().sts_legacy_global_list), 15);
    assert_eq!(count(&|id| id.fact().sts_can_deactivate == Some(true)), 17);
}

#[test]
fn regions_are_found_by_code_and_carry_short_labels() {
    assert!(REGIONS.is_sorted_by(|a, b| a.code < b.code));
    assert_eq!(RegionId::US_EAST_1.code(), "us-east-1");
    assert_eq!(RegionId::from_code("us-east-3"), None);
    for (code, en, ja) in [
        ("us-east-1", "N. Virginia", "バージニア北部"),
        ("ap-northeast-1", "Tokyo", "東京"),
        ("ca-central-1", "Canada (Central)", "カナダ (中部)"),
        ("mx-central-1", "Mexico (Central)", "メキシコ (中部)"),
    ] {
        assert_eq!((region(code).fact().label_en, region(code).fact().label_ja), (en, ja));
    }
    for id in RegionId::all() {
        let same = REGIONS.iter().filter(|other| other.label_ja == id.fact().label_ja).count();
        assert_eq!(same, 1, "the label of {id:?} must name one Region only");
        assert_eq!(RegionId::from_code(id.code()), Some(id));
    }
}

#[test]
fn a_region_counts_from_its_launch_day_on() {
    let malaysia = region("ap-southeast-5");
    assert!(!malaysia.launched_by(Date::literal(2024, 8, 20)));
    assert!(malaysia.launched_by(Date::literal(2024, 8, 21)));
    assert!(!region("sa-west-1").launched_by(CHECK_DATE));
}

#[test]
fn names_find_their_partition_by_list_then_pattern_then_the_commercial_one() {
    for (name, id) in [
        ("us-east-1", "aws"),
        ("us-east-3", "aws"),
        ("aws-global", "aws"),
        ("cn-north-1", "aws-cn"),
        ("cn-south-7", "aws-cn"),
        ("us-gov-east-1", "aws-us-gov"),
        ("us-gov-north-9", "aws-us-gov"),
        ("us-iso-east-1", "aws-iso"),
        ("us-isob-west-2", "aws-iso-b"),
        ("eu-isoe-west-1", "aws-iso-e"),
        ("us-isof-south-1", "aws-iso-f"),
        ("eusc-de-east-1", "aws-eusc"),
        ("eusc-de-west-2", "aws-eusc"),
        ("not-real", "aws"),
        ("", "aws"),
    ] {
        assert_eq!(partition_of(name).id, id, "{name}");
    }
    assert_eq!(PARTITIONS[0].partition, Partition::Aws);
    for fact in &REGIONS {
        assert_eq!(partition_of(fact.code).partition, fact.partition, "{}", fact.code);
    }
}

#[test]
fn a_place_is_found_again_by_its_code() {
    let places = RegionId::all().map(Place::Region).chain(CityId::all().map(Place::City));
    for place in places {
        assert_eq!(Place::from_code(place.code()), Some(place));
    }
    assert_eq!(Place::from_code("Atlantis"), None);
}
