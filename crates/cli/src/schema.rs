//! `schema`: the JSON Schema of scenario files, for editors and other programs.
//! It is written by `intake` from the same description that the reader uses.

use sts_atlas_intake::scenario::schema;

use crate::command::Command;
use crate::failure::{Failure, print};
use crate::given::Given;

pub const COMMAND: Command = Command {
    name: "schema",
    about: "Print the JSON Schema of scenario files, for editors that complete and check while one writes",
    usage: &[""],
    groups: &[],
    notes: "The schema knows keys, types and words; what only the rest of a file can tell, such as whether a fault lies \
            within the scenario's length, `sts-atlas check` tells.",
    examples: &["sts-atlas schema > scenario.schema.json"],
    run,
};

fn run(_: &Given) -> Result<(), Failure> {
    print(&format!("{:#}\n", schema()))
}
