//! Inline styles and scripts, which the strict Content-Security-Policy blocks.
//! In the app's views and in the pages; `style:name=…` of Leptos goes through the DOM and is fine.

use super::{Finding, Source, rust_text};
use crate::web::html;

const WANTED: &str = "a class, or `style:name=value`";

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let views = sources.iter().filter(|source| source.room().is_none() && source.is_product_source());
    let is_page = |path: &str| path == "index.html" || (path.starts_with("public/") && path.ends_with(".html"));
    let pages = sources.iter().filter(|source| is_page(&source.path));
    views.flat_map(check_view).chain(pages.flat_map(check_page)).collect()
}

fn check_view(source: &Source) -> Vec<Finding> {
    let text = rust_text::blank(&source.text, rust_text::Keep::CodeAndStrings);
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
    let has_style = |line: &str| {
        // `==` compares; rustfmt puts a space before any `=` that assigns.
        let attribute =
            |(at, name): (usize, &str)| !line[..at].ends_with(is_name) && !line[at + name.len()..].starts_with('=');
        line.match_indices("style=").any(attribute)
    };
    let lines = text.lines().enumerate().filter(|(_, line)| has_style(line));
    lines.map(|(at, _)| Finding::error(&source.path, at + 1, "an inline style", WANTED)).collect()
}

fn check_page(source: &Source) -> Vec<Finding> {
    let found = html::inline_code(&source.text).into_iter();
    found.map(|(line, what)| Finding::error(&source.path, line, what, "a file in public/ or style/")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::found;

    #[test]
    fn inline_styles_are_found_in_views_and_pages() {
        let rows = [
            ("src/a.rs", "view! {\n<p style=\"color:red\"/> }", "2: an inline style"),
            ("src/a.rs", "<p style=move || x()/>", "1: an inline style"),
            ("src/a.rs", "inner_html=\"<p style='x'>\"", "1: an inline style"),
            ("src/a.rs", "<p style:width=w font-style=\"italic\"/> // style=\"", ""),
            ("src/a.rs", "let style = 1;", ""),
            ("crates/stage/src/svg.rs", "\"<p style='x'>\"", ""),
            ("index.html", "<p\nstyle=x>", "1: style attribute on <p>"),
            ("index.html", "<script>a()</script>", "1: inline <script>"),
        ];
        for (path, text, expected) in rows {
            assert_eq!(found(check, path, text).join("\n"), expected, "given {path}: {text}");
        }
    }
}
