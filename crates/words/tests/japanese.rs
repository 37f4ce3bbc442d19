//! Japanese as readers get it: every message with typical values, and whole sentences from a scene being played.
//! Typography and terms are checked here; whether a sentence is true is not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../facts/tests/japanese/mod.rs"]
mod japanese;

use japanese::{typography_error, unwanted_word};
use sts_atlas_facts::RegionId;
use sts_atlas_player::{Command, Player, Recording, WorldId};
use sts_atlas_sim::{CauseKind, SimTime, State, TokenVerdict};
use sts_atlas_words::{Lang, cause, live_summary, region, report_within, spaced};

/// What may stand for a value, by its name in the messages; a value of two kinds has one sample of each.
const VALUES: [(&[&str], &[&str]); 30] = [
    (
        &["attempt", "changed", "count", "day", "failed", "found", "h", "impaired", "m", "minutes", "month", "most"],
        &["1"],
    ),
    (
        &[
            "kept",
            "least",
            "n",
            "none",
            "number",
            "of",
            "principals",
            "refused",
            "regional",
            "renew",
            "s",
            "stays",
            "succeeded",
            "total",
        ],
        &["1"],
    ),
    (&["a", "b", "caption", "kind"], &["設定できるところはリージョナル"]),
    (&["offered", "scheduled", "unknown", "version", "year"], &["1"]),
    (&["answer", "message", "profiles", "setting", "url", "value"], &["STS"]),
    (&["by", "change", "code", "host", "id", "mode", "name", "names", "principal", "sdk", "world", "zone"], &["STS"]),
    (&["cutoff", "end", "expiry", "start", "time"], &["08:47"]),
    (&["rtt"], &["147 ms"]),
    (&["span"], &["460 ms", "60 秒"]),
    (&["date", "until"], &["2024 年 8 月 29 日"]),
    (
        &[
            "at",
            "city",
            "credentials",
            "from",
            "place",
            "provenance",
            "region",
            "scope",
            "state",
            "target",
            "to",
            "verdict",
        ],
        &["東京"],
    ),
    (
        &["failure", "fault", "first", "known", "list", "places", "second", "text", "title", "what"],
        &["東京 6", "STS の停止", "6 つの経路", "停止"],
    ),
    (&["reason", "statement", "summary", "sentence", "wanted", "problem", "changes"], &["途中で切れています。"]),
    (&["key", "opening", "closing", "sign", "example", "other_example"], &["`length`", "\"1h30m\""]),
    (&["words", "word", "first_word", "second_word"], &["\"job\"", "missing field `sdk`"]),
    (&["allowed", "list_of_names"], &["`legacy`、`regional`"]),
    (&["condition"], &["`kind` が \"job\" の場合", "リージョンにあるプリンシパルの場合"]),
    (&["ranges", "other_ranges"], &["1.2.0 以降 1.9.0 未満"]),
    (
        &[
            "below",
            "column",
            "faults",
            "files",
            "line",
            "notes",
            "errors",
            "operation",
            "path",
            "since",
            "source",
            "wrong",
        ],
        &["1"],
    ),
    (&["quoted"], &["「STS の停止 6」", "「停止」（仮定）"]),
    (&["label", "needed_kind"], &["SDK ごとの当時のデフォルト"]),
    (&["moment"], &["2024 年 8 月 29 日 08:47 UTC"]),
    (&["long", "step"], &["4 分", "60 秒"]),
    (&["client", "newest", "slow", "usual"], &["boto3 1.44.5", "460 ms"]),
    (&["ending", "needed", "written"], &["`version`、`title`"]),
    (&["said"], &["途中で終わっています。"]),
    (&["better", "median", "seed", "worse"], &["1"]),
    (&["here", "letter", "service", "there", "unit"], &["STS"]),
    (&["part", "scenario", "took"], &["往復 147 ms"]),
    (&["earliest", "iso_day", "latest", "longest", "profile", "shortest"], &["\"app\"", "2024-08-29"]),
];

const SOURCES: [(&str, &str); 22] = [
    ("cause", include_str!("../src/cause.rs")),
    ("checked", include_str!("../src/checked.rs")),
    ("chrome", include_str!("../src/chrome.rs")),
    ("config_error", include_str!("../src/config_error.rs")),
    ("expected", include_str!("../src/expected.rs")),
    ("fault", include_str!("../src/fault.rs")),
    ("format", include_str!("../src/format.rs")),
    ("happened", include_str!("../src/happened.rs")),
    ("in_words", include_str!("../src/in_words.rs")),
    ("instruments", include_str!("../src/instruments.rs")),
    ("issue", include_str!("../src/issue.rs")),
    ("lab", include_str!("../src/lab.rs")),
    ("line_error", include_str!("../src/line_error.rs")),
    ("link_error", include_str!("../src/link_error.rs")),
    ("model", include_str!("../src/model.rs")),
    ("not_opened", include_str!("../src/not_opened.rs")),
    ("report", include_str!("../src/report.rs")),
    ("resolved", include_str!("../src/resolved.rs")),
    ("settings", include_str!("../src/settings.rs")),
    ("summary", include_str!("../src/summary.rs")),
    ("timeline", include_str!("../src/timeline.rs")),
    ("syntax", include_str!("../src/syntax.rs")),
];

fn assert_well_written(place: &str, text: &str) {
    assert_eq!(typography_error(text), None, "{place}: {text}");
    assert_eq!(unwanted_word(text), None, "{place}: {text}");
}

/// Every literal after `key: ` in a source.
fn literals<'a>(source: &'a str, key: &str) -> Vec<&'a str> {
    let opening = format!("{key}: \"");
    let after = source.split(opening.as_str()).skip(1);
    after.map(|rest| rest.split('"').next().unwrap()).collect()
}

/// A message with each combination of samples; every value named alike gets the same.
fn with_values(message: &str) -> Vec<String> {
    let Some((before, rest)) = message.split_once('{') else { return vec![message.to_owned()] };
    let (name, after) = rest.split_once('}').unwrap();
    let known = VALUES.iter().find(|(names, _)| names.contains(&name));
    let (_, samples) = known.unwrap_or_else(|| panic!("say in VALUES what `{name}` looks like: {message}"));
    let ends = with_values(after);
    samples.iter().flat_map(|sample| ends.iter().map(move |end| format!("{before}{sample}{end}"))).collect()
}

#[test]
fn every_message_reads_well_with_any_value() {
    for (place, source) in SOURCES {
        let messages = literals(source, "ja");
        assert_eq!(messages.len(), literals(source, "en").len(), "{place}: a message in one language only");
        for message in messages {
            assert!(!message.contains('\\'), "{place}: an escape in {message}");
            for text in with_values(message) {
                assert_well_written(place, &text);
            }
        }
    }
}

#[test]
fn every_source_of_messages_is_looked_at() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let says = std::fs::read_to_string(&path).unwrap().contains("\nmessages! {");
        assert_eq!(says, SOURCES.iter().any(|(known, _)| *known == name), "{name}: SOURCES of this test");
    }
}

#[test]
fn english_has_typographic_quotation_marks() {
    for (place, source) in SOURCES {
        for message in literals(source, "en") {
            assert!(!message.contains(['\'', '\\', '`']), "{place}: {message}");
        }
    }
}

/// The first storm at three moments: calm, in the cut, after it.
fn storm(mut look: impl FnMut(&Player)) {
    let mut player = Player::new(Recording::new(sts_atlas_lessons::find("2024-08-29").unwrap()));
    for minute in [20, 75, 125] {
        player.apply(Command::Seek(SimTime(minute * 60_000_000)));
        player.settle();
        look(&player);
    }
}

#[test]
fn summaries_of_the_storm_read_well() {
    storm(|player| {
        let text = live_summary(Lang::Ja, &player.snapshot(), player.recording());
        assert_well_written("summary", &text);
        assert!(text.ends_with('。') && text.contains("世界 A") && text.contains("世界 B"), "{text}");
    });
}

#[test]
fn every_why_of_the_storm_reads_well() {
    storm(|player| {
        for id in WorldId::BOTH {
            let world = player.world(id);
            let of_principals = (0..world.principals()).flat_map(|index| world.why_principal(index));
            let of_requests = player.recent(id).flat_map(|record| world.why_request(record));
            for link in of_principals.chain(of_requests) {
                let text = cause(Lang::Ja, &link.kind, player.recording());
                assert_well_written("cause", &text);
                assert!(text.ends_with('。'), "{text}");
            }
        }
    });
}

#[test]
fn the_name_of_a_region_that_ends_in_latin_letters_stands_apart_from_kana() {
    let uae = RegionId::from_code("me-central-1").unwrap();
    assert_eq!(spaced(Lang::Ja, report_within(Lang::Ja, region(Lang::Ja, uae))), "UAE 内");
    storm(|player| {
        let kinds = [
            CauseKind::InState { state: State::Healthy, target: uae },
            CauseKind::TurnedTo { serving: uae },
            CauseKind::Judged { verdict: TokenVerdict::Valid, target: uae },
        ];
        let said = kinds.map(|kind| cause(Lang::Ja, &kind, player.recording()));
        for (text, part) in said.iter().zip(["UAE リージョン", "次に UAE の", "UAE での"]) {
            assert!(text.contains(part), "{text}");
            assert_eq!(typography_error(text), None, "{text}");
        }
    });
    assert_eq!(spaced(Lang::Ja, "東京内、30 秒（STS）、VPCの".to_owned()), "東京内、30 秒（STS）、VPC の");
    assert_eq!(spaced(Lang::En, "UAEの".to_owned()), "UAEの");
}
