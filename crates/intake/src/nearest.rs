//! The known word nearest to what somebody typed.
//! Only words; what they name is the caller's business.

/// The candidate with the fewest edits, if they are few for a word of that length.
pub fn nearest<'c>(typed: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let letters = typed.chars().count();
    if letters > 64 {
        return None;
    }
    let few = (letters / 3).clamp(1, 4);
    let scored = candidates.into_iter().map(|candidate| {
        let same_but_case = candidate.eq_ignore_ascii_case(typed);
        (if same_but_case { 0 } else { edits(typed, candidate) }, candidate)
    });
    scored.filter(|&(edits, _)| edits <= few).min_by_key(|&(edits, _)| edits).map(|(_, candidate)| candidate)
}

/// Letters to insert, delete, replace or swap with their neighbor (optimal string alignment).
fn edits(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, letter) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in right.iter().enumerate() {
            let replaced = last[j] + usize::from(letter != other);
            let mut best = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == right[j - 1] && left[i - 1] == *other {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_word_and_other_words_do_not() {
        let words = ["ap-northeast-1", "ap-northeast-2", "assume-role", "boto3", "Tokyo"];
        let rows = [
            ("ap-norheast-1", Some("ap-northeast-1")),
            ("ap-northaest-2", Some("ap-northeast-2")),
            ("asume_role", Some("assume-role")),
            ("boto", Some("boto3")),
            ("tokyo", Some("Tokyo")),
            ("moon", None),
            ("", None),
            ("x", None),
        ];
        for (typed, expected) in rows {
            assert_eq!(nearest(typed, words), expected, "given `{typed}`");
        }
    }
}
