//! The table of assumptions, as data: what nobody documents and a model must choose.
//! What each leads to is `sim`'s business.

use super::{Absent, Key, Shape, Table, Word, word};

macro_rules! assumptions {
    ($($key:ident: $absent:expr, $shape:expr, $doc:expr;)+) => {
        pub(super) static ASSUMPTION: Table = Table::new(
            "assumption",
            "What nobody documents and a model must choose: what is not said here is as the model assumes it.",
            &[$(Key::may(stringify!($key), $shape, $doc).absent($absent)),+],
        );

        /// What the twin chooses otherwise.
        pub(super) static TWIN_ASSUMPTION: Table = Table::new(
            "twin_assumption",
            "What is chosen otherwise than in world A.",
            &[$(Key::may(stringify!($key), $shape, $doc)),+],
        );
    };
}

assumptions! {
    dns: Absent::Text("4ms"), SHORT, "Time of a DNS look-up.";
    dns_lifetime: Absent::Text("1m"), Shape::Span { least: "0s", most: "1d" }, "How long an answer of the DNS stays good for whoever asked.";
    issue_server_time: Absent::Text("13ms"), SERVER, "Server time of AssumeRole and its kin.";
    service_server_time: Absent::Text("3ms"), SERVER, "Server time of an ordinary call.";
    sign_in_server_time: Absent::Text("200ms"), SERVER, "Server time of a sign-in, of Identity Center's portal and of IAM Roles Anywhere.";
    control_server_time: Absent::Text("50ms"), SERVER, "Server time of IAM's control plane and of the Account Management API.";
    tls_round_trips: Absent::Number(1), Shape::Number { least: 1, most: 2 }, "Round trips of the TLS handshake: 1 for TLS 1.3, 2 for TLS 1.2.";
    weather: Absent::Text("varying"), Shape::Word(WEATHERS), "Whether round trips vary.";
    next_call: Absent::Text("1s"), Shape::Span { least: "1ms", most: "1m" }, "Time from a failed renewal to the next call, which tries again.";
    next_write: Absent::Text("1m"), Shape::Span { least: "1s", most: "1d" }, "Time from an administrator's failed write to the next one.";
    quota_burst: Absent::Number(600), Shape::Number { least: 1, most: 1_000_000 }, "Requests that may come at once before the quota of 600 a second bites.";
    caller_in_region_not_enabled: Absent::Text("refused"), Shape::Word(CALLERS), "What STS says to a caller whose account has not enabled its Region.";
    deactivated_under_global_name: Absent::Text("unknown"), Shape::Word(DEACTIVATED), "What a Region whose STS is deactivated says under the global name.";
    disputed_default: Absent::Text("unknown"), Shape::Word(DISPUTED), "Which endpoint the SDK for C++ calls, on which sources contradict each other.";
    delivered_session: Absent::Text("6h"), Shape::Span { least: "15m", most: "36h" }, "Life of the credentials that AWS delivers.";
    propagation: Absent::Number(1), Shape::Times, "How long a change takes to reach a data plane, in multiples of the assumed distribution.";
    enabling: Absent::Number(1), Shape::Times, "How long it takes to enable or disable a Region, in multiples of the assumed distribution.";
}

const SHORT: Shape = Shape::Span { least: "0s", most: "1m" };
const SERVER: Shape = Shape::Span { least: "1us", most: "1m" };

const WEATHERS: &[Word] =
    &[word("varying", "they do, as is assumed"), word("still", "every round trip takes its median")];
const CALLERS: &[Word] = &[
    word("refused", "InvalidClientTokenId, as users observe"),
    word("accepted", "only the role's account matters, as AWS documents"),
];
const DISPUTED: &[Word] = &[
    word("unknown", "nobody knows"),
    word("regional", "the Region's own endpoint, as AWS documents"),
    word("legacy", "certain Regions go to the global endpoint, as users observe"),
];
const DEACTIVATED: &[Word] = &[
    word("unknown", "nobody says"),
    word("accepted", "the global name is another endpoint and goes on working"),
    word("refused", "it refuses under every name"),
];
