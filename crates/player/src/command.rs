//! Every intent as one word: pointer, key, link, host message, exercise and test all say the same.
//! What a command does is `player`'s business.

use sts_atlas_facts::{Date, EndpointMode, RegionId};
use sts_atlas_sim::{ClientSpec, Fault, FaultWindow, Seed, SimTime, TokenVersion};

use crate::{AssumptionEdit, Edits, Tempo};

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

/// How far a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// To whatever happens next, such as a packet's arrival.
    Packet,
    /// To the end of a request.
    Request,
    /// To a change of a principal's state, the beginning or end of a fault, a flag, or a change of IAM that arrives.
    State,
}

/// An intent. What names a fault, an account, a group or a Region that is not there, or cannot be so, changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Lets time pass.
    Play,
    /// Stops it.
    Pause,
    /// Goes to a time.
    Seek(SimTime),
    /// Goes to the next thing that happens.
    StepForward(Grain),
    /// Goes to the last one before now.
    StepBack(Grain),
    /// Sets how fast time passes.
    SetTempo(Tempo),
    /// Skips dead time while playing, or plays it: time in which at this tempo a reader would watch nothing happen.
    SkipDeadTime(bool),
    /// Breaks or mends from now on; shared by both worlds.
    SwitchFault {
        /// Index of the fault: the scenario's first, then those added.
        fault: u16,
        /// Whether it holds from now on.
        holds: bool,
    },
    /// Breaks something from now on, known to the scenario or not; shared by both worlds. A fault is its content.
    AddFault(Fault),
    /// Sets when a fault holds, whatever scenario and switches said; shared by both worlds. Windows are put in order and
    /// joined where they touch; what is outside the scenario goes, and what ends later than it does not end. None: never.
    SetFaultWindows {
        /// Index of the fault.
        fault: u16,
        /// When it holds; at most [`crate::Edits::MOST_WINDOWS`].
        windows: Vec<FaultWindow>,
    },
    /// Sets the day whose rules apply; shared by both worlds, from the start.
    SetAsOf(Date),
    /// Sets the luck; shared by both worlds, from the start.
    SetSeed(Seed),
    /// Sets what the model assumes, in both worlds, from the start.
    SetAssumption(AssumptionEdit),
    /// Enables or disables an opt-in Region in one world, from the start. Other Regions are enabled for ever.
    SetOptIn {
        /// Which world.
        world: WorldId,
        /// Index of the account.
        account: u16,
        /// Which Region.
        region: RegionId,
        /// Whether it is enabled.
        enabled: bool,
    },
    /// Activates or deactivates STS of a Region in one world, from the start. AWS refuses that for us-east-1 and for
    /// opt-in Regions, which changes nothing here ("Manage AWS STS in an AWS Region", IAM User Guide).
    SetStsActive {
        /// Which world.
        world: WorldId,
        /// Index of the account.
        account: u16,
        /// Which Region.
        region: RegionId,
        /// Whether it is active.
        active: bool,
    },
    /// Sets what the global endpoint issues in one world, from the start.
    SetGlobalToken {
        /// Which world.
        world: WorldId,
        /// Index of the account.
        account: u16,
        /// Which tokens.
        version: TokenVersion,
    },
    /// Sets the endpoint mode of all clients of one world whose SDK reads it, from the start.
    SetEndpointMode {
        /// Which world.
        world: WorldId,
        /// Which mode.
        mode: EndpointModeChoice,
    },
    /// Sets the client of a group of principals in one world, from the start.
    SetClient {
        /// Which world.
        world: WorldId,
        /// Index of the group, as in [`sts_atlas_sim::WorldSpec::principals`].
        group: u16,
        /// The whole client.
        client: ClientSpec,
    },
    /// Changes what another recording of the same scenario changes, and nothing else.
    Adopt(Box<Edits>),
    /// Takes back the last edit.
    Undo,
    /// Does it again.
    Redo,
    /// Back to the scenario as written; can be undone.
    Reset,
}
