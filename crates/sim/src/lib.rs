//! What happens: a pure, deterministic simulator of principals, STS requests, sessions and faults in one world.
//! No screen, clock, file, locale or thread; no floating point; two worlds side by side are `player`'s business.

mod account;
mod answer;
mod assumption;
mod attempt;
mod call;
mod change;
mod client;
mod condition;
mod cycle;
mod delivered;
mod draw;
mod endpoint;
mod entity;
mod fault;
mod happened;
mod histogram;
mod iam;
mod metrics;
mod operation;
mod ordered;
mod plan;
mod principal;
mod probe;
mod queue;
mod quota;
mod recent;
mod reply;
mod request;
mod retry;
mod schedule;
mod segment;
mod state;
mod time;
mod view;
mod why;
mod world;

pub use account::{Account, Resolver, TokenScope, TokenVerdict, TokenVersion, judge_token};
pub use assumption::{Assumptions, CallerInRegionNotEnabled, DeactivatedUnderGlobalName, DisputedDefault, Weather};
pub use change::{Change, ChangeSpec};
pub use client::{ClientSpec, CustomEndpoint, RegionChoice};
pub use draw::{EntityKey, Seed, SeedError};
pub use endpoint::{
    ByName, ClientSettings, CodeSettings, DecideError, Decision, Endpoint, EndpointKind, Explanation, Found, Refusal,
    Resolved, RulesetEndpoint, RulesetError, RulesetParams, ServicesSetting, Step, UrlKind, decide, explain,
    profile_in_force, reads_config_file, resolve_ruleset, serving_region,
};
pub use entity::{Session, SessionGauge};
pub use fault::{Direction, Fault, PathEffect, ServerEffect, StsName, StsNames, Zones};
pub use happened::{Happened, LogEntry};
pub use histogram::Histogram;
pub use iam::ChangeView;
pub use metrics::{Metrics, RouteMetrics, ServiceKind};
pub use operation::Operation;
pub use ordered::ordered;
pub use plan::{Inactive, Leg};
pub use principal::{
    Credentials, IdentityCenter, Kind, PrincipalSpec, SignIn, SignInEndpoint, TargetService, WorldSpec,
};
pub use probe::Probe;
pub use request::{ApiError, Failure, InFlight, Outcome, RequestRecord};
pub use schedule::{FaultEdge, FaultSchedule, FaultWindow};
pub use segment::{Segment, SegmentKind};
pub use state::State;
pub use time::SimTime;
pub use view::{PrincipalHealth, PrincipalView};
pub use why::{Cause, CauseKind};
pub use world::{Progress, World};
