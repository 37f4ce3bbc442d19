//! What the server at the end of a request replies: its share of errors, its checks, its quota, how long it takes.
//! The checks themselves are in `answer`; when the reply is back is `attempt`'s business.

use sts_atlas_facts::{Micros, RuleId};

use crate::answer::Refusal;
use crate::attempt::Turn;
use crate::call::{Call, Source, StsCall};
use crate::condition::{FaultIndex, ServerCondition};
use crate::draw::Purpose;
use crate::entity::Reply;
use crate::{ApiError, ServiceKind, SimTime};

impl Turn<'_> {
    /// What gives credentials answers, after how long, and the fault that makes it slow.
    pub fn answer_of_call(&mut self, call: &Call) -> (Reply, Micros, Option<FaultIndex>) {
        let server = self.world.server_of(call);
        let time = self.world.server_time(call.service, &server);
        let reply = match &call.sts {
            Some(sts) => self.reply_of_sts(call, sts, &server),
            None => self.reply_of_other(call, &server),
        };
        (reply, time, server.slow_by.or(self.slow_by(call.route)))
    }

    fn errs(&mut self, server: &ServerCondition) -> bool {
        let errs = self.strikes(Purpose::StsError, 0, server.errors_ppm);
        if errs {
            self.entity.blocked_by = server.errors_by;
        }
        errs
    }

    fn refuse(&mut self, Refusal { error, rule, by }: Refusal) -> Reply {
        self.entity.blocked_by = self.entity.blocked_by.or(by);
        Reply::Error(error, rule)
    }

    /// The order of the checks is assumed.
    fn reply_of_sts(&mut self, call: &Call, sts: &StsCall, server: &ServerCondition) -> Reply {
        if self.errs(server) {
            return Reply::Error(ApiError::ServiceUnavailable, trouble_of(call.service));
        }
        let world = self.world;
        if let Some(refusal) = world.refused_before_quota(self.plan, call, sts) {
            return self.refuse(refusal);
        }
        if self.strikes(Purpose::Throttle, 0, server.throttled_ppm) {
            let (error, rule) = (ApiError::Throttling, RuleId::ThrottleInjected);
            return self.refuse(Refusal { error, rule, by: server.throttled_by });
        }
        if let Some(bucket) = call.bucket.and_then(|bucket| self.buckets.get_mut(usize::from(bucket)))
            && !bucket.take(self.now, world.assumptions.quota_burst)
        {
            return Reply::Error(ApiError::Throttling, RuleId::ThrottleQuota);
        }
        match world.refused_after_quota(self.plan, call, sts) {
            Some(refusal) => self.refuse(refusal),
            None if sts.operation.issues_session() => Reply::Issued(world.scope_of(self.plan, call)),
            None => Reply::Served,
        }
    }

    /// Sign-in, portals and IAM Roles Anywhere: they answer unless something is broken.
    fn reply_of_other(&mut self, call: &Call, server: &ServerCondition) -> Reply {
        if self.errs(server) {
            return Reply::Error(ApiError::ServiceUnavailable, trouble_of(call.service));
        }
        let serving = call.look_up.serving;
        if let Some(fault) = self.world.conditions.regions[serving.index()].data_plane_down_by {
            let (error, rule) = (ApiError::ServiceUnavailable, RuleId::ReachIamDataPlaneDown);
            return self.refuse(Refusal { error, rule, by: Some(fault) });
        }
        Reply::Issued(self.world.scope_of(self.plan, call))
    }

    /// When the life of what a use is signed with ends, where it ends.
    fn expires(&self) -> Option<SimTime> {
        let calls = matches!(self.plan.source, Source::Calls(_));
        // What a run got and does not keep is as old as its answer.
        let of_run = self.entity.provenance.last_issue.filter(|_| calls).map(|issued| issued.plus(self.plan.session));
        self.entity.session.map(|session| session.expires).or(of_run)
    }

    pub fn answer_of_target(&mut self, index: u8) -> (Reply, Micros, Option<FaultIndex>) {
        let (plan, world) = (self.plan, self.world);
        let target = &plan.targets[usize::from(index)];
        let server = world.target_server(plan.use_service, target.region);
        let time = world.server_time(plan.use_service, &server);
        // A data plane that is down cannot tell.
        let can_tell = world.conditions.regions[target.region.index()].data_plane_down_by.is_none();
        let expired = can_tell && self.expires().is_some_and(|expires| expires <= self.now);
        let scope = self.entity.session.map_or(self.entity.scope, |session| session.scope);
        let reply = if self.errs(&server) {
            Reply::Error(ApiError::ServiceUnavailable, trouble_of(plan.use_service))
        } else if expired {
            Reply::Error(ApiError::ExpiredToken, RuleId::UseExpired)
        } else {
            match world.use_refused(plan, target.region, scope) {
                Some(refusal) => self.refuse(refusal),
                None => Reply::Served,
            }
        };
        (reply, time, server.slow_by.or(self.slow_by(target.route)))
    }
}

/// The rule by which a share of a server's answers is 503.
const fn trouble_of(service: ServiceKind) -> RuleId {
    match service {
        ServiceKind::StsGlobal | ServiceKind::StsRegional => RuleId::ReachStsErrors,
        ServiceKind::SignIn | ServiceKind::IdentityCenter => RuleId::ReachSignInDown,
        ServiceKind::Iam => RuleId::ReachIamControlPlaneDown,
        ServiceKind::AccountApi => RuleId::ReachAccountApiDown,
        ServiceKind::Service | ServiceKind::RolesAnywhere => RuleId::ReachIamDataPlaneDown,
    }
}
