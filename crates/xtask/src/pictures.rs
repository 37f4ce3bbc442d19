//! `pictures`: the first pictures of the page, drawn by `sts-atlas`, README's screenshots, taken in a browser, and what the
//! tests compare with. Which moment and screens is decided here and in `e2e/`; nothing is drawn here.

use std::fs;

use crate::{
    arguments::SetupScope,
    failure::{Explain, Outcome},
    page_script, playwright,
    process::Run,
    setup::{self, Toolbox},
    web::{self, Build},
    workspace::Workspace,
};

/// Draws, builds, takes.
pub fn run(workspace: &Workspace) -> Outcome {
    let toolbox = setup::run(workspace, SetupScope::BuildAndBrowser)?;
    draw_first_pictures(workspace)?;
    // The build takes them in.
    web::build(workspace, &toolbox, &Build::release(workspace))?;
    print!("{}", page_script::run(workspace, &toolbox, &["e2e/pictures/take.mjs"])?);
    freeze(workspace, &toolbox)
}

/// Has the test write what it found instead of comparing; what has not changed stays as it is.
fn freeze(workspace: &Workspace, toolbox: &Toolbox) -> Outcome {
    playwright::tests(workspace, toolbox, &["frozen", "--update-snapshots"])?.stream()
}

/// What the page shows before the app has started; a test of `cli` compares them.
fn draw_first_pictures(workspace: &Workspace) -> Outcome {
    let cargo = ["run", "--locked", "--quiet", "--package", "sts-atlas-cli", "--", "picture"];
    for (theme, lang) in [("light", "en"), ("light", "ja"), ("dark", "en"), ("dark", "ja")] {
        let moment = ["--scene", "2024-08-29", "--until", "47m", "--theme", theme, "--lang", lang];
        let picture = Run::new("cargo").arguments(cargo).arguments(moment).directory(&workspace.root).capture()?;
        let name = format!("public/first-{theme}-{lang}.svg");
        let path = workspace.root.join(&name);
        fs::write(&path, picture).explain(|| format!("cannot write {}", path.display()))?;
        println!("{name}");
    }
    Ok(())
}
