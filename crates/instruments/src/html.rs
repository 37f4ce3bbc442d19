//! HTML as text: elements, attributes and escaped words. A page sets what comes of it as it is.
//! No element with a meaning of its own, and no word, is made here.

use std::fmt::Write;

/// A piece of HTML being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Html(String);

/// Attributes by name.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Html {
    /// An element with what it holds.
    pub(crate) fn element(&mut self, name: &str, attributes: Attributes, hold: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        hold(self);
        let _ = write!(self.0, "</{name}>");
    }

    /// An element that holds a text.
    pub(crate) fn said(&mut self, name: &str, attributes: Attributes, text: &str) {
        self.element(name, attributes, |html| html.text(text));
    }

    /// The beginning of an element, or a whole one that never holds anything.
    pub(crate) fn open(&mut self, name: &str, attributes: Attributes) {
        let _ = write!(self.0, "<{name}");
        for (name, value) in attributes {
            let _ = write!(self.0, " {name}=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    /// A text.
    pub(crate) fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                other => self.0.push(other),
            }
        }
    }

    /// A picture or another piece that is HTML already.
    pub(crate) fn finished(&mut self, html: &str) {
        self.0.push_str(html);
    }

    /// Words that are folded away under a title until they are asked for.
    pub(crate) fn fold(&mut self, title: &str, hold: impl FnOnce(&mut Self)) {
        self.element("details", &[], |html| {
            html.said("summary", &[], title);
            hold(html);
        });
    }

    /// A table in a box that scrolls sideways; the first cell of a row is its head.
    pub(crate) fn table(&mut self, label: &str, columns: &[String], rows: &[Vec<String>]) {
        self.element(
            "div",
            &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", label)],
            |html| {
                html.element("table", &[], |html| {
                    html.element("thead", &[], |html| {
                        html.element("tr", &[], |html| {
                            columns.iter().for_each(|column| html.said("th", &[("scope", "col")], column));
                        });
                    });
                    html.element("tbody", &[], |html| rows.iter().for_each(|row| html.row(row)));
                });
            },
        );
    }

    fn row(&mut self, cells: &[String]) {
        self.element("tr", &[], |html| {
            if let Some((head, rest)) = cells.split_first() {
                html.said("th", &[("scope", "row")], head);
                rest.iter().for_each(|cell| html.said("td", &[], cell));
            }
        });
    }

    /// The text of it.
    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_name_holds_stays_a_text() {
        let mut html = Html::default();
        html.element("p", &[("title", "\"><script>")], |html| html.text("a<b & \"c\""));
        html.table("t", &["x".to_owned()], &[vec!["<i>".to_owned(), "1".to_owned()]]);
        let text = html.into_text();
        assert!(text.starts_with("<p title=\"&quot;&gt;&lt;script&gt;\">a&lt;b &amp; &quot;c&quot;</p>"), "{text}");
        assert!(text.contains("<th scope=\"row\">&lt;i&gt;</th><td>1</td>"), "{text}");
    }
}
