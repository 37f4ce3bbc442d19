//! Names of the model's own words: states, endpoints, failures, verdicts, places, confidence.
//! Statements about AWS come from `facts`.

use sts_atlas_facts::{Confidence, Place, Provenance, RegionId, RuleFact, Sdk, Version};
use sts_atlas_player::{Difference, TokenSource};
use sts_atlas_sim::{
    ApiError, Credentials, EndpointKind, Failure, Inactive, Kind, Outcome, ServiceKind, State, TokenScope, TokenVerdict,
};

use crate::messages::messages;
use crate::{Lang, date, list, valid_from, valid_to};

messages! {
    /// State.
    state_healthy() { en: "healthy", ja: "正常" }
    /// State.
    state_exposed() { en: "exposed", ja: "潜在影響" }
    /// State.
    state_draining() { en: "draining", ja: "残り時間で稼働中" }
    /// State.
    state_unknown() { en: "unknown", ja: "不明" }
    /// State.
    state_impaired() { en: "impaired", ja: "停止" }
    /// Kind of endpoint.
    endpoint_global() { en: "global endpoint", ja: "グローバルエンドポイント" }
    /// Kind of endpoint.
    endpoint_regional() { en: "Regional endpoint", ja: "リージョナルエンドポイント" }
    /// Any other service.
    service_other() { en: "other services", ja: "ほかのサービス" }
    /// Sign-in.
    service_sign_in() { en: "sign-in", ja: "サインイン" }
    /// IAM Identity Center.
    service_identity_center() { en: "IAM Identity Center", ja: "IAM Identity Center" }
    /// IAM Roles Anywhere.
    service_roles_anywhere() { en: "IAM Roles Anywhere", ja: "IAM Roles Anywhere" }
    /// IAM's API.
    service_iam() { en: "IAM control plane", ja: "IAM コントロールプレーン" }
    /// Account Management.
    service_account_api() { en: "Account Management API", ja: "Account Management API" }
    /// No STS.
    endpoint_none() { en: "no STS calls", ja: "STS の呼び出しなし" }
    /// Failure.
    failure_connect(span) { en: "no connection within {span}", ja: "接続できずタイムアウト（{span}）" }
    /// Failure.
    failure_read(span) { en: "no answer within {span}", ja: "応答がなくタイムアウト（{span}）" }
    /// Failure.
    failure_load(span) { en: "renewal given up after {span}", ja: "更新を断念（{span}）" }
    /// Failure.
    failure_name() { en: "the name has no address", ja: "名前解決に失敗" }
    /// Outcome.
    outcome_issued(span) { en: "issued in {span}", ja: "発行（{span}）" }
    /// Outcome.
    outcome_served(span) { en: "served in {span}", ja: "応答（{span}）" }
    /// Verdict.
    verdict_valid() { en: "valid", ja: "有効" }
    /// Verdict.
    verdict_refused() { en: "refused", ja: "拒否" }
    /// Verdict.
    verdict_not_enabled() { en: "Region not enabled", ja: "リージョンが無効" }
    /// Confidence.
    confidence_documented() { en: "documented by AWS", ja: "公式文書" }
    /// Confidence.
    confidence_code() { en: "seen in code", ja: "コードで確認" }
    /// Confidence.
    confidence_observed() { en: "observed by others", ja: "第三者の観測" }
    /// Confidence.
    confidence_inferred() { en: "inferred", ja: "推論" }
    /// Confidence.
    confidence_recalled() { en: "recalled, to be checked", ja: "要再確認" }
    /// Confidence.
    confidence_assumed() { en: "assumed", ja: "仮定" }
    /// A source that is no document: the model itself.
    own_assumption() { en: "Assumption of this model", ja: "このモデルの仮定" }
    /// Sources of a rule.
    sources_are(list) { en: "Sources: {list}", ja: "出典: {list}" }
    /// Provenance.
    provenance_measured() { en: "measured", ja: "実測" }
    /// Provenance.
    provenance_estimated() { en: "estimated", ja: "推定" }
    /// Token source.
    source_global_v1() { en: "Global, version 1", ja: "グローバル（バージョン 1）" }
    /// Token source.
    source_global_v2() { en: "Global, version 2", ja: "グローバル（バージョン 2）" }
    /// Token source.
    source_regional() { en: "Regional", ja: "リージョナル" }
    /// Credentials.
    credentials_assume_role() { en: "assumes a role", ja: "ロールを引き受ける" }
    /// Credentials.
    credentials_web_identity() { en: "web identity", ja: "ウェブ ID" }
    /// Credentials.
    credentials_imds() { en: "instance role, delivered by AWS", ja: "AWS が配布するインスタンスロール" }
    /// Credentials.
    credentials_saml() { en: "SAML assertion", ja: "SAML アサーション" }
    /// Credentials.
    credentials_identity_center() { en: "IAM Identity Center", ja: "IAM Identity Center" }
    /// Credentials.
    credentials_roles_anywhere() { en: "IAM Roles Anywhere", ja: "IAM Roles Anywhere" }
    /// Credentials.
    credentials_container() { en: "task role, delivered by AWS", ja: "AWS が配布するタスクロール" }
    /// Credentials.
    credentials_lambda() { en: "function role, delivered by AWS", ja: "AWS が配布する関数の実行ロール" }
    /// Credentials.
    credentials_pod_identity() { en: "pod identity, delivered by AWS", ja: "AWS が配布する Pod Identity" }
    /// Credentials.
    credentials_console_iam_user() { en: "console, as an IAM user", ja: "コンソール（IAM ユーザー）" }
    /// Credentials.
    credentials_console_root() { en: "console, as the root user", ja: "コンソール（ルートユーザー）" }
    /// Credentials.
    credentials_console_saml() { en: "console, through SAML", ja: "コンソール（SAML）" }
    /// Credentials.
    credentials_access_key() { en: "long-term access key", ja: "長期的なアクセスキー" }
    /// Kind.
    kind_workload() { en: "workload", ja: "ワークロード" }
    /// Kind.
    kind_job() { en: "job", ja: "ジョブ" }
    /// Kind.
    kind_human() { en: "human", ja: "人" }
    /// Kind.
    kind_aws_service() { en: "AWS service", ja: "AWS サービス" }
    /// Kind.
    kind_admin() { en: "administrator", ja: "管理者" }
    /// Scope.
    scope_default() { en: "Regions enabled by default", ja: "デフォルトで有効なリージョン" }
    /// Scope.
    scope_all() { en: "all Regions enabled for the account", ja: "アカウントで有効なすべてのリージョン" }
    /// An office.
    office(city) { en: "{city} office", ja: "{city}の拠点" }
    /// Inactive principal.
    inactive_region(code) { en: "inactive: {code} had not been launched", ja: "対象外: {code} は提供開始前" }
    /// A name with the version.
    client(sdk, version) { en: "{sdk} {version}", ja: "{sdk} {version}" }
    /// Of one SDK: where it was read.
    of_sdk(client, source) { en: "{client}: {source}", ja: "{client}: {source}" }
    /// Difference.
    difference_global() { en: "stays global", ja: "グローバルのまま" }
    /// Difference.
    difference_regional() { en: "Regional in both", ja: "どちらもリージョナル" }
    /// Difference.
    difference_none() { en: "no STS calls of its own", ja: "自分では STS を呼び出さない" }
    /// Difference.
    difference_changes() { en: "another endpoint", ja: "別のエンドポイント" }
}

/// The word for a state.
pub fn state(lang: Lang, state: State) -> String {
    match state {
        State::Healthy => state_healthy(lang),
        State::Exposed => state_exposed(lang),
        State::Draining => state_draining(lang),
        State::Unknown => state_unknown(lang),
        State::Impaired => state_impaired(lang),
    }
}

/// The word for a kind of endpoint.
pub fn endpoint_kind(lang: Lang, kind: EndpointKind) -> String {
    match kind {
        EndpointKind::Global => endpoint_global(lang),
        EndpointKind::Regional => endpoint_regional(lang),
    }
}

/// The word for what a request calls.
pub fn service(lang: Lang, service: ServiceKind) -> String {
    match service {
        ServiceKind::StsGlobal => endpoint_global(lang),
        ServiceKind::StsRegional => endpoint_regional(lang),
        ServiceKind::Service => service_other(lang),
        ServiceKind::SignIn => service_sign_in(lang),
        ServiceKind::IdentityCenter => service_identity_center(lang),
        ServiceKind::RolesAnywhere => service_roles_anywhere(lang),
        ServiceKind::Iam => service_iam(lang),
        ServiceKind::AccountApi => service_account_api(lang),
    }
}

/// A Region's short name.
pub fn region(lang: Lang, region: RegionId) -> String {
    let fact = region.fact();
    lang.of(fact.label_en, fact.label_ja)
}

/// A Region or an office.
pub fn place(lang: Lang, place: Place) -> String {
    match place {
        Place::Region(id) => region(lang, id),
        Place::City(city) => match lang {
            Lang::Ja => office(lang, city.fact().name_ja),
            Lang::En | Lang::Pseudo => office(lang, city.fact().name_en),
        },
    }
}

/// The code AWS answers with; the same in every language.
pub const fn api_error_code(error: ApiError) -> &'static str {
    match error {
        ApiError::InvalidClientTokenId | ApiError::TokenRefused | ApiError::RegionNotEnabled => "InvalidClientTokenId",
        ApiError::RegionDisabled => "RegionDisabledException",
        ApiError::Throttling => "Throttling",
        ApiError::ServiceUnavailable => "ServiceUnavailable",
        ApiError::AccessDenied => "AccessDenied",
        ApiError::ValidationError => "ValidationError",
        ApiError::SignatureDoesNotMatch => "SignatureDoesNotMatch",
        ApiError::UnsupportedOperation => "InvalidAction",
        ApiError::IdpCommunication => "IDPCommunicationError",
        ApiError::ExpiredToken => "ExpiredToken",
        ApiError::Conflict => "ConflictException",
    }
}

/// How a request ended, after so long.
pub fn outcome(lang: Lang, outcome: Outcome, took: &str) -> String {
    match outcome {
        Outcome::Issued(_) => outcome_issued(lang, took),
        Outcome::Served => outcome_served(lang, took),
        Outcome::Failed(failure) => failed(lang, failure, took),
    }
}

/// How a request failed, after so long.
pub fn failed(lang: Lang, failure: Failure, took: &str) -> String {
    match failure {
        Failure::ConnectTimeout => failure_connect(lang, took),
        Failure::ReadTimeout => failure_read(lang, took),
        Failure::LoadTimeout => failure_load(lang, took),
        Failure::NameNotFound => failure_name(lang),
        Failure::Api(error) => lang.of(api_error_code(error), api_error_code(error)),
    }
}

/// The word for a verdict.
pub fn verdict(lang: Lang, verdict: TokenVerdict) -> String {
    match verdict {
        TokenVerdict::Valid => verdict_valid(lang),
        TokenVerdict::Refused => verdict_refused(lang),
        TokenVerdict::RegionNotEnabled => verdict_not_enabled(lang),
    }
}

/// How well something is known.
pub fn confidence(lang: Lang, confidence: Confidence) -> String {
    match confidence {
        Confidence::Documented => confidence_documented(lang),
        Confidence::SeenInCode => confidence_code(lang),
        Confidence::Observed => confidence_observed(lang),
        Confidence::Inferred => confidence_inferred(lang),
        Confidence::Recalled => confidence_recalled(lang),
        Confidence::Assumed => confidence_assumed(lang),
    }
}

/// How well a rule is known, and from when until when it holds.
pub fn known(lang: Lang, rule: &RuleFact) -> String {
    let parts = [confidence(lang, rule.confidence), validity(lang, rule)];
    list(lang, &parts.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>())
}

/// Where it was read what an SDK does; what is this model's own is said in the reader's language.
pub fn sdk_source(lang: Lang, sdk: Sdk, version: Version, source: &str) -> String {
    of_sdk(lang, client(lang, sdk.label(), version), with_own(lang, source))
}

fn with_own(lang: Lang, source: &str) -> String {
    source.replace("Assumption of this model", &own_assumption(lang))
}

/// Who says so; what is this model's own is said in the reader's language, documents keep their names.
pub fn sources(lang: Lang, names: impl std::fmt::Display) -> String {
    sources_are(lang, with_own(lang, &names.to_string()))
}

/// The same of a rule's list.
pub fn cited(lang: Lang, sources_of_rule: &[&str]) -> String {
    sources(lang, sources_of_rule.join("; "))
}

/// From when until when a rule holds, as far as that is known.
pub fn validity(lang: Lang, rule: &RuleFact) -> String {
    let from = rule.valid_from.map(|day| valid_from(lang, date(lang, day)));
    let to = rule.valid_to.map(|day| valid_to(lang, date(lang, day)));
    list(lang, &[from, to].into_iter().flatten().collect::<Vec<_>>())
}

/// Where a number comes from.
pub fn provenance(lang: Lang, provenance: Provenance) -> String {
    match provenance {
        Provenance::Measured => provenance_measured(lang),
        Provenance::Estimated => provenance_estimated(lang),
        Provenance::Assumed => confidence_assumed(lang),
    }
}

/// Who issues a token.
pub fn token_source(lang: Lang, source: TokenSource) -> String {
    match source {
        TokenSource::GlobalV1 => source_global_v1(lang),
        TokenSource::GlobalV2 => source_global_v2(lang),
        TokenSource::Regional => source_regional(lang),
    }
}

/// Who calls STS for a principal.
pub fn credentials(lang: Lang, credentials: Credentials) -> String {
    match credentials {
        Credentials::AssumeRole => credentials_assume_role(lang),
        Credentials::WebIdentity => credentials_web_identity(lang),
        Credentials::Imds => credentials_imds(lang),
        Credentials::Saml => credentials_saml(lang),
        Credentials::IdentityCenter => credentials_identity_center(lang),
        Credentials::RolesAnywhere => credentials_roles_anywhere(lang),
        Credentials::Container => credentials_container(lang),
        Credentials::Lambda => credentials_lambda(lang),
        Credentials::PodIdentity => credentials_pod_identity(lang),
        Credentials::AccessKey => credentials_access_key(lang),
        Credentials::ConsoleIamUser => credentials_console_iam_user(lang),
        Credentials::ConsoleRoot => credentials_console_root(lang),
        Credentials::ConsoleSaml => credentials_console_saml(lang),
    }
}

/// How a principal behaves.
pub fn kind(lang: Lang, kind: Kind) -> String {
    match kind {
        Kind::Workload => kind_workload(lang),
        Kind::Job { .. } => kind_job(lang),
        Kind::Human { .. } => kind_human(lang),
        Kind::AwsService => kind_aws_service(lang),
        Kind::Admin { .. } => kind_admin(lang),
    }
}

/// Where a session is valid.
pub fn scope(lang: Lang, scope: TokenScope) -> String {
    match scope {
        TokenScope::DefaultRegions => scope_default(lang),
        TokenScope::AllEnabledRegions => scope_all(lang),
    }
}

/// Why a principal takes no part.
pub fn inactive(lang: Lang, inactive: Inactive) -> String {
    match inactive {
        Inactive::RegionNotLaunched(id) => inactive_region(lang, id.code()),
    }
}

/// An SDK with its version.
pub fn sdk(lang: Lang, sdk: Sdk, version: Version) -> String {
    client(lang, sdk.label(), version)
}

/// What the twin changed.
pub fn difference(lang: Lang, difference: Difference) -> String {
    match difference {
        Difference::Changed { .. } => difference_changes(lang),
        Difference::StaysGlobal => difference_global(lang),
        Difference::RegionalInBoth => difference_regional(lang),
        Difference::NoStsOfItsOwn => difference_none(lang),
    }
}
