//! Scenario files that a reader opens: kept and asked about like any other scene, or everything that is wrong with them.
//! What a right file is, is intake's business.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;

use desk::{ask, new_desk, sheet_of};
use sts_atlas_instruments::Sheet;
use sts_atlas_intake::{packed_from, unpack};
use sts_atlas_words::Lang;

const MINE: &str = r#"
version = 2
id = "mine"
title = { en = "Mine", ja = "自作" }
as_of = 2024-08-29
start = 2024-08-29T08:00:00Z
length = "1h"

[[principal]]
name = "web"
at = "ap-northeast-1"
kind = "workload"
credentials = "assume-role"
client = { sdk = "boto3", version = "1.34.0" }
"#;

#[test]
fn a_right_file_is_a_scene_from_then_on() {
    let mut desk = new_desk();
    let packed = desk.read_scenario(Lang::En, "mine.toml", MINE).unwrap();
    let scenario = unpack(&packed_from(&packed).unwrap()).unwrap();
    assert_eq!((scenario.id.as_str(), scenario.title.ja.as_str()), ("mine", "自作"));
    let html = sheet_of(&mut desk, &ask(Sheet::Clients, "mine", 30));
    assert!(html.contains("web"), "{html}");
    // A desk that begins later is told, and says the same.
    let mut other = new_desk();
    other.keep(&packed);
    assert_eq!(sheet_of(&mut other, &ask(Sheet::Clients, "mine", 30)), html);
}

#[test]
fn of_two_files_with_one_id_the_later_is_meant_even_while_the_first_is_shown() {
    let mut desk = new_desk();
    desk.read_scenario(Lang::En, "mine.toml", MINE).unwrap();
    let first = sheet_of(&mut desk, &ask(Sheet::Clients, "mine", 30));
    desk.read_scenario(Lang::En, "mine.toml", &MINE.replace("\"web\"", "\"shop\"")).unwrap();
    let second = sheet_of(&mut desk, &ask(Sheet::Clients, "mine", 30));
    assert!(first.contains("web") && second.contains("shop") && !second.contains("web"), "{second}");
}

#[test]
fn the_id_of_a_built_in_scene_stays_that_of_the_scene() {
    let mut desk = new_desk();
    let packed = desk.read_scenario(Lang::En, "x.toml", &MINE.replace("\"mine\"", "\"2024-08-29\"")).unwrap();
    assert_eq!(unpack(&packed_from(&packed).unwrap()).unwrap().id, "2024-08-29-own");
    assert!(sheet_of(&mut desk, &ask(Sheet::Clients, "2024-08-29", 30)).contains("batch-etl"));
}

#[test]
fn everything_wrong_is_said_at_once_with_file_line_and_in_the_readers_language() {
    let mut desk = new_desk();
    let text = MINE.replace("boto3", "boto4").replace("\"1h\"", "\"1x\"");
    let says = desk.read_scenario(Lang::En, "mine.toml", &text).unwrap_err();
    let lines: Vec<_> = says.lines().collect();
    assert!(lines.len() == 2 && lines.iter().all(|line| line.starts_with("mine.toml:")), "{says}");
    assert!(says.contains("boto3"), "the likeliest one meant: {says}");
    let japanese = desk.read_scenario(Lang::Ja, "mine.toml", &text).unwrap_err();
    assert!(japanese.contains("ください"), "{japanese}");
}

#[test]
fn json_is_read_by_its_name() {
    let mut desk = new_desk();
    let says = desk.read_scenario(Lang::En, "mine.json", "{\"version\": 2}").unwrap_err();
    assert!(says.contains("title"), "{says}");
}

#[test]
fn what_is_no_packed_scenario_is_not_kept() {
    let mut desk = new_desk();
    for odd in ["", "!", "AAAA", "日本"] {
        desk.keep(odd);
    }
    assert!(sheet_of(&mut desk, &ask(Sheet::Clients, "2024-08-29", 30)).contains("batch-etl"));
}
