//! What a principal's situation means: the worst of its states over the Regions it uses, judged after each event.
//! Nothing is sent or scheduled here.

use serde::{Deserialize, Serialize};

use super::{Phase, Principal};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum State {
    Healthy,
    Exposed,
    Draining,
    Impaired,
}

impl Principal {
    /// The worst of its states, and how long it was impaired.
    pub(super) fn assess(&mut self) {
        let worst = (0..self.group().uses.len()).map(|target| self.state_in(target)).max();
        let worst = worst.unwrap_or(State::Healthy);
        if worst != self.state {
            if self.state == State::Impaired {
                self.tally.impaired += self.now - self.state_since;
            }
            self.state = worst;
            self.state_since = self.now;
            self.tally.state_changes += 1;
        }
    }

    fn state_in(&self, target: usize) -> State {
        let routes = &self.day.routes;
        let sts_blocked = self.group().sts.is_some_and(|route| routes[route].is_dropped(self.now));
        let use_blocked = routes[self.group().uses[target]].is_dropped(self.now);
        let stalled = self.phase == Phase::Stalled;
        if let Some(session) = self.session {
            let in_trouble = sts_blocked || stalled || self.renewal_failed;
            return match (sts_blocked, self.renewal_failed) {
                _ if use_blocked || (self.now >= session.cutoff && in_trouble) => State::Impaired,
                (true, true) => State::Draining,
                (true, false) => State::Exposed,
                (false, _) => State::Healthy,
            };
        }
        let run_is_blocked = stalled || (self.attempt > 0 && self.renewal_failed);
        if self.failed_targets & (1 << target) != 0 || (run_is_blocked && self.leg <= target + 1) {
            State::Impaired
        } else if use_blocked || sts_blocked {
            State::Exposed
        } else {
            State::Healthy
        }
    }
}
