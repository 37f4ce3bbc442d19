//! Sheets as a page asks for them: each is whole HTML in the reader's language, whatever was asked before, and says what
//! the player says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;

use desk::{MINUTE, STORM, ask, file, new_desk, sheet_of};
use sts_atlas_instruments::{Answer, Ask, Sheet, Subject};
use sts_atlas_intake::{Page, Route, encode};
use sts_atlas_player::{Command, Player, Recording, WorldId};
use sts_atlas_sim::{Outcome, Seed, SimTime, State};
use sts_atlas_words::Lang;

/// Every element that is opened is closed, in order; gives its text without tags.
fn text_of(html: &str) -> String {
    let (mut open, mut text): (Vec<&str>, String) = (Vec::new(), String::new());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        text.push(' ');
        let end = start + rest[start..].find('>').expect("a tag that ends");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in {html}");
        } else if !tag.ends_with('/') {
            let name = tag.split(' ').next().unwrap();
            if !["input", "br"].contains(&name) {
                open.push(name);
            }
        }
    }
    assert!(open.is_empty(), "{open:?} stay open in {html}");
    text + rest
}

#[test]
fn every_sheet_of_every_scene_is_whole_in_every_language() {
    for title in sts_atlas_lessons::titles() {
        let mut desk = new_desk();
        for minute in [0, 47, 90] {
            for lang in [Lang::En, Lang::Ja, Lang::Pseudo] {
                for &sheet in Sheet::ALL {
                    let subject = (sheet == Sheet::Why).then_some(Subject::Principal(WorldId::A, 0));
                    let html = sheet_of(&mut desk, &Ask { lang, subject, ..ask(sheet, title.id, minute) });
                    let text = text_of(&html);
                    assert!(!text.trim().is_empty(), "{sheet:?} of {} at {minute} says nothing", title.id);
                    assert!(!html.contains("NaN") && !html.contains("inf\""), "{sheet:?} of {}", title.id);
                    assert!(!html.contains("style="), "the page's policy forbids it: {sheet:?}");
                }
            }
        }
    }
}

#[test]
fn a_sheet_is_the_same_whatever_was_asked_before() {
    let mut used = new_desk();
    let asks: Vec<Ask> = [90, 20, 47, 120, 47]
        .into_iter()
        .flat_map(|minute| {
            Sheet::ALL.iter().filter(|sheet| **sheet != Sheet::Why).map(move |sheet| ask(*sheet, STORM, minute))
        })
        .collect();
    for ask in &asks {
        assert_eq!(sheet_of(&mut used, ask), sheet_of(&mut new_desk(), ask), "{:?}", ask.sheet);
    }
}

#[test]
fn a_sheet_that_does_not_follow_time_says_the_same_at_every_moment() {
    let mut desk = new_desk();
    for sheet in Sheet::ALL.iter().copied().filter(|sheet| !sheet.follows_time()) {
        let [early, late] = [0, 90].map(|minute| sheet_of(&mut desk, &ask(sheet, STORM, minute)));
        assert_eq!(early, late, "{sheet:?}");
    }
}

#[test]
fn edits_in_the_address_are_played() {
    let mut recording = Recording::new(sts_atlas_lessons::find(STORM).unwrap());
    recording.edits.seed = Some(Seed::new(77).unwrap());
    let route = Route { recording: Some(encode(&recording)), at: Some(47 * MINUTE), ..Route::to(Page::Lab) };
    let edited = Ask { route, ..ask(Sheet::States, STORM, 47) };
    let mut desk = new_desk();
    let written = sheet_of(&mut desk, &ask(Sheet::States, STORM, 47));
    let with_edits = sheet_of(&mut desk, &edited);
    assert_ne!(written, with_edits);
    assert_eq!(with_edits, sheet_of(&mut new_desk(), &edited));
}

fn player_at(minute: u64) -> Player {
    let mut player = Player::new(Recording::new(sts_atlas_lessons::find(STORM).unwrap()));
    player.apply(Command::Seek(SimTime::from_minutes(minute)));
    player.settle();
    player
}

#[test]
fn the_table_of_states_says_what_the_history_says() {
    let player = player_at(47);
    let html = sheet_of(&mut new_desk(), &ask(Sheet::States, STORM, 47));
    let rows: Vec<&str> = html.split("<tr>").skip(2).collect();
    let buckets = player.history(WorldId::A).buckets_until(player.playhead());
    assert_eq!(rows.len(), buckets.len());
    let last = buckets.last().unwrap().states.of(State::Impaired);
    assert!(last > 0 && rows.last().unwrap().contains(&format!("</th><td>{last}</td>")), "{}", rows.last().unwrap());
}

#[test]
fn every_cause_stands_with_what_its_rule_says() {
    let player = player_at(47);
    let (index, chain) = (0..player.world(WorldId::A).principals())
        .map(|index| (index, player.world(WorldId::A).why_principal(index)))
        .max_by_key(|(_, chain)| chain.len())
        .unwrap();
    let why = Ask { subject: Some(Subject::Principal(WorldId::A, index)), ..ask(Sheet::Why, STORM, 47) };
    let html = sheet_of(&mut new_desk(), &why);
    assert!(chain.len() > 2);
    for cause in &chain {
        assert!(html.contains(cause.rule.fact().id), "{:?}", cause.rule);
    }
    // A request explains itself, too, by when it was sent.
    let record = *player.recent(WorldId::A).find(|record| record.fault.is_some()).unwrap();
    let subject = Subject::Request(WorldId::A, record.principal, record.began.0);
    let of_request = sheet_of(&mut new_desk(), &Ask { subject: Some(subject), ..why });
    let rules: Vec<_> =
        player.world(WorldId::A).why_request(&record).iter().map(|cause| cause.rule.fact().id).collect();
    assert!(!rules.is_empty() && rules.iter().all(|rule| of_request.contains(rule)), "{rules:?}");
}

#[test]
fn limits_and_tries_of_a_request_are_cited_from_the_client_s_own_sdk() {
    let mut player = Player::new(Recording::new(sts_atlas_lessons::find(STORM).unwrap()));
    player.apply(Command::Seek(SimTime::from_minutes(47)));
    player.settle();
    let spec = player.recording().world_spec(WorldId::A);
    let mut sdks = Vec::new();
    let mut desk = new_desk();
    for record in player
        .recent(WorldId::A)
        .filter(|record| matches!(record.outcome, Outcome::Failed(failure) if failure.is_no_answer()))
    {
        let client = &spec.principals[player.world(WorldId::A).principal(record.principal).unwrap().spec].client;
        let subject = Subject::Request(WorldId::A, record.principal, record.began.0);
        let html = sheet_of(&mut desk, &Ask { subject: Some(subject), ..ask(Sheet::Why, STORM, 47) });
        let (name, text) = (client.preset.sdk.label(), text_of(&html));
        let retry = client.retry_fact().unwrap();
        assert!(text.contains(name) && text.contains(retry.policy.source), "{name}: {text}");
        sdks.push(client.preset.sdk);
    }
    sdks.sort_unstable();
    sdks.dedup();
    assert!(sdks.len() > 1, "{sdks:?}");
}

#[test]
fn what_cannot_be_fetched_is_said_and_asked_for_again() {
    let mut desk = new_desk();
    let assumptions = ask(Sheet::Assumptions, STORM, 0);
    for _ in 0..2 {
        assert_eq!(desk.answer(&assumptions), Answer::Needs("rules-en.txt".to_owned()));
        desk.supply("rules-en.txt", None);
        let Answer::Sheet(html) = desk.answer(&assumptions) else { panic!("no sheet") };
        assert!(html.contains(&sts_atlas_words::rules_failed(Lang::En)), "{html}");
    }
    desk.supply("rules-en.txt", file("rules-en.txt"));
    assert!(sheet_of(&mut desk, &assumptions).contains("<li>"));
}

#[test]
fn a_link_that_is_wrong_is_refused_in_the_readers_language() {
    let route = Route { recording: Some("AAAA".to_owned()), ..Route::to(Page::Lab) };
    let wrong = Ask { route, lang: Lang::Ja, ..ask(Sheet::States, STORM, 0) };
    let html = sheet_of(&mut new_desk(), &wrong);
    assert!(html.contains("role=\"status\"") && html.contains('リ'), "{html}");
}

#[test]
fn every_color_of_a_picture_is_in_the_pages_style_sheet() {
    let style = include_str!("../../../style/sts-atlas-instruments.css");
    for ink in sts_atlas_stage::Ink::ALL {
        let name = ink.name();
        for rule in
            [format!(".fill-{name} {{ fill: var(--{name}); }}"), format!(".stroke-{name} {{ stroke: var(--{name}); }}")]
        {
            assert!(style.contains(&rule), "{rule}");
        }
    }
}
