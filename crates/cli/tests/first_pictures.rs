//! The pictures that the page shows before the app has started are what `sts-atlas picture` draws today.
//! How they look is tested in `stage`; that the page takes them, in the browser.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

#[test]
fn the_first_pictures_are_not_stale() {
    for (theme, lang) in [("light", "en"), ("light", "ja"), ("dark", "en"), ("dark", "ja")] {
        let moment = ["picture", "--scene", "2024-08-29", "--until", "47m", "--theme", theme, "--lang", lang];
        let output = Command::new(env!("CARGO_BIN_EXE_sts-atlas")).args(moment).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let name = format!("public/first-{theme}-{lang}.svg");
        let committed = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(&name)).unwrap();
        // Not `assert_eq!`: two pictures on a terminal help nobody.
        assert!(committed == output.stdout, "{name} is not what is drawn today: run `cargo xtask pictures`");
    }
}
