//! The benchmark's day in NeXosim: `nexosim-day WORKLOAD.json RUNS` prints one `name value` per line.
//! Only this simulator lives here; SimPy's port is `simpy_day.py`, the engine's runs are in `crates/lessons/benches`.
//!
//! An honest port of world A: the same thousand principals with the same routes, waits, retries and draws, each a model
//! that schedules its own next event; each STS quota a model that is asked through a port, as NeXosim has models talk.
//! Per event it does what the engine does: it moves one principal on, draws, adds to fingerprint, counts and latencies,
//! and judges the principal's state. What the engine does beyond that is left out, in NeXosim's favor: loss and
//! slowness of paths, what becomes of requests under way when a fault begins or ends, provenance, explanations,
//! checkpoints. Until the day's first fault both have the same fingerprint; over the day, the same events within 1 %.
//!
//! Asking the quota through a port is about a fifth of its time: that much faster it would be without any quota.
//!
//! One thread: a step of this day moves one principal, so more threads only wait for each other.

mod draw;
mod principal;
mod quota;
mod tally;
mod workload;

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use nexosim::ports::{QuerySource, UniRequestor};
use nexosim::simulation::{Mailbox, QueryId, SimInit, Simulation};
use nexosim::time::MonotonicTime;

use draw::{absorb, key};
use principal::Principal;
use quota::Quota;
use tally::Tally;
use workload::Workload;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(runs)) = (arguments.next(), arguments.next()) else {
        return Err("nexosim-day WORKLOAD.json RUNS".into());
    };
    let day: Arc<Workload> = Arc::new(serde_json::from_str(&std::fs::read_to_string(file)?)?);
    let mut fastest = Duration::MAX;
    for run in 0..runs.parse()? {
        let mut bench = Bench::assemble(&day)?;
        let begin = Instant::now();
        bench.advance(day.checked_at)?;
        let until_check = begin.elapsed();
        if run == 0 {
            println!("digest {:016x}", bench.digest()?);
        }
        let begin = Instant::now();
        bench.advance(day.end)?;
        fastest = fastest.min(until_check + begin.elapsed());
        if run == 0 {
            let tally = bench.tally()?;
            println!("events {}", tally.events);
            println!("issued {}", tally.issued);
            println!("succeeded {}", tally.succeeded);
            println!("failed {}", tally.failed);
            println!("state_changes {}", tally.state_changes);
        }
    }
    println!("seconds {:.3}", fastest.as_secs_f64());
    Ok(())
}

/// The day, assembled, with what asks each principal at the end.
struct Bench {
    simulation: Simulation,
    digests: Vec<QueryId<(), u64>>,
    tallies: Vec<QueryId<(), Tally>>,
}

impl Bench {
    fn assemble(day: &Arc<Workload>) -> Result<Self, Box<dyn Error>> {
        let mut bench = SimInit::with_num_threads(1);
        let route_keys = Arc::new(day.routes.iter().map(|route| key(&route.key)).collect::<Vec<_>>());
        let mut quotas: BTreeMap<&str, Mailbox<Quota>> = BTreeMap::new();
        let (mut digests, mut tallies) = (Vec::new(), Vec::new());
        for (index, group) in day.groups.iter().enumerate() {
            for ordinal in 1..=group.count {
                let mut principal = Principal::new(day, &route_keys, index, ordinal);
                let mailbox = Mailbox::new();
                if let Some(quota) = &group.quota {
                    principal.quota = Some(UniRequestor::new(Quota::take, &*quotas.entry(quota).or_default()));
                }
                digests.push(QuerySource::new().connect(Principal::digest, &mailbox).register(&mut bench));
                tallies.push(QuerySource::new().connect(Principal::tally, &mailbox).register(&mut bench));
                bench = bench.add_model(principal, mailbox, &format!("{} {ordinal}", group.name));
            }
        }
        for (region, mailbox) in quotas {
            bench = bench.add_model(Quota::new(day.quota_burst), mailbox, &format!("quota {region}"));
        }
        Ok(Self { simulation: bench.init(MonotonicTime::EPOCH)?, digests, tallies })
    }

    fn advance(&mut self, to: u64) -> Result<(), Box<dyn Error>> {
        Ok(self.simulation.step_until(MonotonicTime::EPOCH + Duration::from_micros(to))?)
    }

    /// All principals' fingerprints in the order of their names.
    fn digest(&mut self) -> Result<u64, Box<dyn Error>> {
        let mut digest = 0;
        for id in &self.digests {
            digest = absorb(digest, self.simulation.process_query(id, ())?);
        }
        Ok(digest)
    }

    fn tally(&mut self) -> Result<Tally, Box<dyn Error>> {
        let mut sum = Tally::default();
        for id in &self.tallies {
            sum.add(&self.simulation.process_query(id, ())?);
        }
        Ok(sum)
    }
}
