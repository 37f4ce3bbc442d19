//! Credentials that AWS delivers: when it renews them, and what happens while it cannot.
//! No request of the client is behind them; where they are used is `attempt`'s business.

use sts_atlas_facts::Micros;

use crate::attempt::Turn;
use crate::call::Source;
use crate::draw::{Occasion, Purpose, below, draw};
use crate::entity::{Entity, Session};
use crate::plan::Plan;
use crate::probe::probe_delivery;
use crate::{Probe, Seed, SimTime, TokenScope};

/// Marks in digests.
const DELIVERED: u64 = 48;
const NOT_DELIVERED: u64 = 49;
/// New credentials are there at least five minutes before the old ones expire (EC2 User Guide); assumed: no earlier.
const BEFORE_EXPIRY: Micros = Micros::from_secs(300);
/// After a failure AWS tries again so much later (assumed).
const NEXT_DELIVERY: Micros = Micros::from_secs(60);

/// What was delivered before the world begins, at an age that is drawn.
pub(crate) fn begin_delivery(plan: &Plan, entity: &mut Entity, seed: Seed) {
    let period = plan.session.saturating_sub(BEFORE_EXPIRY).0.max(1);
    let age = below(draw(seed, plan.key, Purpose::SessionAge, Occasion::nth(0)), period);
    deliver_until(entity, SimTime::START.plus(plan.session.saturating_sub(Micros(age))));
}

fn deliver_until(entity: &mut Entity, expires: SimTime) {
    let scope = TokenScope::AllEnabledRegions;
    entity.session = Some(Session { expires, cutoff: expires, window_opens: expires.minus(BEFORE_EXPIRY), scope });
    entity.delivery = expires.minus(BEFORE_EXPIRY);
}

impl Turn<'_> {
    /// AWS renews what it delivers, if it can.
    pub fn deliver(&mut self) {
        let Source::Delivered(region) = self.plan.source else {
            self.entity.delivery = SimTime::NEVER;
            return;
        };
        let now = self.now;
        match probe_delivery(&self.world, region, now) {
            Probe::Works | Probe::MayFail(_) => {
                self.entity.note(now, DELIVERED);
                self.entity.delivery_failed = false;
                if self.plan.kind.holds_session() {
                    self.entity.provenance.first_error = None;
                }
                self.entity.provenance.last_issue = Some(now);
                deliver_until(self.entity, now.plus(self.plan.session));
            }
            probe => {
                self.entity.note(now, NOT_DELIVERED);
                // What nobody knows is no failure.
                self.entity.delivery_failed = !matches!(probe, Probe::Unknown(_));
                let expired = self.entity.session.is_none_or(|session| session.expires <= now);
                if self.entity.delivery_failed && expired && self.plan.kind.holds_session() {
                    self.entity.provenance.first_error.get_or_insert(now);
                }
                self.entity.delivery = now.plus(NEXT_DELIVERY);
            }
        }
    }
}
