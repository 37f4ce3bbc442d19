//! Functions and types a room must not use, so that its promises hold.
//! Words in product code; tests may use what they like.

use super::{Finding, Source, rust_text::word_starts};

/// A group of words, where they are forbidden, and what to do instead.
struct Ban {
    forbidden_in: fn(&Source) -> bool,
    words: &'static [&'static str],
    wanted: &'static str,
}

const BANS: [Ban; 5] = [
    Ban {
        forbidden_in: is_sim,
        words: &["f32", "f64"],
        wanted: "integers with their unit in the type: the same result on every machine",
    },
    Ban {
        forbidden_in: is_sim,
        words: &["HashMap", "HashSet"],
        wanted: "BTreeMap, BTreeSet or a Vec: one fixed order",
    },
    Ban {
        forbidden_in: is_sim,
        words: &["sort_unstable", "sort_unstable_by", "sort_unstable_by_key", "select_nth_unstable"],
        wanted: "a stable sort: equal things keep their order",
    },
    Ban {
        forbidden_in: is_pure,
        words: &[
            "SystemTime",
            "Instant::now",
            "std::time::Instant",
            "std::thread",
            "std::fs",
            "std::net",
            "std::env",
            "println!",
            "eprintln!",
            "print!",
            "eprint!",
        ],
        wanted: "no clock, thread, file, network or terminal in this room: time and bytes come in as values",
    },
    Ban {
        forbidden_in: is_app_outside_platform,
        words: &[
            "web_sys::window",
            "window()",
            "set_timeout",
            "set_timeout_with_handle",
            "set_interval",
            "set_interval_with_handle",
            "request_animation_frame",
            "request_animation_frame_with_handle",
            "request_idle_callback",
            "local_storage",
            "session_storage",
            "match_media",
            "gloo_timers",
        ],
        wanted: "what src/platform/ offers: timers, frames and storage end with their owner there",
    },
];

fn is_sim(source: &Source) -> bool {
    source.room() == Some("sim")
}

/// Rooms that are the same whenever and wherever they run.
fn is_pure(source: &Source) -> bool {
    ["facts", "sim", "player", "stage", "words"].map(Some).contains(&source.room())
}

fn is_app_outside_platform(source: &Source) -> bool {
    source.room().is_none() && !source.path.starts_with("src/platform/") && source.path != "src/platform.rs"
}

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is_product_source()) {
        let bans: Vec<&Ban> = BANS.iter().filter(|ban| (ban.forbidden_in)(source)).collect();
        for (number, line) in source.product_code() {
            for ban in &bans {
                let used = ban.words.iter().filter(|word| !word_starts(line, word).is_empty());
                findings.extend(used.map(|word| Finding::error(&source.path, number, format!("`{word}`"), ban.wanted)));
            }
            if is_sim(source) && has_float_literal(line) {
                findings.push(Finding::error(&source.path, number, "a number with a point", BANS[0].wanted));
            }
            if is_pure(source) && imports_clock(line) {
                findings.push(Finding::error(&source.path, number, "`Instant` from std::time", BANS[3].wanted));
            }
        }
    }
    findings
}

/// `1.5`, `1_f64`, but neither `1..5` nor the `0.1` of `pair.0.1`.
fn has_float_literal(line: &str) -> bool {
    let mut before = None;
    let mut rest = line.chars().peekable();
    while let Some(letter) = rest.next() {
        let begins_number = letter.is_ascii_digit() && !before.is_some_and(|b: char| b.is_alphanumeric() || b == '_');
        before = Some(letter);
        if !begins_number {
            continue;
        }
        let after_point = line_point(before_number(line, &rest));
        let mut number = String::from(letter);
        while let Some(next) = rest.next_if(|next| next.is_alphanumeric() || *next == '_') {
            number.push(next);
        }
        before = number.chars().last();
        let is_prefixed = number.starts_with("0x") || number.starts_with("0b") || number.starts_with("0o");
        if !is_prefixed && (number.ends_with("f32") || number.ends_with("f64")) {
            return true;
        }
        let mut ahead = rest.clone();
        let has_point = ahead.next() == Some('.') && ahead.next().is_some_and(|next| next.is_ascii_digit());
        if has_point && !after_point {
            return true;
        }
    }
    false
}

/// What stands before the number whose first digit was just read.
fn before_number<'a>(line: &'a str, rest: &std::iter::Peekable<std::str::Chars<'_>>) -> &'a str {
    let left: usize = rest.clone().map(char::len_utf8).sum();
    &line[..line.len() - left - 1]
}

/// A single point: a field of a tuple follows. Two points are a range.
fn line_point(before: &str) -> bool {
    before.ends_with('.') && !before.ends_with("..")
}

fn imports_clock(line: &str) -> bool {
    line.contains("std::time::{") && !word_starts(line, "Instant").is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::found;

    #[test]
    fn each_room_keeps_its_promise() {
        let rows = [
            ("crates/sim/src/a.rs", "fn a(x: f64) {}", "1: `f64`"),
            ("crates/sim/src/a.rs", "use std::collections::HashMap;", "1: `HashMap`"),
            ("crates/sim/src/a.rs", "v.sort_unstable_by_key(k);", "1: `sort_unstable_by_key`"),
            ("crates/sim/src/a.rs", "println!(x);", "1: `println!`"),
            ("crates/sim/src/a.rs", "// f64, HashMap\nlet a = \"std::fs\";", ""),
            ("crates/sim/src/a.rs", "#[cfg(test)]\nmod tests { fn a(x: f64) {} }", ""),
            ("crates/sim/tests/a.rs", "fn a(x: f64) {}", ""),
            ("crates/player/src/a.rs", "use std::time::{Duration, Instant};", "1: `Instant` from std::time"),
            ("crates/player/src/a.rs", "fn a(x: f64, at: UtcInstant) {}", ""),
            ("crates/facts/src/a.rs", "std::fs::read(x)", "1: `std::fs`"),
            ("crates/facts/build.rs", "std::fs::read(x)", ""),
            ("crates/cli/src/a.rs", "println!(x)", ""),
            ("src/lab.rs", "set_timeout(f, d);", "1: `set_timeout`"),
            ("src/lab.rs", "let w = web_sys::window();", "1: `web_sys::window`"),
            ("src/platform/timers.rs", "set_timeout(f, d);", ""),
        ];
        for (path, text, expected) in rows {
            let found = found(check, path, text);
            assert_eq!(found.first().map_or("", String::as_str), expected, "given {path}: {text}");
        }
    }

    #[test]
    fn only_numbers_with_a_point_are_floats() {
        let rows = [
            ("let a = 1.5;", true),
            ("1_f64", true),
            ("2f32", true),
            ("0..5", false),
            ("0..=1.5", true),
            ("pair.0.1", false),
            ("a1.5", false),
            ("0xf64", false),
            ("1.max(2)", false),
            ("(1, 2.0)", true),
        ];
        for (line, expected) in rows {
            assert_eq!(has_float_literal(line), expected, "given `{line}`");
        }
    }
}
