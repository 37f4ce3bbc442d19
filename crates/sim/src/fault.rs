//! What can break, where, and how.
//! When it breaks is `schedule`'s business; whom it hurts is `condition`'s.

use sts_atlas_facts::{Place, RegionId};

use crate::{Resolver, SignIn};

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
        effect: ServerEffect,
    },
    /// IAM's data plane in Regions: whole, or in one Availability Zone, which harms nobody.
    IamDataPlane {
        /// In which Regions.
        at: Vec<RegionId>,
        /// How much of it.
        zones: Zones,
    },
    /// IAM's control plane of the commercial partition, in us-east-1.
    IamControlPlane {
        /// What happens to reads and writes.
        effect: ServerEffect,
    },
    /// The Account Management API in us-east-1, by which Regions are enabled and disabled.
    AccountApi {
        /// What happens to requests.
        effect: ServerEffect,
    },
    /// Sign-in; `signin.aws.amazon.com` is us-east-1's.
    SignIn {
        /// In which Regions.
        at: Vec<RegionId>,
        /// Which ways to sign in.
        ways: Vec<SignIn>,
        /// What happens to requests.
        effect: ServerEffect,
    },
    /// Issuers of web identities are out of STS's reach.
    Issuer {
        /// Where they are served.
        at: Vec<Place>,
    },
    /// Names of STS lead nowhere: the DNS gives no answer.
    Dns {
        /// Which names.
        names: Vec<StsName>,
        /// Whose look-ups; empty: everybody's.
        from: Vec<Place>,
        /// Which resolvers; `None`: all.
        resolver: Option<Resolver>,
    },
    /// A share of the requests to STS is throttled.
    Throttle {
        /// In which Regions.
        at: Vec<RegionId>,
        /// Which of the names served there.
        names: StsNames,
        /// The share, in parts per million.
        parts_per_million: u32,
    },
    /// A firewall of the customer lets only these names of STS through.
    EgressAllowList {
        /// Around which places.
        at: Vec<Place>,
        /// What it lets through.
        allowed: Vec<StsName>,
    },
    /// VPCs without a way out, but with an interface endpoint for STS: it answers for the Region's own name only.
    VpcEndpointOnly {
        /// In which Regions.
        at: Vec<RegionId>,
    },
    /// A policy of the organization denies Regions by `aws:RequestedRegion`, which for the global name is us-east-1.
    RegionDeny {
        /// Regions that are not denied.
        allowed: Vec<RegionId>,
    },
}

/// How much of a data plane is hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zones {
    /// All of it.
    All,
    /// One Availability Zone: it is spread over at least three and made to lose one.
    One,
}

/// A name of STS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StsName {
    /// `sts.amazonaws.com`.
    Global,
    /// A Region's own name.
    Regional(RegionId),
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

/// What a fault of a server does to requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServerEffect {
    /// It does not answer.
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
    /// The places in which it does its harm, for a picture; for a path only its near end.
    pub fn places(&self) -> Vec<Place> {
        let of = |regions: &[RegionId]| regions.iter().map(|&region| Place::Region(region)).collect();
        match self {
            Self::Path { from: places, .. }
            | Self::Issuer { at: places }
            | Self::EgressAllowList { at: places, .. }
            | Self::Dns { from: places, .. } => places.clone(),
            Self::Region { at }
            | Self::Sts { at, .. }
            | Self::IamDataPlane { at, .. }
            | Self::SignIn { at, .. }
            | Self::Throttle { at, .. }
            | Self::VpcEndpointOnly { at } => of(at),
            Self::IamControlPlane { .. } | Self::AccountApi { .. } => of(&[RegionId::US_EAST_1]),
            Self::RegionDeny { .. } => Vec::new(),
        }
    }

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
