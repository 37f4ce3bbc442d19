//! What the time of a finished request went to, worked out again from its record, the schedule and the same draws.
//! Nothing is simulated here; how a request gets on its way is `attempt`'s business.

use sts_atlas_facts::Micros;

use crate::condition::{Conditions, FaultIndex};
use crate::draw::weather;
use crate::state::Surroundings;
use crate::{Failure, Outcome, RequestRecord, SimTime, Weather, World};

/// What a part of a request's time went to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SegmentKind {
    /// The name was looked up.
    LookUp,
    /// The name was looked up and has no address.
    NoName,
    /// First packets were lost, or nothing came back at all.
    NoConnection,
    /// TCP's handshake, one round trip.
    Connect,
    /// TLS's handshake.
    Tls,
    /// The request traveled to the server.
    Request,
    /// The server worked on it.
    Server,
    /// The reply traveled back.
    Reply,
    /// Over an open connection no reply came.
    NoReply,
}

/// A part of a request's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What it went to.
    pub kind: SegmentKind,
    /// When it began.
    pub start: SimTime,
    /// When it ended.
    pub end: SimTime,
}

/// The parts so far, each beginning where the last ended.
struct Parts {
    segments: Vec<Segment>,
    at: SimTime,
    /// No part ends later.
    last: SimTime,
}

impl Parts {
    fn until(&mut self, kind: SegmentKind, end: SimTime) {
        let end = end.min(self.last);
        if end > self.at {
            self.segments.push(Segment { kind, start: self.at, end });
            self.at = end;
        }
    }
}

impl World {
    /// What the time of a finished request went to: parts in order, without a gap, from its start to its end.
    pub fn segments(&self, record: &RequestRecord) -> Vec<Segment> {
        let mut parts = Parts { segments: Vec::new(), at: record.began, last: record.ended };
        let failure = match record.outcome {
            Outcome::Failed(failure) => Some(failure),
            Outcome::Issued(_) | Outcome::Served => None,
        };
        if failure == Some(Failure::NameNotFound) {
            parts.until(SegmentKind::NoName, record.ended);
            return parts.segments;
        }
        if !record.warm {
            parts.until(SegmentKind::LookUp, record.began.plus(self.assumptions.dns));
        }
        let no_answer = failure.is_some_and(Failure::is_no_answer);
        if no_answer && (failure == Some(Failure::ConnectTimeout) || record.ended <= record.connected_at) {
            parts.until(SegmentKind::NoConnection, record.ended);
            return parts.segments;
        }
        let round_trip = self.round_trip_then(record);
        if !record.warm {
            let opening = record.connected_at.since(parts.at);
            let trips = 1 + u64::from(self.assumptions.tls_round_trips);
            // Never longer than the connection really took.
            let handshake = Micros(round_trip.0.min(opening.0 / trips));
            parts.until(SegmentKind::NoConnection, record.connected_at.minus(Micros(handshake.0 * trips)));
            parts.until(SegmentKind::Connect, parts.at.plus(handshake));
            parts.until(SegmentKind::Tls, record.connected_at);
        }
        if no_answer {
            parts.until(SegmentKind::NoReply, record.ended);
            return parts.segments;
        }
        let there = Micros(round_trip.0 / 2);
        let back = Micros(round_trip.0 - there.0);
        parts.until(SegmentKind::Request, record.connected_at.plus(there));
        parts.until(SegmentKind::Server, record.ended.minus(back));
        parts.until(SegmentKind::Reply, record.ended);
        parts.segments
    }

    /// The round trip a request met when it was sent.
    fn round_trip_then(&self, record: &RequestRecord) -> Micros {
        let schedule = &self.schedule;
        let holding = schedule.faults().iter().enumerate().filter_map(|(index, (fault, _))| {
            let index = FaultIndex::try_from(index).ok()?;
            schedule.holds(index, record.began).then_some((index, fault))
        });
        let mut then = Conditions::clear(self.compiled.routes.len());
        then.update(record.began, &self.compiled.routes, holding);
        let world = Surroundings { conditions: &then, ..self.surroundings() };
        let median = world.median_round_trip(record.route);
        match self.assumptions.weather {
            Weather::Still => median,
            Weather::Varying => {
                let key = self.compiled.route_keys[usize::from(record.route)];
                median + weather(world.seed, key, record.began.0 / 1_000_000)
            }
        }
    }
}
