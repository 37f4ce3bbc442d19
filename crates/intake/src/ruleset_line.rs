//! Raw parameters of AWS's STS rule set as a line of JSON, under AWS's names, and its answer as another.
//! What the rule set says is `sim`'s business.

use serde::Deserialize;
use serde_json::{Value, json};
use sts_atlas_sim::{RulesetEndpoint, RulesetError, RulesetParams};

use crate::line_error::LineError;
use crate::url_user::endpoint_without_user;

/// The longest line read.
const LONGEST_LINE: usize = 65_536;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct Line {
    region: Option<String>,
    #[serde(rename = "UseFIPS", default)]
    use_fips: bool,
    #[serde(default)]
    use_dual_stack: bool,
    #[serde(default)]
    use_global_endpoint: bool,
    endpoint: Option<String>,
}

/// Reads one line; a user and a query in the custom URL are taken out.
///
/// # Errors
/// What is wrong with it.
pub fn parse_ruleset_line(line: &str) -> Result<RulesetParams, LineError> {
    if line.len() > LONGEST_LINE {
        return Err(LineError::TooLong { found: line.len(), most: LONGEST_LINE });
    }
    let line: Line = serde_json::from_str(line).map_err(|error| LineError::json(&error))?;
    Ok(RulesetParams {
        region: line.region,
        use_fips: line.use_fips,
        use_dual_stack: line.use_dual_stack,
        use_global_endpoint: line.use_global_endpoint,
        endpoint: line.endpoint.as_deref().map(endpoint_without_user),
    })
}

/// Writes the rule set's answer; a refusal is an answer too.
pub fn ruleset_json(answer: &Result<RulesetEndpoint, RulesetError>) -> Value {
    match answer {
        Ok(endpoint) => json!({ "url": endpoint.url, "signing_region": endpoint.signing_region }),
        Err(error) => json!({ "error": { "message": error.message() } }),
    }
}
