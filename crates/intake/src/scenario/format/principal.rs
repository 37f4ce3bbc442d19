//! The table of a principal, and of what the twin changes about one, as data.
//! How principals behave is `sim`'s business.

use sts_atlas_sim::{Operation, PrincipalSpec};

use super::{Absent, Key, Need, Places, Regions, Shape, Table, Word, client, word};
use crate::issue::Condition;
use crate::limits::{LONGEST_ID, LONGEST_NAME, MOST_PRINCIPALS, MOST_REPLICAS};

pub(super) static PRINCIPAL: Table = Table::new(
    "principal",
    "One or more like principals: who acts, from where, with what.",
    &[
        Key::must("name", Shape::Text { most: LONGEST_NAME }, "Its name; each name stands once."),
        Key::may("count", Shape::Number { least: 1, most: MOST_PRINCIPALS as u64 }, "How many like it.")
            .absent(Absent::Number(1)),
        Key::must("at", Shape::Place(Places::Measured), "Where it is: a Region or a city."),
        Key::must("kind", Shape::Word(KINDS), "How it behaves."),
        Key::may("every", Shape::Span { least: "1s", most: "1d" }, "Time between the starts of two runs or acts.")
            .need(Need::MustOnly(Condition::Is { key: "kind", words: &["job", "human", "admin"] })),
        CREDENTIALS.need(Need::Must),
        OPERATION.absent(Absent::Words("the usual one for its credentials")),
        Key::may("client", Shape::Table(&client::CLIENT), "Its SDK or tool; needed where it calls STS.")
            .need(Need::MayOnly(NOT_A_SERVICE)),
        RESOLVER.absent(Absent::Words("\"amazon\" in Regions, \"other\" in cities")),
        SESSION.absent(Absent::Words(
            "\"15m\" of AssumeRoot, \"12h\" of GetSessionToken and GetFederationToken, else \"1h\"",
        )),
        ROLE_MAX_SESSION.absent(Absent::Text("12h")),
        CHAINED.absent(Absent::Truth(false)),
        USES.absent(Absent::Words("its own Region; in a city the client's")),
        SERVICE.absent(Absent::Text("any")),
        ACCOUNT.absent(Absent::Words("the first account")),
        ROLE_ACCOUNT.absent(Absent::Words("`account`")),
        FAILOVER,
        ISSUER.absent(Absent::Words("its own Region; in a city the Region that serves the call")),
        SIGN_IN.absent(Absent::Words("its own Region; in a city \"global\"")),
        IDENTITY_CENTER.need(Need::MustOnly(Condition::Is { key: "credentials", words: &["identity-center"] })),
    ],
);

/// What may differ in the twin; who they are, where and what they do stays.
pub(super) static TWIN_PRINCIPAL: Table = Table::new(
    "twin_principal",
    "What is different about one principal; it wins over what is different about every client.",
    &[
        Key::must("name", Shape::Name { most: LONGEST_NAME, of: "principal" }, "The principal's name."),
        CREDENTIALS,
        OPERATION.need(Need::May),
        Key::may("client", Shape::Table(&client::TWIN_CLIENT), "Its SDK or tool, key by key."),
        RESOLVER,
        SESSION,
        ROLE_MAX_SESSION.need(Need::May),
        CHAINED.need(Need::May),
        USES.need(Need::May),
        SERVICE,
        ACCOUNT,
        ROLE_ACCOUNT,
        FAILOVER.need(Need::May),
        ISSUER.need(Need::May),
        SIGN_IN.need(Need::May),
        IDENTITY_CENTER,
    ],
);

static IDENTITY_CENTER_TABLE: Table = Table::new(
    "identity_center",
    "An instance of IAM Identity Center.",
    &[
        Key::must("home", Shape::Region(Regions::Measured), "Its home Region."),
        Key::may(
            "replicas",
            Shape::List { of: &Shape::Region(Regions::EnabledByDefault), least: 0, most: MOST_REPLICAS },
            "Regions to which it is replicated, from 2026-02-03 on, in the order in which its users turn to them.",
        ),
    ],
);

const NOT_A_SERVICE: Condition = Condition::IsNot { key: "kind", words: &["aws-service"] };

const CREDENTIALS: Key =
    Key::may("credentials", Shape::Word(SOURCES), "Where its credentials come from: who calls STS, if anyone.");
const OPERATION: Key = Key::may("operation", Shape::Word(&OPERATIONS), "The operation it calls at STS.").since(2).need(
    Need::MayOnly(Condition::Is {
        key: "credentials",
        words: &["assume-role", "web-identity", "saml", "imds", "container", "lambda", "pod-identity", "access-key"],
    }),
);
const RESOLVER: Key = Key::may("resolver", Shape::Word(RESOLVERS), "Who answers its DNS questions.");
// From the shortest of AssumeRoot to the longest of GetSessionToken; each operation has its own bounds.
const SESSION: Key = Key::may("session", Shape::Span { least: "1s", most: "36h" }, "Length of the session.");
const ROLE_MAX_SESSION: Key =
    Key::may("role_max_session", Shape::Span { least: "1h", most: "12h" }, "The longest session its role allows.")
        .since(2)
        .need(Need::MayOnly(Condition::Is { key: "credentials", words: &["assume-role", "web-identity", "saml"] }));
const CHAINED: Key = Key::may(
    "chained",
    Shape::Truth,
    "Whether it assumes its role with credentials of another role (role chaining): one hour at most.",
)
.since(2)
.need(Need::MayOnly(Condition::Is { key: "credentials", words: &["assume-role"] }));
const USES: Key = Key::may(
    "uses",
    Shape::List { of: &Shape::Region(Regions::Measured), least: 1, most: PrincipalSpec::MAX_USES },
    "Regions in which it uses the session.",
)
.need(Need::MayOnly(Condition::IsNot { key: "kind", words: &["admin"] }));
const SERVICE: Key = Key::may(
    "service",
    Shape::Word(SERVICES),
    "What it uses there; it decides the error with which a token is refused.",
)
.since(2);
const ACCOUNT: Key =
    Key::may("account", Shape::Name { most: LONGEST_ID, of: "account" }, "The caller's account, by its `id`.");
const ROLE_ACCOUNT: Key = Key::may(
    "role_account",
    Shape::Name { most: LONGEST_ID, of: "account" },
    "The account of its role, to which the session belongs, by its `id`.",
)
.since(2);
const FAILOVER: Key = Key::may(
    "failover",
    Shape::List { of: &Shape::Region(Regions::Measured), least: 0, most: PrincipalSpec::MAX_FAILOVER },
    "Other Regions to whose STS it turns, in this order, when a call gets no answer or a server error.",
)
.since(2)
.need(Need::MayOnly(NOT_A_SERVICE));
const ISSUER: Key =
    Key::may("issuer", Shape::Place(Places::Measured), "Where the keys of its token's issuer are served.")
        .since(2)
        .need(Need::MayOnly(Condition::Is { key: "credentials", words: &["web-identity"] }));
const SIGN_IN: Key = Key::may(
    "sign_in",
    Shape::RegionOr { word: "global", regions: Regions::Measured },
    "The sign-in endpoint: a Region's, or \"global\" (signin.aws.amazon.com), which is us-east-1's.",
)
.since(2)
.need(Need::MayOnly(Condition::Is { key: "credentials", words: &["console-iam-user", "console-saml"] }));
const IDENTITY_CENTER: Key = Key::may(
    "identity_center",
    Shape::Table(&IDENTITY_CENTER_TABLE),
    "The IAM Identity Center whose access portal gives the credentials.",
)
.since(2);

const KINDS: &[Word] = &[
    word("workload", "holds a session and renews it in its SDK's window"),
    word("job", "asks for a new session every run"),
    word("human", "acts now and then, and signs in or asks for a session only when it holds none that lasts"),
    word("aws-service", "a service of AWS that assumes a role for the customer, by its Region's endpoint"),
    word("admin", "writes to IAM's control plane now and then"),
];

const SOURCES: &[Word] = &[
    word("assume-role", "the client assumes a role at STS"),
    word("web-identity", "the client trades a web identity token at STS"),
    word("saml", "the client trades a SAML assertion at STS"),
    word("identity-center", "the access portal of IAM Identity Center gives them"),
    word("roles-anywhere", "IAM Roles Anywhere gives them for a certificate"),
    word("imds", "an instance's role, delivered by AWS; in Regions only"),
    word("container", "a task's role, delivered by AWS; in Regions only"),
    word("lambda", "a function's role, delivered by AWS; in Regions only"),
    word("pod-identity", "a pod's role, delivered by AWS (EKS Pod Identity); in Regions only"),
    word("access-key", "a long-term key; no STS at all, unless an operation is named"),
    word("console-iam-user", "a human signs in to the console as an IAM user"),
    word("console-root", "a human signs in to the console as the root user"),
    word("console-saml", "a human signs in to the console through SAML"),
];

const OPERATIONS: [Word; Operation::ALL.len()] = {
    let mut words = [word("", ""); Operation::ALL.len()];
    let mut index = 0;
    while index < words.len() {
        words[index] = word(Operation::ALL[index].name(), "");
        index += 1;
    }
    words
};

pub(super) const RESOLVERS: &[Word] = &[word("amazon", "Amazon's DNS in a VPC"), word("other", "another resolver")];

const SERVICES: &[Word] = &[
    word("any", "any; with the error of the query APIs"),
    word("query", "a query API such as IAM"),
    word("ec2", "Amazon EC2"),
    word("s3", "Amazon S3"),
    word("json", "a service with a JSON protocol"),
];
