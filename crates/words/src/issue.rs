//! What is wrong with a scenario file: file, line, column, path, what was found, what is allowed.
//! What there is to say is `intake`'s business; texts of the file are untrusted and shown shortened.

use sts_atlas_intake::{Condition, Found, Issue, IssueCode, Rewritten, Syntax, write_span};

use crate::Lang;
use crate::expected::{TEXTS, all_of, expected, names};
use crate::messages::messages;
use crate::syntax::syntax;
use crate::typed::{code, quoted, visible};

messages! {
    /// A note, which does not make the file wrong.
    note(text) { en: "note: {text}", ja: "注: {text}" }
    /// A file without anything in it.
    empty_file(needed) {
        en: "the file is empty, expected a scenario with at least {needed}",
        ja: "ファイルが空です。シナリオには、少なくとも次のキーが必要です: {needed}。",
    }
    /// `[principal]` where `[[principal]]` is meant.
    table_for_list(written) {
        en: "found one table, expected a list of them: {written}",
        ja: "テーブルのリストにしてください。書き方: {written}。",
    }
    /// A title or a text that must be there.
    missing_texts(key, example) {
        en: "{key} is missing, expected a text in both languages such as {example}",
        ja: "{key} がありません。2 つの言語の文字列を、{example} のように指定してください。",
    }
    /// A key, name, code or id.
    stands_twice(key) { en: "{key} stands here a second time", ja: "{key} が重複しています。" }
    /// A key that the table does not have.
    unknown_key(key, allowed) {
        en: "unknown key {key}, expected {allowed}",
        ja: "{key} というキーはありません。使えるキー: {allowed}。",
    }
    /// The likeliest one meant, after a sentence.
    suggested(sentence, key) { en: "{sentence}; did you mean {key}?", ja: "{sentence}{key} ではありませんか？" }
    /// A key that must be there.
    missing_key(key) { en: "{key} is missing", ja: "{key} がありません。" }
    /// A key that must be there, and when.
    missing_key_where(key, condition) {
        en: "{key} is missing, needed {condition}",
        ja: "{key} がありません。{condition}は必須です。",
    }
    /// What was found, and what is expected; in Japanese a sentence each.
    unexpected(sentence, wanted) { en: "found {sentence}, expected {wanted}", ja: "{sentence}{wanted}" }
    /// A key or a value that makes no sense beside the rest.
    not_here(key, condition) {
        en: "{key} makes sense only {condition}",
        ja: "{key} を指定できるのは、{condition}だけです。",
    }
    /// A span.
    ends_before_start() { en: "the end is not after the start", ja: "終了は開始より後にしてください。" }
    /// The key of the scenario's length.
    outside_scenario(key) {
        en: "this is outside the scenario, which runs from 0s up to its {key}",
        ja: "シナリオの範囲（0s から {key} まで）の外です。",
    }
    /// The key of the scenario's length.
    holds_at_end(key) {
        en: "this is past {key}: the fault still holds at the end of the scenario",
        ja: "{key} を過ぎています。この障害は、シナリオの終わりの時点でも続いています。",
    }
    /// More principals than fit.
    too_many_principals(found, most) {
        en: "all counts together make {found} principals, expected at most {most}",
        ja: "`count` の合計が {found} です。{most} 以下にしてください。",
    }
    /// A file from the future.
    newer_version(found, most) {
        en: "the file is of version {found}; this program reads versions 1 to {most}",
        ja: "ファイルはバージョン {found} です。このプログラムで読めるのは、バージョン 1〜{most} です。",
    }
    /// A key from a later version.
    later_key(key, since, version) {
        en: "{key} came with version {since} of the format; the file says version {version}",
        ja: "{key} は、形式のバージョン {since} で加わったキーです。このファイルはバージョン {version} です。",
    }
    /// A file of an older version that need not change.
    migrated(version, most) {
        en: "version {version} of the format was read as version {most}; nothing but the number needs to change",
        ja: "形式のバージョン {version} を、バージョン {most} として読みました。番号のほかに直すところはありません。",
    }
    /// A file of an older version, with what it says differently.
    migrated_with(version, most, changes) {
        en: "version {version} of the format was read as version {most}: {changes}",
        ja: "形式のバージョン {version} を、バージョン {most} として読みました。{changes}",
    }
    /// A session that AWS refuses.
    longer_than_role(longest) {
        en: "the role allows {longest} at most: AWS refuses every request for this session",
        ja: "ロールが許可するのは、最長 {longest} です。このセッションのリクエストは、どれも AWS に拒否されます。",
    }
    /// A Region of later.
    not_launched(code, iso_day) {
        en: "{code} had not been launched on {iso_day}: these principals take no part",
        ja: "{code} は {iso_day} の時点で提供前です。これらのプリンシパルは参加しません。",
    }
    /// A text, number, date or truth value.
    found_as_written(code) { en: "{code}", ja: "{code} は使えません。" }
    /// A list.
    found_list(count) { en: "a list of {count}", ja: "{count} 個の値のリストは使えません。" }
    /// A table.
    found_table() { en: "a table", ja: "テーブルは使えません。" }
    /// A long file.
    found_bytes(count) { en: "{count} bytes", ja: "{count} バイトあります。" }
    /// A deep value.
    found_depth() { en: "a value nested too deep", ja: "値の入れ子が深すぎます。" }
    /// Another key's value.
    where_it_is(key, words) { en: "where {key} is {words}", ja: "{key} が {words} の場合" }
    /// Another key's value.
    where_it_is_not(key, words) { en: "where {key} is not {words}", ja: "{key} が {words} 以外の場合" }
    /// Another key.
    beside(key) { en: "beside {key}", ja: "{key} も指定した場合" }
    /// Where it is.
    in_a_region() { en: "for principals in a Region", ja: "リージョンにあるプリンシパルの場合" }
    /// What an SDK reads.
    reads_new_retries() {
        en: "for a version of an SDK that reads AWS_NEW_RETRIES_2026",
        ja: "SDK のバージョンが AWS_NEW_RETRIES_2026 を読み取る場合",
    }
    /// Between two words.
    either(first_word, second_word) {
        en: "{first_word} or {second_word}",
        ja: "{first_word} または {second_word}",
    }
}

/// An issue as a line: `file:line:column: path: what is wrong`.
pub fn issue(lang: Lang, issue: &Issue) -> String {
    let said = issue_code(lang, &issue.code);
    let said = if issue.path.is_empty() { said } else { format!("{}: {said}", issue.path) };
    let said = if issue.is_note() { note(lang, said) } else { said };
    format!("{}:{}:{}: {said}", issue.file, issue.line, issue.column)
}

/// What is wrong, without its place.
pub fn issue_code(lang: Lang, issue: &IssueCode) -> String {
    match issue {
        IssueCode::Syntax { syntax: written, problem } => syntax(lang, *written, *problem),
        IssueCode::Empty { needed } => empty_file(lang, all_of(lang, needed)),
        IssueCode::TableForList { key, syntax: Syntax::Toml } => table_for_list(lang, code(&format!("[[{key}]]"))),
        IssueCode::TableForList { syntax: Syntax::Json, .. } => table_for_list(lang, code("[{ ... }]")),
        IssueCode::MissingTexts { key } => missing_texts(lang, code(key), TEXTS),
        IssueCode::DuplicateKey { key } | IssueCode::Repeated { what: key } => stands_twice(lang, code(key)),
        IssueCode::UnknownKey { key, allowed, nearest } => {
            suggest(lang, unknown_key(lang, code(key), names(lang, allowed)), *nearest)
        }
        IssueCode::MissingKey { key, because: None } => missing_key(lang, code(key)),
        IssueCode::MissingKey { key, because: Some(because) } => {
            missing_key_where(lang, code(key), condition(lang, because))
        }
        IssueCode::Unexpected { found: value, expected: wanted, nearest } => {
            suggest(lang, unexpected(lang, found(lang, value), expected(lang, wanted)), nearest.as_deref())
        }
        IssueCode::NotHere { key, only } => not_here(lang, code(key), condition(lang, only)),
        IssueCode::EndsBeforeStart => ends_before_start(lang),
        IssueCode::OutsideScenario => outside_scenario(lang, code("length")),
        IssueCode::TooManyPrincipals { found, most } => too_many_principals(lang, found, most),
        IssueCode::NewerVersion { found, known } => newer_version(lang, found, known),
        IssueCode::KeyOfLaterVersion { key, since, version } => later_key(lang, code(key), since, version),
        IssueCode::Migrated { from, to, changes } if changes.is_empty() => migrated(lang, from, to),
        IssueCode::Migrated { from, to, changes } => {
            migrated_with(lang, from, to, changes.iter().map(rewritten).collect::<Vec<_>>().join("; "))
        }
        IssueCode::HoldsAtEnd => holds_at_end(lang, code("length")),
        IssueCode::LongerThanRole { most } => longer_than_role(lang, write_span(*most)),
        IssueCode::RegionNotLaunched { region, as_of } => not_launched(lang, region.code(), as_of),
    }
}

const fn rewritten(change: &Rewritten) -> String {
    match *change {}
}

fn suggest(lang: Lang, sentence: String, nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => suggested(lang, sentence, code(nearest)),
        None => sentence,
    }
}

fn condition(lang: Lang, condition: &Condition) -> String {
    match condition {
        Condition::Is { key, words } => where_it_is(lang, code(key), any(lang, words)),
        Condition::IsNot { key, words } => where_it_is_not(lang, code(key), any(lang, words)),
        Condition::Beside { key } => beside(lang, code(key)),
        Condition::InRegion => in_a_region(lang),
        Condition::ReadsNewRetries => reads_new_retries(lang),
    }
}

/// One of these words.
fn any(lang: Lang, words: &[&str]) -> String {
    let words = words.iter().map(|word| quoted(word));
    words.reduce(|before, word| either(lang, before, word)).unwrap_or_default()
}

fn found(lang: Lang, value: &Found) -> String {
    match value {
        Found::Text(text) => found_as_written(lang, quoted(&visible(text))),
        Found::Bare(text) => found_as_written(lang, visible(text)),
        Found::Nothing => found_as_written(lang, "null"),
        Found::List(count) => found_list(lang, count),
        Found::Table => found_table(lang),
        Found::Bytes(count) => found_bytes(lang, count),
        Found::Depth => found_depth(lang),
    }
}
