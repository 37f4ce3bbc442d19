//! Lines of `sts-atlas resolve`: one answer or one refusal each, as one line of JSON.
//! No answer may break the one-line-in, one-line-out contract, or differ when asked again.
#![no_main]

use sts_atlas_intake::{parse_resolve_line, resolve, resolve_json};
use sts_atlas_words::{Lang, line_error, refusal};

libfuzzer_sys::fuzz_target!(|line: &str| {
    match parse_resolve_line(line) {
        Ok(question) => {
            let refused = |reason: &_| refusal(Lang::Ja, reason);
            let answer = || resolve_json(&resolve(&question), |_| ("a rule", "what it says"), refused).to_string();
            let said = answer();
            assert!(!said.contains('\n'), "an answer of more than one line: {said}");
            assert_eq!(said, answer());
        }
        Err(reason) => assert!(!line_error(Lang::Ja, &reason).is_empty()),
    }
});
