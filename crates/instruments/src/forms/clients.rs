//! The clients of one world, group by group: SDK, version, and what their users set.
//! What a setting leads to is the simulator's business.

use sts_atlas_facts::{ClientPreset, EndpointMode, Micros, PRESETS, RegionId, RetryMode, Sdk, Version, preset_for};
use sts_atlas_player::Command;
use sts_atlas_sim::{ClientSpec, PrincipalSpec, RegionChoice};
use sts_atlas_words as words;

use super::{Filled, check, decimal, number, parse_decimal, pasted, select};
use crate::html::Html;
use crate::sheets::Sitting;

/// The value of a field that is left to the SDK, or to nobody.
const NONE: &str = "";
/// Microseconds of what timeouts are typed in.
const SECOND: u64 = 1_000_000;
/// The most that a scenario file may say, too.
pub(super) const MOST_ATTEMPTS: u32 = 100;
const SHORTEST_TIMEOUT: Micros = Micros::from_millis(1);
const LONGEST_TIMEOUT: Micros = Micros::from_minutes(60);

pub(crate) fn draw(html: &mut Html, sitting: &Sitting) {
    let spec = sitting.player.recording().world_spec(sitting.world);
    for (index, group) in spec.principals.iter().enumerate() {
        let title = title(sitting, group);
        html.fold(&title, |html| {
            sitting.form(html, &index.to_string(), &title, |html| fields(html, sitting, group, &index.to_string()));
            pasted::draw(html, sitting, &index.to_string(), &group.name);
        });
    }
}

fn title(sitting: &Sitting, group: &PrincipalSpec) -> String {
    let lang = sitting.lang;
    let client = words::sdk(lang, group.client.preset.sdk, group.client.version);
    words::client_title(lang, &group.name, words::place(lang, group.at), client)
}

fn fields(html: &mut Html, sitting: &Sitting, group: &PrincipalSpec, which: &str) {
    let (lang, client) = (sitting.lang, &group.client);
    let same = |text: &str| (text.to_owned(), text.to_owned());
    let wrong = sitting.wrong(which);
    let typed = |name: &str, now: String| wrong.map_or(now, |wrong| wrong.filled.get(name).to_owned());
    let sdks: Vec<(String, String)> =
        Sdk::ALL.into_iter().map(|sdk| (sdk.id().to_owned(), sdk.label().to_owned())).collect();
    select(html, "sdk", &words::client_sdk(lang), &sdks, &typed("sdk", client.preset.sdk.id().to_owned()));
    number(html, "version", &words::client_version(lang), &typed("version", client.version.to_string()), "");
    let default_mode = match client.preset.disputed_endpoint_mode {
        None => words::sdk_default(lang, client.preset.default_endpoint_mode.value.id()),
        Some(_) => words::sdk_default_disputed(lang),
    };
    let modes = if client.preset.reads_endpoint_mode.value {
        vec![(NONE.to_owned(), default_mode), same("legacy"), same("regional")]
    } else {
        vec![(NONE.to_owned(), words::client_not_read(lang))]
    };
    select(html, "mode", &words::endpoint_mode(lang), &modes, client.endpoint_mode.map_or(NONE, EndpointMode::id));
    let regions = RegionId::all().map(|region| (region.code().to_owned(), words::region_and_code(lang, region)));
    let regions: Vec<_> = std::iter::once((NONE.to_owned(), words::client_no_region(lang))).chain(regions).collect();
    let region = match client.region {
        RegionChoice::Region(region) => region.code(),
        RegionChoice::None => NONE,
    };
    select(html, "region", &words::client_region(lang), &regions, region);
    let default_retry = words::sdk_default(lang, client.preset.default_retry_mode.value.id());
    let offered = RETRY_MODES.into_iter().filter(|mode| client.preset.retry_in(*mode).is_some());
    let retries: Vec<_> =
        std::iter::once((NONE.to_owned(), default_retry)).chain(offered.map(|mode| same(mode.id()))).collect();
    select(html, "retries", &words::client_retry_mode(lang), &retries, client.retry_mode.map_or(NONE, RetryMode::id));
    let attempts = client.max_attempts.map(|attempts| attempts.to_string()).unwrap_or_default();
    let in_mode = client.retry_mode.and_then(|mode| client.preset.retry_in(mode));
    let opted_in = client.preset.retries_2026.filter(|_| client.new_retries_2026);
    let policy = opted_in.or(in_mode).map_or(&client.preset.retry.value, |retry| &retry.policy.value);
    let default_attempts = policy.attempts.to_string();
    number(html, "attempts", &words::client_attempts(lang), &typed("attempts", attempts), &default_attempts);
    let span = |span: Option<Micros>| span.map_or_else(String::new, |span| decimal(span.0, SECOND));
    let defaults = &client.preset.timeouts.value;
    for (name, label, set, default) in [
        ("connect", words::client_connect(lang), client.connect_timeout, defaults.connect),
        ("read", words::client_read(lang), client.read_timeout, defaults.read),
    ] {
        number(html, name, &label, &typed(name, span(set)), &span(default));
    }
    html.element("fieldset", &[], |html| {
        html.said("legend", &[], &words::client_variants(lang, &group.name));
        check(html, "fips", "on", &words::client_fips(lang), client.use_fips);
        check(html, "dual", "on", &words::client_dual_stack(lang), client.use_dual_stack);
    });
}

pub(super) const RETRY_MODES: [RetryMode; 3] = [RetryMode::Legacy, RetryMode::Standard, RetryMode::Adaptive];

/// A filled form as the client of its group.
pub(super) fn read(sitting: &Sitting, filled: &Filled) -> Result<Vec<Command>, String> {
    let spec = sitting.player.recording().world_spec(sitting.world);
    let which = filled.get(super::WHICH);
    let paste = pasted::group(which);
    let group = paste.unwrap_or(which).parse().ok();
    let Some((group, known)) = group.and_then(|group: u16| Some((group, spec.principals.get(usize::from(group))?)))
    else {
        return Ok(Vec::new());
    };
    let lang = sitting.lang;
    if paste.is_some() {
        let client = pasted::client(lang, filled, &known.client)?;
        return Ok(vec![Command::SetClient { world: sitting.world, group, client }]);
    }
    let Some(sdk) = Sdk::ALL.into_iter().find(|sdk| sdk.id() == filled.get("sdk")) else { return Ok(Vec::new()) };
    let (version, preset) =
        known_version(sdk, filled.get("version"), &known.client).ok_or_else(|| unknown(sitting, sdk))?;
    let region = RegionId::from_code(filled.get("region")).map_or(RegionChoice::None, RegionChoice::Region);
    let max_attempts = match filled.get("attempts").trim() {
        "" => None,
        typed => Some(attempts(typed).ok_or_else(|| words::out_of_range(lang, 1, MOST_ATTEMPTS))?),
    };
    let timeout = |name: &str| match filled.get(name).trim() {
        "" => Ok(None),
        typed => {
            let found = parse_decimal(typed, SECOND).map(Micros);
            let found = found.filter(|span| (SHORTEST_TIMEOUT..=LONGEST_TIMEOUT).contains(span));
            found.map(Some).ok_or_else(|| words::out_of_range(lang, "0.001", LONGEST_TIMEOUT.0 / SECOND))
        }
    };
    let modes = [EndpointMode::Legacy, EndpointMode::Regional];
    let retry = RETRY_MODES.into_iter().find(|mode| mode.id() == filled.get("retries"));
    let client = ClientSpec {
        endpoint_mode: modes.into_iter().find(|mode| mode.id() == filled.get("mode")),
        use_fips: filled.get("fips") == "on",
        use_dual_stack: filled.get("dual") == "on",
        endpoint_url: known.client.endpoint_url,
        // Another SDK may not offer the mode.
        retry_mode: retry.filter(|mode| preset.retry_in(*mode).is_some()),
        new_retries_2026: known.client.new_retries_2026 && preset.retries_2026.is_some(),
        max_attempts,
        connect_timeout: timeout("connect")?,
        read_timeout: timeout("read")?,
        ..ClientSpec::new(preset, version, region)
    };
    Ok(vec![Command::SetClient { world: sitting.world, group, client }])
}

/// Tries in all, as far as a scenario file may say them.
pub(super) fn attempts(typed: &str) -> Option<u32> {
    typed.parse().ok().filter(|attempts| (1..=MOST_ATTEMPTS).contains(attempts))
}

/// The version, and what is known of it. Whoever only changes the SDK means the newest version that is known.
fn known_version(sdk: Sdk, typed: &str, before: &ClientSpec) -> Option<(Version, &'static ClientPreset)> {
    let typed = Version::parse(typed.trim()).ok();
    if sdk != before.preset.sdk && typed == Some(before.version) {
        let newest = PRESETS.iter().filter(|preset| preset.sdk == sdk).max_by_key(|preset| preset.from)?;
        return Some((newest.from, newest));
    }
    let version = typed?;
    Some((version, preset_for(sdk, version)?))
}

fn unknown(sitting: &Sitting, sdk: Sdk) -> String {
    let lang = sitting.lang;
    let mut ranges: Vec<(Version, Option<Version>)> =
        PRESETS.iter().filter(|preset| preset.sdk == sdk).map(|preset| (preset.from, preset.below)).collect();
    ranges.sort_unstable();
    let said: Vec<String> = ranges
        .into_iter()
        .map(|(from, below)| match below {
            Some(below) => words::version_range(lang, from, below),
            None => words::version_from(lang, from),
        })
        .collect();
    words::client_version_unknown(lang, sdk.label(), words::list(lang, &said))
}
