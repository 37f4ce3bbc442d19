//! What each command makes of a recording's edits: a pure function, at the moment shown.
//! What follows from other edits, undo included, is `player`'s business.

use std::sync::Arc;

use sts_atlas_sim::{ClientSpec, Fault, FaultWindow, SimTime};

use crate::recording::set_endpoint_mode;
use crate::{AssumptionEdit, Command, Edits, EndpointModeChoice, FaultSwitch, Recording, WorldEdits, WorldId};

/// The edits after a command; the same ones where it is no edit, or changes nothing.
pub(crate) fn edited(recording: &Recording, now: SimTime, command: Command) -> Edits {
    let mut edits = recording.edits.clone();
    let has_account = |world: WorldId, account: u16| {
        usize::from(account) < recording.scenario.worlds[world.index()].spec.accounts.len()
    };
    match command {
        Command::SwitchFault { fault, holds } => switch_fault(recording, &mut edits, now, (fault, holds)),
        Command::AddFault(fault) => add_fault(recording, &mut edits, now, fault),
        Command::SetFaultWindows { fault, windows } => set_fault_windows(recording, &mut edits, fault, &windows),
        Command::SetAsOf(date) => edits.as_of = Some(date),
        Command::SetSeed(seed) => edits.seed = Some(seed),
        Command::SetAssumption(edit) => set_assumption(recording, &mut edits, edit),
        Command::SetOptIn { world, account, region, enabled } => {
            if region.fact().opt_in && has_account(world, account) {
                edits.worlds[world.index()].opt_in.insert((account, region), enabled);
            }
        }
        Command::SetStsActive { world, account, region, active } => {
            if region.fact().sts_can_deactivate == Some(true) && has_account(world, account) {
                edits.worlds[world.index()].sts_active.insert((account, region), active);
            }
        }
        Command::SetGlobalToken { world, account, version } => {
            if has_account(world, account) {
                edits.worlds[world.index()].global_token.insert(account, version);
            }
        }
        Command::SetEndpointMode { world, mode } => set_mode(&mut edits.worlds[world.index()], mode),
        Command::SetClient { world, group, client } => set_client(recording, &mut edits, (world, group), client),
        Command::Adopt(adopted) => edits = *adopted,
        Command::Reset => edits = Edits::default(),
        Command::Play
        | Command::Pause
        | Command::Seek(_)
        | Command::StepForward(_)
        | Command::StepBack(_)
        | Command::SetTempo(_)
        | Command::Undo
        | Command::SkipDeadTime(_)
        | Command::Redo => {}
    }
    edits
}

/// The recording as it would be with other edits.
fn with(recording: &Recording, edits: &Edits) -> Recording {
    Recording { scenario: Arc::clone(&recording.scenario), edits: edits.clone() }
}

/// A switch that changes nothing leaves no edit: breaking and mending at one moment is as if nothing happened. An added
/// fault that is switched no more is given up, as far as no other's index moves by that.
fn switch_fault(recording: &Recording, edits: &mut Edits, now: SimTime, (fault, holds): (u16, bool)) {
    edits.faults.remove(&(now, fault));
    let schedule = with(recording, edits).fault_schedule();
    if schedule.fault(fault).is_some() && schedule.holds(fault, now) != holds {
        let switch = if holds { FaultSwitch::Break } else { FaultSwitch::Mend };
        edits.faults.insert((now, fault), switch);
    }
    let own = recording.scenario.faults.len();
    while !edits.added.is_empty() && is_idle(edits, own + edits.added.len() - 1) {
        edits.added.pop();
    }
}

/// Whether nothing switches a fault, and it has no windows of the reader's.
fn is_idle(edits: &Edits, fault: usize) -> bool {
    let is_other = |index: u16| usize::from(index) != fault;
    edits.windows.keys().copied().all(is_other) && edits.faults.keys().all(|&(_, index)| is_other(index))
}

/// One that is new comes last; where there is no more room, it takes the place of one that was given up, so that indices of
/// the others stay.
fn add_fault(recording: &Recording, edits: &mut Edits, now: SimTime, fault: Fault) {
    let own = recording.scenario.faults.len();
    let place = match recording.index_of(&fault) {
        Some(known) => usize::from(known),
        None if edits.added.len() < Edits::MOST_ADDED => own + edits.added.len(),
        None => match (own..own + edits.added.len()).find(|&place| is_idle(edits, place)) {
            Some(idle) => idle,
            None => return,
        },
    };
    let Ok(index) = u16::try_from(place) else { return };
    match place.checked_sub(own) {
        Some(added) if added == edits.added.len() => edits.added.push(fault),
        Some(added) => edits.added[added] = fault,
        None => {}
    }
    switch_fault(recording, edits, now, (index, true));
}

/// Windows take the place of all switches; those that the fault has anyway leave no edit.
fn set_fault_windows(recording: &Recording, edits: &mut Edits, fault: u16, windows: &[FaultWindow]) {
    let Some(what) = recording.fault(fault).filter(|_| windows.len() <= Edits::MOST_WINDOWS) else { return };
    edits.windows.remove(&fault);
    edits.faults.retain(|&(_, of), _| of != fault);
    let windows = recording.windows_inside(what, windows);
    let schedule = with(recording, edits).fault_schedule();
    if schedule.faults().get(usize::from(fault)).is_some_and(|(_, as_written)| *as_written != windows) {
        edits.windows.insert(fault, windows);
    }
}

/// What both worlds assume anyway leaves no edit.
fn set_assumption(recording: &Recording, edits: &mut Edits, edit: AssumptionEdit) {
    let mut worlds = recording.scenario.worlds.iter();
    if worlds.all(|world| edit.assumption().read(&world.spec.assumptions) == edit.value()) {
        edits.assumptions.unset(edit.assumption());
    } else {
        edits.assumptions.set(edit);
    }
}

/// All clients whose SDK reads it, those that were set one by one included.
fn set_mode(edits: &mut WorldEdits, mode: EndpointModeChoice) {
    edits.endpoint_mode = Some(mode);
    for (_, client) in edits.clients.iter_mut() {
        set_endpoint_mode(client, mode);
    }
}

/// What the group has anyway leaves no edit.
fn set_client(recording: &Recording, edits: &mut Edits, (world, group): (WorldId, u16), client: ClientSpec) {
    edits.worlds[world.index()].clients.remove(&group);
    let spec = with(recording, edits).world_spec(world);
    if spec.principals.get(usize::from(group)).is_some_and(|principal| principal.client != client) {
        edits.worlds[world.index()].clients.insert(group, client);
    }
}
