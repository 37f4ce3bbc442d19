//! Every scene file can be read, and what is packed is what was written.
//! What scenes promise is tested beside this file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../facts/tests/japanese/mod.rs"]
mod japanese;

use std::path::Path;

use japanese::{typography_error, unwanted_word};
use sts_atlas_intake::scenario::read_toml;
use sts_atlas_lessons::{FIRST_SCENE, SCENE_IDS, SceneError, file_name, find, load, scenes, unpack_fetched};
use sts_atlas_player::{Command, Player, Recording, WorldId};
use sts_atlas_sim::SimTime;

fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/scenes");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect()
}

#[test]
fn every_scene_file_is_read_without_a_word() {
    for (name, text) in files() {
        let reading = read_toml(&name, &text);
        assert_eq!(reading.issues, [], "{name}");
        let id = reading.scenario.unwrap().id;
        assert_eq!(format!("{id}.toml"), name);
    }
}

#[test]
fn a_packed_scene_is_the_scene_as_written() {
    let files = files();
    let ids: Vec<&str> = scenes().iter().map(|scene| scene.id).collect();
    assert_eq!(ids, SCENE_IDS);
    assert_eq!(SCENE_IDS[0], FIRST_SCENE);
    for scene in scenes() {
        let (name, text) = files.iter().find(|(name, _)| *name == format!("{}.toml", scene.id)).unwrap();
        assert_eq!(load(scene.id).unwrap(), read_toml(name, text).scenario.unwrap());
    }
}

#[test]
fn a_scene_that_was_fetched_is_the_scene_asked_for_or_none() {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/later/five-hundred.scene"));
    assert_eq!(file_name("five-hundred").as_deref(), Some("five-hundred.scene"));
    assert_eq!(unpack_fetched("five-hundred", bytes), find("five-hundred"));
    assert_eq!(unpack_fetched("2024-08-29", bytes), None);
    assert_eq!(unpack_fetched("five-hundred", b"<!doctype html>"), None);
    assert_eq!(file_name("../index.html"), None);
}

#[test]
fn a_scene_that_is_not_there_is_said_so() {
    assert!(find("2024-08-29").is_some());
    assert_eq!(find("nowhere"), None);
    assert_eq!(load("nowhere"), Err(SceneError::Unknown { id: "nowhere".into() }));
}

#[test]
fn the_bench_runs_a_thousand_for_a_day() {
    let (name, text) = files().into_iter().find(|(name, _)| name == "bench-day.toml").unwrap();
    let scenario = read_toml(&name, &text).scenario.unwrap();
    let count: u32 = scenario.worlds[0].spec.principals.iter().map(|principal| principal.count).sum();
    assert_eq!((count, scenario.length.0), (1_000, 86_400_000_000));
}

#[test]
fn the_bench_of_frames_keeps_five_hundred_requests_under_way() {
    let mut player = Player::new(Recording::new(find("five-hundred").unwrap()));
    for second in (600..=660).step_by(12) {
        player.apply(Command::Seek(SimTime(second * 1_000_000)));
        player.settle();
        for id in WorldId::BOTH {
            let under_way = player.world(id).in_flight().count();
            assert!(under_way >= 500, "{under_way} in {id:?} at {second} s");
        }
    }
}

#[test]
fn the_japanese_keeps_to_the_house_typography_and_terms() {
    let texts = |line: &str| -> Vec<String> {
        let after = line.split("ja = \"").skip(1);
        after.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    for (name, text) in files() {
        let japanese: Vec<_> = text.lines().flat_map(texts).collect();
        assert!(!japanese.is_empty(), "{name}");
        for text in japanese {
            assert_eq!(typography_error(&text), None, "{name}: {text}");
            assert_eq!(unwanted_word(&text), None, "{name}: {text}");
        }
    }
}
