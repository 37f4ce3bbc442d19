//! Credentials that AWS delivers: a life of their own, without any request of the principal's.
//! What they are used for is `story`'s business.

use sts_atlas_facts::RegionId;
use sts_atlas_sim::TokenScope;

use super::luck::{SESSION_AGE, scaled};
use super::prospect::Prospect;
use super::story::{Held, Story};

/// AWS renews so long before expiry.
const AHEAD: u64 = 300_000_000;
/// After a failure AWS tries again so much later.
const AGAIN: u64 = 60_000_000;

impl Story<'_> {
    pub fn be_delivered(&mut self, region: RegionId) {
        let life = self.caller.setting.spec.assumptions.delivered_session.0;
        let age = scaled(self.caller.luck.bits(SESSION_AGE, 0, 0, 0), life.saturating_sub(AHEAD));
        let mut t = self.hold_delivered(0, life - age);
        let notices = self.who.kind.holds_session();
        while t <= self.end {
            let prospect = self.caller.delivery(region, t);
            // What nobody knows is no failure.
            self.caller.trouble.push((t, matches!(prospect, Prospect::Fails { .. })));
            // Who acts in turns notices only what its runs meet.
            match prospect {
                Prospect::Fails { .. } if notices && self.sessions.last().is_some_and(|held| held.cutoff <= t) => {
                    self.errors.push(t);
                }
                Prospect::Works | Prospect::MayFail if notices => self.cleared.push(t),
                _ => {}
            }
            t = match prospect {
                Prospect::Works | Prospect::MayFail => self.hold_delivered(t, t + life),
                Prospect::Fails { .. } | Prospect::Undocumented => t + AGAIN,
            };
        }
    }

    /// From a moment on it holds what was delivered; says when AWS renews it.
    fn hold_delivered(&mut self, from: u64, expires: u64) -> u64 {
        let window = expires.saturating_sub(AHEAD);
        let scope = TokenScope::AllEnabledRegions;
        self.sessions.push(Held { from, expires, cutoff: expires, window, scope });
        window
    }
}
