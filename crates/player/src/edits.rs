//! What a reader changed: a set, each change at the simulated time it takes effect, never a diary.
//! Applying it to a scenario is `recording`'s business.

use litemap::LiteMap;
use sts_atlas_facts::{Date, RegionId};
use sts_atlas_sim::{ClientSpec, Fault, FaultWindow, Seed, SimTime, TokenVersion};

use crate::{AssumptionEdits, EndpointModeChoice};

/// Whether a fault holds from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultSwitch {
    /// It does.
    Break,
    /// It no longer does.
    Mend,
}

/// Changes of one world, from its start. Accounts and groups of principals go by their index in the scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorldEdits {
    /// What clients use where their SDK reads the setting.
    pub endpoint_mode: Option<EndpointModeChoice>,
    /// Clients of whole groups of principals; they have the last word over [`WorldEdits::endpoint_mode`].
    pub clients: LiteMap<u16, ClientSpec>,
    /// Opt-in Regions enabled or disabled, by account.
    pub opt_in: LiteMap<(u16, RegionId), bool>,
    /// STS of Regions activated or deactivated, by account.
    pub sts_active: LiteMap<(u16, RegionId), bool>,
    /// What the global endpoint issues, by account.
    pub global_token: LiteMap<u16, TokenVersion>,
}

impl WorldEdits {
    /// How many changes there are.
    pub fn len(&self) -> usize {
        usize::from(self.endpoint_mode.is_some())
            + self.clients.len()
            + self.opt_in.len()
            + self.sts_active.len()
            + self.global_token.len()
    }

    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// All changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// Faults that the scenario does not have, each once; their indices follow those of the scenario's faults.
    pub added: Vec<Fault>,
    /// When faults hold instead of when the scenario says, by index: in order, not touching; empty for never.
    pub windows: LiteMap<u16, Vec<FaultWindow>>,
    /// Faults switched, by time and index, whatever windows they have.
    pub faults: LiteMap<(SimTime, u16), FaultSwitch>,
    /// The day whose rules apply.
    pub as_of: Option<Date>,
    /// Luck.
    pub seed: Option<Seed>,
    /// What the model assumes, in both worlds.
    pub assumptions: AssumptionEdits,
    /// World A and world B.
    pub worlds: [WorldEdits; 2],
}

impl Edits {
    /// So many faults may be added.
    pub const MOST_ADDED: usize = 64;
    /// So many windows may be given to a fault.
    pub const MOST_WINDOWS: usize = 100;

    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many changes there are.
    pub fn len(&self) -> usize {
        self.added.len()
            + self.windows.len()
            + self.faults.len()
            + usize::from(self.as_of.is_some())
            + usize::from(self.seed.is_some())
            + self.assumptions.len()
            + self.worlds.iter().map(WorldEdits::len).sum::<usize>()
    }
}
