//! Changes of IAM: what an administrator writes to the control plane, and what it means where it arrives.
//! How it travels is `propagation`'s business.

use sts_atlas_facts::RegionId;

use crate::{SimTime, TokenVersion};

/// What a change writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The role of a principal is created or deleted: without it STS issues nothing, and its sessions are refused.
    Role {
        /// Index into [`crate::WorldSpec::principals`].
        principal: usize,
        /// Whether it exists from then on.
        exists: bool,
    },
    /// The permission of a principal to use its services.
    Permission {
        /// Index into [`crate::WorldSpec::principals`].
        principal: usize,
        /// Whether it is allowed from then on.
        allowed: bool,
    },
    /// The STS endpoint of a Region enabled by default is activated or deactivated.
    StsEndpoint {
        /// Which Region.
        region: RegionId,
        /// Whether it is active from then on.
        active: bool,
    },
    /// What the global endpoint issues.
    GlobalToken(TokenVersion),
    /// An opt-in Region is enabled or disabled, by the Account Management API.
    OptIn {
        /// Which Region.
        region: RegionId,
        /// Whether it is enabled from then on.
        enabled: bool,
    },
}

/// A change of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSpec {
    /// Its name, its identity for draws.
    pub name: String,
    /// Who writes it: the index of a principal of kind [`crate::Kind::Admin`].
    pub by: usize,
    /// When the write is sent.
    pub at: SimTime,
    /// Index into [`crate::WorldSpec::accounts`].
    pub account: usize,
    /// What it writes.
    pub what: Change,
}
