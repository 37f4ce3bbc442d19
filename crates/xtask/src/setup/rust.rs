//! The Rust side: the wasm32 target, rustfmt and clippy, and programs built by `cargo install`.
//! Versions come from `tools.toml`; the toolchain itself from `rust-toolchain.toml`.

use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    time::Instant,
};

use super::{report, reports_version};
use crate::{
    failure::{Explain, Failure, Outcome},
    pins::RustTool,
    process::{Run, find_on_path},
    progress::duration,
    workspace::Workspace,
};

const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for the browser.
pub fn ensure_target(workspace: &Workspace) -> Outcome {
    let why = "the standard library for the browser";
    let print = ["--print", "target-libdir", "--target", TARGET];
    let directory = Run::new("rustc").arguments(print).directory(&workspace.root).capture()?;
    if Path::new(directory.trim()).is_dir() {
        report(TARGET, "ready", why);
        return Ok(());
    }
    report(TARGET, "installing", why);
    rustup(workspace, ["target", "add", TARGET])
}

/// rustfmt and clippy.
pub fn ensure_components(workspace: &Workspace) -> Outcome {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let why = "checks style and common mistakes";
        let version = Run::new("cargo").arguments([command, "--version"]).directory(&workspace.root);
        if version.capture().is_ok() {
            report(component, "ready", why);
        } else {
            report(component, "installing", why);
            rustup(workspace, ["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(workspace: &Workspace, arguments: [&str; 3]) -> Outcome {
    let run = Run::new("rustup").arguments(arguments).directory(&workspace.root);
    let mend = format!("get rustup from https://rustup.rs, then run `rustup {}`", arguments.join(" "));
    run.stream().map_err(|failure| failure.mend(mend))
}

/// The directory that holds `tool` in the pinned version: on PATH, in the cache, or built now.
pub fn ensure_tool(workspace: &Workspace, tool: &RustTool) -> Outcome<PathBuf> {
    let thing = format!("{} {}", tool.binary, tool.version);
    if let Some(directory) = on_path(tool) {
        report(&thing, "ready", &tool.why);
        return Ok(directory);
    }
    let home = workspace.tool_cache.join(format!("{}-{}", tool.package, tool.version));
    let program = home.join("bin").join(format!("{}{}", tool.binary, std::env::consts::EXE_SUFFIX));
    if is_pinned(&program, tool) {
        report(&thing, "ready (cache)", &tool.why);
        return Ok(home.join("bin"));
    }
    report(&thing, &format!("building, about {} min", tool.minutes), &tool.why);
    let _lock = lock(workspace)?;
    // Another setup may have built it while this one waited.
    if !is_pinned(&program, tool) {
        build(workspace, tool, &home)?;
    }
    if is_pinned(&program, tool) {
        return Ok(home.join("bin"));
    }
    Err(Failure::new(format!("{} was built but does not report {}", program.display(), tool.version))
        .mend(format!("remove {} and run the command again", home.display())))
}

fn on_path(tool: &RustTool) -> Option<PathBuf> {
    let program = find_on_path(&tool.binary)?;
    if is_pinned(&program, tool) { program.parent().map(Path::to_path_buf) } else { None }
}

fn is_pinned(program: &Path, tool: &RustTool) -> bool {
    program.is_file()
        && Run::new(program)
            .arguments(["--version"])
            .capture()
            .is_ok_and(|printed| reports_version(&printed, &tool.reports))
}

/// Two compilations at once are slower than one after the other.
fn lock(workspace: &Workspace) -> Outcome<File> {
    let directory = &workspace.tool_cache;
    fs::create_dir_all(directory).explain(|| format!("cannot create {}", directory.display()))?;
    let path = directory.join(".lock");
    let file = File::create(&path).explain(|| format!("cannot write {}", path.display()))?;
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        println!("  another setup is building tools; waiting for it");
        file.lock().explain(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}

fn build(workspace: &Workspace, tool: &RustTool, home: &Path) -> Outcome {
    let begin = Instant::now();
    let scratch = workspace.tool_cache.join(format!("build-{}-{}", tool.package, tool.version));
    let log = workspace.tool_cache.join(format!("{}-{}.log", tool.package, tool.version));
    let run = Run::new("cargo")
        .arguments(["install", "--locked", "--root"])
        .arguments([home])
        .arguments([format!("{}@{}", tool.package, tool.version)])
        .arguments(&tool.arguments)
        .directory(&workspace.root)
        .variable("CARGO_TARGET_DIR", &scratch)
        // Some of these programs ask for whole-program optimization: twice the time, nothing gained here.
        .variable("CARGO_PROFILE_RELEASE_LTO", "off")
        .variable("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    let label = format!("compiling {}", tool.package);
    let built = run.log_to(&log, &label).map_err(|failure| {
        failure.mend(format!(
            "put {} {} on PATH, or see whether the package registry can be reached, then run the command again",
            tool.binary, tool.version
        ))
    });
    // Whatever came of it, hundreds of megabytes of intermediate files are of no further use.
    let _ = fs::remove_dir_all(&scratch);
    built?;
    let _ = fs::remove_file(&log);
    println!("  {} {} built in {}", tool.binary, tool.version, duration(begin.elapsed()));
    Ok(())
}
