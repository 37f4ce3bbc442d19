//! Accounts of a scenario file, and what the twin changes about them.
//! What the settings lead to is `sim`'s business.

use sts_atlas_facts::RegionId;
use sts_atlas_sim::{Account, TokenVersion};

use super::reader::{Entry, Reader, Section};
use super::top::opt_in_regions;
use crate::limits::{LONGEST_ID, MOST_ACCOUNTS};
use crate::{Expected, IssueCode};

const KEYS: &[&str] = &["id", "opt_in", "sts_deactivated", "global_token"];
const TWIN_KEYS: &[&str] = &["opt_in", "sts_deactivated", "global_token"];
/// The id of the one account a file without accounts has.
const DEFAULT_ID: &str = "main";

/// All accounts; the twin's changes hold for each of them.
pub(super) fn accounts(reader: &mut Reader<'_>, top: &Section<'_>, twin: Option<&Section<'_>>) -> Vec<Account> {
    let changes = twin.and_then(|twin| reader.child(twin, "account", TWIN_KEYS));
    let mut accounts: Vec<Account> = Vec::new();
    match top.get("account") {
        None => accounts.push(Account::new(DEFAULT_ID)),
        Some(list) => {
            for entry in reader.list(&list, 1, MOST_ACCOUNTS).unwrap_or_default() {
                let Some(account) = account(reader, &entry) else { continue };
                if accounts.iter().any(|known| known.id == account.id) {
                    reader.say(&entry, IssueCode::Repeated { what: account.id });
                } else {
                    accounts.push(account);
                }
            }
        }
    }
    if let Some(changes) = changes {
        for account in &mut accounts {
            apply(reader, &changes, account);
        }
    }
    accounts
}

fn account(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Account> {
    let section = reader.section(entry, KEYS)?;
    let id = reader.required(&section, "id").and_then(|entry| reader.text(&entry, LONGEST_ID));
    let mut account = Account::new(id.unwrap_or_default());
    apply(reader, &section, &mut account);
    id.map(|_| account)
}

fn apply(reader: &mut Reader<'_>, section: &Section<'_>, account: &mut Account) {
    if let Some(entry) = section.get("opt_in") {
        account.opt_in = opt_in_regions(reader, &entry).into_iter().collect();
    }
    if let Some(entry) = section.get("sts_deactivated") {
        let entries = reader.list(&entry, 0, RegionId::all().count()).unwrap_or_default();
        let can = |region: RegionId| region.fact().sts_can_deactivate == Some(true);
        let regions =
            reader.distinct(entries, |reader, entry| reader.region(entry, Expected::DeactivatableRegion, can));
        account.sts_deactivated = regions.into_iter().collect();
    }
    if let Some(entry) = section.get("global_token") {
        let meaning = |word: &str| match word {
            "v1" => Some(TokenVersion::V1),
            "v2" => Some(TokenVersion::V2),
            _ => None,
        };
        account.global_token = reader.word(&entry, &["v1", "v2"], meaning).unwrap_or(account.global_token);
    }
}
