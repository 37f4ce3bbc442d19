//! Share links: the text itself where the first byte is odd, else the body within version and checksum.
//! What opens must be written as the same link and play.
#![no_main]

use sts_atlas_fuzz::{check_recording, link_around};
use sts_atlas_intake::{decode, encode};
use sts_atlas_lessons::find;
use sts_atlas_words::{Lang, link_not_opened};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let text = if first % 2 == 1 { String::from_utf8_lossy(rest).into_owned() } else { link_around(rest) };
    match decode(&text, &find) {
        Ok(recording) => {
            let again = decode(&encode(&recording), &find);
            assert_eq!(again.as_ref(), Ok(&recording), "another recording came back");
            check_recording(&recording);
        }
        Err(error) => assert!(!link_not_opened(Lang::Ja, &error).is_empty()),
    }
});
