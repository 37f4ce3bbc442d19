//! The inputs of one world: who acts, from where, with what.
//! Text for readers and file formats are not here.

use sts_atlas_facts::{Date, Micros, Place, RegionId};

use crate::{Account, ClientSpec, Resolver};

/// How a principal behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Holds a session, renews it in its SDK's window, uses it all the time.
    Workload,
    /// Every run asks for a new session, uses it in its target Regions, ends.
    Job {
        /// Time between the starts of two runs.
        every: Micros,
    },
}

/// Who calls STS for a principal, if anyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Credentials {
    /// The client assumes a role with credentials it has.
    AssumeRole,
    /// The client trades a web identity token; the call is not signed.
    WebIdentity,
    /// AWS delivers and renews them through the instance metadata service.
    Imds,
    /// A long-term access key; no STS at all.
    AccessKey,
}

/// An STS operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// `AssumeRole`.
    AssumeRole,
    /// `AssumeRoleWithWebIdentity`.
    AssumeRoleWithWebIdentity,
}

impl Operation {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AssumeRole => "AssumeRole",
            Self::AssumeRoleWithWebIdentity => "AssumeRoleWithWebIdentity",
        }
    }

    /// Whether it counts against the shared quota of 600 requests a second.
    pub(crate) const fn shares_quota(self) -> bool {
        matches!(self, Self::AssumeRole)
    }

    /// Whether the request is signed with credentials of the caller's account.
    pub(crate) const fn is_signed(self) -> bool {
        matches!(self, Self::AssumeRole)
    }
}

impl Credentials {
    /// The operation the client calls, if it calls STS.
    pub const fn operation(self) -> Option<Operation> {
        match self {
            Self::AssumeRole => Some(Operation::AssumeRole),
            Self::WebIdentity => Some(Operation::AssumeRoleWithWebIdentity),
            Self::Imds | Self::AccessKey => None,
        }
    }
}

/// One or more like principals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalSpec {
    /// Name; with the ordinal it is the identity of each instance.
    pub name: String,
    /// How many.
    pub count: u32,
    /// Where they stand.
    pub at: Place,
    /// How they behave.
    pub kind: Kind,
    /// Who calls STS for them.
    pub credentials: Credentials,
    /// Their client.
    pub client: ClientSpec,
    /// Who answers their DNS questions.
    pub resolver: Resolver,
    /// Length of the session they ask for.
    pub session: Micros,
    /// Regions in which they use it; at least one, at most [`PrincipalSpec::MAX_USES`].
    pub uses: Vec<RegionId>,
    /// Index into [`WorldSpec::accounts`].
    pub account: usize,
}

impl PrincipalSpec {
    /// The most target Regions one principal may have.
    pub const MAX_USES: usize = 8;
}

/// What nobody documents and the model must choose; each is a rule of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assumptions {
    /// DNS time of a new connection (measured between about 0 and 7.3 ms).
    pub dns: Micros,
    /// Server time of AssumeRole and its kin (derived from AWS's own benchmark: 11 to 14 ms).
    pub issue_server_time: Micros,
    /// Server time of an ordinary service call.
    pub service_server_time: Micros,
    /// Round trips of the TLS handshake: 1 for TLS 1.3, 2 for TLS 1.2.
    pub tls_round_trips: u32,
    /// Whether round trips vary.
    pub weather: Weather,
    /// After a failed renewal the next call, which tries again, comes so much later.
    pub next_call: Micros,
    /// Requests that may come at once before the quota of 600 a second bites.
    pub quota_burst: u32,
    /// Whether STS of a Region that the caller's account has not enabled knows the caller's key.
    pub caller_in_region_not_enabled: CallerInRegionNotEnabled,
}

/// Whether round trips vary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    /// The assumed distribution.
    Varying,
    /// None: every round trip takes its median.
    Still,
}

/// AWS documents one thing and users observe another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallerInRegionNotEnabled {
    /// Observed: `InvalidClientTokenId`.
    Refused,
    /// Documented: only the role's account matters.
    Accepted,
}

impl Default for Assumptions {
    fn default() -> Self {
        Self {
            dns: Micros::from_millis(4),
            issue_server_time: Micros::from_millis(13),
            service_server_time: Micros::from_millis(3),
            tls_round_trips: 1,
            weather: Weather::Varying,
            next_call: Micros::from_secs(1),
            quota_burst: 600,
            caller_in_region_not_enabled: CallerInRegionNotEnabled::Refused,
        }
    }
}

/// Everything one world is made from, faults and seed apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorldSpec {
    /// Day whose AWS rules apply.
    pub as_of: Date,
    /// Accounts; principals refer to them by index.
    pub accounts: Vec<Account>,
    /// Principals.
    pub principals: Vec<PrincipalSpec>,
    /// Choices of the model.
    pub assumptions: Assumptions,
}
