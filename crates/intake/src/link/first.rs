//! Links of the first version, which are only read: switches of the scene's faults, day, seed, three settings a world.
//! What such a link set for an account, it set for all.

use std::sync::Arc;

use sts_atlas_player::{Edits, Recording, Scenario, WorldEdits};
use sts_atlas_sim::SimTime;

use super::LinkError;
use crate::edits::{FaultName, Mode, add_switch, day, opt_in_region, seed, token_version};
use crate::wire::wire;

wire! {
    pub(super) struct Payload {
        scene: String,
        faults: Vec<SwitchedFault>,
        /// Days since 1970-01-01.
        as_of: Option<i32>,
        seed: Option<u64>,
        worlds: [WorldPayload; 2],
    }

    struct SwitchedFault {
        /// Microseconds after the one before, or after the start.
        after: u64,
        fault: u16,
        breaks: bool,
    }

    struct WorldPayload {
        endpoint_mode: Option<Mode>,
        opt_in: Vec<(String, bool)>,
        global_token_v2: Option<bool>,
    }
}

pub(super) fn read(
    payload: Payload,
    find: &impl Fn(String) -> Result<Arc<Scenario>, LinkError>,
) -> Result<Recording, LinkError> {
    let scenario = find(payload.scene)?;
    let mut edits = Edits {
        as_of: payload.as_of.map(day).transpose()?,
        seed: payload.seed.map(seed).transpose()?,
        ..Edits::default()
    };
    let mut at = SimTime::START;
    for SwitchedFault { after, fault, breaks } in payload.faults {
        at = SimTime(at.0.saturating_add(after));
        add_switch(&mut edits, &scenario, at, (FaultName::Offered(fault), breaks))?;
    }
    for ((world, setup), form) in edits.worlds.iter_mut().zip(&scenario.worlds).zip(payload.worlds) {
        let accounts = u16::try_from(setup.spec.accounts.len()).unwrap_or(u16::MAX);
        *world = world_edits(&form, accounts)?;
    }
    Ok(Recording { scenario, edits })
}

fn world_edits(form: &WorldPayload, accounts: u16) -> Result<WorldEdits, LinkError> {
    let mut world = WorldEdits { endpoint_mode: form.endpoint_mode.map(Into::into), ..WorldEdits::default() };
    for account in 0..accounts {
        for (code, enabled) in &form.opt_in {
            let region = opt_in_region(code)?;
            if world.opt_in.insert((account, region), *enabled).is_some() {
                return Err(LinkError::Corrupt);
            }
        }
        if let Some(v2) = form.global_token_v2 {
            world.global_token.insert(account, token_version(v2));
        }
    }
    Ok(world)
}
