//! What `resolve` says around a client's URL; the steps are rules and come from `facts`.
//! How an answer is laid out is the command line's business.

use crate::messages::messages;

messages! {
    /// URL, kind and signing Region.
    resolved_to(url, kind, region) {
        en: "{url} ({kind}, signed for {region})",
        ja: "{url}（{kind}、署名リージョン: {region}）",
    }
    /// An answer among others: which line it answers, and whose client.
    resolved_line(n, client, answer) { en: "Line {n}, {client}: {answer}", ja: "{n} 行目、{client}: {answer}" }
    /// A line without an answer.
    unread_line(n, message) { en: "Line {n}: {message}", ja: "{n} 行目: {message}" }
    /// A version of which nothing was read.
    newer_than_version(client, newest) {
        en: "{client} is newer than {newest}, the newest version that was read; it is taken to do the same.",
        ja: "{client} は、確認済みの最新バージョン {newest} より新しいため、同じ動作をすると仮定しています。",
    }
    /// A major version of which sources say nothing.
    newer_than_major(client, newest) {
        en: "{client} is of a later major version than {newest}, the newest that is known; it is taken to do the same.",
        ja: "{client} は、確認済みの最新メジャーバージョン {newest} より新しいため、同じ動作をすると仮定しています。",
    }
    /// Kind of URL.
    url_global() { en: "global endpoint", ja: "グローバルエンドポイント" }
    /// Kind of URL.
    url_regional() { en: "Regional endpoint", ja: "リージョナルエンドポイント" }
    /// Kind of URL.
    url_fips() { en: "FIPS endpoint", ja: "FIPS エンドポイント" }
    /// Kind of URL.
    url_dual_stack() { en: "dual-stack endpoint", ja: "デュアルスタックエンドポイント" }
    /// Kind of URL.
    url_fips_dual_stack() { en: "dual-stack FIPS endpoint", ja: "デュアルスタックの FIPS エンドポイント" }
    /// Kind of URL.
    url_custom() { en: "custom endpoint", ja: "カスタムエンドポイント" }
    /// No Region to sign for.
    region_unknown() { en: "no known Region", ja: "不明" }
    /// Refusal.
    client_refuses(code, message) { en: "refused: {code}: {message}", ja: "エラー: {code}: {message}" }
    /// A value, where it was found, and the rule about it.
    found_value(setting, value, place, statement) {
        en: "{setting} = {value}, from {place}. {statement}",
        ja: "{setting} = {value}（{place}）。{statement}",
    }
    /// The answer of another source.
    disputed_answer(answer) { en: "Disputed: {answer}", ja: "別の情報源では: {answer}" }
    /// Profiles on the way to the role.
    role_chain(profiles) { en: "Roles assumed through the profiles {profiles}", ja: "ロールの連鎖（プロファイル）: {profiles}" }
}
