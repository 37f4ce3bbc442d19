//! Who was hurt where, beside who kept working, and when it began to hurt.
//! Numbers are the player's.

use sts_atlas_facts::Place;
use sts_atlas_player::{Outcome, PlaceOutcome};
use sts_atlas_sim::SimTime;
use sts_atlas_words as words;

use super::{Page, minutes};
use crate::text::{Column, indented, table, unbroken, width};

pub fn places(page: &Page<'_>) -> String {
    use Column::{Numbers, Words};
    let lang = page.lang();
    let [stopped, kept, lost] = [words::report_stopped(lang), words::report_kept(lang), words::report_minutes(lang)];
    let mut head = vec![words::column_place(lang), String::new(), words::principals(lang)];
    for letter in ["A", "B"] {
        head.extend([format!("{letter} {stopped}"), kept.clone(), lost.clone()]);
    }
    let mut rows = vec![head];
    let [a, b] = &page.outcomes;
    for (left, right) in a.by_place.iter().zip(&b.by_place) {
        let code = match left.place {
            Place::Region(region) => region.code(),
            Place::City(_) => "",
        };
        let mut row = vec![unbroken(&words::place(lang, left.place)), code.to_owned()];
        row.push(left.principals.to_string());
        row.extend(cells(left));
        row.extend(cells(right));
        rows.push(row);
    }
    let mut all = vec![words::report_all(lang), String::new(), a.principals().to_string()];
    for outcome in [a, b] {
        let kept = outcome.principals() - outcome.stopped();
        all.extend([outcome.stopped().to_string(), kept.to_string(), minutes(outcome.lost())]);
    }
    rows.push(all);
    let mut columns = vec![Words, Words, Numbers, Numbers, Numbers, Numbers, Numbers, Numbers, Numbers];
    if table(2, usize::MAX, &columns, &rows).lines().any(|line| width(line) > page.set.columns) {
        // Where room is short, names are enough.
        rows.iter_mut().for_each(|row| drop(row.remove(1)));
        columns.remove(1);
    }
    let text = table(2, page.set.columns, &columns, &rows);
    let hint = indented("  ", &words::report_places_hint(lang), page.set.columns);
    page.section(&words::report_places(lang), &format!("{text}\n{hint}"))
}

fn cells(place: &PlaceOutcome) -> [String; 3] {
    [place.stopped.to_string(), (place.principals - place.stopped).to_string(), minutes(place.lost)]
}

pub fn first_harm(page: &Page<'_>) -> String {
    use Column::Words;
    let lang = page.lang();
    let is_calm = |outcome: &Outcome| outcome.first_stall.is_none() && outcome.first_error.is_none();
    if page.outcomes.iter().all(is_calm) {
        let calm = indented("  ", &words::report_no_harm(lang), page.set.columns);
        return page.section(&words::report_first_harm(lang), &calm);
    }
    let head = [String::new(), "UTC".to_owned(), page.zone_name(), words::report_into(lang)];
    let mut rows = vec![head.into_iter().chain([words::column_name(lang), words::column_place(lang)]).collect()];
    for (world, outcome) in page.worlds() {
        for (name, first) in firsts(page, outcome) {
            let mut row = vec![format!("{} {name}", world.id.letter())];
            match first {
                None => row.push(words::report_none(lang)),
                Some((at, index)) => {
                    row.extend([
                        page.clock_after(SimTime::START, at),
                        page.local_clock(at, true),
                        page.since_fault(at),
                    ]);
                    row.push(page.player.principal_name(world.id, index).unwrap_or_default());
                    let health = page.player.world(world.id).principal_health(index);
                    row.push(health.map(|health| unbroken(&words::place(lang, health.at))).unwrap_or_default());
                }
            }
            rows.push(row);
        }
    }
    page.section(&words::report_first_harm(lang), &table(2, page.set.columns, &[Words; 6], &rows))
}

type First = Option<(SimTime, u32)>;

fn firsts(page: &Page<'_>, outcome: &Outcome) -> [(String, First); 2] {
    let lang = page.lang();
    [(words::report_first_stall(lang), outcome.first_stall), (words::report_first_error(lang), outcome.first_error)]
}
