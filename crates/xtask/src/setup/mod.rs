//! Makes this machine able to build and to test: what is missing is installed, what is there is used.
//! One line per thing, saying what it is for; building the app itself is `web`'s business.

mod browser;
mod node;
mod rust;

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

pub use browser::Browsers;

use crate::{
    arguments::SetupScope,
    failure::{Explain, Failure, Outcome},
    workspace::Workspace,
};

/// The tools a build runs, as found or installed.
#[derive(Debug)]
pub struct Toolbox {
    directories: Vec<PathBuf>,
    /// The browsers of the browser tests, if they were asked for.
    browsers: Option<Browsers>,
}

impl Toolbox {
    /// The browsers, where setup was asked for them.
    pub fn browsers(&self) -> Outcome<&Browsers> {
        self.browsers.as_ref().ok_or_else(|| Failure::new("no browser was set up"))
    }

    /// PATH with `first` and the tools before everything else.
    pub fn path(&self, first: &Path) -> Outcome<OsString> {
        let system = env::var_os("PATH").unwrap_or_default();
        let directories = std::iter::once(first.to_path_buf()).chain(self.directories.iter().cloned());
        env::join_paths(directories.chain(env::split_paths(&system)))
            .explain(|| "the directories of the tools do not fit into PATH".into())
    }
}

/// Finds or installs everything `scope` needs.
pub fn run(workspace: &Workspace, scope: SetupScope) -> Outcome<Toolbox> {
    println!("setup");
    rust::ensure_target(workspace)?;
    let mut directories = Vec::new();
    for tool in &workspace.pins.rust_tools {
        directories.push(rust::ensure_tool(workspace, tool)?);
    }
    node::ensure_node(workspace)?;
    directories.push(node::ensure_packages(workspace)?);
    let browsers = match scope {
        SetupScope::Build => None,
        SetupScope::BuildAndBrowser => {
            rust::ensure_components(workspace)?;
            Some(browser::ensure(workspace)?)
        }
    };
    Ok(Toolbox { directories, browsers })
}

/// One line: the thing, where it stands, what it is for.
fn report(thing: &str, state: &str, why: &str) {
    println!("  {thing:<25} {state:<14} {why}");
}

/// Whether what `--version` printed names `wanted` as a word of its own.
fn reports_version(printed: &str, wanted: &str) -> bool {
    printed.split_whitespace().any(|word| word.trim_start_matches('v') == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_version_counts() {
        let rows = [
            ("trunk 0.22.1", "0.22.1", true),
            ("trunk 0.22.10", "0.22.1", false),
            ("wasm-bindgen 0.2.126 (abc)", "0.2.126", true),
            ("wasm-bindgen 0.2.12", "0.2.126", false),
            ("v20.20.2", "20.20.2", true),
            ("", "0.22.1", false),
        ];
        for (printed, wanted, expected) in rows {
            assert_eq!(reports_version(printed, wanted), expected, "`{printed}` for {wanted}");
        }
    }

    #[test]
    fn tools_stand_before_the_system_s_own() {
        let toolbox = Toolbox { directories: vec!["/tools/bin".into()], browsers: None };
        let path = toolbox.path(Path::new("/first")).unwrap();
        let order: Vec<_> = env::split_paths(&path).take(2).collect();
        assert_eq!(order, [PathBuf::from("/first"), PathBuf::from("/tools/bin")]);
    }
}
