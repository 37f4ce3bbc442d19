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
    let expected = "{\"error\":{\"line\":1,\"message\":\"found a number, expected a text, at column 11\"}}\n\
         {\"error\":{\"line\":2,\"message\":\"a value is missing, at column 2\"}}\n\
         {\"error\":{\"line\":3,\"message\":\"not UTF-8\"}}\n\
         {\"error\":{\"line\":4,\"message\":\"unknown key `Regon`, expected one of `Region`, `UseFIPS`, `UseDualStack`, \
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
    let start = "Line 1, boto3 1.39.0: https://sts.amazonaws.com (global endpoint, signed for us-east-1)\n  1. region = ap-northeast-1, from AWS_DEFAULT_REGION.";
    assert!(page("en").starts_with(start), "{}", page("en"));
    let start =
        "1 行目、boto3 1.39.0: https://sts.amazonaws.com（グローバルエンドポイント、署名リージョン: us-east-1）\n";
    assert!(page("ja").starts_with(start), "{}", page("ja"));
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
    assert_eq!(said[1], "JSON の 7 バイト目: 途中で終わっています。括弧と引用符を閉じてください。");
    assert_eq!(said[2], "UTF-8 ではありません。");
    assert!(said[3].starts_with("共有設定ファイルの 1 行目: `[` に対応する `]` がありません。"), "{said:?}");
    let ruleset = with_input(&["resolve", "--ruleset", "--lang", "ja"], b"{\"Region\":3}\n").out;
    assert!(ruleset.contains("JSON の 11 バイト目: 値が数値になっています。文字列を指定してください。"), "{ruleset}");
}

#[test]
fn answers_for_people_stand_apart_and_say_which_line_they_answer() {
    let rust = b"\n{\"sdk\":\"rust\",\"version\":\"1.13.0\"}\n{\"sdk\":\n";
    let done = with_input(&["resolve", "--pretty"], &[TOKYO, rust, TOKYO].concat());
    let answers: Vec<&str> = done.out.split("\n\n").collect();
    assert_eq!((done.code, answers.len()), (1, 4), "{}", done.out);
    let heads = [
        "Line 1, boto3 1.39.0: https://sts.amazonaws.com (",
        "Line 3, SDK for Rust 1.13.0: refused: ResolveEndpointError: Invalid",
        "Line 4: ",
        "Line 5, boto3 1.39.0: https://sts.amazonaws.com (",
    ];
    for (answer, head) in answers.iter().zip(heads) {
        assert!(answer.starts_with(head), "{head}: {answer}");
    }
    let japanese = with_input(&["resolve", "--pretty", "--lang", "ja"], rust).out;
    assert!(
        japanese.starts_with("2 行目、SDK for Rust 1.13.0: エラー: ") && japanese.contains("\n\n3 行目: JSON"),
        "{japanese}"
    );
    let narrow = with_input(&["resolve", "--pretty", "--width", "60"], TOKYO).out;
    assert!(narrow.lines().skip(1).all(|line| line.chars().count() <= 60), "{narrow}");
}

#[test]
fn a_version_newer_than_all_that_were_read_is_answered_with_a_note() {
    let ask = |version: &str, more: &[&str]| {
        let line = format!("{{\"sdk\":\"boto3\",\"version\":\"{version}\",\"code\":{{\"region\":\"eu-west-1\"}}}}\n");
        with_input(&[&["resolve"], more].concat(), line.as_bytes())
    };
    let said = "boto3 9.0.0 is newer than 1.44.5, the newest version that was read; it is taken to do the same.";
    let json = ask("9.0", &[]).json();
    assert_eq!((&json["note"], &json["kind"]), (&said.into(), &"regional".into()));
    let page = ask("9.0", &["--pretty", "--width", "120"]).out;
    assert!(page.ends_with(&format!("  note: {said}\n")), "{page}");
    let japanese = ask("9.0", &["--lang", "ja"]).json();
    let said = "boto3 9.0.0 は、確認済みの最新バージョン 1.44.5 より新しいため、同じ動作をすると仮定しています。";
    assert_eq!(japanese["note"], said);
    assert!(ask("1.44.5", &[]).json()["note"].is_null(), "nothing to say of what was read");
    let major = with_input(&["resolve"], b"{\"sdk\":\"aws-cli\",\"version\":\"3.0\"}\n").json();
    assert!(major["note"].as_str().unwrap().contains("later major version than 2.x"), "{major}");
}
