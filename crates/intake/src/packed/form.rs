//! What the bytes hold: types that only say how things are written, in this order.
//! Nothing is judged here; a change of any type is a new version.

use serde::{Deserialize, Serialize};

/// Index into [`Scenario::names`].
pub(super) type Name = u8;
/// English and Japanese.
pub(super) type Text = (String, String);

#[derive(Serialize, Deserialize)]
pub(super) struct Scenario {
    /// Codes of Regions, names of cities and ids of SDKs, each once.
    pub names: Vec<String>,
    pub id: String,
    pub title: Text,
    pub summary: Text,
    /// Microseconds since 1970-01-01.
    pub start: i64,
    /// Microseconds.
    pub length: u64,
    pub seed: u64,
    pub worlds: [World; 2],
    pub faults: Vec<OfferedFault>,
    pub offered_opt_in: Vec<Name>,
    pub flags: Vec<Flag>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct World {
    pub label: Text,
    /// Days since 1970-01-01.
    pub as_of: i32,
    pub accounts: Vec<Account>,
    pub principals: Vec<Principal>,
    pub assumptions: Assumptions,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Account {
    pub id: String,
    pub opt_in: Vec<Name>,
    pub sts_deactivated: Vec<Name>,
    pub global_token_v2: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Principal {
    pub name: String,
    pub count: u32,
    pub at: Name,
    /// Microseconds between two runs of a job; none for a workload.
    pub every: Option<u64>,
    pub credentials: Credentials,
    pub client: Client,
    pub amazon_resolver: bool,
    /// Microseconds.
    pub session: u64,
    pub uses: Vec<Name>,
    pub account: u32,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) enum Credentials {
    AssumeRole,
    WebIdentity,
    Imds,
    AccessKey,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Client {
    pub sdk: Name,
    pub version: (u16, u16, u16),
    pub region: Option<Name>,
    /// `sts_regional_endpoints`, where it is set: `regional` rather than `legacy`.
    pub regional_mode: Option<bool>,
}

/// Spans are microseconds.
#[derive(Serialize, Deserialize)]
pub(super) struct Assumptions {
    pub dns: u64,
    pub issue_server_time: u64,
    pub service_server_time: u64,
    pub tls_round_trips: u32,
    pub weather_varies: bool,
    pub next_call: u64,
    pub quota_burst: u32,
    pub caller_in_region_not_enabled_accepted: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct OfferedFault {
    pub fault: Fault,
    /// Starts and ends in microseconds; without an end it holds for ever.
    pub windows: Vec<(u64, Option<u64>)>,
    pub title: Text,
    pub note: Option<Text>,
    pub assumed: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) enum Fault {
    Path { from: Vec<Name>, to: Vec<Name>, one_way: bool, effect: Effect },
    Region { at: Vec<Name> },
    Sts { at: Vec<Name>, names: StsNames, effect: Effect },
}

/// What a path or an endpoint suffers.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) enum Effect {
    /// All of it: dropped, or down.
    Whole,
    /// A share of it, in parts per million: lost, or answered with an error.
    Share(u32),
    /// It takes longer, by a factor in thousandths.
    Slow(u32),
}

#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) enum StsNames {
    Both,
    RegionalOnly,
    GlobalOnly,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Flag {
    /// Microseconds after the start.
    pub at: u64,
    pub text: Text,
}
