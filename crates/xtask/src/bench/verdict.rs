//! The table of figures beside their budgets, with those that missed named once more below it.
//! Judging and layout; where figures come from is not known here.

use crate::table::{Align, Table};

/// What a figure is held to, and how that is written.
#[derive(Debug)]
pub enum Bound {
    AtMost(f64, String),
    AtLeast(f64, String),
}

impl Bound {
    /// At most so many milliseconds.
    pub fn milliseconds(most: f64) -> Self {
        Self::AtMost(most, format!("{most} ms"))
    }

    fn is_met(&self, value: f64) -> bool {
        match self {
            Self::AtMost(most, _) => value <= *most,
            Self::AtLeast(least, _) => value >= *least,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::AtMost(_, words) if !words.starts_with(|letter: char| letter.is_ascii_digit()) => words.clone(),
            Self::AtMost(_, words) => format!("≤ {words}"),
            Self::AtLeast(_, words) => format!("≥ {words}"),
        }
    }
}

/// Rows in the order of reporting.
#[derive(Debug, Default)]
pub struct Report {
    rows: Vec<[String; 4]>,
    missed: Vec<String>,
}

impl Report {
    /// A figure without a budget.
    pub fn plain(&mut self, what: &str, figure: &str) {
        self.rows.push([what.to_owned(), figure.to_owned(), String::new(), String::new()]);
    }

    /// A figure, and the value in it that has a budget.
    pub fn judged(&mut self, what: &str, figure: &str, value: f64, bound: Bound) {
        let met = bound.is_met(value);
        if !met {
            self.missed.push(what.to_owned());
        }
        let verdict = if met { "met" } else { "MISSED" };
        self.rows.push([what.to_owned(), figure.to_owned(), bound.words(), verdict.to_owned()]);
    }

    /// The table and the closing line.
    pub fn render(&self) -> String {
        let mut table = Table::new(&[
            ("what", Align::Left),
            ("figure", Align::Right),
            ("budget", Align::Left),
            ("verdict", Align::Left),
        ]);
        for row in &self.rows {
            table.row(row.clone());
        }
        let closing = match self.missed.as_slice() {
            [] => "every budget is met".to_owned(),
            missed => format!("MISSED: {}", missed.join("; ")),
        };
        format!("{}\n{closing}", table.render())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_misses_its_budget_is_named_again() {
        let mut report = Report::default();
        report.judged("speed", "7 per s", 7.0, Bound::AtLeast(5.0, "5 per s".into()));
        report.judged("wait", "p95 17 ms", 17.0, Bound::milliseconds(16.0));
        report.plain("size", "3 bytes");
        let expected = "what      figure  budget     verdict\n\
                        speed    7 per s  ≥ 5 per s  met\n\
                        wait   p95 17 ms  ≤ 16 ms    MISSED\n\
                        size     3 bytes\n\
                        MISSED: wait";
        assert_eq!(report.render(), expected);
    }

    #[test]
    fn the_bound_itself_is_still_met() {
        let mut report = Report::default();
        report.judged("wait", "16 ms", 16.0, Bound::milliseconds(16.0));
        assert!(report.render().ends_with("every budget is met"));
    }
}
