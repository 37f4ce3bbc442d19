//! The tables of faults, one for each kind, as data.
//! Whom a fault hurts is `sim`'s business.

use super::principal::RESOLVERS;
use super::top::{LONG_TEXT, TITLE};
use super::{Absent, Key, Need, Places, Regions, Shape, Table, Variant, Word, word};
use crate::issue::Condition;
use crate::limits::MOST_PLACES;

pub(super) const FAULTS: &[Variant] = &[
    Variant { word: "path", table: &PATH },
    Variant { word: "region", table: &REGION },
    Variant { word: "sts", table: &STS },
    Variant { word: "iam-data-plane", table: &IAM_DATA_PLANE },
    Variant { word: "iam-control-plane", table: &IAM_CONTROL_PLANE },
    Variant { word: "account-api", table: &ACCOUNT_API },
    Variant { word: "sign-in", table: &SIGN_IN },
    Variant { word: "issuer", table: &ISSUER },
    Variant { word: "dns", table: &DNS },
    Variant { word: "throttle", table: &THROTTLE },
    Variant { word: "egress-allow-list", table: &EGRESS_ALLOW_LIST },
    Variant { word: "vpc-endpoint-only", table: &VPC_ENDPOINT_ONLY },
    Variant { word: "region-deny", table: &REGION_DENY },
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
        APPROXIMATE,
    ],
);

static REGION: Table = Table::new(
    "fault_region",
    "Everything in these Regions stops.",
    &[KIND, Key::must("at", REGIONS, "Which Regions."), START, END, TITLE_KEY, NOTE, ASSUMED, APPROXIMATE],
);

static STS: Table = Table::new(
    "fault_sts",
    "STS endpoints.",
    &[
        KIND,
        Key::must("at", REGIONS, "In which Regions."),
        Key::may("names", Shape::Word(STS_NAMES), "Which of the names served there.").absent(Absent::Text("both")),
        EFFECT,
        START,
        END,
        TITLE_KEY,
        NOTE,
        ASSUMED,
        APPROXIMATE,
    ],
);

static IAM_DATA_PLANE: Table = Table::new(
    "fault_iam_data_plane",
    "IAM's data planes in these Regions, which authenticate and authorize every request there.",
    &[
        KIND,
        Key::must("at", REGIONS, "In which Regions."),
        Key::may("zones", Shape::Word(ZONES), "How much of them.").absent(Absent::Text("all")),
        START,
        END,
        TITLE_KEY,
        NOTE,
        ASSUMED,
        APPROXIMATE,
    ],
);

static IAM_CONTROL_PLANE: Table = Table::new(
    "fault_iam_control_plane",
    "IAM's control plane in us-east-1, to which changes are written.",
    &[KIND, EFFECT, START, END, TITLE_KEY, NOTE, ASSUMED, APPROXIMATE],
);

static ACCOUNT_API: Table = Table::new(
    "fault_account_api",
    "The Account Management API in us-east-1, by which Regions are enabled and disabled.",
    &[KIND, EFFECT, START, END, TITLE_KEY, NOTE, ASSUMED, APPROXIMATE],
);

static SIGN_IN: Table = Table::new(
    "fault_sign_in",
    "Sign-in endpoints; signin.aws.amazon.com is that of us-east-1.",
    &[
        KIND,
        Key::must("at", REGIONS, "In which Regions."),
        Key::may("ways", Shape::List { of: &Shape::Word(WAYS), least: 1, most: WAYS.len() }, "Which ways to sign in.")
            .absent(Absent::Words("all")),
        EFFECT,
        START,
        END,
        TITLE_KEY,
        NOTE,
        ASSUMED,
        APPROXIMATE,
    ],
);

static ISSUER: Table = Table::new(
    "fault_issuer",
    "Issuers of web identities, whose keys STS cannot get.",
    &[KIND, Key::must("at", PLACES, "Where they are served."), START, END, TITLE_KEY, NOTE, ASSUMED, APPROXIMATE],
);

static DNS: Table = Table::new(
    "fault_dns",
    "Names of STS for which the DNS gives no address.",
    &[
        KIND,
        Key::must("names", NAMES, "Which names: \"global\", or a Region for its own name."),
        Key::may("from", PLACES, "Whose look-ups.").absent(Absent::Words("everybody's")),
        Key::may("resolver", Shape::Word(RESOLVERS), "By whom they are answered.").absent(Absent::Words("anybody")),
        START,
        END,
        TITLE_KEY,
        NOTE,
        ASSUMED,
        APPROXIMATE,
    ],
);

static THROTTLE: Table = Table::new(
    "fault_throttle",
    "STS endpoints that throttle a share of the requests, whatever the quota.",
    &[
        KIND,
        Key::must("at", REGIONS, "In which Regions."),
        Key::may("names", Shape::Word(STS_NAMES), "Which of the names served there.").absent(Absent::Text("both")),
        Key::must("share", Shape::Share, "Of all requests."),
        START,
        END,
        TITLE_KEY,
        NOTE,
        ASSUMED,
        APPROXIMATE,
    ],
);

static EGRESS_ALLOW_LIST: Table = Table::new(
    "fault_egress_allow_list",
    "The customer's firewall, which lets only these names of STS through.",
    &[
        KIND,
        Key::must("at", PLACES, "Around which places."),
        Key::must("allowed", ANY_NAMES, "Which names get through: \"global\", or a Region for its own name."),
        START,
        END,
        TITLE_KEY,
        NOTE,
        ASSUMED,
        APPROXIMATE,
    ],
);

static VPC_ENDPOINT_ONLY: Table = Table::new(
    "fault_vpc_endpoint_only",
    "VPCs without a way out, but with an interface endpoint for STS, which answers for the Region's own name only.",
    &[KIND, Key::must("at", REGIONS, "In which Regions."), START, END, TITLE_KEY, NOTE, ASSUMED, APPROXIMATE],
);

static REGION_DENY: Table = Table::new(
    "fault_region_deny",
    "The organization's policy, which denies Regions by `aws:RequestedRegion`; for the global name that is us-east-1.",
    &[
        KIND,
        Key::must("allowed", ANY_REGIONS, "Regions that are not denied."),
        START,
        END,
        TITLE_KEY,
        NOTE,
        ASSUMED,
        APPROXIMATE,
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
const ASSUMED: Key = Key::may(
    "assumed",
    Shape::Truth,
    "Whether it, how strong it is, or one of its times is an assumption rather than something reported.",
)
.absent(Absent::Truth(false));
const APPROXIMATE: Key =
    Key::may("approximate", Shape::TruthOr(EDGES), "Which of its times its sources give only roughly; true is both.")
        .since(2)
        .absent(Absent::Truth(false));
const SLOW_PATH: Key = Key::may("slow", Shape::Factor, "The round trip takes so many times as long.");
const SLOW_SERVER: Key = Key::may("slow", Shape::Factor, "The server takes so many times as long.");

const EFFECT: Key =
    Key::may("effect", Shape::WordOrTable { words: DOWN, table: &SERVER_EFFECT }, "What happens to requests.")
        .absent(Absent::Text("down"));

const PLACES: Shape = Shape::List { of: &Shape::Place(Places::All), least: 1, most: MOST_PLACES };
const REGIONS: Shape = Shape::List { of: &Shape::Region(Regions::All), least: 1, most: MOST_PLACES };
const ANY_REGIONS: Shape = Shape::List { of: &Shape::Region(Regions::All), least: 0, most: MOST_PLACES };
const NAME: Shape = Shape::RegionOr { word: "global", regions: Regions::All };
const NAMES: Shape = Shape::List { of: &NAME, least: 1, most: MOST_PLACES };
const ANY_NAMES: Shape = Shape::List { of: &NAME, least: 0, most: MOST_PLACES };

const DIRECTIONS: &[Word] =
    &[word("both-ways", "packets of both directions"), word("one-way", "packets from `from` to `to` only")];
const DROP: &[Word] = &[word("drop", "all packets are lost")];
const DOWN: &[Word] = &[word("down", "no request is answered")];
const ZONES: &[Word] = &[
    word("all", "all of it"),
    word("one", "one Availability Zone, which harms nobody: it is spread over at least three"),
];
const EDGES: &[Word] = &[word("start", "its start"), word("end", "its end"), word("both", "both")];
const WAYS: &[Word] = &[
    word("iam-user", "as an IAM user"),
    word("root", "as the root user"),
    word("federation", "through SAML"),
    word("identity-center", "through the access portal of IAM Identity Center"),
];
const STS_NAMES: &[Word] = &[
    word("both", "the Region's own name and the global name as served there"),
    word("regional", "the Region's own name only"),
    word("global", "the global name as served there only"),
];
