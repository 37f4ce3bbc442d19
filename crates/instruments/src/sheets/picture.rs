//! Pictures of sheets: with a way to save them, and what they say above themselves once they are saved.
//! What is drawn in them is stage's business.

use sts_atlas_stage::svg::{HEADING_SIZE, Heading};
use sts_atlas_words as words;

use super::Sitting;
use crate::html::Html;

/// What is measured is of normal weight, a title is bold: so many times as wide at most.
const BOLDER: f32 = 1.08;
/// No line begins with one of these: ideographic comma and full stop, closing parenthesis and bracket, long vowel.
const CLOSING: [char; 5] = ['\u{3001}', '\u{3002}', '\u{ff09}', '\u{300d}', '\u{30fc}'];

impl Sitting<'_> {
    /// A picture, with a way to save it under its title.
    pub(crate) fn picture(&self, html: &mut Html, title: &str, picture: &str) {
        html.element("div", &[("class", "chart")], |html| {
            html.finished(picture);
            html.element("p", &[("class", "row")], |html| {
                let save = |html: &mut Html, kind: &str, says: String| {
                    html.said("button", &[("type", "button"), ("data-save", kind), ("data-name", title)], &says);
                };
                save(html, "svg", words::save_chart_svg(self.lang));
                save(html, "png", words::save_chart_png(self.lang));
            });
        });
    }

    /// Title, scenario and moment.
    pub(crate) fn heading(&self, title: &str) -> Heading {
        let scenario = self.lang.text(&self.player.recording().scenario.title);
        let time = words::utc(self.lang, words::clock(self.snapshot.utc));
        let time = words::dated(self.lang, words::date(self.lang, self.snapshot.utc.date()), time);
        let moment = words::picture_moment(self.lang, scenario, time);
        let fits = |line: &str| (self.measure)(line.trim_end(), HEADING_SIZE) * BOLDER <= self.width;
        Heading { title: lines(title, &fits), moment: lines(&moment, &fits) }
    }
}

/// A text in lines that fit, as far as it can be broken: after spaces, and between letters of scripts without any.
fn lines(text: &str, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in text.split_inclusive(|letter: char| letter == ' ' || letter >= '\u{2e80}') {
        let stays = |line: &String| line.is_empty() || piece.starts_with(CLOSING) || fits(&format!("{line}{piece}"));
        let line = lines.last_mut().filter(|line| stays(line));
        match line {
            Some(line) => line.push_str(piece),
            None => lines.push(piece.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_line_is_broken_where_it_must_and_may_be() {
        let fits = |most: usize| move |line: &str| line.trim_end().chars().count() <= most;
        assert_eq!(lines("Remaining life, world A", &fits(40)), ["Remaining life, world A"]);
        assert_eq!(lines("Remaining life, world A", &fits(15)), ["Remaining life, ", "world A"]);
        assert_eq!(lines("世界 A のセッション", &fits(6)), ["世界 A の", "セッション"]);
        assert_eq!(lines("世界は、東京", &fits(3)), ["世界は、", "東京"]);
        assert_eq!(lines("us-east-1-and-more it", &fits(3)), ["us-east-1-and-more ", "it"]);
    }
}
