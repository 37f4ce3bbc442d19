//! A recording: scenario plus edits, from which both worlds' inputs follow.
//! A schedule, not a diary.

use std::sync::Arc;

use sts_atlas_facts::Date;
use sts_atlas_sim::{FaultSchedule, FaultWindow, Seed, SimTime, WorldSpec, ordered};

use crate::{Edits, EndpointModeChoice, FaultSwitch, Scenario, WorldId};

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
        for account in &mut spec.accounts {
            for (&region, &enabled) in edits.opt_in.iter() {
                if enabled {
                    account.opt_in.insert(region);
                } else {
                    account.opt_in.remove(region);
                }
            }
            account.global_token = edits.global_token.unwrap_or(account.global_token);
        }
        if let Some(choice) = edits.endpoint_mode {
            for principal in &mut spec.principals {
                if principal.client.preset.reads_endpoint_mode.value {
                    principal.client.endpoint_mode = match choice {
                        EndpointModeChoice::SdkDefault => None,
                        EndpointModeChoice::Set(mode) => Some(mode),
                    };
                }
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

    /// When each fault holds: the scenario's windows, switched at the times of the edits.
    pub fn fault_schedule(&self) -> FaultSchedule {
        let offered = self.scenario.faults.iter().map(|offered| (offered.fault.clone(), offered.windows.clone()));
        let scheduled = FaultSchedule::new(offered.collect());
        let faults = (0_u16..).zip(scheduled.faults());
        FaultSchedule::new(
            faults.map(|(index, (fault, windows))| (fault.clone(), self.windows(index, windows))).collect(),
        )
    }

    /// Walks the scenario's switches (of windows that do not touch) and the reader's in order of time; the reader's come
    /// last at the same time.
    fn windows(&self, fault: u16, scheduled: &[FaultWindow]) -> Vec<FaultWindow> {
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
        windows.extend(open.map(|start| FaultWindow { start, end: SimTime::NEVER }));
        windows
    }
}
