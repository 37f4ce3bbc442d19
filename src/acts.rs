//! Acts of a reader that are more than one command: what they come to depends on what is shown.
//! What a command does is the player's business.

use leptos::prelude::*;
use sts_atlas_player::{Command, Grain};
use sts_atlas_sim::{Fault, FaultWindow, SimTime};

use crate::bench::Bench;

/// How far a step goes; nothing: as the tempo says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepBy(pub Option<Grain>);

impl StepBy {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self(None), Self(Some(Grain::Packet)), Self(Some(Grain::Request)), Self(Some(Grain::State))];
}

impl Bench {
    /// The next thing that happens, as fine as the tempo.
    pub fn step_forward(self) {
        self.dispatch(Command::StepForward(self.grain()));
    }

    /// The last thing that happened, as fine as the tempo.
    pub fn step_back(self) {
        self.dispatch(Command::StepBack(self.grain()));
    }

    fn grain(self) -> Grain {
        self.step_by
            .get_untracked()
            .0
            .or_else(|| self.with_player(|player| player.tempo().grain()))
            .unwrap_or(Grain::State)
    }

    /// The start.
    pub fn restart(self) {
        self.dispatch(Command::Seek(SimTime::START));
    }

    /// Breaks something, or mends it if it is broken, from the moment shown on.
    pub fn toggle(self, fault: &Fault) {
        match self.with_player(|player| player.recording().index_of(fault)).flatten() {
            Some(fault) => self.switch(fault),
            None => self.dispatch(Command::AddFault(fault.clone())),
        }
    }

    /// Breaks a known fault, or mends it, as it stands in the recording: what is shown may still be on its way.
    pub fn switch(self, fault: u16) {
        let holds = self.with_player(|player| player.recording().fault_schedule().holds(fault, player.playhead()));
        self.dispatch(Command::SwitchFault { fault, holds: holds != Some(true) });
    }

    /// When a fault holds, by the recording as it stands.
    pub fn windows_now(self, fault: u16) -> Vec<FaultWindow> {
        let windows = self.with_player(|player| {
            let schedule = player.recording().fault_schedule();
            schedule.faults().get(usize::from(fault)).map(|(_, windows)| windows.clone())
        });
        windows.flatten().unwrap_or_default()
    }

    /// Whether something is broken now; reading it follows its changes.
    pub fn is_broken(self, fault: &Fault) -> bool {
        let index = self.with_player(|player| player.recording().index_of(fault)).flatten();
        self.snapshot.with(|snapshot| {
            index.and_then(|index| snapshot.faults.get(usize::from(index))).is_some_and(|view| view.holds)
        })
    }
}
