//! Changes of IAM of a scenario file: who writes what, when, about which account.
//! How they travel is `sim`'s business.

use sts_atlas_facts::RegionId;
use sts_atlas_sim::{Account, Change, ChangeSpec, Kind, PrincipalSpec, TokenVersion};

use super::account::account_named;
use super::reader::{Entry, Reader, Section};
use super::top::{Clock, moment};
use crate::nearest::nearest;
use crate::{Expected, IssueCode};

/// All changes, in the order of the file.
pub(super) fn changes(
    reader: &mut Reader<'_>,
    top: &Section<'_>,
    clock: Clock,
    accounts: &[Account],
    principals: &[PrincipalSpec],
) -> Vec<ChangeSpec> {
    let mut changes: Vec<ChangeSpec> = Vec::new();
    for (entry, section) in top.children("change") {
        let Some(change) = change(reader, &entry, &section, clock, accounts, principals) else { continue };
        if changes.iter().any(|known| known.name == change.name) {
            reader.say(&entry, IssueCode::Repeated { what: change.name });
        } else {
            changes.push(change);
        }
    }
    changes
}

fn change(
    reader: &mut Reader<'_>,
    entry: &Entry<'_>,
    section: &Section<'_>,
    clock: Clock,
    accounts: &[Account],
    principals: &[PrincipalSpec],
) -> Option<ChangeSpec> {
    let by = principal(reader, section, "by", principals, |spec| matches!(spec.kind, Kind::Admin { .. }));
    let at = moment(reader, section, "at", clock)?;
    if let Some(at_entry) = section.get("at").filter(|_| at.0 >= clock.length.0) {
        reader.say(&at_entry, IssueCode::OutsideScenario);
    }
    let region = || section.value::<RegionId>("region");
    let token = || match section.value("global_token")? {
        "v1" => Some(TokenVersion::V1),
        "v2" => Some(TokenVersion::V2),
        _ => None,
    };
    let what = entry.word_under("what")?;
    let about_role = matches!(what, "create-role" | "delete-role");
    let about_somebody = about_role || matches!(what, "allow" | "deny");
    let fits: fn(&PrincipalSpec) -> bool = if about_role { PrincipalSpec::has_role } else { |_| true };
    let about = if about_somebody { principal(reader, section, "principal", principals, fits)? } else { 0 };
    let what = match what {
        "create-role" => Change::Role { principal: about, exists: true },
        "delete-role" => Change::Role { principal: about, exists: false },
        "allow" => Change::Permission { principal: about, allowed: true },
        "deny" => Change::Permission { principal: about, allowed: false },
        "activate-sts" => Change::StsEndpoint { region: region()?, active: true },
        "deactivate-sts" => Change::StsEndpoint { region: region()?, active: false },
        "global-token" => Change::GlobalToken(token()?),
        "enable-region" => Change::OptIn { region: region()?, enabled: true },
        "disable-region" => Change::OptIn { region: region()?, enabled: false },
        _ => return None,
    };
    let account = if about_somebody {
        principals.get(about)?.role_account
    } else if section.has("account") {
        account_named(reader, section, "account", accounts)?
    } else {
        principals.get(by?)?.account
    };
    Some(ChangeSpec { name: section.value("name")?, by: by?, at, account, what })
}

/// The principal of the name under a key, if it is fit for that.
fn principal(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    key: &str,
    principals: &[PrincipalSpec],
    fits: fn(&PrincipalSpec) -> bool,
) -> Option<usize> {
    let name: String = section.value(key)?;
    let found = principals.iter().position(|spec| spec.name == name && fits(spec));
    // Where principals could not be read, that has been said already.
    if let (None, Some(entry), false) = (found, section.get(key), reader.has_errors()) {
        let is_there = principals.iter().any(|spec| spec.name == name);
        if is_there && key == "principal" {
            reader.unexpected(&entry, Expected::PrincipalWithRole, None);
            return None;
        }
        let names: Vec<String> = principals.iter().filter(|spec| fits(spec)).map(|spec| spec.name.clone()).collect();
        let near = nearest(&name, names.iter().map(String::as_str)).map(str::to_owned);
        reader.unexpected(&entry, Expected::OneOfNames(names), near);
    }
    found
}
