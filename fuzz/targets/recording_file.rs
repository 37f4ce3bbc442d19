//! Recordings as files: the bytes themselves where the first one is odd, else the body within magic, version and checksum.
//! What opens must be written as the same recording and play.
#![no_main]

use sts_atlas_fuzz::{check_recording, recording_around};
use sts_atlas_intake::recording_file::{read, write_with};
use sts_atlas_intake::pack;
use sts_atlas_lessons::find;
use sts_atlas_words::{Lang, recording_file_error};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let file = if first % 2 == 1 { rest.to_vec() } else { recording_around(rest) };
    match read(&file, &find) {
        Ok(recording) => {
            let again = read(&write_with(&recording, &pack(&recording.scenario)), &find);
            assert_eq!(again.as_ref(), Ok(&recording), "another recording came back");
            check_recording(&recording);
        }
        Err(error) => assert!(!recording_file_error(Lang::Ja, &error).is_empty()),
    }
});
