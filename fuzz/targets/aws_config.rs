//! Shared config files (`~/.aws/config`), as each kind of SDK reads them.
//! No secret of a file may be kept, no chain of profiles may have no end, and errors name lines only.
#![no_main]

use sts_atlas_facts::ConfigSyntax;
use sts_atlas_intake::{RefusalReason, parse_config};
use sts_atlas_words::{Lang, refusal};

const SECRET: &str = "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY";

libfuzzer_sys::fuzz_target!(|text: &str| {
    if text.contains(SECRET) {
        return;
    }
    let with_secret = format!("{text}\n[profile holder]\naws_secret_access_key = {SECRET}\n");
    for syntax in [ConfigSyntax::Python, ConfigSyntax::Reference, ConfigSyntax::None] {
        check(text, syntax);
        let kept = format!("{:?}", parse_config(&with_secret, syntax));
        assert!(!kept.contains(SECRET), "a secret was kept: {kept}");
    }
});

fn check(text: &str, syntax: ConfigSyntax) {
    match parse_config(text, syntax) {
        Ok(config) => {
            for name in config.profile_names() {
                assert!(config.profile(name).is_some());
                if let Err(error) = config.role_chain(name) {
                    assert!(!refusal(Lang::En, &RefusalReason::RoleChain(error)).is_empty());
                }
            }
        }
        Err(error) => {
            // Python ends lines at a carriage return, too.
            let lines = 1 + text.matches(['\n', '\r']).count();
            assert!((1..=lines).contains(&error.line), "line {} of {text:?}", error.line);
            assert!(!refusal(Lang::En, &RefusalReason::Config(error)).is_empty());
        }
    }
}
