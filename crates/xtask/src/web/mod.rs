//! The web app from source to a directory of files: Trunk with the right tools, then our finishing touches.
//! What the files weigh and how they are served is told elsewhere.

pub mod cargo_stand_in;
mod fingerprint;
pub mod html;
pub mod later;
mod short_names;
mod start_script;
mod style_sheet;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use fingerprint::fingerprint;
use short_names::Pair;

use crate::{
    failure::{Explain, Failure, Outcome},
    process::Run,
    progress::duration,
    setup::Toolbox,
    workspace::Workspace,
};

/// The package of the web app.
pub const PACKAGE: &str = "sts-atlas-web";
/// What it is compiled to.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// The profile of the release build, as in `index.html`.
pub const PROFILE: &str = "web";

/// How the app is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavor {
    /// Small and fast; what is published.
    Release,
    /// Quick to compile again.
    Development,
}

/// One build: how, and where the result goes.
#[derive(Clone, Debug)]
pub struct Build {
    pub flavor: Flavor,
    pub dist: PathBuf,
}

impl Build {
    /// The release build in `dist/`.
    pub fn release(workspace: &Workspace) -> Self {
        Self { flavor: Flavor::Release, dist: workspace.dist() }
    }

    /// A build for `serve`, which never disturbs `dist/`.
    pub fn for_serving(workspace: &Workspace, flavor: Flavor) -> Self {
        let name = if flavor == Flavor::Release { "dist-release" } else { "dist-development" };
        Self { flavor, dist: workspace.target.join("serve").join(name) }
    }
}

/// Builds the app; the directory is complete and free of inline code afterwards.
pub fn build(workspace: &Workspace, toolbox: &Toolbox, build: &Build) -> Outcome {
    let begin = Instant::now();
    if !workspace.root.join("index.html").is_file() {
        return Err(Failure::new(format!("no index.html in {}", workspace.root.display())));
    }
    fetch_crates(workspace, build.flavor)?;
    fs::create_dir_all(&build.dist).explain(|| format!("cannot create {}", build.dist.display()))?;
    run_trunk(workspace, toolbox, build)?;
    // Trunk's lock has done its duty; it is no part of the site.
    let _ = fs::remove_file(build.dist.join(".trunk-lock"));
    if build.flavor == Flavor::Release {
        shorten_names(&build.dist)?;
    }
    let later = later::collect(workspace, build.flavor, &target(workspace, build.flavor))?;
    finish(&build.dist, &later)?;
    println!("built {} in {}", build.dist.display(), duration(begin.elapsed()));
    Ok(())
}

/// Trunk works offline, so that it can never fetch a tool by itself; the crates must be here.
fn fetch_crates(workspace: &Workspace, flavor: Flavor) -> Outcome {
    let words: &[&str] = if flavor == Flavor::Release { &["fetch", "--locked"] } else { &["fetch"] };
    Run::new("cargo").arguments(words).directory(&workspace.root).stream().map_err(|failure| {
        failure.mend("if Cargo.lock is out of date, run `cargo fetch` once; else see whether crates.io can be reached")
    })
}

/// Cargo's directory for a flavor: the two must not undo each other's work.
fn target(workspace: &Workspace, flavor: Flavor) -> PathBuf {
    if flavor == Flavor::Release { workspace.target.clone() } else { workspace.target.join("serve") }
}

fn run_trunk(workspace: &Workspace, toolbox: &Toolbox, build: &Build) -> Outcome {
    let release = build.flavor == Flavor::Release;
    let stand_in = cargo_stand_in::install(&workspace.target)?;
    let flag = |value: bool| if value { "true" } else { "false" };
    let trunk = Run::new("trunk")
        .arguments(["build", "--quiet", "--public-url", "./", "--release", flag(release), "--locked", flag(release)])
        .arguments([Path::new("--dist"), build.dist.as_path()])
        .directory(&workspace.root)
        .variable("PATH", toolbox.path(&stand_in)?)
        .variable("CARGO_TARGET_DIR", target(workspace, build.flavor))
        .variable("TRUNK_OFFLINE", "true")
        .variable("TRUNK_SKIP_VERSION_CHECK", "true")
        // Trunk's own backtrace says nothing about the mistake.
        .variable("RUST_BACKTRACE", "0");
    let trunk = cargo_stand_in::configure(trunk, workspace, build.flavor)?;
    trunk.stream().map_err(|failure| failure.mend("the first error above says what to change"))
}

/// Gives the app's module and glue short names for each other, and their files names by their new content.
fn shorten_names(dist: &Path) -> Outcome {
    let files = crate::files::below(dist)?;
    let named = |end: &str| {
        let found = files.iter().find(|name| name.starts_with(PACKAGE) && name.ends_with(end));
        found.ok_or_else(|| Failure::new(format!("Trunk has left no {PACKAGE}-*{end} in {}", dist.display())))
    };
    let read = |name: &str| fs::read(dist.join(name)).explain(|| format!("cannot read {name}"));
    let (glue, module) = (named(".js")?, named("_bg.wasm")?);
    let pair = Pair { glue: String::from_utf8_lossy(&read(glue)?).into_owned(), module: read(module)? };
    let short = short_names::shorten(&pair)?;
    let stem = format!("{PACKAGE}-{:016x}", fingerprint(&[short.glue.as_bytes(), &short.module].concat()));
    let mut page = String::from_utf8_lossy(&read("index.html")?).into_owned();
    for (old, end, content) in [(glue, ".js", short.glue.as_bytes()), (module, "_bg.wasm", &short.module)] {
        let new = format!("{stem}{end}");
        page = page.replace(old, &new);
        fs::remove_file(dist.join(old)).explain(|| format!("cannot remove {old}"))?;
        fs::write(dist.join(&new), content).explain(|| format!("cannot write {new}"))?;
    }
    fs::write(dist.join("index.html"), page).explain(|| "cannot write index.html".to_owned())
}

/// Moves Trunk's inline script to a file, shortens the boot script, joins the style sheets, puts what is fetched later
/// beside the page, and refuses any other inline code.
fn finish(dist: &Path, later: &[(String, Vec<u8>)]) -> Outcome {
    let index = dist.join("index.html");
    let text = fs::read_to_string(&index).explain(|| format!("cannot read {}", index.display()))?;
    let page = start_script::externalize(&text);
    for script in &page.scripts {
        let path = dist.join(&script.name);
        fs::write(&path, &script.text).explain(|| format!("cannot write {}", path.display()))?;
    }
    shorten_boot_script(dist)?;
    let page = style_sheet::join(dist, &page.html)?;
    let program = later::take_program(dist)?;
    let page = later::publish(dist, &[later, &program].concat(), &page)?;
    fs::write(&index, &page).explain(|| format!("cannot write {}", index.display()))?;
    refuse_inline_code(dist)
}

/// What runs before the first paint is fetched first: no remarks in it.
fn shorten_boot_script(dist: &Path) -> Outcome {
    let path = dist.join("boot.js");
    let script = fs::read_to_string(&path).explain(|| format!("cannot read {}", path.display()))?;
    fs::write(&path, start_script::without_remarks(&script)).explain(|| format!("cannot write {}", path.display()))
}

fn refuse_inline_code(dist: &Path) -> Outcome {
    let mut complaints = Vec::new();
    for path in crate::files::below(dist)?.into_iter().filter(|path| path.ends_with(".html")) {
        let text = fs::read_to_string(dist.join(&path)).explain(|| format!("cannot read {path}"))?;
        let found = html::inline_code(&text).into_iter();
        complaints.extend(found.map(|(line, what)| format!("{path}:{line}: {what}")));
    }
    if complaints.is_empty() {
        return Ok(());
    }
    Err(Failure::new("inline code is left in the pages; a strict Content-Security-Policy would block it")
        .detail(&complaints.join("\n"))
        .mend("move it to a file in public/ or style/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finishing_moves_the_start_script_and_accepts_the_page() {
        let dist = crate::files::scratch_directory("finish");
        let page = "<!doctype html><title>x</title><link id=later rel=stylesheet disabled href=later/x.css><script src=boot.js></script>\
            <script type=module>import'./a.js'</script>";
        fs::write(dist.join("index.html"), page).unwrap();
        fs::write(dist.join("sts-atlas-instruments.js"), "x").unwrap();
        fs::write(dist.join("boot.js"), "// Why.\nboot();\n").unwrap();
        finish(&dist, &["rules.txt", "x.css"].map(|name| (name.to_owned(), b"x".to_vec()))).unwrap();
        let names = crate::files::below(&dist).unwrap();
        assert_eq!(names.len(), 6, "{names:?}");
        assert_eq!(fs::read_to_string(dist.join("boot.js")).unwrap(), "boot();\n");
        assert!(names.iter().any(|name| name.starts_with("later-") && name.ends_with("/sts-atlas-instruments.js")));
        assert!(names.iter().any(|name| name.starts_with("start-") && name.ends_with(".js")));
        assert!(names.iter().any(|name| name.starts_with("later-") && name.ends_with("/rules.txt")));
    }

    #[test]
    fn finishing_refuses_any_other_inline_code_in_any_page() {
        let dist = crate::files::scratch_directory("refuse");
        fs::create_dir(dist.join("embed")).unwrap();
        fs::write(dist.join("boot.js"), "boot();\n").unwrap();
        fs::write(dist.join("index.html"), "<link id=later rel=stylesheet disabled href=later/x.css><p>x</p>").unwrap();
        fs::write(dist.join("embed").join("index.html"), "\n<p style=\"color:red\">x</p>").unwrap();
        let failure = finish(&dist, &[("x.css".to_owned(), b"x".to_vec())]).unwrap_err().to_string();
        assert!(failure.contains("embed/index.html:2: style attribute on <p>"), "{failure}");
    }
}
