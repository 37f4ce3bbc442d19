//! Forms in sheets: what a filled one leads to is played, what is wrong is said and loses nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;

use desk::{STORM, ask, new_desk, sheet_of};
use sts_atlas_facts::{EndpointMode, Micros, RegionId, Sdk};
use sts_atlas_instruments::{Answer, Ask, Sheet};
use sts_atlas_intake::{Route, decode};
use sts_atlas_player::{Assumption, Recording, WorldId};
use sts_atlas_sim::{RegionChoice, TokenVersion};
use sts_atlas_words::Lang;

fn fill(sheet: Sheet, world: WorldId, filled: &str) -> Answer {
    let question = ask(sheet, STORM, 47);
    let mut desk = new_desk();
    // As a page does: the sheet first, then what was filled in.
    sheet_of(&mut desk, &question);
    let route = Route { world: Some(world), ..question.route.clone() };
    desk.answer(&Ask { route, filled: Some(filled.to_owned()), ..question })
}

fn leads_to(sheet: Sheet, world: WorldId, filled: &str) -> Recording {
    let Answer::Go(hash) = fill(sheet, world, filled) else { panic!("{filled} leads nowhere") };
    let route = Route::parse(&hash).unwrap();
    assert_eq!(route.at, Some(47 * desk::MINUTE), "the moment stays");
    decode(&route.recording.unwrap(), &|id: &str| sts_atlas_lessons::find(id)).unwrap()
}

fn says(sheet: Sheet, filled: &str) -> String {
    let Answer::Sheet(html) = fill(sheet, WorldId::A, filled) else { panic!("{filled} is taken") };
    html
}

#[test]
fn an_assumption_is_changed_and_as_written_again() {
    let changed = leads_to(Sheet::Assumptions, WorldId::A, "which=issue_server_time&value=25.5");
    assert_eq!(changed.edits.assumptions.get(Assumption::IssueServerTime), Some(25_500));
    let chosen = leads_to(Sheet::Assumptions, WorldId::A, "which=weather&value=1");
    assert_eq!(chosen.edits.assumptions.get(Assumption::Weather), Some(1));
    for as_written in ["which=issue_server_time&value=13", "which=issue_server_time&value="] {
        assert!(leads_to(Sheet::Assumptions, WorldId::A, as_written).edits.is_empty(), "{as_written}");
    }
}

#[test]
fn what_is_wrong_in_a_form_is_said_beside_it_and_stays_typed() {
    for (sheet, filled, typed, expected) in [
        (Sheet::Assumptions, "which=tls_round_trips&value=9", "value=\"9\"", "Enter 1 to 2."),
        (Sheet::Assumptions, "which=dns&value=soon", "value=\"soon\"", "Enter 0 to 60000."),
        (Sheet::Clients, "which=0&sdk=boto3&version=0.1", "value=\"0.1\"", "Of boto3, versions"),
        (Sheet::Clients, "which=0&sdk=boto3&version=1.34&attempts=0", "value=\"0\"", "Enter 1 to 100."),
        (Sheet::Clients, "which=0&sdk=boto3&version=1.34&read=-1", "value=\"-1\"", "Enter 0.001 to 3600."),
    ] {
        let html = says(sheet, filled);
        assert!(html.contains("role=\"alert\"") && html.contains(expected), "{filled}: {html}");
        assert!(html.contains(typed), "{filled}");
        assert_eq!(html.matches("role=\"alert\"").count(), 1, "{filled}");
    }
}

#[test]
fn a_client_is_what_its_form_says() {
    let filled = "which=0&sdk=java&version=2.20&mode=regional&region=eu-west-1&retries=standard&attempts=5&connect=1.5&read=&dual=on";
    let recording = leads_to(Sheet::Clients, WorldId::B, filled);
    let client = &recording.edits.worlds[1].clients[&0];
    assert_eq!((client.preset.sdk, client.version.to_string().as_str()), (Sdk::Java, "2.20.0"));
    assert_eq!(client.endpoint_mode, Some(EndpointMode::Regional));
    assert_eq!(client.region, RegionChoice::Region(RegionId::from_code("eu-west-1").unwrap()));
    assert_eq!((client.max_attempts, client.connect_timeout), (Some(5), Some(Micros::from_millis(1_500))));
    assert_eq!((client.read_timeout, client.use_fips, client.use_dual_stack), (None, false, true));
    assert!(recording.edits.worlds[0].is_empty());
}

#[test]
fn whoever_only_changes_the_sdk_gets_its_newest_version_known() {
    let before = sts_atlas_lessons::find(STORM).unwrap().worlds[0].spec.principals[0].client.version.to_string();
    let recording = leads_to(Sheet::Clients, WorldId::A, &format!("which=0&sdk=rust&version={before}"));
    assert_eq!(recording.edits.worlds[0].clients[&0].preset.sdk, Sdk::Rust);
}

#[test]
fn an_account_is_what_its_boxes_say() {
    let account = &sts_atlas_lessons::find(STORM).unwrap().worlds[0].spec.accounts[0];
    let enabled: Vec<&str> =
        RegionId::all().filter(|region| account.opt_in.contains(*region)).map(RegionId::code).collect();
    let active: Vec<&str> = RegionId::all()
        .filter(|region| region.fact().sts_can_deactivate == Some(true) && !account.sts_deactivated.contains(*region))
        .map(RegionId::code)
        .collect();
    let form = |token: u8, enabled: &[&str], active: &[&str]| {
        let boxes = |name: &str, codes: &[&str]| codes.iter().map(|code| format!("&{name}={code}")).collect::<String>();
        format!("which=0&token={token}{}{}", boxes("opt-in", enabled), boxes("sts", active))
    };
    assert!(leads_to(Sheet::Accounts, WorldId::A, &form(1, &enabled, &active)).edits.is_empty(), "as it was");
    let without_one = leads_to(Sheet::Accounts, WorldId::A, &form(2, &enabled[1..], &active[1..]));
    let edits = &without_one.edits.worlds[0];
    assert_eq!(edits.global_token.get(&0), Some(&TokenVersion::V2));
    assert_eq!(edits.opt_in.get(&(0, RegionId::from_code(enabled[0]).unwrap())), Some(&false));
    assert_eq!(edits.sts_active.get(&(0, RegionId::from_code(active[0]).unwrap())), Some(&false));
    assert_eq!(edits.len(), 3);
}

#[test]
fn what_no_form_of_ours_can_be_changes_nothing() {
    for (sheet, odd) in [
        (Sheet::Assumptions, "which=nothing&value=1"),
        (Sheet::Clients, "which=99&sdk=boto3&version=1.34"),
        (Sheet::Clients, "sdk=boto3"),
        (Sheet::Clients, "which=0&sdk=cobol&version=1"),
        (Sheet::Accounts, "which=7"),
        (Sheet::States, "which=0"),
        (Sheet::Assumptions, ""),
    ] {
        assert!(leads_to(sheet, WorldId::A, odd).edits.is_empty(), "{odd}");
    }
}

#[test]
fn what_is_wrong_is_said_in_japanese_to_who_reads_japanese() {
    let question =
        Ask { lang: Lang::Ja, filled: Some("which=dns&value=x".to_owned()), ..ask(Sheet::Assumptions, STORM, 47) };
    let html = sheet_of(&mut new_desk(), &question);
    assert!(html.contains("0〜60000 の値を入力してください。"), "{html}");
}

/// As a browser writes a form.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn a_pasted_config_sets_what_its_profile_says_and_keeps_no_secret() {
    let config = "[default]\nregion = eu-west-1\n[profile prod]\nregion = ap-northeast-1\nsts_regional_endpoints = regional\n\
        retry_mode = standard\nmax_attempts = 7\nuse_dualstack_endpoint = true\naws_secret_access_key = SEEDEDSECRET\n";
    let filled = format!("which=paste-0&profile=prod&config={}", encoded(config));
    let Answer::Go(hash) = fill(Sheet::Clients, WorldId::A, &filled) else { panic!("not taken") };
    let recording = leads_to(Sheet::Clients, WorldId::A, &filled);
    let client = &recording.edits.worlds[0].clients[&0];
    assert_eq!(client.region, RegionChoice::Region(RegionId::from_code("ap-northeast-1").unwrap()));
    assert_eq!((client.endpoint_mode, client.max_attempts), (Some(EndpointMode::Regional), Some(7)));
    assert!(client.use_dual_stack && !client.use_fips);
    assert!(!hash.contains("SEED") && !format!("{recording:?}").contains("SEEDEDSECRET"));
    let html = says(Sheet::Clients, &format!("which=paste-0&profile=qa&config={}", encoded(config)));
    assert!(html.contains("It has: default, prod."), "{html}");
    let html = says(Sheet::Clients, &format!("which=paste-0&config={}", encoded("[default\nregion = x\n")));
    assert!(html.contains("role=\"alert\""), "{html}");
}
