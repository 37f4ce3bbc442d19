//! What the engine's benchmarks run, natively and in WebAssembly alike: a scene from start to end, and jumps in time.
//! No clock and no output: whoever runs it has those.

use std::sync::Arc;

use sts_atlas_facts::Micros;
use sts_atlas_player::{Command, Player, Recording, Scenario, WorldId};
use sts_atlas_sim::{Progress, SimTime, World};

const HOUR: SimTime = SimTime(Micros::from_minutes(60).0);
/// Length of the day on which one jumps about.
const DAY: Micros = Micros::from_minutes(24 * 60);

/// Both worlds of a scenario after a run from start to end.
pub struct Run {
    /// Events in both worlds.
    pub events: u64,
    /// Fingerprints of world A and world B.
    pub digests: [u64; 2],
    /// Bytes of one checkpoint of world A after an hour, and at the end.
    pub checkpoint_bytes: [usize; 2],
}

/// Runs both worlds of a scenario from start to end, nothing kept on the way.
pub fn run(recording: &Recording) -> Run {
    let schedule = Arc::new(recording.fault_schedule());
    let [(a, after_an_hour), (b, _)] = WorldId::BOTH.map(|id| {
        let mut world = World::new(&recording.world_spec(id), recording.seed(), Arc::clone(&schedule));
        advance(&mut world, HOUR);
        let after_an_hour = world.checkpoint_bytes();
        advance(&mut world, recording.end());
        (world, after_an_hour)
    });
    Run {
        events: a.metrics().events + b.metrics().events,
        digests: [a.digest(), b.digest()],
        checkpoint_bytes: [after_an_hour, a.checkpoint_bytes()],
    }
}

/// Moves a world on to a time, however many events that takes.
pub fn advance(world: &mut World, to: SimTime) {
    while world.advance(to, u64::MAX) == Progress::Stopped {}
}

/// A player with a scenario stretched to a day, simulated to its end.
pub struct Jumps {
    player: Player,
    draw: u64,
}

impl Jumps {
    /// Simulates the whole day.
    pub fn new(scenario: Scenario) -> Self {
        let mut player = Player::new(Recording::new(Arc::new(Scenario { length: DAY, ..scenario })));
        player.apply(Command::Seek(SimTime(DAY.0)));
        player.settle();
        Self { player, draw: 1 }
    }

    /// Goes to the next of a fixed sequence of moments; gives world A's fingerprint there.
    pub fn jump(&mut self) -> u64 {
        // Knuth's MMIX generator: every run jumps to the same moments, in every build.
        self.draw = self.draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.player.apply(Command::Seek(SimTime((self.draw >> 16) % DAY.0)));
        self.player.settle();
        self.player.world(WorldId::A).digest()
    }

    /// Bytes of one checkpoint, at the moment shown.
    pub fn checkpoint_bytes(&self) -> usize {
        self.player.checkpoint_bytes()
    }
}
