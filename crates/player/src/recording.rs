//! A recording: scenario plus edits, from which both worlds' inputs follow.
//! A schedule, not a diary.

use std::sync::Arc;

use sts_atlas_facts::Date;
use sts_atlas_sim::{Account, ClientSpec, Fault, FaultSchedule, FaultWindow, Seed, SimTime, WorldSpec, ordered};

use crate::{Edits, EndpointModeChoice, FaultSwitch, Scenario, WorldEdits, WorldId};

/// A scenario with what a reader made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// As written.
    pub scenario: Arc<Scenario>,
    /// As changed.
    pub edits: Edits,
}

impl Recording {
    /// A scenario as written.
    pub fn new(scenario: Arc<Scenario>) -> Self {
        Self { scenario, edits: Edits::default() }
    }

    /// The luck in force.
    pub fn seed(&self) -> Seed {
        self.edits.seed.unwrap_or(self.scenario.seed)
    }

    /// The day whose rules apply, in world A; the twin may have its own in the scenario, an edit sets both.
    pub fn as_of(&self) -> Date {
        self.edits.as_of.unwrap_or(self.scenario.worlds[0].spec.as_of)
    }

    /// The end of the scenario.
    pub fn end(&self) -> SimTime {
        SimTime::START.plus(self.scenario.length)
    }

    /// The inputs of one world.
    pub fn world_spec(&self, world: WorldId) -> WorldSpec {
        let mut spec = self.scenario.worlds[world.index()].spec.clone();
        let edits = &self.edits.worlds[world.index()];
        if let Some(as_of) = self.edits.as_of {
            spec.as_of = as_of;
        }
        self.edits.assumptions.iter().for_each(|edit| edit.apply(&mut spec.assumptions));
        for (index, account) in (0_u16..).zip(&mut spec.accounts) {
            set_account(account, index, edits);
        }
        for (index, principal) in (0_u16..).zip(&mut spec.principals) {
            if let Some(choice) = edits.endpoint_mode {
                set_endpoint_mode(&mut principal.client, choice);
            }
            if let Some(client) = edits.clients.get(&index) {
                principal.client = *client;
            }
        }
        spec
    }

    /// What the clients of a world have set where their SDK reads it; `None` where they differ.
    pub fn endpoint_mode(&self, world: WorldId) -> Option<EndpointModeChoice> {
        let spec = self.world_spec(world);
        let callers = spec.principals.iter().filter(|principal| principal.credentials.operation().is_some());
        let readers = callers.filter(|principal| principal.client.preset.reads_endpoint_mode.value);
        let mut choices = readers.map(|principal| {
            principal.client.endpoint_mode.map_or(EndpointModeChoice::SdkDefault, EndpointModeChoice::Set)
        });
        let first = choices.next()?;
        choices.all(|choice| choice == first).then_some(first)
    }

    /// A fault: the scenario's first, then those added.
    pub fn fault(&self, index: u16) -> Option<&Fault> {
        let (index, offered) = (usize::from(index), &self.scenario.faults);
        match offered.get(index) {
            Some(offered) => Some(&offered.fault),
            None => self.edits.added.get(index - offered.len()),
        }
    }

    /// The index of a fault, if the scenario has it or it was added.
    pub fn index_of(&self, fault: &Fault) -> Option<u16> {
        let faults = self.scenario.faults.iter().map(|offered| &offered.fault).chain(&self.edits.added);
        (0_u16..).zip(faults).find(|&(_, known)| known == fault).map(|(index, _)| index)
    }

    /// When each fault holds: the windows in force, switched at the times of the edits.
    pub fn fault_schedule(&self) -> FaultSchedule {
        let offered = self.scenario.faults.iter().map(|offered| (&offered.fault, offered.windows.as_slice()));
        let added = self.edits.added.iter().map(|fault| (fault, [].as_slice()));
        let in_force = (0_u16..).zip(offered.chain(added)).map(|(index, (fault, windows))| {
            let windows = self.edits.windows.get(&index).map_or(windows, Vec::as_slice);
            (fault.clone(), windows.to_vec())
        });
        let scheduled = FaultSchedule::new(in_force.collect());
        let faults = (0_u16..).zip(scheduled.faults());
        FaultSchedule::new(
            faults.map(|(index, (fault, windows))| (fault.clone(), self.switched(index, windows))).collect(),
        )
    }

    /// Windows of a fault in order, joined where they touch, and inside the scenario: one that ends later does not end.
    pub fn windows_inside(&self, fault: &Fault, windows: &[FaultWindow]) -> Vec<FaultWindow> {
        let end = self.end();
        let inside = windows.iter().filter(|window| window.start < end);
        let cut = inside.map(|window| if window.end > end { forever(window.start) } else { *window });
        let schedule = FaultSchedule::new(vec![(fault.clone(), cut.collect())]);
        schedule.faults().iter().flat_map(|(_, windows)| windows.iter().copied()).collect()
    }

    /// Walks the edges of windows (that do not touch) and the reader's switches in order of time; the reader's come last at
    /// the same time.
    fn switched(&self, fault: u16, scheduled: &[FaultWindow]) -> Vec<FaultWindow> {
        let mut switches: Vec<(SimTime, bool, FaultSwitch)> = Vec::new();
        for window in scheduled {
            switches.push((window.start, false, FaultSwitch::Break));
            if window.end != SimTime::NEVER {
                switches.push((window.end, false, FaultSwitch::Mend));
            }
        }
        let edits = self.edits.faults.iter().filter(|((_, edited), _)| *edited == fault);
        switches.extend(edits.map(|(&(at, _), &switch)| (at, true, switch)));
        let mut windows = Vec::new();
        let mut open: Option<SimTime> = None;
        for (at, _, switch) in ordered(switches, |&(at, by_reader, _)| (at, by_reader)) {
            match (switch, open) {
                (FaultSwitch::Break, None) => open = Some(at),
                (FaultSwitch::Mend, Some(start)) => {
                    windows.push(FaultWindow { start, end: at });
                    open = None;
                }
                _ => {}
            }
        }
        windows.extend(open.map(forever));
        windows
    }
}

const fn forever(start: SimTime) -> FaultWindow {
    FaultWindow { start, end: SimTime::NEVER }
}

fn set_account(account: &mut Account, index: u16, edits: &WorldEdits) {
    for (&(of, region), &enabled) in edits.opt_in.iter() {
        if of == index {
            account.opt_in.set(region, enabled);
        }
    }
    for (&(of, region), &active) in edits.sts_active.iter() {
        if of == index {
            account.sts_deactivated.set(region, !active);
        }
    }
    account.global_token = edits.global_token.get(&index).copied().unwrap_or(account.global_token);
}

/// Sets the endpoint mode, where the SDK reads it.
pub(crate) const fn set_endpoint_mode(client: &mut ClientSpec, choice: EndpointModeChoice) {
    if client.preset.reads_endpoint_mode.value {
        client.endpoint_mode = match choice {
            EndpointModeChoice::SdkDefault => None,
            EndpointModeChoice::Set(mode) => Some(mode),
        };
    }
}
