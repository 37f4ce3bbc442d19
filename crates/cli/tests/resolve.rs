//! `resolve`: questions on standard input, answers in order.
//! That the rule set is AWS's is tested in `sim`.
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
    let expected = "{\"error\":{\"line\":1,\"message\":\"invalid type: integer `3`, expected a string, at column 11\"}}\n\
         {\"error\":{\"line\":2,\"message\":\"expected ident, at column 2\"}}\n\
         {\"error\":{\"line\":3,\"message\":\"not UTF-8\"}}\n\
         {\"error\":{\"line\":4,\"message\":\"unknown field `Regon`, expected one of `Region`, `UseFIPS`, `UseDualStack`, \
         `UseGlobalEndpoint`, `Endpoint`, at column 8\"}}\n\
         {\"signing_region\":null,\"url\":\"https://sts.us-west-2.amazonaws.com\"}\n";
    assert_eq!((done.code, done.out.as_str()), (1, expected));
}
