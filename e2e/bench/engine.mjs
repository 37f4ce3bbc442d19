// How fast the engine is in WebAssembly: node engine.mjs MODULE FOLDER [--quick], run by `cargo xtask bench`.
// MODULE is examples/engine_bench.rs as wasm-bindgen made it for Node, FOLDER holds the packed scenes.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { print, printQuantiles } from "./figures.mjs";

const [modulePath, folder, flag] = process.argv.slice(2);
// The same as natively: crates/lessons/benches/engine/.
const RUNS = flag === "--quick" ? 1 : 5;
const JUMPS = 80 * RUNS;

const { WholeScene, Jumps } = createRequire(import.meta.url)(resolve(modulePath));
const scene = (id) => readFileSync(join(folder, `${id}.scene`));

function took(act) {
  const begin = performance.now();
  act();
  return performance.now() - begin;
}

// The first run is not counted: code is compiled a second time while it goes.
const day = new WholeScene(scene("bench-day"));
const fastest = Math.min(...Array.from({ length: RUNS }, () => took(() => day.run())));
print("events", day.events);
print("events_per_second", Math.round(Number(day.events) * 1000 / fastest));
print("digest", day.digest);
const [afterAnHour, atTheEnd] = day.checkpoint_bytes;
print("checkpoint_bytes_of_1000_after_1_h", afterAnHour);
print("checkpoint_bytes_of_1000_after_24_h", atTheEnd);

const jumps = new Jumps(scene("2024-08-29"));
let digest = 0n;
const times = Array.from({ length: JUMPS }, () => took(() => {
  const there = jumps.jump();
  digest = BigInt.asUintN(64, (digest << 1n) | (digest >> 63n)) ^ there;
}));
printQuantiles("seek_ms", times);
print("seek_digest", digest.toString(16).padStart(16, "0"));
print("checkpoint_bytes_of_30", jumps.checkpoint_bytes);
