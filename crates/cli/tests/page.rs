//! How the page of `run` is set: ribbons, scales, widths, names that stay whole, and what it says in short.
//! What to play and what comes out as JSON is tested in `run`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use shell::{section, sts_atlas};

#[test]
fn the_ribbon_keeps_to_the_width_and_to_plain_letters() {
    for width in [60, 100, 200] {
        let done = sts_atlas(&["run", "--scene", "2024-08-29", "--ascii", "--width", &width.to_string()]);
        let ribbons = done.out.split("-- States over time ").nth(1).unwrap().split("\n-- ").next().unwrap();
        let rows: Vec<&str> = ribbons.lines().skip(1).filter(|line| !line.is_empty()).collect();
        assert!(rows.iter().all(|row| row.len() <= width), "{ribbons}");
        let impaired = rows.iter().find(|row| row.contains("A impaired")).unwrap();
        let ribbon = impaired.split_whitespace().last().unwrap();
        assert!(ribbon.len() > width / 3 && ribbon.len() <= 180, "{ribbon}");
        assert!(ribbon.starts_with('.') && ribbon.ends_with('.') && ribbon.contains('5'), "{ribbon}");
        assert!(rows.iter().any(|row| row.trim_start().starts_with("faults") && row.contains("====")), "{ribbons}");
    }
}

#[test]
fn a_page_fits_into_80_columns_in_both_languages() {
    for (scene, lang) in [("2024-08-29", "en"), ("2024-08-29", "ja"), ("2025-10-20", "en"), ("2026-03-01", "ja")] {
        let page = sts_atlas(&["run", "--scene", scene, "--lang", lang, "--width", "80"]).out;
        let columns =
            |line: &str| line.chars().map(|letter| if u32::from(letter) >= 0x3000 { 2 } else { 1 }).sum::<usize>();
        for line in page.lines() {
            assert!(columns(line) <= 80, "{scene}, {lang}: {line}");
        }
    }
}

#[test]
fn a_page_says_that_sts_was_slow_where_it_was() {
    let short = |scene: &str, lang: &str, title: &str| {
        let page = sts_atlas(&["run", "--scene", scene, "--lang", lang]).out;
        section(&page, title)
    };
    let slow = short("2021-12-07", "en", "In short");
    let sentence =
        |p95: &str, usual: &str| format!("STS in N. Virginia answered slowly: p95 up to {p95}, {usual} without");
    // World A's clients come from afar, too; world B's from N. Virginia only.
    assert!(
        slow.contains(&sentence("4,325 ms", "467 ms")) && slow.contains(&sentence("3,867 ms", "25.1 ms")),
        "{slow}"
    );
    let japanese = short("2021-12-07", "ja", "要約").replace(' ', "");
    assert!(japanese.contains("バージニア北部のSTSの応答が遅くなりました（p95は最大4,325ms、"), "{japanese}");
    for scene in ["2024-08-29", "2025-10-20", "2026-05-07"] {
        assert!(!short(scene, "en", "In short").contains("slowly"), "{scene}");
    }
}

/// The rows of a world's ribbons, each with the most and the ribbon.
fn ribbon_of(page: &str, row: &str) -> Vec<(u64, String)> {
    let section = page.split("-- States over time ").nth(1).unwrap().split("\n-- ").next().unwrap();
    let rows = section.lines().filter(|line| line.contains(row)).map(|line| {
        let mut cells = line.split_whitespace().rev();
        let (ribbon, most) = (cells.next().unwrap().to_owned(), cells.next().unwrap());
        (most.replace(',', "").parse().unwrap(), ribbon)
    });
    rows.collect()
}

#[test]
fn failed_requests_of_both_worlds_have_one_scale_and_the_legend_names_it() {
    let page = sts_atlas(&["run", "--scene", "2024-08-29", "--ascii"]).out;
    let rows = ribbon_of(&page, "failed requests");
    let [(most, a), (other, b)] = &rows[..] else { panic!("{page}") };
    assert!(other * 10 <= *most && a.contains('#'), "{rows:?}");
    assert!(b.chars().all(|letter| letter == '.' || letter == '1'), "a tenth of world A's at most: {b}");
    let said = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "One column is 4 min and shows the most principals at the end of any 1 min in it.",
        "1 is up to a tenth of all 30, 9 up to nine tenths, # more.",
        &format!("Failed requests are counted per 1 min, and their scale ends at {most}, the most in either world."),
    ] {
        assert!(said.contains(part), "{part}: {page}");
    }
    // Whoever counts with JSON finds the same.
    let json = sts_atlas(&["run", "--scene", "2024-08-29", "--json"]).json();
    let failed = json["worlds"][0]["history"]["failed"].as_array().unwrap();
    assert_eq!(failed.iter().filter_map(serde_json::Value::as_u64).max(), Some(*most));
    let fine = sts_atlas(&["run", "--scene", "2024-08-29", "--width", "250", "--lang", "ja"]).out;
    assert!(fine.contains("1 列は 1 分で、その終わりの時点の個数を示します。"), "{fine}");
    let crowded = sts_atlas(&["run", "--scene", "2025-10-20"]).out;
    assert!(crowded.contains("“+” stands for several posts") && !page.contains("“+”"), "{crowded}");
}

#[test]
fn latency_is_rounded_as_in_json_and_its_precision_is_told() {
    let page = sts_atlas(&["run", "--scene", "2024-08-29", "--width", "120"]).out;
    let json = sts_atlas(&["run", "--scene", "2024-08-29", "--json"]).json();
    for row in json["worlds"][0]["latency"].as_array().unwrap() {
        let cell = |key: &str| match row[key].as_f64().unwrap() {
            millis if millis < 99.95 => format!("{millis:.1} ms"),
            millis => format!("{:.0} ms", (millis + 1e-9).round()),
        };
        assert!(page.contains(&format!("{}  ", cell("p50_ms"))) && page.contains(&cell("p95_ms")), "{row}: {page}");
    }
    assert_eq!(page.matches("true to about 6 %").count(), 1, "{page}");
}

#[test]
fn no_place_is_broken_over_two_lines_of_a_table() {
    let names =
        ["バージニア北部", "フランクフルト", "ニューヨークの拠点", "フランクフルトの拠点", "東京の拠点", "N. Virginia"];
    for scene in ["2024-08-29", "2025-10-20", "2021-12-07", "2023-06-13", "2026-03-01", "2026-04-30", "2026-05-07"] {
        for (lang, titles) in [("en", ["Blast radius", "Latency"]), ("ja", ["場所ごと", "レイテンシー"])] {
            let page = sts_atlas(&["run", "--scene", scene, "--lang", lang]).out;
            for title in titles {
                let table = page.split(&format!("── {title}")).nth(1).unwrap().split("\n──").next().unwrap();
                let table: Vec<&str> = table.lines().take_while(|line| !line.contains('。')).collect();
                for piece in names.iter().flat_map(|name| cut_in_two(name)) {
                    let cut =
                        |line: &&&str| line.trim_end().ends_with(&piece.0) || line.trim_start().starts_with(&piece.1);
                    assert_eq!(table.iter().find(cut), None, "{scene}, {lang}: {piece:?}");
                }
            }
        }
    }
}

/// A name's beginnings with what is left of it, where neither is something else.
fn cut_in_two(name: &str) -> Vec<(String, String)> {
    let places = name.char_indices().map(|(at, _)| at).skip(1);
    let halves = places.map(|at| (format!(" {}", name[..at].trim_end()), format!("{} ", name[at..].trim_start())));
    halves.filter(|(first, _)| !["フランクフルト", "東京"].contains(&first.trim())).collect()
}
