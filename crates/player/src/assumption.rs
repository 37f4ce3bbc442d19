//! The model's assumptions as things a reader may change: name, unit, range, and the rule that states each.
//! What they lead to is `sim`'s business; how a value is shown, `words`'.

use litemap::LiteMap;
use sts_atlas_facts::{Micros, RuleId};
use sts_atlas_sim::{Assumptions, CallerInRegionNotEnabled, DeactivatedUnderGlobalName, DisputedDefault, Weather};

/// One of the model's assumptions: a field of [`Assumptions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assumption {
    /// [`Assumptions::dns`].
    Dns,
    /// [`Assumptions::dns_lifetime`].
    DnsLifetime,
    /// [`Assumptions::issue_server_time`].
    IssueServerTime,
    /// [`Assumptions::service_server_time`].
    ServiceServerTime,
    /// [`Assumptions::sign_in_server_time`].
    SignInServerTime,
    /// [`Assumptions::control_server_time`].
    ControlServerTime,
    /// [`Assumptions::tls_round_trips`].
    TlsRoundTrips,
    /// [`Assumptions::weather`]: varying, still.
    Weather,
    /// [`Assumptions::next_call`].
    NextCall,
    /// [`Assumptions::next_write`].
    NextWrite,
    /// [`Assumptions::quota_burst`].
    QuotaBurst,
    /// [`Assumptions::caller_in_region_not_enabled`]: refused, accepted.
    CallerInRegionNotEnabled,
    /// [`Assumptions::deactivated_under_global_name`]: unknown, accepted, refused.
    DeactivatedUnderGlobalName,
    /// [`Assumptions::delivered_session`].
    DeliveredSession,
    /// [`Assumptions::propagation_permille`].
    Propagation,
    /// [`Assumptions::enabling_permille`].
    Enabling,
    /// [`Assumptions::disputed_default`]: unknown, regional, legacy.
    DisputedDefault,
}

/// What the number of an assumption counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AssumptionUnit {
    /// Microseconds.
    Span,
    /// Things.
    Count,
    /// Thousandths of the assumed distribution.
    Permille,
    /// Index of a choice, in the order in which the [`Assumption`] names them.
    Choice,
}

/// What there is to know about an assumption before it is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssumptionFact {
    /// Its key in scenario files.
    pub key: &'static str,
    /// What its number counts.
    pub unit: AssumptionUnit,
    /// The smallest number.
    pub least: u64,
    /// The largest.
    pub most: u64,
    /// The rule that states it; `None` where it is only in the list of the model's assumptions.
    pub rule: Option<RuleId>,
}

impl Assumption {
    /// Every assumption.
    pub const ALL: [Self; 17] = [
        Self::Dns,
        Self::DnsLifetime,
        Self::IssueServerTime,
        Self::ServiceServerTime,
        Self::SignInServerTime,
        Self::ControlServerTime,
        Self::TlsRoundTrips,
        Self::Weather,
        Self::NextCall,
        Self::NextWrite,
        Self::QuotaBurst,
        Self::CallerInRegionNotEnabled,
        Self::DeactivatedUnderGlobalName,
        Self::DeliveredSession,
        Self::Propagation,
        Self::Enabling,
        Self::DisputedDefault,
    ];

    /// Key, unit, range and rule.
    pub const fn fact(self) -> &'static AssumptionFact {
        &FACTS[self as usize]
    }

    /// The model's own value.
    pub fn default_value(self) -> u64 {
        self.read(&Assumptions::default())
    }

    /// Its value in a world's assumptions, in its unit.
    pub fn read(self, from: &Assumptions) -> u64 {
        match self {
            Self::Dns => from.dns.0,
            Self::DnsLifetime => from.dns_lifetime.0,
            Self::IssueServerTime => from.issue_server_time.0,
            Self::ServiceServerTime => from.service_server_time.0,
            Self::SignInServerTime => from.sign_in_server_time.0,
            Self::ControlServerTime => from.control_server_time.0,
            Self::TlsRoundTrips => from.tls_round_trips.into(),
            Self::Weather => u64::from(from.weather == Weather::Still),
            Self::NextCall => from.next_call.0,
            Self::NextWrite => from.next_write.0,
            Self::QuotaBurst => from.quota_burst.into(),
            Self::CallerInRegionNotEnabled => {
                u64::from(from.caller_in_region_not_enabled == CallerInRegionNotEnabled::Accepted)
            }
            Self::DeactivatedUnderGlobalName => match from.deactivated_under_global_name {
                DeactivatedUnderGlobalName::Unknown => 0,
                DeactivatedUnderGlobalName::Accepted => 1,
                DeactivatedUnderGlobalName::Refused => 2,
            },
            Self::DeliveredSession => from.delivered_session.0,
            Self::Propagation => from.propagation_permille.into(),
            Self::Enabling => from.enabling_permille.into(),
            Self::DisputedDefault => match from.disputed_default {
                DisputedDefault::Unknown => 0,
                DisputedDefault::Regional => 1,
                DisputedDefault::Legacy => 2,
            },
        }
    }

    /// Another value, in its unit; `None` where it is out of range.
    pub fn with(self, value: u64) -> Option<AssumptionEdit> {
        let fact = self.fact();
        (fact.least..=fact.most).contains(&value).then_some(AssumptionEdit { assumption: self, value })
    }
}

/// An assumption with a value within its range; made by [`Assumption::with`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssumptionEdit {
    assumption: Assumption,
    value: u64,
}

impl AssumptionEdit {
    /// Which assumption.
    pub const fn assumption(self) -> Assumption {
        self.assumption
    }

    /// Its value, in its unit.
    pub const fn value(self) -> u64 {
        self.value
    }

    /// Puts the value in force.
    pub fn apply(self, to: &mut Assumptions) {
        let span = Micros(self.value);
        // No range goes beyond 32 bits where the field has no more.
        let count = self.value as u32;
        match self.assumption {
            Assumption::Dns => to.dns = span,
            Assumption::DnsLifetime => to.dns_lifetime = span,
            Assumption::IssueServerTime => to.issue_server_time = span,
            Assumption::ServiceServerTime => to.service_server_time = span,
            Assumption::SignInServerTime => to.sign_in_server_time = span,
            Assumption::ControlServerTime => to.control_server_time = span,
            Assumption::TlsRoundTrips => to.tls_round_trips = count,
            Assumption::Weather => to.weather = if count == 0 { Weather::Varying } else { Weather::Still },
            Assumption::NextCall => to.next_call = span,
            Assumption::NextWrite => to.next_write = span,
            Assumption::QuotaBurst => to.quota_burst = count,
            Assumption::CallerInRegionNotEnabled => {
                to.caller_in_region_not_enabled =
                    if count == 0 { CallerInRegionNotEnabled::Refused } else { CallerInRegionNotEnabled::Accepted };
            }
            Assumption::DeactivatedUnderGlobalName => {
                to.deactivated_under_global_name = match count {
                    0 => DeactivatedUnderGlobalName::Unknown,
                    1 => DeactivatedUnderGlobalName::Accepted,
                    _ => DeactivatedUnderGlobalName::Refused,
                };
            }
            Assumption::DeliveredSession => to.delivered_session = span,
            Assumption::Propagation => to.propagation_permille = count,
            Assumption::Enabling => to.enabling_permille = count,
            Assumption::DisputedDefault => {
                to.disputed_default = match count {
                    0 => DisputedDefault::Unknown,
                    1 => DisputedDefault::Regional,
                    _ => DisputedDefault::Legacy,
                };
            }
        }
    }
}

/// Assumptions that a reader changed, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssumptionEdits(LiteMap<Assumption, u64>);

impl AssumptionEdits {
    /// Adds one, or replaces its value.
    pub fn set(&mut self, edit: AssumptionEdit) {
        self.0.insert(edit.assumption, edit.value);
    }

    /// As the scenario has it again.
    pub fn unset(&mut self, assumption: Assumption) {
        self.0.remove(&assumption);
    }

    /// The value that was set, if any.
    pub fn get(&self, assumption: Assumption) -> Option<u64> {
        self.0.get(&assumption).copied()
    }

    /// All of them, in the order of [`Assumption::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = AssumptionEdit> {
        self.0.iter().map(|(&assumption, &value)| AssumptionEdit { assumption, value })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

const SECOND: u64 = Micros::from_secs(1).0;
const MINUTE: u64 = Micros::from_minutes(1).0;
const DAY: u64 = 24 * 60 * MINUTE;
const MILLION: u64 = 1_000_000;

/// In the order of [`Assumption::ALL`]. The ranges keep the simulator's time moving and its sums small.
static FACTS: [AssumptionFact; 17] = [
    span("dns", 0, MINUTE, Some(RuleId::TravelColdCall)),
    span("dns_lifetime", 0, DAY, Some(RuleId::ReachDnsAnswerLives)),
    span("issue_server_time", 1, MINUTE, Some(RuleId::TravelColdCall)),
    span("service_server_time", 1, MINUTE, Some(RuleId::TravelWarmCall)),
    span("sign_in_server_time", 1, MINUTE, Some(RuleId::TravelColdCall)),
    span("control_server_time", 1, MINUTE, Some(RuleId::TravelColdCall)),
    other("tls_round_trips", AssumptionUnit::Count, 1, 2, Some(RuleId::TravelColdCall)),
    other("weather", AssumptionUnit::Choice, 0, 1, Some(RuleId::TravelWeather)),
    span("next_call", SECOND / 1_000, MINUTE, Some(RuleId::RefreshNextCall)),
    span("next_write", SECOND, DAY, None),
    other("quota_burst", AssumptionUnit::Count, 1, MILLION, Some(RuleId::ThrottleBurst)),
    other("caller_in_region_not_enabled", AssumptionUnit::Choice, 0, 1, Some(RuleId::AuthenticateRegionNotEnabled)),
    other("deactivated_under_global_name", AssumptionUnit::Choice, 0, 2, Some(RuleId::ActivationUnderGlobalName)),
    span("delivered_session", 15 * MINUTE, 36 * 60 * MINUTE, Some(RuleId::CredentialsDeliveredRenewal)),
    other("propagation", AssumptionUnit::Permille, 1, MILLION, Some(RuleId::IamPropagationDelay)),
    other("enabling", AssumptionUnit::Permille, 1, MILLION, Some(RuleId::IamEnablingTime)),
    other("disputed_default", AssumptionUnit::Choice, 0, 2, Some(RuleId::DecideDefaultDisputed)),
];

const fn span(key: &'static str, least: u64, most: u64, rule: Option<RuleId>) -> AssumptionFact {
    other(key, AssumptionUnit::Span, least, most, rule)
}

const fn other(key: &'static str, unit: AssumptionUnit, least: u64, most: u64, rule: Option<RuleId>) -> AssumptionFact {
    AssumptionFact { key, unit, least, most, rule }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_assumption_reads_what_it_writes_and_nothing_else() {
        for (position, assumption) in Assumption::ALL.into_iter().enumerate() {
            assert_eq!(assumption as usize, position);
            let fact = assumption.fact();
            for value in [fact.least, fact.most, assumption.default_value()] {
                let edit = assumption.with(value).expect("within its range");
                let mut assumptions = Assumptions::default();
                edit.apply(&mut assumptions);
                assert_eq!(assumption.read(&assumptions), value, "{assumption:?}");
                let others = Assumption::ALL.into_iter().filter(|&other| other != assumption);
                for other in others {
                    assert_eq!(
                        other.read(&assumptions),
                        other.default_value(),
                        "{assumption:?} leaves {other:?} alone"
                    );
                }
            }
            assert_eq!(assumption.with(fact.most + 1), None);
            assert_eq!(fact.least.checked_sub(1).and_then(|below| assumption.with(below)), None);
        }
    }
}
