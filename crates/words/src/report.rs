//! Words of the page that the command line prints about a run.
//! No number is formatted here; names of the model's own words stand in `model`.

use crate::messages::messages;

messages! {
    /// A statement with how well it is known.
    statement_known(statement, known) { en: "{statement} ({known})", ja: "{statement}（{known}）" }
}
