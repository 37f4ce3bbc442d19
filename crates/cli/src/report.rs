//! What is true at a time, as tables for people; the same numbers as the JSON for programs.
//! Plain English for terminals; nothing is computed that the snapshot does not hold.

use sts_atlas_facts::{Micros, Provenance};
use sts_atlas_player::{Difference, Recording, Snapshot, WorldSnapshot};
use sts_atlas_sim::{ServiceKind, State};

use crate::text::Column;

/// A table whose first column is words and the others numbers.
fn table(indent: usize, rows: &[Vec<String>]) -> String {
    let mut columns = vec![Column::Words];
    columns.resize(rows.iter().map(Vec::len).max().unwrap_or(1), Column::Numbers);
    crate::text::table(indent, &columns, rows)
}

/// The whole report.
pub fn report(snapshot: &Snapshot, recording: &Recording) -> String {
    let labels = recording.scenario.worlds.each_ref().map(|world| world.label.en.as_str());
    let mut sections = vec![heading(snapshot, recording, labels), blast(&snapshot.worlds)];
    sections.push(by_place(&snapshot.worlds));
    for (letter, world) in ["A", "B"].iter().zip(&snapshot.worlds) {
        sections.push(format!("Requests in {letter}\n{}", requests(world)));
    }
    for (letter, world) in ["A", "B"].iter().zip(&snapshot.worlds) {
        sections.push(format!("Latency of STS calls that succeeded in {letter}\n{}", latency(world)));
    }
    sections.push(digests(&snapshot.worlds));
    sections.join("\n")
}

fn heading(snapshot: &Snapshot, recording: &Recording, labels: [&str; 2]) -> String {
    let count = |fits: fn(&Difference) -> bool| snapshot.differences.iter().filter(|row| fits(&row.difference)).count();
    format!(
        "{}\nat {}, {} after the start; AWS's rules of {}; seed {}\nA: {}\nB: {} ({} of {} changed endpoint, {} could not)\n",
        recording.scenario.title.en,
        snapshot.utc,
        span(Micros(snapshot.now.0)),
        snapshot.as_of,
        snapshot.seed.get(),
        labels[0],
        labels[1],
        count(|difference| matches!(difference, Difference::Changed { .. })),
        snapshot.differences.len(),
        count(|difference| matches!(difference, Difference::StaysGlobal)),
    )
}

fn blast(worlds: &[WorldSnapshot; 2]) -> String {
    let row = |name: &str, value: &dyn Fn(&WorldSnapshot) -> String| {
        vec![name.to_owned(), value(&worlds[0]), value(&worlds[1])]
    };
    let harm = |state: State| move |world: &WorldSnapshot| world.blast.harm.of(state).to_string();
    let rows = [
        row("", &|world| if world.id.index() == 0 { "A".into() } else { "B".into() }),
        row("impaired", &harm(State::Impaired)),
        row("draining", &harm(State::Draining)),
        row("exposed", &harm(State::Exposed)),
        row("unknown", &harm(State::Unknown)),
        row("kept working", &|world| format!("{} of {}", world.blast.kept_working(), world.blast.states.total())),
        row("principal-minutes lost", &|world| tenths(world.blast.lost.0, 6_000_000)),
        row("impaired without any fault", &|world| world.blast.without_fault.of(State::Impaired).to_string()),
    ];
    format!("Blast radius: principals worse off than in the same world without faults\n{}", table(2, &rows))
}

fn by_place(worlds: &[WorldSnapshot; 2]) -> String {
    let mut rows = vec![["", "A", "B"].map(str::to_owned).to_vec()];
    for (left, right) in worlds[0].blast.by_place.iter().zip(&worlds[1].blast.by_place) {
        let not_well = |principals: &[(u32, State, State)]| {
            let worse = principals.iter().filter(|(_, state, without)| state > without).count();
            format!("{worse} of {}", principals.len())
        };
        rows.push(vec![left.place.code().to_owned(), not_well(&left.principals), not_well(&right.principals)]);
    }
    format!("Worse off, by place\n{}", table(2, &rows))
}

fn requests(world: &WorldSnapshot) -> String {
    let head = ["", "sent", "succeeded", "failed", "of these without an answer", "under way"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for totals in world.requests.iter().filter(|totals| totals.service.is_everywhere() || totals.issued > 0) {
        let name = match totals.service {
            ServiceKind::StsGlobal => "STS, global name",
            ServiceKind::StsRegional => "STS, Regional names",
            ServiceKind::Service => "other services",
            other => other.id(),
        };
        let counts = [totals.issued, totals.succeeded, totals.failed, totals.no_answer, totals.in_flight];
        rows.push(std::iter::once(name.to_owned()).chain(counts.map(|count| count.to_string())).collect());
    }
    table(2, &rows)
}

fn latency(world: &WorldSnapshot) -> String {
    let head = ["endpoint", "from", "to", "calls", "p50 ms", "p95 ms (assumed)", "no answer", "round trip"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for row in &world.latency {
        let endpoint = match row.service {
            ServiceKind::StsGlobal => "global",
            _ => "regional",
        };
        let quantile = |span: Option<Micros>| span.map_or_else(|| "-".to_owned(), |span| tenths(span.0, 100));
        let provenance = match row.provenance {
            Provenance::Measured => "measured",
            Provenance::Estimated => "estimated",
            Provenance::Assumed => "assumed",
        };
        rows.push(vec![
            endpoint.to_owned(),
            row.from.code().to_owned(),
            row.to.code().to_owned(),
            row.count.to_string(),
            quantile(row.p50),
            quantile(row.p95),
            row.no_answer.to_string(),
            provenance.to_owned(),
        ]);
    }
    table(2, &rows)
}

fn digests(worlds: &[WorldSnapshot; 2]) -> String {
    let row = |letter: &str, world: &WorldSnapshot| {
        vec![letter.to_owned(), world.events.to_string(), format!("{:016x}", world.digest)]
    };
    let head = ["", "events", "digest"].map(str::to_owned).to_vec();
    format!("Fingerprint\n{}", table(2, &[head, row("A", &worlds[0]), row("B", &worlds[1])]))
}

/// A number of tenths from whole microseconds, rounded half up.
fn tenths(micros: u64, micros_per_tenth: u64) -> String {
    let tenths = (micros + micros_per_tenth / 2) / micros_per_tenth;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Hours, minutes and seconds.
fn span(span: Micros) -> String {
    let seconds = span.0 / 1_000_000;
    let parts = [(seconds / 3_600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")];
    let text: String =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, unit)| format!("{number}{unit}")).collect();
    if text.is_empty() { "0s".to_owned() } else { text }
}
