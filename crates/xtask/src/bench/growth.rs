//! How time and memory grow with the number of principals and with simulated time, each beside what "linear" means.
//! Sizes are those of `crates/lessons/benches/engine/growth.rs`.

use crate::{
    bench::{
        figures::Figures,
        native::Native,
        verdict::{Bound, Report},
    },
    failure::Outcome,
    table::grouped,
};

/// Events per second, from any size to the next: the queue is a heap, and caches are finite.
const SLOWER_PER_TENFOLD: f64 = 2.0;
/// A longer day costs no more per event; what is over it is the noise of timing.
const SLOWER_OVER_A_DAY: f64 = 1.15;
/// Bytes: what a world keeps for itself weighs ever less beside its principals.
const FLAT: f64 = 1.05;

/// One kind of size with its three values.
struct Series {
    name: &'static str,
    sizes: [u64; 3],
}

const PRINCIPALS: Series = Series { name: "principals", sizes: [100, 1_000, 10_000] };
const HOURS: Series = Series { name: "hours", sizes: [1, 6, 24] };

impl Series {
    fn read(&self, figures: &Figures, what: &str) -> Outcome<[f64; 3]> {
        let [a, b, c] = self.sizes.map(|size| figures.number(&format!("{}_{size}_{what}", self.name)));
        Ok([a?, b?, c?])
    }
}

/// Measures and reports.
pub fn report(native: &Native, quick: bool, report: &mut Report) -> Outcome {
    println!("measuring how the engine grows");
    report_figures(&native.measure(&["growth"], quick)?, report)
}

fn report_figures(figures: &Figures, report: &mut Report) -> Outcome {
    let speed = PRINCIPALS.read(figures, "events_per_second")?;
    report.judged(
        "growth: 100, 1,000 and 10,000 principals",
        &format!("{} events/s", listed(speed)),
        largest_step(speed.map(|speed| 1.0 / speed)),
        Bound::AtMost(SLOWER_PER_TENFOLD, "linear: a tenfold costs at most twice per event".into()),
    );
    let mut bytes = PRINCIPALS.read(figures, "checkpoint_bytes")?;
    for (bytes, principals) in bytes.iter_mut().zip(PRINCIPALS.sizes) {
        *bytes /= principals as f64;
    }
    report.judged(
        "checkpoint per principal, of 100, 1,000 and 10,000",
        &format!("{} bytes", listed(bytes)),
        largest_step(bytes),
        Bound::AtMost(FLAT, "linear: flat per principal".into()),
    );
    let speed = HOURS.read(figures, "events_per_second")?;
    report.judged(
        "growth: 1, 6 and 24 h",
        &format!("{} events/s", listed(speed)),
        largest_step(speed.map(|speed| 1.0 / speed)),
        Bound::AtMost(SLOWER_OVER_A_DAY, "linear: flat per event".into()),
    );
    let bytes = HOURS.read(figures, "checkpoint_bytes")?;
    report.judged(
        "checkpoint of 1,000 after 1, 6 and 24 h",
        &format!("{} bytes", listed(bytes)),
        largest_step(bytes),
        Bound::AtMost(FLAT, "flat in simulated time".into()),
    );
    Ok(())
}

/// By how much a value is above the one before it.
fn largest_step([a, b, c]: [f64; 3]) -> f64 {
    (b / a).max(c / b)
}

fn listed(values: [f64; 3]) -> String {
    let [a, b, c] = values.map(|value| grouped(value as u64));
    format!("{a}, {b} and {c}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(speeds: [u64; 3], bytes: [u64; 3]) -> Figures {
        let mut printed = String::new();
        for series in [PRINCIPALS, HOURS] {
            for ((size, speed), bytes) in series.sizes.into_iter().zip(speeds).zip(bytes) {
                let bytes = if series.name == "hours" { 1_000 } else { bytes };
                printed += &format!("{0}_{size}_events_per_second {speed}\n", series.name);
                printed += &format!("{0}_{size}_checkpoint_bytes {bytes}\n", series.name);
            }
        }
        Figures::parse(&printed)
    }

    #[test]
    fn what_grows_faster_than_its_size_is_named() {
        let rows = [
            ([100, 99, 98], [50_000, 500_000, 5_000_000], vec![]),
            ([100, 99, 48], [50_000, 500_000, 5_000_000], vec!["growth: 100,", "growth: 1,"]),
            ([100, 99, 98], [50_000, 500_000, 6_000_000], vec!["checkpoint per principal"]),
        ];
        for (speeds, bytes, expected) in rows {
            let mut report = Report::default();
            report_figures(&figures(speeds, bytes), &mut report).unwrap();
            let closing = report.render().lines().last().unwrap_or_default().to_owned();
            assert_eq!(
                closing.matches(';').count() + usize::from(closing.starts_with("MISSED")),
                expected.len(),
                "{closing}"
            );
            assert!(expected.iter().all(|name| closing.contains(name)), "{closing}");
        }
    }
}
