//! `bench`: figures worth following over time, each beside its budget, in one table.
//! Measuring is done by programs of their own; timings are never tests, so a budget missed is named and nothing fails.

mod engine;
mod figures;
mod machine;
mod verdict;

use crate::{
    arguments::SetupScope,
    budget,
    failure::Outcome,
    page_script, setup,
    table::grouped,
    web::{self, Build},
    workspace::Workspace,
};
use engine::Engine;
use figures::Figures;
use verdict::{Bound, Report};

/// Builds the app, measures, prints the table.
pub fn run(workspace: &Workspace) -> Outcome {
    let toolbox = setup::run(workspace, SetupScope::BuildAndBrowser)?;
    web::build(workspace, &toolbox, &Build::release(workspace))?;
    let engine = engine::measure(workspace, &toolbox)?;
    let busy = machine::busy_percent();
    println!("measuring the page in the browser");
    let page = Figures::parse(&page_script::run(workspace, &toolbox, "e2e/bench/page.mjs")?);
    let first_load = budget::weigh(workspace)?;

    let mut report = Report::default();
    report_engine(&mut report, &engine)?;
    report_page(&mut report, &page)?;
    let limit = &workspace.pins.budget;
    let weighs = Bound::AtMost(limit.limit_bytes as f64, format!("{} bytes", grouped(limit.limit_bytes)));
    let bytes = first_load.brotli_bytes();
    report.judged("first load, brotli 11", &format!("{} bytes", grouped(bytes)), bytes as f64, weighs);
    println!("\nfirst load by file\n{}\n\n{}", first_load.table(), report.render());
    if let Some(percent) = busy.filter(|&percent| percent > machine::IDLE_PERCENT) {
        println!("this machine was {percent} % busy with other things: times are longer than on an idle one");
    }
    Ok(())
}

fn report_engine(report: &mut Report, engine: &Engine) -> Outcome {
    let builds = [("native", &engine.native, 5_000_000_u32), ("WebAssembly in Node", &engine.wasm, 2_000_000)];
    for (build, figures, least) in builds {
        let speed = figures.number("events_per_second")?;
        let bound = Bound::AtLeast(least.into(), format!("{} events/s", grouped(least.into())));
        let what = format!("engine, {build}: 1,000 principals for 24 h");
        report.judged(&what, &format!("{} events/s", grouped(speed as u64)), speed, bound);
    }
    report.plain("fingerprint of that day, the same in both", engine.native.text("digest")?);
    for (build, figures, _) in builds {
        let (p50, p95) = (figures.number("seek_ms_p50")?, figures.number("seek_ms_p95")?);
        let what = format!("seek, {build}: first scene stretched to 24 h");
        report.judged(&what, &milliseconds(p50, p95), p95, Bound::milliseconds(16.0));
    }
    let small = engine.wasm.number("checkpoint_bytes_of_30")?;
    report.plain("checkpoint, WebAssembly: first scene, 30 principals", &format!("{} bytes", grouped(small as u64)));
    let after_an_hour = engine.wasm.number("checkpoint_bytes_of_1000_after_1_h")?;
    let after_a_day = engine.wasm.number("checkpoint_bytes_of_1000_after_24_h")?;
    report.judged(
        "checkpoint, WebAssembly: 1,000 principals, after 1 h and 24 h",
        &format!("{} and {} bytes", grouped(after_an_hour as u64), grouped(after_a_day as u64)),
        after_a_day,
        Bound::AtMost(after_an_hour * 1.05, "flat in simulated time".into()),
    );
    Ok(())
}

fn report_page(report: &mut Report, page: &Figures) -> Outcome {
    let rows = [
        ("scrub_ms", "scrub on the page: first scene, 3 h, picture and readouts".to_owned(), 16.0),
        ("toggle_ms", "toggle a fault, input to paint, CPU 4 times slower".to_owned(), 50.0),
        ("frame_ms", frames(page)?, 4.0),
    ];
    for (name, what, most) in rows {
        let (p50, p95) = (page.number(&format!("{name}_p50"))?, page.number(&format!("{name}_p95"))?);
        report.judged(&what, &milliseconds(p50, p95), p95, Bound::milliseconds(most));
    }
    Ok(())
}

fn frames(page: &Figures) -> Outcome<String> {
    Ok(format!("script of a frame, {} requests under way in each world", page.text("requests_under_way")?))
}

fn milliseconds(p50: f64, p95: f64) -> String {
    format!("{p50:.1} ms, p95 {p95:.1} ms")
}
