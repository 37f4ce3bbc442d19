//! One request as readers see it: in flight, or finished with an outcome.
//! How it gets there is `attempt`'s business.

use sts_atlas_facts::{Micros, Place, RegionId, RuleId};

use crate::{EndpointKind, Leg, ServiceKind, SimTime, TokenScope};

/// An error a server answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApiError {
    /// `InvalidClientTokenId`: the Region does not know the caller's account.
    InvalidClientTokenId,
    /// `RegionDisabledException`: STS is not active there for the role's account.
    RegionDisabled,
    /// `Throttling`: the quota is used up.
    Throttling,
    /// `ServiceUnavailable`, HTTP 503.
    ServiceUnavailable,
    /// A token for Regions enabled by default in an opt-in Region; the code depends on the service.
    TokenRefused,
    /// The account has not enabled the Region.
    RegionNotEnabled,
    /// `AccessDenied`: a policy, or a role that is not there (yet).
    AccessDenied,
    /// `ValidationError`: a session longer than allowed.
    ValidationError,
    /// `SignatureDoesNotMatch`: signed for another Region than the endpoint's.
    SignatureDoesNotMatch,
    /// The endpoint does not offer the operation, or not yet.
    UnsupportedOperation,
    /// `IDPCommunicationError`: STS does not reach the issuer of the web identity.
    IdpCommunication,
    /// `ExpiredToken` or `ExpiredTokenException`: the session's life is over.
    ExpiredToken,
    /// `ConflictException`: the Region is still being enabled or disabled.
    Conflict,
}

impl ApiError {
    /// Whether SDKs try again.
    pub(crate) const fn is_retried(self) -> bool {
        matches!(self, Self::Throttling | Self::ServiceUnavailable | Self::IdpCommunication)
    }
}

/// How a request fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Failure {
    /// No connection within the connect timeout.
    ConnectTimeout,
    /// No reply within the read timeout.
    ReadTimeout,
    /// The time for the whole renewal is over.
    LoadTimeout,
    /// The server answered with an error.
    Api(ApiError),
    /// The name has no address.
    NameNotFound,
}

impl Failure {
    /// Every way to fail; digests hold the position of each, so that new ones come last.
    pub const ALL: [Self; 17] = [
        Self::ConnectTimeout,
        Self::ReadTimeout,
        Self::LoadTimeout,
        Self::Api(ApiError::InvalidClientTokenId),
        Self::Api(ApiError::RegionDisabled),
        Self::Api(ApiError::Throttling),
        Self::Api(ApiError::ServiceUnavailable),
        Self::Api(ApiError::TokenRefused),
        Self::Api(ApiError::RegionNotEnabled),
        Self::Api(ApiError::AccessDenied),
        Self::Api(ApiError::ValidationError),
        Self::Api(ApiError::SignatureDoesNotMatch),
        Self::Api(ApiError::UnsupportedOperation),
        Self::Api(ApiError::IdpCommunication),
        Self::Api(ApiError::ExpiredToken),
        Self::NameNotFound,
        Self::Api(ApiError::Conflict),
    ];

    /// Position in [`Failure::ALL`].
    pub(crate) const fn index(self) -> usize {
        match self {
            Self::ConnectTimeout => 0,
            Self::ReadTimeout => 1,
            Self::LoadTimeout => 2,
            Self::NameNotFound => 15,
            Self::Api(ApiError::Conflict) => 16,
            Self::Api(error) => 3 + error as usize,
        }
    }

    /// Whether nobody answered.
    pub const fn is_no_answer(self) -> bool {
        matches!(self, Self::ConnectTimeout | Self::ReadTimeout | Self::LoadTimeout)
    }
}

/// How a request ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// STS issued a session of this scope.
    Issued(TokenScope),
    /// The service did what it was asked.
    Served,
    /// It failed.
    Failed(Failure),
}

/// A finished request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestRecord {
    /// Index of the principal instance in the world.
    pub principal: u32,
    /// Which part of its work.
    pub leg: Leg,
    /// Which run or renewal.
    pub run: u64,
    /// Which try of it, from 1.
    pub attempt: u32,
    /// When it was sent.
    pub began: SimTime,
    /// When it ended.
    pub ended: SimTime,
    /// When its connection was, or would have been, open.
    pub connected_at: SimTime,
    /// Whether it went over a connection that was already open.
    pub warm: bool,
    /// Route, as an index into the world's routes.
    pub route: u16,
    /// What was called.
    pub service: ServiceKind,
    /// How it ended.
    pub outcome: Outcome,
    /// The fault that stood in its way, as an index into the schedule.
    pub fault: Option<u16>,
    /// The rule by which a server answered with an error, as things stood then.
    pub rule: Option<RuleId>,
    /// Whether its client would have tried once more, had its retry quota not been used up.
    pub quota_used_up: bool,
}

impl RequestRecord {
    /// How long it took.
    pub const fn took(&self) -> Micros {
        self.ended.since(self.began)
    }
}

/// A request under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InFlight {
    /// Index of the principal instance in the world.
    pub principal: u32,
    /// From where.
    pub from: Place,
    /// To where.
    pub to: RegionId,
    /// What is called.
    pub service: ServiceKind,
    /// Which try, from 1.
    pub attempt: u32,
    /// When it was sent.
    pub began: SimTime,
    /// When its connection is open.
    pub connected_at: SimTime,
    /// When the request reaches the server (meaningless while blocked).
    pub arrives: SimTime,
    /// When the reply is back (meaningless while blocked).
    pub replies: SimTime,
    /// The fault that stands in its way.
    pub blocked_by: Option<u16>,
    /// When the client gives up on this try.
    pub gives_up: SimTime,
}

impl ServiceKind {
    /// The kind of STS endpoint, where it is one.
    pub const fn endpoint_kind(self) -> Option<EndpointKind> {
        match self {
            Self::StsGlobal => Some(EndpointKind::Global),
            Self::StsRegional => Some(EndpointKind::Regional),
            _ => None,
        }
    }
}
