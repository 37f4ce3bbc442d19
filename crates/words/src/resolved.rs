//! What `resolve` says around a client's URL; the steps are rules and come from `facts`.
//! How an answer is laid out is the command line's business.

use crate::messages::messages;

messages! {
    /// URL, kind and signing Region.
    resolved_to(url, kind, region) {
        en: "{url} ({kind}, signed for {region})",
        ja: "{url}（{kind}、署名リージョン: {region}）",
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
