//! Node programs that open the release build in a browser: `dist/` is served for as long as they run.
//! What they do there is their own business.

use std::thread;

use crate::{
    failure::Outcome,
    process::Run,
    server::{Port, Server, Site},
    setup::Toolbox,
    workspace::Workspace,
};

/// Runs a script of this repository, with its words; gives what it printed.
pub fn run(workspace: &Workspace, toolbox: &Toolbox, script: &[&str]) -> Outcome<String> {
    let browsers = toolbox.browsers()?;
    let server = Server::bind(Site::new(workspace.dist()), Port::Exactly(0))?;
    let address = server.address()?;
    // Ends with this program.
    thread::spawn(move || server.run());
    let node = Run::new("node").arguments(script).directory(&workspace.root);
    browsers.tell(node.variable("SITE_ADDRESS", address)).capture()
}
