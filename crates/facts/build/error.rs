//! The one error of the data checks: where it is, what was found, what was expected.
//! No recovery here: wrong data stops the build.

use std::fmt;

/// A value in a data file that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataError {
    /// The file, for example `latency.csv`.
    pub file: &'static str,
    /// The row: a line number, an id, or `whole file`.
    pub row: String,
    /// The field.
    pub field: String,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

impl DataError {
    /// A value that is not what was expected.
    pub fn new(
        file: &'static str,
        row: impl fmt::Display,
        field: impl fmt::Display,
        found: impl fmt::Display,
        expected: impl fmt::Display,
    ) -> Self {
        Self {
            file,
            row: row.to_string(),
            field: field.to_string(),
            found: found.to_string(),
            expected: expected.to_string(),
        }
    }

    /// A number that holds for a file as a whole.
    pub fn check_count(file: &'static str, what: &str, found: usize, expected: usize) -> Result<(), Self> {
        if found == expected { Ok(()) } else { Err(Self::new(file, "whole file", what, found, expected)) }
    }
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, row, field, found, expected } = self;
        write!(f, "data/{file}, {row}, {field}: found `{found}`, expected {expected}")
    }
}
