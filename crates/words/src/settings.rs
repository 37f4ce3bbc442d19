//! Words of the forms in which a reader changes assumptions, clients and accounts.
//! What a value leads to is not said here: rules say it.

use sts_atlas_facts::RegionId;
use sts_atlas_player::{Assumption, AssumptionUnit};

use crate::messages::messages;
use crate::{Lang, region};

messages! {
    /// An assumption.
    assumption_dns() { en: "Looking up a name", ja: "名前解決" }
    /// An assumption.
    assumption_dns_lifetime() { en: "How long a DNS answer is kept", ja: "DNS 応答の保持時間" }
    /// An assumption.
    assumption_issue() { en: "STS works on a request", ja: "STS の処理時間" }
    /// An assumption.
    assumption_service() { en: "Another service works on a request", ja: "ほかのサービスの処理時間" }
    /// An assumption.
    assumption_sign_in() { en: "Sign-in works on a request", ja: "サインインの処理時間" }
    /// An assumption.
    assumption_control() { en: "IAM’s control plane works on a write", ja: "IAM のコントロールプレーンの処理時間" }
    /// An assumption.
    assumption_tls() { en: "Round trips of a TLS handshake", ja: "TLS ハンドシェイクの往復回数" }
    /// An assumption.
    assumption_weather() { en: "Travel times", ja: "通信時間" }
    /// An assumption.
    assumption_next_call() { en: "A workload’s next call comes after", ja: "ワークロードの次の呼び出しまでの時間" }
    /// An assumption.
    assumption_next_write() { en: "An administrator’s next write comes after", ja: "管理者の次の書き込みまでの時間" }
    /// An assumption.
    assumption_burst() { en: "Requests a quota lets through at once", ja: "クォータが一度に許可するリクエスト数" }
    /// An assumption.
    assumption_caller_region() { en: "A caller’s account that has not enabled the Region", ja: "呼び出し元アカウントがリージョンを有効化していない場合" }
    /// An assumption.
    assumption_deactivated() { en: "A deactivated endpoint under the global name served locally", ja: "無効化した STS エンドポイントに、グローバルの名前で届いた呼び出し" }
    /// An assumption.
    assumption_delivered() { en: "Life of credentials that AWS delivers", ja: "AWS が配布する認証情報の有効期間" }
    /// An assumption.
    assumption_propagation() { en: "How long changes of IAM take", ja: "IAM の変更の反映にかかる時間" }
    /// An assumption.
    assumption_enabling() { en: "How long enabling a Region takes", ja: "リージョンの有効化にかかる時間" }
    /// An assumption.
    assumption_disputed() { en: "An SDK’s default on which sources differ", ja: "資料によって異なる SDK のデフォルト" }
    /// A choice.
    choice_varying() { en: "vary", ja: "揺らぎあり" }
    /// A choice.
    choice_still() { en: "do not vary", ja: "揺らぎなし" }
    /// A choice.
    choice_refused() { en: "refused", ja: "拒否" }
    /// A choice.
    choice_accepted() { en: "accepted", ja: "許可" }
    /// A choice.
    choice_unknown() { en: "unknown", ja: "不明" }
    /// A choice.
    choice_regional() { en: "regional", ja: "regional" }
    /// A choice.
    choice_legacy() { en: "legacy", ja: "legacy" }
    /// A unit.
    unit_milliseconds() { en: "ms", ja: "ms" }
    /// A unit.
    unit_seconds() { en: "s", ja: "秒" }
    /// A unit.
    unit_percent() { en: "% of what is assumed", ja: "%（標準の仮定に対する割合）" }
    /// A name with the unit of its number.
    with_unit(name, unit) { en: "{name}, {unit}", ja: "{name}（{unit}）" }
    /// The value of the model or the scenario.
    as_written(value) { en: "as written: {value}", ja: "最初の値: {value}" }
    /// A number beyond what is possible.
    out_of_range(least, most) { en: "Enter {least} to {most}.", ja: "{least}〜{most} の値を入力してください。" }
    /// Assumptions that nobody can change here.
    assumptions_fixed() { en: "Assumed as well, and not a number:", ja: "このほかに仮定していること:" }

    /// Fold with the forms of clients.
    each_client(world) { en: "Each client in world {world}", ja: "世界 {world} のクライアントを個別に設定" }
    /// A field.
    client_sdk() { en: "SDK", ja: "SDK" }
    /// A field.
    client_version() { en: "Version", ja: "バージョン" }
    /// A field.
    client_region() { en: "Region of the client", ja: "クライアントのリージョン" }
    /// A choice.
    client_no_region() { en: "none", ja: "設定なし" }
    /// A field.
    client_retry_mode() { en: "Retry mode", ja: "リトライモード" }
    /// A choice.
    sdk_default(value) { en: "SDK default: {value}", ja: "SDK のデフォルト（{value}）" }
    /// A choice where sources contradict each other.
    sdk_default_disputed() { en: "SDK default: sources differ", ja: "SDK のデフォルト（資料により異なります）" }
    /// A field.
    client_attempts() { en: "Tries in all", ja: "試行回数の上限" }
    /// A field.
    client_connect() { en: "Connect timeout, s", ja: "接続タイムアウト（秒）" }
    /// A field.
    client_read() { en: "Read timeout, s", ja: "読み取りタイムアウト（秒）" }
    /// Fields that belong together.
    client_variants(name) { en: "Kinds of endpoint for {name}", ja: "{name} のエンドポイントの種類" }
    /// A field.
    client_fips() { en: "FIPS endpoints", ja: "FIPS エンドポイント" }
    /// A field.
    client_dual_stack() { en: "Dual-stack endpoints", ja: "デュアルスタックエンドポイント" }
    /// This SDK does not read the setting.
    client_not_read() { en: "this SDK does not read it", ja: "この SDK では設定できません" }
    /// No row of facts covers the version.
    client_version_unknown(sdk, ranges) {
        en: "Of {sdk}, versions {ranges} are known.",
        ja: "対応している {sdk} のバージョン: {ranges}。",
    }
    /// A range of versions.
    version_range(version, below) { en: "{version} up to, not including, {below}", ja: "{version} 以上 {below} 未満" }
    /// A range of versions without end.
    version_from(version) { en: "{version} and later", ja: "{version} 以降" }
    /// A group of principals with its client.
    client_title(name, place, client) { en: "{name}, {place}: {client}", ja: "{name}（{place}）: {client}" }
    /// A Region with its code.
    region_with_code(name, code) { en: "{name} ({code})", ja: "{name}（{code}）" }

    /// Fold with a field for a config file.
    paste_config() { en: "Read from a config file", ja: "設定ファイルから読み取る" }
    /// Name of the form.
    paste_config_of(name) { en: "Config file for {name}", ja: "{name} の設定ファイル" }
    /// A field.
    paste_text() { en: "Text of ~/.aws/config", ja: "~/.aws/config の内容" }
    /// A field.
    paste_profile() { en: "Profile", ja: "プロファイル" }
    /// Button.
    paste_take() { en: "Take over", ja: "取り込む" }
    /// What becomes of the text.
    paste_hint() {
        en: "Region, endpoint and retry settings of the profile itself are taken over; services sections are not read, and values that this SDK does not know are left out. Everything else is discarded at once; nothing leaves the page.",
        ja: "プロファイルに直接書かれたリージョン、エンドポイント、リトライの設定を取り込みます。services セクションは読み取らず、この SDK にない値は除きます。それ以外の内容はすぐに破棄され、このページの外へは送信されません。",
    }
    /// There is no profile at all.
    paste_nothing() {
        en: "No profile was found in the text, or this SDK reads no such file.",
        ja: "プロファイルが見つかりません。または、この SDK はこの形式のファイルを読み取りません。",
    }
    /// The profile is not in the file.
    paste_no_profile(names) {
        en: "The text has no such profile. It has: {names}.",
        ja: "そのプロファイルは見つかりません。含まれているプロファイル: {names}。",
    }

    /// Fold with the forms of accounts.
    each_account(world) { en: "Each account in world {world}", ja: "世界 {world} のアカウントを個別に設定" }
    /// Fields for opt-in Regions.
    account_opt_in(name) { en: "Opt-in Regions enabled in {name}", ja: "{name} で有効化しているオプトインリージョン" }
    /// Fields for STS of Regions.
    account_sts(name) { en: "Regions in which STS is active for {name}", ja: "{name} で STS を有効にしているリージョン" }
    /// A field.
    account_token() { en: "The global endpoint issues", ja: "グローバルエンドポイントが発行するトークン" }
    /// A choice.
    token_v1() { en: "version 1 tokens", ja: "バージョン 1" }
    /// A choice.
    token_v2() { en: "version 2 tokens", ja: "バージョン 2" }
}

/// What an assumption is called.
pub fn assumption(lang: Lang, assumption: Assumption) -> String {
    match assumption {
        Assumption::Dns => assumption_dns(lang),
        Assumption::DnsLifetime => assumption_dns_lifetime(lang),
        Assumption::IssueServerTime => assumption_issue(lang),
        Assumption::ServiceServerTime => assumption_service(lang),
        Assumption::SignInServerTime => assumption_sign_in(lang),
        Assumption::ControlServerTime => assumption_control(lang),
        Assumption::TlsRoundTrips => assumption_tls(lang),
        Assumption::Weather => assumption_weather(lang),
        Assumption::NextCall => assumption_next_call(lang),
        Assumption::NextWrite => assumption_next_write(lang),
        Assumption::QuotaBurst => assumption_burst(lang),
        Assumption::CallerInRegionNotEnabled => assumption_caller_region(lang),
        Assumption::DeactivatedUnderGlobalName => assumption_deactivated(lang),
        Assumption::DeliveredSession => assumption_delivered(lang),
        Assumption::Propagation => assumption_propagation(lang),
        Assumption::Enabling => assumption_enabling(lang),
        Assumption::DisputedDefault => assumption_disputed(lang),
    }
}

/// The choices of an assumption, in the order of its numbers; none where it is a number.
pub fn assumption_choices(lang: Lang, assumption: Assumption) -> Vec<String> {
    match assumption {
        Assumption::Weather => vec![choice_varying(lang), choice_still(lang)],
        Assumption::CallerInRegionNotEnabled => vec![choice_refused(lang), choice_accepted(lang)],
        Assumption::DeactivatedUnderGlobalName => {
            vec![choice_unknown(lang), choice_accepted(lang), choice_refused(lang)]
        }
        Assumption::DisputedDefault => vec![choice_unknown(lang), choice_regional(lang), choice_legacy(lang)],
        _ => Vec::new(),
    }
}

/// The unit a number of this kind is typed in, and how many of its own units that is.
pub fn assumption_unit(lang: Lang, unit: AssumptionUnit, most: u64) -> (String, u64) {
    match unit {
        // What may last hours is typed in seconds.
        AssumptionUnit::Span if most > 60_000_000 => (unit_seconds(lang), 1_000_000),
        AssumptionUnit::Span => (unit_milliseconds(lang), 1_000),
        AssumptionUnit::Permille => (unit_percent(lang), 10),
        AssumptionUnit::Count | AssumptionUnit::Choice => (String::new(), 1),
    }
}

/// A Region's short name with its code.
pub fn region_and_code(lang: Lang, at: RegionId) -> String {
    region_with_code(lang, region(lang, at), at.code())
}
