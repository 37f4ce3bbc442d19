//! `check`: everything that is wrong with files, for people and for programs.
//! What makes a file right is tested in `intake`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use shell::{documented_example, file, keys, sts_atlas, with_input};

/// A file with two errors and, in JSON, one with a note only.
fn files(test: &str) -> (String, String) {
    let broken = documented_example().replace("length = \"3h\"", "lenght = \"3h\"");
    let noted = documented_example().replace("count = 8", "count = 8\nuses = [\"mx-central-1\"]");
    let path = |name, text: &str| file(&format!("{test}-{name}.toml"), text).to_str().unwrap().to_owned();
    (path("broken", &broken), path("noted", &noted))
}

#[test]
fn all_files_are_read_and_all_issues_told() {
    let (broken, noted) = files("all");
    let done = sts_atlas(&["check", &broken, &noted, "nowhere.toml"]);
    let lines: Vec<&str> = done.out.lines().collect();
    assert_eq!((done.code, done.err.as_str(), lines.len()), (1, "", 6), "{}", done.out);
    assert_eq!(lines[0], format!("{broken}:1:1: `length` is missing"));
    assert!(lines[1].starts_with(&format!("{broken}:5:1: unknown key `lenght`, expected one of `version`, ")));
    assert!(lines[2].starts_with(&format!("{noted}:")) && lines[2].contains(": note: "), "{}", lines[2]);
    let right = format!("{noted}: right: 9 principals, 1 fault, 2024-08-29T08:00:00Z to 2024-08-29T11:00:00Z");
    assert_eq!(lines[3], right);
    assert_eq!(lines[4], "nowhere.toml: No such file or directory (os error 2)");
    assert_eq!(lines[5], "3 files, 2 wrong; 3 errors, 1 note");
}

#[test]
fn a_note_does_not_make_a_file_wrong() {
    let (_, noted) = files("note");
    let done = sts_atlas(&["check", &noted]);
    assert!(done.code == 0 && done.out.ends_with("1 file, 0 wrong; 0 errors, 1 note\n"), "{}", done.out);
    let from_input = with_input(&["check", "-"], documented_example().as_bytes());
    assert_eq!((from_input.code, from_input.out.lines().last()), (0, Some("1 file, 0 wrong; 0 errors, 0 notes")));
}

#[test]
fn programs_get_the_same_as_json() {
    let (broken, noted) = files("json");
    let done = sts_atlas(&["check", "--json", &broken, &noted, "nowhere.toml"]);
    let json = done.json();
    assert_eq!((done.code, keys(&json)), (1, vec!["errors", "files", "notes"]));
    assert_eq!((&json["errors"], &json["notes"]), (&3.into(), &1.into()));
    let files = json["files"].as_array().unwrap();
    let rights: Vec<bool> = files.iter().map(|file| file["right"].as_bool().unwrap()).collect();
    assert_eq!(rights, [false, true, false]);
    assert_eq!(keys(&files[0]), ["file", "issues", "right", "unreadable"]);
    let issue = &files[0]["issues"][0];
    assert_eq!(keys(issue), ["column", "line", "message", "path", "severity"]);
    assert_eq!((&issue["line"], &issue["severity"]), (&1.into(), &"error".into()));
    assert_eq!(files[1]["issues"][0]["severity"], "note");
    assert!(files[2]["unreadable"].as_str().unwrap().contains("No such file"));
}

#[test]
fn a_broken_file_is_explained_in_japanese() {
    let (broken, noted) = files("japanese");
    let done = sts_atlas(&["check", "--lang", "ja", &broken, &noted, "nowhere.toml"]);
    let lines: Vec<&str> = done.out.lines().collect();
    assert_eq!((done.code, done.err.as_str(), lines.len()), (1, "", 6), "{}", done.out);
    assert_eq!(lines[0], format!("{broken}:1:1: `length` がありません。"));
    assert!(lines[1].starts_with(&format!("{broken}:5:1: `lenght` というキーはありません。使えるキー: `version`、")));
    assert!(lines[1].ends_with("。`length` ではありませんか？"), "{}", lines[1]);
    assert!(lines[2].starts_with(&format!("{noted}:")) && lines[2].contains(": 注: "), "{}", lines[2]);
    let right = "問題ありません（プリンシパル 9 件、障害 1 件、2024-08-29T08:00:00Z から 2024-08-29T11:00:00Z まで）。";
    assert_eq!(lines[3], format!("{noted}: {right}"));
    assert!(lines[4].starts_with("nowhere.toml: 読み込めません（"), "{}", lines[4]);
    assert_eq!(lines[5], "ファイル 3 件（問題あり 2 件）。エラー 3 件、注 1 件。");
    for arguments in [&["run"][..], &["why", "--principal", "ci"], &["picture"]] {
        let done = sts_atlas(&[arguments, &["--lang", "ja", &broken]].concat());
        assert!(done.code == 1 && done.err.starts_with(lines[0]), "{arguments:?}: {}", done.err);
    }
    let json = sts_atlas(&["check", "--lang", "ja", "--json", &broken]).json();
    assert_eq!(json["files"][0]["issues"][0]["message"], "`length` がありません。");
}

#[test]
fn a_fault_that_ends_after_the_scenario_is_noted() {
    let late = documented_example().replace("end = \"1h58m\"", "end = \"4h\"");
    for (lang, told) in [
        ("en", "note: fault[0].end: this is past `length`: the fault still holds at the end of the scenario"),
        ("ja", "注: fault[0].end: `length` を過ぎています。この障害は、シナリオの終わりの時点でも続いています。"),
    ] {
        let done = with_input(&["check", "--lang", lang, "-"], late.as_bytes());
        assert!(done.code == 0 && done.out.contains(told), "{}", done.out);
    }
    let to_the_end = documented_example().replace("end = \"1h58m\"", "end = \"3h\"");
    let done = with_input(&["check", "-"], to_the_end.as_bytes());
    assert!(done.out.ends_with("0 errors, 0 notes\n"), "{}", done.out);
}

#[test]
fn what_newcomers_get_wrong_is_told_with_a_hint_and_no_word_of_a_parser() {
    let toml = documented_example();
    let single = toml.replacen("[[fault]]", "[fault]", 1);
    let rows = [
        (
            "",
            "hint.toml",
            "1:1: the file is empty, expected a scenario with at least `version`, ",
            "ファイルが空です。",
        ),
        (
            "{\"version\": 2}",
            "hint.toml",
            "1:1: this is JSON, but only a file whose name ends in `.json` ",
            "中身は JSON です。",
        ),
        (
            &toml,
            "hint.json",
            "1:1: expected JSON, which begins with `{`; a file of TOML ",
            "JSON は `{` で始めてください。",
        ),
        (
            &single,
            "hint.toml",
            "28:1: fault: found one table, expected a list of them: `[[fault]]`",
            "28:1: fault: テーブルのリストにしてください。書き方: `[[fault]]`。",
        ),
        (
            &toml.replace("length = \"3h\"", "length = 3h"),
            "hint.toml",
            "5:10: found a text without quotes, expected one such as \"3h\"",
            "5:10: 引用符のない文字列です。\"3h\" のように、引用符で囲んでください。",
        ),
    ];
    for (text, name, english, japanese) in rows {
        let path = file(name, text);
        let path = path.to_str().unwrap();
        for (lang, told) in [("en", english), ("ja", japanese)] {
            let done = sts_atlas(&["check", "--lang", lang, path]);
            let first = done.out.lines().next().unwrap();
            let place = first.strip_prefix(&format!("{path}:")).unwrap_or_else(|| panic!("{first}"));
            assert!(done.code == 1 && place.contains(told), "{told}: {}", done.out);
            assert!(!place.contains("パーサー") && !place.contains("expected literal string"), "{place}");
            assert_eq!(done.out.lines().count(), 2, "one thing is wrong: {}", done.out);
        }
    }
    let untitled = toml.lines().filter(|line| !line.starts_with("title")).collect::<Vec<_>>().join("\n");
    let told = with_input(&["check", "-"], untitled.as_bytes()).out;
    let hint = "-:1:1: `title` is missing, expected a text in both languages such as { en = \"...\", ja = \"...\" }\n";
    assert!(told.starts_with(hint), "{told}");
}
