//! TOML into a tree with places.
//! No meaning is given to any key here.

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::{DEEPEST, Field, Node, Problem, SyntaxError, Value, check_length};
use crate::SyntaxProblem;

/// Reads a whole TOML text.
pub(crate) fn parse(text: &str) -> Result<Node, SyntaxError> {
    check_length(text)?;
    let table = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or_default();
        let key = text.get(span.clone()).filter(|_| error.message().starts_with("duplicate key"));
        let problem = match key {
            Some(key) => Problem::DuplicateKey(key.trim_matches(['"', '\'']).to_owned()),
            None if text.trim_start().starts_with('{') => Problem::Syntax(SyntaxProblem::IsJson),
            None => {
                let rest = text.get(span.start..).unwrap_or_default();
                let is_line_end = rest.is_empty() || rest.starts_with(['\n', '\r']);
                match SyntaxProblem::of_toml(error.message()) {
                    SyntaxProblem::UnquotedText if is_line_end => Problem::Syntax(SyntaxProblem::NoValue),
                    problem => Problem::Syntax(problem),
                }
            }
        };
        SyntaxError::new(span.start, problem)
    })?;
    let at = table.span().start;
    Ok(Node { at, value: Value::Table(fields(table.into_inner(), at, 0)?) })
}

fn node(spanned: Spanned<DeValue<'_>>, depth: usize) -> Result<Node, SyntaxError> {
    let at = spanned.span().start;
    let value = match spanned.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => Value::Number(
            i128::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| number.as_str().to_owned(), |value| value.to_string()),
        ),
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Truth(truth),
        DeValue::Datetime(moment) => Value::Moment(moment.to_string()),
        DeValue::Array(items) => {
            check_depth(at, depth)?;
            let nodes: Result<Vec<Node>, SyntaxError> = items.into_iter().map(|item| node(item, depth + 1)).collect();
            Value::List(nodes?)
        }
        DeValue::Table(table) => Value::Table(fields(table, at, depth)?),
    };
    Ok(Node { at, value })
}

fn fields(table: DeTable<'_>, at: usize, depth: usize) -> Result<Vec<Field>, SyntaxError> {
    check_depth(at, depth)?;
    let mut fields = Vec::with_capacity(table.len());
    for (key, value) in table {
        let at = key.span().start;
        fields.push(Field { key: key.into_inner().into_owned(), at, node: node(value, depth + 1)? });
    }
    // The parser hands keys out by name; authors read their file from the top.
    fields.sort_by_key(|field| field.at);
    Ok(fields)
}

fn check_depth(at: usize, depth: usize) -> Result<(), SyntaxError> {
    if depth > DEEPEST { Err(SyntaxError::new(at, Problem::TooDeep)) } else { Ok(()) }
}
