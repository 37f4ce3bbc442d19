//! From client settings to the Region that serves: which name, which signature, whose door.
//! No network here: whether anyone answers is `condition`'s and `world`'s business.

mod decide;
mod explain;
mod host;
mod lookup;
mod ruleset;
mod settings;
mod url;

pub use decide::{DecideError, Decision, Endpoint, EndpointKind, decide};
pub use explain::{Explanation, Resolved, UrlKind, explain};
pub(crate) use host::fips_is_documented;
pub use lookup::serving_region;
pub(crate) use lookup::{LookUp, look_up};
pub use ruleset::{RulesetEndpoint, RulesetError, RulesetParams, resolve_ruleset};
pub use settings::{
    ByName, ClientSettings, CodeSettings, Found, Refusal, ServicesSetting, Step, profile_in_force, reads_config_file,
};
