//! The links a chain is made of.
//! How a chain is put together is `why`'s business; texts are made from links elsewhere.

use sts_atlas_facts::{EndpointMode, Micros, Place, Provenance, RegionId, RuleId, SdkFact};

use crate::condition::FaultIndex;
use crate::{
    ApiError, ClientSpec, Credentials, DecideError, Endpoint, EndpointKind, Failure, ServiceKind, SimTime, State,
    TargetService, TokenScope, TokenVerdict,
};

/// One link of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// When, where it has a time.
    pub at: Option<SimTime>,
    /// What.
    pub kind: CauseKind,
    /// The rule behind it.
    pub rule: RuleId,
}

impl Cause {
    /// What the principal's SDK does behind it; none where its user has set that.
    pub fn sdk_fact(&self, client: &ClientSpec) -> Option<SdkFact> {
        match self.kind {
            CauseKind::Waited { failure, system_default: false, .. } => {
                let is_set = match failure {
                    Failure::ConnectTimeout => client.connect_timeout.is_some(),
                    Failure::ReadTimeout => client.read_timeout.is_some(),
                    Failure::LoadTimeout => false,
                    Failure::NameNotFound | Failure::Api(_) => return None,
                };
                (!is_set).then_some(SdkFact::Timeouts(client.preset))
            }
            CauseKind::Tried { .. } if client.max_attempts.is_none() => client.retry_fact().map(SdkFact::Retry),
            CauseKind::QuotaUsedUp => client.retry_fact().map(SdkFact::Retry),
            CauseKind::SessionEnds { .. } if self.rule == RuleId::RefreshMandatory => {
                Some(SdkFact::Refresh(client.preset))
            }
            _ => None,
        }
    }
}

/// What a link says. Texts are made from it elsewhere. Faults are indices into the schedule.
#[expect(missing_docs, reason = "the fields' types say what they are")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CauseKind {
    /// The principal is in this state, in this target Region.
    InState { state: State, target: RegionId },
    /// It calls no STS endpoint of its own.
    NoStsOfItsOwn { credentials: Credentials },
    /// Its client refuses before it sends anything.
    NeverSent { error: DecideError },
    /// A step of the client's choice led to this endpoint.
    Decided { endpoint: Endpoint },
    /// The client's endpoint mode, and where it comes from.
    ModeInForce { mode: EndpointMode },
    /// The name leads to this Region.
    LookedUp { endpoint: Endpoint, serving: RegionId },
    /// The way there and back.
    Travelled { from: Place, to: RegionId, round_trip: Micros, provenance: Provenance },
    /// The request took so long over a new or an open connection.
    Took { span: Micros, warm: bool },
    /// A path fault keeps packets from arriving.
    PathDropped { fault: FaultIndex, from: Place, to: RegionId },
    /// A Region is down.
    RegionDown { fault: FaultIndex },
    /// A path fault loses some packets, or slows them.
    PathDisturbed { fault: FaultIndex, from: Place, to: RegionId },
    /// An STS endpoint is down, answers with errors or throttling, or is slow.
    StsDisturbed { fault: FaultIndex, serving: RegionId },
    /// A sign-in or a control plane is down, answers with errors, or is slow.
    ServerDisturbed { fault: FaultIndex, service: ServiceKind },
    /// A data plane is down.
    DataPlaneDown { fault: FaultIndex, region: RegionId },
    /// A name has no address, or a firewall or a VPC does not let it through.
    NameBlocked { fault: FaultIndex },
    /// A name that has no address on the best of days.
    NameMissing,
    /// A policy of the organization denies the Region that the request names.
    PolicyDenies { fault: FaultIndex, requested: RegionId },
    /// STS does not reach the issuer of the web identity.
    IssuerLost { fault: FaultIndex },
    /// The first way failed: this is the next one's endpoint.
    TurnedTo { serving: RegionId },
    /// A service other than STS gives the credentials, in this Region.
    AskedInstead { service: ServiceKind, serving: RegionId },
    /// The control plane has not taken a change of IAM yet.
    ChangeNotTaken { change: usize },
    /// A change of IAM has not arrived here, or has just arrived.
    ChangeArrives { change: usize, region: RegionId, arrived: Option<SimTime> },
    /// Nobody documents what happens here.
    NotDocumented,
    /// The client waited so long for a connection or an answer.
    Waited { failure: Failure, span: Micros, system_default: bool },
    /// This try of so many.
    Tried { attempt: u32, of: u32 },
    /// Its client would have tried once more, but has no tokens left for that.
    QuotaUsedUp,
    /// The server answered with an error.
    Refused { error: ApiError },
    /// A service refused the token, with its own error.
    TokenRefusedBy { service: TargetService },
    /// A session was issued.
    Issued { scope: TokenScope, kind: EndpointKind },
    /// A target Region's verdict on the token.
    Judged { verdict: TokenVerdict, target: RegionId },
    /// The session lasts until then, but the client waits for a new one from `cutoff` on.
    SessionEnds { expires: SimTime, cutoff: SimTime },
    /// A renewal failed; the session still works.
    RenewalFailed { failure: Failure },
    /// The last run failed.
    RunFailed { failure: Failure },
}

impl CauseKind {
    /// The fault that it is about, as an index into the schedule.
    pub const fn fault(&self) -> Option<FaultIndex> {
        match *self {
            Self::PathDropped { fault, .. }
            | Self::RegionDown { fault }
            | Self::PathDisturbed { fault, .. }
            | Self::StsDisturbed { fault, .. }
            | Self::ServerDisturbed { fault, .. }
            | Self::DataPlaneDown { fault, .. }
            | Self::NameBlocked { fault }
            | Self::PolicyDenies { fault, .. }
            | Self::IssuerLost { fault } => Some(fault),
            _ => None,
        }
    }
}
