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
    let page = Figures::parse(&page_script::run(workspace, toolbox, "e2e/bench/page.mjs")?);
    report_page(&page, report)?;
    let first_load = budget::weigh(workspace)?;
    println!("\nfirst load by file\n{}", first_load.table());
    let limit = &workspace.pins.budget;
    let weighs = Bound::AtMost(limit.limit_bytes as f64, format!("{} bytes", grouped(limit.limit_bytes)));
    let bytes = first_load.brotli_bytes();
    report.judged("first load, brotli 11", &format!("{} bytes", grouped(bytes)), bytes as f64, weighs);
    Ok(())
}

fn report_page(page: &Figures, report: &mut Report) -> Outcome {
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
