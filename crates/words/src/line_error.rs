//! Why `resolve` cannot read a line, or why a client refuses because of its shared config file.
//! Never a text of the line or the file, which may be a secret. What an SDK says itself stays in its own words.

use sts_atlas_facts::Sdk;
use sts_atlas_intake::{ConfigProblem, JsonKind, JsonProblem, LineError, RefusalReason, RoleChainError, Syntax};
use sts_atlas_sim::Operation;

use crate::Lang;
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
    /// A mistake in a shared config file, by its line.
    config_refused(line, problem) {
        en: "shared config file, line {line}: {problem}",
        ja: "共有設定ファイルの {line} 行目: {problem}",
    }
    /// A section's bracket.
    config_unclosed(opening, closing, example, other_example) {
        en: "found {opening} without {closing}, expected {example} or {other_example}",
        ja: "{opening} に対応する {closing} がありません。{example} や {other_example} のように書いてください。",
    }
    /// Before the first section.
    config_outside_section(example) {
        en: "found a line before the first section, expected a section such as {example} first",
        ja: "最初のセクションより前に行があります。{example} のようなセクションから始めてください。",
    }
    /// A line that is nothing.
    config_no_setting(example) {
        en: "found a line that is neither section nor setting, expected {example}",
        ja: "セクションでも設定でもない行です。{example} の形で書いてください。",
    }
    /// A setting's name.
    config_no_name(sign) {
        en: "found a value without a name, expected a name before {sign}",
        ja: "値に名前がありません。{sign} の前に名前を書いてください。",
    }
    /// An indented line.
    config_continues_nothing() {
        en: "found an indented line that continues nothing, expected a setting to continue, or no space in front",
        ja: "字下げされた行ですが、続きになる設定がありません。行頭の空白を取り除いてください。",
    }
    /// An indented line.
    config_nested_no_setting(sign, example) {
        en: "found an indented line without {sign} under an empty setting, expected {example}",
        ja: "空の設定の下に、{sign} のない字下げされた行があります。{example} の形で書いてください。",
    }
    /// An indented value.
    config_nested_no_name(sign) {
        en: "found an indented value without a name, expected a name before {sign}",
        ja: "字下げされた値に名前がありません。{sign} の前に名前を書いてください。",
    }
    /// A section.
    config_repeated_section() {
        en: "found a section that was there before, expected each section once",
        ja: "セクションが重複しています。同じセクションは 1 回だけ書いてください。",
    }
    /// A setting.
    config_repeated_setting() {
        en: "found a setting that was there before in its section, expected each setting once in a section",
        ja: "セクションの中で設定が重複しています。同じ設定は 1 回だけ書いてください。",
    }
    /// A file.
    config_too_long(most) {
        en: "found a longer file, expected at most {most} bytes",
        ja: "ファイルが長すぎます。{most} バイト以下にしてください。",
    }
    /// A line or a value.
    config_long_line(most) {
        en: "found a longer line or value, expected at most {most} bytes",
        ja: "行か値が長すぎます。{most} バイト以下にしてください。",
    }
    /// Sections.
    config_many_sections(most) {
        en: "found more sections, expected at most {most}",
        ja: "セクションが多すぎます。{most} 個以下にしてください。",
    }
    /// Settings.
    config_many_settings(most) {
        en: "found more settings in one section, expected at most {most}",
        ja: "1 つのセクションの設定が多すぎます。{most} 個以下にしてください。",
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
        RefusalReason::Config(error) => config_refused(lang, error.line, config_problem(lang, error.problem)),
        RefusalReason::RoleChain(error) => role_chain_error(lang, error),
    }
}

fn config_problem(lang: Lang, problem: ConfigProblem) -> String {
    let most = problem.limit().unwrap_or_default();
    let (sign, setting, section) = (code("="), code("name = value"), code("[default]"));
    match problem {
        ConfigProblem::UnclosedSection => config_unclosed(lang, code("["), code("]"), code("[profile name]"), section),
        ConfigProblem::OutsideSection => config_outside_section(lang, section),
        ConfigProblem::NoDelimiter => config_no_setting(lang, setting),
        ConfigProblem::NoName => config_no_name(lang, sign),
        ConfigProblem::StrayContinuation => config_continues_nothing(lang),
        ConfigProblem::NestedWithoutEquals => config_nested_no_setting(lang, sign, setting),
        ConfigProblem::NestedWithoutName => config_nested_no_name(lang, sign),
        ConfigProblem::RepeatedSection => config_repeated_section(lang),
        ConfigProblem::RepeatedSetting => config_repeated_setting(lang),
        ConfigProblem::TooLong => config_too_long(lang, most),
        ConfigProblem::LongLine => config_long_line(lang, most),
        ConfigProblem::ManySections => config_many_sections(lang, most),
        ConfigProblem::ManySettings => config_many_settings(lang, most),
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
