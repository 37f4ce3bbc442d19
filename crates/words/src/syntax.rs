//! Why a text is no TOML or JSON at all, and what to write instead: for files and for lines of `resolve`.
//! What is wrong is `intake`'s to find; no text of the file and no word of a parser is repeated.

use sts_atlas_intake::{Syntax, SyntaxProblem};

use crate::Lang;
use crate::messages::messages;
use crate::typed::code;

messages! {
    /// JSON under a name that says something else.
    syntax_is_json(ending) {
        en: "this is JSON, but only a file whose name ends in {ending} is read as JSON",
        ja: "中身は JSON です。JSON として読み込むには、ファイル名の末尾を {ending} にしてください。",
    }
    /// Something else than JSON.
    syntax_is_no_json(opening, ending) {
        en: "expected JSON, which begins with {opening}; a file of TOML has a name that does not end in {ending}",
        ja: "JSON は {opening} で始めてください。TOML のファイルは、名前の末尾を {ending} 以外にしてください。",
    }
    /// The end, too early.
    syntax_cut_off() {
        en: "it ends too early, expected closing brackets and quotes",
        ja: "途中で終わっています。括弧と引用符を閉じてください。",
    }
    /// A bracket.
    syntax_unclosed(closing) { en: "{closing} is missing", ja: "{closing} がありません。" }
    /// A sign between key and value.
    syntax_no_separator(sign) {
        en: "found a key without {sign}, expected {sign} and a value",
        ja: "キーの後に {sign} がありません。{sign} と値を書いてください。",
    }
    /// A value.
    syntax_no_value() { en: "a value is missing", ja: "値がありません。" }
    /// Quotes.
    syntax_unquoted(example) {
        en: "found a text without quotes, expected one such as {example}",
        ja: "引用符のない文字列です。{example} のように、引用符で囲んでください。",
    }
    /// A text.
    syntax_bad_text(example, other_example) {
        en: "found a text that is not written right, expected closing quotes, and escapes such as {example} and {other_example}",
        ja: "文字列の書き方に誤りがあります。引用符が閉じているか、{example} や {other_example} などのエスケープが正しいかを確認してください。",
    }
    /// A number.
    syntax_bad_number() {
        en: "found a number or a date that is not written right",
        ja: "数値か日付の書き方に誤りがあります。",
    }
    /// A comma.
    syntax_no_comma() { en: "a comma or a closing bracket is missing", ja: "コンマか閉じ括弧がありません。" }
    /// Another comma.
    syntax_extra_comma() { en: "found a comma too many", ja: "余分なコンマがあります。" }
    /// A key of TOML.
    syntax_no_key() {
        en: "expected a key of letters, digits, hyphens and underscores, or in quotes",
        ja: "キーがありません。英数字、ハイフン、アンダースコアで書くか、引用符で囲んでください。",
    }
    /// A key of JSON.
    syntax_no_json_key(closing) {
        en: "expected a key in double quotes; there is no comma before {closing}",
        ja: "キーがありません。二重引用符で囲んで書いてください。{closing} の直前にコンマは書けません。",
    }
    /// More on a line of TOML.
    syntax_too_much() {
        en: "found something more on the line, expected each key on a line of its own",
        ja: "行に余分な文字があります。キーごとに改行してください。",
    }
    /// More after JSON.
    syntax_after_the_end() { en: "found something more after the end of the JSON", ja: "JSON の終わりの後に、余分な文字があります。" }
    /// Anything else.
    syntax_unclear(name) { en: "this is not written as {name} is", ja: "{name} の書き方に誤りがあります。" }
}

/// What is wrong, without its place.
pub(crate) fn syntax(lang: Lang, written: Syntax, problem: SyntaxProblem) -> String {
    match (problem, written) {
        (SyntaxProblem::IsJson, _) => syntax_is_json(lang, code(".json")),
        (SyntaxProblem::IsNoJson, _) => syntax_is_no_json(lang, code("{"), code(".json")),
        (SyntaxProblem::CutOff, _) => syntax_cut_off(lang),
        (SyntaxProblem::Unclosed { closing }, _) => syntax_unclosed(lang, code(closing)),
        (SyntaxProblem::NoSeparator, Syntax::Toml) => syntax_no_separator(lang, code("=")),
        (SyntaxProblem::NoSeparator, Syntax::Json) => syntax_no_separator(lang, code(":")),
        (SyntaxProblem::NoValue, _) => syntax_no_value(lang),
        (SyntaxProblem::UnquotedText, _) => syntax_unquoted(lang, "\"3h\""),
        (SyntaxProblem::BadText, _) => syntax_bad_text(lang, r#"\""#, r"\n"),
        (SyntaxProblem::BadNumber, _) => syntax_bad_number(lang),
        (SyntaxProblem::NoComma, _) => syntax_no_comma(lang),
        (SyntaxProblem::ExtraComma, _) => syntax_extra_comma(lang),
        (SyntaxProblem::NoKey, Syntax::Toml) => syntax_no_key(lang),
        (SyntaxProblem::NoKey, Syntax::Json) => syntax_no_json_key(lang, code("}")),
        (SyntaxProblem::TooMuch, Syntax::Toml) => syntax_too_much(lang),
        (SyntaxProblem::TooMuch, Syntax::Json) => syntax_after_the_end(lang),
        (SyntaxProblem::Unclear, Syntax::Toml) => syntax_unclear(lang, "TOML"),
        (SyntaxProblem::Unclear, Syntax::Json) => syntax_unclear(lang, "JSON"),
    }
}
