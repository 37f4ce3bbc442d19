//! One text file of the repository, with what several rules need to know about it.
//! Nothing is judged here.

use super::rust_text;

/// A file with its text.
#[derive(Debug)]
pub struct Source {
    /// Relative to the root, with `/`.
    pub path: String,
    pub text: String,
    /// For Rust: the text with comments and the insides of strings blanked, line for line.
    code: Option<Code>,
}

#[derive(Debug)]
struct Code {
    blanked: String,
    is_test_line: Vec<bool>,
}

impl Source {
    pub fn new(path: String, text: String) -> Self {
        let code = path.ends_with(".rs").then(|| {
            let blanked = rust_text::blank(&text, rust_text::Keep::OnlyCode);
            let is_test_line = rust_text::test_lines(&blanked);
            Code { blanked, is_test_line }
        });
        Self { path, text, code }
    }

    /// The blanked code; `None` for anything but Rust.
    pub fn code(&self) -> Option<&str> {
        self.code.as_ref().map(|code| code.blanked.as_str())
    }

    /// Lines of code outside `#[cfg(test)]`, with their numbers from 1.
    pub fn product_code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code.iter().flat_map(|code| code.blanked.lines().zip(&code.is_test_line).enumerate());
        lines.filter(|(_, (_, is_test))| !**is_test).map(|(at, (line, _))| (at + 1, line))
    }

    /// Whether a line, counted from 1, stands inside `#[cfg(test)]`.
    pub fn is_test_line(&self, line: usize) -> bool {
        let lines = self.code.as_ref().map(|code| code.is_test_line.as_slice()).unwrap_or_default();
        lines.get(line.saturating_sub(1)).copied().unwrap_or(false)
    }

    /// The room of `crates/<room>/…`.
    pub fn room(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// `src/…` within the room; for the web app within the root.
    pub fn is_product_source(&self) -> bool {
        let inner = match self.room() {
            Some(room) => &self.path["crates/".len() + room.len() + 1..],
            None => self.path.as_str(),
        };
        inner.starts_with("src/") && self.path.ends_with(".rs")
    }

    /// The end of the name after its last dot.
    pub fn extension(&self) -> &str {
        extension(&self.path)
    }

    /// Tables, texts of scenes, expected outputs: long by nature.
    pub fn is_data(&self) -> bool {
        self.path.split('/').any(|part| ["data", "content", "fixtures", "golden"].contains(&part))
    }
}

/// Whether the rules read this file at all.
pub fn is_text(path: &str) -> bool {
    let extensions = [
        "rs",
        "toml",
        "css",
        "js",
        "mjs",
        "ts",
        "html",
        "json",
        "md",
        "yml",
        "yaml",
        "svg",
        "webmanifest",
        "txt",
        "lock",
        "csv",
    ];
    extensions.contains(&extension(path)) || path.ends_with("/_headers")
}

fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_where_a_file_belongs() {
        let rows = [
            ("crates/sim/src/lib.rs", Some("sim"), true),
            ("crates/sim/tests/a.rs", Some("sim"), false),
            ("src/main.rs", None, true),
            ("e2e/a.ts", None, false),
        ];
        for (path, room, is_product) in rows {
            let source = Source::new(path.into(), String::new());
            assert_eq!((source.room(), source.is_product_source()), (room, is_product), "given `{path}`");
        }
    }

    #[test]
    fn test_modules_are_not_product_code() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n";
        let source = Source::new("src/a.rs".into(), text.into());
        let lines: Vec<_> = source.product_code().map(|(line, _)| line).collect();
        assert_eq!(lines, [1, 6]);
        assert!(source.is_test_line(4) && !source.is_test_line(6) && !source.is_test_line(99));
    }
}
