//! Rules: dated without gaps, sourced, and worded as their confidence allows, in both languages.
//! Which rule applies when is the simulator's business.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod japanese;

use japanese::{typography_error, unwanted_word};
use sts_atlas_facts::{Confidence, Date, PRESETS, RETRIES, RULES, RuleId, RuleText, RuleTexts, SdkFact};

#[test]
fn every_rule_is_found_by_its_name_and_has_both_languages_and_a_source() {
    assert_eq!(RuleId::ALL.len(), RULES.len());
    for (rule, id) in RULES.iter().zip(RuleId::ALL) {
        assert_eq!(id.fact().id, rule.id);
        let variant: String = rule.id.split(['.', '-']).map(|word| word[..1].to_uppercase() + &word[1..]).collect();
        assert_eq!(format!("{id:?}"), variant);
        let is_plain = |letter: char| letter.is_ascii() && !"'\"".contains(letter) || "’“”".contains(letter);
        assert!(rule.statement_en.chars().all(is_plain) && rule.statement_en.ends_with('.'), "{}", rule.id);
        assert!(rule.statement_ja.ends_with('。'), "{}", rule.id);
        assert!(rule.sources.iter().all(|source| !source.is_empty()) && !rule.sources.is_empty(), "{}", rule.id);
    }
}

#[test]
fn the_files_of_texts_say_the_same_as_the_program() {
    let [en, ja] = [
        include_str!(concat!(env!("OUT_DIR"), "/later/rules-en.txt")),
        include_str!(concat!(env!("OUT_DIR"), "/later/rules-ja.txt")),
    ]
    .map(|file| RuleTexts::read(file.to_owned()).unwrap());
    for rule in RuleId::ALL {
        let fact = rule.fact();
        let expected = |statement| Some(RuleText { id: fact.id, statement, sources: fact.sources.to_vec() });
        assert_eq!(en.of(rule), expected(fact.statement_en));
        assert_eq!(ja.of(rule), expected(fact.statement_ja));
    }
}

#[test]
fn the_files_of_texts_cite_what_every_sdk_does() {
    for file in [
        include_str!(concat!(env!("OUT_DIR"), "/later/rules-en.txt")),
        include_str!(concat!(env!("OUT_DIR"), "/later/rules-ja.txt")),
    ] {
        let texts = RuleTexts::read(file.to_owned()).unwrap();
        let of_clients = PRESETS.iter().flat_map(|client| [SdkFact::Refresh(client), SdkFact::Timeouts(client)]);
        for fact in of_clients.chain(RETRIES.iter().map(SdkFact::Retry)) {
            assert_eq!(texts.source_of(fact), Some(fact.source()), "{fact:?}");
        }
    }
}

#[test]
fn another_file_is_not_taken_for_the_texts() {
    let file = include_str!(concat!(env!("OUT_DIR"), "/later/rules-en.txt"));
    let one_less = file.split_once('\n').unwrap().1;
    let one_more = format!("{file}<!doctype html>\n");
    let without_tabs = file.replace('\t', " ");
    for other in [String::new(), one_less.to_owned(), one_more, without_tabs] {
        assert_eq!(RuleTexts::read(other), None);
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
fn a_rule_that_takes_over_from_another_begins_the_day_after_it() {
    let pairs = [
        (RuleId::ActivationBefore2016, RuleId::ActivationRegionDisabled),
        (RuleId::SigninRootUsEast1, RuleId::SigninRootThreeRegions),
    ];
    for (earlier, later) in pairs {
        let (last, first) = (earlier.fact().valid_to.unwrap(), later.fact().valid_from.unwrap());
        assert_eq!(last.days_since_epoch() + 1, first.days_since_epoch(), "{earlier:?}");
        assert_eq!((earlier.fact().valid_from, later.fact().valid_to), (None, None), "{earlier:?}");
    }
}

#[test]
fn what_came_on_a_known_day_holds_from_that_day() {
    let days = [
        (RuleId::ReachGlobalNameWithLocalFault, Date::literal(2025, 4, 18)),
        (RuleId::ActivationUnderGlobalName, Date::literal(2025, 4, 18)),
        (RuleId::IssueTokenSize, Date::literal(2026, 9, 15)),
        (RuleId::SigninIdentityCenterReplicas, Date::literal(2026, 2, 3)),
    ];
    for (rule, from) in days {
        assert_eq!((rule.fact().valid_from, rule.fact().valid_to), (Some(from), None), "{rule:?}");
    }
    assert_eq!(RuleId::LookupRegionalNamesFrom2015.fact().valid_from, None, "the day in February 2015 is not known");
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

#[test]
fn the_typography_check_sees_what_it_is_for() {
    let right = [
        "AWS STS の 24 時間です。",
        "設定（デフォルト）では、legacy です。",
        "08:32〜09:58 の「可能性」",
        "なぜ？ 1,000 個",
    ];
    for right in right {
        assert_eq!(typography_error(right), None, "{right}");
    }
    let wrong = [
        "AWSの設定",
        "24時間",
        "設定 、次",
        "次。 AWS",
        "a ・ b",
        "２４ 時間",
        "AWS  の",
        "東京 大阪",
        "東京～大阪",
        "1~2 時間",
        "東京, 大阪",
        "です. 次",
        "投稿：回復",
    ];
    for wrong in wrong {
        assert!(typography_error(wrong).is_some(), "{wrong}");
    }
    for (text, word) in [("サーバの", Some("サーバ")), ("サーバーの", None), ("あなたの", Some("あなた"))]
    {
        assert_eq!(unwanted_word(text), word, "{text}");
    }
}

#[test]
fn the_japanese_keeps_to_the_house_typography_and_terms() {
    for rule in &RULES {
        assert_eq!(typography_error(rule.statement_ja), None, "{}: {}", rule.id, rule.statement_ja);
        assert_eq!(unwanted_word(rule.statement_ja), None, "{}", rule.id);
        let sentences: Vec<&str> = rule.statement_ja.split_inclusive('。').collect();
        assert!(sentences.len() <= 3, "{}: at most three short sentences", rule.id);
        for sentence in sentences {
            assert!(sentence.chars().count() <= 90, "{}: {sentence}", rule.id);
        }
    }
}
