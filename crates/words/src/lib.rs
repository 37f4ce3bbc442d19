//! What the product says: every sentence outside facts and content, in English and Japanese, as typed messages.
//! No markup, no logic beyond choosing words; statements about AWS come from `facts`, scenario texts from content.

mod cause;
mod chrome;
mod format;
mod lab;
mod lang;
mod link_error;
mod messages;
mod model;
mod report;
mod resolved;
mod summary;

pub use cause::{cause, failed_at_limit};
pub use chrome::*;
pub use format::*;
pub use lab::*;
pub use lang::Lang;
pub use link_error::link_error;
pub use model::*;
pub use report::*;
pub use resolved::*;
pub use summary::{live_summary, place_count, summary_refused_too, world_sentence};
