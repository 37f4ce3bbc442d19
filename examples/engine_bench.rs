//! The engine's benchmark in WebAssembly: the runs of `crates/lessons/benches/engine`, for `e2e/bench/engine.mjs`.
//! No clock and no output here; who calls has those. Nothing of it is part of the app.

#[path = "../crates/lessons/benches/engine/measured.rs"]
mod measured;

use std::sync::Arc;

use sts_atlas_intake::unpack;
use sts_atlas_player::Recording;
use wasm_bindgen::prelude::wasm_bindgen;

/// A scene, ready to be run from start to end.
#[wasm_bindgen]
pub struct WholeScene {
    recording: Recording,
    events: u64,
}

#[wasm_bindgen]
impl WholeScene {
    /// Unpacks a scene.
    #[wasm_bindgen(constructor)]
    pub fn new(packed: &[u8]) -> Result<WholeScene, String> {
        let scenario = unpack(packed).map_err(|error| error.to_string())?;
        Ok(Self { recording: Recording::new(Arc::new(scenario)), events: 0 })
    }

    /// Runs both worlds; gives their fingerprints, one after the other.
    pub fn run(&mut self) -> String {
        let run = measured::run(&self.recording);
        self.events = run.events;
        format!("{:016x}{:016x}", run.digests[0], run.digests[1])
    }

    /// Events of the last run.
    #[wasm_bindgen(getter)]
    pub fn events(&self) -> f64 {
        self.events as f64
    }
}

/// A scene stretched to a day and simulated to its end.
#[wasm_bindgen]
pub struct Jumps(measured::Jumps);

#[wasm_bindgen]
impl Jumps {
    /// Unpacks a scene, stretches and simulates it.
    #[wasm_bindgen(constructor)]
    pub fn new(packed: &[u8]) -> Result<Jumps, String> {
        let scenario = unpack(packed).map_err(|error| error.to_string())?;
        Ok(Self(measured::Jumps::new(scenario)))
    }

    /// Goes to the next moment; gives a fingerprint.
    pub fn jump(&mut self) -> u64 {
        self.0.jump()
    }

    /// Bytes of one checkpoint where pointers have 32 bits.
    #[wasm_bindgen(getter)]
    pub fn checkpoint_bytes(&self) -> usize {
        self.0.checkpoint_bytes()
    }
}
