//! Every format in and out: scenario files, share links, snapshots as JSON. Every byte that comes in is untrusted.
//! File formats have their own shapes and are converted here; no sentence in another language than English.

mod address;
mod document;
mod issue;
mod link;
mod nearest;
mod quantity;
mod ruleset_line;
pub mod scenario;
mod snapshot_json;

pub use address::{Page, Route, UnknownRoute};
pub use issue::{Condition, Expected, Found, Issue, IssueCode};
pub use link::{LONGEST_LINK, LinkError, decode, encode};
pub use quantity::{QuantityError, parse_span, parse_utc};
pub use ruleset_line::{parse_ruleset_line, ruleset_json};
pub use snapshot_json::snapshot_json;
