//! A link of a causal chain as a sentence.
//! Which rule stands behind it is shown beside it, from `facts`.

use sts_atlas_player::Scenario;
use sts_atlas_sim::{CauseKind, Failure};

use crate::messages::messages;
use crate::{Lang, api_error_code, credentials, failed, place, provenance, region, scope, span, state, verdict};

messages! {
    /// Link.
    cause_state(target, state) { en: "For use in {target} its state is: {state}.", ja: "{target}での利用は、現在「{state}」の状態です。" }
    /// Link.
    cause_no_sts(credentials) { en: "It calls no STS endpoint of its own: {credentials}.", ja: "自分では STS エンドポイントを呼び出しません（{credentials}）。" }
    /// Link.
    cause_never_sent() { en: "No Region is configured, so the SDK refuses before it sends anything.", ja: "リージョンが設定されていないため、SDK は送信前にエラーを返します。" }
    /// Link.
    cause_decided(host) { en: "The client calls {host}.", ja: "クライアントは {host} を呼び出します。" }
    /// Link.
    cause_looked_up(host, region) { en: "{host} leads to {region}.", ja: "{host} の処理リージョンは{region}です。" }
    /// Link.
    cause_travelled(from, to, rtt, provenance) { en: "{from} to {to} and back takes {rtt} ({provenance}).", ja: "{from}と{to}の往復時間は {rtt} です（{provenance}）。" }
    /// Link.
    cause_took_cold(span) { en: "Over a new connection the call took {span}.", ja: "新しい接続での呼び出しに {span} かかりました。" }
    /// Link.
    cause_took_warm(span) { en: "Over an open connection the call took {span}.", ja: "確立済みの接続での呼び出しに {span} かかりました。" }
    /// Link.
    cause_path(fault, from, to) { en: "“{fault}”: nothing gets from {from} to {to}.", ja: "「{fault}」により、{from}から{to}へ疎通できません。" }
    /// Link.
    cause_region_down(fault) { en: "“{fault}”: the Region does not answer.", ja: "「{fault}」により、リージョンが応答しません。" }
    /// Link.
    cause_sts_down(fault, region) { en: "“{fault}”: STS in {region} does not answer.", ja: "「{fault}」により、{region}の STS が応答しません。" }
    /// Link.
    cause_not_documented() { en: "Nobody documents what happens here: unknown.", ja: "ここで何が起きるかは文書化されていません（不明）。" }
    /// Link.
    cause_waited(what) { en: "The request ended: {what}.", ja: "リクエストの結果: {what}。" }
    /// Link.
    cause_waited_system(what) { en: "The request ended: {what}; the SDK sets no limit, the operating system’s applies.", ja: "リクエストの結果: {what}。SDK に上限がないため、OS の上限が適用されます。" }
    /// Link.
    cause_tried(attempt, of) { en: "It was try {attempt} of {of}.", ja: "{of} 回の試行のうち {attempt} 回目でした。" }
    /// Link.
    cause_refused(code) { en: "The server refused: {code}.", ja: "サーバーが拒否しました（{code}）。" }
    /// Link.
    cause_issued(scope) { en: "STS issued a session, valid in {scope}.", ja: "STS がセッションを発行しました。有効な範囲は{scope}です。" }
    /// Link.
    cause_judged(region, verdict) { en: "{region} says to its token: {verdict}.", ja: "{region}でのトークンの判定は「{verdict}」です。" }
    /// Link.
    cause_session(cutoff, expiry) { en: "Its session expires at {expiry}; the client wants a new one before any call from {cutoff} on.", ja: "セッションの有効期限は {expiry} です。クライアントは {cutoff} 以降、呼び出しの前に新しいセッションを求めます。" }
    /// Link.
    cause_renewal_failed(what) { en: "The last try to renew failed: {what}.", ja: "直近の更新は失敗しました（{what}）。" }
    /// Link.
    cause_run_failed(what) { en: "The last run met: {what}.", ja: "直近の実行の結果: {what}。" }
    /// A span nobody measured here.
    its_limit() { en: "its limit", ja: "上限時間" }
}

/// A link of the chain.
pub fn cause(lang: Lang, kind: &CauseKind, scenario: &Scenario) -> String {
    let fault =
        |index: u16| scenario.faults.get(usize::from(index)).map_or_else(String::new, |fault| lang.text(&fault.title));
    let clock = |at: sts_atlas_sim::SimTime| crate::clock(scenario.start.plus_micros(at.0));
    match kind {
        CauseKind::InState { state: now, target } => cause_state(lang, region(lang, *target), state(lang, *now)),
        CauseKind::NoStsOfItsOwn { credentials: by } => cause_no_sts(lang, credentials(lang, *by)),
        CauseKind::NeverSent { .. } => cause_never_sent(lang),
        CauseKind::Decided { endpoint } => cause_decided(lang, endpoint.host()),
        CauseKind::LookedUp { endpoint, serving } => cause_looked_up(lang, endpoint.host(), region(lang, *serving)),
        CauseKind::Travelled { from, to, round_trip, provenance: known } => cause_travelled(
            lang,
            place(lang, *from),
            region(lang, *to),
            span(lang, *round_trip),
            provenance(lang, *known),
        ),
        CauseKind::Took { span: took, warm: true } => cause_took_warm(lang, span(lang, *took)),
        CauseKind::Took { span: took, warm: false } => cause_took_cold(lang, span(lang, *took)),
        CauseKind::PathDropped { fault: index, from, to } => {
            cause_path(lang, fault(*index), place(lang, *from), region(lang, *to))
        }
        CauseKind::RegionDown { fault: index } => cause_region_down(lang, fault(*index)),
        CauseKind::StsDown { fault: index, serving } => cause_sts_down(lang, fault(*index), region(lang, *serving)),
        CauseKind::NotDocumented => cause_not_documented(lang),
        CauseKind::Waited { failure, span: waited, system_default } => {
            let what = failed(lang, *failure, &span(lang, *waited));
            if *system_default { cause_waited_system(lang, what) } else { cause_waited(lang, what) }
        }
        CauseKind::Tried { attempt, of } => cause_tried(lang, attempt, of),
        CauseKind::Refused { error } => cause_refused(lang, api_error_code(*error)),
        CauseKind::Issued { scope: valid, .. } => cause_issued(lang, scope(lang, *valid)),
        CauseKind::Judged { verdict: says, target } => cause_judged(lang, region(lang, *target), verdict(lang, *says)),
        CauseKind::SessionEnds { expires, cutoff } => cause_session(lang, clock(*cutoff), clock(*expires)),
        CauseKind::RenewalFailed { failure } => cause_renewal_failed(lang, how(lang, *failure)),
        CauseKind::RunFailed { failure } => cause_run_failed(lang, how(lang, *failure)),
    }
}

fn how(lang: Lang, failure: Failure) -> String {
    failed(lang, failure, &its_limit(lang))
}
