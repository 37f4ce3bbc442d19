//! `resolve`: questions on standard input, answers in order.
//! That the rule set is AWS's is tested in `sim`, that clients are as they were measured in `intake`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shell;

use shell::with_input;

#[test]
fn the_rule_set_answers_line_by_line() {
    let input = b"{\"Region\":\"ap-northeast-1\",\"UseGlobalEndpoint\":true}\n\n{\"Region\":\"eu-west-3\",\"UseDualStack\":true}\n{}\n";
    let done = with_input(&["resolve", "--ruleset"], input);
    let expected = "{\"signing_region\":\"us-east-1\",\"url\":\"https://sts.amazonaws.com\"}\n\
                    {\"signing_region\":null,\"url\":\"https://sts.eu-west-3.api.aws\"}\n\
                    {\"error\":{\"message\":\"Invalid Configuration: Missing Region\"}}\n";
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, expected, ""));
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_the_rest_answered() {
    let input = b"{\"Region\":3}\nnot json\n\xff\n{\"Regon\":\"x\"}\n{\"Region\":\"us-west-2\"}";
    let done = with_input(&["resolve", "--ruleset"], input);
    let expected = "{\"error\":{\"line\":1,\"message\":\"invalid type: integer, expected a string, at column 11\"}}\n\
         {\"error\":{\"line\":2,\"message\":\"expected ident, at column 2\"}}\n\
         {\"error\":{\"line\":3,\"message\":\"not UTF-8\"}}\n\
         {\"error\":{\"line\":4,\"message\":\"unknown field `Regon`, expected one of `Region`, `UseFIPS`, `UseDualStack`, \
         `UseGlobalEndpoint`, `Endpoint`, at column 8\"}}\n\
         {\"signing_region\":null,\"url\":\"https://sts.us-west-2.amazonaws.com\"}\n";
    assert_eq!((done.code, done.out.as_str()), (1, expected));
}

#[test]
fn a_secret_in_a_url_or_in_the_name_of_a_key_is_not_printed() {
    let lines = [
        (true, r#"{"Region":"us-east-1","Endpoint":"https://u:hunter2SECRET@p.example/?t=SECRET"}"#),
        (true, r#"{"AKIAIOSFODNN7SECRET":"us-east-1"}"#),
        (false, r#"{"sdk":"rust","version":"1.13.0","code":{"endpoint_url":"https://user:SECRET/K7@p.example"}}"#),
        (false, r#"{"sdk":"boto3","version":"1.40","code":{"AKIAIOSFODNN7SECRET":"x"}}"#),
    ];
    for (is_ruleset, line) in lines {
        let args: &[&str] = if is_ruleset { &["resolve", "--ruleset"] } else { &["resolve"] };
        for lang in ["en", "ja"] {
            let done = with_input(&[args, &["--lang", lang]].concat(), format!("{line}\n").as_bytes());
            assert!(!done.out.is_empty() && !(done.out + &done.err).contains("SECRET"), "{line}");
        }
    }
}

const TOKYO: &[u8] =
    b"{\"sdk\":\"boto3\",\"version\":\"1.39.0\",\"env\":{\"AWS_DEFAULT_REGION\":\"ap-northeast-1\"}}\n";

#[test]
fn clients_are_answered_in_order_and_a_refusal_is_an_answer() {
    let bad = b"{\"sdk\":\"rust\",\"version\":\"1.13.0\"}\n";
    let done = with_input(&["resolve"], &[TOKYO, b"\n", bad, TOKYO].concat());
    let lines: Vec<serde_json::Value> = done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((done.code, done.err.as_str(), lines.len()), (0, "", 3));
    assert_eq!((&lines[0]["url"], &lines[0]["kind"]), (&"https://sts.amazonaws.com".into(), &"global".into()));
    let refusal = r#"{"error":{"code":"ResolveEndpointError","message":"Invalid Configuration: Missing Region"}}"#;
    assert_eq!(lines[1], serde_json::from_str::<serde_json::Value>(refusal).unwrap());
    assert_eq!(lines[0], lines[2]);
}

#[test]
fn a_question_that_cannot_be_read_is_named_and_the_rest_answered() {
    let done = with_input(&["resolve"], &[b"{\"sdk\":\"boto4\",\"version\":\"1\"}\n\xff\n", TOKYO].concat());
    let lines: Vec<serde_json::Value> = done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((done.code, lines.len()), (1, 3));
    assert_eq!((&lines[0]["error"]["code"], &lines[0]["error"]["line"]), (&"UnreadableLine".into(), &1.into()));
    assert_eq!(lines[1]["error"]["message"], "not UTF-8");
    assert!(lines[2]["url"].is_string());
}

#[test]
fn people_get_a_page_in_their_language() {
    let page = |lang| with_input(&["resolve", "--pretty", "--lang", lang], TOKYO).out;
    assert!(page("en").starts_with("https://sts.amazonaws.com (global endpoint, signed for us-east-1)\n  1. region = ap-northeast-1, from AWS_DEFAULT_REGION."), "{}", page("en"));
    assert!(
        page("ja").starts_with("https://sts.amazonaws.com（グローバルエンドポイント、署名リージョン: us-east-1）\n"),
        "{}",
        page("ja")
    );
    let json = with_input(&["resolve", "--lang", "ja"], TOKYO).out;
    assert!(json.contains("一覧にある 15 のリージョン"), "{json}");
}

#[test]
fn what_cannot_be_read_is_said_in_japanese() {
    let lines = b"{\"sdk\":\"boto4\",\"version\":\"1\"}\n{\"sdk\":\n\xff\n\
        {\"sdk\":\"rust\",\"version\":\"1.13.0\",\"config\":\"[default\\n\"}\n";
    let done = with_input(&["resolve", "--lang", "ja"], lines);
    let lines: Vec<serde_json::Value> = done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let said: Vec<&str> = lines.iter().map(|line| line["error"]["message"].as_str().unwrap()).collect();
    assert!(said[0].starts_with("`sdk` が正しくありません。使える値: `boto3`、"), "{said:?}");
    assert!(said[1].starts_with("JSON が途中で終わっています（"), "{said:?}");
    assert_eq!(said[2], "UTF-8 ではありません。");
    assert!(said[3].starts_with("共有設定ファイルの 1 行目: `[` に対応する `]` がありません。"), "{said:?}");
    let ruleset = with_input(&["resolve", "--ruleset", "--lang", "ja"], b"{\"Region\":3}\n").out;
    assert!(ruleset.contains("JSON のキーか値が正しくありません"), "{ruleset}");
}
