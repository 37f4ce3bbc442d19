//! The shared config file (`~/.aws/config`): its text in, what decides an STS endpoint out; everything else is discarded at once.
//! Secrets never get further than the line they stand in. Which setting wins is `sim`'s business.

mod error;
mod lines;
mod profiles;
mod python;
mod reference;
mod role_chain;
mod sections;

pub use error::{ConfigError, ConfigProblem};
pub use profiles::{ConfigProfile, SharedConfig};
pub use role_chain::RoleChainError;

use sts_atlas_facts::ConfigSyntax;

/// Reads a shared config file as SDKs with this syntax do.
///
/// # Errors
/// The first line that these SDKs refuse, or a limit of this reader.
pub fn parse_config(text: &str, syntax: ConfigSyntax) -> Result<SharedConfig, ConfigError> {
    match syntax {
        ConfigSyntax::Python => Ok(profiles::from_python(python::parse(text)?)),
        ConfigSyntax::Reference => Ok(profiles::from_reference(reference::parse(text)?)),
        ConfigSyntax::None => Ok(SharedConfig::default()),
    }
}
