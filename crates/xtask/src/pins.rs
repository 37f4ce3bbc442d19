//! `tools.toml`: the pinned tools, and the limits of the first load.
//! Reading and checking its shape; whether the rest of the repository agrees is `tidy`'s business.

use std::{fs, path::Path};

use toml::{Table, Value};

use crate::failure::{Explain, Failure, Outcome};

/// Everything `tools.toml` says.
#[derive(Debug)]
pub struct Pins {
    pub node: NodePin,
    pub rust_tools: Vec<RustTool>,
    /// Package name and exact version, as in `package.json`.
    pub node_packages: Vec<(String, String)>,
    pub browser: BrowserPin,
    pub second_browser: BrowserPin,
    pub font: FontPin,
    pub budget: BudgetPin,
}

/// The oldest Node that works.
#[derive(Debug)]
pub struct NodePin {
    pub minimum_major: u32,
    pub why: String,
}

/// A program that `cargo install` can build.
#[derive(Clone, Debug)]
pub struct RustTool {
    pub package: String,
    pub version: String,
    pub binary: String,
    /// The word that `<binary> --version` prints for this version.
    pub reports: String,
    pub why: String,
    /// Further arguments of `cargo install`.
    pub arguments: Vec<String>,
    /// How long compiling took on two cores.
    pub minutes: u32,
}

/// A browser of the browser tests.
#[derive(Debug)]
pub struct BrowserPin {
    /// Names to look for on PATH, best first.
    pub programs: Vec<String>,
    pub debian_package: String,
    pub why: String,
}

/// The font of the browser tests.
#[derive(Debug)]
pub struct FontPin {
    /// What `fc-list` is asked.
    pub query: String,
    pub debian_package: String,
    pub why: String,
}

/// What the first load may weigh, and what belongs to it.
#[derive(Debug)]
pub struct BudgetPin {
    pub limit_bytes: u64,
    pub aim_bytes: u64,
    pub files: Vec<BudgetFile>,
    /// What is fetched once it is needed.
    pub later: Vec<LaterFiles>,
}

/// One part of the first load.
#[derive(Debug)]
pub struct BudgetFile {
    pub glob: String,
    pub why: String,
}

/// Files of one kind that are fetched once they are needed, each by itself.
#[derive(Debug)]
pub struct LaterFiles {
    pub glob: String,
    pub why: String,
    /// What each of them may weigh.
    pub limit_bytes: u64,
}

impl Pins {
    /// Reads the file at `path`.
    pub fn read(path: &Path) -> Outcome<Self> {
        let text = fs::read_to_string(path).explain(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text)
    }

    /// Reads the text of a `tools.toml`.
    pub fn parse(text: &str) -> Outcome<Self> {
        let table: Table = text.parse().explain(|| "tools.toml is not TOML".into())?;
        let root = Section { name: String::new(), table: &table };
        let (node, chromium) = (root.section("node")?, root.section("browser")?);
        let (font, budget) = (root.section("font")?, root.section("budget")?);
        Ok(Self {
            node: NodePin { minimum_major: node.number("minimum_major")?, why: node.text("why")? },
            rust_tools: rust_tools(&root.section("rust")?)?,
            node_packages: node_packages(&root.section("npm")?)?,
            browser: browser(&chromium)?,
            second_browser: browser(&root.section("second_browser")?)?,
            font: FontPin {
                query: font.text("query")?,
                debian_package: font.text("debian_package")?,
                why: font.text("why")?,
            },
            budget: BudgetPin {
                limit_bytes: budget.number("limit_bytes")?,
                aim_bytes: budget.number("aim_bytes")?,
                files: rows(&budget, "files", |row| Ok(BudgetFile { glob: row.text("glob")?, why: row.text("why")? }))?,
                later: rows(&budget, "later", |row| {
                    let limit_bytes = row.number("limit_bytes")?;
                    Ok(LaterFiles { glob: row.text("glob")?, why: row.text("why")?, limit_bytes })
                })?,
            },
        })
    }
}

fn browser(section: &Section<'_>) -> Outcome<BrowserPin> {
    Ok(BrowserPin {
        programs: section.texts("programs")?,
        debian_package: section.text("debian_package")?,
        why: section.text("why")?,
    })
}

fn rust_tools(section: &Section<'_>) -> Outcome<Vec<RustTool>> {
    let read = |package: &String| {
        let tool = section.section(package)?;
        Ok(RustTool {
            package: package.clone(),
            version: tool.text("version")?,
            binary: tool.text("binary")?,
            reports: tool.text("reports")?,
            why: tool.text("why")?,
            arguments: tool.texts("arguments")?,
            minutes: tool.number("minutes")?,
        })
    };
    section.table.keys().map(read).collect()
}

fn node_packages(section: &Section<'_>) -> Outcome<Vec<(String, String)>> {
    section.table.keys().map(|package| Ok((package.clone(), section.text(package)?))).collect()
}

/// A list of tables, each read by `read`.
fn rows<T>(section: &Section<'_>, key: &str, read: impl Fn(&Section<'_>) -> Outcome<T>) -> Outcome<Vec<T>> {
    let Some(Value::Array(rows)) = section.table.get(key) else { return Err(section.missing(key, "tables")) };
    let name = format!("{}.{key}", section.name);
    let read = |row: &Value| match row {
        Value::Table(table) => read(&Section { name: name.clone(), table }),
        _ => Err(section.missing(key, "tables")),
    };
    rows.iter().map(read).collect()
}

/// A table of the file together with its name, for messages.
struct Section<'a> {
    name: String,
    table: &'a Table,
}

impl<'a> Section<'a> {
    fn section(&self, key: &str) -> Outcome<Section<'a>> {
        let name = if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) };
        match self.table.get(key) {
            Some(Value::Table(table)) => Ok(Section { name, table }),
            _ => Err(self.missing(key, "a table")),
        }
    }

    fn text(&self, key: &str) -> Outcome<String> {
        let text = self.table.get(key).and_then(Value::as_str);
        text.map(str::to_owned).ok_or_else(|| self.missing(key, "a text"))
    }

    fn texts(&self, key: &str) -> Outcome<Vec<String>> {
        let Some(Value::Array(items)) = self.table.get(key) else { return Err(self.missing(key, "a list of texts")) };
        let text = |item: &Value| item.as_str().map(str::to_owned);
        items.iter().map(|item| text(item).ok_or_else(|| self.missing(key, "a list of texts"))).collect()
    }

    fn number<T: TryFrom<i64>>(&self, key: &str) -> Outcome<T> {
        let number = self.table.get(key).and_then(Value::as_integer);
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| self.missing(key, "a whole number"))
    }

    fn missing(&self, key: &str, kind: &str) -> Failure {
        Failure::new(format!("tools.toml: [{}] needs `{key}`, {kind}", self.name))
            .mend("see the comments in tools.toml")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_s_own_file_is_understood() {
        let pins = Pins::parse(include_str!("../../../tools.toml")).unwrap();
        let names: Vec<_> = pins.rust_tools.iter().map(|tool| tool.package.as_str()).collect();
        assert_eq!(names, ["trunk", "wasm-bindgen-cli"]);
        assert!(pins.budget.aim_bytes < pins.budget.limit_bytes);
        assert!(pins.node_packages.iter().any(|(name, _)| name == "binaryen"));
    }

    #[test]
    fn a_missing_entry_is_named() {
        let failure = Pins::parse("[node]\nminimum_major = -1").unwrap_err().to_string();
        assert!(failure.contains("needs `browser`"), "{failure}");
    }
}
