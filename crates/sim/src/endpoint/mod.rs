//! From client settings to the Region that serves: which name, which signature, whose door.
//! No network here: whether anyone answers is `condition`'s and `world`'s business.

mod decide;
mod lookup;
mod ruleset;

pub use decide::{DecideError, Decision, Endpoint, EndpointKind, decide};
pub use lookup::serving_region;
pub(crate) use lookup::{LookUp, look_up};
pub use ruleset::{RulesetEndpoint, RulesetError, RulesetParams, resolve_ruleset};
