//! What is true at the playhead, for both worlds: the one source of stage, readouts, text twin and export.
//! Plain data; nothing here simulates, draws or phrases.

use std::sync::Arc;

use litemap::LiteMap;
use sts_atlas_facts::{Date, Micros, Place, Provenance, RegionId, RegionSet, UtcInstant};
use sts_atlas_sim::{
    ChangeView, EndpointKind, FaultWindow, Histogram, InFlight, PrincipalSpec, PrincipalView, RequestRecord,
    RouteMetrics, Seed, ServiceKind, SimTime, World, WorldSpec,
};

use crate::difference::differences;
use crate::{Blast, Gap, Player, PrincipalDifference, Tempo, TokenMatrix, WorldId};

/// Both worlds at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Simulated time.
    pub now: SimTime,
    /// The same, as UTC.
    pub utc: UtcInstant,
    /// Length of the scenario.
    pub length: Micros,
    /// How far it has been simulated.
    pub frontier: SimTime,
    /// Whether time passes.
    pub playing: bool,
    /// How fast.
    pub tempo: Tempo,
    /// Whether dead time is skipped while playing.
    pub skips_dead_time: bool,
    /// What was skipped on the way here, oldest first.
    pub gaps: Vec<Gap>,
    /// Whether the engine is still on its way to the time asked for.
    pub pending: bool,
    /// The day whose rules apply.
    pub as_of: Date,
    /// Luck.
    pub seed: Seed,
    /// Faults with the windows in force.
    pub faults: Vec<FaultView>,
    /// What the twin changed.
    pub differences: Vec<PrincipalDifference>,
    /// World A and world B.
    pub worlds: [WorldSnapshot; 2],
}

/// A fault of the scenario as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultView {
    /// Index into the scenario's faults.
    pub index: u16,
    /// Whether it holds now.
    pub holds: bool,
    /// When it holds.
    pub windows: Vec<FaultWindow>,
}

/// One world at one moment.
#[derive(Clone, Debug)]
pub struct WorldSnapshot {
    /// Which.
    pub id: WorldId,
    /// Fingerprint.
    pub digest: u64,
    /// Events so far.
    pub events: u64,
    /// Who is hurt.
    pub blast: Blast,
    /// Every principal instance, in the world's order.
    pub principals: Vec<PrincipalSnapshot>,
    /// Requests since the start, in the order of [`ServiceKind::ALL`].
    pub requests: [RequestTotals; ServiceKind::ALL.len()],
    /// How long successful STS calls took since the start, by kind of endpoint and place.
    pub latency: Vec<LatencyRow>,
    /// What a token is worth where.
    pub matrix: TokenMatrix,
    /// Where requests to STS flow.
    pub flows: Vec<Flow>,
    /// Requests under way.
    pub in_flight: Vec<InFlight>,
    /// Finished requests, newest first.
    pub recent: Vec<RequestRecord>,
    /// Regions that are down, and those whose own STS endpoint is down.
    pub down: Vec<(RegionId, bool)>,
    /// What administrators write, and how far it is.
    pub changes: Vec<ChangeSnapshot>,
    /// IAM's planes that are not well.
    pub planes: PlanesSnapshot,
}

/// IAM's planes that are not well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanesSnapshot {
    /// Whether the control plane is down, alone or with its Region.
    pub control_down: bool,
    /// Regions whose data plane is down as a whole, alone or with its Region.
    pub data_down: RegionSet,
    /// Regions that changes do not reach now.
    pub cut_off: RegionSet,
}

/// A change of IAM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSnapshot {
    /// Its name in the scenario.
    pub name: String,
    /// When it is first written.
    pub at: SimTime,
    /// How far it is.
    pub view: ChangeView,
}

/// Principals that differ in nothing but their number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalGroup {
    /// Their name, without number.
    pub name: String,
    /// How many they are.
    pub count: u32,
}

/// One principal instance.
#[derive(Clone, Debug)]
pub struct PrincipalSnapshot {
    /// Its index in the world.
    pub index: u32,
    /// The group it is one of.
    pub group: Arc<PrincipalGroup>,
    /// What is true of it.
    pub view: PrincipalView,
}

impl PrincipalSnapshot {
    /// Its name, with its number where several share it: `batch-etl/2`.
    pub fn instance_name(&self) -> String {
        instance_name(&self.group.name, self.group.count, self.view.ordinal)
    }
}

/// What one of `count` instances is called everywhere, as in the key that its luck hangs on.
pub(crate) fn instance_name(name: &str, count: u32, ordinal: u32) -> String {
    if count > 1 { format!("{name}/{ordinal}") } else { name.to_owned() }
}

/// Requests of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestTotals {
    /// What was called.
    pub service: ServiceKind,
    /// Sent.
    pub issued: u64,
    /// Succeeded.
    pub succeeded: u64,
    /// Failed.
    pub failed: u64,
    /// Failed without an answer.
    pub no_answer: u64,
    /// Under way.
    pub in_flight: u64,
}

/// Latency of one kind of endpoint from one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatencyRow {
    /// Kind of endpoint.
    pub service: ServiceKind,
    /// From where.
    pub from: Place,
    /// To where.
    pub to: RegionId,
    /// Successful calls.
    pub count: u64,
    /// Half of them took at most this.
    pub p50: Option<Micros>,
    /// 95 of 100 took at most this; the tail is assumed.
    pub p95: Option<Micros>,
    /// Calls without an answer.
    pub no_answer: u64,
    /// Where the round trip comes from.
    pub provenance: Provenance,
}

/// STS requests of one kind over one route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    /// From where.
    pub from: Place,
    /// To where.
    pub to: RegionId,
    /// What is called.
    pub service: ServiceKind,
    /// Principals that send over it.
    pub principals: u32,
    /// Requests per hour on a good day.
    pub per_hour: u32,
    /// The fault that has either Region, the path or the endpoint down now, so that none of them is answered. Faults of
    /// names, of policies and of a share of requests are not among them.
    pub blocked_by: Option<u16>,
}

impl Player {
    /// What is true now.
    pub fn snapshot(&self) -> Snapshot {
        let recording = self.recording();
        let schedule = recording.fault_schedule();
        let faults = (0_u16..).zip(schedule.faults()).map(|(index, (_, windows))| FaultView {
            index,
            holds: schedule.holds(index, self.playhead()),
            windows: windows.clone(),
        });
        Snapshot {
            now: self.playhead(),
            utc: recording.scenario.start.plus_micros(self.playhead().0),
            length: recording.scenario.length,
            frontier: self.frontier(),
            playing: self.is_playing(),
            tempo: self.tempo(),
            skips_dead_time: self.skipped_dead_time().0,
            gaps: self.skipped_dead_time().1.to_vec(),
            pending: self.is_pending(),
            as_of: recording.as_of(),
            seed: recording.seed(),
            faults: faults.collect(),
            differences: differences(self.world(WorldId::A), self.world(WorldId::B)),
            worlds: WorldId::BOTH.map(|id| self.world_snapshot(id)),
        }
    }

    fn world_snapshot(&self, id: WorldId) -> WorldSnapshot {
        let world = self.world(id);
        let spec = self.recording().world_spec(id);
        let places = places(&spec);
        let group = |of: &PrincipalSpec| Arc::new(PrincipalGroup { name: of.name.clone(), count: of.count });
        let groups: Vec<_> = spec.principals.iter().map(group).collect();
        // With its room from the start: many of them, growing step by step, would be moved with every frame.
        let mut principals = Vec::with_capacity(world.principals() as usize);
        principals.extend((0..world.principals()).filter_map(|index| {
            let view = world.principal(index)?;
            Some(PrincipalSnapshot { index, group: Arc::clone(&groups[view.spec]), view })
        }));
        WorldSnapshot {
            id,
            digest: world.digest(),
            events: world.metrics().events,
            blast: Blast::between(world, self.world_without_fault(id), &places),
            requests: ServiceKind::ALL.map(|service| totals(service, &world.metrics().sum(|kind, _| kind == service))),
            latency: latency(world),
            matrix: self.token_matrix(id, &principals),
            flows: flows(world, &principals),
            in_flight: world.in_flight().collect(),
            recent: world.recent().copied().collect(),
            down: RegionId::all()
                .map(|region| (region, world.region_down(region).is_some()))
                .filter(|&(region, whole)| whole || world.sts_down(region, EndpointKind::Regional).is_some())
                .collect(),
            changes: world
                .changes()
                .zip(&spec.changes)
                .map(|(view, change)| ChangeSnapshot { name: change.name.clone(), at: change.at, view })
                .collect(),
            planes: planes(world),
            principals,
        }
    }
}

fn planes(world: &World) -> PlanesSnapshot {
    let those = |is_so: &dyn Fn(RegionId) -> bool| RegionId::all().filter(|&region| is_so(region)).collect();
    PlanesSnapshot {
        control_down: world.control_plane_down().is_some(),
        data_down: those(&|region| world.data_plane_down(region).is_some()),
        cut_off: those(&|region| !world.changes_reach(region)),
    }
}

/// Where principals stand, in the order of the scenario.
pub(crate) fn places(spec: &WorldSpec) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for principal in &spec.principals {
        if !places.contains(&principal.at) {
            places.push(principal.at);
        }
    }
    places
}

fn totals(service: ServiceKind, counts: &RouteMetrics) -> RequestTotals {
    RequestTotals {
        service,
        issued: counts.issued,
        succeeded: counts.succeeded,
        failed: counts.failed_total(),
        no_answer: counts.no_answer(),
        in_flight: counts.in_flight(),
    }
}

fn latency(world: &World) -> Vec<LatencyRow> {
    let calls = world.metrics().iter().filter(|(service, _, _)| service.endpoint_kind().is_some());
    calls
        .filter_map(|(service, route, counts)| {
            let (from, to, rtt) = world.route(route)?;
            let quantile = |histogram: &Histogram, permille| histogram.quantile(permille);
            Some(LatencyRow {
                service,
                from,
                to,
                count: counts.latency.total(),
                p50: quantile(&counts.latency, 500),
                p95: quantile(&counts.latency, 950),
                no_answer: counts.no_answer(),
                provenance: rtt.map_or(Provenance::Assumed, |rtt| rtt.provenance),
            })
        })
        .collect()
}

fn flows(world: &World, principals: &[PrincipalSnapshot]) -> Vec<Flow> {
    let mut flows: LiteMap<(Place, RegionId, EndpointKind), (u32, u64)> = LiteMap::new();
    for principal in principals.iter().filter(|principal| principal.view.inactive.is_none()) {
        let (Some((endpoint, serving)), Some(period)) = (principal.view.endpoint, principal.view.sts_period) else {
            continue;
        };
        let flow = flows.entry((principal.view.at, serving, endpoint.kind())).or_default();
        flow.0 += 1;
        flow.1 += 3_600_000_000 / period.0.max(1_000_000);
    }
    let dropped = |from, to| {
        let mut routes = world.routes();
        routes.find(|&(_, near, far, _)| (near, far) == (from, to)).and_then(|(_, _, _, dropped_by)| dropped_by)
    };
    let home_down = |from| match from {
        Place::Region(region) => world.region_down(region),
        Place::City(_) => None,
    };
    flows
        .into_iter()
        .map(|((from, to, kind), (principals, per_hour))| Flow {
            from,
            to,
            service: kind.into(),
            principals,
            per_hour: u32::try_from(per_hour).unwrap_or(u32::MAX),
            blocked_by: home_down(from)
                .or(dropped(from, to))
                .or_else(|| world.region_down(to))
                .or_else(|| world.sts_down(to, kind)),
        })
        .collect()
}
