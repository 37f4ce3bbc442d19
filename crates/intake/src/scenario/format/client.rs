//! The tables of a client's settings, as data.
//! Which settings an SDK reads, and which versions are known, is `facts`' business.

use sts_atlas_facts::Sdk;

use crate::limits::MOST_ATTEMPTS;

use super::{Absent, Key, Need, Regions, Shape, Table, Word, word};

pub(super) static CLIENT: Table = Table::new(
    "client",
    "An SDK or tool as installed and configured.",
    &[
        SDK.need(Need::Must),
        VERSION.need(Need::Must),
        ENDPOINTS.absent(Absent::Words("the SDK's default")),
        REGION.absent(Absent::Words("the principal's own Region; required in cities")),
        USE_FIPS.absent(Absent::Truth(false)),
        USE_DUALSTACK.absent(Absent::Truth(false)),
        ENDPOINT_URL.absent(Absent::Words("the SDK chooses")),
        DEFAULTS_MODE.absent(Absent::Text("legacy")),
        RETRY_MODE.absent(Absent::Words("the SDK's default")),
        NEW_RETRIES_2026.absent(Absent::Truth(false)),
        MAX_ATTEMPTS.absent(Absent::Words("the SDK's default")),
        CONNECT_TIMEOUT.absent(Absent::Words("the SDK's default")),
        READ_TIMEOUT.absent(Absent::Words("the SDK's default")),
    ],
);

/// What the twin changes about one principal's client.
pub(super) static TWIN_CLIENT: Table = Table::new(
    "twin_client",
    "What is different about this client.",
    &[
        SDK,
        VERSION,
        ENDPOINTS,
        REGION,
        USE_FIPS,
        USE_DUALSTACK,
        ENDPOINT_URL,
        DEFAULTS_MODE,
        RETRY_MODE,
        NEW_RETRIES_2026,
        MAX_ATTEMPTS,
        CONNECT_TIMEOUT,
        READ_TIMEOUT,
    ],
);

/// What the twin changes about every client whose SDK has the setting.
pub(super) static EVERY_CLIENT: Table = Table::new(
    "every_client",
    "What is different about every client whose SDK has the setting.",
    &[
        ENDPOINTS,
        REGION,
        USE_FIPS,
        USE_DUALSTACK,
        ENDPOINT_URL,
        DEFAULTS_MODE,
        RETRY_MODE,
        NEW_RETRIES_2026,
        MAX_ATTEMPTS,
        CONNECT_TIMEOUT,
        READ_TIMEOUT,
    ],
);

const SDK: Key = Key::may("sdk", Shape::Word(&SDKS), "The SDK or tool.");
const VERSION: Key = Key::may("version", Shape::Version, "Its version as installed; one whose behavior is known.");
const ENDPOINTS: Key = Key::may(
    "sts_regional_endpoints",
    Shape::Word(MODES),
    "Which STS endpoint it calls; without effect where the SDK has no such setting.",
);
const REGION: Key = Key::may(
    "region",
    Shape::RegionOr { word: "none", regions: Regions::Measured },
    "The Region the client finds, or \"none\".",
);

const USE_FIPS: Key = Key::may("use_fips", Shape::Truth, "Whether it asks for FIPS endpoints.").since(2);
const USE_DUALSTACK: Key =
    Key::may("use_dualstack", Shape::Truth, "Whether it asks for dual-stack endpoints.").since(2);
const ENDPOINT_URL: Key = Key::may(
    "endpoint_url",
    Shape::Url,
    "The endpoint its user names; what another host than STS's answers is not known.",
)
.since(2);
const DEFAULTS_MODE: Key = Key::may(
    "defaults_mode",
    Shape::Word(DEFAULTS_MODES),
    "AWS's bundle of defaults: regional endpoints, standard retries, a connect timeout; what is set beside it wins.",
)
.since(2);
const RETRY_MODE: Key = Key::may(
    "retry_mode",
    Shape::Word(RETRY_MODES),
    "How it retries; without effect where this version does not have the mode.",
)
.since(2);
const NEW_RETRIES_2026: Key = Key::may(
    "new_retries_2026",
    Shape::Truth,
    "Whether it opts in to the retries of 2026 (AWS_NEW_RETRIES_2026), whatever its retry mode is.",
)
.since(2);
const MAX_ATTEMPTS: Key = Key::may(
    "max_attempts",
    Shape::Number { least: 1, most: MOST_ATTEMPTS as u64 },
    "Tries in all, the first included.",
)
.since(2);
const CONNECT_TIMEOUT: Key = Key::may("connect_timeout", TIMEOUT, "How long it waits to open a connection.").since(2);
const READ_TIMEOUT: Key = Key::may("read_timeout", TIMEOUT, "How long it waits for a reply.").since(2);
/// No longer than [`crate::limits::LONGEST_TIMEOUT`].
const TIMEOUT: Shape = Shape::Span { least: "1ms", most: "1h" };

const DEFAULTS_MODES: &[Word] = &[
    word("legacy", "the SDK's own defaults"),
    word("standard", "3.1 s to connect"),
    word("in-region", "1.1 s to connect"),
    word("cross-region", "3.1 s to connect"),
    word("mobile", "30 s to connect"),
];
const RETRY_MODES: &[Word] = &[
    word("legacy", "the older way"),
    word("standard", "the way all SDKs have in common"),
    word("adaptive", "as standard, with a limit on its own rate after throttling"),
];
const MODES: &[Word] =
    &[word("legacy", "certain Regions go to the global endpoint"), word("regional", "the Region's own endpoint")];

/// All but AWS's own services: no customer configures their client.
const SDKS: [Word; Sdk::ALL.len() - 1] = {
    let mut words = [word("", ""); Sdk::ALL.len() - 1];
    let (mut index, mut taken) = (0, 0);
    while index < Sdk::ALL.len() {
        if !matches!(Sdk::ALL[index], Sdk::AwsService) {
            words[taken] = word(Sdk::ALL[index].id(), "");
            taken += 1;
        }
        index += 1;
    }
    words
};
