//! Acts of a reader that are more than one command: what they come to depends on what is shown.
//! What a command does is the player's business.

use leptos::prelude::*;
use sts_atlas_player::{Command, Grain};
use sts_atlas_sim::{Fault, SimTime};

use crate::bench::Bench;

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
        self.snapshot.with_untracked(|snapshot| snapshot.tempo.grain())
    }

    /// The start.
    pub fn restart(self) {
        self.dispatch(Command::Seek(SimTime::START));
    }

    /// Breaks something, or mends it if it is broken, from the moment shown on.
    pub fn toggle(self, fault: &Fault) {
        let known = self.with_player(|player| {
            let index = player.recording().index_of(fault)?;
            Some((index, player.recording().fault_schedule().holds(index, player.playhead())))
        });
        self.dispatch(match known.flatten() {
            Some((fault, holds)) => Command::SwitchFault { fault, holds: !holds },
            None => Command::AddFault(fault.clone()),
        });
    }

    /// Whether something is broken now; reading it follows its changes.
    pub fn is_broken(self, fault: &Fault) -> bool {
        let index = self.with_player(|player| player.recording().index_of(fault)).flatten();
        self.snapshot.with(|snapshot| {
            index.and_then(|index| snapshot.faults.get(usize::from(index))).is_some_and(|view| view.holds)
        })
    }
}
