//! The operations of STS: what each asks for, needs and gives, as the API model and the user guides say.
//! What happens to a request is `attempt`'s business.

use sts_atlas_facts::{Date, Micros};

/// An STS operation (API version 2011-06-15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operation {
    /// `AssumeRole`.
    AssumeRole,
    /// `AssumeRoleWithSAML`.
    AssumeRoleWithSaml,
    /// `AssumeRoleWithWebIdentity`.
    AssumeRoleWithWebIdentity,
    /// `AssumeRoot`.
    AssumeRoot,
    /// `GetSessionToken`.
    GetSessionToken,
    /// `GetFederationToken`.
    GetFederationToken,
    /// `GetCallerIdentity`.
    GetCallerIdentity,
    /// `DecodeAuthorizationMessage`.
    DecodeAuthorizationMessage,
    /// `GetAccessKeyInfo`.
    GetAccessKeyInfo,
    /// `GetWebIdentityToken`.
    GetWebIdentityToken,
    /// `GetDelegatedAccessToken`.
    GetDelegatedAccessToken,
}

impl Operation {
    /// Every operation.
    pub const ALL: [Self; 11] = [
        Self::AssumeRole,
        Self::AssumeRoleWithSaml,
        Self::AssumeRoleWithWebIdentity,
        Self::AssumeRoot,
        Self::GetSessionToken,
        Self::GetFederationToken,
        Self::GetCallerIdentity,
        Self::DecodeAuthorizationMessage,
        Self::GetAccessKeyInfo,
        Self::GetWebIdentityToken,
        Self::GetDelegatedAccessToken,
    ];

    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AssumeRole => "AssumeRole",
            Self::AssumeRoleWithSaml => "AssumeRoleWithSAML",
            Self::AssumeRoleWithWebIdentity => "AssumeRoleWithWebIdentity",
            Self::AssumeRoot => "AssumeRoot",
            Self::GetSessionToken => "GetSessionToken",
            Self::GetFederationToken => "GetFederationToken",
            Self::GetCallerIdentity => "GetCallerIdentity",
            Self::DecodeAuthorizationMessage => "DecodeAuthorizationMessage",
            Self::GetAccessKeyInfo => "GetAccessKeyInfo",
            Self::GetWebIdentityToken => "GetWebIdentityToken",
            Self::GetDelegatedAccessToken => "GetDelegatedAccessToken",
        }
    }

    /// Whether it gives AWS credentials, that is a session (the others give an answer or a token of another sort).
    pub const fn issues_session(self) -> bool {
        matches!(
            self,
            Self::AssumeRole
                | Self::AssumeRoleWithSaml
                | Self::AssumeRoleWithWebIdentity
                | Self::AssumeRoot
                | Self::GetSessionToken
                | Self::GetFederationToken
        )
    }

    /// Shortest and longest session it gives (STS API model); `None` where it gives none.
    pub const fn session_range(self) -> Option<(Micros, Micros)> {
        let (least_secs, most_secs) = match self {
            Self::AssumeRole | Self::AssumeRoleWithSaml | Self::AssumeRoleWithWebIdentity => (900, 43_200),
            Self::AssumeRoot => (1, 900),
            Self::GetSessionToken | Self::GetFederationToken => (900, 129_600),
            _ => return None,
        };
        Some((Micros::from_secs(least_secs), Micros::from_secs(most_secs)))
    }

    /// Whether it counts against the shared quota of 600 requests a second (IAM User Guide, quotas).
    pub const fn shares_quota(self) -> bool {
        matches!(
            self,
            Self::AssumeRole
                | Self::DecodeAuthorizationMessage
                | Self::GetAccessKeyInfo
                | Self::GetCallerIdentity
                | Self::GetFederationToken
                | Self::GetSessionToken
        )
    }

    /// Whether it assumes a role, without which it is refused.
    pub const fn assumes_role(self) -> bool {
        matches!(self, Self::AssumeRole | Self::AssumeRoleWithSaml | Self::AssumeRoleWithWebIdentity)
    }

    /// Whether the request is signed with credentials of the caller's account (STS API model, `noAuth`).
    pub const fn is_signed(self) -> bool {
        !matches!(self, Self::AssumeRoleWithSaml | Self::AssumeRoleWithWebIdentity)
    }

    /// Whether the global endpoint offers it (STS API model).
    pub const fn on_global_endpoint(self) -> bool {
        !matches!(self, Self::AssumeRoot | Self::GetWebIdentityToken)
    }

    /// Whether its model has `RegionDisabledException`; GetCallerIdentity was seen to work where STS is deactivated.
    pub const fn reports_deactivation(self) -> bool {
        matches!(
            self,
            Self::AssumeRole
                | Self::AssumeRoleWithSaml
                | Self::AssumeRoleWithWebIdentity
                | Self::AssumeRoot
                | Self::GetFederationToken
                | Self::GetSessionToken
                | Self::GetDelegatedAccessToken
        )
    }

    /// Whether a policy can forbid it: GetCallerIdentity needs no permission, and an explicit deny has no effect.
    pub const fn can_be_denied(self) -> bool {
        !matches!(self, Self::GetCallerIdentity)
    }

    /// Whether it needs IAM's control plane; of all of STS only AssumeRoot does (Fault Isolation Boundaries).
    pub const fn needs_control_plane(self) -> bool {
        matches!(self, Self::AssumeRoot)
    }

    /// Whether it takes a token of an identity provider whose keys STS must know.
    pub const fn takes_web_identity(self) -> bool {
        matches!(self, Self::AssumeRoleWithWebIdentity)
    }

    /// First day on which it exists, where that is known; the others are older than this model's first day, or their
    /// first day is not in its sources.
    pub const fn available_from(self) -> Option<Date> {
        match self {
            Self::GetWebIdentityToken => Some(Date::literal(2025, 11, 19)),
            Self::GetDelegatedAccessToken => Some(Date::literal(2025, 11, 10)),
            _ => None,
        }
    }
}
