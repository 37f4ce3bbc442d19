//! Rules: dated without gaps, sourced, and worded as their confidence allows, in both languages.
//! Which rule applies when is the simulator's business.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sts_atlas_facts::{Confidence, Date, RULES, RuleId};

#[test]
fn every_rule_is_found_by_its_name_and_has_both_languages_and_a_source() {
    assert_eq!(RuleId::ALL.len(), RULES.len());
    for (rule, id) in RULES.iter().zip(RuleId::ALL) {
        assert_eq!(id.fact().id, rule.id);
        let variant: String = rule.id.split(['.', '-']).map(|word| word[..1].to_uppercase() + &word[1..]).collect();
        assert_eq!(format!("{id:?}"), variant);
        assert!(rule.statement_en.is_ascii() && rule.statement_en.ends_with('.'), "{}", rule.id);
        assert!(rule.statement_ja.ends_with('。'), "{}", rule.id);
        assert!(rule.sources.iter().all(|source| !source.is_empty()) && !rule.sources.is_empty(), "{}", rule.id);
    }
}

#[test]
fn the_eras_of_the_global_endpoint_follow_each_other_without_a_gap() {
    let before = RuleId::LookupGlobalUsEast1.fact();
    let during = RuleId::LookupGlobalRollingOut.fact();
    let after = [
        RuleId::LookupGlobalServedLocally.fact(),
        RuleId::LookupGlobalOptInUsEast1.fact(),
        RuleId::LookupGlobalOtherResolver.fact(),
    ];
    let next_day = |date: Option<Date>| date.map(|date| date.days_since_epoch() + 1);
    let day = |date: Option<Date>| date.map(Date::days_since_epoch);
    assert_eq!(before.valid_from, None);
    assert_eq!(day(during.valid_from), next_day(before.valid_to));
    for rule in after {
        assert_eq!(day(rule.valid_from), next_day(during.valid_to), "{}", rule.id);
        assert_eq!(rule.valid_to, None, "{}", rule.id);
    }
}

#[test]
fn the_japanese_says_how_well_a_rule_is_known() {
    for rule in &RULES {
        let signs: &[&str] = match rule.confidence {
            Confidence::Assumed => &["仮定します"],
            Confidence::Inferred => &["考えられます", "推定しています"],
            Confidence::SeenInCode => &["実装"],
            Confidence::Recalled => &["とされています"],
            Confidence::Documented | Confidence::Observed => continue,
        };
        assert!(signs.iter().any(|sign| rule.statement_ja.contains(sign)), "{}: {}", rule.id, rule.statement_ja);
    }
    assert!(RuleId::ResilienceTwentyFourHours.fact().statement_ja.contains("少なくとも 24 時間"));
}

#[test]
fn only_what_is_documented_may_sound_documented() {
    for rule in &RULES {
        let certain = rule.confidence == Confidence::Documented;
        let assumes = rule.sources.contains(&"Assumption of this model");
        assert_eq!(assumes, rule.confidence == Confidence::Assumed, "{}", rule.id);
        assert!(!(certain && rule.statement_ja.contains("仮定")), "{}", rule.id);
    }
}

fn is_japanese(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{3005}' | '\u{4E00}'..='\u{9FFF}')
}

/// What is wrong with the typography of a Japanese text, if anything.
fn typography_error(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    for pair in letters.windows(2) {
        let (left, right) = (pair[0], pair[1]);
        let mixed = (is_japanese(left) && right.is_ascii_alphanumeric())
            || (left.is_ascii_alphanumeric() && is_japanese(right));
        let around_mark = |mark: char, other: char| "、。「」（）！？".contains(mark) && other == ' ';
        if mixed {
            return Some(format!("a half-width space is missing in `{left}{right}`"));
        }
        if around_mark(left, right) || around_mark(right, left) {
            return Some(format!("a space beside a Japanese mark in `{left}{right}`"));
        }
        if left == ' ' && right == ' ' {
            return Some("two spaces in a row".to_owned());
        }
        if (left == '\u{30FB}' && right == ' ') || (left == ' ' && right == '\u{30FB}') {
            return Some("a middle dot between spaces".to_owned());
        }
    }
    let gap = |three: &&[char]| is_japanese(three[0]) && three[1] == ' ' && is_japanese(three[2]);
    if let Some(three) = letters.windows(3).find(gap) {
        return Some(format!("a space between Japanese letters after `{}`", three[0]));
    }
    let full_width = |letter: &char| matches!(letter, '\u{FF10}'..='\u{FF5E}' | '\u{3000}');
    letters.iter().find(|letter| full_width(letter)).map(|letter| format!("full-width `{letter}`"))
}

#[test]
fn the_typography_check_sees_what_it_is_for() {
    for right in ["AWS STS の 24 時間です。", "設定（デフォルト）では、legacy です。", "「可能性」です。"]
    {
        assert_eq!(typography_error(right), None, "{right}");
    }
    for wrong in ["AWSの設定", "24時間", "設定 、次", "次。 AWS", "a ・ b", "２４ 時間", "AWS  の", "東京 大阪"]
    {
        assert!(typography_error(wrong).is_some(), "{wrong}");
    }
}

#[test]
fn the_japanese_keeps_to_the_house_typography_and_terms() {
    let unwanted =
        ["あなた", "デフォルトリージョン", "爆発半径", "死ぬ", "落ちる", "全滅", "サーバ ", "リゾルバ ", "規則"];
    for rule in &RULES {
        assert_eq!(typography_error(rule.statement_ja), None, "{}: {}", rule.id, rule.statement_ja);
        for word in unwanted {
            assert!(!rule.statement_ja.contains(word), "{}: {word}", rule.id);
        }
        let sentences: Vec<&str> = rule.statement_ja.split_inclusive('。').collect();
        assert!(sentences.len() <= 3, "{}: at most three short sentences", rule.id);
        for sentence in sentences {
            assert!(sentence.chars().count() <= 90, "{}: {sentence}", rule.id);
        }
    }
}
