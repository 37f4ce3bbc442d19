//! What broke when: faults as they begin and end, and what was said about them, in UTC and in local time.
//! Whom it hurt stands elsewhere.

use sts_atlas_player::Flag;
use sts_atlas_sim::{SimTime, ordered};
use sts_atlas_words as words;

use super::Page;
use crate::text::{indented, padded, width};

/// One thing that happened.
struct Event {
    at: SimTime,
    /// Whether the sources give the time only roughly.
    approximate: bool,
    mark: String,
    text: String,
}

pub fn events(page: &Page<'_>) -> String {
    let lang = page.lang();
    let events = collect(page);
    let title = words::report_events(lang);
    if events.is_empty() {
        return page.section(&title, &indented("  ", &words::report_no_events(lang), page.set.columns));
    }
    let with_seconds = events.iter().any(|event| event.at.0 % 60_000_000 != 0);
    let mut rows = vec![["UTC".to_owned(), page.zone_name(), words::report_into(lang), String::new()]];
    let mut texts = vec![String::new()];
    let mut day = None;
    for event in events {
        // Of several days each has a line of its own, with its date, once.
        let date = page.utc(event.at).date();
        if page.has_several_days() && day != Some(date) {
            day = Some(date);
            rows.push([date.to_string(), String::new(), String::new(), String::new()]);
            texts.push(String::new());
        }
        let clocks = [page.time_of_day(event.at, with_seconds), page.local_clock(event.at, with_seconds)];
        let [utc, local] = clocks.map(|clock| match (event.approximate, page.set.ascii) {
            (false, _) => clock,
            (true, false) => words::about_time(lang, clock),
            (true, true) => format!("~ {clock}"),
        });
        rows.push([utc, local, page.since_fault(event.at), event.mark]);
        texts.push(event.text);
    }
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(widest);
    let lines = rows.iter().zip(texts).map(|(row, text)| {
        let cells = row.iter().zip(widths).filter(|(_, wide)| *wide > 0).map(|(cell, wide)| padded(cell, wide));
        let lead = format!("  {}  ", cells.collect::<Vec<_>>().join("  "));
        let line = indented(&lead, &text, page.set.columns);
        format!("{}\n", line.trim_end())
    });
    page.section(&title, &lines.collect::<String>())
}

fn collect(page: &Page<'_>) -> Vec<Event> {
    let (lang, scenario) = (page.lang(), page.scenario());
    let (begins, ends) = if page.set.ascii { ("x", "o") } else { ("×", "○") };
    let mut events = Vec::new();
    for (offered, view) in scenario.faults.iter().zip(&page.snapshot.faults) {
        let title = lang.text(&offered.title);
        let text = if offered.assumed { words::statement_known(lang, &title, words::assumed(lang)) } else { title };
        for window in &view.windows {
            let (approximate, mark) = (offered.approximate, begins.into());
            events.push(Event { at: window.start, approximate: approximate.start, mark, text: text.clone() });
            let text = words::report_mends(lang, &text);
            events.push(Event { at: window.end, approximate: approximate.end, mark: ends.into(), text });
        }
    }
    let flags = (1..).zip(&scenario.flags);
    events.extend(flags.map(|(number, flag): (usize, &Flag)| Event {
        at: flag.at,
        approximate: flag.approximate,
        mark: number.to_string(),
        text: lang.text(&flag.text),
    }));
    let shown: Vec<Event> = events.into_iter().filter(|event| event.at <= page.snapshot.now).collect();
    ordered(shown, |event| event.at)
}
