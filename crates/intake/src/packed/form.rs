//! What the bytes hold: types that only say how things are written, in this order.
//! Nothing is judged here; a change of any type is a new version.

use crate::wire::{Reader, Wire, wire};

/// Index into [`Scenario::names`].
pub(crate) type Name = u8;
/// Index into a list of words, in the order in which `words` has them.
pub(crate) type Word = u8;
/// English and Japanese.
pub(crate) type Text = (String, String);

wire! {
    pub(crate) struct Scenario {
        /// Codes of Regions, names of cities and ids of SDKs, each once.
        pub names: Vec<String>,
        pub id: String,
        pub title: Text,
        pub summary: Text,
        /// Microseconds since 1970-01-01.
        pub start: i64,
        /// As in a scenario file; empty where there is none.
        pub event_time: String,
        /// Microseconds.
        pub length: u64,
        pub seed: u64,
        pub worlds: [World; 2],
        pub faults: Vec<OfferedFault>,
        pub offered_opt_in: Vec<Name>,
        pub flags: Vec<Flag>,
    }

    pub(crate) struct World {
        pub label: Text,
        /// Days since 1970-01-01.
        pub as_of: i32,
        pub accounts: Vec<Account>,
        pub principals: Vec<Principal>,
        pub changes: Vec<Change>,
        pub assumptions: Assumptions,
    }

    pub(crate) struct Account {
        pub id: String,
        pub opt_in: Vec<Name>,
        pub sts_deactivated: Vec<Name>,
        pub global_token_v2: bool,
    }

    pub(crate) struct Principal {
        pub name: String,
        pub count: u32,
        pub at: Name,
        pub kind: Word,
        /// Microseconds between two runs, acts or writes; none of those that hold a session all the time.
        pub every: Option<u64>,
        pub credentials: Word,
        pub operation: Option<Word>,
        pub client: Client,
        pub amazon_resolver: bool,
        /// Microseconds.
        pub session: u64,
        /// Microseconds.
        pub role_most: u64,
        pub chained: bool,
        pub uses: Vec<Name>,
        pub service: Word,
        pub account: u32,
        pub role_account: u32,
        pub failover: Vec<Name>,
        pub issuer: Option<Name>,
        /// A Region's sign-in endpoint; none: the global one.
        pub sign_in: Option<Name>,
        /// Home and replicas.
        pub identity_center: Option<(Name, Vec<Name>)>,
    }

    pub(crate) struct Client {
        pub sdk: Name,
        pub version: (u16, u16, u16),
        pub region: Option<Name>,
        /// `sts_regional_endpoints`, where it is set: `regional` rather than `legacy`.
        pub regional_mode: Option<bool>,
        pub use_fips: bool,
        pub use_dual_stack: bool,
        /// The user's own endpoint: which sort of name of STS, and of which Region; another host has neither.
        pub endpoint_url: Option<(Word, Option<Name>)>,
        /// The retry mode, and whether the client opts in to the retries of 2026, where it says either.
        pub retries: Option<Word>,
        pub max_attempts: Option<u32>,
        /// Microseconds.
        pub connect_timeout: Option<u64>,
        /// Microseconds.
        pub read_timeout: Option<u64>,
    }

    pub(crate) struct Change {
        pub name: String,
        pub by: u32,
        /// Microseconds after the start.
        pub at: u64,
        pub account: u32,
        pub what: Word,
        /// Whether it is so from then on.
        pub on: bool,
        /// Whose role, where it is about one.
        pub principal: u32,
        /// Which Region, where it is about one.
        pub region: Option<Name>,
    }

    /// Spans are microseconds.
    pub(crate) struct Assumptions {
        pub dns: u64,
        pub dns_lifetime: u64,
        pub issue_server_time: u64,
        pub service_server_time: u64,
        pub sign_in_server_time: u64,
        pub control_server_time: u64,
        pub tls_round_trips: u32,
        pub weather_varies: bool,
        pub next_call: u64,
        pub next_write: u64,
        pub quota_burst: u32,
        pub caller_in_region_not_enabled_accepted: bool,
        pub deactivated_under_global_name: Word,
        pub disputed_default: Word,
        pub delivered_session: u64,
        pub propagation_permille: u32,
        pub enabling_permille: u32,
    }

    pub(crate) struct OfferedFault {
        pub fault: Fault,
        /// Starts and ends in microseconds; without an end it holds for ever.
        pub windows: Vec<(u64, Option<u64>)>,
        pub title: Text,
        pub note: Option<Text>,
        pub assumed: bool,
        pub approximate_start: bool,
        pub approximate_end: bool,
    }

    /// One form for all kinds: what a kind does not have stays empty.
    pub(crate) struct Fault {
        pub kind: Word,
        /// Places, or one end of a path.
        pub at: Vec<Name>,
        /// The other end, or what is named or let through.
        pub to: Vec<Name>,
        pub words: Vec<Word>,
        pub effect: Effect,
    }

    pub(crate) struct Flag {
        /// Microseconds after the start.
        pub at: u64,
        pub text: Text,
        pub approximate: bool,
    }
}

/// What a path or a server suffers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// All of it: dropped, or down.
    Whole,
    /// A share of it, in parts per million: lost, or answered with an error.
    Share(u32),
    /// It takes longer, by a factor in thousandths.
    Slow(u32),
}

impl Wire for Effect {
    fn put(&self, out: &mut Vec<u8>) {
        let (kind, by): (Word, Option<u32>) = match *self {
            Self::Whole => (0, None),
            Self::Share(share) => (1, Some(share)),
            Self::Slow(permille) => (2, Some(permille)),
        };
        kind.put(out);
        if let Some(by) = by {
            by.put(out);
        }
    }

    fn take(from: &mut Reader<'_>) -> Self {
        match Word::take(from) {
            0 => Self::Whole,
            1 => Self::Share(u32::take(from)),
            2 => Self::Slow(u32::take(from)),
            _ => {
                from.fail();
                Self::Whole
            }
        }
    }
}
