//! `bench`: figures worth following over time, each beside its budget, in one table.
//! Measuring is done by programs of their own; timings are never tests, so a budget missed is named and nothing fails.

mod engine;
mod figures;
mod growth;
mod instructions;
mod machine;
mod native;
mod page;
mod rivals;
mod verdict;

use crate::{
    arguments::{BenchOptions, BenchPart, SetupScope},
    failure::Outcome,
    setup,
    workspace::Workspace,
};
use native::Native;
use verdict::Report;

/// Builds what the parts need, measures, prints the table.
pub fn run(workspace: &Workspace, options: &BenchOptions) -> Outcome {
    let BenchOptions { parts, quick } = options;
    let busy = machine::busy_percent();
    let mut report = Report::default();
    for &part in parts {
        match part {
            BenchPart::Engine => engine::report(workspace, *quick, &mut report)?,
            BenchPart::Growth => growth::report(&Native::build(workspace)?, *quick, &mut report)?,
            BenchPart::Instructions => instructions::report(workspace, &Native::build(workspace)?, &mut report)?,
            BenchPart::Rivals => rivals::report(workspace, &Native::build(workspace)?, *quick, &mut report)?,
            BenchPart::Page => {
                let toolbox = setup::run(workspace, SetupScope::BuildAndBrowser)?;
                page::report(workspace, &toolbox, &mut report)?;
            }
            BenchPart::Heap => {
                let toolbox = setup::run(workspace, SetupScope::BuildAndBrowser)?;
                page::report_heap(workspace, &toolbox, *quick, &mut report)?;
            }
        }
    }
    println!("\n{}", report.render());
    if *quick {
        println!("small sizes: these figures say only that everything runs");
    }
    if let Some(percent) = busy.filter(|&percent| percent > machine::IDLE_PERCENT) {
        println!("this machine was {percent} % busy with other things: times are longer than on an idle one");
    }
    Ok(())
}

fn milliseconds(p50: f64, p95: f64) -> String {
    format!("{p50:.1} ms, p95 {p95:.1} ms")
}
