//! Files with very much wrong: told in order, with an end, and without anything that is an error being lost.
//! What is told about each single mistake is tested in `scenario_issues`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_intake::scenario::read_toml;

const RIGHT: &str = r#"version = 2
title = { en = "Storm", ja = "障害" }
as_of = 2024-08-29
start = 2024-08-29T08:00:00Z
length = "1h"
seed = 7

[[principal]]
name = "web"
at = "ap-northeast-1"
kind = "workload"
credentials = "assume-role"
client = { sdk = "boto3", version = "1.34.0" }

[[fault]]
kind = "path"
from = ["ap-northeast-1"]
to = ["us-east-1"]
start = "32m"
title = { en = "Cut", ja = "切断" }
"#;

#[test]
fn several_issues_come_in_the_order_of_the_file_and_never_as_a_flood() {
    let two = RIGHT.replace("seed = 7", "seed = -7").replace("\"path\"", "\"pfad\"");
    let lines: Vec<u32> = read_toml("s.toml", &two).issues.iter().map(|issue| issue.line).collect();
    assert_eq!(lines, [6, 16]);
    let flood = format!("{RIGHT}{}", "\n[[principal]]\nname = 1".repeat(500));
    assert_eq!(read_toml("s.toml", &flood).issues.len(), 50);
    let long = "ap-northeast-".repeat(4);
    let places = format!("[{}]", vec![format!("\"{long}\""); 4].join(", "));
    let lines = format!("at = \"{long}\"\nkind = \"{long}\"\nuses = {places}\nfailover = {places}\n{long} = 1\n");
    let names = (0..900).map(|index| format!("\n[[principal]]\nname = \"p{index}\"\n{lines}"));
    let all_wrong = format!("{RIGHT}{}", names.collect::<String>());
    assert_eq!(read_toml("s.toml", &all_wrong).issues.len(), 50);
}

#[test]
fn notes_do_not_crowd_errors_out() {
    let noted = "\n[[principal]]\nname = \"{}\"\nat = \"us-east-1\"\nkind = \"workload\"\ncredentials = \"imds\"\nuses = \"mx-central-1\"\n";
    let many: String = (0..80).map(|index| noted.replace("{}", &format!("n{index}"))).collect();
    let reading = read_toml("s.toml", &format!("{RIGHT}{many}\n[twin]\nas_of = 2000-01-01\n"));
    let errors: Vec<_> = reading.issues.iter().filter(|issue| !issue.is_note()).collect();
    assert!(errors.len() == 1 && reading.scenario.is_none(), "{errors:?}");
}
