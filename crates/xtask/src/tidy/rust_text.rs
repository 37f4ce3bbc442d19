//! Just enough of Rust's grammar to tell code from comments and strings, and to find functions.
//! No parser: a compiler has already accepted the text.

use std::ops::Range;

/// What [`blank`] leaves in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    OnlyCode,
    CodeAndStrings,
}

/// Replaces comments (and the insides of strings) by spaces; lines and bytes keep their places.
pub fn blank(text: &str, keep: Keep) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let (end, hidden) = piece(bytes, at);
        if let Some((range, kind)) = hidden
            && (kind == Kind::Comment || keep == Keep::OnlyCode)
        {
            out[range].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        }
        at = end;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Comment,
    Text,
}

/// What begins at `at`: where it ends, and which bytes of it are no code.
fn piece(bytes: &[u8], at: usize) -> (usize, Option<(Range<usize>, Kind)>) {
    let rest = &bytes[at..];
    if rest.starts_with(b"//") {
        let end = at + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        return (end, Some((at..end, Kind::Comment)));
    }
    if rest.starts_with(b"/*") {
        let end = at + block_comment(rest);
        return (end, Some((at..end, Kind::Comment)));
    }
    if rest[0] == b'"' {
        let end = at + quoted(rest, b'"');
        return (end, Some((at + 1..(end - 1).max(at + 1), Kind::Text)));
    }
    if rest[0] == b'\'' {
        return match character(rest) {
            Some(length) => (at + length, Some((at + 1..at + length - 1, Kind::Text))),
            None => (at + 1, None),
        };
    }
    if is_word(rest[0]) {
        let word = rest.iter().position(|byte| !is_word(*byte)).unwrap_or(rest.len());
        if [b"r".as_slice(), b"br", b"cr"].contains(&&rest[..word])
            && let Some((open, length)) = raw_string(&rest[word..])
        {
            let end = at + word + length;
            return (end, Some((at + word + open..end, Kind::Text)));
        }
        return (at + word, None);
    }
    (at + 1, None)
}

fn is_word(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// Comments may stand in comments.
fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn quoted(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The length of a character literal; `None` for a lifetime.
fn character(rest: &[u8]) -> Option<usize> {
    if rest.get(1) == Some(&b'\\') {
        return Some(quoted(rest, b'\''));
    }
    let first = *rest.get(1)?;
    let width = if first < 0x80 { 1 } else { first.leading_ones() as usize };
    (rest.get(1 + width) == Some(&b'\'')).then_some(width + 2)
}

/// For `##"…"##`: where the inside begins, and the whole length.
fn raw_string(rest: &[u8]) -> Option<(usize, usize)> {
    let hashes = rest.iter().position(|byte| *byte != b'#')?;
    if rest[hashes] != b'"' {
        return None;
    }
    let close: Vec<u8> = std::iter::once(b'"').chain(std::iter::repeat_n(b'#', hashes)).collect();
    let open = hashes + 1;
    let inside = rest[open..].windows(close.len()).position(|window| window == close);
    Some((open, inside.map_or(rest.len(), |length| open + length + close.len())))
}

/// A function with a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    /// Of the `fn`, counted from 1.
    pub line: usize,
    /// From `fn` to the closing brace.
    pub lines: usize,
}

/// All functions with a body in blanked code.
pub fn functions(code: &str) -> Vec<Function> {
    let starts = word_starts(code, "fn");
    starts.into_iter().filter_map(|start| function(code, start)).collect()
}

fn function(code: &str, start: usize) -> Option<Function> {
    let after = code[start + 2..].trim_start();
    let name: String = after.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    if name.is_empty() {
        // A function pointer's type.
        return None;
    }
    let body = block_after(code, start)?;
    let line = 1 + code[..start].matches('\n').count();
    Some(Function { name, line, lines: 1 + code[start..body.end].matches('\n').count() })
}

/// Whether each line belongs to an item under `#[cfg(test)]`.
pub fn test_lines(code: &str) -> Vec<bool> {
    let mut lines = vec![false; code.lines().count()];
    for (start, mark) in code.match_indices("#[cfg(test)]") {
        let item = start + mark.len();
        let end = block_after(code, item).map_or_else(|| code[item..].find(';').map(|at| item + at), |r| Some(r.end));
        let first = code[..start].matches('\n').count();
        let count = code[start..end.unwrap_or(code.len())].matches('\n').count() + 1;
        lines.iter_mut().skip(first).take(count).for_each(|line| *line = true);
    }
    lines
}

/// The braces of the item beginning at `start`; `None` if it ends with `;` before any.
fn block_after(code: &str, start: usize) -> Option<Range<usize>> {
    let (mut depth, mut open) = (0_i32, None);
    for (at, letter) in code[start..].char_indices().map(|(at, letter)| (start + at, letter)) {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ';' if depth == 0 => return None,
            '{' => {
                if depth == 0 && open.is_none() {
                    open = Some(at);
                }
                depth += 1;
            }
            '}' => {
                depth -= 1;
                if depth == 0
                    && let Some(open) = open
                {
                    return Some(open..at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where `word` stands in `line` as a whole: no letter, digit or underscore on either side.
pub fn word_starts(line: &str, word: &str) -> Vec<usize> {
    let is_letter = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    let stands_alone = |at: &usize| {
        let (before, after) = (line[..*at].chars().next_back(), line[at + word.len()..].chars().next());
        let open_left = word.starts_with(|letter: char| !letter.is_alphanumeric());
        let open_right = word.ends_with(|letter: char| !letter.is_alphanumeric());
        (open_left || !is_letter(before)) && (open_right || !is_letter(after))
    };
    line.match_indices(word).map(|(at, _)| at).filter(stands_alone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_blanked_in_place() {
        let rows = [
            ("a // f64\nb", "a       \nb"),
            ("a /* x /* y */ z */ b", "a                   b"),
            (r#"f("f64 \" {")"#, r#"f("        ")"#),
            (r##"r#"a"b"# c"##, r##"r#"      c"##),
            ("'{' 'a 'static '\\'' 'é'", "' ' 'a 'static '  ' '  '"),
            ("b\"x\" br\"y\"", "b\" \" br\"  "),
            ("r#type = 1", "r#type = 1"),
            ("\"open", "\"   n"),
        ];
        for (given, expected) in rows {
            assert_eq!(blank(given, Keep::OnlyCode).trim_end(), expected.trim_end(), "given `{given}`");
        }
    }

    #[test]
    fn strings_stay_where_they_are_wanted() {
        assert_eq!(blank("\"// x\" // y", Keep::CodeAndStrings), "\"// x\"     ");
    }

    #[test]
    fn functions_are_measured_from_fn_to_brace() {
        let text = "trait T { fn a(x: [u8; 2]); fn b() {} }\nfn c(f: fn(u8) -> u8)\nwhere\n{\n    if x { y() }\n}\n";
        let found: Vec<_> = functions(text).into_iter().map(|f| (f.name, f.line, f.lines)).collect();
        assert_eq!(found, [("b".to_owned(), 1, 1), ("c".to_owned(), 2, 5)]);
    }

    #[test]
    fn words_stand_alone() {
        let rows = [("f64", 1), ("xf64", 0), ("f64x", 0), ("1.0_f64", 0), ("a::f64,f64", 2), ("(f64)", 1)];
        for (line, count) in rows {
            assert_eq!(word_starts(line, "f64").len(), count, "given `{line}`");
        }
        assert_eq!(word_starts("println!(x)", "println!").len(), 1);
        assert_eq!(word_starts("eprintln!(x)", "println!").len(), 0);
    }

    #[test]
    fn a_lone_test_item_ends_with_its_semicolon() {
        assert_eq!(test_lines("#[cfg(test)]\nmod tests;\nfn a() {}"), [true, true, false]);
    }
}
