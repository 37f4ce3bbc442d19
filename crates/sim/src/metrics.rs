//! Counts of one world, cumulative since its start, per route and kind of service.
//! Shares, rates and comparisons are `player`'s business.

use crate::{EndpointKind, Failure, Histogram, Outcome, RequestRecord};

/// What a request calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceKind {
    /// STS under its global name.
    StsGlobal,
    /// STS under a Region's name.
    StsRegional,
    /// Any other service, in a target Region.
    Service,
    /// Sign-in to the console.
    SignIn,
    /// The access portal of IAM Identity Center.
    IdentityCenter,
    /// IAM Roles Anywhere.
    RolesAnywhere,
    /// The API of IAM, that is its control plane.
    Iam,
    /// The Account Management API.
    AccountApi,
}

impl ServiceKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::StsGlobal,
        Self::StsRegional,
        Self::Service,
        Self::SignIn,
        Self::IdentityCenter,
        Self::RolesAnywhere,
        Self::Iam,
        Self::AccountApi,
    ];
}

impl ServiceKind {
    /// Its name for programs, with underscores.
    pub const fn id(self) -> &'static str {
        match self {
            Self::StsGlobal => "sts_global",
            Self::StsRegional => "sts_regional",
            Self::Service => "service",
            Self::SignIn => "sign_in",
            Self::IdentityCenter => "identity_center",
            Self::RolesAnywhere => "roles_anywhere",
            Self::Iam => "iam",
            Self::AccountApi => "account_api",
        }
    }

    /// Whether a readout always has a row for it; the others only matter where they were called.
    pub const fn is_everywhere(self) -> bool {
        matches!(self, Self::StsGlobal | Self::StsRegional | Self::Service)
    }
}

impl From<EndpointKind> for ServiceKind {
    fn from(kind: EndpointKind) -> Self {
        match kind {
            EndpointKind::Global => Self::StsGlobal,
            EndpointKind::Regional => Self::StsRegional,
        }
    }
}

/// Counts of requests. Always: issued = succeeded + failed + in flight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RouteMetrics {
    /// Requests sent.
    pub issued: u64,
    /// Requests that did what they were sent for.
    pub succeeded: u64,
    /// Requests that failed, in the order of [`Failure::ALL`].
    pub failed: [u64; Failure::ALL.len()],
    /// How long the successful ones took.
    pub latency: Histogram,
}

impl RouteMetrics {
    /// All failures.
    pub fn failed_total(&self) -> u64 {
        self.failed.iter().sum()
    }

    /// Failures of one sort.
    pub const fn failed_with(&self, failure: Failure) -> u64 {
        self.failed[failure.index()]
    }

    /// Failures without an answer.
    pub fn no_answer(&self) -> u64 {
        Failure::ALL.iter().filter(|failure| failure.is_no_answer()).map(|&failure| self.failed_with(failure)).sum()
    }

    /// Requests sent and not ended.
    pub fn in_flight(&self) -> u64 {
        self.issued - self.succeeded - self.failed_total()
    }
}

/// All counts of a world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metrics {
    /// Route by route, one per kind of service, in the order of [`ServiceKind::ALL`].
    counts: Vec<RouteMetrics>,
    /// Turns taken: every dequeue, also one after which only what the situation means is another.
    pub events: u64,
}

impl Metrics {
    pub(crate) fn new(routes: usize) -> Self {
        Self { counts: vec![RouteMetrics::default(); routes * ServiceKind::ALL.len()], events: 0 }
    }

    /// Heap memory, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.counts.iter().map(|counts| size_of::<RouteMetrics>() + counts.latency.bytes()).sum()
    }

    fn at(&mut self, service: ServiceKind, route: u16) -> &mut RouteMetrics {
        &mut self.counts[usize::from(route) * ServiceKind::ALL.len() + service as usize]
    }

    pub(crate) fn issued(&mut self, service: ServiceKind, route: u16) {
        self.at(service, route).issued += 1;
    }

    pub(crate) fn ended(&mut self, record: &RequestRecord) {
        let counts = self.at(record.service, record.route);
        match record.outcome {
            Outcome::Issued(_) | Outcome::Served => {
                counts.succeeded += 1;
                counts.latency.record(record.took());
            }
            Outcome::Failed(failure) => counts.failed[failure.index()] += 1,
        }
    }

    /// Counts that are not zero, by kind of service and index of the route.
    pub fn iter(&self) -> impl Iterator<Item = (ServiceKind, u16, &RouteMetrics)> {
        self.counts.iter().enumerate().filter(|(_, counts)| counts.issued > 0).map(|(index, counts)| {
            let service = ServiceKind::ALL[index % ServiceKind::ALL.len()];
            let route = u16::try_from(index / ServiceKind::ALL.len()).unwrap_or(u16::MAX);
            (service, route, counts)
        })
    }

    /// The sum over routes that match.
    pub fn sum(&self, matches: impl Fn(ServiceKind, u16) -> bool) -> RouteMetrics {
        let mut sum = RouteMetrics::default();
        for (_, _, counts) in self.iter().filter(|&(service, route, _)| matches(service, route)) {
            sum.issued += counts.issued;
            sum.succeeded += counts.succeeded;
            for (total, count) in sum.failed.iter_mut().zip(counts.failed) {
                *total += count;
            }
            sum.latency.merge(&counts.latency);
        }
        sum
    }
}
