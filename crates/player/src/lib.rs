//! How it is played: scenario, recording, commands, playhead, tempo, undo, and snapshots of both worlds.
//! Real time comes in as numbers; no screen, no clock, no file format, no sentence lives here.

mod assumption;
mod blast;
mod command;
mod dead_time;
mod difference;
mod editing;
mod edits;
mod history;
mod log;
mod outcome;
mod player;
mod recording;
mod rolls;
mod scenario;
mod snapshot;
mod tempo;
mod token_matrix;
mod track;

pub use assumption::{Assumption, AssumptionEdit, AssumptionEdits, AssumptionFact, AssumptionUnit};
pub use blast::{Blast, Counts, PlaceBlast};
pub use command::{Command, EndpointModeChoice, Grain, WorldId};
pub use dead_time::Gap;
pub use difference::{Difference, PrincipalDifference};
pub use edits::{Edits, FaultSwitch, WorldEdits};
pub use history::{Bucket, History};
pub use log::Log;
pub use outcome::{Outcome, PlaceOutcome, Slowed, Worst};
pub use player::Player;
pub use recording::Recording;
pub use rolls::{Roll, RolledWorld, Rolls};
pub use scenario::{Approximate, EventTime, Flag, LocalizedText, OfferedFault, Scenario, WorldSetup};
pub use snapshot::{
    ChangeSnapshot, FaultView, Flow, LatencyRow, PlanesSnapshot, PrincipalGroup, PrincipalSnapshot, RequestTotals,
    Snapshot, WorldSnapshot,
};
pub use tempo::Tempo;
pub use token_matrix::{MatrixRow, TokenMatrix, TokenSource};
