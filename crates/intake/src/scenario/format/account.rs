//! The table of an account, and of what the twin changes about accounts, as data.
//! What the settings lead to is `sim`'s business.

use super::top::OPT_IN_REGIONS;
use super::{Absent, Key, Regions, Shape, Table, Word, word};
use crate::limits::{LONGEST_ID, MOST_REGIONS};

pub(super) static ACCOUNT: Table = Table::new(
    "account",
    "An AWS account.",
    &[
        Key::must("id", Shape::Text { most: LONGEST_ID }, "Its name in this file."),
        OPT_IN,
        STS_DEACTIVATED,
        GLOBAL_TOKEN.absent(Absent::Text("v1")),
    ],
);

/// What the twin changes, for every account.
pub(super) static TWIN_ACCOUNT: Table =
    Table::new("twin_account", "What is different about every account.", &[OPT_IN, STS_DEACTIVATED, GLOBAL_TOKEN]);

const OPT_IN: Key = Key::may("opt_in", OPT_IN_REGIONS, "Opt-in Regions that are enabled.");
const STS_DEACTIVATED: Key = Key::may(
    "sts_deactivated",
    Shape::List { of: &Shape::Region(Regions::Deactivatable), least: 0, most: MOST_REGIONS },
    "Regions whose STS endpoint is deactivated; us-east-1 and opt-in Regions cannot be.",
);
const GLOBAL_TOKEN: Key = Key::may("global_token", Shape::Word(TOKEN_VERSIONS), "What the global endpoint issues.");

pub(super) const TOKEN_VERSIONS: &[Word] =
    &[word("v1", "valid in Regions enabled by default only"), word("v2", "valid in all enabled Regions")];
