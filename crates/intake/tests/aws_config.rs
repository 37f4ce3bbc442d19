//! The shared config file: the SDKs' reference behaviour and Python's, case by case, and no text that makes either panic.
//! What settings lead to is tested in `resolve_botocore` and `resolve_sdks`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use sts_atlas_facts::ConfigSyntax::{self, Python, Reference};
use sts_atlas_intake::{ConfigError, ConfigProblem, parse_config};

/// `profile.setting = value` for every profile `a`, `b` and `default` and a few settings.
fn kept(text: &str, syntax: ConfigSyntax) -> Result<String, (usize, ConfigProblem)> {
    let config = parse_config(text, syntax).map_err(|error| (error.line, error.problem))?;
    let mut lines = Vec::new();
    for name in config.profile_names() {
        lines.push(format!("[{name}]"));
        for key in ["region", "endpoint_url", "services", "sts_regional_endpoints"] {
            if let Some(value) = config.profile(name).unwrap().get(key) {
                lines.push(format!("{key}={}", value.replace('\n', "|")));
            }
        }
    }
    for name in config.sso_sessions() {
        lines.push(format!("sso:{name}"));
    }
    for name in ["s", "t"] {
        if let Some(url) = config.services(name) {
            lines.push(format!("services:{name}={}", url.unwrap_or("-")));
        }
    }
    Ok(lines.join(" "))
}

/// What is kept, or line and kind of the mistake.
type Expected = Result<&'static str, (usize, ConfigProblem)>;

fn check(syntax: ConfigSyntax, cases: &[(&str, Expected)]) {
    for (text, expected) in cases {
        assert_eq!(kept(text, syntax), expected.map(str::to_owned), "{syntax:?}: {text:?}");
    }
}

#[test]
fn the_reference_reads_sections_as_sdks_agreed() {
    check(
        Reference,
        &[
            ("", Ok("")),
            ("[profile a]", Ok("[a]")),
            ("[profile some-thing:long/the_one%only.x@y+]", Ok("[some-thing:long/the_one%only.x@y+]")),
            ("[profile a!b]\nregion=x", Ok("")),
            ("[profile \ta \t]", Ok("[a]")),
            ("[profile\ta]", Ok("[a]")),
            ("[   profile a    ]\nregion = x", Ok("[a] region=x")),
            ("[profile a", Err((1, ConfigProblem::UnclosedSection))),
            ("[a]\nregion = x", Ok("")),
            ("[profilea]\nregion = x\n[profile b]", Ok("[b]")),
            ("[default]\nregion = x", Ok("[default] region=x")),
            ("[profile default]\nregion = x\n[default]\nservices = y", Ok("[default] region=x")),
            ("[default]\nservices = y\n[profile default]\nregion = x", Ok("[default] region=x")),
            ("[profile a]\nregion = x\n[profile a]\nservices = y", Ok("[a] region=x services=y")),
            ("[profile a]\nregion = x\n[profile a]\nregion = y", Ok("[a] region=y")),
            ("[sso-session c]\nsso_region = x\n[profile b]", Ok("[b] sso:c")),
            ("[sso-sesion c]\n[profile b]", Ok("[b]")),
            ("[profile in valid]\nregion = x\n[profile b]", Ok("[b]")),
        ],
    );
}

#[test]
fn the_reference_reads_settings_as_sdks_agreed() {
    check(
        Reference,
        &[
            ("region = x", Err((1, ConfigProblem::OutsideSection))),
            ("[profile a]\nregion = x", Ok("[a] region=x")),
            ("[profile a]\r\nregion = x\r\n", Ok("[a] region=x")),
            ("[profile a]\nregion = x=y", Ok("[a] region=x=y")),
            ("[profile a]\nregion \t=  \tx \t", Ok("[a] region=x")),
            ("[profile a]\nREGION = x", Ok("[a] region=x")),
            ("[profile a]\nregion =", Ok("[a] region=")),
            ("[profile a]\n= x", Err((2, ConfigProblem::NoName))),
            ("[profile a]\nregion : x", Err((2, ConfigProblem::NoDelimiter))),
            ("[profile a]\nin valid = x", Ok("[a]")),
            ("[profile a]\nregion = x\nregion = y", Ok("[a] region=y")),
            ("\t \n[profile a]\n\t\n \nregion = x\n", Ok("[a] region=x")),
            ("# c\n[profile a] # c\nregion = x # c # c", Ok("[a] region=x")),
            ("; c\n[profile a] ; c\nregion = x ; c", Ok("[a] region=x")),
            (";\n[profile a];\nregion = x ;\n", Ok("[a] region=x")),
            ("[profile a]; c\n[profile b]# c", Ok("[a] [b]")),
            ("[profile a]\nregion = x; c", Ok("[a] region=x; c")),
            ("[profile a]\nregion = x\n -y", Ok("[a] region=x|-y")),
            ("[profile a]\nregion = x\n -y # c", Ok("[a] region=x|-y # c")),
            (" -y", Err((1, ConfigProblem::OutsideSection))),
            ("[profile a]\n -y", Err((2, ConfigProblem::StrayContinuation))),
            ("[profile a]\nregion = x\n[profile a]\n -y", Err((4, ConfigProblem::StrayContinuation))),
        ],
    );
}

#[test]
fn the_reference_checks_nested_settings_and_keeps_those_of_sts() {
    check(
        Reference,
        &[
            ("[profile a]\ns3 =\n name = x", Ok("[a]")),
            ("[profile a]\ns3 =\n invalid", Err((3, ConfigProblem::NestedWithoutEquals))),
            ("[profile a]\ns3 =\n = x", Err((3, ConfigProblem::NestedWithoutName))),
            ("[profile a]\ns3 =\n in valid = x", Ok("[a]")),
            ("[profile a]\ns3 =\n name = x\n\t \n name2 = y", Ok("[a]")),
            ("[services s]\nsts =\n  endpoint_url = https://x.example\n", Ok("services:s=https://x.example")),
            ("[services s]\ns3 =\n  endpoint_url = https://x.example\n", Ok("services:s=-")),
            ("[services s]\nsts =\n  other = x\n  endpoint_url = y\n[services t]", Ok("services:s=y services:t=-")),
            ("[services s]\nsts = x", Ok("services:s=-")),
        ],
    );
}

#[test]
fn python_reads_as_its_raw_config_parser_does() {
    check(
        Python,
        &[
            ("", Ok("")),
            ("[profile a]\nregion : x", Ok("[a] region=x")),
            ("[profile a]\nregion = x # c", Ok("[a] region=x # c")),
            ("[profile a] # c\nregion = x", Ok("[a] region=x")),
            ("[profile a]\n  # c\nregion = x\n  ; c\n", Ok("[a] region=x")),
            ("[profile a]\nregion = x\nregion = y", Err((3, ConfigProblem::RepeatedSetting))),
            ("[profile a]\nregion = x\nRegion = y", Err((3, ConfigProblem::RepeatedSetting))),
            ("[profile a]\n[profile a]", Err((2, ConfigProblem::RepeatedSection))),
            ("[default]\nregion = x\n[profile default]\nservices = y", Ok("[default] services=y")),
            ("[profile default]\nregion = x\n[default]\nservices = y", Ok("[default] services=y")),
            ("[profile \"a b\"]\nregion = x", Ok("[a b] region=x")),
            ("[profile 'a b']\nregion = x", Ok("[a b] region=x")),
            ("[profile a b]\nregion = x", Ok("")),
            ("[profile \"a]\nregion = x", Ok("")),
            ("[a]\nregion = x", Ok("")),
            ("[profile a\nregion = x", Err((1, ConfigProblem::OutsideSection))),
            ("[default]\n[profile a\nregion = x", Err((2, ConfigProblem::NoDelimiter))),
            ("region = x", Err((1, ConfigProblem::OutsideSection))),
            ("[default]\nregion", Err((2, ConfigProblem::NoDelimiter))),
            ("[default]\n= x", Err((2, ConfigProblem::NoName))),
            ("[default]\nregion = x\n  y", Ok("[default] region=x|y")),
            ("[default]\n  region = x\n  services = y", Ok("[default] region=x services=y")),
            ("[default]\ns3 =\n  no equals\n", Err((3, ConfigProblem::NestedWithoutEquals))),
            ("[DEFAULT]\nregion = x\n[profile a]\n[profile b]\nregion = y", Ok("[a] region=x [b] region=y")),
            ("[default]\rregion = x\r", Ok("[default] region=x")),
            ("[services s]\nsts =\n  endpoint_url = https://x.example\n", Ok("services:s=https://x.example")),
            ("[sso-session c]\n", Ok("sso:c")),
        ],
    );
}

#[test]
fn an_error_says_the_line_s_number_and_never_the_line() {
    let error = parse_config("[default]\nwJalrXUtnFEMI\n", Reference).unwrap_err();
    assert_eq!(error, ConfigError { line: 2, problem: ConfigProblem::NoDelimiter });
}

#[test]
fn what_is_too_big_is_refused() {
    for syntax in [Python, Reference] {
        let problem = |text: &str| parse_config(text, syntax).unwrap_err().problem;
        assert_eq!(problem(&"#".repeat(300_000)), ConfigProblem::TooLong);
        assert_eq!(problem(&format!("[default]\nregion = {}", "x".repeat(9_000))), ConfigProblem::LongLine);
        let sections: String = (0..1_001).map(|number| format!("[profile p{number}]\n")).collect();
        assert_eq!(problem(&sections), ConfigProblem::ManySections);
        let settings: String = (0..501).map(|number| format!("k{number} = x\n")).collect();
        assert_eq!(problem(&format!("[default]\n{settings}")), ConfigProblem::ManySettings);
        let value = format!("[default]\nregion = x\n{}", "  yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\n".repeat(300));
        assert_eq!(problem(&value), ConfigProblem::LongLine);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_a_parser_panic_or_keep_more_than_it_was_given(
        text in "(\\[[^\\]]{0,12}\\]?|[a-z_]{0,9}[ =:#;]{0,3}.{0,9}|[ \t]{0,3}|\\PC{0,9}|[\r\"'\\\\])(\n|\r\n|\r|)(.|\n){0,60}",
    ) {
        for syntax in [Python, Reference] {
            if let Ok(config) = parse_config(&text, syntax) {
                let held: usize = config.profile_names().map(str::len).sum();
                prop_assert!(held <= text.len());
            }
        }
    }
}
