//! A document by its tables: sections, typed values, and an issue with its place for everything that is not right.
//! What must stand where is `format`'s business; which values are right, `check`'s and `value`'s.

use sts_atlas_sim::ordered;

use super::format::{Key, Need, SCENARIO, Shape, Table};
use super::value::{Datum, FromDatum, Refusal, absent, read};
use crate::document::{DEEPEST, Field, LONGEST_BYTES, Node, Problem, SyntaxError, Value};
use crate::issue::Condition;
use crate::{Expected, Found, Issue, IssueCode, Syntax};

/// Nobody reads more errors than this, or more notes; the rest would only cost time.
const MOST_ISSUES: usize = 50;

pub(super) struct Reader<'s> {
    file: &'s str,
    text: &'s str,
    syntax: Syntax,
    errors: Vec<Issue>,
    notes: Vec<Issue>,
}

/// A value with its path.
#[derive(Clone, Debug)]
pub(super) struct Entry<'n> {
    pub node: &'n Node,
    pub path: String,
}

/// A table, possibly with another one laid over it whose keys win.
#[derive(Clone)]
pub(super) struct Section<'n> {
    layers: Vec<Layer<'n>>,
}

#[derive(Clone)]
struct Layer<'n> {
    at: usize,
    path: String,
    fields: &'n [Field],
    table: &'static Table,
    /// Keys that do not count.
    hidden: Vec<&'static str>,
}

impl<'n> Entry<'n> {
    /// The document itself.
    pub fn whole(node: &'n Node) -> Self {
        Self { node, path: String::new() }
    }

    /// The value of a key of this table.
    pub fn under(&self, field: &'n Field) -> Self {
        let path = if self.path.is_empty() { field.key.clone() } else { format!("{}.{}", self.path, field.key) };
        Self { node: &field.node, path }
    }

    /// The values of this list, or this single value.
    pub fn items(&self) -> Vec<Self> {
        match &self.node.value {
            Value::List(items) => {
                let items = items.iter().enumerate();
                items.map(|(index, node)| Self { node, path: format!("{}[{index}]", self.path) }).collect()
            }
            _ => vec![self.clone()],
        }
    }

    /// The value as a table; none where it is something else.
    pub fn section(&self, table: &'static Table) -> Option<Section<'n>> {
        let Value::Table(fields) = &self.node.value else { return None };
        Some(Section {
            layers: vec![Layer { at: self.node.at, path: self.path.clone(), fields, table, hidden: Vec::new() }],
        })
    }
}

impl<'n> Layer<'n> {
    fn get(&self, key: &str) -> Option<Entry<'n>> {
        let field = self.fields.iter().find(|field| field.key == key && !self.hidden.contains(&key))?;
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        Some(Entry { node: &field.node, path })
    }
}

impl<'n> Section<'n> {
    /// This table with another laid over it.
    pub fn under(mut self, above: Option<Self>) -> Self {
        self.layers.extend(above.into_iter().flat_map(|above| above.layers));
        self
    }

    /// This table with another laid over its lowest layer, under all others.
    pub fn above_lowest(mut self, between: Self) -> Self {
        let at = self.layers.len().min(1);
        self.layers.splice(at..at, between.layers);
        self
    }

    /// This table without some of its keys.
    pub fn without(mut self, keys: &[&'static str]) -> Self {
        self.layers.iter_mut().for_each(|layer| layer.hidden.extend(keys));
        self
    }

    /// The key as the lowest layer describes it.
    fn key(&self, key: &str) -> Option<&'static Key> {
        let found = self.layers.first().and_then(|layer| layer.table.key(key));
        debug_assert!(found.is_some(), "the format has no key `{key}` here");
        found
    }

    /// What stands under a key: in the upper layer, else in the lower.
    pub fn get(&self, key: &str) -> Option<Entry<'n>> {
        self.layers.iter().rev().find_map(|layer| layer.get(key))
    }

    /// Whether what stands under a key stands in the uppermost layer.
    fn is_on_top(&self, key: &str) -> bool {
        self.layers.last().is_some_and(|layer| layer.get(key).is_some())
    }

    /// The value of a key, or what its absence means; none where that is nothing, or the value is not right.
    pub fn value<T: FromDatum>(&self, key: &str) -> Option<T> {
        T::from_datum(self.datum(key)?)
    }

    /// What stands under a key, unless it makes no sense beside the others. (In a twin it may come from the lower layer.)
    fn fitting(&self, key: &'static Key) -> Option<Entry<'n>> {
        let only = match key.need {
            Need::MayOnly(only) | Need::MustOnly(only) => Some(only),
            _ => None,
        };
        self.get(key.name).filter(|_| only.is_none_or(|only| self.holds(only) != Some(false)))
    }

    /// Whether something stands under a key and makes sense there.
    pub fn has(&self, key: &str) -> bool {
        self.key(key).is_some_and(|key| self.fitting(key).is_some())
    }

    fn datum(&self, key: &str) -> Option<Datum> {
        let found = self.key(key)?;
        match self.fitting(found) {
            Some(entry) => read(&found.shape, &entry.node.value).ok(),
            None => absent(&found.shape, found.absent),
        }
    }

    /// The values of a list, those that are right, each once; none where there is no list.
    pub fn list<T: FromDatum + PartialEq>(&self, key: &str) -> Option<Vec<T>> {
        let found = self.key(key)?;
        let Shape::List { of, .. } = found.shape else { return None };
        let mut values = Vec::new();
        for entry in self.fitting(found)?.items() {
            let Some(value) = read(of, &entry.node.value).ok().and_then(T::from_datum) else { continue };
            if !values.contains(&value) {
                values.push(value);
            }
        }
        Some(values)
    }

    /// The table under a key, that of the upper layer laid over that of the lower, with the needs of the lowest.
    pub fn child(&self, key: &str) -> Option<Section<'n>> {
        self.fitting(self.key(key)?)?;
        let table_of = |layer: &Layer<'n>| match layer.table.key(key)?.shape {
            Shape::Table(table) | Shape::WordOrTable { table, .. } => Some(table),
            _ => None,
        };
        let sections = self.layers.iter().filter_map(|layer| layer.get(key)?.section(table_of(layer)?));
        let mut section = sections.reduce(|below, above| below.under(Some(above)))?;
        if let (Some(lowest), Some(table)) = (section.layers.first_mut(), self.layers.first().and_then(table_of)) {
            lowest.table = table;
        }
        Some(section)
    }

    /// The tables of a list, each with its place.
    pub fn children(&self, key: &str) -> Vec<(Entry<'n>, Section<'n>)> {
        let Some(found) = self.key(key) else { return Vec::new() };
        let entries = self.get(key).map(|entry| entry.items()).unwrap_or_default();
        let tables = entries.into_iter().filter_map(|entry| {
            let table = match found.shape {
                Shape::Tables { of, .. } => of,
                Shape::TablesBy { by, of, .. } => {
                    let word = entry.word_under(by)?;
                    of.iter().find(|variant| variant.word == word)?.table
                }
                _ => return None,
            };
            let section = entry.section(table)?;
            Some((entry, section))
        });
        tables.collect()
    }

    /// Whether a condition on this table holds; none where that cannot be told.
    fn holds(&self, condition: Condition) -> Option<bool> {
        match condition {
            Condition::Beside { key } => Some(self.get(key).is_some()),
            Condition::Is { key, words } => {
                let unsaid = self.get(key).is_none() && !matches!(self.key(key)?.need, Need::Must);
                let word: Option<&'static str> = self.value(key);
                word.map(|word| words.contains(&word)).or(unsaid.then_some(false))
            }
            Condition::IsNot { key, words } => self.holds(Condition::Is { key, words }).map(|is| !is),
            Condition::InRegion | Condition::ReadsNewRetries => None,
        }
    }
}

/// Whether a key of the file holds several tables.
fn is_list_of_tables(key: &str) -> bool {
    SCENARIO.key(key).is_some_and(|key| matches!(key.shape, Shape::Tables { .. } | Shape::TablesBy { .. }))
}

impl Entry<'_> {
    /// The text under a key of this table, as it stands there.
    pub fn word_under(&self, key: &str) -> Option<&str> {
        let Value::Table(fields) = &self.node.value else { return None };
        match &fields.iter().find(|field| field.key == key)?.node.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'s> Reader<'s> {
    pub fn new(file: &'s str, text: &'s str, syntax: Syntax) -> Self {
        Self { file, text, syntax, errors: Vec::new(), notes: Vec::new() }
    }

    /// All issues in the order of the file.
    pub fn into_issues(self) -> Vec<Issue> {
        ordered(self.errors.into_iter().chain(self.notes), |issue: &Issue| (issue.line, issue.column))
    }

    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Whether no further error would be kept.
    pub fn is_full(&self) -> bool {
        self.errors.len() >= MOST_ISSUES
    }

    pub fn report_syntax(&mut self, error: SyntaxError) {
        let unexpected = |found, expected| IssueCode::Unexpected { found, expected, nearest: None };
        let code = match error.problem {
            Problem::Syntax(problem) => IssueCode::Syntax { syntax: self.syntax, problem },
            // Who writes `[principal]` twice means two of them.
            Problem::DuplicateKey(key) if self.is_single_header(error.at) && is_list_of_tables(&key) => {
                IssueCode::TableForList { key, syntax: self.syntax }
            }
            Problem::DuplicateKey(key) => IssueCode::DuplicateKey { key },
            Problem::TooDeep => unexpected(Found::Depth, Expected::Depth(DEEPEST)),
            Problem::TooLong => unexpected(Found::Bytes(self.text.len()), Expected::Bytes(LONGEST_BYTES)),
        };
        self.report(error.at, String::new(), code);
    }

    /// Whether what stands there is the header of one table, `[key]`.
    fn is_single_header(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        self.syntax == Syntax::Toml && line.trim() == "["
    }

    /// Reports that nothing is in the file.
    pub fn report_empty(&mut self) {
        let needed = SCENARIO.keys.iter().filter(|key| matches!(key.need, Need::Must)).map(|key| key.name);
        self.report(0, String::new(), IssueCode::Empty { needed: needed.collect() });
    }

    /// Reports one table where a list of tables must be.
    pub fn table_for_list(&mut self, entry: &Entry<'_>) {
        let key = entry.path.rsplit('.').next().unwrap_or_default().to_owned();
        self.say(entry, IssueCode::TableForList { key, syntax: self.syntax });
    }

    /// Reports something about a value.
    pub fn say(&mut self, entry: &Entry<'_>, code: IssueCode) {
        self.report(entry.node.at, entry.path.clone(), code);
    }

    /// Reports something about a place in the file.
    pub fn report(&mut self, at: usize, path: String, code: IssueCode) {
        let issues = if code.is_note() { &mut self.notes } else { &mut self.errors };
        if issues.len() >= MOST_ISSUES {
            return;
        }
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let count = |number: usize| u32::try_from(number + 1).unwrap_or(u32::MAX);
        let issue = Issue {
            file: self.file.to_owned(),
            line: count(before.bytes().filter(|byte| *byte == b'\n').count()),
            column: count(before[line_start..].chars().count()),
            path,
            code,
        };
        // The twin reads what it shares with world A a second time.
        if !issues.contains(&issue) {
            issues.push(issue);
        }
    }

    /// Reports a value that was refused.
    pub fn refuse(&mut self, entry: &Entry<'_>, refusal: Refusal) {
        if !self.is_full() {
            let nearest = refusal.nearest(&entry.node.value);
            self.unexpected(entry, refusal.expected, nearest);
        }
    }

    /// Reports that a value is not what is expected.
    pub fn unexpected(&mut self, entry: &Entry<'_>, expected: Expected, nearest: Option<String>) {
        let found = match &entry.node.value {
            Value::Text(text) => Found::Text(text.clone()),
            Value::Moment(text) | Value::Number(text) => Found::Bare(text.clone()),
            Value::Truth(truth) => Found::Bare(truth.to_string()),
            Value::Null => Found::Nothing,
            Value::List(items) => Found::List(items.len()),
            Value::Table(_) => Found::Table,
        };
        self.say(entry, IssueCode::Unexpected { found, expected, nearest });
    }

    /// Reports that a key of a table is missing.
    pub fn missing(&mut self, section: &Section<'_>, key: &'static str) {
        self.missing_where(section, key, None);
    }

    /// Reports that a key is missing, and why it is needed.
    pub fn missing_where(&mut self, section: &Section<'_>, key: &'static str, because: Option<Condition>) {
        if let Some(layer) = section.layers.first() {
            self.report(layer.at, layer.path.clone(), IssueCode::MissingKey { key, because });
        }
    }

    /// Reports keys that must stand in a table and do not, and the other way round.
    pub fn check_needs(&mut self, section: &Section<'_>) {
        let Some(table) = section.layers.first().map(|layer| layer.table) else { return };
        for key in table.keys {
            let found = section.get(key.name);
            let (must, only) = match key.need {
                Need::Must => (Some(None), None),
                Need::May => (None, None),
                Need::MayOnly(condition) => (None, Some(condition)),
                Need::MustOnly(condition) => (Some(Some(condition)), Some(condition)),
            };
            let holds = |condition| section.holds(condition);
            match (found, must, only) {
                (None, Some(because), _) if because.is_none_or(|because| holds(because) == Some(true)) => {
                    match (section.layers.first(), key.shape) {
                        (Some(layer), Shape::Table(table)) if table.is_text() => {
                            self.report(layer.at, layer.path.clone(), IssueCode::MissingTexts { key: key.name });
                        }
                        _ => self.missing_where(section, key.name, because),
                    }
                }
                // What world A says may make no sense in its twin, and is left aside there.
                (Some(entry), _, Some(only)) if holds(only) == Some(false) && section.is_on_top(key.name) => {
                    self.say(&entry, IssueCode::NotHere { key: key.name, only });
                }
                _ => {}
            }
        }
    }
}
