//! `schema`: what editors get.
//! That reader and schema agree is tested in `intake`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use shell::sts_atlas;

#[test]
fn the_schema_is_json_and_names_every_key_of_the_top() {
    let done = sts_atlas(&["schema"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let schema = done.json();
    assert!(schema["$schema"].as_str().unwrap().starts_with("https://json-schema.org/"), "{schema}");
    for key in ["version", "title", "as_of", "start", "length", "principal", "fault", "twin"] {
        assert!(done.out.contains(&format!("\"{key}\"")), "{key}");
    }
}
