//! Lines of `sts-atlas resolve --ruleset`: one answer or one refusal each, as one line of JSON.
//! No answer may break the one-line-in, one-line-out contract.
#![no_main]

use sts_atlas_intake::{parse_ruleset_line, ruleset_json};
use sts_atlas_sim::resolve_ruleset;
use sts_atlas_words::{Lang, line_error};

libfuzzer_sys::fuzz_target!(|line: &str| {
    match parse_ruleset_line(line) {
        Ok(params) => {
            let answer = ruleset_json(&resolve_ruleset(&params)).to_string();
            assert!(!answer.contains('\n'), "an answer of more than one line: {answer}");
        }
        Err(reason) => assert!(!line_error(Lang::En, &reason).is_empty()),
    }
});
