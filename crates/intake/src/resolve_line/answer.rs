//! From a question to its answer: the profile in force, the settings in it, and what this SDK makes of them.
//! The choice itself is `sim`'s.

use serde_json::{Value, json};
use sts_atlas_facts::{ConfigSyntax, RefusalWords, RuleId};
use sts_atlas_sim::{
    ClientSettings, Explanation, Refusal, Resolved, ServicesSetting, Step, explain, profile_in_force, reads_config_file,
};

use super::ResolveQuestion;
use crate::aws_config::{ConfigError, ConfigProfile, RoleChainError, SharedConfig};

/// What a client does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolveAnswer {
    /// Where its request goes, or how it refuses.
    pub result: Result<Resolved, ResolveRefusal>,
    /// The rules applied, in order.
    pub steps: Vec<Step>,
    /// The answer by another source, where sources contradict each other or the kind of client counts.
    pub disputed: Option<Result<Resolved, ResolveRefusal>>,
    /// The profiles whose roles are assumed on the way, the asked-for first; empty where none is.
    pub role_chain: Vec<String>,
}

/// How a client refuses before it sends anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolveRefusal {
    /// The SDK's name for it.
    pub code: String,
    /// Why.
    pub reason: RefusalReason,
}

/// Why a client refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusalReason {
    /// In the SDK's own words, which are the same whatever the reader's language is.
    Sdk(String),
    /// It cannot read its shared config file.
    Config(ConfigError),
    /// Its profiles lead nowhere.
    RoleChain(RoleChainError),
}

/// Answers a question; refusing is an answer, too.
pub fn resolve(question: &ResolveQuestion) -> ResolveAnswer {
    let environment = |name: &str| question.environment.get(name).map(String::as_str);
    let file = question.dialect.file.value;
    let is_read = file.syntax != ConfigSyntax::None && reads_config_file(question.dialect, &environment);
    let mut steps = Vec::new();
    if !is_read && question.has_config {
        let rule = if file.only_if.is_some() { RuleId::DecideConfigFileUnread } else { RuleId::DecideSettingUnread };
        steps.push(rule.into());
    }
    let unread = SharedConfig::default();
    let config = match &question.config {
        _ if !is_read => &unread,
        Ok(config) => config,
        Err(error) => {
            let code = question.dialect.refusals.value.config;
            return refused(steps, code, RefusalReason::Config(*error));
        }
    };
    let (name, asked) = profile_in_force(question.dialect, question.profile.as_deref(), &environment);
    let missing = ConfigProfile::default();
    let profile = match config.profile(name) {
        Some(profile) => profile,
        None if asked && file.missing_profile_refused => {
            let RefusalWords { code, message } = question.dialect.refusals.value.profile;
            return refused(steps, code, RefusalReason::Sdk(message.replace("{value}", name)));
        }
        None => &missing,
    };
    let role_chain = match config.role_chain(name) {
        Ok(chain) => chain,
        Err(error) if question.operation.is_signed() => {
            let code = question.dialect.refusals.value.services.code;
            return refused(steps, code, RefusalReason::RoleChain(error));
        }
        Err(_) => Vec::new(),
    };
    let services = services_of(profile, config);
    let key = |key: &str| profile.get(key);
    let set = ClientSettings { code: &question.code, environment: &environment, profile: &key, services: &services };
    let Explanation { answer, steps: more, disputed } =
        explain(question.preset, question.dialect, &set, question.operation);
    steps.extend(more);
    ResolveAnswer {
        result: answer.map_err(ResolveRefusal::from),
        steps,
        disputed: disputed.map(|other| other.map_err(ResolveRefusal::from)),
        role_chain,
    }
}

impl From<Refusal> for ResolveRefusal {
    fn from(Refusal { code, message }: Refusal) -> Self {
        Self { code: code.to_owned(), reason: RefusalReason::Sdk(message) }
    }
}

fn refused(steps: Vec<Step>, code: &str, reason: RefusalReason) -> ResolveAnswer {
    let result = Err(ResolveRefusal { code: code.to_owned(), reason });
    ResolveAnswer { result, steps, disputed: None, role_chain: Vec::new() }
}

fn services_of(profile: &ConfigProfile, config: &SharedConfig) -> ServicesSetting {
    match profile.get("services").filter(|name| !name.is_empty()) {
        None => ServicesSetting::None,
        Some(name) => match config.services(name) {
            None => ServicesSetting::Missing(name.to_owned()),
            Some(url) => ServicesSetting::Found { endpoint_url: url.map(str::to_owned) },
        },
    }
}

/// An answer as JSON; `said` gives a rule's id and its sentence in the reader's language, `refused` a refusal's.
pub fn resolve_json(
    answer: &ResolveAnswer,
    said: impl Fn(RuleId) -> (&'static str, &'static str),
    refused: impl Fn(&RefusalReason) -> String,
) -> Value {
    let mut value = match &answer.result {
        Ok(resolved) => resolved_json(resolved),
        Err(refusal) => return refusal_json(refusal, &refused),
    };
    let steps = answer.steps.iter().map(|step| step_json(step, &said));
    value["steps"] = steps.collect();
    if let Some(other) = &answer.disputed {
        value["disputed"] = match other {
            Ok(resolved) => resolved_json(resolved),
            Err(refusal) => refusal_json(refusal, &refused),
        };
    }
    if !answer.role_chain.is_empty() {
        value["role_chain"] = json!(answer.role_chain);
    }
    value
}

fn resolved_json(resolved: &Resolved) -> Value {
    json!({ "url": resolved.url, "signing_region": resolved.signing_region, "kind": resolved.kind.id() })
}

fn refusal_json(refusal: &ResolveRefusal, refused: &impl Fn(&RefusalReason) -> String) -> Value {
    json!({ "error": { "code": refusal.code, "message": refused(&refusal.reason) } })
}

fn step_json(step: &Step, said: &impl Fn(RuleId) -> (&'static str, &'static str)) -> Value {
    let (rule, statement) = said(step.rule);
    let mut value = json!({ "rule": rule, "statement": statement });
    if let Some(found) = &step.found {
        value["setting"] = json!(found.setting);
        value["value"] = json!(found.value);
        value["place"] = json!(found.place);
    }
    value
}
