//! Paragraphs broken into lines: Latin words at spaces, Japanese between letters, never before a closing mark.
//! No line is longer than asked unless one word is.

use super::width;

/// Marks that never begin a line.
const CLOSING: &str = "\u{3001}\u{3002}\u{300d}\u{300f}\u{ff09}\u{ff01}\u{ff1f}\u{30fc}\u{301c}\u{ff1a}\u{30a1}\u{30a3}\u{30a5}\u{30a7}\
     \u{30a9}\u{30e3}\u{30e5}\u{30e7}\u{30c3}\u{3083}\u{3085}\u{3087}\u{3063}\u{2026},.;:!?)";
/// Marks that never end a line.
const OPENING: &str = "\u{300c}\u{300e}\u{ff08}(";

/// The text in lines of at most so many columns.
pub fn wrap(text: &str, columns: usize) -> String {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        let (word, space) = (piece.trim_end(), piece.len() - piece.trim_end().len());
        if used > 0 && used + width(word) > columns {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
        used += width(word) + space;
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    lines.join("\n")
}

/// The same behind a first lead, with the other lines below the first's text.
pub fn indented(lead: &str, text: &str, columns: usize) -> String {
    let indent = width(lead);
    let lines = wrap(text, columns.saturating_sub(indent).max(20));
    let rest = format!("\n{}", " ".repeat(indent));
    format!("{lead}{}\n", lines.replace('\n', &rest))
}

/// Columns of the widest piece that must stay on one line.
pub fn longest_piece(text: &str) -> usize {
    pieces(text).into_iter().map(|piece| width(piece.trim_end())).max().unwrap_or(0)
}

/// What must stay on one line, each piece with the spaces after it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let (mut before, mut last) = (' ', None);
    for (at, letter) in text.char_indices() {
        if let Some(last) = last
            && may_break(last, letter)
            && !(last == ' ' && is_counted(before, letter))
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

fn may_break(last: char, next: char) -> bool {
    if next == ' ' || CLOSING.contains(next) || OPENING.contains(last) {
        return false;
    }
    // A word in katakana stays whole.
    !(is_katakana(last) && is_katakana(next)) && (last == ' ' || is_wide(last) || is_wide(next))
}

fn is_katakana(letter: char) -> bool {
    ('\u{30a1}'..='\u{30ff}').contains(&letter) && letter != '\u{30fb}'
}

/// Whether the space between them joins a Japanese word to its number.
fn is_counted(before: char, next: char) -> bool {
    (before.is_ascii_digit() && is_wide(next)) || (is_wide(before) && next.is_ascii_digit())
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
    fn japanese_breaks_between_letters_but_never_before_a_full_stop() {
        assert_eq!(wrap("影響を受けた。", 12), "影響を受け\nた。");
        assert_eq!(wrap("「東京」の STS", 10), "「東京」の\nSTS");
        assert_eq!(wrap("停止は最大 14 個", 12), "停止は最\n大 14 個");
        assert_eq!(wrap("すべてのリクエスト", 14), "すべての\nリクエスト", "a word in katakana stays whole");
    }

    #[test]
    fn the_other_lines_stand_below_the_first_one_s_text() {
        assert_eq!(indented("- ", "one two three four five six", 22), "- one two three four\n  five six\n");
    }
}
