//! What a reader changed: a set, each change at the simulated time it takes effect, never a diary.
//! Applying it to a scenario is `recording`'s business.

use litemap::LiteMap;
use sts_atlas_facts::{Date, RegionId};
use sts_atlas_sim::{Seed, SimTime, TokenVersion};

use crate::EndpointModeChoice;

/// Whether a fault holds from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultSwitch {
    /// It does.
    Break,
    /// It no longer does.
    Mend,
}

/// Changes of one world, from its start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorldEdits {
    /// What clients use where their SDK reads the setting.
    pub endpoint_mode: Option<EndpointModeChoice>,
    /// Opt-in Regions enabled or disabled.
    pub opt_in: LiteMap<RegionId, bool>,
    /// What the global endpoint issues.
    pub global_token: Option<TokenVersion>,
}

/// All changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// Faults switched, by time and index into the scenario's faults.
    pub faults: LiteMap<(SimTime, u16), FaultSwitch>,
    /// The day whose rules apply.
    pub as_of: Option<Date>,
    /// Luck.
    pub seed: Option<Seed>,
    /// World A and world B.
    pub worlds: [WorldEdits; 2],
}

impl Edits {
    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many changes there are.
    pub fn len(&self) -> usize {
        let worlds = self.worlds.iter().map(|world| {
            usize::from(world.endpoint_mode.is_some()) + world.opt_in.len() + usize::from(world.global_token.is_some())
        });
        self.faults.len() + usize::from(self.as_of.is_some()) + usize::from(self.seed.is_some()) + worlds.sum::<usize>()
    }
}
