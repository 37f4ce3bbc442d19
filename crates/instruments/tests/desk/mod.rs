//! A desk with everything the site has at hand, and questions for it.
//! What is asked is the tests' business.
#![allow(dead_code, reason = "each test file uses its own part of this module")]

use sts_atlas_facts::{ClientPreset, PRESETS, RETRIES, RetryFact, RuleId};
use sts_atlas_instruments::{Answer, Ask, Desk, Sheet, estimate};
use sts_atlas_intake::{Page, Route};
use sts_atlas_words::Lang;

pub const STORM: &str = "2024-08-29";
pub const MINUTE: u64 = 60_000_000;

pub fn ask(sheet: Sheet, scene: &str, minute: u64) -> Ask {
    let route = Route { scene: Some(scene.to_owned()), at: Some(minute * MINUTE), ..Route::to(Page::Lab) };
    Ask { sheet, subject: None, lang: Lang::En, width: 640, route, filled: None }
}

pub fn new_desk() -> Desk {
    Desk::new(Box::new(estimate))
}

/// What the site would serve.
pub fn file(name: &str) -> Option<Vec<u8>> {
    let of_rule = |rule: &RuleId| {
        let fact = rule.fact();
        let statement = if name == "rules-ja.txt" { fact.statement_ja } else { fact.statement_en };
        format!("{}\t{statement}\t{}\n", fact.id, fact.sources.join("\t"))
    };
    let of_client = |client: &'static ClientPreset| {
        let [refresh, timeouts] = [client.refresh.source, client.timeouts.source];
        format!("{0}\trefresh\t{refresh}\n{0}\ttimeouts\t{timeouts}\n", client.id)
    };
    let of_retry = |retry: &RetryFact| format!("{}\tpolicy\t{}\n", retry.id, retry.policy.source);
    let lines =
        RuleId::ALL.iter().map(of_rule).chain(PRESETS.iter().map(of_client)).chain(RETRIES.iter().map(of_retry));
    match name {
        "rules-en.txt" | "rules-ja.txt" => Some(lines.collect::<String>().into_bytes()),
        _ => None,
    }
}

/// Asks until there is a sheet, with everything the site has.
pub fn sheet_of(desk: &mut Desk, ask: &Ask) -> String {
    for _ in 0..4 {
        match desk.answer(ask) {
            Answer::Sheet(html) => return html,
            Answer::Needs(name) => desk.supply(&name, file(&name)),
            Answer::Go(hash) => panic!("{ask:?} leads to {hash}"),
        }
    }
    panic!("{ask:?} is never answered");
}
