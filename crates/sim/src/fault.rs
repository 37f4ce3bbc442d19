//! What can break, where, and how.
//! When it breaks is `schedule`'s business; whom it hurts is `condition`'s.

use sts_atlas_facts::{Place, RegionId};

/// One thing that can break. Identity is content: two equal faults are the same fault.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The path between two sets of places. It hits the Regions named; a city only if named.
    Path {
        /// One end.
        from: Vec<Place>,
        /// The other end.
        to: Vec<RegionId>,
        /// Which packets are hit.
        direction: Direction,
        /// What happens to them.
        effect: PathEffect,
    },
    /// Whole Regions: nothing in them works, nothing answers.
    Region {
        /// Which.
        at: Vec<RegionId>,
    },
    /// STS endpoints.
    Sts {
        /// In which Regions.
        at: Vec<RegionId>,
        /// Which of the names served there.
        names: StsNames,
        /// What happens to requests.
        effect: StsEffect,
    },
}

/// Which packets of a path are hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Both ways.
    BothWays,
    /// Only those that travel from `from` to `to`.
    OneWay,
}

/// What a path fault does to packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathEffect {
    /// All are lost.
    Drop,
    /// A share of new connections' first packets is lost, in parts per million.
    Loss {
        /// The share.
        parts_per_million: u32,
    },
    /// Round trips take longer.
    Slow {
        /// Factor in thousandths.
        permille: u32,
    },
}

/// What an STS fault does to requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StsEffect {
    /// The endpoint does not answer.
    Down,
    /// A share is answered with an error (503), in parts per million.
    Errors {
        /// The share.
        parts_per_million: u32,
    },
    /// Server time is longer.
    Slow {
        /// Factor in thousandths.
        permille: u32,
    },
}

/// Which names an STS fault in a Region hits. In us-east-1 they are two switches, linked by default (assumed).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StsNames {
    /// The Regional host and the global name as served there.
    Both,
    /// The Regional host only.
    RegionalOnly,
    /// The global name as served there only.
    GlobalOnly,
}

impl Fault {
    /// Whether it hits packets from a place to a Region, and back.
    pub(crate) fn path_hits(&self, from: Place, to: RegionId) -> (bool, bool) {
        let Self::Path { from: near, to: far, direction, .. } = self else { return (false, false) };
        let forward = near.contains(&from) && far.contains(&to);
        let backward = match from {
            Place::Region(region) => far.contains(&region) && near.contains(&Place::Region(to)),
            Place::City(_) => false,
        };
        match direction {
            Direction::BothWays => (forward || backward, forward || backward),
            Direction::OneWay => (forward, backward),
        }
    }
}
