//! The benchmark's day as any simulator can read it, and world A of it in the engine, for `benches/rivals`.
//! All that the engine works out before a world starts is given to the rivals ready-made: routes, waits, times.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sts_atlas_facts::{BackoffShape, Micros, Place, RegionId, wire_rtt};
use sts_atlas_player::{Recording, Scenario, WorldId};
use sts_atlas_sim::{
    Credentials, Fault, FaultSchedule, Kind, Operation, PathEffect, PrincipalSpec, ServerEffect, SimTime, TokenVerdict,
    World, WorldSpec, ordered,
};

use crate::Effort;
use crate::measured::advance;

/// The operating system's patience, where an SDK has none of its own: as in the engine's `plan`.
const OS_CONNECT_TIMEOUT: Micros = Micros::from_secs(127);
const OS_READ_TIMEOUT: Micros = Micros::from_millis(924_600);
/// Fingerprints are compared before the day's first fault at 8:00: rivals do not know what becomes of requests that
/// are under way when a fault begins or ends.
const CHECKED_AT: Micros = Micros::from_minutes(6 * 60);
const QUICK_LENGTH: Micros = Micros::from_minutes(60);

/// Writes the workload into the file and prints the engine's own figures.
pub fn measure(file: &Path, effort: Effort) -> Result<(), Box<dyn Error>> {
    let mut day = crate::scene("bench-day")?;
    if effort == Effort::Quick {
        day = Scenario { length: QUICK_LENGTH, ..day };
    }
    let recording = Recording::new(Arc::new(day));
    std::fs::write(file, workload(&recording)?.to_string())?;
    let mut fastest = Duration::MAX;
    for run in 0..effort.runs() {
        let mut world = start(&recording);
        let begin = Instant::now();
        advance(&mut world, checked_at(&recording));
        let until_check = begin.elapsed();
        if run == 0 {
            println!("digest {:016x}", world.digest());
        }
        let begin = Instant::now();
        advance(&mut world, recording.end());
        fastest = fastest.min(until_check + begin.elapsed());
        if run == 0 {
            print_counts(&world);
        }
    }
    println!("seconds {:.3}", fastest.as_secs_f64());
    Ok(())
}

fn start(recording: &Recording) -> World {
    World::new(&recording.world_spec(WorldId::A), recording.seed(), Arc::new(recording.fault_schedule()))
}

fn checked_at(recording: &Recording) -> SimTime {
    SimTime(CHECKED_AT.0).min(recording.end())
}

fn print_counts(world: &World) {
    let sum = world.metrics().sum(|_, _| true);
    println!("events {}", world.metrics().events);
    println!("issued {}", sum.issued);
    println!("succeeded {}", sum.succeeded);
    println!("failed {}", sum.failed_total());
}

/// Places of requests, each once.
#[derive(Default)]
struct Routes(Vec<(Place, RegionId)>);

impl Routes {
    fn index(&mut self, route: (Place, RegionId)) -> usize {
        let known = self.0.iter().position(|known| *known == route);
        known.unwrap_or_else(|| {
            self.0.push(route);
            self.0.len() - 1
        })
    }
}

fn workload(recording: &Recording) -> Result<Value, Box<dyn Error>> {
    let spec = recording.world_spec(WorldId::A);
    let world = start(recording);
    let schedule = recording.fault_schedule();
    let mut routes = Routes::default();
    let mut groups = Vec::new();
    for index in ordered(0..spec.principals.len(), |&index| spec.principals[index].name.as_str()) {
        groups.push(group(&world, &spec, index, &mut routes)?);
    }
    let routes: Result<Vec<Value>, String> = routes.0.iter().map(|&route| self::route(route, &schedule)).collect();
    let assumed = spec.assumptions;
    Ok(json!({
        "seed": recording.seed().get(),
        "checked_at": checked_at(recording).0,
        "end": recording.end().0,
        "dns": assumed.dns.0,
        "issue_server_time": assumed.issue_server_time.0,
        "service_server_time": assumed.service_server_time.0,
        "tls_round_trips": assumed.tls_round_trips,
        "next_call": assumed.next_call.0,
        "quota_burst": assumed.quota_burst,
        "routes": routes?,
        "groups": groups,
    }))
}

fn group(world: &World, spec: &WorldSpec, index: usize, routes: &mut Routes) -> Result<Value, Box<dyn Error>> {
    let group = &spec.principals[index];
    let first = (0..world.principals()).find(|&at| world.principal(at).is_some_and(|view| view.spec == index));
    let first = first.ok_or("a group without principals")?;
    let view = world.principal(first).ok_or("a principal that is none")?;
    if view.targets.iter().any(|&(_, _, verdict)| verdict != TokenVerdict::Valid) {
        return Err(format!("{} is refused somewhere: the rivals know no such thing", group.name).into());
    }
    let known = [Credentials::AssumeRole, Credentials::WebIdentity, Credentials::AccessKey];
    if !known.contains(&group.credentials) || group.client.preset.retry.value.shape == BackoffShape::Fixed {
        return Err(format!("{}: the rivals know neither such credentials nor a fixed wait", group.name).into());
    }
    let sts = view.endpoint.map(|(_, serving)| routes.index((group.at, serving)));
    let shares_quota = group.sts_operation().is_some_and(Operation::shares_quota);
    let quota = view.endpoint.filter(|_| shares_quota);
    let uses: Vec<usize> = group.uses.iter().map(|&region| routes.index((group.at, region))).collect();
    Ok(json!({
        "name": group.name,
        "count": group.count,
        "every": match group.kind {
            Kind::Job { every } => Some(every.0),
            _ => None,
        },
        "sts": sts,
        "quota": quota.map(|(_, serving)| serving.code()),
        "uses": uses,
        "session": group.session.0,
        "client": client(group),
    }))
}

fn client(group: &PrincipalSpec) -> Value {
    let preset = group.client.preset;
    let (refresh, timeouts, retry) = (preset.refresh.value, preset.timeouts.value, preset.retry.value);
    json!({
        "advisory_before_expiry": refresh.advisory_before_expiry.map(|span| span.0),
        "mandatory_before_expiry": refresh.mandatory_before_expiry.0,
        "jitter_permille": refresh.jitter_permille,
        "connect_timeout": timeouts.connect.unwrap_or(OS_CONNECT_TIMEOUT).0,
        "read_timeout": timeouts.read.unwrap_or(OS_READ_TIMEOUT).0,
        "load_timeout": timeouts.load.map(|span| span.0),
        "keep_alive": timeouts.keep_alive_idle.0,
        "attempts": retry.attempts,
        "base": retry.base.0,
        "throttle_base": retry.throttle_base.0,
        "cap": retry.cap.0,
        "full_jitter": retry.shape == BackoffShape::FullJitter,
    })
}

fn route((from, to): (Place, RegionId), schedule: &FaultSchedule) -> Result<Value, String> {
    let rtt = wire_rtt(from, to).ok_or_else(|| format!("no round trip from {} to {}", from.code(), to.code()))?;
    let (mut dropped, mut errors) = (Vec::new(), Vec::new());
    for (fault, windows) in schedule.faults() {
        let windows = windows.iter().map(|window| (window.start.0, window.end.0));
        match fault {
            Fault::Path { from: near, to: far, effect: PathEffect::Drop, .. } => {
                if near.contains(&from) && far.contains(&to) {
                    dropped.extend(windows.map(|(start, end)| json!([start, end])));
                }
            }
            Fault::Sts { at, effect: ServerEffect::Errors { parts_per_million }, .. } => {
                if at.contains(&to) {
                    errors.extend(windows.map(|(start, end)| json!([start, end, parts_per_million])));
                }
            }
            _ => return Err("the day has a fault that the rivals do not know".into()),
        }
    }
    let key = format!("{}>{}", from.code(), to.code());
    Ok(json!({ "key": key, "rtt": rtt.time.0, "dropped": dropped, "errors": errors }))
}
