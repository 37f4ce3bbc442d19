//! Why a principal is in its state now: what stops it, how its session stands, where its credentials come from.
//! What a fault or a change does to a request is `why`'s business.

use sts_atlas_facts::{Micros, RegionId, RuleId};

use super::rules::{is_left, no_sts_rule, turn_rule};
use super::{Cause, CauseKind, explain_choice, push};
use crate::answer::Refusal;
use crate::call::{Call, Source};
use crate::entity::Entity;
use crate::plan::Plan;
use crate::probe::{probe_delivery, undocumented, ways_met};
use crate::state::{home_down, route_blocked};
use crate::{ApiError, Fault, Probe, State, TokenScope, TokenVerdict, World};

impl World {
    /// The chain behind a principal's worst state, from the state back to its root.
    pub fn why_principal(&self, index: u32) -> Vec<Cause> {
        let position = index as usize;
        let (Some(plan), Some(entity)) = (self.compiled.plans.get(position), self.entities.get(position)) else {
            return Vec::new();
        };
        let mut chain = Vec::new();
        let worst = (0..plan.targets.len()).max_by_key(|&target| (entity.target_states[target], usize::MAX - target));
        let Some(target) = worst else { return chain };
        let (region, state) = (plan.targets[target].region, entity.target_states[target]);
        let mut home = Vec::new();
        if let Some(fault) = home_down(&self.conditions, plan) {
            push(&mut home, self.began(fault), CauseKind::RegionDown { fault }, RuleId::ReachRegionDown);
        }
        let mut uses = Vec::new();
        if matches!(state, State::Impaired | State::Exposed) {
            self.explain_use(&mut uses, plan, index, target);
        }
        // Who cannot work is stopped where it stands or, since it still had credentials, by what it uses: that comes first.
        let has_credentials =
            entity.session.map_or(matches!(plan.source, Source::Held), |session| entity.state_since < session.cutoff);
        let mut stopped_by = Vec::new();
        if state == State::Impaired {
            stopped_by.append(&mut home);
            if has_credentials {
                stopped_by.append(&mut uses);
            }
        }
        let rule = stopped_by.first().map_or_else(|| self.state_rule(index, state), |cause| cause.rule);
        push(&mut chain, Some(entity.state_since), CauseKind::InState { state, target: region }, rule);
        chain.append(&mut stopped_by);
        self.explain_session(&mut chain, plan, entity, state);
        chain.append(&mut home);
        self.explain_source(&mut chain, plan, index);
        chain.append(&mut uses);
        chain
    }

    /// How long its session lasts, and what became of the last try to renew it.
    fn explain_session(&self, chain: &mut Vec<Cause>, plan: &Plan, entity: &Entity, state: State) {
        if let Some(session) = entity.session {
            let ends = CauseKind::SessionEnds { expires: session.expires, cutoff: session.cutoff };
            let rule = match plan.source {
                Source::Delivered(_) => RuleId::CredentialsDeliveredRenewal,
                _ if is_left(plan.credentials) => RuleId::RefreshConsoleSession,
                _ => RuleId::RefreshMandatory,
            };
            push(chain, Some(session.cutoff), ends, rule);
        }
        if let (State::Draining | State::Impaired, Some(last)) = (state, entity.provenance.last_failure) {
            let (at, failure) = (last.at, last.failure);
            let (kind, rule) = if plan.kind.holds_session() {
                let is_early = entity.session.is_some_and(|session| at < session.cutoff);
                let rule = if is_early { RuleId::RefreshAdvisory } else { RuleId::RefreshMandatory };
                (CauseKind::RenewalFailed { failure }, rule)
            } else {
                (CauseKind::RunFailed { failure }, turn_rule(plan.kind))
            };
            push(chain, Some(at), kind, rule);
            // A fault that has ended since is still the root of what it left behind.
            if let (Some(fault), Some(route)) = (last.by, last.route)
                && !self.schedule.holds(fault, self.now())
            {
                self.explain_fault(chain, fault, route, last.service, at.minus(Micros(1)));
            }
        }
    }

    /// Where its credentials come from, and whether that works now.
    fn explain_source(&self, chain: &mut Vec<Cause>, plan: &Plan, index: u32) {
        match &plan.source {
            Source::Held | Source::Delivered(_) => {
                let rule = no_sts_rule(plan.credentials);
                push(chain, None, CauseKind::NoStsOfItsOwn { credentials: plan.credentials }, rule);
                if let Source::Delivered(region) = plan.source {
                    self.explain_delivery(chain, region);
                }
            }
            Source::NeverSent(error) => {
                push(chain, None, CauseKind::NeverSent { error: *error }, RuleId::DecideNoRegionFails);
            }
            Source::Undocumented(rule) => push(chain, None, CauseKind::NotDocumented, *rule),
            Source::Calls(_) => self.explain_renewal(chain, plan, index),
        }
    }

    /// What keeps AWS from renewing what it delivers.
    fn explain_delivery(&self, chain: &mut Vec<Cause>, region: RegionId) {
        let fault = match probe_delivery(&self.surroundings(), region, self.now()) {
            Probe::Blocked(fault) => fault,
            Probe::Unknown(_) => {
                return push(chain, None, CauseKind::NotDocumented, RuleId::ResilienceTwentyFourHours);
            }
            Probe::Works | Probe::MayFail(_) | Probe::Refused => return,
        };
        let (kind, rule) = match self.schedule.fault(fault) {
            Some(Fault::Region { .. }) => (CauseKind::RegionDown { fault }, RuleId::ReachRegionDown),
            Some(Fault::IamDataPlane { .. }) => {
                (CauseKind::DataPlaneDown { fault, region }, RuleId::ReachIamDataPlaneDown)
            }
            _ => (CauseKind::StsDisturbed { fault, serving: region }, RuleId::CredentialsDeliveredRenewal),
        };
        push(chain, self.began(fault), kind, rule);
    }

    /// Way by way, up to the one that works or that nobody gets past.
    fn explain_renewal(&self, chain: &mut Vec<Cause>, plan: &Plan, index: u32) {
        let world = self.surroundings();
        let entity = &self.entities[index as usize];
        for (number, call, met) in ways_met(&world, plan, entity, self.now()) {
            let serving = call.look_up.serving;
            if number > 0 {
                push(chain, None, CauseKind::TurnedTo { serving }, call.turning_rule());
            }
            match met.probe {
                Probe::Blocked(fault) | Probe::MayFail(fault) => {
                    self.explain_fault(chain, fault, call.route, call.service, self.now());
                }
                Probe::Unknown(fault) => {
                    let server = world.server_of(call);
                    let rule =
                        undocumented(&world, plan, call, &server, self.now()).map_or(call.look_up.rule, |why| why.0);
                    push(chain, None, CauseKind::NotDocumented, rule);
                    if let Some(fault) = fault {
                        self.explain_fault(chain, fault, call.route, call.service, self.now());
                    }
                }
                Probe::Refused => match (call.name_missing, world.refusal_of(plan, call)) {
                    (Some(rule), _) => push(chain, None, CauseKind::NameMissing, rule),
                    (None, Some(Refusal { error, rule, .. })) => {
                        push(chain, None, CauseKind::Refused { error }, rule);
                        self.explain_changes(chain, plan, error, serving, self.now());
                    }
                    (None, None) => {}
                },
                Probe::Works => {}
            }
            self.explain_route(chain, call.route);
            explain_choice(chain, call);
        }
    }

    fn explain_use(&self, chain: &mut Vec<Cause>, plan: &Plan, index: u32, target: usize) {
        let Some(target) = plan.targets.get(target) else { return };
        let (world, region) = (self.surroundings(), target.region);
        let entity = self.entities.get(index as usize);
        let scope = entity.map_or(TokenScope::AllEnabledRegions, |entity| {
            entity.session.map_or(entity.scope, |session| session.scope)
        });
        let verdict = world.verdict(plan, region, scope);
        if verdict != TokenVerdict::Valid {
            push(chain, None, CauseKind::Judged { verdict, target: region }, verdict.rule(scope));
        }
        match world.use_refused(plan, region, scope) {
            Some(Refusal { by: Some(fault), .. }) => {
                self.explain_fault(chain, fault, target.route, plan.use_service, self.now());
            }
            Some(Refusal { error, rule, by: None }) => {
                if error == ApiError::AccessDenied {
                    push(chain, None, CauseKind::Refused { error }, rule);
                }
                self.explain_changes(chain, plan, error, region, self.now());
            }
            None => {}
        }
        let condition = &self.conditions.regions[region.index()];
        let server = world.target_server(plan.use_service, region);
        let fault = route_blocked(&self.conditions, target.route).or(condition.down_by).or(server.down_by);
        if let Some(fault) = fault.or(server.errors_by) {
            self.explain_fault(chain, fault, target.route, plan.use_service, self.now());
        }
    }

    pub(super) fn state_rule(&self, index: u32, state: State) -> RuleId {
        let plan = &self.compiled.plans[index as usize];
        match (state, &plan.source) {
            (_, Source::Held | Source::Delivered(_)) => no_sts_rule(plan.credentials),
            (State::Unknown, Source::Undocumented(rule)) => *rule,
            (State::Unknown, Source::Calls(ways)) => self.unknown_rule(plan, ways),
            _ if !plan.kind.holds_session() => turn_rule(plan.kind),
            (State::Impaired, _) => RuleId::RefreshMandatory,
            _ => RuleId::RefreshAdvisory,
        }
    }

    /// Why nobody knows: AWS's promise has run out, or a rule leaves it open.
    fn unknown_rule(&self, plan: &Plan, ways: &[Call]) -> RuleId {
        let world = self.surroundings();
        let why = ways.iter().find_map(|call| undocumented(&world, plan, call, &world.server_of(call), self.now()));
        why.map_or_else(|| ways.first().map_or(RuleId::ReachCustomHost, |call| call.look_up.rule), |why| why.0)
    }
}
