//! Packed scenarios: bytes as they lie in the program.
//! What unpacks must pack to the same scenario and play.
#![no_main]

use sts_atlas_fuzz::check_scenario;
use sts_atlas_intake::unpack;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    match unpack(bytes) {
        Ok(scenario) => check_scenario(&scenario),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
