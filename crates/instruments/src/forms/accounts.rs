//! The accounts of one world: opt-in Regions, STS of Regions, and what the global endpoint issues.
//! What a setting leads to is the simulator's business.

use sts_atlas_facts::RegionId;
use sts_atlas_player::Command;
use sts_atlas_sim::{Account, TokenVersion};
use sts_atlas_words as words;

use super::{Filled, check, select};
use crate::html::Html;
use crate::sheets::Sitting;

pub(crate) fn draw(html: &mut Html, sitting: &Sitting) {
    let spec = sitting.player.recording().world_spec(sitting.world);
    for (index, account) in spec.accounts.iter().enumerate() {
        html.fold(&account.id, |html| {
            sitting.form(html, &index.to_string(), &account.id, |html| fields(html, sitting, account));
        });
    }
}

fn fields(html: &mut Html, sitting: &Sitting, account: &Account) {
    let lang = sitting.lang;
    let versions = [("1".to_owned(), words::token_v1(lang)), ("2".to_owned(), words::token_v2(lang))];
    let chosen = if account.global_token == TokenVersion::V1 { "1" } else { "2" };
    select(html, "token", &words::account_token(lang), &versions, chosen);
    checks(html, sitting, ("opt-in", words::account_opt_in(lang, &account.id)), opt_in(), |region| {
        account.enabled(region)
    });
    let is_active = |region| !account.sts_deactivated.contains(region);
    checks(html, sitting, ("sts", words::account_sts(lang, &account.id)), can_deactivate(), is_active);
}

fn opt_in() -> impl Iterator<Item = RegionId> {
    RegionId::all().filter(|region| region.fact().opt_in)
}

/// Where AWS lets an account deactivate STS.
fn can_deactivate() -> impl Iterator<Item = RegionId> {
    RegionId::all().filter(|region| region.fact().sts_can_deactivate == Some(true))
}

fn checks(
    html: &mut Html,
    sitting: &Sitting,
    (name, legend): (&str, String),
    regions: impl Iterator<Item = RegionId>,
    is_on: impl Fn(RegionId) -> bool,
) {
    html.element("fieldset", &[], |html| {
        html.said("legend", &[], &legend);
        for region in regions {
            check(html, name, region.code(), &words::region_and_code(sitting.lang, region), is_on(region));
        }
    });
}

/// A command for everything that is not as it was.
pub(super) fn read(sitting: &Sitting, filled: &Filled) -> Vec<Command> {
    let world = sitting.world;
    let spec = sitting.player.recording().world_spec(world);
    let index = filled.number(super::WHICH).and_then(|index| u16::try_from(index).ok());
    let Some((account, known)) = index.and_then(|index| Some((index, spec.accounts.get(usize::from(index))?))) else {
        return Vec::new();
    };
    let is_checked = |name: &str, region: RegionId| filled.all(name).any(|code| code == region.code());
    let version = if filled.get("token") == "2" { TokenVersion::V2 } else { TokenVersion::V1 };
    let token = (version != known.global_token).then_some(Command::SetGlobalToken { world, account, version });
    let enabled = opt_in().map(|region| (region, is_checked("opt-in", region)));
    let enabled = enabled.filter(|&(region, enabled)| enabled != known.enabled(region));
    let active = can_deactivate().map(|region| (region, is_checked("sts", region)));
    let active = active.filter(|&(region, active)| active == known.sts_deactivated.contains(region));
    token
        .into_iter()
        .chain(enabled.map(|(region, enabled)| Command::SetOptIn { world, account, region, enabled }))
        .chain(active.map(|(region, active)| Command::SetStsActive { world, account, region, active }))
        .collect()
}
