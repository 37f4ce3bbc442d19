//! The top of a scenario file, and texts for readers, as data.
//! Where the other tables are: beside this file.

use sts_atlas_sim::Seed;

use super::{Absent, Key, Regions, Shape, Table, VERSION, account, assumption, change, fault, principal, twin};
use crate::limits::{
    LONGEST_TEXT, LONGEST_TITLE, MOST_ACCOUNTS, MOST_CHANGES, MOST_FAULTS, MOST_FLAGS, MOST_REGIONS, MOST_SPECS,
};

pub(in crate::scenario) static SCENARIO: Table = Table::new(
    "scenario",
    "A cast of principals in two worlds, what breaks, and when.",
    &[
        Key::must(
            "version",
            Shape::Number { least: VERSION as u64, most: VERSION as u64 },
            "The version of this format.",
        ),
        Key::may("id", Shape::Id, "Lower-case letters, digits, hyphens. Share links name the scene by it.")
            .absent(Absent::Words("the file's stem")),
        Key::must("title", TITLE, "What the scenario is called."),
        Key::may("summary", LONG_TEXT, "One or two sentences about it."),
        Key::may("label", TITLE, "What makes world A special.").absent(Absent::Words("A")),
        Key::must("as_of", Shape::Day, "The day whose AWS rules apply."),
        Key::must("start", Shape::Utc, "The instant at which the worlds start."),
        Key::may(
            "event_time",
            Shape::EventTime,
            "The clock by which the event was told: what it is called, and how far it is ahead of UTC.",
        ),
        Key::must("length", Shape::Span { least: "1m", most: "7d" }, "How long the worlds run."),
        Key::may("seed", Shape::Number { least: 0, most: Seed::MAX }, "Luck.").absent(Absent::Number(1)),
        Key::may(
            "offer_opt_in",
            OPT_IN_REGIONS,
            "Opt-in Regions a reader may enable, beside those that appear anyway.",
        ),
        Key::may("account", Shape::Tables { of: &account::ACCOUNT, least: 1, most: MOST_ACCOUNTS }, "Accounts.")
            .absent(Absent::Words("one account `main` as AWS sets it up")),
        Key::must(
            "principal",
            Shape::Tables { of: &principal::PRINCIPAL, least: 1, most: MOST_SPECS },
            "Who acts, from where, with what.",
        ),
        Key::may(
            "fault",
            Shape::TablesBy { by: "kind", of: fault::FAULTS, least: 0, most: MOST_FAULTS },
            "What breaks, in both worlds. Share links name faults by their position: new ones go to the end.",
        ),
        Key::may(
            "change",
            Shape::TablesBy { by: "what", of: change::CHANGES, least: 0, most: MOST_CHANGES },
            "What administrators write to IAM, and when, in both worlds.",
        )
        .since(2),
        Key::may("assumption", Shape::Table(&assumption::ASSUMPTION), "What nobody documents and a model must choose.")
            .since(2),
        Key::may("flag", Shape::Tables { of: &FLAG, least: 0, most: MOST_FLAGS }, "What is said at a time."),
        Key::may("twin", Shape::Table(&twin::TWIN), "World B: world A, with only what stands here laid over it."),
    ],
);

static FLAG: Table = Table::new(
    "flag",
    "Something said at a time, for example a post on AWS's dashboard.",
    &[
        Key::must("at", Shape::Moment, "When."),
        Key::must("text", LONG_TEXT, "What."),
        Key::may("approximate", Shape::Truth, "Whether its sources give the time only roughly.")
            .since(2)
            .absent(Absent::Truth(false)),
    ],
);

/// A title in both languages.
pub(super) const TITLE: Shape = Shape::Table(&TITLE_TABLE);
/// A longer text in both languages.
pub(super) const LONG_TEXT: Shape = Shape::Table(&LONG_TEXT_TABLE);
/// Opt-in Regions, each once.
pub(super) const OPT_IN_REGIONS: Shape =
    Shape::List { of: &Shape::Region(Regions::OptIn), least: 0, most: MOST_REGIONS };

static TITLE_TABLE: Table = Table::new(
    "title",
    "A title in both languages.",
    &[
        Key::must("en", Shape::Text { most: LONGEST_TITLE }, "English."),
        Key::must("ja", Shape::Text { most: LONGEST_TITLE }, "Japanese."),
    ],
);

static LONG_TEXT_TABLE: Table = Table::new(
    "text",
    "A text in both languages.",
    &[
        Key::must("en", Shape::Text { most: LONGEST_TEXT }, "English."),
        Key::must("ja", Shape::Text { most: LONGEST_TEXT }, "Japanese."),
    ],
);
