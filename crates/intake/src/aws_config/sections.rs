//! Sections as they are read, line by line: of each setting the value is kept only where something here asks for it.
//! Which lines are sections and settings, `reference` and `python` say.

use crate::url_user::{endpoint_without_user, without_user};

use super::error::{ConfigError, ConfigProblem, LONGEST_LINE, MOST_SECTIONS, MOST_SETTINGS};

/// Settings whose values are kept. No secret is among them.
const KEPT: [&str; 14] = [
    "region",
    "sts_regional_endpoints",
    "use_fips_endpoint",
    "use_dualstack_endpoint",
    "endpoint_url",
    "ignore_configured_endpoint_urls",
    "defaults_mode",
    "retry_mode",
    "max_attempts",
    "services",
    "source_profile",
    "credential_source",
    // The nested settings of STS in a services section.
    "sts",
    // Kept as present or not, see `VALUELESS`.
    "role_arn",
];
/// Settings of which only the presence is kept.
const VALUELESS: &str = "role_arn";

/// One `[section]` with what is kept of it.
#[derive(Debug)]
pub(super) struct Section<'t> {
    pub header: &'t str,
    pub settings: Vec<(&'static str, String)>,
    /// The names of all settings so far, to find a repeated one.
    names: Vec<String>,
}

impl Section<'_> {
    /// The last value of a setting.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.settings.iter().rev().find(|(kept, _)| *kept == key).map(|(_, value)| value.as_str())
    }
}

/// The setting that an indented line would continue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// None.
    Nothing,
    /// One with a value, kept or not.
    Value { kept: bool },
    /// One without a value on its own line: nested settings follow.
    Nested { kept: bool },
}

/// Collects sections.
#[derive(Debug, Default)]
pub(super) struct Sections<'t> {
    pub all: Vec<Section<'t>>,
}

impl<'t> Sections<'t> {
    pub fn begin(&mut self, header: &'t str, line: usize) -> Result<(), ConfigError> {
        if self.all.len() == MOST_SECTIONS {
            return Err(ConfigError { line, problem: ConfigProblem::ManySections });
        }
        self.all.push(Section { header, settings: Vec::new(), names: Vec::new() });
        Ok(())
    }

    /// Takes a setting of the last section; says what a continuation would continue.
    pub fn set(&mut self, key: &str, value: &str, once: bool, line: usize) -> Result<Open, ConfigError> {
        let key = key.to_lowercase();
        let header = self.all.last().map(|section| section.header);
        let mut same = self.all.iter().filter(|section| Some(section.header) == header);
        let is_repeated = once && same.any(|section| section.names.contains(&key));
        let Some(section) = self.all.last_mut() else {
            return Err(ConfigError { line, problem: ConfigProblem::OutsideSection });
        };
        if section.names.len() == MOST_SETTINGS {
            return Err(ConfigError { line, problem: ConfigProblem::ManySettings });
        }
        if is_repeated {
            return Err(ConfigError { line, problem: ConfigProblem::RepeatedSetting });
        }
        let kept = KEPT.into_iter().find(|kept| *kept == key);
        section.names.push(key);
        if let Some(kept) = kept {
            let value = match kept {
                VALUELESS => String::new(),
                "endpoint_url" => endpoint_without_user(value),
                _ => without_user(value),
            };
            section.settings.push((kept, value));
        }
        let kept = kept.is_some_and(|kept| kept != VALUELESS);
        Ok(if value.is_empty() { Open::Nested { kept } } else { Open::Value { kept } })
    }

    /// Takes a line that continues the last setting.
    pub fn go_on(&mut self, text: &str, line: usize) -> Result<(), ConfigError> {
        let last = self.all.last_mut().and_then(|section| section.settings.last_mut());
        let Some((_, value)) = last else { return Ok(()) };
        if value.len() + text.len() + 1 > LONGEST_LINE {
            return Err(ConfigError { line, problem: ConfigProblem::LongLine });
        }
        value.push('\n');
        value.push_str(&without_user(text));
        Ok(())
    }
}
