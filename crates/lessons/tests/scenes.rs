//! Every scene file can be read, and what is packed is what was written.
//! What scenes promise is tested beside this file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use sts_atlas_intake::scenario::read_toml;
use sts_atlas_lessons::{SceneError, find, load, scenes};

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
    assert!(!scenes().is_empty());
    for scene in scenes() {
        let (name, text) = files.iter().find(|(name, _)| *name == format!("{}.toml", scene.id)).unwrap();
        assert_eq!(load(scene.id).unwrap(), read_toml(name, text).scenario.unwrap());
    }
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

/// A typed space stands between Japanese and Latin letters or digits, and none beside Japanese punctuation.
#[test]
fn japanese_texts_are_spaced() {
    let is_kana_or_kanji =
        |letter: char| matches!(letter, '\u{3041}'..='\u{30fa}' | '\u{30fc}' | '\u{4e00}'..='\u{9fff}');
    let is_point = |letter: char| "、。「」（）：".contains(letter);
    for (name, text) in files() {
        for line in text.lines().filter(|line| line.chars().any(is_kana_or_kanji)) {
            let japanese = line.split("ja = ").nth(1).unwrap_or("");
            let letters: Vec<char> = japanese.chars().collect();
            for pair in letters.windows(2) {
                let touches = is_kana_or_kanji(pair[0]) && pair[1].is_ascii_alphanumeric()
                    || pair[0].is_ascii_alphanumeric() && is_kana_or_kanji(pair[1]);
                assert!(!touches, "{name}: `{}{}` in {japanese}", pair[0], pair[1]);
                let loose = is_point(pair[0]) && pair[1] == ' ' || pair[0] == ' ' && is_point(pair[1]);
                assert!(!loose, "{name}: `{}{}` in {japanese}", pair[0], pair[1]);
            }
        }
    }
}
