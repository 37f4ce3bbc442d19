//! States over time as ribbons of letters: one column per slice, as high as the share of principals.
//! No more detail than the player's history has.

use sts_atlas_facts::Micros;
use sts_atlas_player::{Bucket, WorldId};
use sts_atlas_sim::{SimTime, State};
use sts_atlas_words as words;

use super::Page;
use crate::text::{indented, padded, width};

/// States that have a row, worst first.
const SHOWN: [State; 4] = [State::Impaired, State::Unknown, State::Draining, State::Exposed];
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const LETTERS: [char; 10] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '#'];
/// Steps between times on the axis, in minutes.
const STEPS: [u64; 15] = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1_440, 10_080];
/// Several posts, or one whose number has two digits.
const CROWD: char = '+';
/// A time on the axis with some room.
const TICK: u64 = 10;

/// A line of the picture.
struct Row {
    label: String,
    most: String,
    ribbon: String,
}

/// How time is cut into columns.
struct Slices {
    /// Buckets per column.
    per: usize,
    count: usize,
    /// Length of a column.
    span: Micros,
}

pub fn states(page: &Page<'_>) -> String {
    let lang = page.lang();
    let history = page.player.history(WorldId::A);
    let buckets = history.buckets_until(page.snapshot.now).len();
    if buckets == 0 {
        return page.section(&words::report_states(lang), "");
    }
    let names = SHOWN.map(|state| words::state(lang, state));
    let others = [words::report_faults(lang), words::report_posts(lang), words::report_failed_requests(lang)];
    let widest = names.iter().chain(&others).map(|name| width(name)).max().unwrap_or(0) + 2;
    let room = page.set.columns.saturating_sub(widest + 12).max(20);
    let per = buckets.div_ceil(room);
    let slices = Slices { per, count: buckets.div_ceil(per), span: Micros(history.width().0 * per as u64) };
    let mut rows = vec![Row { label: String::new(), most: words::report_most(lang), ribbon: axis(page, &slices) }];
    rows.extend(around(page, &slices));
    let is_crowded = rows.iter().any(|row| row.ribbon.contains(CROWD));
    let most_failed = WorldId::BOTH.into_iter().flat_map(|id| shown(page, id)).map(|bucket| bucket.failed).max();
    let most_failed = most_failed.unwrap_or(0);
    for id in WorldId::BOTH {
        rows.push(Row { label: String::new(), most: String::new(), ribbon: String::new() });
        rows.extend(world(page, id, &slices, most_failed));
    }
    let number = rows.iter().map(|row| width(&row.most)).max().unwrap_or(0);
    let lines = rows.iter().map(|row| {
        let gap = " ".repeat(number - width(&row.most));
        let line = format!("  {}  {gap}{}  {}", padded(&row.label, widest), row.most, row.ribbon);
        format!("{}\n", line.trim_end())
    });
    let scale = indented("  ", &scale(page, &slices, history.width(), most_failed, is_crowded), page.set.columns);
    page.section(&words::report_states(lang), &format!("{}\n{scale}", lines.collect::<String>()))
}

/// What a column is, and how high it can be.
fn scale(page: &Page<'_>, slices: &Slices, step: Micros, most_failed: u64, is_crowded: bool) -> String {
    let (lang, total) = (page.lang(), page.outcomes[0].principals());
    // Both are whole minutes unless the scenario is very short.
    let [span, step] = [slices.span, step].map(|time| match (time.0 / 60_000_000, time.0 % 60_000_000) {
        (minutes @ 1..=120, 0) => words::span_minutes(lang, minutes),
        _ => words::span(lang, time),
    });
    let column = match slices.per {
        1 => words::report_column(lang, span),
        _ => words::report_column_most(lang, span, &step),
    };
    let height = match page.set.ascii {
        true => words::report_height_ascii(lang, total),
        false => words::report_height(lang, total),
    };
    let mut sentences = vec![column, height];
    if most_failed > 0 {
        sentences.push(words::report_height_failed(lang, step, words::grouped(most_failed)));
    }
    if is_crowded {
        sentences.push(words::report_posts_more(lang));
    }
    let sentences: Vec<String> = sentences.into_iter().map(|sentence| words::spaced(lang, sentence)).collect();
    words::sentences(lang, &sentences)
}

/// The history up to the moment shown.
fn shown<'a>(page: &'a Page<'_>, id: WorldId) -> &'a [Bucket] {
    page.player.history(id).buckets_until(page.snapshot.now)
}

/// Times of day along the columns.
fn axis(page: &Page<'_>, slices: &Slices) -> String {
    let columns_per = |step: u64| step * 60_000_000 / slices.span.0.max(1);
    let step = STEPS.into_iter().find(|&step| columns_per(step) >= TICK).unwrap_or(STEPS[STEPS.len() - 1]);
    let start = page.scenario().start.0;
    let step_micros = i64::try_from(step * 60_000_000).unwrap_or(i64::MAX);
    let mut line = String::new();
    for column in 0..slices.count {
        let from = start + i64::try_from(slices.span.0 * column as u64).unwrap_or(i64::MAX);
        let into = from.rem_euclid(step_micros);
        let begins_here = into == 0 || into > step_micros - i64::try_from(slices.span.0).unwrap_or(0);
        if begins_here && width(&line) <= column {
            let at = SimTime((from - into + if into == 0 { 0 } else { step_micros } - start).unsigned_abs());
            line = padded(&line, column);
            line.push_str(&format!("|{}", words::clock_minutes(page.utc(at))));
        }
    }
    line
}

/// Faults and posts, which both worlds share.
fn around(page: &Page<'_>, slices: &Slices) -> Vec<Row> {
    let span = |column: usize| {
        let from = slices.span.0 * column as u64;
        (SimTime(from), SimTime(from + slices.span.0))
    };
    let windows: Vec<_> = page.snapshot.faults.iter().flat_map(|fault| &fault.windows).collect();
    let stroke = if page.set.ascii { '=' } else { '━' };
    let holds = |column| {
        let (from, to) = span(column);
        if windows.iter().any(|window| window.start < to && window.end > from) { stroke } else { ' ' }
    };
    let lang = page.lang();
    let mut rows = vec![Row {
        label: words::report_faults(lang),
        most: String::new(),
        ribbon: (0..slices.count).map(holds).collect(),
    }];
    let said = |column| {
        let (from, to) = span(column);
        let mut here = (1..).zip(&page.scenario().flags).filter(|(_, flag)| from <= flag.at && flag.at < to);
        match (here.next(), here.next()) {
            (None, _) => ' ',
            (Some((number, _)), None) => char::from_digit(number, 10).unwrap_or(CROWD),
            _ => CROWD,
        }
    };
    if !page.scenario().flags.is_empty() {
        let ribbon = (0..slices.count).map(said).collect();
        rows.push(Row { label: words::report_posts(lang), most: String::new(), ribbon });
    }
    rows
}

fn world(page: &Page<'_>, id: WorldId, slices: &Slices, most_failed: u64) -> Vec<Row> {
    let lang = page.lang();
    let buckets = shown(page, id);
    let total = u64::from(page.outcomes[id.index()].principals());
    let row = |label: String, read: &dyn Fn(&Bucket) -> u64, full: u64| {
        let values: Vec<u64> =
            buckets.chunks(slices.per).map(|slice| slice.iter().map(read).max().unwrap_or(0)).collect();
        let most = values.iter().copied().max().unwrap_or(0);
        let ribbon = values.iter().map(|&value| sign(page, value, full)).collect();
        (most > 0).then(|| Row { label: format!("  {label}"), most: words::grouped(most), ribbon })
    };
    let mut rows: Vec<Row> = SHOWN
        .into_iter()
        .filter_map(|state| row(words::state(lang, state), &|bucket| u64::from(bucket.states.of(state)), total))
        .collect();
    if rows.is_empty() {
        let ribbon = words::report_healthy_throughout(lang);
        rows.push(Row { label: String::new(), most: String::new(), ribbon });
    }
    rows.extend(row(words::report_failed_requests(lang), &|bucket| bucket.failed, most_failed));
    if let Some(first) = rows.first_mut() {
        first.label = format!("{} {}", id.letter(), first.label.trim_start());
    }
    rows
}

/// How much of the whole: nothing, or one of the steps, never none of them for something.
fn sign(page: &Page<'_>, value: u64, full: u64) -> char {
    let steps: &[char] = if page.set.ascii { &LETTERS } else { &BLOCKS };
    let step = (value * steps.len() as u64).div_ceil(full.max(1));
    match usize::try_from(step) {
        Ok(0) => '.',
        Ok(step) => steps[step.min(steps.len()) - 1],
        Err(_) => steps[steps.len() - 1],
    }
}
