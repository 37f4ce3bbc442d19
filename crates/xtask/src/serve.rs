//! `serve` and `serve-dist`: the app on this machine, for people and for the browser tests.
//! Building is `web`'s business, answering is `server`'s.

use std::{collections::BTreeMap, fs, path::Path, thread, time::Duration, time::SystemTime};

use crate::{
    arguments::{ServeOptions, SetupScope},
    failure::{Failure, Outcome},
    files,
    server::{Port, Server, Site},
    setup::{self, Toolbox},
    web::{self, Build, Flavor},
    workspace::Workspace,
};

const FIRST_PORT: u16 = 8080;
/// Proves that the site does not care where it lies.
const SUB_PATH: &str = "/some/sub/path/";

/// Builds the app, then serves it until the process ends.
pub fn serve(workspace: &Workspace, options: ServeOptions) -> Outcome {
    let toolbox = setup::run(workspace, SetupScope::Build)?;
    let flavor = if options.release { Flavor::Release } else { Flavor::Development };
    let build = Build::for_serving(workspace, flavor);
    let before = if options.watch { snapshot(&workspace.root) } else { BTreeMap::new() };
    web::build(workspace, &toolbox, &build)?;
    let server = Server::bind(Site::new(build.dist.clone()), port(options.port))?;
    println!("\nopen {}   (Ctrl+C ends it)", server.address()?);
    if !options.watch {
        return server.run();
    }
    println!("building again when a source file changes");
    thread::scope(|scope| {
        scope.spawn(|| watch(workspace, &toolbox, &build, before));
        server.run()
    })
}

/// Serves `dist/` at the root and below a path, as static hosts do.
pub fn serve_dist(workspace: &Workspace, wanted: Option<u16>) -> Outcome {
    let dist = workspace.dist();
    if !dist.join("index.html").is_file() {
        return Err(Failure::new("there is no dist/ to serve").mend("run `cargo xtask build` first"));
    }
    let server = Server::bind(Site::new(dist).also_below(SUB_PATH), port(wanted))?;
    let address = server.address()?;
    println!("open {address} or {}{SUB_PATH}", address.trim_end_matches('/'));
    server.run()
}

fn port(wanted: Option<u16>) -> Port {
    wanted.map_or(Port::From(FIRST_PORT), Port::Exactly)
}

/// Builds again whenever a source file is newer, added or gone; a failed build waits for the next change.
fn watch(workspace: &Workspace, toolbox: &Toolbox, build: &Build, mut before: BTreeMap<String, SystemTime>) {
    loop {
        thread::sleep(Duration::from_millis(500));
        let now = snapshot(&workspace.root);
        if now == before {
            continue;
        }
        before = now;
        if let Err(failure) = web::build(workspace, toolbox, build) {
            eprintln!("{failure}");
        }
    }
}

/// When each source of the app was last changed.
fn snapshot(root: &Path) -> BTreeMap<String, SystemTime> {
    let is_source = |path: &str| {
        let places = ["Cargo.toml", "Trunk.toml", "index.html", "src", "style", "public", "crates"];
        let first = path.split('/').next().unwrap_or_default();
        places.contains(&first) && !path.starts_with("crates/xtask")
    };
    let paths = files::below_where(root, &is_source).unwrap_or_default();
    let changed = |path: String| Some((path.clone(), fs::metadata(root.join(path)).ok()?.modified().ok()?));
    paths.into_iter().filter_map(changed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_of_the_app_are_watched() {
        let root = files::scratch_directory("watch");
        for path in ["src/main.rs", "crates/sim/src/lib.rs", "crates/xtask/src/main.rs", "dist/a.js", "README.md"] {
            let file = root.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "").unwrap();
        }
        let watched: Vec<_> = snapshot(&root).into_keys().collect();
        assert_eq!(watched, ["crates/sim/src/lib.rs", "src/main.rs"]);
    }
}
