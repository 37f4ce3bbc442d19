//! Where a principal's credentials come from: the source, the operation, the session, and what AWS documents as refused.
//! How they are got is `sim`'s business.

use sts_atlas_facts::{Micros, Place};
use sts_atlas_sim::{Credentials, Kind, Operation};

use super::reader::{Reader, Section};
use crate::issue::Condition;
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
/// Sources with long-term keys, possibly: the client's own credentials are not said.
const LONG_TERM: &[&str] = &["assume-role", "access-key"];
/// Sources with credentials that sign.
const SIGNING: &[&str] = &["assume-role", "imds", "container", "lambda", "pod-identity", "access-key"];
/// A session that nobody says the length of, but for two operations and one.
const USUAL: Micros = Micros::from_minutes(60);

pub(super) fn source(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    at: Option<Place>,
    kind: Option<Kind>,
) -> Option<Source> {
    let word: &'static str = section.value("credentials")?;
    let credentials = credentials(word)?;
    if let Some(only) = misplaced(credentials, at, kind) {
        reader.say(&section.get("credentials")?, IssueCode::NotHere { key: word, only });
        return None;
    }
    let operation = if section.has("operation") { Some(operation(reader, section, word, kind)?) } else { None };
    let session = session(reader, section, operation.or(credentials.operation()))?;
    let calls = Condition::Is { key: "credentials", words: CALLING };
    let needs_client = if CALLING.contains(&word) {
        Some(calls)
    } else {
        operation.is_some().then_some(Condition::Beside { key: "operation" })
    };
    Some(Source { credentials, operation, session, needs_client })
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

/// Where such credentials can be, if that is elsewhere: AWS delivers in its Regions, humans sign in, and a service of
/// AWS assumes a role.
fn misplaced(credentials: Credentials, at: Option<Place>, kind: Option<Kind>) -> Option<Condition> {
    if credentials.are_delivered() && matches!(at, Some(Place::City(_))) {
        Some(Condition::InRegion)
    } else if credentials.sign_in().is_some() && !matches!(kind, None | Some(Kind::Human { .. })) {
        Some(Condition::Is { key: "kind", words: &["human"] })
    } else if credentials != Credentials::AssumeRole && kind == Some(Kind::AwsService) {
        Some(Condition::IsNot { key: "kind", words: &["aws-service"] })
    } else {
        None
    }
}

/// The operation named, if it goes with the credentials (STS API Reference) and the kind.
fn operation(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    credentials: &'static str,
    kind: Option<Kind>,
) -> Option<Operation> {
    let word: &'static str = section.value("operation")?;
    let operation = Operation::ALL.into_iter().find(|operation| operation.name() == word)?;
    let wanted: &'static [&'static str] = match operation {
        Operation::AssumeRoleWithSaml => &["saml"],
        Operation::AssumeRoleWithWebIdentity => &["web-identity"],
        Operation::GetSessionToken | Operation::GetFederationToken => LONG_TERM,
        _ => SIGNING,
    };
    let only = if !wanted.contains(&credentials) {
        Some(Condition::Is { key: "credentials", words: wanted })
    } else if kind == Some(Kind::AwsService) && operation != Operation::AssumeRole {
        Some(Condition::IsNot { key: "kind", words: &["aws-service"] })
    } else if !operation.issues_session() && !matches!(kind, None | Some(Kind::Job { .. })) {
        Some(Condition::Is { key: "kind", words: &["job"] })
    } else {
        None
    };
    if let Some(only) = only {
        reader.say(&section.get("operation")?, IssueCode::NotHere { key: operation.name(), only });
        return None;
    }
    Some(operation)
}

/// The session asked for, within what the operation gives (STS API model) and the source allows.
fn session(reader: &mut Reader<'_>, section: &Section<'_>, operation: Option<Operation>) -> Option<Micros> {
    // What is not got from STS: as long as the sessions of roles (for sign-ins and Roles Anywhere assumed).
    let role = Operation::AssumeRole;
    let given = operation.and_then(|operation| Some((operation, operation.session_range()?)));
    let (by, (least, most)) = given.or_else(|| Some((role, role.session_range()?)))?;
    if !section.has("session") {
        return Some(match by {
            Operation::AssumeRoot => most,
            // STS API Reference: 43,200 seconds unless asked otherwise.
            Operation::GetSessionToken | Operation::GetFederationToken => Micros::from_minutes(12 * 60),
            _ => USUAL,
        });
    }
    let (entry, asked): (_, Micros) = (section.get("session")?, section.value("session")?);
    if !(least..=most).contains(&asked) {
        let expected = match given {
            Some((operation, _)) => Expected::SessionOf { operation: operation.name(), least, most },
            None => Expected::Span { least: "15m", most: "12h" },
        };
        reader.unexpected(&entry, expected, None);
        return None;
    }
    let chained = section.value("chained") == Some(true);
    if chained && asked > USUAL {
        reader.unexpected(&entry, Expected::ChainedSession, None);
        return None;
    }
    let most: Micros = section.value("role_max_session")?;
    if section.has("role_max_session") && asked > most {
        reader.say(&entry, IssueCode::LongerThanRole { most });
    }
    Some(asked)
}
