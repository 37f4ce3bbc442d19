//! Dead time: stretches of a recording in which a reader would watch nothing happen, and the gaps left by skipping them.
//! What happens is the worlds' business; how a gap is drawn is not decided here.

use sts_atlas_facts::Micros;
use sts_atlas_sim::SimTime;

use crate::{Blast, Grain, Player, WorldId};

/// So much real time is played before the next thing happens, so that it is seen coming.
const LEAD: Micros = Micros::from_secs(1);
/// Shorter stretches than this, in real time, are played: a leap would save less than it costs to find one's way again.
const SHORTEST: Micros = Micros::from_secs(2);
/// Events looked ahead at once in each world: a millisecond or two of work. Where that is not enough to find the next
/// thing, what was found dead is skipped and the search goes on from there.
const LOOK_AHEAD: u64 = 4_000;

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

    /// Where a leap over what comes before it may end: what happens is seen coming.
    const fn landing(self, lead: Micros) -> SimTime {
        match self {
            Self::Happens(at) => at.minus(lead),
            Self::NothingUntil(at) => at,
        }
    }
}

/// What is known of the time ahead.
#[derive(Clone, Copy, Debug)]
struct Dead {
    /// Up to when it is known.
    until: SimTime,
    /// Where a leap over it ends.
    landing: SimTime,
}

/// What a player knows of dead time.
#[derive(Clone, Debug, Default)]
pub(crate) struct DeadTime {
    /// Whether it is skipped.
    pub skipped: bool,
    /// Oldest first; none touches another.
    pub gaps: Vec<Gap>,
    /// What is known of the time ahead, as long as nothing is edited.
    ahead: Option<Dead>,
    /// The leap being worked off; a gap once it has landed.
    leap: Option<Gap>,
}

impl DeadTime {
    /// Nothing is known any more of what comes next.
    pub const fn look_again(&mut self) {
        self.ahead = None;
    }

    /// Whether the playhead was on its way over dead time, where it stays now.
    pub const fn interrupt(&mut self) -> bool {
        self.leap.take().is_some()
    }

    /// The playhead is where it was going.
    pub fn land(&mut self) {
        let Some(gap) = self.leap.take() else { return };
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
        let known = self.dead_time.ahead.filter(|ahead| self.playhead() < ahead.until);
        let ahead = known.unwrap_or_else(|| self.look_ahead());
        self.dead_time.ahead = Some(ahead);
        let landing = ahead.landing;
        if landing < to || landing.since(self.playhead()) < self.tempo().simulated(SHORTEST) {
            return to;
        }
        self.dead_time.leap = Some(Gap { from: self.playhead(), to: landing });
        landing
    }

    /// Whether there is something to watch though nothing new happens: where single requests are seen, one under way;
    /// else somebody whom faults have hurt.
    fn something_is_on(&self) -> bool {
        WorldId::BOTH.into_iter().any(|id| match self.tempo().grain() {
            Grain::Packet | Grain::Request => self.world(id).in_flight().next().is_some(),
            Grain::State => Blast::between(self.world(id), self.world_without_fault(id), &[]).harm.total() > 0,
        })
    }

    fn look_ahead(&self) -> Dead {
        let (after, end) = (self.playhead(), self.recording().end());
        // Posts, faults and what administrators write are worth seeing at any tempo.
        let marked = self.marked().into_iter().filter(|&at| at > after && at <= end).min().unwrap_or(end);
        let grain = self.tempo().grain();
        let (nothing_else, lead) = (Ahead::Happens(marked), self.tempo().simulated(LEAD));
        let found = self.shown_tracks().iter().map(|track| track.next_step(grain, after, marked, LOOK_AHEAD));
        let none = Dead { until: nothing_else.at(), landing: nothing_else.landing(lead) };
        found.fold(none, |dead, found| Dead {
            until: dead.until.min(found.at()),
            landing: dead.landing.min(found.landing(lead)),
        })
    }
}
