//! From a profile that assumes a role back to the one whose credentials begin the chain.
//! Who calls STS with them is the SDK's business; every call of the chain goes to the same endpoint.

use super::profiles::SharedConfig;

/// Profiles in a chain at most.
const LONGEST_CHAIN: usize = 32;

/// A chain that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoleChainError {
    /// A `source_profile` that is not there.
    SourceMissing {
        /// The profile that names it.
        profile: String,
        /// What it names.
        source: String,
    },
    /// A `source_profile` that leads back.
    Loop {
        /// The profile met a second time.
        profile: String,
    },
    /// Both `source_profile` and `credential_source`.
    TwoSources {
        /// The profile that has both.
        profile: String,
    },
    /// More profiles than this reader follows.
    TooLong {
        /// How many there may be.
        most: usize,
    },
}

impl SharedConfig {
    /// The profiles whose roles are assumed, the asked-for first and the one with the first credentials last; nothing
    /// where the profile assumes no role.
    ///
    /// # Errors
    /// A chain that no SDK can follow.
    pub fn role_chain(&self, name: &str) -> Result<Vec<String>, RoleChainError> {
        let mut chain: Vec<String> = Vec::new();
        let mut current = name;
        loop {
            let Some(profile) = self.profile(current) else { return Ok(chain) };
            if chain.len() == LONGEST_CHAIN {
                return Err(RoleChainError::TooLong { most: LONGEST_CHAIN });
            }
            if !profile.assumes_role() {
                if !chain.is_empty() {
                    chain.push(current.to_owned());
                }
                return Ok(chain);
            }
            chain.push(current.to_owned());
            let source = profile.get("source_profile");
            if source.is_some() && profile.get("credential_source").is_some() {
                return Err(RoleChainError::TwoSources { profile: current.to_owned() });
            }
            let Some(source) = source else { return Ok(chain) };
            // A profile may be its own source: it brings the keys itself.
            if source == current {
                return Ok(chain);
            }
            if self.profile(source).is_none() {
                let (profile, source) = (current.to_owned(), source.to_owned());
                return Err(RoleChainError::SourceMissing { profile, source });
            }
            if chain.iter().any(|visited| visited == source) {
                return Err(RoleChainError::Loop { profile: source.to_owned() });
            }
            current = source;
        }
    }
}
