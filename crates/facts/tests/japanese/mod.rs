//! House typography and terms of Japanese texts, for the tests of every crate that holds some.
//! No text of the product is here; included by path, so that the rule is written once.

/// Words that the product does not use, whatever it talks about.
const UNWANTED: [&str; 7] = ["あなた", "デフォルトリージョン", "爆発半径", "死ぬ", "落ちる", "全滅", "規則"];
/// Words that keep their long mark.
const LONG: [&str; 4] = ["サーバ", "リゾルバ", "レイテンシ", "ブラウザ"];
/// Marks that stand without a space on either side.
const MARKS: &str = "、。「」（）！";

/// What is wrong with the typography of a Japanese text, if anything.
pub fn typography_error(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let pairs = letters.windows(2).find_map(|pair| pair_error(pair[0], pair[1]));
    let gap = |three: &&[char]| is_japanese(three[0]) && three[1] == ' ' && is_japanese(three[2]);
    let gap = || letters.windows(3).find(gap).map(|three| format!("a space between Japanese after `{}`", three[0]));
    // The home folder is written so in every language.
    let is_home = |at: usize| letters[at] == '~' && letters.get(at + 1) == Some(&'/');
    let stray = || (0..letters.len()).find(|&at| is_stray(letters[at]) && !is_home(at));
    let stray = || stray().map(|at| format!("`{}`", letters[at]));
    pairs.or_else(gap).or_else(stray)
}

/// The first word in it that the product does not use.
pub fn unwanted_word(text: &str) -> Option<&'static str> {
    let cut_short = |word: &&&str| text.match_indices(**word).any(|(at, _)| !text[at + word.len()..].starts_with('ー'));
    UNWANTED.iter().find(|word| text.contains(**word)).or_else(|| LONG.iter().find(cut_short)).copied()
}

fn pair_error(left: char, right: char) -> Option<String> {
    let either =
        |one: fn(char) -> bool, other: fn(char) -> bool| (one(left) && other(right)) || (other(left) && one(right));
    let is_space = |letter| letter == ' ';
    let what = if either(is_japanese, |letter| letter.is_ascii_alphanumeric()) {
        "a half-width space is missing"
    } else if either(|letter| MARKS.contains(letter), is_space) {
        "a space beside a Japanese mark"
    } else if either(|letter| letter == '\u{30FB}', is_space) {
        "a middle dot beside a space"
    } else if left == ' ' && right == ' ' {
        "two spaces in a row"
    } else if either(is_japanese, |letter| ",.".contains(letter)) {
        "Latin punctuation in Japanese"
    } else {
        return None;
    };
    Some(format!("{what} in `{left}{right}`"))
}

fn is_japanese(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{3005}' | '\u{4E00}'..='\u{9FFF}')
}

/// Full-width Latin letters, digits and marks, and every tilde: ranges have U+301C.
fn is_stray(letter: char) -> bool {
    matches!(letter, '~' | '\u{3000}' | '\u{FF01}'..='\u{FF5E}') && !"！（）？".contains(letter)
}
