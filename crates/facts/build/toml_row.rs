//! Reading TOML tables strictly: every field has a type, none may be missing, none may be unknown.
//! What the values mean is the business of the table that reads them.

use super::time::Date;
use super::{DataError, decimal};

/// The confidence grades as the data files write them, with the name of the Rust variant.
const CONFIDENCES: [(&str, &str); 6] = [
    ("documented", "Documented"),
    ("seen-in-code", "SeenInCode"),
    ("observed", "Observed"),
    ("inferred", "Inferred"),
    ("recalled", "Recalled"),
    ("assumed", "Assumed"),
];

/// One table of a TOML file, with its place for error messages.
pub struct TomlRow<'a> {
    file: &'static str,
    name: String,
    prefix: String,
    table: &'a toml::Table,
}

/// Parses a file that is nothing but `[[key]]` tables; each row is named by its `id`.
pub fn parse_file(file: &'static str, text: &str) -> Result<toml::Table, DataError> {
    toml::from_str(text).map_err(|error| DataError::new(file, "whole file", "TOML", error, "valid TOML"))
}

/// The `[[key]]` tables of a parsed file that holds no others.
pub fn rows<'a>(file: &'static str, parsed: &'a toml::Table, key: &str) -> Result<Vec<TomlRow<'a>>, DataError> {
    rows_of(file, parsed, &[key], key)
}

/// The `[[key]]` tables of a parsed file that holds only the tables named.
pub fn rows_of<'a>(
    file: &'static str,
    parsed: &'a toml::Table,
    keys: &[&str],
    key: &str,
) -> Result<Vec<TomlRow<'a>>, DataError> {
    if let Some(other) = parsed.keys().find(|other| !keys.contains(&other.as_str())) {
        let only: Vec<String> = keys.iter().map(|key| format!("[[{key}]]")).collect();
        return Err(DataError::new(file, "whole file", other, "a key", format!("nothing but {}", only.join(" and "))));
    }
    let tables = parsed.get(key).and_then(toml::Value::as_array);
    let tables =
        tables.ok_or_else(|| DataError::new(file, "whole file", key, "nothing", format!("[[{key}]] tables")))?;
    tables
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let number = format!("[[{key}]] number {}", index + 1);
            let table = value.as_table().ok_or_else(|| DataError::new(file, &number, key, value, "a table"))?;
            let name = table.get("id").and_then(toml::Value::as_str).map_or(number, |id| format!("`{id}`"));
            Ok(TomlRow { file, name, prefix: String::new(), table })
        })
        .collect()
}

/// Gives rows with `like = "id"` the fields they do not have themselves from the row with this id, which stands earlier.
pub fn inherit(file: &'static str, parsed: &mut toml::Table, key: &str, inherited: &[&str]) -> Result<(), DataError> {
    let Some(rows) = parsed.get_mut(key).and_then(toml::Value::as_array_mut) else { return Ok(()) };
    for index in 0..rows.len() {
        let (before, rest) = rows.split_at_mut(index);
        let Some(row) = rest.first_mut().and_then(toml::Value::as_table_mut) else { continue };
        let Some(like) = row.remove("like") else { continue };
        let found = before.iter().filter_map(toml::Value::as_table).find(|other| other.get("id") == Some(&like));
        let Some(model) = found else {
            let name = row.get("id").map_or_else(|| format!("number {}", index + 1), ToString::to_string);
            return Err(DataError::new(file, name, "like", like, "the id of an earlier row"));
        };
        for field in inherited {
            if let (false, Some(value)) = (row.contains_key(*field), model.get(*field)) {
                row.insert((*field).to_owned(), value.clone());
            }
        }
    }
    Ok(())
}

impl<'a> TomlRow<'a> {
    /// Refuses fields that nobody reads.
    pub fn only(&self, fields: &[&str]) -> Result<(), DataError> {
        match self.table.keys().find(|key| !fields.contains(&key.as_str())) {
            Some(key) => {
                Err(DataError::new(self.file, &self.name, self.path(key), "an unknown field", fields.join(", ")))
            }
            None => Ok(()),
        }
    }

    /// Whether the field is there.
    pub fn has(&self, field: &str) -> bool {
        self.table.contains_key(field)
    }

    /// A text that is not empty and keeps to one line.
    pub fn text(&self, field: &str) -> Result<&'a str, DataError> {
        let expected = "a text on one line, without spaces around it";
        let text = self.value(field, expected)?.as_str().ok_or_else(|| self.error(field, expected))?;
        if text.is_empty() || text.trim() != text || text.contains('\n') {
            return Err(self.error(field, expected));
        }
        Ok(text)
    }

    /// A list of such texts with at least one in it.
    pub fn texts(&self, field: &str) -> Result<Vec<&'a str>, DataError> {
        let expected = "a list of texts with at least one in it";
        let values = self.value(field, expected)?.as_array().ok_or_else(|| self.error(field, expected))?;
        let texts: Option<Vec<&str>> =
            values.iter().map(|value| value.as_str().filter(|text| !text.trim().is_empty())).collect();
        texts.filter(|texts| !texts.is_empty()).ok_or_else(|| self.error(field, expected))
    }

    /// `true` or `false`.
    pub fn boolean(&self, field: &str) -> Result<bool, DataError> {
        let expected = "true or false";
        self.value(field, expected)?.as_bool().ok_or_else(|| self.error(field, expected))
    }

    /// A whole number that fits in 32 bits.
    pub fn unsigned(&self, field: &str) -> Result<u32, DataError> {
        let expected = "a whole number of at least 0";
        let number = self.value(field, expected)?.as_integer();
        number.and_then(|number| u32::try_from(number).ok()).ok_or_else(|| self.error(field, expected))
    }

    /// A duration, as microseconds.
    pub fn duration(&self, field: &str) -> Result<u64, DataError> {
        decimal::parse_duration(self.text(field)?)
            .ok_or_else(|| self.error(field, "a number with a unit of us, ms, s, m or h"))
    }

    /// A duration that may be absent.
    pub fn optional_duration(&self, field: &str) -> Result<Option<u64>, DataError> {
        if self.has(field) { self.duration(field).map(Some) } else { Ok(None) }
    }

    /// A TOML date that may be absent.
    pub fn optional_date(&self, field: &str) -> Result<Option<Date>, DataError> {
        if !self.has(field) {
            return Ok(None);
        }
        let expected = "a date without quotes, such as 2025-04-18";
        let text = self.value(field, expected)?.as_datetime().map(ToString::to_string);
        text.and_then(|text| Date::parse(&text).ok()).map(Some).ok_or_else(|| self.error(field, expected))
    }

    /// One of a few words, translated.
    pub fn choice<T: Copy>(&self, field: &str, choices: &[(&str, T)]) -> Result<T, DataError> {
        let text = self.text(field)?;
        let found = choices.iter().find(|(word, _)| *word == text).map(|&(_, meaning)| meaning);
        found.ok_or_else(|| {
            let words: Vec<&str> = choices.iter().map(|&(word, _)| word).collect();
            self.error(field, &format!("one of {}", words.join(", ")))
        })
    }

    /// The name of the `Confidence` variant in the field `confidence`.
    pub fn confidence(&self) -> Result<&'static str, DataError> {
        self.choice("confidence", &CONFIDENCES)
    }

    /// A table inside this one.
    pub fn table(&self, field: &str) -> Result<TomlRow<'a>, DataError> {
        let expected = "a table { … }";
        let table = self.value(field, expected)?.as_table().ok_or_else(|| self.error(field, expected))?;
        Ok(TomlRow { file: self.file, name: self.name.clone(), prefix: format!("{}.", self.path(field)), table })
    }

    /// What is wrong with a field of this row.
    pub fn error(&self, field: &str, expected: &str) -> DataError {
        let found = self.table.get(field).map_or_else(|| "nothing".to_owned(), ToString::to_string);
        DataError::new(self.file, &self.name, self.path(field), found, expected)
    }

    fn value(&self, field: &str, expected: &str) -> Result<&'a toml::Value, DataError> {
        self.table.get(field).ok_or_else(|| self.error(field, expected))
    }

    fn path(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }
}
