//! Node programs that open the release build in a browser: `dist/` is served for as long as they run.
//! What they do there is their own business.

use std::thread;

use crate::{
    failure::{Failure, Outcome},
    process::Run,
    server::{Port, Server, Site},
    setup::Toolbox,
    workspace::Workspace,
};

/// Runs a script of this repository; gives what it printed.
pub fn run(workspace: &Workspace, toolbox: &Toolbox, script: &str) -> Outcome<String> {
    let browser = toolbox.browser.as_ref().ok_or_else(|| Failure::new("no browser was set up"))?;
    let server = Server::bind(Site::new(workspace.dist()), Port::Exactly(0))?;
    let address = server.address()?;
    // Ends with this program.
    thread::spawn(move || server.run());
    let node = Run::new("node").arguments([script]).directory(&workspace.root);
    node.variable("CHROMIUM_PATH", browser).variable("SITE_ADDRESS", address).capture()
}
