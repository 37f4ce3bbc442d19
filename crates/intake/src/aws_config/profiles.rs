//! Profiles, services and SSO sessions as an SDK sees them once sections are read: whose names count, and which of two wins.
//! Which setting of a profile decides what is `sim`'s business.

use std::collections::BTreeMap;

use super::sections::Section;

/// What a shared config file says about STS endpoints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedConfig {
    profiles: BTreeMap<String, ConfigProfile>,
    services: BTreeMap<String, Option<String>>,
    sso_sessions: Vec<String>,
}

/// What is kept of a profile: settings that decide endpoints or name other profiles, and whether it assumes a role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigProfile {
    settings: BTreeMap<&'static str, String>,
}

impl SharedConfig {
    /// A profile by name.
    pub fn profile(&self, name: &str) -> Option<&ConfigProfile> {
        self.profiles.get(name)
    }

    /// The names of all profiles, in order of name.
    pub fn profile_names(&self) -> impl Iterator<Item = &str> {
        self.profiles.keys().map(String::as_str)
    }

    /// A services section by name, and the `endpoint_url` it has for STS.
    pub fn services(&self, name: &str) -> Option<Option<&str>> {
        self.services.get(name).map(Option::as_deref)
    }

    /// The names of all SSO sessions, in the order of the file.
    pub fn sso_sessions(&self) -> &[String] {
        &self.sso_sessions
    }
}

impl ConfigProfile {
    /// A setting's value; `None` also where it holds nested settings.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.settings.get(key).map(String::as_str).filter(|value| !value.starts_with('\n'))
    }

    /// Whether it assumes a role.
    pub fn assumes_role(&self) -> bool {
        self.settings.contains_key("role_arn")
    }

    fn merge(&mut self, section: &Section<'_>) {
        for (key, value) in &section.settings {
            self.settings.insert(key, value.clone());
        }
    }
}

/// `[default]` counts only without a `[profile default]`; sections with one name are merged; other names are ignored.
pub(super) fn from_reference(sections: Vec<Section<'_>>) -> SharedConfig {
    let named = |section: &Section<'_>| -> Option<(&'static str, String, bool)> {
        let header = section.header.trim_matches([' ', '\t']);
        let Some((prefix, name)) = header.split_once([' ', '\t']) else {
            return (header == "default").then(|| ("profile", header.to_owned(), true));
        };
        let kind = ["profile", "services", "sso-session"].into_iter().find(|kind| *kind == prefix.trim())?;
        let name = name.trim();
        is_identifier(name).then(|| (kind, name.to_owned(), false))
    };
    let prefixed_default = sections.iter().filter_map(named).any(|found| found == ("profile", "default".into(), false));
    let mut config = SharedConfig::default();
    for section in &sections {
        match named(section) {
            Some(("profile", _, true)) if prefixed_default => {}
            Some((kind, name, _)) => config.take(kind, name, section, false),
            None => {}
        }
    }
    config
}

/// As botocore's `build_profile_map`: names are split like a shell's words, and a later section of a name takes the place
/// of an earlier one.
pub(super) fn from_python(sections: Vec<Section<'_>>) -> SharedConfig {
    let mut config = SharedConfig::default();
    for section in &sections {
        if section.header == "default" {
            config.take("profile", section.header.to_owned(), section, true);
            continue;
        }
        let kind = ["profile", "sso-session", "services"].into_iter().find(|kind| section.header.starts_with(kind));
        let words = shell_words(section.header);
        if let (Some(kind), Some([_, name])) = (kind, words.as_deref()) {
            config.take(kind, name.clone(), section, true);
        }
    }
    config
}

impl SharedConfig {
    fn take(&mut self, kind: &str, name: String, section: &Section<'_>, replaces: bool) {
        match kind {
            "profile" => {
                let profile = self.profiles.entry(name).or_default();
                if replaces {
                    *profile = ConfigProfile::default();
                }
                profile.merge(section);
            }
            "services" => {
                let url = section.get("sts").and_then(nested_endpoint_url);
                let known = self.services.entry(name).or_default();
                if replaces || url.is_some() {
                    *known = url;
                }
            }
            _ => {
                if !self.sso_sessions.contains(&name) {
                    self.sso_sessions.push(name);
                }
            }
        }
    }
}

fn nested_endpoint_url(nested: &str) -> Option<String> {
    let mut settings = nested.lines().rev().filter_map(|line| line.split_once('='));
    settings.find(|(key, _)| key.trim() == "endpoint_url").map(|(_, url)| url.trim().to_owned())
}

/// Letters, digits and `_-/.%@:+`.
fn is_identifier(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-/.%@:+".contains(letter))
}

/// Words as Python's `shlex.split` finds them; `None` where a quote is not closed.
fn shell_words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' | '\r' | '\n' => words.extend(word.take()),
            '\'' => {
                let quoted = word.get_or_insert_default();
                loop {
                    match letters.next()? {
                        '\'' => break,
                        inner => quoted.push(inner),
                    }
                }
            }
            '"' => {
                let quoted = word.get_or_insert_default();
                loop {
                    match letters.next()? {
                        '"' => break,
                        '\\' => match letters.next()? {
                            escaped @ ('"' | '\\') => quoted.push(escaped),
                            other => quoted.extend(['\\', other]),
                        },
                        inner => quoted.push(inner),
                    }
                }
            }
            '\\' => word.get_or_insert_default().push(letters.next()?),
            letter => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    Some(words)
}
