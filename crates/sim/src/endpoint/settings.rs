//! What is set for a client, and where each value is found: code, environment, profile, in the SDK's own order.
//! What the values lead to is `explain`'s business; whether a file is read at all, its reader's.

use sts_atlas_facts::{ConfigSyntax, Dialect, EndpointMode, FlagValues, ModeValues, RefusalWords, RuleId};

/// What a program sets itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeSettings {
    /// The Region.
    pub region: Option<String>,
    /// A custom endpoint.
    pub endpoint_url: Option<String>,
    /// FIPS.
    pub use_fips: Option<bool>,
    /// Dual-stack.
    pub use_dual_stack: Option<bool>,
    /// `sts_regional_endpoints`, as written.
    pub endpoint_mode: Option<String>,
}

/// What the profile's `services` says about STS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ServicesSetting {
    /// The profile names no services section.
    #[default]
    None,
    /// It names one that is not there.
    Missing(String),
    /// It names one that is there.
    Found {
        /// The `endpoint_url` for STS in it.
        endpoint_url: Option<String>,
    },
}

/// Looks a value up by name.
pub type ByName<'a> = &'a dyn Fn(&str) -> Option<&'a str>;

/// Everything that is set for a client.
#[derive(Clone, Copy)]
pub struct ClientSettings<'a> {
    /// In code.
    pub code: &'a CodeSettings,
    /// In the environment.
    pub environment: ByName<'a>,
    /// In the profile, by key.
    pub profile: ByName<'a>,
    /// In the services section that the profile names.
    pub services: &'a ServicesSetting,
}

/// A client that refuses before it sends anything: the SDK's name for it and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The SDK's name.
    pub code: &'static str,
    /// The SDK's words.
    pub message: String,
}

impl Refusal {
    pub(super) fn new(words: RefusalWords, value: &str) -> Self {
        Self { code: words.code, message: words.message.replace("{value}", value) }
    }
}

/// One rule on the way, and the value it was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The rule.
    pub rule: RuleId,
    /// The value found, if the rule is about one.
    pub found: Option<Found>,
}

impl From<RuleId> for Step {
    fn from(rule: RuleId) -> Self {
        Self { rule, found: None }
    }
}

/// A value with its setting and place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The setting, under its name in a profile.
    pub setting: &'static str,
    /// Its value as written.
    pub value: String,
    /// `code`, a variable, `profile` or `services`.
    pub place: String,
}

impl Found {
    /// The rule that says why this place counts.
    pub(super) fn rule(&self) -> RuleId {
        match self.place.as_str() {
            "code" => RuleId::DecideSetInCode,
            "profile" | "services" => RuleId::DecideSetInProfile,
            _ => RuleId::DecideSetInEnvironment,
        }
    }
}

/// The name of the profile in force, and whether somebody asked for it by name.
pub fn profile_in_force<'a>(dialect: &Dialect, asked: Option<&'a str>, environment: ByName<'a>) -> (&'a str, bool) {
    let variables = dialect.file.value.profile_variables.iter();
    let mut named = variables.filter_map(|place| variable(place, environment)).filter(|name| !name.is_empty());
    match asked.or_else(|| named.next()) {
        Some(name) => (name, true),
        None => ("default", false),
    }
}

/// Whether the SDK reads the shared config file in this environment.
pub fn reads_config_file(dialect: &Dialect, environment: ByName<'_>) -> bool {
    dialect.file.value.only_if.is_none_or(|variable| environment(variable).is_some_and(is_on))
}

/// A variable, written `VARIABLE` or `VARIABLE if OTHER`; `None` also for places that are no variables.
pub(super) fn variable<'a>(place: &str, environment: ByName<'a>) -> Option<&'a str> {
    match place.split_once(" if ") {
        Some((name, condition)) => environment(condition).filter(|value| is_on(value)).and_then(|_| environment(name)),
        None => environment(place),
    }
}

/// What Go and JavaScript take as set.
fn is_on(value: &str) -> bool {
    !matches!(value, "" | "0" | "f" | "F" | "false" | "False" | "FALSE")
}

impl ClientSettings<'_> {
    /// A setting that has one variable and one key: environment first, then profile. Code is the caller's.
    pub(super) fn outside_code(&self, setting: &'static str, name: &str, empty_counts: bool) -> Option<Found> {
        let counts = |value: &&str| empty_counts || !value.is_empty();
        let from_environment = (self.environment)(name).filter(counts).map(|value| (value, name));
        let found = from_environment.or_else(|| (self.profile)(setting).filter(counts).map(|value| (value, "profile")));
        found.map(|(value, place)| Found { setting, value: value.to_owned(), place: place.to_owned() })
    }

    /// A flag: code, environment, profile.
    pub(super) fn flag(
        &self,
        dialect: &Dialect,
        setting: &'static str,
        name: &str,
        code: Option<bool>,
    ) -> Result<(bool, Option<Found>), Refusal> {
        if let Some(value) = code {
            let found = Found { setting, value: value.to_string(), place: "code".to_owned() };
            return Ok((value, Some(found)));
        }
        let Some(found) = self.outside_code(setting, name, dialect.region.value.empty_counts) else {
            return Ok((false, None));
        };
        match flag_value(dialect.values.value.flag, &found.value) {
            Ok(value) => Ok((value, Some(found))),
            Err(()) => Err(Refusal::new(dialect.refusals.value.flag, &found.value)),
        }
    }
}

fn flag_value(values: FlagValues, text: &str) -> Result<bool, ()> {
    let (is_true, is_false) = match values {
        FlagValues::ExactOrRefused | FlagValues::ExactElseUnset => (text == "true", text == "false"),
        _ => (text.eq_ignore_ascii_case("true"), text.eq_ignore_ascii_case("false")),
    };
    let refuses = matches!(values, FlagValues::AnyCaseOrRefused | FlagValues::ExactOrRefused);
    if refuses && !is_true && !is_false { Err(()) } else { Ok(is_true) }
}

/// The mode that a value stands for; `None` where the SDK refuses it.
pub(super) fn mode_value(values: ModeValues, text: &str) -> Option<EndpointMode> {
    let any_case = values == ModeValues::AnyCaseOrRefused;
    let is = |word: &str| if any_case { text.eq_ignore_ascii_case(word) } else { text == word };
    if is("legacy") {
        Some(EndpointMode::Legacy)
    } else if is("regional") || values == ModeValues::ExactElseRegional {
        Some(EndpointMode::Regional)
    } else {
        None
    }
}

/// The Region by the SDK's own look-up.
pub(super) fn region(dialect: &Dialect, set: &ClientSettings<'_>) -> Option<Found> {
    let reading = &dialect.region.value;
    let counts = |value: &&str| reading.empty_counts || !value.is_empty();
    reading.lookup.iter().find_map(|&place| {
        let (value, place) = match place {
            "code" => (set.code.region.as_deref(), place),
            "profile" => ((set.profile)("region"), place),
            _ => (variable(place, set.environment), place.split(" if ").next().unwrap_or(place)),
        };
        let value = value.filter(counts)?;
        Some(Found { setting: "region", value: value.to_owned(), place: place.to_owned() })
    })
}

/// Variables that hold a Region for other SDKs, set here in vain.
pub(super) fn unread_region_variables(dialect: &Dialect, set: &ClientSettings<'_>) -> Vec<Found> {
    let lookup = dialect.region.value.lookup;
    let read = |name: &str| lookup.iter().any(|place| *place == name || place.split(" if ").next() == Some(name));
    ["AWS_REGION", "AWS_DEFAULT_REGION"]
        .into_iter()
        .filter(|name| !read(name))
        .filter_map(|name| {
            let value = (set.environment)(name)?.to_owned();
            Some(Found { setting: "region", value, place: name.to_owned() })
        })
        .collect()
}

/// `sts_regional_endpoints`: code, environment, profile; an empty value counts as none.
pub(super) fn endpoint_mode(dialect: &Dialect, set: &ClientSettings<'_>) -> Option<Found> {
    const SETTING: &str = "sts_regional_endpoints";
    let code = set.code.endpoint_mode.clone().map(|value| Found { setting: SETTING, value, place: "code".to_owned() });
    let found =
        code.or_else(|| set.outside_code(SETTING, "AWS_STS_REGIONAL_ENDPOINTS", dialect.region.value.empty_counts));
    found.filter(|found| !found.value.is_empty())
}

/// `defaults_mode`, where the SDK reads it.
pub(super) fn defaults_mode(dialect: &Dialect, set: &ClientSettings<'_>) -> Option<Found> {
    let reads = dialect.endpoints.value.defaults_mode;
    reads.then(|| set.outside_code("defaults_mode", "AWS_DEFAULTS_MODE", false)).flatten()
}

/// The custom endpoint, if any: code first, then, unless told to ignore them, environment and profile.
pub(super) fn endpoint_url(
    dialect: &Dialect,
    set: &ClientSettings<'_>,
    steps: &mut Vec<Step>,
) -> Result<Option<Found>, Refusal> {
    const SETTING: &str = "endpoint_url";
    let found = |value: &str, place: &str| Found { setting: SETTING, value: value.to_owned(), place: place.to_owned() };
    if let Some(url) = &set.code.endpoint_url {
        return Ok(Some(found(url, "code")));
    }
    let configured = configured_url(set);
    if !dialect.endpoints.value.urls {
        if let Ok(Some((url, place))) = configured {
            steps.push(Step { rule: RuleId::DecideSettingUnread, found: Some(found(url, place)) });
        }
        return Ok(None);
    }
    let (ignored, by) =
        set.flag(dialect, "ignore_configured_endpoint_urls", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", None)?;
    if ignored {
        steps.push(Step { rule: RuleId::DecideEndpointUrlIgnored, found: by });
        return Ok(None);
    }
    match configured {
        Ok(configured) => Ok(configured.map(|(url, place)| found(url, place))),
        // Only botocore and the CLI are known to refuse this.
        Err(missing) if dialect.file.value.syntax == ConfigSyntax::Python => {
            Err(Refusal::new(dialect.refusals.value.services, missing))
        }
        Err(_) => Ok((set.profile)(SETTING).filter(|url| !url.is_empty()).map(|url| found(url, "profile"))),
    }
}

/// The first URL that is set, with its place; an error with the name of a services section that is not there.
fn configured_url<'a>(set: &'a ClientSettings<'_>) -> Result<Option<(&'a str, &'static str)>, &'a str> {
    for name in ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"] {
        if let Some(url) = (set.environment)(name).filter(|url| !url.is_empty()) {
            return Ok(Some((url, name)));
        }
    }
    match set.services {
        ServicesSetting::Missing(name) => return Err(name),
        ServicesSetting::Found { endpoint_url: Some(url) } if !url.is_empty() => return Ok(Some((url, "services"))),
        _ => {}
    }
    Ok((set.profile)("endpoint_url").filter(|url| !url.is_empty()).map(|url| (url, "profile")))
}

/// Refuses values of settings that do not decide the endpoint, as this SDK does before it sends anything.
pub(super) fn check_others(dialect: &Dialect, set: &ClientSettings<'_>) -> Result<(), Refusal> {
    let refusals = &dialect.refusals.value;
    if let (Some(words), Some(found)) = (refusals.defaults_mode, defaults_mode(dialect, set)) {
        let known = ["legacy", "auto", "standard", "in-region", "cross-region", "mobile"];
        if !known.iter().any(|mode| found.value.eq_ignore_ascii_case(mode)) {
            return Err(Refusal::new(words, &found.value));
        }
    }
    let attempts = set.outside_code("max_attempts", "AWS_MAX_ATTEMPTS", true);
    if let (Some(words), Some(found)) = (refusals.max_attempts, attempts) {
        match found.value.trim().parse::<i64>() {
            Ok(attempts) if attempts >= 1 => {}
            Ok(_) => return Err(Refusal::new(words, found.value.trim())),
            Err(_) => {
                let message = format!("invalid literal for int() with base 10: '{}'", found.value);
                return Err(Refusal { code: "ValueError", message });
            }
        }
    }
    let mode = set.outside_code("retry_mode", "AWS_RETRY_MODE", true);
    match (refusals.retry_mode, mode) {
        (Some(words), Some(found)) if !["legacy", "standard", "adaptive"].contains(&found.value.as_str()) => {
            Err(Refusal::new(words, &found.value))
        }
        _ => Ok(()),
    }
}
