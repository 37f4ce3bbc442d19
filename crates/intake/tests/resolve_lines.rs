//! Lines of `resolve` that cannot be read: what is wrong, and never what may be a secret.
//! What lines that can be read mean is tested in `resolve_sdks` and `resolve_botocore`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::json;
use sts_atlas_facts::{Sdk, Version};
use sts_atlas_intake::{JsonKind, JsonProblem, LineError, SyntaxProblem, parse_resolve_line};

#[test]
fn the_name_of_an_unknown_key_is_repeated_only_where_it_is_no_secret() {
    let told = |key: &str| match parse_resolve_line(&json!({ (key): 1 }).to_string()).unwrap_err() {
        LineError::Json { problem: JsonProblem::UnknownKey { key, allowed }, .. } => {
            assert_eq!(allowed, ["sdk", "version", "env", "config", "profile", "code", "operation"]);
            key
        }
        other => panic!("{other:?}"),
    };
    for key in ["opreation", "a\u{1b}[2J", "a`, expected `b"] {
        assert_eq!(told(key).as_deref(), Some(key));
    }
    for key in ["AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", &"x".repeat(41)] {
        assert_eq!(told(key), None);
    }
}

#[test]
fn lines_that_cannot_be_read_say_why() {
    let rows = [
        ("{\"sdk\":\"boto4\",\"version\":\"1.0\"}", LineError::UnknownSdk),
        ("{\"sdk\":\"boto3\",\"version\":\"new\"}", LineError::UnreadableVersion),
        ("{\"sdk\":\"boto3\",\"version\":\"1.40\",\"operation\":\"x\"}", LineError::UnknownOperation),
        (
            "{\"sdk\":\"aws-cli\",\"version\":\"0.1\"}",
            LineError::UnknownVersion { sdk: Sdk::AwsCli, version: Version { major: 0, minor: 1, patch: 0 } },
        ),
    ];
    for (line, expected) in rows {
        assert_eq!(parse_resolve_line(line).unwrap_err(), expected, "{line}");
    }
    let other = |found, expected| JsonProblem::OtherKind { found, expected };
    let rows = [
        ("{}", JsonProblem::MissingKey("sdk".into())),
        ("{\"sdk\":\"boto3\",\"sdk\":\"boto3\"}", JsonProblem::RepeatedKey("sdk".into())),
        ("{\"sdk\":3}", other(JsonKind::Number, JsonKind::Text)),
        ("{\"sdk\":1.5}", other(JsonKind::Number, JsonKind::Text)),
        ("{\"sdk\":null}", other(JsonKind::Null, JsonKind::Text)),
        ("{\"sdk\":[]}", other(JsonKind::List, JsonKind::Text)),
        ("{\"sdk\":{}}", other(JsonKind::Object, JsonKind::Text)),
        ("{\"sdk\":\"boto3\",\"code\":\"expected a boolean\"}", other(JsonKind::Text, JsonKind::Object)),
        ("{\"sdk\":\"boto3\",\"code\":{\"use_fips\":\"true\"}}", other(JsonKind::Text, JsonKind::Truth)),
        ("{\"sdk\":\"boto3\",\"env\":7}", other(JsonKind::Number, JsonKind::Object)),
        ("{\"sdk\":\"boto3\",\"env\":{\"AWS_REGION\":true}}", other(JsonKind::Truth, JsonKind::Text)),
        ("3", other(JsonKind::Number, JsonKind::Object)),
        ("[]", other(JsonKind::List, JsonKind::Object)),
        ("{\"sdk\":", JsonProblem::Syntax(SyntaxProblem::CutOff)),
        ("{\"sdk\":}", JsonProblem::Syntax(SyntaxProblem::NoValue)),
        ("sdk", JsonProblem::Syntax(SyntaxProblem::NoValue)),
    ];
    for (line, expected) in rows {
        match parse_resolve_line(line).unwrap_err() {
            LineError::Json { problem, .. } => assert_eq!(problem, expected, "{line}"),
            other => panic!("{line}: {other:?}"),
        }
    }
}
