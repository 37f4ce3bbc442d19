//! Which client is meant: names and versions as people write them.
//! Which names scenario files take is `scenario`'s business.

use sts_atlas_facts::{Sdk, Version};

use crate::line_error::LineError;

/// Other names for SDKs. A name may also carry its major version, as in `java-v2`.
const ALIASES: [(&str, Sdk); 11] = [
    ("python", Sdk::Boto3),
    ("botocore", Sdk::Boto3),
    ("cli", Sdk::AwsCli),
    ("awscli", Sdk::AwsCli),
    ("js", Sdk::JavaScript),
    ("nodejs", Sdk::JavaScript),
    (".net", Sdk::Dotnet),
    ("net", Sdk::Dotnet),
    ("c++", Sdk::Cpp),
    ("terraform-provider-aws", Sdk::Terraform),
    ("aws-sdk-go-v2", Sdk::GoV2),
];

/// Since this minor version boto3 and botocore are numbered alike; before, boto3 was three behind.
const NUMBERED_ALIKE_FROM: u16 = 33;

/// The SDK and its version.
pub(super) fn client(name: &str, version: &str) -> Result<(Sdk, Version), LineError> {
    let name = name.to_ascii_lowercase();
    let by_name = |name: &str| {
        let known = Sdk::ALL.into_iter().find(|sdk| sdk.id() == name);
        known.or_else(|| ALIASES.into_iter().find(|(alias, _)| *alias == name).map(|(_, sdk)| sdk))
    };
    let without_major = || name.rsplit_once("-v").filter(|(_, major)| major.parse::<u16>().is_ok());
    let sdk = by_name(&name).or_else(|| without_major().and_then(|(name, _)| by_name(name)));
    let sdk = sdk.ok_or(LineError::UnknownSdk)?;
    let version = parse_version(version).ok_or(LineError::UnreadableVersion)?;
    Ok(match sdk {
        Sdk::Boto3 if name == "botocore" => (sdk, boto3_version(version)),
        Sdk::Go if version.major >= 2 => (Sdk::GoV2, version),
        _ => (sdk, version),
    })
}

/// Up to three numbers; more, as .NET has, do not count.
fn parse_version(text: &str) -> Option<Version> {
    let text = text.strip_prefix('v').unwrap_or(text);
    let end = text.match_indices('.').nth(2).map_or(text.len(), |(at, _)| at);
    Version::parse(&text[..end]).ok()
}

/// The boto3 that goes with a botocore.
fn boto3_version(botocore: Version) -> Version {
    let behind = if botocore.major == 1 && botocore.minor < NUMBERED_ALIKE_FROM { 3 } else { 0 };
    Version { minor: botocore.minor.saturating_sub(behind), ..botocore }
}
