//! One client's settings: SDK, version, and what its user set.
//! What they lead to is `endpoint`'s business.

use sts_atlas_facts::{
    ClientPreset, Confidence, EndpointMode, Micros, RegionId, RetryFact, RetryMode, RetryPolicy, Timeouts, Version,
};

/// The Region a client finds in its own look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionChoice {
    /// This Region.
    Region(RegionId),
    /// None: nobody set one where this SDK looks.
    None,
}

/// Where a client's own `endpoint_url` points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CustomEndpoint {
    /// A name of STS.
    Sts(crate::Endpoint),
    /// Any other host: nobody but its owner knows what it does.
    Elsewhere,
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
    /// Whether the user asks for FIPS endpoints.
    pub use_fips: bool,
    /// Whether the user asks for dual-stack endpoints.
    pub use_dual_stack: bool,
    /// The user's own `endpoint_url`.
    pub endpoint_url: Option<CustomEndpoint>,
    /// The retry mode as set by the user, if at all.
    pub retry_mode: Option<RetryMode>,
    /// Whether the user opts in to the retries of 2026 (`AWS_NEW_RETRIES_2026`); without effect where this version does not
    /// read it.
    pub new_retries_2026: bool,
    /// Tries in all as set by the user, if at all.
    pub max_attempts: Option<u32>,
    /// The connect timeout as set by the user, if at all.
    pub connect_timeout: Option<Micros>,
    /// The read timeout as set by the user, if at all.
    pub read_timeout: Option<Micros>,
}

impl ClientSpec {
    /// An SDK whose user set nothing.
    pub const fn new(preset: &'static ClientPreset, version: Version, region: RegionChoice) -> Self {
        Self {
            preset,
            version,
            region,
            endpoint_mode: None,
            use_fips: false,
            use_dual_stack: false,
            endpoint_url: None,
            retry_mode: None,
            new_retries_2026: false,
            max_attempts: None,
            connect_timeout: None,
            read_timeout: None,
        }
    }

    /// The endpoint mode in force: the user's where the SDK reads it, else the SDK's default.
    pub fn effective_endpoint_mode(&self) -> EndpointMode {
        match self.endpoint_mode {
            Some(mode) if self.preset.reads_endpoint_mode.value => mode,
            _ => self.preset.default_endpoint_mode.value,
        }
    }

    /// What another source says of the SDK's default, where that decides: nobody set a mode that it reads, and neither
    /// source is code.
    pub fn disputed_endpoint_mode(&self) -> Option<EndpointMode> {
        let preset = self.preset;
        let is_set = self.endpoint_mode.is_some() && preset.reads_endpoint_mode.value;
        let decides = !is_set && preset.default_endpoint_mode.confidence != Confidence::SeenInCode;
        preset.disputed_endpoint_mode.filter(|_| decides).map(|other| other.value)
    }

    /// What its SDK does in the retry mode in force: the retries of 2026 where the user opts in to them, else the user's
    /// mode where this version offers it, else the SDK's default.
    pub fn retry_fact(&self) -> Option<&'static RetryFact> {
        self.chosen_retry().or_else(|| self.preset.retry_in(self.preset.default_retry_mode.value))
    }

    fn chosen_retry(&self) -> Option<&'static RetryFact> {
        let opted_in = self.preset.retries_2026.filter(|_| self.new_retries_2026);
        opted_in.or_else(|| self.retry_mode.and_then(|mode| self.preset.retry_in(mode)))
    }

    /// How often it tries in the mode in force.
    pub fn retry_policy(&self) -> RetryPolicy {
        let policy = self.chosen_retry().map_or(self.preset.retry.value, |retry| retry.policy.value);
        RetryPolicy { attempts: self.max_attempts.unwrap_or(policy.attempts), ..policy }
    }

    /// How long it waits.
    pub fn timeouts(&self) -> Timeouts {
        let timeouts = self.preset.timeouts.value;
        Timeouts {
            connect: self.connect_timeout.or(timeouts.connect),
            read: self.read_timeout.or(timeouts.read),
            ..timeouts
        }
    }
}
