//! What nobody documents and the model must choose: defaults, each a rule of its own, each editable.
//! What they lead to is the business of whoever reads them.

use sts_atlas_facts::Micros;

use crate::ServiceKind;

/// All choices of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assumptions {
    /// DNS time of a new connection (measured between about 0 and 7.3 ms).
    pub dns: Micros,
    /// How long an answer of the DNS stays good for whoever asked (12 s were left of one in 2025).
    pub dns_lifetime: Micros,
    /// Server time of AssumeRole and its kin (derived from AWS's own benchmark: 11 to 14 ms).
    pub issue_server_time: Micros,
    /// Server time of an ordinary service call.
    pub service_server_time: Micros,
    /// Server time of a sign-in, of Identity Center's portal and of IAM Roles Anywhere.
    pub sign_in_server_time: Micros,
    /// Server time of a call to IAM's control plane or to the Account Management API.
    pub control_server_time: Micros,
    /// Round trips of the TLS handshake: 1 for TLS 1.3, 2 for TLS 1.2.
    pub tls_round_trips: u32,
    /// Whether round trips vary.
    pub weather: Weather,
    /// After a failed renewal the next call, which tries again, comes so much later.
    pub next_call: Micros,
    /// After a failed write an administrator tries again so much later.
    pub next_write: Micros,
    /// Requests that may come at once before the quota of 600 a second bites.
    pub quota_burst: u32,
    /// Whether STS of a Region that the caller's account has not enabled knows the caller's key.
    pub caller_in_region_not_enabled: CallerInRegionNotEnabled,
    /// Whether deactivated STS of a Region also refuses the global name as served there.
    pub deactivated_under_global_name: DeactivatedUnderGlobalName,
    /// Which endpoint an SDK calls whose default its sources dispute.
    pub disputed_default: DisputedDefault,
    /// Life of credentials that AWS delivers.
    pub delivered_session: Micros,
    /// How long a change takes to reach a data plane, in thousandths of the assumed distribution.
    pub propagation_permille: u32,
    /// How long enabling or disabling a Region takes, in thousandths of the assumed distribution.
    pub enabling_permille: u32,
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

/// AWS says nothing about a deactivated endpoint whose Region serves the global name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeactivatedUnderGlobalName {
    /// The engine answers *unknown*.
    Unknown,
    /// The global name is another endpoint: it goes on working.
    Accepted,
    /// The Region's STS refuses under every name.
    Refused,
}

/// Sources contradict each other on the default of the SDK for C++, and none of them is code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisputedDefault {
    /// The engine answers *unknown*.
    Unknown,
    /// The Region's own endpoint, as AWS documents.
    Regional,
    /// As `legacy`, by which certain Regions go to the global name: as users observe.
    Legacy,
}

impl Assumptions {
    /// How long a server works on a request on a good day.
    pub const fn server_time(&self, service: ServiceKind) -> Micros {
        match service {
            ServiceKind::StsGlobal | ServiceKind::StsRegional => self.issue_server_time,
            ServiceKind::Service => self.service_server_time,
            ServiceKind::SignIn | ServiceKind::IdentityCenter | ServiceKind::RolesAnywhere => self.sign_in_server_time,
            ServiceKind::Iam | ServiceKind::AccountApi => self.control_server_time,
        }
    }
}

impl Default for Assumptions {
    fn default() -> Self {
        Self {
            dns: Micros::from_millis(4),
            dns_lifetime: Micros::from_secs(60),
            issue_server_time: Micros::from_millis(13),
            service_server_time: Micros::from_millis(3),
            sign_in_server_time: Micros::from_millis(200),
            control_server_time: Micros::from_millis(50),
            tls_round_trips: 1,
            weather: Weather::Varying,
            next_call: Micros::from_secs(1),
            next_write: Micros::from_secs(60),
            quota_burst: 600,
            caller_in_region_not_enabled: CallerInRegionNotEnabled::Refused,
            deactivated_under_global_name: DeactivatedUnderGlobalName::Unknown,
            disputed_default: DisputedDefault::Unknown,
            delivered_session: Micros::from_secs(6 * 3_600),
            propagation_permille: 1_000,
            enabling_permille: 1_000,
        }
    }
}
