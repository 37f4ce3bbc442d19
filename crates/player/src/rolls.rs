//! The same recording under other seeds, up to one moment: what luck does to the picture, worked off in slices.
//! Whose luck is shown, and how, is not decided here.

use std::sync::Arc;

use sts_atlas_sim::{FaultSchedule, Progress, Seed, SimTime, World};

use crate::snapshot::places;
use crate::{Blast, Player, Recording, WorldId};

/// What one world came to under one seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RolledWorld {
    /// Principals that faults have made impaired.
    pub impaired: u32,
    /// Principals that faults have made draining or exposed.
    pub cannot_renew: u32,
    /// Requests that have failed since the start.
    pub failed: u64,
    /// Fingerprint.
    pub digest: u64,
}

/// What both worlds came to under one seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Roll {
    /// The luck.
    pub seed: Seed,
    /// World A and world B.
    pub worlds: [RolledWorld; 2],
}

/// Rolls being worked off, one seed after the other.
#[derive(Clone, Debug)]
pub struct Rolls {
    recording: Recording,
    to: SimTime,
    /// Those that are left, the next one last.
    seeds: Vec<Seed>,
    /// World A, world B, and both without any fault, under the next seed.
    worlds: Vec<World>,
    done: Vec<Roll>,
}

impl Rolls {
    /// A recording under the seeds that follow its own, so many of them, up to a time or its end. Nothing is worked yet.
    pub fn new(recording: Recording, count: u16, to: SimTime) -> Self {
        let first = recording.seed().get();
        let seeds = (1..=u64::from(count)).rev().filter_map(|step| Seed::new((first + step) % (Seed::MAX + 1)).ok());
        Self { to: to.min(recording.end()), seeds: seeds.collect(), worlds: Vec::new(), done: Vec::new(), recording }
    }

    /// What is done, in the order of seeds.
    pub fn done(&self) -> &[Roll] {
        &self.done
    }

    /// How many seeds are left.
    pub fn left(&self) -> usize {
        self.seeds.len()
    }

    /// Works at most so many events; true while there is more to do.
    pub fn work(&mut self, max_events: u64) -> bool {
        let mut budget = max_events;
        while let Some(&seed) = self.seeds.last() {
            if self.worlds.is_empty() {
                self.worlds = self.fresh(seed);
            }
            for world in &mut self.worlds {
                let before = world.metrics().events;
                let progress = world.advance(self.to, budget);
                budget -= world.metrics().events - before;
                if progress == Progress::Stopped {
                    return true;
                }
            }
            self.seeds.pop();
            self.done.push(self.roll(seed));
            self.worlds.clear();
        }
        false
    }

    fn fresh(&self, seed: Seed) -> Vec<World> {
        let schedules = [self.recording.fault_schedule(), FaultSchedule::default()].map(Arc::new);
        let specs = WorldId::BOTH.map(|id| self.recording.world_spec(id));
        let worlds = schedules.iter().flat_map(|schedule| specs.iter().map(move |spec| (spec, schedule)));
        worlds.map(|(spec, schedule)| World::new(spec, seed, Arc::clone(schedule))).collect()
    }

    fn roll(&self, seed: Seed) -> Roll {
        let worlds = WorldId::BOTH.map(|id| {
            let [world, without_fault] = [id.index(), id.index() + 2].map(|index| &self.worlds[index]);
            rolled(world, &Blast::between(world, without_fault, &places(&self.recording.world_spec(id))))
        });
        Roll { seed, worlds }
    }
}

fn rolled(world: &World, blast: &Blast) -> RolledWorld {
    RolledWorld {
        impaired: blast.impaired(),
        cannot_renew: blast.cannot_renew(),
        failed: world.metrics().sum(|_, _| true).failed_total(),
        digest: world.digest(),
    }
}

impl Player {
    /// What both worlds came to under the luck being played, at the moment shown: one roll more.
    pub fn roll(&self) -> Roll {
        let worlds = WorldId::BOTH.map(|id| {
            let places = places(&self.recording().world_spec(id));
            rolled(self.world(id), &Blast::between(self.world(id), self.world_without_fault(id), &places))
        });
        Roll { seed: self.recording().seed(), worlds }
    }
}
