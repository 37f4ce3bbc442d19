//! Paragraphs broken into lines: Latin words at spaces, Japanese between letters, never before a closing mark.
//! No line is longer than asked unless one word is.

use super::width;

/// Marks that never begin a line.
const CLOSING: &str = "\u{3001}\u{3002}\u{300d}\u{300f}\u{ff09}\u{ff01}\u{ff1f}\u{30fc}\u{301c}\u{ff1a}\u{30a1}\u{30a3}\u{30a5}\u{30a7}\
     \u{30a9}\u{30e3}\u{30e5}\u{30e7}\u{30c3}\u{3083}\u{3085}\u{3087}\u{3063}\u{2026},.;:!?)";
/// Marks that never end a line.
const OPENING: &str = "\u{300c}\u{300e}\u{ff08}(";

/// A space within a name, at which no line ends; lines have plain ones.
const UNBREAKABLE: char = '\u{a0}';

/// Where lines may end, from what reads best to what fits anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breaks {
    /// At spaces only: what a cell of a table is made of.
    Words,
    /// In Japanese also between phrases.
    Phrases,
    /// In Japanese also between letters.
    Letters,
}

impl Breaks {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Words, Self::Phrases, Self::Letters];
}

/// The text in lines of at most so many columns.
pub fn wrap(text: &str, columns: usize) -> String {
    lines(text, columns, Breaks::Phrases)
}

/// The text of a cell in lines of at most so many columns, broken as little as that allows.
pub fn wrap_cell(text: &str, columns: usize) -> String {
    let fits = |breaks: &Breaks| longest_piece(text, *breaks) <= columns;
    lines(text, columns, Breaks::ALL.into_iter().find(fits).unwrap_or(Breaks::Letters))
}

/// A name that stays on one line where there is any other place for a line to end.
pub fn unbroken(name: &str) -> String {
    name.replace(' ', &UNBREAKABLE.to_string())
}

fn lines(text: &str, columns: usize, breaks: Breaks) -> String {
    let mut lines = vec![String::new()];
    let mut used = 0;
    let mut put = |piece: &str| {
        let (word, space) = (piece.trim_end_matches(' '), piece.len() - piece.trim_end_matches(' ').len());
        if used > 0 && used + width(word) > columns {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
        used += width(word) + space;
    };
    for piece in pieces(text, breaks) {
        if width(piece.trim_end()) > columns {
            pieces(piece, Breaks::Letters).into_iter().for_each(&mut put);
        } else {
            put(piece);
        }
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    lines.join("\n").replace(UNBREAKABLE, " ")
}

/// The same behind a first lead, with the other lines below the first's text.
pub fn indented(lead: &str, text: &str, columns: usize) -> String {
    let indent = width(lead);
    let lines = wrap(text, columns.saturating_sub(indent).max(20));
    let rest = format!("\n{}", " ".repeat(indent));
    format!("{lead}{}\n", lines.replace('\n', &rest))
}

/// Columns of the widest piece that stays on one line.
pub fn longest_piece(text: &str, breaks: Breaks) -> usize {
    pieces(text, breaks).into_iter().map(|piece| width(piece.trim_end())).max().unwrap_or(0)
}

/// What stays on one line, each piece with the spaces after it.
fn pieces(text: &str, breaks: Breaks) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let (mut before, mut last) = (' ', None);
    for (at, letter) in text.char_indices() {
        if let Some(last) = last
            && may_break((before, last), letter, breaks)
        {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = last.unwrap_or(' ');
        last = Some(letter);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break((before, last): (char, char), next: char, breaks: Breaks) -> bool {
    if next == ' ' || CLOSING.contains(next) || OPENING.contains(last) {
        return false;
    }
    match breaks {
        Breaks::Words => last == ' ',
        // What follows a Latin word or a number belongs to it as far as it is no word of its own.
        Breaks::Phrases if last == ' ' => !is_counted(before, next) && !is_hiragana(next),
        Breaks::Phrases => (is_wide(last) || is_wide(next)) && begins_phrase(last, next),
        Breaks::Letters if last == ' ' => !is_counted(before, next),
        // A word in katakana stays whole.
        Breaks::Letters => !(is_katakana(last) && is_katakana(next)) && (is_wide(last) || is_wide(next)),
    }
}

/// Whether a phrase may begin here: particles and endings stay with their word, words of one script stay whole.
fn begins_phrase(last: char, next: char) -> bool {
    let ends_something = CLOSING.contains(last) && !is_katakana(last);
    let is_kanji = |letter: char| is_wide(letter) && !is_katakana(letter) && !is_hiragana(letter);
    ends_something
        || OPENING.contains(next)
        || !(is_hiragana(next) || (is_katakana(last) && is_katakana(next)) || (is_kanji(last) && is_kanji(next)))
}

fn is_katakana(letter: char) -> bool {
    ('\u{30a1}'..='\u{30ff}').contains(&letter) && letter != '\u{30fb}'
}

fn is_hiragana(letter: char) -> bool {
    ('\u{3041}'..='\u{309f}').contains(&letter)
}

/// Whether the space between them joins a number to what it counts.
fn is_counted(before: char, next: char) -> bool {
    before.is_ascii_digit() && is_wide(next)
}

fn is_wide(letter: char) -> bool {
    width(letter.encode_utf8(&mut [0; 4])) == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_breaks_at_spaces() {
        assert_eq!(wrap("one two three", 8), "one two\nthree");
        assert_eq!(wrap("unbreakable", 4), "unbreakable");
        assert_eq!(wrap("", 10), "");
    }

    #[test]
    fn japanese_breaks_between_phrases_but_never_before_a_full_stop() {
        assert_eq!(wrap("影響を受けた。", 12), "影響を\n受けた。");
        assert_eq!(wrap("「東京」の STS", 10), "「東京」の\nSTS");
        assert_eq!(wrap("停止は最大 14 個", 12), "停止は最大\n14 個");
        assert_eq!(wrap("すべてのリクエスト", 14), "すべての\nリクエスト", "a word in katakana stays whole");
        assert_eq!(wrap("経路を切断（仮定）", 16), "経路を切断\n（仮定）", "what is in brackets stays whole");
        assert_eq!(wrap("us-east-1 の STS のエラー", 16), "us-east-1 の\nSTS のエラー", "a particle follows its word");
        assert_eq!(wrap("リクエスト 12 件のうち 3 件", 24), "リクエスト 12 件のうち\n3 件");
    }

    #[test]
    fn where_a_phrase_is_too_long_it_breaks_between_letters() {
        assert_eq!(wrap("障害分離境界", 8), "障害分離\n境界");
        assert_eq!(wrap("していただけのもの", 8), "していた\nだけのも\nの");
    }

    #[test]
    fn a_cell_breaks_at_spaces_where_that_is_enough() {
        assert_eq!(wrap_cell("東京の拠点 → 東京", 14), "東京の拠点 →\n東京");
        assert_eq!(wrap_cell("フランクフルトの拠点", 18), "フランクフルトの\n拠点");
        let name = unbroken("N. Virginia");
        assert_eq!(wrap_cell(&format!("Tokyo → {name}"), 14), "Tokyo →\nN. Virginia");
    }

    #[test]
    fn the_other_lines_stand_below_the_first_one_s_text() {
        assert_eq!(indented("- ", "one two three four five six", 22), "- one two three four\n  five six\n");
    }
}
