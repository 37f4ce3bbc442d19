//! A world as readers see it: principals, requests under way, routes, changes.
//! Nothing is changed here.

use sts_atlas_facts::{Micros, Place, RegionId, Rtt};

use crate::entity::Entity;
use crate::plan::Plan;
use crate::state::route_blocked;
use crate::{
    ChangeView, Credentials, Decision, Endpoint, EndpointKind, InFlight, Inactive, Kind, Leg, RequestRecord, Session,
    SessionGauge, SimTime, State, TargetService, TokenScope, TokenVerdict, TokenVersion, World, judge_token,
};

/// What is true of one principal instance now.
#[derive(Clone, Debug)]
pub struct PrincipalView {
    /// Index into [`WorldSpec::principals`].
    pub spec: usize,
    /// Which of its instances, from 1.
    pub ordinal: u32,
    /// Where it stands.
    pub at: Place,
    /// How it behaves.
    pub kind: Kind,
    /// Where its credentials come from.
    pub credentials: Credentials,
    /// What kind of service it uses.
    pub service: TargetService,
    /// Its worst state.
    pub state: State,
    /// Its state, and what the Region says to its token, per target Region.
    pub targets: Vec<(RegionId, State, TokenVerdict)>,
    /// Its STS endpoint and the Region that serves it, if its client calls STS.
    pub endpoint: Option<(Endpoint, RegionId)>,
    /// Time between two calls to STS on a good day, if its client calls STS.
    pub sts_period: Option<Micros>,
    /// Its session.
    pub session: Option<SessionGauge>,
    /// Time spent impaired since the world's start.
    pub impaired: Micros,
    /// Since when it is in its state.
    pub since: SimTime,
    /// First wait for an answer that did not come, since the last success.
    pub first_stall: Option<SimTime>,
    /// First error a caller saw, since the last success.
    pub first_error: Option<SimTime>,
    /// First wait of all for an answer that did not come, since the world's start.
    pub earliest_stall: Option<SimTime>,
    /// First error of all that a caller saw, since the world's start.
    pub earliest_error: Option<SimTime>,
    /// Why it takes no part, if it takes none.
    pub inactive: Option<Inactive>,
}

/// How one principal instance fares now: what a count of many needs of each.
#[derive(Clone, Copy, Debug)]
pub struct PrincipalHealth {
    /// Where it stands.
    pub at: Place,
    /// Its worst state.
    pub state: State,
    /// Time spent impaired since the world's start.
    pub impaired: Micros,
    /// Why it takes no part, if it takes none.
    pub inactive: Option<Inactive>,
}

impl World {
    /// The ends of a route and its round trip.
    pub fn route(&self, index: u16) -> Option<(Place, RegionId, Option<Rtt>)> {
        let &(from, to) = self.compiled.routes.get(usize::from(index))?;
        Some((from, to, self.compiled.rtts[usize::from(index)]))
    }

    /// All routes with the fault that drops their packets now.
    pub fn routes(&self) -> impl Iterator<Item = (u16, Place, RegionId, Option<u16>)> {
        (0_u16..)
            .zip(&self.compiled.routes)
            .map(|(index, &(from, to))| (index, from, to, route_blocked(&self.conditions, index)))
    }

    /// The fault that has a Region down now.
    pub fn region_down(&self, region: RegionId) -> Option<u16> {
        self.conditions.regions[region.index()].down_by
    }

    /// The fault that has a kind of STS endpoint down now, as served in a Region.
    pub fn sts_down(&self, region: RegionId, kind: EndpointKind) -> Option<u16> {
        self.conditions.regions[region.index()].sts(kind).down_by
    }

    /// The fault that has IAM's control plane down now, alone or with its Region.
    pub fn control_plane_down(&self) -> Option<u16> {
        let own = self.conditions.server(crate::ServiceKind::Iam, RegionId::US_EAST_1, None, |_| None).down_by;
        self.region_down(RegionId::US_EAST_1).or(own)
    }

    /// The fault that has a Region's whole IAM data plane down now, alone or with its Region.
    pub fn data_plane_down(&self, region: RegionId) -> Option<u16> {
        self.region_down(region).or(self.conditions.regions[region.index()].data_plane_down_by)
    }

    /// Whether changes of IAM reach a Region's data plane now.
    pub fn changes_reach(&self, region: RegionId) -> bool {
        self.conditions.changes_reach(region)
    }

    /// The last finished requests, newest first.
    pub fn recent(&self) -> impl Iterator<Item = &RequestRecord> {
        self.recent.newest_first()
    }

    /// How many principal instances there are.
    pub fn principals(&self) -> u32 {
        self.compiled.principals
    }

    /// The worst state of each principal instance that takes part, in their order.
    pub fn states(&self) -> impl Iterator<Item = State> {
        let all = self.compiled.plans.iter().zip(&self.entities);
        let active = all.filter(|(plan, _)| plan.inactive.is_none() && plan.change.is_none());
        active.map(|(_, entity)| entity.state)
    }

    /// How one principal instance fares now.
    pub fn principal_health(&self, index: u32) -> Option<PrincipalHealth> {
        let (plan, entity) = self.plan_and_entity(index)?;
        Some(PrincipalHealth {
            at: plan.at,
            state: entity.state,
            impaired: entity.impaired_by(self.now()),
            inactive: plan.inactive,
        })
    }

    /// What a principal instance is, and how it is now; none for who only writes changes.
    fn plan_and_entity(&self, index: u32) -> Option<(&Plan, &Entity)> {
        let (plan, entity) = (self.compiled.plans.get(index as usize)?, self.entities.get(index as usize)?);
        plan.change.is_none().then_some((plan, entity))
    }

    /// What is true of one principal instance now.
    pub fn principal(&self, index: u32) -> Option<PrincipalView> {
        let (plan, entity) = self.plan_and_entity(index)?;
        let surroundings = self.surroundings();
        let scope = entity.session.map_or(entity.scope, |session| session.scope);
        let targets = plan.targets.iter().zip(entity.target_states);
        Some(PrincipalView {
            spec: plan.spec,
            ordinal: plan.ordinal,
            at: plan.at,
            kind: plan.kind,
            credentials: plan.credentials,
            service: plan.service,
            state: entity.state,
            targets: targets
                .map(|(target, state)| (target.region, state, surroundings.verdict(plan, target.region, scope)))
                .collect(),
            endpoint: self.decision(index).map(|(decision, serving)| (decision.endpoint, serving)),
            sts_period: plan.sts_period(),
            session: entity.session.map(|session| self.gauge(session, plan)),
            impaired: entity.impaired_by(self.now()),
            since: entity.state_since,
            first_stall: entity.provenance.first_stall,
            first_error: entity.provenance.first_error,
            earliest_stall: entity.provenance.earliest.0,
            earliest_error: entity.provenance.earliest.1,
            inactive: plan.inactive,
        })
    }

    fn gauge(&self, session: Session, plan: &Plan) -> SessionGauge {
        SessionGauge {
            session,
            length: plan.session,
            until_cutoff: session.cutoff.since(self.now()),
            until_expiry: session.expires.since(self.now()),
        }
    }

    /// What the data plane of a Region says now to a token of an account.
    pub fn judge(&self, account: usize, scope: TokenScope, region: RegionId) -> TokenVerdict {
        judge_token(&self.iam.view(&self.compiled.iam, account, region).account, scope, region)
    }

    /// Version of the global endpoint's tokens for a principal's next call, as the Region that serves it sees the
    /// account now.
    pub fn global_token(&self, index: u32) -> Option<TokenVersion> {
        let plan = self.compiled.plans.get(index as usize)?;
        let serving = plan.source.way(0)?.look_up.serving;
        Some(self.iam.view(&self.compiled.iam, plan.role_account, serving).account.global_token)
    }

    /// What administrators write, and how far it is.
    pub fn changes(&self) -> impl Iterator<Item = ChangeView> {
        self.iam.change_views()
    }

    /// A principal's choice of endpoint and the Region that serves it, if its client calls STS.
    pub fn decision(&self, index: u32) -> Option<(&Decision, RegionId)> {
        let call = self.compiled.plans.get(index as usize)?.source.way(0)?;
        Some((&call.sts.as_ref()?.decision, call.look_up.serving))
    }

    /// How often a principal's client tries.
    pub fn attempts_of(&self, index: u32) -> Option<u32> {
        self.compiled.plans.get(index as usize).map(|plan| plan.retry.attempts)
    }

    /// Requests under way.
    pub fn in_flight(&self) -> impl Iterator<Item = InFlight> {
        (0_u32..).zip(&self.entities).filter(|(_, entity)| entity.is_in_request()).filter_map(|(index, entity)| {
            let plan = &self.compiled.plans[index as usize];
            let (from, to) = *self.compiled.routes.get(usize::from(plan.route_of(entity.leg, entity.way)?))?;
            let service = match (plan.source.way(entity.way), entity.leg) {
                (Some(call), Leg::Sts) => call.service,
                _ => plan.use_service,
            };
            Some(InFlight {
                principal: index,
                from,
                to,
                service,
                attempt: entity.attempt + 1,
                began: entity.began,
                connected_at: entity.connected_at,
                arrives: entity.arrives,
                replies: entity.replies_at(service, &self.assumptions),
                blocked_by: entity.blocked_by.filter(|_| entity.is_stalled()),
                gives_up: entity.gives_up(self.now(), self.assumptions.dns, &plan.waits),
            })
        })
    }
}
