//! Figures as the measuring programs print them: one `name value` per line, everything else ignored.
//! Reading only; what a figure means is told where it is reported.

use std::collections::BTreeMap;

use crate::failure::{Failure, Outcome};

/// Values by name.
#[derive(Debug, PartialEq, Eq)]
pub struct Figures(BTreeMap<String, String>);

impl Figures {
    /// Takes every line of exactly two words.
    pub fn parse(printed: &str) -> Self {
        let pair = |line: &str| {
            let mut words = line.split_whitespace();
            let pair = (words.next()?.to_owned(), words.next()?.to_owned());
            words.next().is_none().then_some(pair)
        };
        Self(printed.lines().filter_map(pair).collect())
    }

    /// A value as it was printed.
    pub fn text(&self, name: &str) -> Outcome<&str> {
        let value = self.0.get(name).map(String::as_str);
        value.ok_or_else(|| Failure::new(format!("the measuring program did not print `{name}`")))
    }

    /// A value that is a number.
    pub fn number(&self, name: &str) -> Outcome<f64> {
        let text = self.text(name)?;
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        number.ok_or_else(|| Failure::new(format!("`{name}` was printed as `{text}`, which is no number")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_among_other_lines() {
        let figures = Figures::parse("running 2 things\nevents_per_second 12\n\ndigest 00ff\ndone\n");
        assert_eq!(figures.number("events_per_second").unwrap(), 12.0);
        assert_eq!(figures.text("digest").unwrap(), "00ff");
    }

    #[test]
    fn what_is_missing_or_no_number_is_named() {
        let figures = Figures::parse("speed fast\nratio NaN");
        let rows = [
            ("events", "did not print `events`"),
            ("speed", "`speed` was printed as `fast`"),
            ("ratio", "`ratio` was printed as `NaN`"),
        ];
        for (name, reason) in rows {
            let failure = figures.number(name).unwrap_err().to_string();
            assert!(failure.contains(reason), "{failure}");
        }
    }
}
