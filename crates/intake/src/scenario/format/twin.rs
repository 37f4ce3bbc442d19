//! The table of the second world, as data.
//! What it changes about accounts, clients and principals stands in their own modules.

use super::top::TITLE;
use super::{Absent, Key, Shape, Table, account, assumption, client, principal};
use crate::limits::MOST_SPECS;

pub(super) static TWIN: Table = Table::new(
    "twin",
    "World B: world A, with only what stands here laid over it.",
    &[
        Key::may("label", TITLE, "What makes world B special.").absent(Absent::Words("B")),
        Key::may("as_of", Shape::Day, "The day whose AWS rules apply, where it is another than world A's."),
        Key::may("client", Shape::Table(&client::EVERY_CLIENT), "For every client whose SDK has the setting."),
        Key::may("account", Shape::Table(&account::TWIN_ACCOUNT), "For every account."),
        Key::may("assumption", Shape::Table(&assumption::TWIN_ASSUMPTION), "What is chosen otherwise.").since(2),
        Key::may(
            "principal",
            Shape::Tables { of: &principal::TWIN_PRINCIPAL, least: 0, most: MOST_SPECS },
            "By name, for one principal.",
        ),
    ],
);
