//! A change of IAM as JSON for programs: who writes what, and how far it is.
//! The words are those of scenario files; the shape is described in docs/cli.md.

use serde_json::{Value, json};
use sts_atlas_facts::{RegionId, RegionSet};
use sts_atlas_player::ChangeSnapshot;
use sts_atlas_sim::{Change, TokenVersion, WorldSpec};

use crate::snapshot_json::millis;

/// Writes one change of a world; `null` for one that the world's inputs do not have.
pub(crate) fn change_json(change: &ChangeSnapshot, spec: &WorldSpec) -> Value {
    let Some(written) = spec.changes.get(change.view.spec) else { return Value::Null };
    let name_of = |index: usize| spec.principals.get(index).map(|principal| principal.name.as_str());
    let (what, principal, region, token) = match written.what {
        Change::Role { principal, exists } => {
            (if exists { "create-role" } else { "delete-role" }, name_of(principal), None, None)
        }
        Change::Permission { principal, allowed } => {
            (if allowed { "allow" } else { "deny" }, name_of(principal), None, None)
        }
        Change::StsEndpoint { region, active } => {
            (if active { "activate-sts" } else { "deactivate-sts" }, None, Some(region), None)
        }
        Change::GlobalToken(version) => ("global-token", None, None, Some(token(version))),
        Change::OptIn { region, enabled } => {
            (if enabled { "enable-region" } else { "disable-region" }, None, Some(region), None)
        }
    };
    let arrived =
        change.view.arrived.iter().map(|(region, at)| json!({ "region": region.code(), "at_ms": millis(*at) }));
    json!({
        "name": change.name,
        "by": name_of(written.by),
        "what": what,
        "principal": principal,
        "region": region.map(RegionId::code),
        "global_token": token,
        "account": spec.accounts.get(written.account).map(|account| account.id.as_str()),
        "at_ms": millis(change.at),
        "acknowledged_ms": change.view.acknowledged.map(millis),
        "arrived": arrived.collect::<Vec<_>>(),
        "on_the_way": codes(change.view.reaching),
        "waiting": codes(change.view.waiting),
    })
}

const fn token(version: TokenVersion) -> &'static str {
    match version {
        TokenVersion::V1 => "v1",
        TokenVersion::V2 => "v2",
    }
}

fn codes(regions: RegionSet) -> Vec<&'static str> {
    regions.iter().map(RegionId::code).collect()
}
