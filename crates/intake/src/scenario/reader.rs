//! Walks a document: sections, keys, typed values, and an issue with its place for everything that is not right.
//! Which keys there are and what they mean stands in the modules beside this one.

use sts_atlas_facts::{Micros, Place, RegionId};
use sts_atlas_sim::ordered;

use crate::document::{DEEPEST, Field, LONGEST_BYTES, Node, Problem, SyntaxError, Value};
use crate::limits::is_text;
use crate::modelled::is_measured;
use crate::nearest::nearest;
use crate::quantity::parse_span;
use crate::{Expected, Found, Issue, IssueCode};

/// Nobody reads more than this many; the rest would only cost time.
const MOST_ISSUES: usize = 50;

pub(super) struct Reader<'s> {
    file: &'s str,
    text: &'s str,
    issues: Vec<Issue>,
}

/// A value with its path.
#[derive(Clone, Debug)]
pub(super) struct Entry<'n> {
    pub node: &'n Node,
    pub path: String,
}

/// A table, possibly with another one laid over it whose keys win.
pub(super) struct Section<'n> {
    layers: Vec<Layer<'n>>,
}

struct Layer<'n> {
    at: usize,
    path: String,
    fields: &'n [Field],
}

impl<'n> Section<'n> {
    /// The value of a key: the upper layer's, else the lower's.
    pub fn get(&self, key: &str) -> Option<Entry<'n>> {
        self.layers.iter().rev().find_map(|layer| {
            let field = layer.fields.iter().find(|field| field.key == key)?;
            Some(Entry { node: &field.node, path: join(&layer.path, key) })
        })
    }

    /// The value of a key in the upper layer alone.
    pub fn get_laid_over(&self, key: &str) -> Option<Entry<'n>> {
        let layer = self.layers.get(1)?;
        let field = layer.fields.iter().find(|field| field.key == key)?;
        Some(Entry { node: &field.node, path: join(&layer.path, key) })
    }

    /// The values of a key in every layer, the lowest first.
    fn get_all(&self, key: &str) -> Vec<Entry<'n>> {
        let found = self.layers.iter().filter_map(|layer| {
            let field = layer.fields.iter().find(|field| field.key == key)?;
            Some(Entry { node: &field.node, path: join(&layer.path, key) })
        });
        found.collect()
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

impl<'s> Reader<'s> {
    pub fn new(file: &'s str, text: &'s str) -> Self {
        Self { file, text, issues: Vec::new() }
    }

    /// All issues in the order of the file.
    pub fn into_issues(self) -> Vec<Issue> {
        ordered(self.issues, |issue| (issue.line, issue.column))
    }

    pub fn has_errors(&self) -> bool {
        self.issues.iter().any(|issue| !issue.is_note())
    }

    pub fn report_syntax(&mut self, error: SyntaxError) {
        let unexpected = |found, expected| IssueCode::Unexpected { found, expected, nearest: None };
        let code = match error.problem {
            Problem::Syntax(message) => IssueCode::Syntax { message },
            Problem::DuplicateKey(key) => IssueCode::DuplicateKey { key },
            Problem::TooDeep => unexpected(Found::Depth, Expected::Depth(DEEPEST)),
            Problem::TooLong => unexpected(Found::Bytes(self.text.len()), Expected::Bytes(LONGEST_BYTES)),
        };
        self.report(error.at, String::new(), code);
    }

    /// Reports something about a value.
    pub fn say(&mut self, entry: &Entry<'_>, code: IssueCode) {
        self.report(entry.node.at, entry.path.clone(), code);
    }

    fn report(&mut self, at: usize, path: String, code: IssueCode) {
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
        if self.issues.len() < MOST_ISSUES && !self.issues.contains(&issue) {
            self.issues.push(issue);
        }
    }

    /// Reports that a value is not what is expected.
    pub fn unexpected<T>(&mut self, entry: &Entry<'_>, expected: Expected, near: Option<String>) -> Option<T> {
        let found = match &entry.node.value {
            Value::Text(text) => Found::Text(text.clone()),
            Value::Moment(text) | Value::Number(text) => Found::Bare(text.clone()),
            Value::Truth(truth) => Found::Bare(truth.to_string()),
            Value::Null => Found::Nothing,
            Value::List(items) => Found::List(items.len()),
            Value::Table(_) => Found::Table,
        };
        self.say(entry, IssueCode::Unexpected { found, expected, nearest: near });
        None
    }

    /// The document itself as a section.
    pub fn whole<'n>(&mut self, node: &'n Node, allowed: &'static [&'static str]) -> Option<Section<'n>> {
        self.section(&Entry { node, path: String::new() }, allowed)
    }

    /// A table that has no other keys than these.
    pub fn section<'n>(&mut self, entry: &Entry<'n>, allowed: &'static [&'static str]) -> Option<Section<'n>> {
        let layer = self.layer(entry, allowed)?;
        Some(Section { layers: vec![layer] })
    }

    /// A table with another laid over it.
    pub fn laid_over<'n>(
        &mut self,
        below: &Entry<'n>,
        allowed_below: &'static [&'static str],
        above: Option<&Entry<'n>>,
        allowed_above: &'static [&'static str],
    ) -> Option<Section<'n>> {
        let mut layers = vec![self.layer(below, allowed_below)?];
        if let Some(above) = above {
            layers.push(self.layer(above, allowed_above)?);
        }
        Some(Section { layers })
    }

    /// The table under a key, with that of the upper layer laid over it.
    pub fn child<'n>(
        &mut self,
        section: &Section<'n>,
        key: &'static str,
        allowed: &'static [&'static str],
    ) -> Option<Section<'n>> {
        let entries = section.get_all(key);
        let layers: Option<Vec<Layer<'n>>> = entries.iter().map(|entry| self.layer(entry, allowed)).collect();
        layers.filter(|layers| !layers.is_empty()).map(|layers| Section { layers })
    }

    fn layer<'n>(&mut self, entry: &Entry<'n>, allowed: &'static [&'static str]) -> Option<Layer<'n>> {
        let Value::Table(fields) = &entry.node.value else { return self.unexpected(entry, Expected::Table, None) };
        for field in fields {
            if !allowed.contains(&field.key.as_str()) {
                let nearest = nearest(&field.key, allowed.iter().copied());
                let code = IssueCode::UnknownKey { key: field.key.clone(), allowed, nearest };
                self.report(field.at, entry.path.clone(), code);
            }
        }
        Some(Layer { at: entry.node.at, path: entry.path.clone(), fields })
    }

    /// The value of a key that must be there.
    pub fn required<'n>(&mut self, section: &Section<'n>, key: &'static str) -> Option<Entry<'n>> {
        let found = section.get(key);
        if found.is_none() {
            self.missing(section, key);
        }
        found
    }

    pub fn missing(&mut self, section: &Section<'_>, key: &'static str) {
        if let Some(layer) = section.layers.first() {
            self.report(layer.at, layer.path.clone(), IssueCode::MissingKey { key });
        }
    }

    /// A text of at most so many characters, not empty, without control characters.
    pub fn text<'n>(&mut self, entry: &Entry<'n>, most: usize) -> Option<&'n str> {
        match &entry.node.value {
            Value::Text(text) if is_text(text, most) => Some(text),
            _ => self.unexpected(entry, Expected::Text { most }, None),
        }
    }

    /// A whole number within bounds.
    pub fn number(&mut self, entry: &Entry<'_>, least: u64, most: u64) -> Option<u64> {
        let number = match &entry.node.value {
            Value::Number(text) => text.parse().ok().filter(|number| (least..=most).contains(number)),
            _ => None,
        };
        number.or_else(|| self.unexpected(entry, Expected::Number { least, most }, None))
    }

    pub fn truth(&mut self, entry: &Entry<'_>) -> Option<bool> {
        match entry.node.value {
            Value::Truth(truth) => Some(truth),
            _ => self.unexpected(entry, Expected::Truth, None),
        }
    }

    /// One of these words.
    pub fn word<T: Copy>(
        &mut self,
        entry: &Entry<'_>,
        words: &'static [&'static str],
        meaning: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let typed = match &entry.node.value {
            Value::Text(text) => text.as_str(),
            _ => "",
        };
        let near = || nearest(typed, words.iter().copied()).map(str::to_owned);
        meaning(typed).or_else(|| self.unexpected(entry, Expected::OneOf(words), near()))
    }

    /// A list with its entries' paths; a single text counts as a list of one.
    pub fn list<'n>(&mut self, entry: &Entry<'n>, least: usize, most: usize) -> Option<Vec<Entry<'n>>> {
        let single = matches!(entry.node.value, Value::Text(_));
        match &entry.node.value {
            _ if single => Some(vec![entry.clone()]),
            Value::List(items) if (least..=most).contains(&items.len()) => {
                let entries = items.iter().enumerate();
                Some(entries.map(|(index, node)| Entry { node, path: format!("{}[{index}]", entry.path) }).collect())
            }
            _ => self.unexpected(entry, Expected::List { least, most }, None),
        }
    }

    /// A span within bounds, which are written as texts.
    pub fn span(&mut self, entry: &Entry<'_>, least: &'static str, most: &'static str) -> Option<Micros> {
        let bounds = parse_span(least).unwrap_or_default()..=parse_span(most).unwrap_or_default();
        let span = match &entry.node.value {
            Value::Text(text) => parse_span(text).ok().filter(|span| bounds.contains(span)),
            _ => None,
        };
        span.or_else(|| self.unexpected(entry, Expected::Span { least, most }, None))
    }

    /// A Region that fulfils a condition.
    pub fn region(
        &mut self,
        entry: &Entry<'_>,
        expected: Expected,
        fits: impl Fn(RegionId) -> bool,
    ) -> Option<RegionId> {
        let typed = match &entry.node.value {
            Value::Text(text) => text.as_str(),
            _ => "",
        };
        RegionId::from_code(typed).filter(|&region| fits(region)).or_else(|| {
            let codes = RegionId::all().filter(|&region| fits(region)).map(RegionId::code);
            self.unexpected(entry, expected, near_place(typed, codes))
        })
    }

    /// A Region for which latency is known.
    pub fn measured_region(&mut self, entry: &Entry<'_>) -> Option<RegionId> {
        self.region(entry, Expected::MeasuredRegion, |region| is_measured(Place::Region(region)))
    }

    /// A city, or a Region for which latency is known or, in faults, any Region.
    pub fn place(&mut self, entry: &Entry<'_>, fits: impl Fn(Place) -> bool) -> Option<Place> {
        let typed = match &entry.node.value {
            Value::Text(text) => text.as_str(),
            _ => "",
        };
        Place::from_code(typed).filter(|&place| fits(place)).or_else(|| {
            let cities = sts_atlas_facts::CITIES.iter().map(|city| city.name_en);
            let codes = RegionId::all().filter(|&region| fits(Place::Region(region))).map(RegionId::code);
            self.unexpected(entry, Expected::Place, near_place(typed, codes.chain(cities)))
        })
    }

    /// Distinct values of a list.
    pub fn distinct<T: PartialEq>(
        &mut self,
        entries: Vec<Entry<'_>>,
        mut read: impl FnMut(&mut Self, &Entry<'_>) -> Option<T>,
    ) -> Vec<T> {
        let mut values = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some(value) = read(self, &entry) else { continue };
            if values.contains(&value) {
                let what = match &entry.node.value {
                    Value::Text(text) => text.clone(),
                    _ => String::new(),
                };
                self.say(&entry, IssueCode::Repeated { what });
            } else {
                values.push(value);
            }
        }
        values
    }
}

/// The likeliest place meant; none where the word is a place already, only not a fitting one.
fn near_place<'c>(typed: &str, candidates: impl Iterator<Item = &'c str>) -> Option<String> {
    if Place::from_code(typed).is_some() { None } else { nearest(typed, candidates).map(str::to_owned) }
}
