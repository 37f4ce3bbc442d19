//! The tables of a client's settings, as data.
//! Which settings an SDK reads, and which versions are known, is `facts`' business.

use sts_atlas_facts::Sdk;

use super::{Absent, Key, Need, Regions, Shape, Table, Word, word};

pub(super) static CLIENT: Table = Table::new(
    "client",
    "An SDK or tool as installed and configured.",
    &[
        SDK.need(Need::Must),
        VERSION.need(Need::Must),
        ENDPOINTS.absent(Absent::Words("the SDK's default")),
        REGION.absent(Absent::Words("the principal's own Region; required in cities")),
    ],
);

/// What the twin changes about one principal's client.
pub(super) static TWIN_CLIENT: Table =
    Table::new("twin_client", "What is different about this client.", &[SDK, VERSION, ENDPOINTS, REGION]);

/// What the twin changes about every client whose SDK has the setting.
pub(super) static EVERY_CLIENT: Table = Table::new(
    "every_client",
    "What is different about every client whose SDK has the setting.",
    &[ENDPOINTS.need(Need::Must)],
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
