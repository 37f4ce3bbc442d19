//! A line of JSON: who asks, and everything that is set. Variables that decide nothing are dropped as they are read.
//! What the line means is `answer`'s business.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use sts_atlas_facts::{ClientPreset, Dialect, Version, dialect_for, preset_for};
use sts_atlas_sim::{CodeSettings, Operation};

use super::client_name::client;
use crate::aws_config::{ConfigError, SharedConfig, parse_config};
use crate::line_error::LineError;
use crate::url_user::{endpoint_without_user, without_user};

/// The longest line read.
const LONGEST_LINE: usize = 524_288;
/// Variables that decide something; no secret is among them.
const VARIABLES: [&str; 15] = [
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AMAZON_REGION",
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SDK_LOAD_CONFIG",
    "AWS_STS_REGIONAL_ENDPOINTS",
    "AWS_USE_FIPS_ENDPOINT",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_STS",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_DEFAULTS_MODE",
    "AWS_RETRY_MODE",
    "AWS_MAX_ATTEMPTS",
];

/// A client's configuration.
#[derive(Clone, Debug)]
pub struct ResolveQuestion {
    /// As installed.
    pub version: Version,
    /// What this version does.
    pub preset: &'static ClientPreset,
    /// How it reads its configuration.
    pub dialect: &'static Dialect,
    /// Variables that decide something.
    pub environment: BTreeMap<&'static str, String>,
    /// What is kept of the shared config file.
    pub config: Result<SharedConfig, ConfigError>,
    /// Whether there was anything in it.
    pub has_config: bool,
    /// The profile that the program or the command line names.
    pub profile: Option<String>,
    /// What the program sets.
    pub code: CodeSettings,
    /// What it calls.
    pub operation: Operation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    sdk: String,
    version: String,
    #[serde(default)]
    env: Environment,
    config: Option<String>,
    profile: Option<String>,
    code: Option<Code>,
    operation: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    region: Option<String>,
    endpoint_url: Option<String>,
    use_fips: Option<bool>,
    use_dualstack: Option<bool>,
    sts_regional_endpoints: Option<String>,
}

/// Keeps what is in [`VARIABLES`] and drops the rest.
#[derive(Default)]
struct Environment(BTreeMap<&'static str, String>);

impl<'de> Deserialize<'de> for Environment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Kept;
        impl<'de> Visitor<'de> for Kept {
            type Value = Environment;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object of variables and their texts")
            }

            fn visit_unit<E>(self) -> Result<Environment, E> {
                Ok(Environment::default())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Environment, A::Error> {
                let mut kept = BTreeMap::new();
                while let Some(name) = map.next_key::<String>()? {
                    let value = map.next_value::<String>()?;
                    if let Some(known) = VARIABLES.into_iter().find(|known| *known == name) {
                        let is_url = known.starts_with("AWS_ENDPOINT_URL");
                        let clean = if is_url { endpoint_without_user(&value) } else { without_user(&value) };
                        kept.insert(known, clean);
                    }
                }
                Ok(Environment(kept))
            }
        }
        deserializer.deserialize_any(Kept)
    }
}

/// Reads one line.
///
/// # Errors
/// What is wrong with it; never a value from the line, which may be a secret.
pub fn parse_resolve_line(line: &str) -> Result<ResolveQuestion, LineError> {
    if line.len() > LONGEST_LINE {
        return Err(LineError::TooLong { found: line.len(), most: LONGEST_LINE });
    }
    let line: Line = serde_json::from_str(line).map_err(|error| LineError::json(&error))?;
    let (sdk, version) = client(&line.sdk, &line.version)?;
    let (Some(preset), Some(dialect)) = (preset_for(sdk, version), dialect_for(sdk, version)) else {
        return Err(LineError::UnknownVersion { sdk, version });
    };
    let operation = match &line.operation {
        None => Operation::GetCallerIdentity,
        Some(name) => {
            let known = Operation::ALL.into_iter().find(|operation| operation.name() == name);
            known.ok_or(LineError::UnknownOperation)?
        }
    };
    let code = line.code.unwrap_or_default();
    let config = line.config.unwrap_or_default();
    Ok(ResolveQuestion {
        version,
        preset,
        dialect,
        environment: line.env.0,
        config: parse_config(&config, dialect.file.value.syntax),
        has_config: !config.trim().is_empty(),
        profile: line.profile,
        code: CodeSettings {
            region: code.region,
            endpoint_url: code.endpoint_url.as_deref().map(endpoint_without_user),
            use_fips: code.use_fips,
            use_dual_stack: code.use_dualstack,
            endpoint_mode: code.sts_regional_endpoints,
        },
        operation,
    })
}
