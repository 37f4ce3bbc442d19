//! A scene played under one seed: every request and every state, by name.
//! What a scene promises stands in the files beside this one.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use sts_atlas_facts::{Date, UtcInstant};
use sts_atlas_intake::scenario::read_toml;
use sts_atlas_player::{FaultSwitch, Recording, Scenario, WorldId};
use sts_atlas_sim::{Outcome, RequestRecord, Seed, ServiceKind, SimTime, State, World};

/// Every statement holds for each of these.
pub const SEEDS: std::ops::Range<u64> = 0..60;
/// Fewer events than finished requests are kept, so that none is missed.
const EVENTS_AT_ONCE: u64 = 64;

/// A scene as written.
pub fn scene(id: &str) -> Arc<Scenario> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("content/scenes/{id}.toml"));
    let text = std::fs::read_to_string(&path).unwrap();
    let reading = read_toml(id, &text);
    assert_eq!(reading.issues, [], "{id}");
    Arc::new(reading.scenario.unwrap())
}

/// `2025-10-20T06:51Z` in a scene's time.
pub fn moment(scenario: &Scenario, utc: &str) -> SimTime {
    let time = utc.strip_suffix('Z').unwrap();
    let (day, time) = time.split_once('T').unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    let instant = UtcInstant::at(Date::parse(day).unwrap(), hour.parse().unwrap(), minute.parse().unwrap(), 0);
    SimTime(u64::try_from(instant.0 - scenario.start.0).unwrap())
}

/// What one world did.
pub struct Told {
    scenario: Arc<Scenario>,
    id: WorldId,
    pub world: World,
    calls: Vec<RequestRecord>,
    /// Who was in which state when it was looked at.
    sights: Vec<(SimTime, usize, State)>,
}

/// Names, each once.
pub type Names<'a> = BTreeSet<&'a str>;

/// Plays both worlds to their end, looking at all states every so many minutes.
pub fn replay(scenario: &Arc<Scenario>, seed: u64, every_minutes: u64, broken: &[(SimTime, u16)]) -> [Told; 2] {
    let mut recording = Recording::new(Arc::clone(scenario));
    recording.edits.seed = Some(Seed::new(seed).unwrap());
    for &(at, fault) in broken {
        recording.edits.faults.insert((at, fault), FaultSwitch::Break);
    }
    let schedule = Arc::new(recording.fault_schedule());
    WorldId::BOTH.map(|id| {
        let world = World::new(&recording.world_spec(id), recording.seed(), Arc::clone(&schedule));
        let mut told = Told { scenario: Arc::clone(scenario), id, world, calls: Vec::new(), sights: Vec::new() };
        for minute in (0..=scenario.length.0 / 60_000_000).step_by(usize::try_from(every_minutes).unwrap()) {
            told.go_to(SimTime::from_secs(minute * 60));
        }
        told
    })
}

impl Told {
    fn go_to(&mut self, at: SimTime) {
        loop {
            self.world.advance(at, EVENTS_AT_ONCE);
            let known = self.calls.len().saturating_sub(2 * usize::try_from(EVENTS_AT_ONCE).unwrap());
            let fresh: Vec<RequestRecord> =
                self.world.recent().take_while(|record| !self.calls[known..].contains(record)).copied().collect();
            self.calls.extend(fresh.into_iter().rev());
            if self.world.now() >= at {
                break;
            }
        }
        for index in 0..self.world.principals() {
            let view = self.world.principal(index).unwrap();
            self.sights.push((at, view.spec, view.state));
        }
    }

    fn name(&self, spec: usize) -> &str {
        &self.scenario.worlds[self.id.index()].spec.principals[spec].name
    }

    /// Who sent a request.
    pub fn caller(&self, call: &RequestRecord) -> &str {
        self.name(self.world.principal(call.principal).unwrap().spec)
    }

    /// All requests of principals (those of changes left out), in the order in which they ended.
    pub fn calls(&self) -> impl Iterator<Item = &RequestRecord> {
        self.calls.iter().filter(|call| self.world.principal(call.principal).is_some())
    }

    /// Requests that failed.
    pub fn failures(&self) -> impl Iterator<Item = &RequestRecord> {
        self.calls().filter(|call| matches!(call.outcome, Outcome::Failed(_)))
    }

    /// Requests to STS, under whichever name.
    pub fn sts_calls(&self) -> impl Iterator<Item = &RequestRecord> {
        self.calls().filter(|call| matches!(call.service, ServiceKind::StsGlobal | ServiceKind::StsRegional))
    }

    /// Where a request went.
    pub fn target(&self, call: &RequestRecord) -> &'static str {
        self.world.route(call.route).unwrap().1.code()
    }

    /// Whose runs came to nothing: STS was asked, but what the session was for was never done.
    pub fn lost_a_run(&self) -> Names<'_> {
        let run_of = |call: &RequestRecord| (call.principal, call.run);
        let done = |call: &&RequestRecord| call.service == ServiceKind::Service && call.outcome == Outcome::Served;
        let done: BTreeSet<(u32, u64)> = self.calls().filter(done).map(run_of).collect();
        let is_job: Vec<bool> = (0..self.world.principals())
            .map(|index| self.world.principal(index).is_some_and(|who| who.kind.every().is_some()))
            .collect();
        let mut newest = vec![0; is_job.len()];
        for call in self.calls() {
            newest[call.principal as usize] = call.run;
        }
        let lost = self.sts_calls().filter(|call| is_job[call.principal as usize]);
        let lost = lost.filter(|call| !done.contains(&run_of(call)) && call.run < newest[call.principal as usize]);
        lost.map(|call| self.caller(call)).collect()
    }

    /// Who had a request fail, or was seen in another state than healthy.
    pub fn hit(&self) -> Names<'_> {
        let failed = self.failures().map(|call| self.caller(call));
        failed.chain(self.seen(|state| state != State::Healthy)).collect()
    }

    /// Who was seen in such a state.
    pub fn seen(&self, fits: impl Fn(State) -> bool) -> Names<'_> {
        self.sights.iter().filter(|sight| fits(sight.2)).map(|sight| self.name(sight.1)).collect()
    }

    /// Nobody is hit before a moment.
    pub fn is_quiet_before(&self, at: SimTime) -> bool {
        self.failures().all(|call| call.ended >= at)
            && self.sights.iter().all(|sight| sight.0 >= at || sight.2 == State::Healthy)
    }

    /// Nobody is hit after a moment.
    pub fn is_quiet_after(&self, at: SimTime) -> bool {
        self.failures().all(|call| call.began <= at)
            && self.sights.iter().all(|sight| sight.0 <= at || sight.2 == State::Healthy)
    }
}

/// Those hit with every seed and with any of them.
#[derive(Default)]
pub struct Hits {
    pub always: Option<BTreeSet<String>>,
    pub ever: BTreeSet<String>,
}

impl Hits {
    pub fn add(&mut self, names: &Names<'_>) {
        let names: BTreeSet<String> = names.iter().map(|&name| name.to_owned()).collect();
        self.ever.extend(names.iter().cloned());
        self.always = Some(self.always.take().map_or_else(|| names.clone(), |always| &always & &names));
    }

    /// Exactly these are hit with some seed, and no other with any.
    pub fn are(&self, names: &[&str]) {
        let expected: BTreeSet<String> = names.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(self.ever, expected);
    }
}
