//! Where things are: the checkout, its output, the per-user cache of built tools.
//! Paths only; nothing is created or run here.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::{
    failure::{Explain, Failure, Outcome},
    pins::Pins,
};

/// One checkout and the places a chore reads and writes.
#[derive(Debug)]
pub struct Workspace {
    /// The directory of `tools.toml`.
    pub root: PathBuf,
    /// Cargo's target directory.
    pub target: PathBuf,
    /// Tools compiled for this user, shared by all checkouts.
    pub tool_cache: PathBuf,
    /// What `tools.toml` says.
    pub pins: Pins,
}

impl Workspace {
    /// The checkout at `root`, else the one this program was started in.
    pub fn find(root: Option<PathBuf>) -> Outcome<Self> {
        let here = env::current_dir().explain(|| "cannot tell the current directory".into())?;
        let root = match root {
            Some(root) => here.join(root),
            None => here
                .ancestors()
                .find(|directory| directory.join("tools.toml").is_file())
                .map(Path::to_path_buf)
                .ok_or_else(|| {
                    Failure::new(format!("no tools.toml in {} or above", here.display()))
                        .mend("run inside the checkout, or pass --root DIR")
                })?,
        };
        let pins = Pins::read(&root.join("tools.toml"))?;
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(directory) => here.join(directory),
            None => root.join("target"),
        };
        Ok(Self { target, tool_cache: tool_cache()?, pins, root })
    }

    /// The release build of the app.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Programs of the Node packages.
    pub fn node_programs(&self) -> PathBuf {
        self.root.join("node_modules").join(".bin")
    }
}

/// `${XDG_CACHE_HOME:-~/.cache}/sts-atlas/tools`.
fn tool_cache() -> Outcome<PathBuf> {
    let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".cache")))
        .or_else(|| absolute("LOCALAPPDATA"))
        .ok_or_else(|| Failure::new("no place for built tools is known").mend("set HOME or XDG_CACHE_HOME"))?;
    Ok(cache.join("sts-atlas").join("tools"))
}
