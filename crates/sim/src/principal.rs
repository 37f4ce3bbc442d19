//! The inputs of one world: who acts, from where, with what.
//! Text for readers and file formats are not here.

use sts_atlas_facts::{Date, Micros, Place, RegionId};

use crate::{Account, Assumptions, ChangeSpec, ClientSpec, Operation, Resolver};

/// How a principal behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Holds a session, renews it in its SDK's window, uses it all the time.
    Workload,
    /// Every run asks for a new session, uses it in its target Regions, ends.
    Job {
        /// Time between the starts of two runs.
        every: Micros,
    },
    /// Now and then does something; signs in, or asks for a session, only when it holds none that lasts.
    Human {
        /// Time between two acts.
        every: Micros,
    },
    /// A service of AWS that assumes a role for the customer, who cannot set its endpoint; else as a workload.
    AwsService,
    /// Writes to IAM's control plane now and then.
    Admin {
        /// Time between two writes.
        every: Micros,
    },
}

impl Kind {
    /// Whether it holds a session all the time, rather than acting in turns.
    pub const fn holds_session(self) -> bool {
        matches!(self, Self::Workload | Self::AwsService)
    }

    /// Time between two acts, of those that act in turns.
    pub const fn every(self) -> Option<Micros> {
        match self {
            Self::Job { every } | Self::Human { every } | Self::Admin { every } => Some(every),
            Self::Workload | Self::AwsService => None,
        }
    }
}

/// Where a principal's credentials come from: who calls STS for it, if anyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Credentials {
    /// The client assumes a role with credentials it has.
    AssumeRole,
    /// The client trades a web identity token; the call is not signed.
    WebIdentity,
    /// The client trades a SAML assertion; the call is not signed.
    Saml,
    /// The access portal of IAM Identity Center gives them.
    IdentityCenter,
    /// IAM Roles Anywhere gives them in its Region for a certificate.
    RolesAnywhere,
    /// AWS delivers and renews them through the instance metadata service.
    Imds,
    /// AWS delivers and renews them to a container's task role.
    Container,
    /// AWS delivers them to a function.
    Lambda,
    /// AWS delivers and renews them to a pod (EKS Pod Identity).
    PodIdentity,
    /// A long-term access key; no STS at all.
    AccessKey,
    /// A human signs in to the console as an IAM user.
    ConsoleIamUser,
    /// A human signs in to the console as the root user.
    ConsoleRoot,
    /// A human signs in to the console through SAML.
    ConsoleSaml,
}

impl Credentials {
    /// Every source.
    pub const ALL: [Self; 13] = [
        Self::AssumeRole,
        Self::WebIdentity,
        Self::Saml,
        Self::IdentityCenter,
        Self::RolesAnywhere,
        Self::Imds,
        Self::Container,
        Self::Lambda,
        Self::PodIdentity,
        Self::AccessKey,
        Self::ConsoleIamUser,
        Self::ConsoleRoot,
        Self::ConsoleSaml,
    ];

    /// The operation the client calls at STS, unless the principal says another.
    pub const fn operation(self) -> Option<Operation> {
        match self {
            Self::AssumeRole => Some(Operation::AssumeRole),
            Self::WebIdentity => Some(Operation::AssumeRoleWithWebIdentity),
            Self::Saml => Some(Operation::AssumeRoleWithSaml),
            _ => None,
        }
    }

    /// Whether AWS delivers them, so that the client calls no STS.
    pub const fn are_delivered(self) -> bool {
        matches!(self, Self::Imds | Self::Container | Self::Lambda | Self::PodIdentity)
    }

    /// Whether they are a role's: a user's key, a user's and the root user's sign-in are not.
    pub const fn are_of_role(self) -> bool {
        !matches!(self, Self::AccessKey | Self::ConsoleIamUser | Self::ConsoleRoot)
    }

    /// Whether they are a sign-in to the console.
    pub const fn sign_in(self) -> Option<SignIn> {
        match self {
            Self::ConsoleIamUser => Some(SignIn::IamUser),
            Self::ConsoleRoot => Some(SignIn::Root),
            Self::ConsoleSaml => Some(SignIn::Federation),
            _ => None,
        }
    }
}

/// A way to sign in to the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignIn {
    /// As an IAM user.
    IamUser,
    /// As the root user.
    Root,
    /// Through SAML.
    Federation,
    /// Through the access portal of IAM Identity Center.
    IdentityCenter,
}

impl SignIn {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::IamUser, Self::Root, Self::Federation, Self::IdentityCenter];
}

/// Which sign-in endpoint a human calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignInEndpoint {
    /// `signin.aws.amazon.com`, which is us-east-1's.
    Global,
    /// `{region}.signin.aws.amazon.com`.
    Regional(RegionId),
}

/// An instance of IAM Identity Center.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityCenter {
    /// Its home Region.
    pub home: RegionId,
    /// Regions to which it is replicated, in the order in which its users turn to them.
    pub replicas: Vec<RegionId>,
}

/// What kind of service a principal uses: it decides the error with which a token is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetService {
    /// Any; shown with the error of the query APIs.
    #[default]
    Any,
    /// A query API, such as IAM's and STS's.
    Query,
    /// Amazon EC2.
    Ec2,
    /// Amazon S3.
    S3,
    /// A service with a JSON protocol.
    Json,
}

impl TargetService {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Any, Self::Query, Self::Ec2, Self::S3, Self::Json];

    /// The error with which it refuses a token that is not valid in its Region; reported by users, those of S3 and of
    /// JSON services recalled.
    pub const fn refusal_code(self) -> &'static str {
        match self {
            Self::Any | Self::Query => "InvalidClientTokenId",
            Self::Ec2 => "AuthFailure",
            Self::S3 => "InvalidToken",
            Self::Json => "UnrecognizedClientException",
        }
    }
}

/// One or more like principals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalSpec {
    /// Name; with the ordinal it is the identity of each instance.
    pub name: String,
    /// How many.
    pub count: u32,
    /// Where they stand.
    pub at: Place,
    /// How they behave.
    pub kind: Kind,
    /// Where their credentials come from.
    pub credentials: Credentials,
    /// The operation they call at STS, where it is not the usual one for their credentials.
    pub operation: Option<Operation>,
    /// Their client.
    pub client: ClientSpec,
    /// Who answers their DNS questions.
    pub resolver: Resolver,
    /// Length of the session they ask for.
    pub session: Micros,
    /// The longest session the role allows.
    pub role_most: Micros,
    /// Whether the role is assumed with credentials of another role (role chaining): at most one hour.
    pub chained: bool,
    /// Regions in which they use it; at least one, at most [`PrincipalSpec::MAX_USES`].
    pub uses: Vec<RegionId>,
    /// What they use there.
    pub service: TargetService,
    /// The caller's account: index into [`WorldSpec::accounts`].
    pub account: usize,
    /// The account of the role, which the session belongs to: index into [`WorldSpec::accounts`].
    pub role_account: usize,
    /// Other Regions whose STS they turn to, in this order, when a call gets no answer or a server error.
    pub failover: Vec<RegionId>,
    /// Where the keys of the web identity's issuer are served; `None`: where the principal stands, or for one in a city
    /// in the serving Region.
    pub issuer: Option<Place>,
    /// Which sign-in endpoint a human calls.
    pub sign_in: SignInEndpoint,
    /// The Identity Center whose portal gives the credentials; needed for [`Credentials::IdentityCenter`].
    pub identity_center: Option<IdentityCenter>,
}

impl PrincipalSpec {
    /// The most target Regions one principal may have.
    pub const MAX_USES: usize = 8;
    /// The most Regions to fail over to.
    pub const MAX_FAILOVER: usize = 4;
    /// The longest session of any role.
    pub const LONGEST_ROLE_SESSION: Micros = Micros::from_secs(43_200);

    /// One principal with the usual settings: Amazon's DNS in a Region, one-hour sessions, the first account for both
    /// sides, no failover, used at home.
    pub fn new(name: impl Into<String>, at: Place, kind: Kind, credentials: Credentials, client: ClientSpec) -> Self {
        let (resolver, uses, sign_in) = match at {
            Place::Region(region) => (Resolver::Amazon, vec![region], SignInEndpoint::Regional(region)),
            Place::City(_) => (Resolver::Other, Vec::new(), SignInEndpoint::Global),
        };
        Self {
            name: name.into(),
            count: 1,
            at,
            kind,
            credentials,
            operation: None,
            client,
            resolver,
            session: Micros::from_secs(3_600),
            role_most: Self::LONGEST_ROLE_SESSION,
            chained: false,
            uses,
            service: TargetService::Any,
            account: 0,
            role_account: 0,
            failover: Vec::new(),
            issuer: None,
            sign_in,
            identity_center: None,
        }
    }

    /// Whether they act in a role, so that nothing works for them once it is deleted.
    pub fn has_role(&self) -> bool {
        self.operation.map_or(self.credentials.are_of_role(), Operation::assumes_role)
    }

    /// The operation they call at STS, if their client calls STS.
    pub fn sts_operation(&self) -> Option<Operation> {
        self.operation.or(self.credentials.operation())
    }
}

/// Everything one world is made from, faults and seed apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorldSpec {
    /// Day whose AWS rules apply.
    pub as_of: Date,
    /// Accounts; principals refer to them by index.
    pub accounts: Vec<Account>,
    /// Principals.
    pub principals: Vec<PrincipalSpec>,
    /// What administrators write, and when.
    pub changes: Vec<ChangeSpec>,
    /// Choices of the model.
    pub assumptions: Assumptions,
}
