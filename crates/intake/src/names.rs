//! Names that programs read, in JSON and in tables: stable, the same everywhere.
//! Texts for people are words' business.

use sts_atlas_sim::{ApiError, Failure, State};

/// A state's name for programs.
pub(crate) const fn state_name(state: State) -> &'static str {
    match state {
        State::Healthy => "healthy",
        State::Exposed => "exposed",
        State::Draining => "draining",
        State::Unknown => "unknown",
        State::Impaired => "impaired",
    }
}

/// A failure's name for programs: its own for what the client sees, the condition for what a server answers.
pub(crate) const fn failure_name(failure: Failure) -> &'static str {
    match failure {
        Failure::ConnectTimeout => "connect-timeout",
        Failure::ReadTimeout => "read-timeout",
        Failure::LoadTimeout => "load-timeout",
        Failure::NameNotFound => "name-not-found",
        Failure::Api(error) => match error {
            ApiError::InvalidClientTokenId => "invalid-client-token-id",
            ApiError::RegionDisabled => "region-disabled",
            ApiError::Throttling => "throttling",
            ApiError::ServiceUnavailable => "service-unavailable",
            ApiError::TokenRefused => "token-refused",
            ApiError::RegionNotEnabled => "region-not-enabled",
            ApiError::AccessDenied => "access-denied",
            ApiError::ValidationError => "validation-error",
            ApiError::SignatureDoesNotMatch => "signature-does-not-match",
            ApiError::UnsupportedOperation => "unsupported-operation",
            ApiError::IdpCommunication => "idp-communication",
            ApiError::ExpiredToken => "expired-token",
            ApiError::Conflict => "conflict",
        },
    }
}
