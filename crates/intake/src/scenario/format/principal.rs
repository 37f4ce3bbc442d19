//! The table of a principal, and of what the twin changes about one, as data.
//! How principals behave is `sim`'s business.

use sts_atlas_sim::PrincipalSpec;

use super::{Absent, Key, Need, Places, Regions, Shape, Table, Word, client, word};
use crate::issue::Condition;
use crate::limits::{LONGEST_ID, LONGEST_NAME, MOST_PRINCIPALS};

pub(super) static PRINCIPAL: Table = Table::new(
    "principal",
    "One or more like principals: who acts, from where, with what.",
    &[
        Key::must("name", Shape::Text { most: LONGEST_NAME }, "Its name; each name stands once."),
        Key::may("count", Shape::Number { least: 1, most: MOST_PRINCIPALS as u64 }, "How many like it.")
            .absent(Absent::Number(1)),
        Key::must("at", Shape::Place(Places::Measured), "Where it is: a Region or a city."),
        Key::must("kind", Shape::Word(KINDS), "How it behaves."),
        Key::may("every", Shape::Span { least: "1s", most: "1d" }, "Time between the starts of two runs.")
            .need(Need::MustOnly(Condition::Is { key: "kind", words: &["job"] })),
        CREDENTIALS.need(Need::Must),
        Key::may("client", Shape::Table(&client::CLIENT), "Its SDK or tool.")
            .need(Need::MustWhere(Condition::Is { key: "credentials", words: &["assume-role", "web-identity"] })),
        RESOLVER.absent(Absent::Words("\"amazon\" in Regions, \"other\" in cities")),
        SESSION.absent(Absent::Text("1h")),
        USES.absent(Absent::Words("its own Region; in a city the client's")),
        ACCOUNT.absent(Absent::Words("the first account")),
    ],
);

/// What may differ in the twin; who they are, where and what they do stays.
pub(super) static TWIN_PRINCIPAL: Table = Table::new(
    "twin_principal",
    "What is different about one principal; it wins over what is different about every client.",
    &[
        Key::must("name", Shape::Name { most: LONGEST_NAME, of: "principal" }, "The principal's name."),
        CREDENTIALS,
        Key::may("client", Shape::Table(&client::TWIN_CLIENT), "Its SDK or tool, key by key."),
        RESOLVER,
        SESSION,
        USES,
        ACCOUNT,
    ],
);

const CREDENTIALS: Key =
    Key::may("credentials", Shape::Word(SOURCES), "Where its credentials come from: who calls STS, if anyone.");
const RESOLVER: Key = Key::may("resolver", Shape::Word(RESOLVERS), "Who answers its DNS questions.");
// What STS itself allows for AssumeRole.
const SESSION: Key = Key::may("session", Shape::Span { least: "15m", most: "12h" }, "Length of the session.");
const USES: Key = Key::may(
    "uses",
    Shape::List { of: &Shape::Region(Regions::Measured), least: 1, most: PrincipalSpec::MAX_USES },
    "Regions in which it uses the session.",
);
const ACCOUNT: Key = Key::may("account", Shape::Name { most: LONGEST_ID, of: "account" }, "An account's `id`.");

const KINDS: &[Word] = &[
    word("workload", "holds a session and renews it in its SDK's window"),
    word("job", "asks for a new session every run"),
];

const SOURCES: &[Word] = &[
    word("assume-role", "the client assumes a role at STS"),
    word("web-identity", "the client trades a web identity token at STS"),
    word("imds", "an instance's role, delivered by AWS; in Regions only"),
    word("access-key", "a long-term key; no STS at all"),
];

const RESOLVERS: &[Word] = &[word("amazon", "Amazon's DNS in a VPC"), word("other", "another resolver")];
