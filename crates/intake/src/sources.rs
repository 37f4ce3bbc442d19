//! Which credentials, operations and sessions go together, the same for files and packed bytes.
//! From the STS API Reference; what a request is answered is `sim`'s business.

use sts_atlas_facts::{Micros, Place};
use sts_atlas_sim::{Credentials, Kind, Operation, PrincipalSpec};

/// What does not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    /// AWS delivers these credentials in its Regions only.
    OutsideRegions,
    /// Only humans sign in.
    NotHuman,
    /// Services of AWS assume roles, nothing else.
    OfService,
    /// The operation needs other credentials.
    Needs(Caller),
    /// The operation gives no session that anything but a job's run could go on with.
    NotJob,
}

/// Whose request an operation takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    /// Who brings a SAML assertion.
    Saml,
    /// Who brings a web identity token.
    WebIdentity,
    /// Who may sign with long-term credentials.
    LongTerm,
    /// Who signs.
    Signing,
}

impl Caller {
    const fn of(operation: Operation) -> Self {
        match operation {
            Operation::AssumeRoleWithSaml => Self::Saml,
            Operation::AssumeRoleWithWebIdentity => Self::WebIdentity,
            Operation::GetSessionToken | Operation::GetFederationToken => Self::LongTerm,
            _ => Self::Signing,
        }
    }

    fn has(self, credentials: Credentials) -> bool {
        match self {
            Self::Saml => credentials == Credentials::Saml,
            Self::WebIdentity => credentials == Credentials::WebIdentity,
            Self::LongTerm => matches!(credentials, Credentials::AssumeRole | Credentials::AccessKey),
            Self::Signing => credentials.are_delivered() || Self::LongTerm.has(credentials),
        }
    }
}

/// What does not go together about a principal's credentials.
pub(crate) fn credentials_misfit(credentials: Credentials, at: Place, kind: Kind) -> Option<Misfit> {
    if credentials.are_delivered() && matches!(at, Place::City(_)) {
        Some(Misfit::OutsideRegions)
    } else if credentials.sign_in().is_some() && !matches!(kind, Kind::Human { .. }) {
        Some(Misfit::NotHuman)
    } else if credentials != Credentials::AssumeRole && kind == Kind::AwsService {
        Some(Misfit::OfService)
    } else {
        None
    }
}

/// What does not go together about an operation that is named.
pub(crate) fn operation_misfit(operation: Operation, credentials: Credentials, kind: Kind) -> Option<Misfit> {
    let caller = Caller::of(operation);
    if !caller.has(credentials) {
        Some(Misfit::Needs(caller))
    } else if operation != Operation::AssumeRole && kind == Kind::AwsService {
        Some(Misfit::OfService)
    } else if !operation.issues_session() && !matches!(kind, Kind::Job { .. }) {
        Some(Misfit::NotJob)
    } else {
        None
    }
}

/// The shortest and longest session. What is not got from STS may be as long as a role's (for sign-ins and IAM Roles
/// Anywhere assumed).
pub(crate) fn session_bounds(operation: Option<Operation>) -> [Micros; 2] {
    let of_roles = [Micros::from_minutes(15), PrincipalSpec::LONGEST_ROLE_SESSION];
    operation.and_then(Operation::session_range).map_or(of_roles, |(least, most)| [least, most])
}

/// The longest session of a role that was assumed with credentials of another one.
pub(crate) const LONGEST_CHAINED: Micros = Micros::from_minutes(60);
