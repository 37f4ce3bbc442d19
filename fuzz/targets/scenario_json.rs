//! Scenario files in JSON.
//! What is refused must say why; what is read must come back and play.
#![no_main]

use sts_atlas_fuzz::check_reading;
use sts_atlas_intake::scenario::read_json;

libfuzzer_sys::fuzz_target!(|text: &str| check_reading(&read_json("fuzz.json", text)));
