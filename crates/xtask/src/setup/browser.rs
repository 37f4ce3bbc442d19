//! What the browser tests need beside Node: Chromium, Firefox and a Japanese font.
//! Debian packages where that is possible, else the exact command for a person to run.

use std::{env, path::PathBuf};

use super::report;
use crate::{
    failure::{Failure, Outcome},
    pins::BrowserPin,
    process::{Run, find_on_path},
    workspace::Workspace,
};

/// Names another Chromium than the first one on PATH.
const CHROMIUM_VARIABLE: &str = "CHROMIUM_PATH";
/// Names another Firefox than the first one on PATH.
const FIREFOX_VARIABLE: &str = "FIREFOX_PATH";

/// The programs of the browsers.
#[derive(Debug)]
pub struct Browsers {
    chromium: PathBuf,
    firefox: PathBuf,
}

impl Browsers {
    /// Lets a program that opens browsers know where they are.
    pub fn tell(&self, run: Run) -> Run {
        run.variable(CHROMIUM_VARIABLE, &self.chromium).variable(FIREFOX_VARIABLE, &self.firefox)
    }
}

/// Both browsers; installs them and the font where they are missing.
pub fn ensure(workspace: &Workspace) -> Outcome<Browsers> {
    let (chromium, firefox) = (&workspace.pins.browser, &workspace.pins.second_browser);
    let font = &workspace.pins.font;
    let mut missing = Vec::new();
    let wanted = [
        (&chromium.debian_package, &chromium.why, find(chromium, CHROMIUM_VARIABLE).is_some()),
        (&firefox.debian_package, &firefox.why, find(firefox, FIREFOX_VARIABLE).is_some()),
        (&font.debian_package, &font.why, has_font(&font.query)),
    ];
    for (package, why, present) in wanted {
        report(package, if present { "ready" } else { "installing" }, why);
        if !present {
            missing.push(package.as_str());
        }
    }
    if !missing.is_empty() {
        install(&missing)?;
    }
    Ok(Browsers { chromium: found(chromium, CHROMIUM_VARIABLE)?, firefox: found(firefox, FIREFOX_VARIABLE)? })
}

fn found(browser: &BrowserPin, variable: &str) -> Outcome<PathBuf> {
    find(browser, variable).ok_or_else(|| {
        let names = browser.programs.join(", ");
        Failure::new(format!("no browser found (looked for {names})"))
            .mend(format!("set {variable} to the program of a {}", browser.debian_package))
    })
}

fn find(browser: &BrowserPin, variable: &str) -> Option<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| browser.programs.iter().find_map(|name| find_on_path(name)))
}

/// Systems without fontconfig bring their own Japanese fonts; Debian gets fontconfig with the browser.
fn has_font(query: &str) -> bool {
    match Run::new("fc-list").arguments([query, "family"]).capture() {
        Ok(families) => !families.trim().is_empty(),
        Err(_) => find_on_path("apt-get").is_none(),
    }
}

fn install(packages: &[&str]) -> Outcome {
    let line = install_line(packages);
    let cannot = |reason: &str| {
        Err(Failure::new(format!("{} missing, and {reason}", packages.join(" and "))).mend(format!("run: {line}")))
    };
    if find_on_path("apt-get").is_none() {
        return cannot("this system has no apt-get");
    }
    let Some(before) = becoming_root() else { return cannot("this user may not install packages") };
    for command in [vec!["update"], [&["install", "--yes", "--no-install-recommends"], packages].concat()] {
        let words = before.iter().copied().chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]);
        let mut words = words.chain(command);
        let program = words.next().unwrap_or("env");
        Run::new(program).arguments(words).stream().map_err(|failure| failure.mend(format!("run: {line}")))?;
    }
    Ok(())
}

/// What a person would type.
fn install_line(packages: &[&str]) -> String {
    let install = "sudo apt-get install --yes --no-install-recommends";
    format!("sudo apt-get update && {install} {}", packages.join(" "))
}

/// The words before a command that make it run as root, if that is possible without asking.
fn becoming_root() -> Option<&'static [&'static str]> {
    if Run::new("id").arguments(["-u"]).capture().is_ok_and(|id| id.trim() == "0") {
        return Some(&[]);
    }
    Run::new("sudo").arguments(["-n", "true"]).capture().ok().map(|_| ["sudo", "-n"].as_slice())
}

#[cfg(test)]
mod tests {
    use super::install_line;

    #[test]
    fn the_command_for_a_person_is_complete() {
        let line = install_line(&["chromium", "fonts-noto-cjk"]);
        assert_eq!(
            line,
            "sudo apt-get update && sudo apt-get install --yes --no-install-recommends chromium fonts-noto-cjk"
        );
    }
}
