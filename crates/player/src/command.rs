//! Every intent as one word: pointer, key, link, host message, exercise and test all say the same.
//! What a command does is `player`'s business.

use sts_atlas_facts::{Date, EndpointMode, RegionId};
use sts_atlas_sim::{Seed, SimTime, TokenVersion};

use crate::Tempo;

/// One of the two worlds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorldId {
    /// The left or upper one.
    A,
    /// The other.
    B,
}

impl WorldId {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::A, Self::B];

    /// Its position.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// What it is called, in every language.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// What the clients of a world use where their SDK reads the setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndpointModeChoice {
    /// Nobody sets anything.
    SdkDefault,
    /// Everybody sets this.
    Set(EndpointMode),
}

/// An intent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Lets time pass.
    Play,
    /// Stops it.
    Pause,
    /// Goes to a time.
    Seek(SimTime),
    /// Goes to the next event, or at a coarse tempo to the next change of a state.
    StepForward,
    /// Goes to the last one before now.
    StepBack,
    /// Sets how fast time passes.
    SetTempo(Tempo),
    /// Breaks or mends from now on; shared by both worlds.
    SwitchFault {
        /// Index into the scenario's faults.
        fault: u16,
        /// Whether it holds from now on.
        holds: bool,
    },
    /// Sets the day whose rules apply; shared by both worlds, from the start.
    SetAsOf(Date),
    /// Sets the luck; shared by both worlds, from the start.
    SetSeed(Seed),
    /// Enables or disables an opt-in Region in one world, from the start.
    SetOptIn {
        /// Which world.
        world: WorldId,
        /// Which Region.
        region: RegionId,
        /// Whether it is enabled.
        enabled: bool,
    },
    /// Sets what the global endpoint issues in one world, from the start.
    SetGlobalToken {
        /// Which world.
        world: WorldId,
        /// Which tokens.
        version: TokenVersion,
    },
    /// Sets the endpoint mode of one world's clients, from the start.
    SetEndpointMode {
        /// Which world.
        world: WorldId,
        /// Which mode.
        mode: EndpointModeChoice,
    },
    /// Takes back the last edit.
    Undo,
    /// Does it again.
    Redo,
    /// Back to the scenario as written; can be undone.
    Reset,
}
