//! A recording's edits into the form of their bytes.
//! Nothing is judged here: that is done when they are read.

use sts_atlas_facts::{Date, RegionId};
use sts_atlas_player::{FaultSwitch, Recording, WorldEdits};
use sts_atlas_sim::{Seed, SimTime, TokenVersion};

use super::form::{EditsForm, FaultName, WorldForm};
use crate::packed::form::Name;
use crate::packed::write::Names;
use crate::packed::{client, fault};

/// The edits of a recording.
pub(crate) fn write(recording: &Recording) -> EditsForm {
    let (edits, mut names) = (&recording.edits, Names::default());
    let name = |index: u16| {
        let offered = u16::try_from(recording.scenario.faults.len()).unwrap_or(u16::MAX);
        index.checked_sub(offered).map_or(FaultName::Offered(index), FaultName::Added)
    };
    let mut last = SimTime::START;
    let switches = edits.faults.iter().map(|(&(at, fault), &switch)| {
        let after = at.since(last).0;
        last = at;
        (after, name(fault), switch == FaultSwitch::Break)
    });
    let end = |end: SimTime| (end != SimTime::NEVER).then_some(end.0);
    let windows = edits.windows.iter().map(|(&fault, windows)| {
        (name(fault), windows.iter().map(|window| (window.start.0, end(window.end))).collect())
    });
    let (switches, windows) = (switches.collect(), windows.collect());
    let added = edits.added.iter().map(|added| fault::write(added, &mut names)).collect();
    let worlds = [world(&edits.worlds[0], &mut names), world(&edits.worlds[1], &mut names)];
    EditsForm {
        names: names.into_strings(),
        added,
        windows,
        switches,
        as_of: edits.as_of.map(Date::days_since_epoch),
        seed: edits.seed.map(Seed::get),
        assumptions: edits.assumptions.iter().map(|edit| (edit.assumption() as u8, edit.value())).collect(),
        worlds,
    }
}

fn world(edits: &WorldEdits, names: &mut Names) -> WorldForm {
    let switch = |(&(account, region), &on): (&(u16, RegionId), &bool)| (account, region, on);
    let mut named =
        |(account, region, on): (u16, RegionId, bool)| -> (u16, Name, bool) { (account, names.of(region.code()), on) };
    let opt_in = edits.opt_in.iter().map(switch).map(&mut named).collect();
    let sts_active = edits.sts_active.iter().map(switch).map(&mut named).collect();
    WorldForm {
        endpoint_mode: edits.endpoint_mode.map(Into::into),
        clients: edits.clients.iter().map(|(&group, spec)| (group, client::write(spec, names))).collect(),
        opt_in,
        sts_active,
        global_token_v2: edits
            .global_token
            .iter()
            .map(|(&account, &version)| (account, version == TokenVersion::V2))
            .collect(),
    }
}
