//! One principal's life from start to end, told in one go: renewals, runs and acts, and what came of each.
//! What it means at a moment is `reading`'s business.

use sts_atlas_facts::RegionId;
use sts_atlas_sim::{Credentials, Kind, Outcome, PrincipalSpec, ServiceKind, TokenScope};

use super::answer::{Asker, Setting};
use super::caller::{Caller, End, turns_to_next};
use super::luck::{JOB_PHASE, Luck, REFRESH_JITTER, SESSION_AGE, scaled};
use super::request::{Call, Token};
use super::sky::{CLEAR, NEVER};
use super::ways::{Source, not_launched};

/// A session in hand from a moment on.
#[derive(Clone, Copy)]
pub struct Held {
    pub from: u64,
    pub expires: u64,
    pub cutoff: u64,
    pub window: u64,
    pub scope: TokenScope,
}

impl Held {
    pub fn token(self) -> Token {
        Token { scope: self.scope, expires: self.expires }
    }
}

/// Everything that happened to one principal.
pub struct Story<'a> {
    pub caller: Caller<'a>,
    pub who: &'a PrincipalSpec,
    pub source: &'a Source,
    /// What it uses, and where.
    pub targets: Vec<(ServiceKind, RegionId)>,
    pub inactive: bool,
    pub end: u64,
    pub sessions: Vec<Held>,
    /// The scope of the last credentials, or of those it had before the start.
    pub scopes: Vec<(u64, TokenScope)>,
    /// Targets at which the last run failed, as bits, from a moment on.
    pub failed: Vec<(u64, u8)>,
    /// Moments of success, after which first marks are set anew.
    pub cleared: Vec<u64>,
    /// Moments at which a caller saw an error.
    pub errors: Vec<u64>,
}

/// How asking for credentials ends.
enum Asked {
    Got(u64, Token),
    Failed(u64),
    Unknown(u64),
}

impl<'a> Story<'a> {
    pub fn tell(setting: Setting<'a>, by: Asker<'a>, source: &'a Source, ordinal: u32, end: u64) -> Self {
        let who = by.who;
        let targets = targets(who);
        let regions: Vec<RegionId> = targets.iter().map(|&(_, region)| region).collect();
        let luck = Luck::of_principal(setting.seed, &who.name, ordinal);
        let mut story = Self {
            inactive: not_launched(setting.spec, who, source, &regions).is_some(),
            caller: Caller::new(setting, by, luck, end),
            who,
            source,
            targets,
            end,
            sessions: vec![],
            scopes: vec![],
            failed: vec![(0, 0)],
            cleared: vec![],
            errors: vec![],
        };
        if !story.inactive {
            let good_day = story.good_day();
            story.scopes.push((0, good_day.unwrap_or(TokenScope::AllEnabledRegions)));
            if let Source::Delivered(region) = *source {
                story.be_delivered(region);
                story.caller.delivered = story.sessions.clone();
            }
            match who.kind {
                Kind::Workload | Kind::AwsService => story.live_as_workload(good_day),
                Kind::Job { every } | Kind::Human { every } | Kind::Admin { every } => {
                    story.live_in_turns(every.0, good_day);
                }
            }
        }
        story
    }

    /// The scope of what it has before the start, if it has anything.
    fn good_day(&self) -> Option<TokenScope> {
        match self.source {
            Source::Calls(ways) => self.caller.on_a_good_day(ways),
            Source::NeverSent => None,
            Source::Held | Source::Delivered(_) | Source::Undocumented => Some(TokenScope::AllEnabledRegions),
        }
    }

    fn session_until(&self, expires: u64, from: u64, n: u64, scope: TokenScope) -> Held {
        let credentials = self.who.credentials;
        let from_portal = credentials == Credentials::IdentityCenter || credentials.sign_in().is_some();
        if from_portal && self.who.operation.is_none() {
            return Held { from, expires, cutoff: expires, window: expires, scope };
        }
        let window = self.who.client.preset.refresh.value;
        let mandatory = window.mandatory_before_expiry.0;
        let jitter_range = mandatory * u64::from(window.jitter_permille) / 1_000 + 1;
        let jitter = scaled(self.caller.luck.bits(REFRESH_JITTER, n, 0, 0), jitter_range);
        let cutoff = expires.saturating_sub(mandatory - jitter);
        let window = window.advisory_before_expiry.map_or(cutoff, |advisory| expires.saturating_sub(advisory.0));
        Held { from, expires, cutoff, window, scope }
    }

    fn next_call(&self) -> u64 {
        self.caller.setting.spec.assumptions.next_call.0
    }

    fn live_as_workload(&mut self, good_day: Option<TokenScope>) {
        if !matches!(self.source, Source::Calls(_)) {
            return;
        }
        let next_call = self.next_call();
        let age = self.caller.luck.bits(SESSION_AGE, 0, 0, 0);
        let mut t = if let Some(scope) = good_day {
            // A session is renewed when its window opens, but not before the next call; ages are even over that span.
            // Computed far from zero, so that times before the start are no special case.
            const EPOCH: u64 = 1 << 40;
            let whole = self.session_until(EPOCH + self.who.session.0, EPOCH, 0, scope);
            let period = whole.window.saturating_sub(EPOCH).max(next_call);
            let age = scaled(age, period);
            let back = |time: u64| (time - age).saturating_sub(EPOCH);
            self.sessions.push(Held {
                from: 0,
                expires: back(whole.expires),
                cutoff: back(whole.cutoff),
                window: back(whole.window),
                scope,
            });
            period - age
        } else {
            self.caller.trouble.push((0, true));
            scaled(age, next_call)
        };
        let mut run = 0;
        while t <= self.end {
            run += 1;
            let raises = self.sessions.last().is_none_or(|session| session.cutoff <= t);
            match self.ask(run, t) {
                Asked::Got(at, token) => {
                    let session = self.session_until(token.expires, at, run, token.scope);
                    self.sessions.push(session);
                    self.scopes.push((at, token.scope));
                    self.caller.trouble.push((at, false));
                    self.cleared.push(at);
                    t = session.window.max(at + next_call);
                }
                Asked::Failed(at) => {
                    if raises {
                        self.errors.push(at);
                    }
                    t = at + next_call;
                }
                Asked::Unknown(until) => t = until,
            }
        }
    }

    /// Jobs, humans and administrators: each slot of their time is a run.
    fn live_in_turns(&mut self, every: u64, good_day: Option<TokenScope>) {
        let phase = scaled(self.caller.luck.bits(JOB_PHASE, 0, 0, 0), every);
        let all = ((1_u16 << self.targets.len()) - 1) as u8;
        let mut failed = good_day.map_or(all, |scope| self.refused_before(scope));
        self.failed.push((0, failed));
        let keeps = matches!(self.who.kind, Kind::Human { .. }) && matches!(self.source, Source::Calls(_));
        if let (true, Some(scope)) = (keeps, good_day) {
            let length = self.who.session.0;
            let age = scaled(self.caller.luck.bits(SESSION_AGE, 0, 0, 0), length);
            self.sessions.push(self.session_until(length - age, 0, 0, scope));
        }
        let (mut t, mut run) = (phase, 0);
        while t <= self.end {
            let over = match self.credentials_for(run, t, keeps) {
                Asked::Unknown(until) => {
                    t = until;
                    continue;
                }
                Asked::Failed(at) => {
                    failed = all;
                    self.failed.push((at, failed));
                    self.errors.push(at);
                    at
                }
                Asked::Got(at, token) => self.use_targets(run, at, token, &mut failed),
            };
            if failed == 0 {
                self.cleared.push(over);
            }
            // The next slot after the end: runs never overlap.
            run = (over - phase) / every + 1;
            t = phase + run * every;
        }
    }

    /// Targets that refused it before the start, as bits.
    fn refused_before(&self, scope: TokenScope) -> u8 {
        let clear = Setting { sky: &CLEAR, ..self.caller.setting };
        let token = Token { scope, expires: NEVER };
        let refused = |&target: &(ServiceKind, RegionId)| clear.refusal(self.caller.by, target, token, 0);
        (0..).zip(&self.targets).fold(0, |bits, (bit, target)| bits | u8::from(refused(target).is_some()) << bit)
    }

    /// What a run begins with: credentials in hand, or asked for.
    fn credentials_for(&mut self, run: u64, t: u64, keeps: bool) -> Asked {
        let in_hand = self.session_at(t);
        match self.source {
            Source::Held => Asked::Got(t, Token::LASTING),
            Source::NeverSent => Asked::Failed(t),
            Source::Undocumented => Asked::Unknown(NEVER),
            Source::Delivered(_) => in_hand.map_or(Asked::Failed(t), |held| Asked::Got(t, held.token())),
            Source::Calls(_) => {
                if let Some(held) = in_hand.filter(|held| t < held.cutoff) {
                    return Asked::Got(t, held.token());
                }
                let asked = self.ask(run, t);
                if let Asked::Got(at, token) = asked {
                    self.scopes.push((at, token.scope));
                    if keeps {
                        self.sessions.push(self.session_until(token.expires, at, run, token.scope));
                    }
                }
                asked
            }
        }
    }

    fn use_targets(&mut self, run: u64, start: u64, token: Token, failed: &mut u8) -> u64 {
        let mut t = start;
        for (index, (service, region)) in self.targets.clone().into_iter().enumerate() {
            let leg = self.caller.use_leg(index, region, Call::Use(service, token));
            let (at, bit) = match self.caller.try_use(&leg, run, t) {
                End::Well(at, _) => (at, false),
                End::Badly(at, _) | End::Unknown(at) => (at, true),
            };
            if at > self.end {
                return at;
            }
            *failed = *failed & !(1 << index) | u8::from(bit) << index;
            self.failed.push((at, *failed));
            if bit {
                self.errors.push(at);
            }
            t = at;
        }
        t
    }

    /// Asks for credentials, one way after the other.
    fn ask(&mut self, run: u64, t: u64) -> Asked {
        let Source::Calls(ways) = self.source else { return Asked::Failed(t) };
        let deadline = self.who.client.timeouts().load.map_or(NEVER, |load| t + load.0);
        let mut at = t;
        for (index, way) in ways.iter().enumerate() {
            match self.caller.try_way(index, way, run, at, deadline) {
                End::Well(at, Outcome::Issued(scope)) => {
                    return Asked::Got(at, Token { scope, expires: at + self.who.session.0 });
                }
                End::Well(at, _) => return Asked::Got(at, Token::LASTING),
                End::Unknown(until) => return Asked::Unknown(until),
                End::Badly(over, failure) => {
                    at = over;
                    if !turns_to_next(failure) {
                        break;
                    }
                }
            }
        }
        Asked::Failed(at)
    }
}

/// What a principal uses: an administrator IAM's API, everybody else a service in each target Region.
pub fn targets(who: &PrincipalSpec) -> Vec<(ServiceKind, RegionId)> {
    match who.kind {
        Kind::Admin { .. } => vec![(ServiceKind::Iam, RegionId::US_EAST_1)],
        _ => who.uses.iter().map(|&region| (ServiceKind::Service, region)).collect(),
    }
}
