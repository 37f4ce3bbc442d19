//! One request with full knowledge of what will break: when it ends, how, and from when to when it stalls.
//! No retries and no sessions here: those are `story`'s business.

use sts_atlas_facts::{RegionId, Timeouts, wire_rtt};
use sts_atlas_sim::{Failure, Outcome, ServiceKind, TokenScope, Weather};

use super::answer::{Answer, Asker, Setting};
use super::iam::home;
use super::luck::{Luck, PATH_LOSS, TRANSMISSIONS_PER_TRY, extra_round_trip, falls};
use super::services::Server;
use super::sky::NEVER;
use super::story::Held;
use super::ways::Way;

const SECOND: u64 = 1_000_000;
/// Linux, where an SDK sets no limit.
const SYSTEM_CONNECT: u64 = 127 * SECOND;
const SYSTEM_READ: u64 = 924_600_000;

/// Where one leg of a principal's work goes, and with what.
pub struct Leg<'a> {
    pub setting: Setting<'a>,
    pub by: Asker<'a>,
    pub timeouts: Timeouts,
    pub luck: Luck,
    pub to: RegionId,
    pub call: Call<'a>,
    /// What AWS delivers, and from when on.
    pub delivered: Vec<Held>,
    /// For draws: 0 for the first way to credentials, 201 for the next one, 1 for the first target Region, and so on.
    pub number: u64,
}

#[derive(Clone, Copy)]
pub enum Call<'a> {
    /// For credentials.
    Way(&'a Way),
    /// Of a service, with these credentials.
    Use(ServiceKind, Token),
    /// Of IAM or of the account's own API, to write the change with this index.
    Write(ServiceKind, usize),
}

/// Credentials as a service sees them.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub scope: TokenScope,
    pub expires: u64,
}

impl Token {
    /// As good as any.
    pub const LASTING: Self = Self { scope: TokenScope::AllEnabledRegions, expires: NEVER };
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
    /// Whether a new connection finds no address.
    pub nameless: bool,
}

/// A finished request.
#[derive(Clone, PartialEq)]
pub struct Sent {
    pub began: u64,
    pub ended: u64,
    pub warm: bool,
    pub outcome: Outcome,
    /// Spans in which it waits for something that does not come.
    pub stalls: Vec<(u64, u64)>,
}

/// A request and whose it is.
#[derive(Clone, PartialEq)]
pub struct Told {
    pub sent: Sent,
    pub service: ServiceKind,
    pub to: RegionId,
    pub run: u64,
    /// 0 for credentials, 1 for the first target Region, and so on.
    pub leg: u64,
    /// By which way to credentials: 0 for the first.
    pub way: usize,
    pub attempt: u64,
}

impl<'a> Leg<'a> {
    pub fn connect_limit(&self) -> u64 {
        self.timeouts.connect.map_or(SYSTEM_CONNECT, |limit| limit.0)
    }

    pub fn read_limit(&self) -> u64 {
        self.timeouts.read.map_or(SYSTEM_READ, |limit| limit.0)
    }

    /// The median round trip as slow as it is at a moment.
    pub fn median_round_trip(&self, t: u64) -> u64 {
        let wire = wire_rtt(self.by.who.at, self.to).map_or(0, |rtt| rtt.time.0);
        wire * self.setting.sky.path_slowness(self.by.who.at, self.to, t) / 1_000
    }

    pub fn server(&self) -> Server<'a> {
        match self.call {
            Call::Way(way) => Server::Way(way),
            Call::Use(service, _) | Call::Write(service, _) => Server::Other(service),
        }
    }

    pub fn service(&self) -> ServiceKind {
        match self.call {
            Call::Way(way) => way.service,
            Call::Use(service, _) | Call::Write(service, _) => service,
        }
    }

    pub fn server_time(&self, t: u64) -> u64 {
        let assumptions = &self.setting.spec.assumptions;
        let healthy = match self.service() {
            ServiceKind::StsGlobal | ServiceKind::StsRegional => assumptions.issue_server_time,
            ServiceKind::SignIn | ServiceKind::IdentityCenter | ServiceKind::RolesAnywhere => {
                assumptions.sign_in_server_time
            }
            ServiceKind::Iam | ServiceKind::AccountApi => assumptions.control_server_time,
            ServiceKind::Service => assumptions.service_server_time,
        };
        healthy.0 * self.setting.sky.server_slowness(self.server(), self.to, t) / 1_000
    }

    fn round_trip(&self, t: u64) -> u64 {
        let extra = match self.setting.spec.assumptions.weather {
            Weather::Still => 0,
            Weather::Varying => extra_round_trip(self.luck.seed, self.by.who.at.code(), self.to.code(), t / SECOND),
        };
        self.median_round_trip(t) + extra
    }

    /// One end or the other is dead.
    fn ends_down(&self, t: u64) -> bool {
        let sky = self.setting.sky;
        home(self.by.who.at).is_some_and(|region| sky.region_down(region, t))
            || sky.region_down(self.to, t)
            || sky.server_down(self.server(), self.to, t)
    }

    /// A firewall of the customer's keeps it in.
    pub fn kept_in(&self, t: u64) -> bool {
        match self.call {
            Call::Way(Way { name: Some(name), from, .. }) => self.setting.sky.kept_in(*from, *name, t),
            _ => false,
        }
    }

    /// Nobody can connect or ask.
    pub fn blocked(&self, t: u64) -> bool {
        let dropped = self.setting.sky.dropped(self.by.who.at, self.to, t);
        dropped.out || dropped.back || self.ends_down(t) || self.kept_in(t)
    }

    /// No reply comes back.
    fn mute(&self, t: u64) -> bool {
        self.setting.sky.dropped(self.by.who.at, self.to, t).back || self.ends_down(t)
    }

    /// The first moment in a span, its end included, at which something holds.
    fn first_within(&self, from: u64, to: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
        let edges = self.setting.sky.edges().iter().copied().filter(|&edge| from < edge && edge <= to);
        std::iter::once(from).chain(edges).find(|&moment| holds(moment))
    }

    pub fn send(&self, go: Try) -> Sent {
        let rtt = self.round_trip(go.at);
        let warm = go.at < go.open_until;
        let mut sent = Sent { began: go.at, ended: NEVER, warm, outcome: failed(Failure::LoadTimeout), stalls: vec![] };
        if !warm && go.nameless {
            sent.ended = go.at + self.setting.spec.assumptions.dns.0;
            sent.outcome = failed(Failure::NameNotFound);
        } else if let Some(connected) = if warm { Some(go.at) } else { self.connect(go, rtt, &mut sent) } {
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
        let handshakes = (1 + u64::from(self.setting.spec.assumptions.tls_round_trips)) * rtt;
        let begins = go.at + self.setting.spec.assumptions.dns.0;
        let limit = begins + self.connect_limit();
        let packets = || (0..7_u64).map(|count| (count, begins + ((1 << count) - 1) * SECOND));
        let lost = |count, loss| {
            falls(self.luck.bits(PATH_LOSS, go.run, self.number, go.attempt * TRANSMISSIONS_PER_TRY + count), loss)
        };
        let loss_at = |t| self.setting.sky.loss(self.by.who.at, self.to, t);
        let opens = packets()
            .filter(|&(count, leaves)| !lost(count, loss_at(leaves)) && leaves + handshakes < limit)
            .find(|&(_, leaves)| self.first_within(leaves, leaves + handshakes - 1, |t| self.blocked(t)).is_none())
            .map(|(_, leaves)| leaves + handshakes);
        let ends = opens.unwrap_or(limit);
        // At each moment at which something changes: is there still a packet that can do it, as things stand?
        let mut moments = vec![go.at];
        moments.extend(self.setting.sky.edges().iter().copied().filter(|&edge| go.at < edge && edge < ends));
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
        let strikes = |purpose, parts_per_million| {
            let bits = self.luck.bits(purpose, go.run, self.number, go.attempt * TRANSMISSIONS_PER_TRY);
            falls(bits, parts_per_million)
        };
        let answer = match self.call {
            Call::Way(way) => self.setting.answer_of_way(self.by, way, t, strikes),
            Call::Write(service, change) => self.setting.answer_of_write(self.by, (service, change), t, strikes),
            Call::Use(service, token) => {
                let delivered = self.delivered.iter().rfind(|held| held.from <= t);
                let token = delivered.map_or(token, |held| held.token());
                self.setting.answer_of_use(self.by, (service, self.to), token, t, strikes)
            }
        };
        match answer {
            // A request that was under way when its answer became undocumented is answered.
            Answer::Issued(scope) | Answer::Undocumented(scope) => Outcome::Issued(scope),
            Answer::Error(error) => failed(Failure::Api(error)),
            Answer::Served => Outcome::Served,
        }
    }
}

const fn failed(failure: Failure) -> Outcome {
    Outcome::Failed(failure)
}
