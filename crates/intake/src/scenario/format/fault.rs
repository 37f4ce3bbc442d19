//! The tables of faults, one for each kind, as data.
//! Whom a fault hurts is `sim`'s business.

use super::top::{LONG_TEXT, TITLE};
use super::{Absent, Key, Need, Places, Regions, Shape, Table, Variant, Word, word};
use crate::issue::Condition;
use crate::limits::MOST_PLACES;

pub(super) const FAULTS: &[Variant] = &[
    Variant { word: "path", table: &PATH },
    Variant { word: "region", table: &REGION },
    Variant { word: "sts", table: &STS },
];

static PATH: Table = Table::new(
    "fault_path",
    "Packets between two sets of places, and only those named: a city near a Region is not in it.",
    &[
        KIND,
        Key::must("from", PLACES, "One end: Regions and cities, also Regions without latency data."),
        Key::must("to", REGIONS, "The other end."),
        Key::may("direction", Shape::Word(DIRECTIONS), "Which packets are hit.").absent(Absent::Text("both-ways")),
        Key::may("effect", Shape::WordOrTable { words: DROP, table: &PATH_EFFECT }, "What happens to the packets.")
            .absent(Absent::Text("drop")),
        START,
        END,
        TITLE_KEY,
        NOTE,
        ASSUMED,
    ],
);

static REGION: Table = Table::new(
    "fault_region",
    "Everything in these Regions stops.",
    &[KIND, Key::must("at", REGIONS, "Which Regions."), START, END, TITLE_KEY, NOTE, ASSUMED],
);

static STS: Table = Table::new(
    "fault_sts",
    "STS endpoints.",
    &[
        KIND,
        Key::must("at", REGIONS, "In which Regions."),
        Key::may("names", Shape::Word(STS_NAMES), "Which of the names served there.").absent(Absent::Text("both")),
        Key::may("effect", Shape::WordOrTable { words: DOWN, table: &SERVER_EFFECT }, "What happens to requests.")
            .absent(Absent::Text("down")),
        START,
        END,
        TITLE_KEY,
        NOTE,
        ASSUMED,
    ],
);

static PATH_EFFECT: Table = Table {
    one_of: true,
    ..Table::new(
        "path_effect",
        "Part of the harm.",
        &[Key::may("loss", Shape::Share, "A share of new connections' first packets is lost."), SLOW_PATH],
    )
};

static SERVER_EFFECT: Table = Table {
    one_of: true,
    ..Table::new(
        "server_effect",
        "Part of the harm.",
        &[Key::may("errors", Shape::Share, "A share of requests is answered with 503."), SLOW_SERVER],
    )
};

const KIND: Key = Key::must("kind", Shape::Tag, "What breaks.");
const START: Key =
    Key::may("start", Shape::Moment, "When it starts.").absent(Absent::Words("it is only offered for breaking"));
const END: Key = Key::may("end", Shape::Moment, "When it ends.")
    .need(Need::MayOnly(Condition::Beside { key: "start" }))
    .absent(Absent::Words("the scenario's end"));
const TITLE_KEY: Key = Key::must("title", TITLE, "What it is called.");
const NOTE: Key = Key::may("note", LONG_TEXT, "What to know about it.");
const ASSUMED: Key = Key::may("assumed", Shape::Truth, "Whether it is an assumption rather than something reported.")
    .absent(Absent::Truth(false));
const SLOW_PATH: Key = Key::may("slow", Shape::Factor, "The round trip takes so many times as long.");
const SLOW_SERVER: Key = Key::may("slow", Shape::Factor, "The server takes so many times as long.");

const PLACES: Shape = Shape::List { of: &Shape::Place(Places::All), least: 1, most: MOST_PLACES };
const REGIONS: Shape = Shape::List { of: &Shape::Region(Regions::All), least: 1, most: MOST_PLACES };

const DIRECTIONS: &[Word] =
    &[word("both-ways", "packets of both directions"), word("one-way", "packets from `from` to `to` only")];
const DROP: &[Word] = &[word("drop", "all packets are lost")];
const DOWN: &[Word] = &[word("down", "no request is answered")];
const STS_NAMES: &[Word] = &[
    word("both", "the Region's own name and the global name as served there"),
    word("regional", "the Region's own name only"),
    word("global", "the global name as served there only"),
];
