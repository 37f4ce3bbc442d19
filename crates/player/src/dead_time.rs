//! Dead time: stretches of a recording in which a reader would watch nothing happen, and the gaps left by skipping them.
//! What happens is the worlds' business; how a gap is drawn is not decided here.

use sts_atlas_facts::Micros;
use sts_atlas_sim::{SimTime, State};

use crate::{Blast, Grain, Player, WorldId};

/// So much real time is played before the next thing happens, so that it is seen coming.
const LEAD: Micros = Micros::from_secs(1);
/// Shorter stretches than this, in real time, are played: a leap would save less than it costs to find one's way again.
const SHORTEST: Micros = Micros::from_secs(2);
/// Events looked ahead at once in each world. Where that is not enough to find the next thing, what was found dead is
/// skipped and the search goes on from there.
const LOOK_AHEAD: u64 = 20_000;

/// A stretch that was skipped while playing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The last moment shown before it.
    pub from: SimTime,
    /// The first moment shown after it.
    pub to: SimTime,
}

/// How far a search for the next thing came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ahead {
    /// Something happens then, or the recording ends.
    Happens(SimTime),
    /// Nothing happens up to then, as far as was looked.
    NothingUntil(SimTime),
}

impl Ahead {
    pub const fn at(self) -> SimTime {
        match self {
            Self::Happens(at) | Self::NothingUntil(at) => at,
        }
    }
}

/// What a player knows of dead time.
#[derive(Clone, Debug, Default)]
pub(crate) struct DeadTime {
    /// Whether it is skipped.
    pub skipped: bool,
    /// Oldest first; none touches another.
    pub gaps: Vec<Gap>,
    /// What is known to come next, as long as the playhead is before it and nothing is edited.
    ahead: Option<Ahead>,
}

impl DeadTime {
    /// Nothing is known any more of what comes next.
    pub const fn look_again(&mut self) {
        self.ahead = None;
    }

    fn add(&mut self, gap: Gap) {
        match self.gaps.last_mut() {
            Some(last) if last.to == gap.from => last.to = gap.to,
            _ => self.gaps.push(gap),
        }
    }
}

impl Player {
    /// Where the playhead goes instead of `to`, if what lies ahead of it is dead time and to be skipped.
    pub(crate) fn over_dead_time(&mut self, to: SimTime) -> SimTime {
        if !self.dead_time.skipped || self.something_is_on() {
            return to;
        }
        let known = self.dead_time.ahead.filter(|ahead| self.playhead() < ahead.at());
        let ahead = known.unwrap_or_else(|| self.look_ahead());
        self.dead_time.ahead = Some(ahead);
        let landing = match ahead {
            Ahead::Happens(at) => at.minus(self.tempo().simulated(LEAD)),
            Ahead::NothingUntil(at) => at,
        };
        if landing < to || landing.since(self.playhead()) < self.tempo().simulated(SHORTEST) {
            return to;
        }
        self.dead_time.add(Gap { from: self.playhead(), to: landing });
        landing
    }

    /// Whether there is something to watch though nothing new happens: where single requests are seen, one under way;
    /// else somebody whom faults have hurt.
    fn something_is_on(&self) -> bool {
        WorldId::BOTH.into_iter().any(|id| match self.tempo().grain() {
            Grain::Packet | Grain::Request => self.world(id).in_flight().next().is_some(),
            Grain::State => {
                let harm = Blast::between(self.world(id), self.world_without_fault(id), &[]).harm;
                State::ALL.into_iter().any(|state| harm.of(state) > 0)
            }
        })
    }

    fn look_ahead(&self) -> Ahead {
        let (after, end) = (self.playhead(), self.recording().end());
        // Posts and faults are worth seeing at any tempo.
        let marked = self.marked().into_iter().filter(|&at| at > after && at <= end).min().unwrap_or(end);
        let grain = self.tempo().grain();
        let found = self.shown_tracks().iter().map(|track| track.next_step(grain, after, marked, LOOK_AHEAD));
        found.min_by_key(|ahead| ahead.at()).unwrap_or(Ahead::Happens(marked))
    }
}
