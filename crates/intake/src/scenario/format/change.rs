//! The tables of changes of IAM, one for each sort, as data.
//! How a change travels is `sim`'s business.

use super::account::TOKEN_VERSIONS;
use super::{Absent, Key, Regions, Shape, Table, Variant};
use crate::limits::{LONGEST_ID, LONGEST_NAME};

pub(super) const CHANGES: &[Variant] = &[
    Variant { word: "create-role", table: &CREATE_ROLE },
    Variant { word: "delete-role", table: &DELETE_ROLE },
    Variant { word: "allow", table: &ALLOW },
    Variant { word: "deny", table: &DENY },
    Variant { word: "activate-sts", table: &ACTIVATE_STS },
    Variant { word: "deactivate-sts", table: &DEACTIVATE_STS },
    Variant { word: "global-token", table: &GLOBAL_TOKEN },
    Variant { word: "enable-region", table: &ENABLE_REGION },
    Variant { word: "disable-region", table: &DISABLE_REGION },
];

static CREATE_ROLE: Table = Table::new(
    "change_create_role",
    "The principal's role, which does not exist before.",
    &[WHAT, NAME, BY, AT, PRINCIPAL],
);
static DELETE_ROLE: Table =
    Table::new("change_delete_role", "The principal's role no longer exists.", &[WHAT, NAME, BY, AT, PRINCIPAL]);
static ALLOW: Table = Table::new(
    "change_allow",
    "The principal may use its services, which it may not before.",
    &[WHAT, NAME, BY, AT, PRINCIPAL],
);
static DENY: Table =
    Table::new("change_deny", "The principal may no longer use its services.", &[WHAT, NAME, BY, AT, PRINCIPAL]);
static ACTIVATE_STS: Table =
    Table::new("change_activate_sts", "STS of a Region is activated.", &[WHAT, NAME, BY, AT, ACCOUNT, STS_REGION]);
static DEACTIVATE_STS: Table =
    Table::new("change_deactivate_sts", "STS of a Region is deactivated.", &[WHAT, NAME, BY, AT, ACCOUNT, STS_REGION]);
static GLOBAL_TOKEN: Table = Table::new(
    "change_global_token",
    "What the global endpoint issues.",
    &[WHAT, NAME, BY, AT, ACCOUNT, Key::must("global_token", Shape::Word(TOKEN_VERSIONS), "From then on.")],
);
static ENABLE_REGION: Table = Table::new(
    "change_enable_region",
    "An opt-in Region is enabled, through the Account Management API.",
    &[WHAT, NAME, BY, AT, ACCOUNT, OPT_IN_REGION],
);
static DISABLE_REGION: Table = Table::new(
    "change_disable_region",
    "An opt-in Region is disabled, through the Account Management API.",
    &[WHAT, NAME, BY, AT, ACCOUNT, OPT_IN_REGION],
);

const WHAT: Key = Key::must("what", Shape::Tag, "What is written.");
const NAME: Key = Key::must("name", Shape::Text { most: LONGEST_NAME }, "Its name; each name stands once.");
const BY: Key = Key::must(
    "by",
    Shape::Name { most: LONGEST_NAME, of: "principal" },
    "Who writes it: a principal of kind \"admin\".",
);
const AT: Key = Key::must("at", Shape::Moment, "When the write is sent.");
const PRINCIPAL: Key =
    Key::must("principal", Shape::Name { most: LONGEST_NAME, of: "principal" }, "Whose role it is about.");
const ACCOUNT: Key = Key::may("account", Shape::Name { most: LONGEST_ID, of: "account" }, "An account's `id`.")
    .absent(Absent::Words("the administrator's account"));
const STS_REGION: Key = Key::must(
    "region",
    Shape::Region(Regions::Deactivatable),
    "Which Region; STS of us-east-1 and of opt-in Regions cannot be deactivated.",
);
const OPT_IN_REGION: Key = Key::must("region", Shape::Region(Regions::OptIn), "Which Region.");
