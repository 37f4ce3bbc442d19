//! A shared config file (`~/.aws/config`) pasted for a client: what its SDK would read from one profile takes the place of
//! what is set. Everything else in the text, secrets among it, goes no further than the line it stands in.
//! How SDKs read such files is intake's business.

use sts_atlas_facts::{ConfigSyntax, EndpointMode, RegionId, RetryMode, dialect_for};
use sts_atlas_intake::{ConfigProfile, custom_endpoint, parse_config};
use sts_atlas_sim::{ClientSpec, RegionChoice};
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use super::clients::{MOST_ATTEMPTS, RETRY_MODES, attempts};
use super::{Filled, number};
use crate::html::Html;
use crate::sheets::Sitting;

/// What forms of this kind are called, before the number of their group.
const PREFIX: &str = "paste-";
const DEFAULT: &str = "default";

/// The group a form of this kind is for.
pub(super) fn group(which: &str) -> Option<&str> {
    which.strip_prefix(PREFIX)
}

pub(super) fn draw(html: &mut Html, sitting: &Sitting, group: &str, name: &str) {
    let (lang, which) = (sitting.lang, format!("{PREFIX}{group}"));
    html.fold(&words::paste_config(lang), |html| {
        sitting.form_taken(html, "asked", &which, &words::paste_config_of(lang, name), |html| {
            let typed = sitting.wrong(&which).map(|wrong| &wrong.filled);
            number(
                html,
                "profile",
                &words::paste_profile(lang),
                typed.map_or("", |typed| typed.get("profile")),
                DEFAULT,
            );
            html.element("label", &[], |html| {
                html.said("span", &[], &words::paste_text(lang));
                let attributes = [("name", "config"), ("rows", "6"), ("spellcheck", "false"), ("autocomplete", "off")];
                html.said("textarea", &attributes, typed.map_or("", |typed| typed.get("config")));
            });
            html.said("button", &[("type", "button"), ("data-fill", "")], &words::paste_take(lang));
            html.said("small", &[("class", "hint")], &words::paste_hint(lang));
        });
    });
}

/// The client with what the profile sets, and nothing else set.
pub(super) fn client(lang: Lang, filled: &Filled, before: &ClientSpec) -> Result<ClientSpec, String> {
    let (preset, version) = (before.preset, before.version);
    let syntax = dialect_for(preset.sdk, version).map_or(ConfigSyntax::Reference, |dialect| dialect.file.value.syntax);
    let config = parse_config(filled.get("config"), syntax).map_err(|error| words::config_error(lang, &error))?;
    let name = Some(filled.get("profile").trim()).filter(|name| !name.is_empty()).unwrap_or(DEFAULT);
    let profile = config.profile(name).ok_or_else(|| {
        let known: Vec<String> = config.profile_names().map(str::to_owned).collect();
        match known.is_empty() {
            true => words::paste_nothing(lang),
            false => words::paste_no_profile(lang, words::list(lang, &known)),
        }
    })?;
    let attempts = match profile.get("max_attempts") {
        None => None,
        Some(said) => Some(attempts(said).ok_or_else(|| words::out_of_range(lang, 1, MOST_ATTEMPTS))?),
    };
    let is_true = |key: &str| profile.get(key).is_some_and(|value| value.eq_ignore_ascii_case("true"));
    let region = profile.get("region").and_then(RegionId::from_code);
    Ok(ClientSpec {
        endpoint_mode: mode(profile).filter(|_| preset.reads_endpoint_mode.value),
        use_fips: is_true("use_fips_endpoint"),
        use_dual_stack: is_true("use_dualstack_endpoint"),
        endpoint_url: profile.get("endpoint_url").map(custom_endpoint),
        retry_mode: retry_mode(profile).filter(|mode| preset.retry_in(*mode).is_some()),
        max_attempts: attempts,
        ..ClientSpec::new(preset, version, region.map_or(before.region, RegionChoice::Region))
    })
}

fn mode(profile: &ConfigProfile) -> Option<EndpointMode> {
    let said = profile.get("sts_regional_endpoints")?;
    [EndpointMode::Legacy, EndpointMode::Regional].into_iter().find(|mode| mode.id().eq_ignore_ascii_case(said))
}

fn retry_mode(profile: &ConfigProfile) -> Option<RetryMode> {
    let said = profile.get("retry_mode")?;
    RETRY_MODES.into_iter().find(|mode| mode.id().eq_ignore_ascii_case(said))
}
