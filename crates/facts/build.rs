//! Reads `data/`, judges it, and writes the tables the crate is made of; data that is wrong stops the build.
//! What is checked and how each table is written lives in `build/`; nothing is checked at run time.

#[path = "build/mod.rs"]
mod tables;

use std::path::Path;
use std::process::ExitCode;

#[allow(clippy::print_stdout, reason = "standard output is how a build script talks to Cargo")]
fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=src/time.rs");
    println!("cargo::rerun-if-changed=src/version.rs");
    match write_tables() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("cargo::error={message}");
            ExitCode::FAILURE
        }
    }
}

fn write_tables() -> Result<(), String> {
    let out_dir = std::env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let sources = tables::Sources::read(Path::new("data"))?;
    let tables = tables::generate(&sources).map_err(|error| error.to_string())?;
    // `cargo xtask build` puts what lies in here beside the page.
    let later = Path::new(&out_dir).join("later");
    std::fs::create_dir_all(&later).map_err(|error| format!("{}: {error}", later.display()))?;
    for (name, text) in tables {
        let path = Path::new(&out_dir).join(name);
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
