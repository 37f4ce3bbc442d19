//! Where a principal's credentials come from: the source, the operation, the session, and what AWS documents as refused.
//! How they are got is `sim`'s business.

use sts_atlas_facts::{Micros, Place};
use sts_atlas_sim::{Credentials, Kind, Operation};

use super::reader::{Reader, Section};
use crate::issue::Condition;
use crate::quantity::write_span;
use crate::sources::{Caller, LONGEST_CHAINED, Misfit, credentials_misfit, operation_misfit, session_bounds};
use crate::{Expected, IssueCode};

/// What a principal asks for, and whom.
pub(super) struct Source {
    pub credentials: Credentials,
    pub operation: Option<Operation>,
    pub session: Micros,
    /// Why there must be a client, where there must be one.
    pub needs_client: Option<Condition>,
}

/// Sources whose client calls STS or a service like it.
const CALLING: &[&str] = &["assume-role", "web-identity", "saml", "roles-anywhere"];

pub(super) fn source(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    at: Option<Place>,
    kind: Option<Kind>,
) -> Option<Source> {
    let word: &'static str = section.value("credentials")?;
    let credentials = credentials(word)?;
    // Where place or kind could not be read, that has been said already.
    if let Some(misfit) = at.zip(kind).and_then(|(at, kind)| credentials_misfit(credentials, at, kind)) {
        reader.say(&section.get("credentials")?, IssueCode::NotHere { key: word, only: condition(misfit) });
        return None;
    }
    let operation = if section.has("operation") { Some(operation(section)?) } else { None };
    if let Some((operation, kind)) = operation.zip(kind)
        && let Some(misfit) = operation_misfit(operation, credentials, kind)
    {
        let code = IssueCode::NotHere { key: operation.name(), only: condition(misfit) };
        reader.say(&section.get("operation")?, code);
        return None;
    }
    let session = session(reader, section, operation.or(credentials.operation()))?;
    let needs_client = if CALLING.contains(&word) {
        Some(Condition::Is { key: "credentials", words: CALLING })
    } else {
        operation.is_some().then_some(Condition::Beside { key: "operation" })
    };
    Some(Source { credentials, operation, session, needs_client })
}

fn operation(section: &Section<'_>) -> Option<Operation> {
    let word: &'static str = section.value("operation")?;
    Operation::ALL.into_iter().find(|operation| operation.name() == word)
}

/// Where it would fit.
const fn condition(misfit: Misfit) -> Condition {
    let words: &[&str] = match misfit {
        Misfit::OutsideRegions => return Condition::InRegion,
        Misfit::NotHuman => return Condition::Is { key: "kind", words: &["human"] },
        Misfit::NotJob => return Condition::Is { key: "kind", words: &["job"] },
        Misfit::OfService => return Condition::IsNot { key: "kind", words: &["aws-service"] },
        Misfit::Needs(Caller::Saml) => &["saml"],
        Misfit::Needs(Caller::WebIdentity) => &["web-identity"],
        Misfit::Needs(Caller::LongTerm) => &["assume-role", "access-key"],
        Misfit::Needs(Caller::Signing) => &["assume-role", "imds", "container", "lambda", "pod-identity", "access-key"],
    };
    Condition::Is { key: "credentials", words }
}

fn credentials(word: &str) -> Option<Credentials> {
    Some(match word {
        "assume-role" => Credentials::AssumeRole,
        "web-identity" => Credentials::WebIdentity,
        "saml" => Credentials::Saml,
        "identity-center" => Credentials::IdentityCenter,
        "roles-anywhere" => Credentials::RolesAnywhere,
        "imds" => Credentials::Imds,
        "container" => Credentials::Container,
        "lambda" => Credentials::Lambda,
        "pod-identity" => Credentials::PodIdentity,
        "access-key" => Credentials::AccessKey,
        "console-iam-user" => Credentials::ConsoleIamUser,
        "console-root" => Credentials::ConsoleRoot,
        "console-saml" => Credentials::ConsoleSaml,
        _ => return None,
    })
}

/// The session asked for, within what the operation gives and the role allows.
fn session(reader: &mut Reader<'_>, section: &Section<'_>, operation: Option<Operation>) -> Option<Micros> {
    let [least, most] = session_bounds(operation);
    if !section.has("session") {
        return Some(match operation {
            Some(Operation::AssumeRoot) => most,
            // STS API Reference: 43,200 seconds unless asked otherwise.
            Some(Operation::GetSessionToken | Operation::GetFederationToken) => Micros::from_minutes(12 * 60),
            _ => Micros::from_minutes(60),
        });
    }
    let (entry, asked): (_, Micros) = (section.get("session")?, section.value("session")?);
    let is_chained = section.value("chained") == Some(true);
    let expected = if !(least..=most).contains(&asked) {
        let operation = operation.filter(|operation| operation.issues_session()).map(Operation::name);
        Some(Expected::Session { operation, least: write_span(least), most: write_span(most) })
    } else if is_chained && asked > LONGEST_CHAINED {
        Some(Expected::ChainedSession)
    } else {
        None
    };
    if let Some(expected) = expected {
        reader.unexpected(&entry, expected, None);
        return None;
    }
    let most: Micros = section.value("role_max_session")?;
    if section.has("role_max_session") && asked > most {
        reader.say(&entry, IssueCode::LongerThanRole { most });
    }
    Some(asked)
}
