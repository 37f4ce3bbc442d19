//! The Node side: Node itself, and the packages of `package-lock.json`.
//! Packages never run install scripts here and never download browsers.

use std::{fs, path::PathBuf};

use super::report;
use crate::{
    failure::{Explain, Failure, Outcome},
    process::Run,
    workspace::Workspace,
};

/// Node in a version that works.
pub fn ensure_node(workspace: &Workspace) -> Outcome {
    let pin = &workspace.pins.node;
    let mend = format!("install Node {} or newer (https://nodejs.org)", pin.minimum_major);
    let printed = Run::new("node").arguments(["--version"]).capture().map_err(|failure| failure.mend(&mend))?;
    match major(&printed) {
        Some(major) if major >= pin.minimum_major => {
            report(&format!("node {major}"), "ready", &pin.why);
            Ok(())
        }
        _ => Err(Failure::new(format!("Node is {}, too old for this repository", printed.trim())).mend(mend)),
    }
}

/// The packages exactly as locked; the directory of their programs.
pub fn ensure_packages(workspace: &Workspace) -> Outcome<PathBuf> {
    let why = "wasm-opt makes the module small; Playwright, Puppeteer and axe test the page";
    let lock_path = workspace.root.join("package-lock.json");
    let lock = fs::read_to_string(&lock_path).explain(|| format!("cannot read {}", lock_path.display()))?;
    // A copy of the lock file tells what was installed; times of files lie after a checkout.
    let stamp = workspace.root.join("node_modules").join(".installed-package-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        report("node packages", "ready", why);
        return Ok(workspace.node_programs());
    }
    report("node packages", "installing", why);
    let install = Run::new(npm())
        .arguments(["ci", "--ignore-scripts", "--no-fund", "--no-audit"])
        .directory(&workspace.root)
        .variable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    install
        .stream()
        .map_err(|failure| failure.mend("see whether the npm registry can be reached, then run it again"))?;
    fs::write(&stamp, lock).explain(|| format!("cannot write {}", stamp.display()))?;
    Ok(workspace.node_programs())
}

fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// The 20 of `v20.20.2`.
fn major(printed: &str) -> Option<u32> {
    printed.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read() {
        let rows = [("v20.20.2\n", Some(20)), ("v9.0.0", Some(9)), ("20.1.0", None), ("", None)];
        for (printed, expected) in rows {
            assert_eq!(major(printed), expected, "`{printed}`");
        }
    }
}
