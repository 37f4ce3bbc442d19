//! What a client does after a try that failed: again, at what price and after what wait, or no more.
//! The next way, and what a failed cycle means, is `cycle`'s business.

use sts_atlas_facts::{BackoffShape, Micros};

use crate::attempt::{FAILED_WITH, Turn};
use crate::draw::{Purpose, below};
use crate::entity::Phase;
use crate::{ApiError, Failure};

impl Turn<'_> {
    pub fn attempt_failed(&mut self, failure: Failure) {
        self.entity.note(self.now, FAILED_WITH + failure.index() as u64);
        self.entity.renewal_failed = true;
        self.remember_failure(failure);
        if !self.has_another_try(failure) || !self.pay_for_retry(failure) {
            return self.way_failed(failure);
        }
        self.entity.attempt += 1;
        self.entity.phase = Phase::Backoff;
        self.entity.due = self.now.plus(self.backoff(failure));
    }

    /// Whether its policy has the client try once more after a failure, if it can pay for that.
    fn has_another_try(&self, failure: Failure) -> bool {
        let is_final = match failure {
            Failure::Api(error) => !error.is_retried(),
            // Of all tries together.
            Failure::LoadTimeout => true,
            Failure::ConnectTimeout | Failure::ReadTimeout | Failure::NameNotFound => false,
        };
        !is_final && self.entity.attempt + 1 < self.plan.retry.attempts
    }

    /// Whether only its retry quota keeps the client from another try after a failure.
    pub fn lacks_tokens(&self, failure: Failure) -> bool {
        self.has_another_try(failure) && self.retry_cost(failure).is_some_and(|cost| self.entity.retry_tokens < cost)
    }

    /// Tokens that another try costs; `None` without a quota.
    fn retry_cost(&self, failure: Failure) -> Option<u32> {
        let quota = self.plan.retry.quota?;
        Some(match failure {
            Failure::ConnectTimeout | Failure::ReadTimeout => quota.timeout_cost,
            Failure::Api(ApiError::Throttling) => quota.throttle_cost,
            _ => quota.transient_cost,
        })
    }

    /// Whether the client's budget has room for another try.
    fn pay_for_retry(&mut self, failure: Failure) -> bool {
        let Some(cost) = self.retry_cost(failure) else { return true };
        let Some(left) = self.entity.retry_tokens.checked_sub(cost) else { return false };
        (self.entity.retry_tokens, self.entity.retry_cost) = (left, Some(cost));
        true
    }

    /// A success gives back what its last retry cost, or a little where it needed none.
    pub fn pay_back(&mut self) {
        let Some(quota) = self.plan.retry.quota else { return };
        let back = self.entity.retry_cost.take().unwrap_or(quota.success_refund);
        self.entity.retry_tokens = self.entity.retry_tokens.saturating_add(back).min(quota.capacity);
    }

    fn backoff(&self, failure: Failure) -> Micros {
        let retry = self.plan.retry;
        let throttled = failure == Failure::Api(ApiError::Throttling);
        let base = if throttled { retry.throttle_base } else { retry.base };
        let doublings = (self.entity.attempt - 1).min(32);
        let most = base.0.saturating_mul(1 << doublings).min(retry.cap.0);
        let luck = self.luck(Purpose::Backoff, 0);
        let wait = match retry.shape {
            BackoffShape::FullJitter => Micros(below(luck, most + 1)),
            BackoffShape::EqualJitter => Micros(most / 2 + below(luck, most - most / 2 + 1)),
            BackoffShape::Fixed => Micros(most),
        };
        if throttled { wait.max(retry.throttled_pause) } else { wait }
    }
}
