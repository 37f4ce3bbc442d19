//! The scenario file: TOML or JSON of one shape in, a `player::Scenario` or a list of issues out.
//! The format is described in docs/scenario-format.md; nothing here simulates.

mod account;
mod assumption;
mod change;
mod check;
mod client;
mod credentials;
mod fault;
mod format;
mod migrate;
mod principal;
mod reader;
mod schema;
mod top;
mod twin;
mod value;

use sts_atlas_player::Scenario;

use crate::document::{self, Node, Problem, SyntaxError, Value};
use crate::{Issue, Syntax};
use format::SCENARIO;
use reader::{Entry, Reader};

pub use crate::modelled::is_modelled;
pub use schema::schema;

/// What came of reading a file.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The scenario; `None` where an issue is more than a note.
    pub scenario: Option<Scenario>,
    /// Everything there is to say, in the order of the file.
    pub issues: Vec<Issue>,
    document: Option<Node>,
}

impl Reading {
    /// The file as compact JSON of the same shape and today's version of the format, where it could be used.
    pub fn to_json(&self) -> Option<String> {
        self.scenario.as_ref().and(self.document.as_ref()).map(document::to_json)
    }
}

/// Reads JSON. The name says where issues are; its stem is the id of a scenario that names none.
pub fn read_json(file: &str, text: &str) -> Reading {
    read(file, text, Syntax::Json, document::parse_json)
}

/// Reads TOML, otherwise like [`read_json`].
#[cfg(feature = "toml")]
pub fn read_toml(file: &str, text: &str) -> Reading {
    read(file, text, Syntax::Toml, document::parse_toml)
}

/// Reads a file by the ending of its name: `.json` is JSON, anything else TOML.
#[cfg(feature = "toml")]
pub fn read_file(file: &str, text: &str) -> Reading {
    let is_json = file.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"));
    if is_json { read_json(file, text) } else { read_toml(file, text) }
}

fn read(file: &str, text: &str, syntax: Syntax, parse: fn(&str) -> Result<Node, SyntaxError>) -> Reading {
    let mut reader = Reader::new(file, text, syntax);
    let document = parse(text);
    let is_empty = match &document {
        Ok(node) => matches!(&node.value, Value::Table(fields) if fields.is_empty()),
        Err(error) => error.problem != Problem::TooLong && text.trim().is_empty(),
    };
    match document {
        _ if is_empty => reader.report_empty(),
        Err(error) => reader.report_syntax(error),
        Ok(mut node) => {
            let scenario = scenario(&mut reader, &mut node, file).filter(|_| !reader.has_errors());
            return Reading { scenario, issues: reader.into_issues(), document: Some(node) };
        }
    }
    Reading { scenario: None, issues: reader.into_issues(), document: None }
}

fn scenario(reader: &mut Reader<'_>, node: &mut Node, file: &str) -> Option<Scenario> {
    if !migrate::to_today(reader, node) {
        return None;
    }
    check::document(reader, node, &SCENARIO);
    top::scenario(reader, &Entry::whole(node).section(&SCENARIO)?, file)
}
