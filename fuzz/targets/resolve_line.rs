//! Lines of `sts-atlas resolve`: one answer or one refusal each, as one line of JSON.
//! No answer may break the one-line-in, one-line-out contract, or differ when asked again.
#![no_main]

use sts_atlas_intake::{parse_resolve_line, resolve, resolve_json};

libfuzzer_sys::fuzz_target!(|line: &str| {
    match parse_resolve_line(line) {
        Ok(question) => {
            let answer = || resolve_json(&resolve(&question), |_| ("a rule", "what it says")).to_string();
            let said = answer();
            assert!(!said.contains('\n'), "an answer of more than one line: {said}");
            assert_eq!(said, answer());
        }
        Err(reason) => assert!(!reason.is_empty()),
    }
});
