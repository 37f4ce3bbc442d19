//! The day as `crates/lessons/benches/engine/rivals.rs` writes it: all times in microseconds.
//! Reading only.

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub struct Workload {
    pub seed: u64,
    /// When fingerprints are compared.
    pub checked_at: u64,
    pub end: u64,
    pub dns: u64,
    pub issue_server_time: u64,
    pub service_server_time: u64,
    pub tls_round_trips: u64,
    /// After a failed renewal the next one comes so much later.
    pub next_call: u64,
    pub quota_burst: u64,
    pub routes: Vec<Route>,
    /// In the order of their names.
    pub groups: Vec<Group>,
}

#[derive(Debug, Deserialize)]
pub struct Route {
    /// `from>to`.
    pub key: String,
    pub rtt: u64,
    /// From, until.
    pub dropped: Vec<(u64, u64)>,
    /// From, until, share of STS's answers in parts per million.
    pub errors: Vec<(u64, u64, u64)>,
}

impl Route {
    pub fn is_dropped(&self, now: u64) -> bool {
        self.dropped.iter().any(|&(from, until)| (from..until).contains(&now))
    }

    pub fn errors_ppm(&self, now: u64) -> u64 {
        self.errors.iter().find(|(from, until, _)| (*from..*until).contains(&now)).map_or(0, |&(_, _, ppm)| ppm)
    }
}

#[derive(Debug, Default, Deserialize)]
pub struct Group {
    pub name: String,
    pub count: u32,
    /// Time between two runs of a job; none for a workload, which renews a session.
    pub every: Option<u64>,
    /// Route to STS.
    pub sts: Option<usize>,
    /// Whose quota its calls count against.
    pub quota: Option<String>,
    /// Routes to the Regions it uses.
    pub uses: Vec<usize>,
    pub session: u64,
    pub client: Client,
}

#[derive(Debug, Default, Deserialize)]
pub struct Client {
    pub advisory_before_expiry: Option<u64>,
    pub mandatory_before_expiry: u64,
    pub jitter_permille: u64,
    pub connect_timeout: u64,
    pub read_timeout: u64,
    pub load_timeout: Option<u64>,
    pub keep_alive: u64,
    pub attempts: u64,
    pub base: u64,
    pub throttle_base: u64,
    pub cap: u64,
    pub full_jitter: bool,
}
