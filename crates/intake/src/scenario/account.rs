//! Accounts of a scenario file, and what the twin changes about them.
//! What the settings lead to is `sim`'s business.

use sts_atlas_facts::RegionId;
use sts_atlas_sim::{Account, TokenVersion};

use super::reader::{Reader, Section};
use crate::nearest::nearest;
use crate::{Expected, IssueCode};

/// The id of the one account a file without accounts has.
const DEFAULT_ID: &str = "main";

/// All accounts; the twin's changes hold for each of them.
pub(super) fn accounts(reader: &mut Reader<'_>, top: &Section<'_>, twin: Option<&Section<'_>>) -> Vec<Account> {
    let mut accounts: Vec<Account> = Vec::new();
    if top.get("account").is_none() {
        accounts.push(Account::new(DEFAULT_ID));
    }
    for (entry, section) in top.children("account") {
        let Some(id) = section.value::<String>("id") else { continue };
        if accounts.iter().any(|known| known.id == id) {
            reader.say(&entry, IssueCode::Repeated { what: id });
            continue;
        }
        let mut account = Account::new(id);
        apply(&section, &mut account);
        accounts.push(account);
    }
    if let Some(changes) = twin.and_then(|twin| twin.child("account")) {
        for account in &mut accounts {
            apply(&changes, account);
        }
    }
    accounts
}

fn apply(section: &Section<'_>, account: &mut Account) {
    if let Some(regions) = section.list::<RegionId>("opt_in") {
        account.opt_in = regions.into_iter().collect();
    }
    if let Some(regions) = section.list::<RegionId>("sts_deactivated") {
        account.sts_deactivated = regions.into_iter().collect();
    }
    match section.value("global_token") {
        Some("v1") => account.global_token = TokenVersion::V1,
        Some("v2") => account.global_token = TokenVersion::V2,
        _ => {}
    }
}

/// The account whose id stands under a key.
pub(super) fn account_named(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    key: &str,
    accounts: &[Account],
) -> Option<usize> {
    let id: String = section.value(key)?;
    let found = accounts.iter().position(|account| account.id == id);
    if let (None, Some(entry)) = (found, section.get(key)) {
        let ids: Vec<String> = accounts.iter().map(|account| account.id.clone()).collect();
        let near = nearest(&id, ids.iter().map(String::as_str)).map(str::to_owned);
        reader.unexpected(&entry, Expected::OneOfNames(ids), near);
    }
    found
}
