//! Scripts before the app. Trunk starts it from an inline module script; a strict Content-Security-Policy allows only files.
//! Moves such scripts into files named by their content; every other byte of the page stays.

use super::{fingerprint::fingerprint, html};

/// A page without inline modules, and the scripts taken out of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    pub html: String,
    pub scripts: Vec<Script>,
}

/// A script to be written beside the page.
#[derive(Debug, PartialEq, Eq)]
pub struct Script {
    pub name: String,
    pub text: String,
}

/// Moves each inline module script of the page to a file of its own.
pub fn externalize(page: &str) -> Page {
    let mut html = String::with_capacity(page.len());
    let mut scripts = Vec::new();
    let mut copied = 0;
    for tag in html::tags(page) {
        let is_module = tag.name == "script" && tag.attribute("type") == Some("module");
        let Some(body) = tag.body.filter(|_| is_module) else { continue };
        let text = page[body.clone()].trim();
        if text.is_empty() {
            continue;
        }
        let name = format!("start-{:016x}.js", fingerprint(text.as_bytes()));
        html.push_str(&page[copied..tag.span.start]);
        // Beside the page, so relative imports in it mean the same as before.
        html.push_str(&format!("<script type=module src=./{name}>"));
        copied = body.end;
        scripts.push(Script { name, text: format!("{text}\n") });
    }
    html.push_str(&page[copied..]);
    Page { html, scripts }
}

/// A script of ours without remarks and indentation, which only its readers need. Of remarks whole lines go: a script with
/// texts of several lines, which may look like them, is not for this.
pub fn without_remarks(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Trunk 0.22.1 writes it, minified.
    const TRUNK_PAGE: &str = concat!(
        "<!doctype html><html lang=en><meta charset=utf-8><script src=boot.js></script>",
        "<script type=module>import init from\"./app-1.js\";await init({module_or_path:`./app-1_bg.wasm`});</script>",
        "<link crossorigin href=./app-1.js integrity=sha384-abc rel=modulepreload></head><body></body></html>",
    );

    #[test]
    fn remarks_and_indentation_go_and_addresses_stay() {
        let script = "// Why.\n(function () {\n  var a = \"https://x\"; // here\n\n  // There.\n})();\n";
        assert_eq!(without_remarks(script), "(function () {\nvar a = \"https://x\"; // here\n})();\n");
    }

    #[test]
    fn the_start_script_becomes_a_file_and_the_rest_stays() {
        let page = externalize(TRUNK_PAGE);
        assert_eq!(page.scripts.len(), 1);
        let script = &page.scripts[0];
        assert_eq!(script.text, "import init from\"./app-1.js\";await init({module_or_path:`./app-1_bg.wasm`});\n");
        let expected = format!(
            "{}<script type=module src=./{}></script>{}",
            "<!doctype html><html lang=en><meta charset=utf-8><script src=boot.js></script>",
            script.name,
            "<link crossorigin href=./app-1.js integrity=sha384-abc rel=modulepreload></head><body></body></html>"
        );
        assert_eq!(page.html, expected);
        assert!(html::inline_code(&page.html).is_empty());
    }

    #[test]
    fn the_name_changes_exactly_with_the_text() {
        let name = |text: &str| externalize(&format!("<script type=module>{text}</script>")).scripts[0].name.clone();
        assert_eq!(name("a()"), name(" a() "));
        assert_ne!(name("a()"), name("b()"));
        assert_eq!(name("a"), "start-af63dc4c8601ec8c.js");
    }

    #[test]
    fn moving_twice_changes_nothing() {
        let once = externalize(TRUNK_PAGE);
        assert_eq!(externalize(&once.html), Page { html: once.html.clone(), scripts: Vec::new() });
    }
}
