//! Why `resolve` cannot read a line, or why a client refuses because of its shared config file.
//! Never a text of the line or the file, which may be a secret. What an SDK says itself stays in its own words.

use sts_atlas_facts::Sdk;
use sts_atlas_intake::{JsonKind, JsonProblem, LineError, RefusalReason, RoleChainError, Syntax};
use sts_atlas_sim::Operation;

use crate::Lang;
use crate::config_error::config_error;
use crate::expected::names;
use crate::issue::{missing_key, stands_twice, unknown_key};
use crate::messages::messages;
use crate::syntax::syntax;
use crate::typed::{code, quoted};

messages! {
    /// A long line.
    line_too_long(found, most) {
        en: "{found} bytes, expected at most {most}",
        ja: "{found} バイトあります。{most} バイト以下にしてください。",
    }
    /// Bytes that are no text.
    line_not_utf8() { en: "not UTF-8", ja: "UTF-8 ではありません。" }
    /// What is wrong with the JSON, and where.
    line_json(said, n) { en: "{said}, at column {n}", ja: "JSON の {n} バイト目: {said}" }
    /// A key whose name may be a secret.
    line_secret_key(allowed) { en: "unknown key, expected {allowed}", ja: "使えないキーがあります。使えるキー: {allowed}。" }
    /// A value of another kind.
    line_other_kind(kind, needed_kind) {
        en: "found {kind}, expected {needed_kind}",
        ja: "値が{kind}になっています。{needed_kind}を指定してください。",
    }
    /// Kind of value.
    kind_null() { en: "null", ja: "空の値" }
    /// Kind of value.
    kind_truth() { en: "true or false", ja: "真偽値" }
    /// Kind of value.
    kind_number() { en: "a number", ja: "数値" }
    /// Kind of value.
    kind_text() { en: "a text", ja: "文字列" }
    /// Kind of value.
    kind_list() { en: "a list", ja: "リスト" }
    /// Kind of value.
    kind_object() { en: "an object", ja: "オブジェクト" }
    /// An SDK that is not known.
    line_sdk(allowed) { en: "unknown sdk, expected {allowed}", ja: "`sdk` が正しくありません。使える値: {allowed}。" }
    /// A version that is none.
    line_no_version(example, other_example) {
        en: "unreadable version, expected one such as {example} or {other_example}",
        ja: "`version` を読めません。{example} や {other_example} のように指定してください。",
    }
    /// A version that is not known.
    line_version(version, sdk) {
        en: "version {version} of {sdk} is not known",
        ja: "{sdk} のバージョン {version} の動作は分かっていません。",
    }
    /// An operation that STS does not have.
    line_operation(allowed) {
        en: "unknown operation, expected {allowed}",
        ja: "`operation` が正しくありません。使える値: {allowed}。",
    }
    /// A profile that is not there.
    chain_source_missing(source, profile) {
        en: "the source_profile {source} of the profile {profile} does not exist",
        ja: "プロファイル {profile} の source_profile が指す {source} は存在しません。",
    }
    /// A circle.
    chain_comes_back(profile) {
        en: "the chain of source_profile comes back to the profile {profile}",
        ja: "source_profile をたどると、プロファイル {profile} に戻ってしまいます。",
    }
    /// Two ways.
    chain_two_sources(profile) {
        en: "the profile {profile} has both source_profile and credential_source",
        ja: "プロファイル {profile} に source_profile と credential_source の両方があります。どちらかを取り除いてください。",
    }
    /// A long chain.
    chain_too_long(most) {
        en: "a chain of more than {most} profiles",
        ja: "source_profile でつながるプロファイルが多すぎます（上限は {most} 個）。",
    }
}

/// Why a line cannot be read.
pub fn line_error(lang: Lang, error: &LineError) -> String {
    match error {
        LineError::TooLong { found, most } => line_too_long(lang, found, most),
        LineError::NotUtf8 => line_not_utf8(lang),
        LineError::Json { problem, column } => line_json(lang, json_problem(lang, problem), column),
        LineError::UnknownSdk => line_sdk(lang, names(lang, &Sdk::ALL.map(Sdk::id))),
        LineError::UnreadableVersion => line_no_version(lang, "1.40", "1.40.0"),
        LineError::UnknownVersion { sdk, version } => line_version(lang, version, sdk.id()),
        LineError::UnknownOperation => line_operation(lang, names(lang, &Operation::ALL.map(Operation::name))),
    }
}

fn json_problem(lang: Lang, problem: &JsonProblem) -> String {
    match problem {
        JsonProblem::Syntax(problem) => syntax(lang, Syntax::Json, *problem),
        JsonProblem::UnknownKey { key: Some(key), allowed } => unknown_key(lang, code(key), names(lang, allowed)),
        JsonProblem::UnknownKey { key: None, allowed } => line_secret_key(lang, names(lang, allowed)),
        JsonProblem::MissingKey(key) => missing_key(lang, code(key)),
        JsonProblem::RepeatedKey(key) => stands_twice(lang, code(key)),
        JsonProblem::OtherKind { found, expected } => {
            line_other_kind(lang, json_kind(lang, *found), json_kind(lang, *expected))
        }
    }
}

fn json_kind(lang: Lang, kind: JsonKind) -> String {
    match kind {
        JsonKind::Null => kind_null(lang),
        JsonKind::Truth => kind_truth(lang),
        JsonKind::Number => kind_number(lang),
        JsonKind::Text => kind_text(lang),
        JsonKind::List => kind_list(lang),
        JsonKind::Object => kind_object(lang),
    }
}

/// Why a client refuses: what its SDK says, as it says it, or what is wrong with its configuration.
pub fn refusal(lang: Lang, reason: &RefusalReason) -> String {
    match reason {
        RefusalReason::Sdk(words) => words.clone(),
        RefusalReason::Config(error) => config_error(lang, error),
        RefusalReason::RoleChain(error) => role_chain_error(lang, error),
    }
}

fn role_chain_error(lang: Lang, error: &RoleChainError) -> String {
    match error {
        RoleChainError::SourceMissing { profile, source } => {
            chain_source_missing(lang, quoted(source), quoted(profile))
        }
        RoleChainError::Loop { profile } => chain_comes_back(lang, quoted(profile)),
        RoleChainError::TwoSources { profile } => chain_two_sources(lang, quoted(profile)),
        RoleChainError::TooLong { most } => chain_too_long(lang, most),
    }
}
