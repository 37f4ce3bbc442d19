//! What the product says: every sentence outside facts and content, in English and Japanese, as typed messages.
//! No markup, no logic beyond choosing words; statements about AWS come from `facts`, scenario texts from content.

mod cause;
#[cfg(feature = "terminal")]
mod checked;
mod chrome;
mod config_error;
#[cfg(feature = "terminal")]
mod expected;
mod fault;
mod format;
mod happened;
mod in_words;
mod instruments;
#[cfg(feature = "terminal")]
mod issue;
mod lab;
mod lang;
#[cfg(feature = "terminal")]
mod line_error;
mod link_error;
mod messages;
mod model;
#[cfg(feature = "terminal")]
mod not_opened;
mod report;
mod resolved;
mod settings;
mod summary;
#[cfg(feature = "terminal")]
mod syntax;
mod timeline;
mod typed;

pub use cause::{cause, failed_at_limit, is_rough_time};
#[cfg(feature = "terminal")]
pub use checked::{
    count_errors, count_faults, count_files, count_notes, count_principals, file_not_utf8, file_right, file_unreadable,
    files_checked,
};
pub use chrome::*;
pub use config_error::config_error;
#[cfg(feature = "terminal")]
pub use expected::expected;
pub use fault::{fault_name, fault_title};
pub use format::*;
pub use happened::{happened, happened_heading, happened_nothing};
pub use in_words::{
    in_words, in_words_acts, in_words_can, in_words_here, in_words_next, in_words_now, what_comes_next,
    what_is_happening, what_is_here,
};
pub use instruments::*;
#[cfg(feature = "terminal")]
pub use issue::{issue, issue_code, note};
pub use lab::*;
pub use lang::{Lang, spaced};
#[cfg(feature = "terminal")]
pub use line_error::{line_error, refusal};
pub use link_error::{link_error, recording_file_error};
pub use model::*;
#[cfg(feature = "terminal")]
pub use not_opened::{link_not_opened, scene_not_opened};
pub use report::*;
pub use resolved::*;
pub use settings::*;
pub use summary::{live_summary, place_count, summary_refused_too, world_sentence};
pub use timeline::*;
