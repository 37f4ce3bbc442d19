//! Every format in and out: scenario files, packed scenarios, share links, recordings, snapshots as JSON. Every byte that comes in is untrusted.
//! File formats have their own shapes and are converted here; no sentence of them is here.

mod address;
mod aws_config;
#[cfg(feature = "json")]
mod change_json;
mod csv;
#[cfg(feature = "json")]
mod document;
mod edits;
mod endpoint_url;
mod event_time;
#[cfg(feature = "json")]
mod issue;
mod limits;
#[cfg(feature = "json")]
mod line_error;
mod link;
mod modelled;
mod names;
#[cfg(feature = "json")]
mod nearest;
mod packed;
#[cfg(feature = "json")]
mod quantity;
pub mod recording_file;
#[cfg(feature = "json")]
mod resolve_line;
#[cfg(feature = "json")]
mod ruleset_line;
#[cfg(feature = "json")]
mod run_json;
#[cfg(feature = "json")]
pub mod scenario;
#[cfg(feature = "json")]
mod snapshot_json;
mod sources;
#[cfg(feature = "json")]
mod syntax;
mod url_user;
mod wire;

pub use address::{Page, Route, UnknownRoute};
pub use aws_config::{ConfigError, ConfigProblem, ConfigProfile, RoleChainError, SharedConfig, parse_config};
pub use csv::{history_csv, requests_csv};
pub use endpoint_url::custom_endpoint;
#[cfg(feature = "json")]
pub use issue::{Condition, Expected, Found, Issue, IssueCode, Rewritten};
#[cfg(feature = "json")]
pub use line_error::{JsonKind, JsonProblem, LineError};
pub use link::{LONGEST_LINK, LONGEST_SHARED_LINK, LinkError, decode, encode};
#[cfg(feature = "json")]
pub use modelled::FIRST_DAY;
#[cfg(feature = "json")]
pub use nearest::nearest;
pub use packed::{PackedError, pack, packed_from, packed_text, unpack};
#[cfg(feature = "json")]
pub use quantity::{QuantityError, parse_span, parse_utc, write_span};
#[cfg(feature = "json")]
pub use resolve_line::{
    RefusalReason, ResolveAnswer, ResolveQuestion, ResolveRefusal, parse_resolve_line, resolve, resolve_json,
};
#[cfg(feature = "json")]
pub use ruleset_line::{parse_ruleset_line, ruleset_json};
#[cfg(feature = "json")]
pub use run_json::run_json;
#[cfg(feature = "json")]
pub use snapshot_json::snapshot_json;
#[cfg(feature = "json")]
pub use syntax::{Syntax, SyntaxProblem};
