//! Files of older versions of the format open for ever and mean what they meant; newer ones are refused.
//! The files in `files/version_1` are as they were written then: never change them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use sts_atlas_intake::scenario::{Reading, read_json, read_toml};
use sts_atlas_intake::{Expected, Found, IssueCode};
use sts_atlas_player::{Command, Player, Recording, Scenario, WorldId};
use sts_atlas_sim::SimTime;

/// The first scene as it was written then, and as it is today.
const FIRST_SCENE: (&str, &str) =
    (include_str!("files/version_1/2024-08-29.toml"), include_str!("../../lessons/content/scenes/2024-08-29.toml"));

/// A file of version 1 and the same scenario as it is written today.
const PAIRS: [(&str, &str); 2] = [
    (include_str!("files/version_1/everything.toml"), include_str!("files/version_2/everything-of-1.toml")),
    (include_str!("files/version_1/five-hundred.toml"), include_str!("../../lessons/content/scenes/five-hundred.toml")),
];

fn codes(reading: &Reading) -> Vec<IssueCode> {
    reading.issues.iter().map(|issue| issue.code.clone()).collect()
}

fn digests(scenario: Scenario) -> [String; 2] {
    let mut player = Player::new(Recording::new(Arc::new(scenario)));
    player.apply(Command::Seek(SimTime::from_minutes(35)));
    player.work(100_000);
    WorldId::BOTH.map(|id| player.world(id).digest().to_string())
}

#[test]
fn a_file_of_version_1_is_the_same_scenario_with_the_same_digest() {
    for (old, new) in PAIRS {
        let (old, new) = (read_toml("x.toml", old), read_toml("x.toml", new));
        assert_eq!(new.issues, []);
        assert_eq!(codes(&old), [IssueCode::Migrated { from: 1, to: 2, changes: vec![] }]);
        let (old, new) = (old.scenario.unwrap(), new.scenario.unwrap());
        assert_eq!(old, new);
        assert_eq!(digests(old), digests(new));
    }
}

/// The scene has since been marked as resting on an assumption, which its note has always said, tells by which clock it
/// was told, and until which day the rules held: that is content, no format.
#[test]
fn the_first_scene_of_version_1_differs_from_today_s_in_that_only() {
    let (old, new) = FIRST_SCENE;
    let (old, new) = (read_toml("x.toml", old), read_toml("x.toml", new));
    assert_eq!(codes(&old), [IssueCode::Migrated { from: 1, to: 2, changes: vec![] }]);
    let (mut old, new) = (old.scenario.unwrap(), new.scenario.unwrap());
    assert!(!old.faults[0].assumed && new.faults[0].assumed);
    assert_eq!(digests(old.clone()), digests(new.clone()));
    old.faults[0].assumed = true;
    old.event_time.clone_from(&new.event_time);
    assert_ne!(old.faults[3].note, new.faults[3].note);
    old.faults[3].note.clone_from(&new.faults[3].note);
    assert_eq!(old, new);
}

#[test]
fn a_file_of_version_1_comes_out_as_one_of_today() {
    for (old, _) in PAIRS.into_iter().chain([FIRST_SCENE]) {
        let json = read_toml("x.toml", old).to_json().unwrap();
        let again = read_json("x.json", &json);
        assert_eq!(again.issues, []);
        assert_eq!(again.to_json().unwrap(), json);
    }
}

#[test]
fn versions_that_are_not_known_are_refused_with_those_that_are() {
    let number = |found: &str| {
        let (found, expected) = (Found::Bare(found.into()), Expected::Number { least: 1, most: 2 });
        IssueCode::Unexpected { found, expected, nearest: None }
    };
    let text = IssueCode::Unexpected {
        found: Found::Text("2".into()),
        expected: Expected::Number { least: 1, most: 2 },
        nearest: None,
    };
    let rows = [
        ("3", IssueCode::NewerVersion { found: 3, known: 2 }),
        ("4294967297", IssueCode::NewerVersion { found: 4_294_967_297, known: 2 }),
        ("0", number("0")),
        ("-1", number("-1")),
        ("'2'", text),
        ("2.0", number("2.0")),
    ];
    for (version, expected) in rows {
        let reading = read_toml("x.toml", &format!("version = {version}\nsomething = \"else\"\n"));
        assert_eq!(codes(&reading), [expected], "given `{version}`");
        assert_eq!(
            (reading.issues[0].line, reading.issues[0].column, reading.issues[0].path.as_str()),
            (1, 11, "version")
        );
        assert!(reading.scenario.is_none());
    }
}
