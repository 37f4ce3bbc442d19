//! Forms in which a reader changes what is played: how one is drawn, and which command a filled one is.
//! What a command does is the player's business; which values are possible, that of whoever holds them.

mod accounts;
mod assumptions;
mod clients;
mod pasted;

use sts_atlas_player::Command;

use crate::Sheet;
use crate::html::Html;
use crate::sheets::Sitting;

pub(crate) use accounts::draw as accounts;
pub(crate) use assumptions::draw as assumptions;
pub(crate) use clients::draw as clients;

/// A form as a reader left it: names and values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filled(Vec<(String, String)>);

/// A form that means nothing as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// What was typed, so that nothing is lost.
    pub(crate) filled: Filled,
    /// What is wrong, in the reader's language.
    pub(crate) says: String,
}

/// The field that tells forms of one sheet apart.
const WHICH: &str = "which";

impl Filled {
    /// Reads what a browser makes of a form.
    pub(crate) fn read(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// The value of a field; empty where it has none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// All values of a field that may have several.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A number in a field.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.get(name).trim().parse().ok()
    }
}

/// What a filled form of a sheet asks for; nothing where the page sent what no form of ours can be.
pub(crate) fn commands(sheet: Sheet, sitting: &Sitting, filled: &Filled) -> Result<Vec<Command>, String> {
    match sheet {
        Sheet::Assumptions => assumptions::read(sitting, filled),
        Sheet::Clients => clients::read(sitting, filled),
        Sheet::Accounts => Ok(accounts::read(sitting, filled)),
        _ => Ok(Vec::new()),
    }
}

impl Sitting<'_> {
    /// What was typed wrong into a form, if that is the one.
    fn wrong(&self, which: &str) -> Option<&Wrong> {
        self.wrong.as_ref().filter(|wrong| wrong.filled.get(WHICH) == which)
    }

    /// A form with what is wrong in it. No `<form>`: each field is taken over once it is left, and nothing is sent.
    fn form(&self, html: &mut Html, which: &str, name: &str, hold: impl FnOnce(&mut Html)) {
        self.form_taken(html, "", which, name, hold);
    }

    /// A form that is taken over by a button in it only: `taken` is not empty then.
    fn form_taken(&self, html: &mut Html, taken: &str, which: &str, name: &str, hold: impl FnOnce(&mut Html)) {
        html.element("fieldset", &[("data-form", taken), ("class", "form")], |html| {
            html.said("legend", &[("class", "visually-hidden")], name);
            html.open("input", &[("type", "hidden"), ("name", WHICH), ("value", which)]);
            hold(html);
            if let Some(wrong) = self.wrong(which) {
                html.said("p", &[("class", "form-wrong"), ("role", "alert")], &wrong.says);
            }
        });
    }
}

/// A choice of a few.
fn select(html: &mut Html, name: &str, label: &str, options: &[(String, String)], chosen: &str) {
    html.element("label", &[], |html| {
        html.said("span", &[], label);
        html.element("select", &[("name", name)], |html| {
            for (value, text) in options {
                let selected = [("value", value.as_str()), ("selected", "")];
                html.said("option", if value == chosen { &selected } else { &selected[..1] }, text);
            }
        });
    });
}

/// A number, empty for none.
fn number(html: &mut Html, name: &str, label: &str, value: &str, hint: &str) {
    html.element("label", &[], |html| {
        html.said("span", &[], label);
        let attributes = [
            ("name", name),
            ("value", value),
            ("placeholder", hint),
            ("inputmode", "decimal"),
            ("autocomplete", "off"),
        ];
        html.open("input", &attributes);
    });
}

/// On or off.
fn check(html: &mut Html, name: &str, value: &str, label: &str, on: bool) {
    html.element("label", &[("class", "check")], |html| {
        let checked = [("type", "checkbox"), ("name", name), ("value", value), ("checked", "")];
        html.open("input", if on { &checked } else { &checked[..3] });
        html.said("span", &[], label);
    });
}

/// A number of units with at most six decimals, as people write it.
fn decimal(number: u64, per_unit: u64) -> String {
    let (whole, rest) = (number / per_unit, number % per_unit * 1_000_000 / per_unit);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:06}").trim_end_matches('0').to_owned() }
}

/// Reads such a number; nothing where it is none, or too large to count.
fn parse_decimal(text: &str, per_unit: u64) -> Option<u64> {
    let text = text.trim();
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |part: &str| part.chars().all(|digit| digit.is_ascii_digit());
    if text.is_empty()
        || !is_number(whole)
        || !is_number(rest)
        || rest.len() > 6
        || (whole.is_empty() && rest.is_empty())
    {
        return None;
    }
    let digits = 10_u64.pow(rest.len() as u32);
    let rest: u64 = if rest.is_empty() { 0 } else { rest.parse().ok()? };
    let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    whole.checked_mul(per_unit)?.checked_add(rest.checked_mul(per_unit)? / digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_as_they_are_written() {
        for (number, per_unit, text) in [(4_000, 1_000, "4"), (4_500, 1_000, "4.5"), (1_234_567, 1_000_000, "1.234567")]
        {
            assert_eq!(decimal(number, per_unit), text);
        }
        assert_eq!(parse_decimal(" 4.5 ", 1_000), Some(4_500));
        assert_eq!(parse_decimal(".5", 10), Some(5));
        assert_eq!(parse_decimal("60", 1_000_000), Some(60_000_000));
        for odd in ["", ".", "-1", "1e3", "１", "4,5", "1.2.3", "99999999999999999999"] {
            assert_eq!(parse_decimal(odd, 1_000), None, "{odd}");
        }
        assert_eq!(parse_decimal("18446744073709551615", 1_000), None);
    }

    #[test]
    fn a_form_is_read_as_a_browser_writes_it() {
        let filled = Filled::read("which=3&text=a+b%0Ac%26&opt=x&opt=y");
        assert_eq!((filled.get("text"), filled.get("none")), ("a b\nc&", ""));
        assert_eq!(filled.all("opt").collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!(filled.number("which"), Some(3));
    }
}
