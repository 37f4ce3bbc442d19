//! The same day in other simulators: NeXosim (Rust) and SimPy (Python), run beside the engine, as ratios.
//! The day comes from `crates/lessons/benches/engine/rivals.rs`, their models stand in `benches/rivals/`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    bench::{
        figures::Figures,
        native::Native,
        verdict::{Bound, Report},
    },
    failure::{Explain, Outcome},
    process::{Run, find_on_path},
    table::grouped,
    workspace::Workspace,
};

const FOLDER: &str = "benches/rivals";
/// Events that a rival may have more or fewer: it does not know what becomes of requests under way when a fault begins.
const SAME_EVENTS: f64 = 0.01;

/// Another simulator, ready to run the day.
struct Rival {
    name: &'static str,
    run: Run,
}

/// Builds the rivals, runs the day in all three, one after the other, and reports.
pub fn report(workspace: &Workspace, native: &Native, quick: bool, report: &mut Report) -> Outcome {
    let folder = workspace.target.join("bench");
    let day = folder.join("day.json");
    fs::create_dir_all(&folder).explain(|| format!("cannot make {}", folder.display()))?;
    println!("measuring the engine on the rivals' day");
    let engine = native.measure(&["rivals", &day.to_string_lossy()], quick)?;
    let speed = engine.number("events")? / engine.number("seconds")?;
    let length = if quick { "1 h" } else { "24 h" };
    let events = grouped(engine.number("events")? as u64);
    let what = format!("world A alone: 1,000 principals, {length}, {events} events");
    report.plain(&what, &format!("{} events/s", grouped(speed as u64)));
    let nexosim = nexosim(workspace, &day, quick)?;
    report_rival(&nexosim, &engine, report)?;
    match simpy(workspace, &day)? {
        Ok(simpy) => report_rival(&simpy, &engine, report)?,
        Err(reason) => report.plain("SimPy on that day", &format!("not run: {reason}")),
    }
    Ok(())
}

fn nexosim(workspace: &Workspace, day: &Path, quick: bool) -> Outcome<Rival> {
    let target = workspace.target.join("rivals");
    let manifest = workspace.root.join(FOLDER).join("Cargo.toml");
    let build = Run::new("cargo").arguments(["build", "--locked", "--release", "--manifest-path"]);
    let build = build.arguments([manifest.as_os_str()]).arguments(["--target-dir".as_ref(), target.as_os_str()]);
    build.directory(&workspace.root).stream()?;
    let program = target.join("release").join(format!("nexosim-day{}", std::env::consts::EXE_SUFFIX));
    let run = Run::new(program).arguments([day]).arguments([if quick { "1" } else { "3" }]);
    Ok(Rival { name: "NeXosim", run })
}

/// Or why there is none.
fn simpy(workspace: &Workspace, day: &Path) -> Outcome<Result<Rival, String>> {
    let Some(python) = ["python3", "python"].into_iter().find_map(find_on_path) else {
        return Ok(Err("there is no Python 3 on PATH".into()));
    };
    let rival = workspace.root.join(FOLDER);
    let (environment, program) = python_environment(workspace);
    let wanted = rival.join("requirements.txt");
    let install = Run::new(&program).arguments(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    let install = install.arguments(["--requirement".as_ref(), wanted.as_os_str()]);
    let make = Run::new(python).arguments(["-m", "venv"]).arguments([&environment]);
    let ready = if program.is_file() { Ok(String::new()) } else { make.capture() };
    if let Err(failure) = ready.and_then(|_| install.capture()) {
        return Ok(Err(failure.to_string().lines().next().unwrap_or_default().to_owned()));
    }
    let run = Run::new(program).arguments([&rival.join("simpy_day.py"), day]);
    Ok(Ok(Rival { name: "SimPy", run }))
}

/// A Python environment of its own below the target folder, and the program in it.
fn python_environment(workspace: &Workspace) -> (PathBuf, PathBuf) {
    let environment = workspace.target.join("bench").join("simpy");
    let program = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let program = environment.join(program);
    (environment, program)
}

fn report_rival(rival: &Rival, engine: &Figures, report: &mut Report) -> Outcome {
    let Rival { name, run } = rival;
    println!("measuring {name} on that day");
    report_figures(name, engine, &Figures::parse(&run.capture()?), report)
}

fn report_figures(name: &str, engine: &Figures, rival: &Figures, report: &mut Report) -> Outcome {
    let speed = |figures: &Figures| Ok(figures.number("events")? / figures.number("seconds")?);
    let (ours, theirs): (f64, f64) = (speed(engine)?, speed(rival)?);
    let figure = format!("{} events/s; the engine is {:.1} times as fast", grouped(theirs as u64), ours / theirs);
    report.plain(&format!("{name} on that day"), &figure);
    let (ours, theirs) = (engine.number("events")?, rival.number("events")?);
    let same_print = if engine.text("digest")? == rival.text("digest")? { "the same" } else { "another" };
    report.judged(
        &format!("{name} does the same work"),
        &format!("{} events, {same_print} fingerprint until the first fault", grouped(theirs as u64)),
        (theirs / ours - 1.0).abs(),
        Bound::AtMost(SAME_EVENTS, "events within 1 %".into()),
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rival_that_does_other_work_is_named() {
        let engine = Figures::parse("events 1000\nseconds 2\ndigest aa");
        let rows = [
            ("events 1009\nseconds 20.18\ndigest aa", "every budget is met"),
            ("events 989\nseconds 20\ndigest ab", "MISSED: X does the same work"),
        ];
        for (printed, closing) in rows {
            let mut report = Report::default();
            report_figures("X", &engine, &Figures::parse(printed), &mut report).unwrap();
            assert!(report.render().ends_with(closing), "{}", report.render());
        }
    }

    #[test]
    fn speeds_are_told_as_a_ratio_and_fingerprints_in_words() {
        let engine = Figures::parse("events 1000\nseconds 2\ndigest aa");
        let mut report = Report::default();
        report_figures("X", &engine, &Figures::parse("events 1000\nseconds 25\ndigest ab"), &mut report).unwrap();
        let table = report.render();
        assert!(table.contains("40 events/s; the engine is 12.5 times as fast"), "{table}");
        assert!(table.contains("another fingerprint"), "{table}");
    }
}
