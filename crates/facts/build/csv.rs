//! Plain CSV: commas, no quotes, a header that must match. Only the reading; what a field means is its table's.

use super::{DataError, decimal};

/// One line of a CSV file.
pub struct CsvRow<'a, const N: usize> {
    file: &'static str,
    line: usize,
    header: [&'static str; N],
    fields: [&'a str; N],
}

impl<'a, const N: usize> CsvRow<'a, N> {
    /// The text of a field.
    pub fn text(&self, field: usize) -> Result<&'a str, DataError> {
        let text = self.fields[field];
        if text.is_empty() || text.trim() != text {
            return Err(self.error(field, "a text without spaces around it"));
        }
        Ok(text)
    }

    /// A number that may be negative, in `10^-places`.
    pub fn decimal(&self, field: usize, places: usize) -> Result<i64, DataError> {
        decimal::parse(self.fields[field], places)
            .ok_or_else(|| self.error(field, &format!("a number with at most {places} decimals")))
    }

    /// A number of at least 0, in `10^-places`.
    pub fn unsigned(&self, field: usize, places: usize) -> Result<u64, DataError> {
        decimal::parse_unsigned(self.fields[field], places)
            .ok_or_else(|| self.error(field, &format!("a number of at least 0 with at most {places} decimals")))
    }

    /// Whether the field holds nothing.
    pub fn is_empty(&self, field: usize) -> bool {
        self.fields[field].is_empty()
    }

    /// What is wrong with a field of this row.
    pub fn error(&self, field: usize, expected: &str) -> DataError {
        DataError::new(self.file, format!("line {}", self.line), self.header[field], self.fields[field], expected)
    }
}

/// Splits a file into rows.
pub fn rows<'a, const N: usize>(
    file: &'static str,
    text: &'a str,
    header: [&'static str; N],
) -> Result<Vec<CsvRow<'a, N>>, DataError> {
    let mut lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    let found_header = lines.next().map_or("", |(_, line)| line);
    if found_header != header.join(",") {
        return Err(DataError::new(file, "line 1", "header", found_header, header.join(",")));
    }
    lines
        .map(|(line, content)| {
            let fields: Vec<&str> = content.split(',').collect();
            let count = fields.len();
            let fields = <[&str; N]>::try_from(fields).map_err(|_| {
                DataError::new(file, format!("line {line}"), "number of fields", count, format!("{N} fields"))
            })?;
            Ok(CsvRow { file, line, header, fields })
        })
        .collect()
}
