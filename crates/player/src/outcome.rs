//! What a run came to up to the playhead: first harm, worst moment, losses by place, failures by error.
//! Sums over the time played; what is true at one moment is `snapshot`'s business.

use sts_atlas_facts::{Micros, Place, RegionId};
use sts_atlas_sim::{Failure, PrincipalView, ServiceKind, SimTime, State, ordered};

use crate::snapshot::places;
use crate::{Counts, Player, WorldId};

/// What one world came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// When a caller first waited in vain because of a fault, and which principal it was.
    pub first_stall: Option<(SimTime, u32)>,
    /// When a caller first got an error because of a fault, and which principal it was.
    pub first_error: Option<(SimTime, u32)>,
    /// The moment at which most principals were impaired by faults, if any was at the end of a bucket.
    pub worst: Option<Worst>,
    /// The most principals that could not renew because of faults, at the end of a bucket.
    pub peak_cannot_renew: u32,
    /// Who was stopped by faults, by place, in the order of the scenario.
    pub by_place: Vec<PlaceOutcome>,
    /// Requests that failed, by what was called and how they failed; only what happened.
    pub failures: Vec<(ServiceKind, Failure, u64)>,
    /// Regions whose STS answered slowly because of faults, in the order of their codes' table.
    pub slowed: Vec<Slowed>,
}

/// STS of a Region that answered slowly: the route into it on which it was slowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slowed {
    /// Which Region.
    pub serving: RegionId,
    /// The 95th percentile of the calls that succeeded.
    pub p95: Micros,
    /// The same in the same world without faults.
    pub without_fault: Micros,
}

/// Slow is what takes at least so many times as long as without faults, and so much longer.
const SLOW_TIMES: u64 = 2;
const SLOW_BY: Micros = Micros::from_millis(100);

/// What the principals of one place came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceOutcome {
    /// Where.
    pub place: Place,
    /// How many take part.
    pub principals: u32,
    /// How many were impaired at some time that were not as long in the same world without faults.
    pub stopped: u32,
    /// Time they spent impaired because of faults, added up.
    pub lost: Micros,
}

/// The end of a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worst {
    /// When.
    pub at: SimTime,
    /// How many principals were impaired that were not in the same world without faults.
    pub impaired: u32,
}

impl Outcome {
    /// Time spent impaired because of faults, added up.
    pub fn lost(&self) -> Micros {
        self.by_place.iter().fold(Micros::ZERO, |sum, place| sum + place.lost)
    }

    /// Principals that take part.
    pub fn principals(&self) -> u32 {
        self.by_place.iter().map(|place| place.principals).sum()
    }

    /// Principals that faults stopped at some time.
    pub fn stopped(&self) -> u32 {
        self.by_place.iter().map(|place| place.stopped).sum()
    }

    /// Requests that failed.
    pub fn failed(&self) -> u64 {
        self.failures.iter().map(|(_, _, count)| count).sum()
    }
}

impl Player {
    /// What a world came to so far.
    pub fn outcome(&self, id: WorldId) -> Outcome {
        let mut outcome = Outcome {
            first_stall: None,
            first_error: None,
            worst: None,
            peak_cannot_renew: 0,
            by_place: places(&self.recording().world_spec(id)).into_iter().map(PlaceOutcome::of).collect(),
            failures: self.failures(id),
            slowed: self.slowed(id),
        };
        self.look_back(id, &mut outcome);
        for index in 0..self.world(id).principals() {
            let views = (self.world(id).principal(index), self.world_without_fault(id).principal(index));
            let (Some(here), Some(there)) = views else { continue };
            if here.inactive.is_none() {
                outcome.add(index, &here, &there);
            }
        }
        outcome
    }

    fn failures(&self, id: WorldId) -> Vec<(ServiceKind, Failure, u64)> {
        let metrics = self.world(id).metrics();
        let sums = ServiceKind::ALL.into_iter().map(|service| (service, metrics.sum(|kind, _| kind == service)));
        let counts = sums.flat_map(|(service, sum)| {
            Failure::ALL.into_iter().map(move |failure| (service, failure, sum.failed_with(failure)))
        });
        counts.filter(|&(_, _, count)| count > 0).collect()
    }

    fn slowed(&self, id: WorldId) -> Vec<Slowed> {
        let (here, there) = (self.world(id), self.world_without_fault(id).metrics());
        let mut slowed: Vec<Slowed> = Vec::new();
        for (service, route, counts) in here.metrics().iter().filter(|(service, ..)| service.endpoint_kind().is_some())
        {
            let calm = there.sum(|kind, other| (kind, other) == (service, route));
            let (Some((_, serving, _)), Some(p95), Some(without_fault)) =
                (here.route(route), counts.latency.quantile(950), calm.latency.quantile(950))
            else {
                continue;
            };
            if p95.0 < without_fault.0 * SLOW_TIMES || p95.0 < without_fault.0 + SLOW_BY.0 {
                continue;
            }
            let found = Slowed { serving, p95, without_fault };
            match slowed.iter_mut().find(|known| known.serving == serving) {
                Some(known) if known.p95 < p95 => *known = found,
                Some(_) => {}
                None => slowed.push(found),
            }
        }
        ordered(slowed, |one| one.serving)
    }

    fn look_back(&self, id: WorldId, outcome: &mut Outcome) {
        let (history, calm) = (self.history(id), self.history_without_fault(id));
        let shown = history.buckets_until(self.playhead()).iter();
        for (bucket, (here, there)) in shown.zip(calm.buckets()).enumerate() {
            let harm = |count: fn(&Counts) -> u32| count(&here.states).saturating_sub(count(&there.states));
            let impaired = harm(|states| states.of(State::Impaired));
            if impaired > outcome.worst.map_or(0, |worst| worst.impaired) {
                outcome.worst = Some(Worst { at: history.end_of(bucket), impaired });
            }
            let cannot_renew = harm(|states| states.of(State::Exposed) + states.of(State::Draining));
            outcome.peak_cannot_renew = outcome.peak_cannot_renew.max(cannot_renew);
        }
    }
}

impl PlaceOutcome {
    /// Nobody yet.
    const fn of(place: Place) -> Self {
        Self { place, principals: 0, stopped: 0, lost: Micros::ZERO }
    }
}

impl Outcome {
    fn add(&mut self, index: u32, here: &PrincipalView, there: &PrincipalView) {
        let because_of_faults = |here: Option<SimTime>, there: Option<SimTime>| {
            here.filter(|&at| there.is_none_or(|without_fault| without_fault > at))
        };
        keep_first(&mut self.first_stall, because_of_faults(here.earliest_stall, there.earliest_stall), index);
        keep_first(&mut self.first_error, because_of_faults(here.earliest_error, there.earliest_error), index);
        let lost = here.impaired.saturating_sub(there.impaired);
        if let Some(place) = self.by_place.iter_mut().find(|place| place.place == here.at) {
            place.principals += 1;
            place.stopped += u32::from(lost > Micros::ZERO);
            place.lost = place.lost + lost;
        }
    }
}

/// At the same time the first in the world's order counts.
fn keep_first(first: &mut Option<(SimTime, u32)>, at: Option<SimTime>, index: u32) {
    if let Some(at) = at
        && first.is_none_or(|(before, _)| at < before)
    {
        *first = Some((at, index));
    }
}
