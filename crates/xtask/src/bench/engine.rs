//! The engine's own speed: the same runs natively and in WebAssembly, which must agree on every fingerprint.
//! What is run stands in `crates/lessons/benches/engine`; how it is reported, above.

use std::{fs, path::Path};

use crate::{
    arguments::SetupScope,
    bench::{
        figures::Figures,
        milliseconds,
        native::Native,
        verdict::{Bound, Report},
    },
    failure::{Explain, Failure, Outcome},
    process::Run,
    setup::{self, Toolbox},
    table::grouped,
    web::{self, Flavor, PROFILE, TARGET, cargo_stand_in, html},
    workspace::Workspace,
};

const EXAMPLE: &str = "engine_bench";

/// Both builds' figures.
#[derive(Debug)]
struct Engine {
    native: Figures,
    wasm: Figures,
}

/// Measures and reports.
pub fn report(workspace: &Workspace, quick: bool, report: &mut Report) -> Outcome {
    let toolbox = setup::run(workspace, SetupScope::Build)?;
    report_figures(&measure(workspace, &toolbox, quick)?, report)
}

/// Builds and runs both, one after the other; fails where they do not agree.
fn measure(workspace: &Workspace, toolbox: &Toolbox, quick: bool) -> Outcome<Engine> {
    let folder = workspace.target.join("bench");
    let scenes = folder.join("scenes");
    let program = Native::build(workspace)?;
    println!("measuring the engine natively");
    // Also writes the packed scenes for the other build.
    let native = program.measure(&["day", &scenes.to_string_lossy()], quick)?;
    let module = build_module(workspace, toolbox, &folder)?;
    println!("measuring the engine in WebAssembly");
    let node = Run::new("node").arguments([Path::new("e2e/bench/engine.mjs"), &module, &scenes]);
    let node = node.arguments(quick.then_some("--quick"));
    let wasm = Figures::parse(&node.directory(&workspace.root).capture()?);
    let engine = Engine { native, wasm };
    agree(&engine)?;
    Ok(engine)
}

fn report_figures(engine: &Engine, report: &mut Report) -> Outcome {
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

/// The module for Node, made as the app's is: same profile, same flags, same `wasm-opt`.
fn build_module(workspace: &Workspace, toolbox: &Toolbox, folder: &Path) -> Outcome<std::path::PathBuf> {
    let build = ["build", "--locked", "--target", TARGET, "--profile", PROFILE, "--example", EXAMPLE];
    let flags = cargo_stand_in::added_words(workspace, Flavor::Release);
    Run::new("cargo").arguments(build).arguments(flags).directory(&workspace.root).stream()?;
    let compiled = workspace.target.join(TARGET).join(PROFILE).join("examples").join(format!("{EXAMPLE}.wasm"));
    let glue = folder.join("module");
    let path = toolbox.path(&workspace.node_programs())?;
    let bindgen = Run::new("wasm-bindgen").arguments(["--target", "nodejs", "--no-typescript", "--out-dir"]);
    bindgen.arguments([&glue, &compiled]).variable("PATH", &path).capture()?;
    let module = glue.join(format!("{EXAMPLE}_bg.wasm"));
    let optimize = Run::new("wasm-opt").arguments(optimizer_words(workspace)?).arguments([Path::new("-o")]);
    optimize.arguments([&module, &module]).variable("PATH", &path).capture()?;
    Ok(glue.join(format!("{EXAMPLE}.js")))
}

/// How `index.html` has Trunk call `wasm-opt`.
fn optimizer_words(workspace: &Workspace) -> Outcome<Vec<String>> {
    let path = workspace.root.join("index.html");
    let page = fs::read_to_string(&path).explain(|| format!("cannot read {}", path.display()))?;
    read_optimizer_words(&page).ok_or_else(|| {
        Failure::new(format!("index.html has no <link data-wasm-opt> for {}", web::PACKAGE))
            .mend("see `optimizer_words` in crates/xtask/src/bench/engine.rs")
    })
}

fn read_optimizer_words(page: &str) -> Option<Vec<String>> {
    let tags = html::tags(page);
    let tag = tags.iter().find(|tag| tag.attribute("data-wasm-opt").is_some())?;
    let level = format!("-O{}", tag.attribute("data-wasm-opt")?);
    let more = tag.attribute("data-wasm-opt-params").unwrap_or_default().split_whitespace();
    Some(std::iter::once(level).chain(more.map(str::to_owned)).collect())
}

/// One engine, whatever it is compiled to.
fn agree(engine: &Engine) -> Outcome {
    for name in ["events", "digest", "seek_digest"] {
        let (native, wasm) = (engine.native.text(name)?, engine.wasm.text(name)?);
        if native != wasm {
            return Err(Failure::new(format!("`{name}` is {native} natively and {wasm} in WebAssembly")).mend(
                "the simulator depends on something that differs between the two: floats, pointer width, order",
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_optimizer_is_called_as_for_the_app() {
        let page =
            "<link data-trunk rel=css><link data-trunk rel=rust data-wasm-opt=z data-wasm-opt-params=\"--a --b\">";
        assert_eq!(read_optimizer_words(page).unwrap(), ["-Oz", "--a", "--b"]);
        assert_eq!(read_optimizer_words("<p>"), None);
    }

    #[test]
    fn builds_that_disagree_are_an_error_with_both_values() {
        let figures = |digest: &str| Figures::parse(&format!("events 1\ndigest {digest}\nseek_digest 2"));
        assert!(agree(&Engine { native: figures("aa"), wasm: figures("aa") }).is_ok());
        let failure = agree(&Engine { native: figures("aa"), wasm: figures("ab") }).unwrap_err().to_string();
        assert!(failure.contains("`digest` is aa natively and ab in WebAssembly"), "{failure}");
    }
}
