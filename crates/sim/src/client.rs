//! One client's settings: SDK, version, and what its user set.
//! What they lead to is `endpoint`'s business.

use sts_atlas_facts::{ClientPreset, EndpointMode, RegionId, Version};

/// The Region a client finds in its own look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionChoice {
    /// This Region.
    Region(RegionId),
    /// None: nobody set one where this SDK looks.
    None,
}

/// An SDK as installed and configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientSpec {
    /// What the SDK does in this version.
    pub preset: &'static ClientPreset,
    /// The installed version.
    pub version: Version,
    /// Its Region.
    pub region: RegionChoice,
    /// `sts_regional_endpoints` as set by the user, if at all.
    pub endpoint_mode: Option<EndpointMode>,
}

impl ClientSpec {
    /// The endpoint mode in force: the user's where the SDK reads it, else the SDK's default.
    pub fn effective_endpoint_mode(&self) -> EndpointMode {
        match self.endpoint_mode {
            Some(mode) if self.preset.reads_endpoint_mode.value => mode,
            _ => self.preset.default_endpoint_mode.value,
        }
    }
}
