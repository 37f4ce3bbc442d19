//! The engine's benchmark in WebAssembly: the runs of `crates/lessons/benches/engine`, for `e2e/bench/engine.mjs`.
//! No clock and no output here; who calls has those. Nothing of it is part of the app.

#[path = "../crates/lessons/benches/engine/measured.rs"]
mod measured;

use std::sync::Arc;

use measured::{Run, run};
use sts_atlas_intake::unpack;
use sts_atlas_player::Recording;
use wasm_bindgen::prelude::wasm_bindgen;

/// A scene, ready to be run from start to end.
#[wasm_bindgen]
pub struct WholeScene {
    recording: Recording,
    last: Run,
}

#[wasm_bindgen]
impl WholeScene {
    /// Unpacks a scene and runs it once.
    #[wasm_bindgen(constructor)]
    pub fn new(packed: &[u8]) -> Result<WholeScene, String> {
        let scenario = unpack(packed).map_err(|error| error.to_string())?;
        let recording = Recording::new(Arc::new(scenario));
        Ok(Self { last: run(&recording), recording })
    }

    /// Runs both worlds.
    pub fn run(&mut self) {
        self.last = run(&self.recording);
    }

    /// Events in both worlds.
    #[wasm_bindgen(getter)]
    pub fn events(&self) -> u64 {
        self.last.events
    }

    /// Fingerprints of both worlds, one after the other.
    #[wasm_bindgen(getter)]
    pub fn digest(&self) -> String {
        let [a, b] = self.last.digests;
        format!("{a:016x}{b:016x}")
    }

    /// Bytes of one checkpoint after an hour, and at the end.
    #[wasm_bindgen(getter)]
    pub fn checkpoint_bytes(&self) -> Vec<usize> {
        self.last.checkpoint_bytes.into()
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

    /// Bytes of one checkpoint, at the moment shown.
    #[wasm_bindgen(getter)]
    pub fn checkpoint_bytes(&self) -> usize {
        self.0.checkpoint_bytes()
    }
}
