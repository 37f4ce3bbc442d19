//! The form of edits' bytes into edits of a scenario, held to what a reader can do there.
//! Nothing is repaired or skipped: the first thing that cannot be is the error.

use litemap::LiteMap;
use sts_atlas_facts::{Date, RegionId};
use sts_atlas_player::{Assumption, AssumptionEdits, Edits, FaultSwitch, Scenario, WorldEdits};
use sts_atlas_sim::{Fault, FaultWindow, Seed, SimTime, TokenVersion, WorldSpec};

use super::form::{EditsForm, FaultName, WorldForm};
use crate::LinkError;
use crate::modelled::modelled_day;
use crate::packed::form::Name;
use crate::packed::names::Names;
use crate::packed::{client, fault};

/// The edits of a recording of this scenario.
///
/// # Errors
/// Whatever is wrong with them.
pub(crate) fn read(form: &EditsForm, scenario: &Scenario) -> Result<Edits, LinkError> {
    let names = Names(&form.names);
    let mut edits = Edits {
        added: added(form, &names)?,
        as_of: form.as_of.map(day).transpose()?,
        seed: form.seed.map(seed).transpose()?,
        assumptions: assumptions(&form.assumptions)?,
        ..Edits::default()
    };
    for (name, spans) in &form.windows {
        let fault = index(*name, scenario, &edits.added)?;
        let windows = windows(spans, SimTime(scenario.length.0))?;
        once(edits.windows.insert(fault, windows))?;
    }
    let mut at = SimTime::START;
    for &(after, fault, breaks) in &form.switches {
        at = SimTime(at.0.saturating_add(after));
        add_switch(&mut edits, scenario, at, (fault, breaks))?;
    }
    for (to, (form, setup)) in edits.worlds.iter_mut().zip(form.worlds.iter().zip(&scenario.worlds)) {
        *to = world(form, &setup.spec, &names)?;
    }
    Ok(edits)
}

fn added(form: &EditsForm, names: &Names<'_>) -> Result<Vec<Fault>, LinkError> {
    if form.added.len() > Edits::MOST_ADDED {
        return Err(LinkError::OutOfRange { found: form.added.len() as u64 });
    }
    let mut faults: Vec<Fault> = Vec::new();
    for added in &form.added {
        let fault = fault::read(added, names)?;
        if faults.contains(&fault) {
            return Err(LinkError::Corrupt);
        }
        faults.push(fault);
    }
    Ok(faults)
}

/// The index of a fault in a recording.
fn index(name: FaultName, scenario: &Scenario, added: &[Fault]) -> Result<u16, LinkError> {
    let (number, before, count) = match name {
        FaultName::Offered(index) => (index, 0, scenario.faults.len()),
        FaultName::Added(index) => (index, scenario.faults.len(), added.len()),
    };
    let index = u16::try_from(before + usize::from(number)).ok().filter(|_| usize::from(number) < count);
    index.ok_or(LinkError::UnknownFault { index: number })
}

/// Adds a switch of a fault.
///
/// # Errors
/// It is after the scenario's end, or of a fault that is not there, or there already.
pub(crate) fn add_switch(
    edits: &mut Edits,
    scenario: &Scenario,
    at: SimTime,
    (fault, breaks): (FaultName, bool),
) -> Result<(), LinkError> {
    if at.0 > scenario.length.0 {
        return Err(LinkError::AfterTheEnd { at });
    }
    let what = if breaks { FaultSwitch::Break } else { FaultSwitch::Mend };
    once(edits.faults.insert((at, index(fault, scenario, &edits.added)?), what))
}

/// Windows as the player keeps them: in order, not touching, inside the scenario.
fn windows(spans: &[(u64, Option<u64>)], end: SimTime) -> Result<Vec<FaultWindow>, LinkError> {
    if spans.len() > Edits::MOST_WINDOWS {
        return Err(LinkError::OutOfRange { found: spans.len() as u64 });
    }
    let mut windows: Vec<FaultWindow> = Vec::new();
    for &(from, to) in spans {
        let window = FaultWindow { start: SimTime(from), end: to.map_or(SimTime::NEVER, SimTime) };
        let late = [window.start.plus(sts_atlas_facts::Micros(1)), window.end];
        if let Some(&at) = late.iter().find(|&&at| at > end && at != SimTime::NEVER) {
            return Err(LinkError::AfterTheEnd { at });
        }
        let in_order = windows.last().is_none_or(|last| last.end < window.start);
        if !in_order || window.end <= window.start {
            return Err(LinkError::Corrupt);
        }
        windows.push(window);
    }
    Ok(windows)
}

fn assumptions(form: &[(u8, u64)]) -> Result<AssumptionEdits, LinkError> {
    let mut edits = AssumptionEdits::default();
    for &(position, value) in form {
        let assumption = Assumption::ALL.get(usize::from(position)).copied();
        let assumption = assumption.ok_or(LinkError::OutOfRange { found: position.into() })?;
        let unfit = LinkError::UnfitAssumption { key: assumption.fact().key, found: value };
        let edit = assumption.with(value).ok_or(unfit)?;
        once(edits.get(assumption))?;
        edits.set(edit);
    }
    Ok(edits)
}

fn world(form: &WorldForm, spec: &WorldSpec, names: &Names<'_>) -> Result<WorldEdits, LinkError> {
    let account = |index: u16| {
        if usize::from(index) < spec.accounts.len() { Ok(index) } else { Err(LinkError::UnknownAccount { index }) }
    };
    let switches = |form: &[(u16, Name, bool)], region: &dyn Fn(Name) -> Result<RegionId, LinkError>| {
        let mut switches = LiteMap::new();
        for &(of, name, on) in form {
            once(switches.insert((account(of)?, region(name)?), on))?;
        }
        Ok::<_, LinkError>(switches)
    };
    let mut edits = WorldEdits {
        endpoint_mode: form.endpoint_mode.map(Into::into),
        opt_in: switches(&form.opt_in, &|name| opt_in_region(names.get(name)?))?,
        sts_active: switches(&form.sts_active, &|name| {
            let region = names.region(name)?;
            let can = region.fact().sts_can_deactivate == Some(true);
            if can { Ok(region) } else { Err(LinkError::UnfitPlace { code: region.code().to_owned() }) }
        })?,
        ..WorldEdits::default()
    };
    for &(of, v2) in &form.global_token_v2 {
        once(edits.global_token.insert(account(of)?, token_version(v2)))?;
    }
    for (group, form) in &form.clients {
        if usize::from(*group) >= spec.principals.len() {
            return Err(LinkError::UnknownGroup { index: *group });
        }
        once(edits.clients.insert(*group, client::read(form, names)?))?;
    }
    Ok(edits)
}

/// The same thing is not changed twice.
fn once<T>(known: Option<T>) -> Result<(), LinkError> {
    if known.is_some() { Err(LinkError::Corrupt) } else { Ok(()) }
}

/// A modelled day by its number.
pub(crate) fn day(days_since_epoch: i32) -> Result<Date, LinkError> {
    modelled_day(days_since_epoch).map_err(|found| LinkError::DayNotModelled { found })
}

/// A seed.
pub(crate) fn seed(seed: u64) -> Result<Seed, LinkError> {
    Seed::new(seed).map_err(|error| LinkError::SeedTooLarge { found: error.found })
}

/// An opt-in Region by its code.
pub(crate) fn opt_in_region(code: &str) -> Result<RegionId, LinkError> {
    let region = RegionId::from_code(code).filter(|region| region.fact().opt_in);
    region.ok_or_else(|| LinkError::UnknownRegion { code: code.to_owned() })
}

/// What the global endpoint issues.
pub(crate) const fn token_version(v2: bool) -> TokenVersion {
    if v2 { TokenVersion::V2 } else { TokenVersion::V1 }
}
