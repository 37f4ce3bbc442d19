//! The page in a browser: scrubbing, toggling, frames, and what the first load weighs.
//! Measured by `e2e/bench/page.mjs` on the release build.

use crate::{
    bench::{
        figures::Figures,
        milliseconds,
        verdict::{Bound, Report},
    },
    budget,
    failure::Outcome,
    page_script,
    setup::Toolbox,
    table::grouped,
    web::{self, Build},
    workspace::Workspace,
};

/// Builds the app, measures and reports.
pub fn report(workspace: &Workspace, toolbox: &Toolbox, report: &mut Report) -> Outcome {
    web::build(workspace, toolbox, &Build::release(workspace))?;
    println!("measuring the page in the browser");
    let page = Figures::parse(&page_script::run(workspace, toolbox, &["e2e/bench/page.mjs"])?);
    report_page(&page, report)?;
    let first_load = budget::weigh(workspace)?;
    println!("\nfirst load by file\n{}", first_load.table());
    let limit = &workspace.pins.budget;
    let weighs = Bound::AtMost(limit.limit_bytes as f64, format!("{} bytes", grouped(limit.limit_bytes)));
    let bytes = first_load.brotli_bytes();
    report.judged("first load, brotli 11", &format!("{} bytes", grouped(bytes)), bytes as f64, weighs);
    Ok(())
}

/// What playing over and over leaves behind. `dist/` must be there.
pub fn report_heap(workspace: &Workspace, toolbox: &Toolbox, quick: bool, report: &mut Report) -> Outcome {
    web::build(workspace, toolbox, &Build::release(workspace))?;
    let script: &[&str] = if quick { &["e2e/bench/heap.mjs", "--quick"] } else { &["e2e/bench/heap.mjs"] };
    println!("playing over and over in the browser");
    let heap = Figures::parse(&page_script::run(workspace, toolbox, script)?);
    let (grown, minutes) = (heap.number("heap_grown_bytes")?, heap.text("minutes")?);
    let loops = heap.text("loops")?;
    let what = format!("heap growth over {minutes} min of playing, {loops} times from start to end");
    report.judged(&what, &format!("{} kB", (grown / 1_000.0).round()), grown, Bound::AtMost(1e6, "< 1 MB".into()));
    let (before, after) = (heap.number("module_bytes_before")?, heap.number("module_bytes_after")?);
    let memory = format!("{} and {} kB", grouped((before / 1e3) as u64), grouped((after / 1e3) as u64));
    report.judged(
        "memory of the module, before and after",
        &memory,
        after - before,
        Bound::AtMost(1e6, "< 1 MB".into()),
    );
    Ok(())
}

fn report_page(page: &Figures, report: &mut Report) -> Outcome {
    let rows = [
        ("scrub_ms", "scrub on the page: first scene, 3 h, until the picture is drawn".to_owned(), 16.0),
        ("scrub_day_ms", "the same, stretched to 24 h".to_owned(), 16.0),
        ("toggle_ms", "toggle a fault, input to new picture, CPU 4 times slower".to_owned(), 50.0),
        ("frame_ms", frames(page, "")?, 4.0),
    ];
    for (name, what, most) in rows {
        let (figure, p95) = quantiles(page, name)?;
        report.judged(&what, &figure, p95, Bound::milliseconds(most));
    }
    let plain = [
        ("toggle_numbers_ms", "toggle a fault, until the numbers are painted, too".to_owned()),
        ("cold_frame_ms", cold_frames(page, "")?),
        ("frame_5000_ms", frames(page, "_5000")?),
        ("cold_frame_5000_ms", cold_frames(page, "_5000")?),
    ];
    for (name, what) in plain {
        report.plain(&what, &quantiles(page, name)?.0);
    }
    let woken = page.number("idle_frames")? + page.number("idle_timers")?;
    report.judged("frames and timers in 5 s at rest", &format!("{woken:.0}"), woken, Bound::AtMost(0.0, "0".into()));
    Ok(())
}

/// Half of the times and 95 of 100 as a figure, and the latter once more, in milliseconds.
fn quantiles(page: &Figures, name: &str) -> Outcome<(String, f64)> {
    let (p50, p95) = (page.number(&format!("{name}_p50"))?, page.number(&format!("{name}_p95"))?);
    Ok((milliseconds(p50, p95), p95))
}

fn cold_frames(page: &Figures, scene: &str) -> Outcome<String> {
    let (count, under_way) =
        (page.text(&format!("cold_frames{scene}"))?, page.text(&format!("requests_under_way{scene}"))?);
    Ok(format!("script of the first {count} frames, {under_way} under way, while the browser still compiles"))
}

fn frames(page: &Figures, scene: &str) -> Outcome<String> {
    let under_way = page.text(&format!("requests_under_way{scene}"))?;
    Ok(format!("script of a frame, {under_way} requests under way in each world"))
}
