//! One request with full knowledge of what will break: when it ends, how, and from when to when it stalls.
//! No retries and no sessions here: those are `story`'s business.

use sts_atlas_facts::{Place, RegionId, Timeouts, wire_rtt};
use sts_atlas_sim::{ApiError, Assumptions, EndpointKind, Failure, Outcome, Weather};

use super::luck::{Luck, PATH_LOSS, STS_ERROR, TRANSMISSIONS_PER_TRY, extra_round_trip, falls};
use super::rules::StsCall;
use super::sky::{NEVER, Sky};

const SECOND: u64 = 1_000_000;
/// Linux, where an SDK sets no limit.
const SYSTEM_CONNECT: u64 = 127 * SECOND;
const SYSTEM_READ: u64 = 924_600_000;

/// Where one leg of a principal's work goes, and with what.
pub struct Leg<'a> {
    pub sky: &'a Sky<'a>,
    pub assumptions: &'a Assumptions,
    pub timeouts: &'a Timeouts,
    pub luck: Luck,
    pub from: Place,
    pub to: RegionId,
    /// The call to STS, or what the target Region answers.
    pub service: Service,
    /// 0 for STS, 1 for the first target Region, and so on.
    pub number: u64,
}

#[derive(Clone, Copy)]
pub enum Service {
    Sts(StsCall),
    Target(Option<ApiError>),
}

/// Which try of which run, when, and what it finds.
#[derive(Clone, Copy)]
pub struct Try {
    pub run: u64,
    pub attempt: u64,
    pub at: u64,
    /// Until when a connection of the last try can be used again.
    pub open_until: u64,
    /// When the whole renewal is given up.
    pub deadline: u64,
}

/// A finished request.
pub struct Sent {
    pub began: u64,
    pub ended: u64,
    pub warm: bool,
    pub outcome: Outcome,
    /// Spans in which it waits for something that does not come.
    pub stalls: Vec<(u64, u64)>,
}

impl Leg<'_> {
    pub fn connect_limit(&self) -> u64 {
        self.timeouts.connect.map_or(SYSTEM_CONNECT, |limit| limit.0)
    }

    pub fn read_limit(&self) -> u64 {
        self.timeouts.read.map_or(SYSTEM_READ, |limit| limit.0)
    }

    /// The median round trip as slow as it is at a moment.
    pub fn median_round_trip(&self, t: u64) -> u64 {
        let wire = wire_rtt(self.from, self.to).map_or(0, |rtt| rtt.time.0);
        wire * self.sky.path_slowness(self.from, self.to, t) / 1_000
    }

    pub fn server_time(&self, t: u64) -> u64 {
        match self.service {
            Service::Sts(call) => {
                self.assumptions.issue_server_time.0 * self.sky.sts_slowness(call.kind, call.serving, t) / 1_000
            }
            Service::Target(_) => self.assumptions.service_server_time.0,
        }
    }

    fn round_trip(&self, t: u64) -> u64 {
        let extra = match self.assumptions.weather {
            Weather::Still => 0,
            Weather::Varying => extra_round_trip(self.luck.seed, self.from.code(), self.to.code(), t / SECOND),
        };
        self.median_round_trip(t) + extra
    }

    fn kind(&self) -> Option<EndpointKind> {
        match self.service {
            Service::Sts(call) => Some(call.kind),
            Service::Target(_) => None,
        }
    }

    /// One end or the other is dead.
    fn ends_down(&self, t: u64) -> bool {
        let home = matches!(self.from, Place::Region(region) if self.sky.region_down(region, t));
        home || self.sky.region_down(self.to, t) || self.kind().is_some_and(|kind| self.sky.sts_down(kind, self.to, t))
    }

    /// Nobody can connect or ask.
    pub fn blocked(&self, t: u64) -> bool {
        let dropped = self.sky.dropped(self.from, self.to, t);
        dropped.out || dropped.back || self.ends_down(t)
    }

    /// No reply comes back.
    fn mute(&self, t: u64) -> bool {
        self.sky.dropped(self.from, self.to, t).back || self.ends_down(t)
    }

    /// The first moment in a span, its end included, at which something holds.
    fn first_within(&self, from: u64, to: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
        let edges = self.sky.edges().into_iter().filter(|&edge| from < edge && edge <= to);
        std::iter::once(from).chain(edges).find(|&moment| holds(moment))
    }

    pub fn send(&self, go: Try) -> Sent {
        let rtt = self.round_trip(go.at);
        let warm = go.at < go.open_until;
        let mut sent = Sent { began: go.at, ended: NEVER, warm, outcome: failed(Failure::LoadTimeout), stalls: vec![] };
        let connected = if warm { Some(go.at) } else { self.connect(go, rtt, &mut sent) };
        if let Some(connected) = connected {
            self.converse(go, connected, rtt, &mut sent);
        }
        if go.deadline <= sent.ended {
            sent.ended = go.deadline;
            sent.outcome = failed(Failure::LoadTimeout);
        }
        sent.stalls.retain(|stall| stall.0 < sent.ended);
        for stall in &mut sent.stalls {
            stall.1 = stall.1.min(sent.ended);
        }
        sent
    }

    /// When the connection is open. Packets leave 0, 1, 3, 7, 15, 31 and 63 s after the name is known.
    fn connect(&self, go: Try, rtt: u64, sent: &mut Sent) -> Option<u64> {
        let handshakes = (1 + u64::from(self.assumptions.tls_round_trips)) * rtt;
        let begins = go.at + self.assumptions.dns.0;
        let limit = begins + self.connect_limit();
        let packets = || (0..7_u64).map(|count| (count, begins + ((1 << count) - 1) * SECOND));
        let lost = |count, loss| {
            falls(self.luck.bits(PATH_LOSS, go.run, self.number, go.attempt * TRANSMISSIONS_PER_TRY + count), loss)
        };
        let loss_at = |t| self.sky.loss(self.from, self.to, t);
        let opens = packets()
            .filter(|&(count, leaves)| !lost(count, loss_at(leaves)) && leaves + handshakes < limit)
            .find(|&(_, leaves)| self.first_within(leaves, leaves + handshakes - 1, |t| self.blocked(t)).is_none())
            .map(|(_, leaves)| leaves + handshakes);
        let ends = opens.unwrap_or(limit);
        // At each moment at which something changes: is there still a packet that can do it, as things stand?
        let mut moments = vec![go.at];
        moments.extend(self.sky.edges().into_iter().filter(|&edge| go.at < edge && edge < ends));
        for (index, &moment) in moments.iter().enumerate() {
            let hopeful = packets().any(|(count, leaves)| {
                let gets_there = if leaves >= moment {
                    !lost(count, loss_at(moment))
                } else {
                    !lost(count, loss_at(leaves))
                        && moment < leaves + handshakes
                        && self.first_within(leaves, moment, |t| self.blocked(t)).is_none()
                };
                gets_there && leaves + handshakes < limit
            });
            if self.blocked(moment) || !hopeful {
                sent.stalls.push((moment, moments.get(index + 1).copied().unwrap_or(ends)));
            }
        }
        if opens.is_none() {
            sent.ended = limit;
            sent.outcome = failed(Failure::ConnectTimeout);
        }
        opens
    }

    /// Question and answer on an open connection.
    fn converse(&self, go: Try, connected: u64, rtt: u64, sent: &mut Sent) {
        let limit = connected + self.read_limit();
        let arrives = connected + rtt / 2;
        let replies = arrives + self.server_time(arrives) + (rtt - rtt / 2);
        let lost = self
            .first_within(connected, arrives, |t| self.blocked(t))
            .or_else(|| (replies > limit).then_some(arrives))
            .or_else(|| self.first_within(arrives, replies, |t| self.mute(t)));
        if let Some(since) = lost {
            sent.stalls.push((since, limit));
            sent.ended = limit;
            sent.outcome = failed(Failure::ReadTimeout);
        } else {
            sent.ended = replies;
            sent.outcome = self.answer(go, arrives);
        }
    }

    fn answer(&self, go: Try, t: u64) -> Outcome {
        let result = match self.service {
            Service::Target(None) => return Outcome::Served,
            Service::Target(Some(error)) => Err(error),
            Service::Sts(call) => {
                let bits = self.luck.bits(STS_ERROR, go.run, self.number, go.attempt * TRANSMISSIONS_PER_TRY);
                if falls(bits, self.sky.sts_errors(call.kind, call.serving, t)) {
                    Err(ApiError::ServiceUnavailable)
                } else {
                    call.answer
                }
            }
        };
        result.map_or_else(|error| failed(Failure::Api(error)), Outcome::Issued)
    }
}

const fn failed(failure: Failure) -> Outcome {
    Outcome::Failed(failure)
}
