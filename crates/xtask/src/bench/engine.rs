//! The engine's own speed: the same runs natively and in WebAssembly, which must agree on every fingerprint.
//! What is run stands in `crates/lessons/benches/engine`; how it is reported, above.

use std::{fs, path::Path};

use crate::{
    bench::figures::Figures,
    failure::{Explain, Failure, Outcome},
    process::Run,
    setup::Toolbox,
    web::{self, Flavor, cargo_stand_in, html},
    workspace::Workspace,
};

const EXAMPLE: &str = "engine_bench";
const TARGET: &str = "wasm32-unknown-unknown";

/// Both builds' figures.
#[derive(Debug)]
pub struct Engine {
    pub native: Figures,
    pub wasm: Figures,
}

/// Builds and runs both, one after the other; fails where they do not agree.
pub fn measure(workspace: &Workspace, toolbox: &Toolbox) -> Outcome<Engine> {
    let folder = workspace.target.join("bench");
    let scenes = folder.join("scenes");
    let native = measure_native(workspace, &scenes)?;
    let module = build_module(workspace, toolbox, &folder)?;
    println!("measuring the engine in WebAssembly");
    let node = Run::new("node").arguments([Path::new("e2e/bench/engine.mjs"), &module, &scenes]);
    let wasm = Figures::parse(&node.directory(&workspace.root).capture()?);
    let engine = Engine { native, wasm };
    agree(&engine)?;
    Ok(engine)
}

/// Also writes the packed scenes for the other build.
fn measure_native(workspace: &Workspace, scenes: &Path) -> Outcome<Figures> {
    let bench = ["bench", "--locked", "--package", "sts-atlas-lessons", "--bench", "engine"];
    Run::new("cargo").arguments(bench).arguments(["--no-run"]).directory(&workspace.root).stream()?;
    println!("measuring the engine natively");
    let run = Run::new("cargo").arguments(bench).arguments(["--quiet", "--"]).arguments([scenes]);
    Ok(Figures::parse(&run.directory(&workspace.root).capture()?))
}

/// The module for Node, made as the app's is: same profile, same flags, same `wasm-opt`.
fn build_module(workspace: &Workspace, toolbox: &Toolbox, folder: &Path) -> Outcome<std::path::PathBuf> {
    let build = ["build", "--locked", "--target", TARGET, "--profile", "web", "--example", EXAMPLE];
    let flags = cargo_stand_in::added_words(workspace, Flavor::Release);
    Run::new("cargo").arguments(build).arguments(flags).directory(&workspace.root).stream()?;
    let compiled = workspace.target.join(TARGET).join("web").join("examples").join(format!("{EXAMPLE}.wasm"));
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
