//! A link of a causal chain as a sentence.
//! Which rule stands behind it is shown beside it, from `facts`.

use sts_atlas_facts::EndpointMode;
use sts_atlas_facts::Place;
use sts_atlas_player::Recording;
use sts_atlas_sim::{Cause, CauseKind, Failure};

use crate::messages::messages;
use crate::{
    Lang, api_error_code, assumed, credentials, failed, fault_title, mode_legacy, mode_regional, place, provenance,
    region, scope, service, spaced, span, state, statement_known, verdict,
};

messages! {
    /// Link.
    cause_state(target, state) { en: "For calls to {target} its state is “{state}”.", ja: "{target}リージョンを使う処理の状態は「{state}」です。" }
    /// Link.
    cause_no_sts(credentials) { en: "It makes no STS calls of its own: {credentials}.", ja: "認証情報は「{credentials}」なので、自分では STS を呼び出しません。" }
    /// Link.
    cause_never_sent() { en: "No Region is configured, so the SDK refuses before it sends anything.", ja: "リージョンが設定されていないため、SDK はリクエストを送る前にエラーを返します。" }
    /// Link.
    cause_decided(host) { en: "The client calls {host}.", ja: "クライアントは {host} を呼び出します。" }
    /// Link.
    cause_mode(mode) { en: "Its endpoint setting is {mode}.", ja: "エンドポイントの設定は {mode} です。" }
    /// Link.
    cause_looked_up(host, region) { en: "{host} is served in {region}.", ja: "{host} の処理リージョンは{region}です。" }
    /// Link.
    cause_travelled(from, to, rtt, provenance) { en: "{from} to {to} and back takes {rtt} ({provenance}).", ja: "{from}と{to}の往復時間は {rtt} です（{provenance}）。" }
    /// Link.
    cause_travelled_within(region, rtt, provenance) { en: "A round trip within {region} takes {rtt} ({provenance}).", ja: "{region}リージョン内の往復時間は {rtt} です（{provenance}）。" }
    /// Link.
    cause_took_cold(span) { en: "Over a new connection the call took {span}.", ja: "新しい接続で呼び出しました（{span}）。" }
    /// Link.
    cause_took_warm(span) { en: "Over an open connection the call took {span}.", ja: "確立済みの接続で呼び出しました（{span}）。" }
    /// Link.
    cause_path(quoted, from, to) { en: "{quoted}: nothing gets through from {from} to {to}.", ja: "{quoted}により、{from}から{to}へ疎通できません。" }
    /// Link.
    cause_path_disturbed(quoted, from, to) { en: "{quoted} disturbs the path from {from} to {to}.", ja: "{quoted}により、{from}から{to}への通信が乱れています。" }
    /// Link.
    cause_region_down(quoted) { en: "{quoted}: the Region does not answer.", ja: "{quoted}により、リージョンが応答していません。" }
    /// Link.
    cause_sts_down(quoted, region) { en: "{quoted} affects STS in {region}.", ja: "{quoted}により、{region}の STS が影響を受けています。" }
    /// Link.
    cause_not_documented() { en: "What happens here is not documented: unknown.", ja: "ここで何が起きるかは公式文書に記載がなく、不明です。" }
    /// Link.
    cause_waited(what) { en: "The request ended: {what}.", ja: "リクエストの結果は「{what}」です。" }
    /// Link.
    cause_waited_system(what) { en: "The request ended: {what}. The SDK sets no limit, so the operating system’s applies.", ja: "リクエストの結果は「{what}」です。SDK に上限の設定がないため、OS の上限に従います。" }
    /// Link.
    cause_tried(attempt, of) { en: "It was try {attempt} of {of}.", ja: "最大 {of} 回の試行のうち、{attempt} 回目でした。" }
    /// Link.
    cause_quota_used_up() {
        en: "The client would have tried again, but its retry quota is used up.",
        ja: "クライアントの再試行クォータを使い切っていたため、再試行しませんでした。",
    }
    /// Link.
    cause_refused(code) { en: "The answer was an error: {code}.", ja: "サーバーがエラーを返しました（{code}）。" }
    /// Link.
    cause_issued(scope) { en: "STS issued a session, valid in {scope}.", ja: "STS がセッションを発行しました。使える範囲は、{scope}です。" }
    /// Link.
    cause_judged(region, verdict) { en: "Its token in {region}: {verdict}.", ja: "{region}でのトークンの判定は「{verdict}」です。" }
    /// Link.
    cause_session(cutoff, expiry) { en: "Its session expires at {expiry}. From {cutoff} on, the client waits for a new one before it calls.", ja: "セッションの有効期限は {expiry} です。{cutoff} 以降、クライアントは新しいセッションを待ってから呼び出します。" }
    /// Link.
    cause_renewal_failed(what) { en: "The last renewal failed: {what}.", ja: "直近の更新は「{what}」で失敗しました。" }
    /// Link.
    cause_run_failed(what) { en: "Its last attempt failed: {what}.", ja: "直近の実行は「{what}」で失敗しました。" }
    /// Link.
    cause_data_plane(quoted, region) { en: "{quoted}: IAM’s data plane in {region} does not answer as it should.", ja: "{quoted}により、{region}の IAM データプレーンが影響を受けています。" }
    /// Link.
    cause_server(quoted, what) { en: "{quoted} affects this: {what}.", ja: "{quoted}の影響があります（{what}）。" }
    /// Link.
    cause_name_blocked(quoted) { en: "{quoted}: the client cannot get to this name.", ja: "{quoted}により、クライアントはこの名前の宛先に到達できません。" }
    /// Link.
    cause_name_missing() { en: "The name of this endpoint has no address.", ja: "このエンドポイントの名前に対応するアドレスがありません。" }
    /// Link.
    cause_policy(quoted, region) { en: "{quoted} denies the request, which names {region} as its Region.", ja: "{quoted}によりリクエストが拒否されます。リクエストのリージョンは{region}として扱われます。" }
    /// Link.
    cause_issuer(quoted) { en: "{quoted}: STS does not reach the issuer of the web identity.", ja: "{quoted}により、STS はウェブ ID の発行元と通信できません。" }
    /// Link.
    cause_turned(region) { en: "The client then turned to the endpoint in {region}.", ja: "クライアントは次に{region}のエンドポイントを呼び出しました。" }
    /// Link.
    cause_asked(what, region) { en: "Its credentials come from {what} in {region}.", ja: "認証情報の取得先は{region}です（{what}）。" }
    /// Link.
    cause_token_refused(code) { en: "The service refused the token: {code}.", ja: "サービスがトークンを拒否しました（{code}）。" }
    /// Link.
    cause_change_not_taken() { en: "IAM’s control plane has not taken a change that concerns it yet.", ja: "関係する IAM の変更を、コントロールプレーンがまだ受け付けていません。" }
    /// Link.
    cause_change_waits(region) { en: "A change of IAM that concerns it has not arrived in {region} yet.", ja: "関係する IAM の変更が、{region}にはまだ届いていません。" }
    /// Link.
    cause_change_arrived(region, time) { en: "A change of IAM that concerns it arrived in {region} at {time}.", ja: "関係する IAM の変更が、{time} に{region}へ届きました。" }
    /// A fault's title within a sentence.
    cause_fault(title) { en: "“{title}”", ja: "「{title}」" }
    /// A span nobody measured here.
    its_limit() { en: "its limit", ja: "上限に到達" }
}

/// A link of the chain.
pub fn cause(lang: Lang, kind: &CauseKind, recording: &Recording) -> String {
    spaced(lang, sentence(lang, kind, recording))
}

fn sentence(lang: Lang, kind: &CauseKind, recording: &Recording) -> String {
    let fault = |index: u16| fault_in_sentence(lang, recording, index);
    let clock = |at: sts_atlas_sim::SimTime| crate::clock(recording.scenario.start.plus_micros(at.0));
    match kind {
        CauseKind::InState { state: now, target } => cause_state(lang, region(lang, *target), state(lang, *now)),
        CauseKind::NoStsOfItsOwn { credentials: by } => cause_no_sts(lang, credentials(lang, *by)),
        CauseKind::NeverSent { .. } => cause_never_sent(lang),
        CauseKind::Decided { endpoint } => cause_decided(lang, endpoint.host()),
        CauseKind::ModeInForce { mode: EndpointMode::Legacy } => cause_mode(lang, mode_legacy(lang)),
        CauseKind::ModeInForce { mode: EndpointMode::Regional } => cause_mode(lang, mode_regional(lang)),
        CauseKind::LookedUp { endpoint, serving } => cause_looked_up(lang, endpoint.host(), region(lang, *serving)),
        CauseKind::Travelled { from, to, round_trip, provenance: known } if *from == Place::Region(*to) => {
            cause_travelled_within(lang, region(lang, *to), span(lang, *round_trip), provenance(lang, *known))
        }
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
        CauseKind::PathDisturbed { fault: index, from, to } => {
            cause_path_disturbed(lang, fault(*index), place(lang, *from), region(lang, *to))
        }
        CauseKind::StsDisturbed { fault: index, serving } => {
            cause_sts_down(lang, fault(*index), region(lang, *serving))
        }
        CauseKind::DataPlaneDown { fault: index, region: at } => {
            cause_data_plane(lang, fault(*index), region(lang, *at))
        }
        CauseKind::ServerDisturbed { fault: index, service: hit } => {
            cause_server(lang, fault(*index), service(lang, *hit))
        }
        CauseKind::NameBlocked { fault: index } => cause_name_blocked(lang, fault(*index)),
        CauseKind::NameMissing => cause_name_missing(lang),
        CauseKind::PolicyDenies { fault: index, requested } => {
            cause_policy(lang, fault(*index), region(lang, *requested))
        }
        CauseKind::IssuerLost { fault: index } => cause_issuer(lang, fault(*index)),
        CauseKind::TurnedTo { serving } => cause_turned(lang, region(lang, *serving)),
        CauseKind::AskedInstead { service: asked, serving } => {
            cause_asked(lang, service(lang, *asked), region(lang, *serving))
        }
        CauseKind::TokenRefusedBy { service: refusing } => cause_token_refused(lang, refusing.refusal_code()),
        CauseKind::ChangeNotTaken { .. } => cause_change_not_taken(lang),
        CauseKind::ChangeArrives { region: at, arrived: None, .. } => cause_change_waits(lang, region(lang, *at)),
        CauseKind::ChangeArrives { region: at, arrived: Some(when), .. } => {
            cause_change_arrived(lang, region(lang, *at), clock(*when))
        }
        CauseKind::NotDocumented => cause_not_documented(lang),
        CauseKind::Waited { failure, span: waited, system_default } => {
            let what = failed(lang, *failure, &span(lang, *waited));
            if *system_default { cause_waited_system(lang, what) } else { cause_waited(lang, what) }
        }
        CauseKind::Tried { attempt, of } => cause_tried(lang, attempt, of),
        CauseKind::QuotaUsedUp => cause_quota_used_up(lang),
        CauseKind::Refused { error } => cause_refused(lang, api_error_code(*error)),
        CauseKind::Issued { scope: valid, .. } => cause_issued(lang, scope(lang, *valid)),
        CauseKind::Judged { verdict: says, target } => cause_judged(lang, region(lang, *target), verdict(lang, *says)),
        CauseKind::SessionEnds { expires, cutoff } => cause_session(lang, clock(*cutoff), clock(*expires)),
        CauseKind::RenewalFailed { failure } => cause_renewal_failed(lang, failed_at_limit(lang, *failure)),
        CauseKind::RunFailed { failure } => cause_run_failed(lang, failed_at_limit(lang, *failure)),
    }
}

/// A fault's title, and whether more than what was reported is in it.
fn fault_in_sentence(lang: Lang, recording: &Recording, index: u16) -> String {
    let title = cause_fault(lang, fault_title(lang, recording, index));
    match recording.scenario.faults.get(usize::from(index)) {
        Some(offered) if offered.assumed => statement_known(lang, title, assumed(lang)),
        _ => title,
    }
}

/// Whether the time of a link is a fault's start that its sources give only roughly.
pub fn is_rough_time(cause: &Cause, recording: &Recording) -> bool {
    let offered = cause.kind.fault().and_then(|index| recording.scenario.faults.get(usize::from(index)));
    offered.is_some_and(|offered| {
        offered.approximate.start && offered.windows.iter().any(|window| Some(window.start) == cause.at)
    })
}

/// How a request failed, where nobody measured how long it took.
pub fn failed_at_limit(lang: Lang, failure: Failure) -> String {
    failed(lang, failure, &its_limit(lang))
}
