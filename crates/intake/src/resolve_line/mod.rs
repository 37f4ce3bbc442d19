//! `sts-atlas resolve`: a client's configuration as a line of JSON in, the URL it calls, or how it refuses, out.
//! What settings lead to is `sim`'s business; how a shared config file is read, `aws_config`'s.

mod answer;
mod client_name;
mod question;

pub use answer::{RefusalReason, ResolveAnswer, ResolveRefusal, resolve, resolve_json};
pub use question::{ResolveQuestion, parse_resolve_line};
