//! Instructions per event of the engine's loop, counted by valgrind's callgrind beside a committed figure.
//! Counts hardly depend on what else a machine does, so they show a change of a few percent that times would hide.

use std::fs;

use toml::Table;

use crate::{
    bench::{
        figures::Figures,
        native::Native,
        verdict::{Bound, Report},
    },
    failure::{Explain, Failure, Outcome},
    process::{Run, find_on_path},
    table::grouped,
    workspace::Workspace,
};

/// The function of `crates/lessons/benches/engine/hot.rs` in which callgrind counts.
const COUNTED: &str = "engine::hot::counted*";
const REFERENCE: &str = "crates/lessons/benches/engine/instructions.toml";

/// What was counted when the figure was last written down.
#[derive(Debug, PartialEq)]
struct Reference {
    per_event: f64,
    tolerance_percent: f64,
}

/// Counts and reports; where there is no valgrind, says so.
pub fn report(workspace: &Workspace, native: &Native, report: &mut Report) -> Outcome {
    const WHAT: &str = "instructions per event, native";
    if find_on_path("valgrind").is_none() {
        report.plain(WHAT, "not counted: there is no valgrind on PATH");
        return Ok(());
    }
    let path = workspace.root.join(REFERENCE);
    let text = fs::read_to_string(&path).explain(|| format!("cannot read {REFERENCE}"))?;
    let reference = Reference::parse(&text)?;
    println!("counting the engine's instructions");
    let output = workspace.target.join("bench").join("callgrind.out");
    fs::create_dir_all(workspace.target.join("bench")).explain(|| "cannot make the benchmark's folder".into())?;
    let words = ["--tool=callgrind", "--collect-atstart=no", "--log-fd=1"];
    let run = Run::new("valgrind")
        .arguments(words)
        .arguments([format!("--toggle-collect={COUNTED}"), format!("--callgrind-out-file={}", output.display())]);
    let printed = run.arguments([native.program.as_os_str()]).arguments(["hot"]).capture()?;
    let events = Figures::parse(&printed).number("counted_events")?;
    let instructions = collected(&printed).ok_or_else(|| {
        Failure::new("callgrind counted nothing").mend(format!("`{COUNTED}` must name a function of the benchmark"))
    })?;
    let per_event = instructions / events;
    let drift = 100.0 * (per_event / reference.per_event - 1.0);
    report.judged(
        WHAT,
        &format!("{} ({drift:+.1} %)", grouped(per_event.round() as u64)),
        drift.abs(),
        Bound::AtMost(reference.tolerance_percent, reference.words()),
    );
    Ok(())
}

impl Reference {
    fn parse(text: &str) -> Outcome<Self> {
        let table: Table = text.parse().explain(|| format!("{REFERENCE} is not TOML"))?;
        let number = |key: &str| {
            let value = table.get(key).and_then(|value| value.as_integer()).filter(|&value| value > 0);
            value.map(|value| value as f64).ok_or_else(|| Failure::new(format!("{REFERENCE} has no number `{key}`")))
        };
        Ok(Self { per_event: number("per_event")?, tolerance_percent: number("tolerance_percent")? })
    }

    fn words(&self) -> String {
        format!("{} ± {} %, as committed", grouped(self.per_event as u64), self.tolerance_percent)
    }
}

/// The count in callgrind's closing lines: `==123== Collected : 4567`.
fn collected(printed: &str) -> Option<f64> {
    let (_, count) = printed.lines().find_map(|line| line.split_once("Collected : "))?;
    count.split_whitespace().next()?.parse().ok().filter(|&count: &f64| count > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_read_from_callgrinds_last_words() {
        let printed = "==7== Events    : Ir\ncounted_events 3\n==7== Collected : 123456\n";
        assert_eq!(collected(printed), Some(123_456.0));
        assert_eq!(collected("==7== Collected : 0"), None);
        assert_eq!(collected("nothing"), None);
    }

    #[test]
    fn the_committed_figure_has_a_tolerance() {
        let reference = Reference::parse("per_event = 800\ntolerance_percent = 5").unwrap();
        assert_eq!(reference.words(), "800 ± 5 %, as committed");
        let failure = Reference::parse("per_event = 0").unwrap_err().to_string();
        assert!(failure.contains("no number `per_event`"), "{failure}");
    }
}
