//! Exported tables: their columns, and that their numbers are the player's.
//! Written for spreadsheets; JSON for programs is tested in `snapshot_json.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use sts_atlas_intake::scenario::read_toml;
use sts_atlas_intake::{history_csv, requests_csv};
use sts_atlas_player::{Command, Player, Recording, WorldId};
use sts_atlas_sim::{SimTime, State};

const SCENE: &str = r#"
version = 2
id = "storm"
title = { en = "Storm", ja = "障害" }
label = { en = "before", ja = "前" }
as_of = 2024-08-29
start = 2024-08-29T08:00:00Z
length = "3h"

[[principal]]
name = "etl"
count = 3
at = "ap-northeast-1"
kind = "workload"
credentials = "assume-role"
client = { sdk = "boto3", version = "1.34.0" }

[[fault]]
kind = "path"
from = "ap-northeast-1"
to = "us-east-1"
start = "10m"
end = "2h30m"
title = { en = "Cut", ja = "切断" }

[twin]
label = { en = "after", ja = "後" }
client = { sts_regional_endpoints = "regional" }
"#;

fn player_at(minutes: u64) -> Player {
    let scenario = Arc::new(read_toml("storm.toml", SCENE).scenario.unwrap());
    let mut player = Player::new(Recording::new(scenario));
    player.apply(Command::Seek(SimTime::from_minutes(minutes)));
    player.settle();
    player
}

fn rows(csv: &str) -> Vec<Vec<&str>> {
    csv.lines().map(|line| line.split(',').collect()).collect()
}

#[test]
fn the_history_has_a_line_per_span_and_world_and_adds_up_to_the_totals() {
    let player = player_at(120);
    let csv = history_csv(&player);
    let rows = rows(&csv);
    assert_eq!(rows[0].join(","), "utc,world,succeeded,failed,healthy,exposed,draining,unknown,impaired");
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{csv}");
    for world in WorldId::BOTH {
        let lines: Vec<_> = rows.iter().filter(|row| row[1] == world.letter()).collect();
        assert_eq!(lines.len(), player.history(world).buckets_until(player.playhead()).len());
        let failed: u64 = lines.iter().map(|row| row[3].parse::<u64>().unwrap()).sum();
        let counted: u64 = player.snapshot().worlds[world.index()].requests.iter().map(|totals| totals.failed).sum();
        assert_eq!(failed, counted, "world {}", world.letter());
        let last = player.world(world).states().filter(|&state| state == State::Impaired).count();
        assert_eq!(lines.last().unwrap()[8].parse::<usize>().unwrap(), last);
        assert_eq!(lines.last().unwrap()[0], "2024-08-29T10:00:00Z");
    }
}

#[test]
fn requests_are_named_as_everywhere_else() {
    let csv = requests_csv(&player_at(40));
    let rows = rows(&csv);
    assert_eq!(rows[0].join(","), "began,ended_after_ms,world,principal,service,from,to,attempt,outcome");
    let failed: Vec<_> = rows.iter().filter(|row| row[2] == "A" && row[8] == "connect-timeout").collect();
    assert!(!failed.is_empty(), "{csv}");
    assert!(
        failed.iter().all(|row| row[3].starts_with("etl/") && row[5..7] == ["ap-northeast-1", "us-east-1"]),
        "{csv}"
    );
    assert!(rows.iter().any(|row| row[2] == "B" && row[8] == "issued" && row[6] == "ap-northeast-1"), "{csv}");
}
