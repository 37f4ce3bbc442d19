//! A `cargo` for Trunk that builds the web app's package, not the workspace's default members.
//! Trunk has no option for that: this program stands first on Trunk's PATH under cargo's name and adds the words.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::{Flavor, PACKAGE};
use crate::{
    failure::{Explain, Failure, Outcome},
    process::{Run, find_on_path},
    workspace::Workspace,
};

/// Names the real cargo; only set for Trunk.
const REAL_CARGO: &str = "STS_ATLAS_CARGO";
/// Further arguments of `cargo build`, one per line; only set for Trunk.
const EXTRA_ARGUMENTS: &str = "STS_ATLAS_CARGO_BUILD_ARGUMENTS";

/// Whether this process was started in cargo's place.
pub fn is_called() -> bool {
    let name = env::args_os().next().map(PathBuf::from);
    let stands_in = name.is_some_and(|name| name.file_stem().is_some_and(|stem| stem == "cargo"));
    stands_in && env::var_os(REAL_CARGO).is_some()
}

/// Runs the real cargo with the added words.
pub fn run() -> Outcome<ExitCode> {
    let cargo = env::var_os(REAL_CARGO).unwrap_or_else(|| "cargo".into());
    let extra = env::var(EXTRA_ARGUMENTS).unwrap_or_default();
    let given: Vec<OsString> = env::args_os().skip(1).collect();
    let status = Run::new(cargo).arguments(with_extra(given, &extra)).status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}

/// Puts the extra arguments behind `build`; leaves every other command alone.
fn with_extra(given: Vec<OsString>, extra: &str) -> Vec<OsString> {
    if given.first().is_none_or(|command| command != "build") {
        return given;
    }
    let mut words = given.into_iter();
    let command = words.next();
    command.into_iter().chain(extra.lines().map(OsString::from)).chain(words).collect()
}

/// Links this program as `cargo` into a directory of its own, and gives that directory.
pub fn install(target: &Path) -> Outcome<PathBuf> {
    let directory = target.join("xtask-cargo");
    fs::create_dir_all(&directory).explain(|| format!("cannot create {}", directory.display()))?;
    let this = env::current_exe().explain(|| "cannot tell where this program is".into())?;
    let link = directory.join(format!("cargo{}", env::consts::EXE_SUFFIX));
    // Never written through: an old link may be the very file that is running.
    let _ = fs::remove_file(&link);
    let linked = fs::hard_link(&this, &link).or_else(|_| fs::copy(&this, &link).map(|_| ()));
    linked.explain(|| format!("cannot create {}", link.display()))?;
    Ok(directory)
}

/// Tells the stand-in, through `trunk`'s environment, what to add.
pub fn configure(trunk: Run, workspace: &Workspace, flavor: Flavor) -> Outcome<Run> {
    let cargo = env::var_os("CARGO").map(PathBuf::from).or_else(|| find_on_path("cargo"));
    let cargo = cargo.ok_or_else(|| Failure::new("cargo is not on PATH").mend("install it from https://rustup.rs"))?;
    Ok(trunk.variable(REAL_CARGO, cargo).variable(EXTRA_ARGUMENTS, added_words(workspace, flavor).join("\n")))
}

/// What is added behind `cargo build`. Whoever else builds for the browser shares compiled crates by adding the same.
pub fn added_words(workspace: &Workspace, flavor: Flavor) -> Vec<String> {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(default_cargo_home);
    build_arguments(&workspace.root, &crate_directories(cargo_home.as_deref()), flavor)
}

fn default_cargo_home() -> Option<PathBuf> {
    env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(|home| Path::new(&home).join(".cargo"))
}

/// Where cargo unpacks the crates of each registry; complete once they are fetched.
fn crate_directories(cargo_home: Option<&Path>) -> Vec<PathBuf> {
    let Some(home) = cargo_home else { return Vec::new() };
    let entries = fs::read_dir(home.join("registry").join("src")).into_iter().flatten();
    let mut directories: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    directories.sort();
    directories
}

fn build_arguments(root: &Path, crates: &[PathBuf], flavor: Flavor) -> Vec<String> {
    // Paths in panic messages: the same bytes on every machine, and fewer of them.
    let prefixes = crates.iter().map(|from| (from.as_path(), "crates")).chain([(root, ".")]);
    let mut flags: Vec<String> =
        prefixes.map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect();
    // Leptos with types erased compiles faster and makes a smaller module.
    flags.push("--cfg=erase_components".into());
    let flags = toml::Value::Array(flags.into_iter().map(toml::Value::String).collect());
    let mut settings = vec![format!("target.wasm32-unknown-unknown.rustflags={flags}")];
    if flavor == Flavor::Development {
        // Optimized dependencies, and macros with them, take three times as long to compile from nothing.
        settings.push("profile.dev.package.\"*\".opt-level=0".into());
        // wasm-bindgen drops debug information anyway; function names stay.
        settings.push("profile.dev.debug=false".into());
    }
    let package = ["--package".to_owned(), PACKAGE.to_owned()];
    let settings = settings.into_iter().flat_map(|setting| ["--config".to_owned(), setting]);
    package.into_iter().chain(settings).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split_whitespace().map(OsString::from).collect()
    }

    #[test]
    fn only_builds_get_the_extra_arguments() {
        let rows = [
            ("build --release", "build --package app --release"),
            ("metadata --format-version=1", "metadata --format-version=1"),
            ("", ""),
        ];
        for (given, expected) in rows {
            assert_eq!(with_extra(words(given), "--package\napp"), words(expected), "given `{given}`");
        }
    }

    #[test]
    fn flags_are_added_as_configuration_so_that_others_stay() {
        let crates = [PathBuf::from("/home/x/.cargo/registry/src/index")];
        let arguments = build_arguments(Path::new("/src"), &crates, Flavor::Release);
        let expected = concat!(
            "target.wasm32-unknown-unknown.rustflags=[",
            "\"--remap-path-prefix=/home/x/.cargo/registry/src/index=crates\", \"--remap-path-prefix=/src=.\", \"--cfg=erase_components\"]"
        );
        assert_eq!(arguments, ["--package", "sts-atlas-web", "--config", expected]);
    }

    #[test]
    fn development_compiles_quickly_at_the_cost_of_speed() {
        let arguments = build_arguments(Path::new("/src"), &[], Flavor::Development).join(" ");
        for expected in ["--cfg=erase_components", "profile.dev.package.\"*\".opt-level=0", "profile.dev.debug=false"] {
            assert!(arguments.contains(expected), "{arguments}");
        }
    }
}
