//! What a recording shows beyond the map: charts, lanes, tables, causes, each a finished sheet of HTML in the reader's language.
//! No browser and no page is known here; nothing is simulated that the player does not simulate.

mod ask;
mod desk;
mod forms;
mod html;
mod labels;
mod map;
mod question;
mod rules;
mod sheets;

pub use ask::{Ask, AskError, Sheet, Subject};
pub use desk::{Answer, Desk};
pub use labels::{Measure, estimate};
pub use question::Question;
