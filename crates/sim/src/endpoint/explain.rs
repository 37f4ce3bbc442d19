//! From everything set for a client to the URL it calls and the Region it signs for, with every step kept.
//! The same choice for a scenario's clients is `decide`'s; both follow `host`.

use sts_atlas_facts::{
    ClientPreset, ConfigSyntax, CustomWithVariant, CustomWithoutRegion, Dialect, EndpointMode, NoRegion, RegionId,
    RuleId, VariantWithoutRegion,
};

use super::host::{Name, plain_name, without_region};
use super::ruleset::{RulesetParams, resolve_ruleset};
use super::settings::{self, ClientSettings, Refusal, Step};
use super::url::{is_endpoint_url, is_region_name};
use crate::Operation;

/// The kind of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UrlKind {
    /// `sts.amazonaws.com`.
    Global,
    /// A Region's own name.
    Regional,
    /// A FIPS name.
    Fips,
    /// A dual-stack name.
    DualStack,
    /// A dual-stack FIPS name.
    FipsDualStack,
    /// A URL of the user's own.
    Custom,
}

impl UrlKind {
    /// Its name in output.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Regional => "regional",
            Self::Fips => "fips",
            Self::DualStack => "dual-stack",
            Self::FipsDualStack => "fips-dual-stack",
            Self::Custom => "custom",
        }
    }
}

/// Where a request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The URL.
    pub url: String,
    /// The Region to sign for; `None`: not known.
    pub signing_region: Option<String>,
    /// Its kind.
    pub kind: UrlKind,
}

/// What a client does, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Where its request goes, or how it refuses.
    pub answer: Result<Resolved, Refusal>,
    /// The rules applied, in order.
    pub steps: Vec<Step>,
    /// What another source says, where sources contradict each other or the kind of client counts.
    pub disputed: Option<Result<Resolved, Refusal>>,
}

/// Explains what a client does for an operation. Never fails: refusing is an answer.
pub fn explain(
    preset: &'static ClientPreset,
    dialect: &'static Dialect,
    set: &ClientSettings<'_>,
    operation: Operation,
) -> Explanation {
    let mut case = Case { preset, dialect, set: *set, steps: Vec::new() };
    let (answer, disputed) = match case.answer() {
        Ok((answer, disputed)) => (answer, disputed),
        Err(refusal) => (Err(refusal), None),
    };
    if disputed.is_some() {
        case.steps.push(RuleId::DecideSourcesDisagree.into());
    }
    let is_global = matches!(&answer, Ok(Resolved { kind: UrlKind::Global, .. }));
    if is_global && !operation.on_global_endpoint() {
        case.steps.push(RuleId::ReachNotOnGlobalEndpoint.into());
    }
    Explanation { answer, steps: case.steps, disputed }
}

type Answer = Result<Resolved, Refusal>;

struct Case<'a> {
    preset: &'static ClientPreset,
    dialect: &'static Dialect,
    set: ClientSettings<'a>,
    steps: Vec<Step>,
}

/// What has been found out before the endpoint is chosen.
struct Known {
    region: Option<String>,
    fips: bool,
    dual_stack: bool,
    custom: Option<String>,
    mode: EndpointMode,
    /// The mode by another source, where nobody set one.
    disputed_mode: Option<EndpointMode>,
}

impl Case<'_> {
    fn answer(&mut self) -> Result<(Answer, Option<Answer>), Refusal> {
        let (region, fips_in_name) = self.region()?;
        let (fips, dual_stack) = self.variants(fips_in_name)?;
        settings::check_others(self.dialect, &self.set)?;
        let custom = self.custom_url()?;
        self.check_custom(custom.as_deref())?;
        let matters = custom.is_none() && !fips && !dual_stack;
        let (mode, disputed_mode) = self.mode(matters || self.dialect.values.value.mode_always_checked, matters)?;
        let known = Known { region, fips, dual_stack, custom, mode, disputed_mode };
        if known.custom.is_some() {
            return Ok((self.custom(&known), None));
        }
        Ok(self.named(&known))
    }

    /// The Region, and whether its name turns FIPS on.
    fn region(&mut self) -> Result<(Option<String>, bool), Refusal> {
        let reading = &self.dialect.region.value;
        for unread in settings::unread_region_variables(self.dialect, &self.set) {
            self.steps.push(Step { rule: RuleId::DecideRegionVariableUnread, found: Some(unread) });
        }
        let Some(found) = settings::region(self.dialect, &self.set) else { return Ok((None, false)) };
        let name = found.value.clone();
        self.steps.push(Step { rule: RuleId::DecideRegionFound, found: Some(found) });
        let bare = name.strip_prefix("fips-").or_else(|| name.strip_suffix("-fips"));
        let (name, fips) = match bare {
            Some(bare) if reading.fips_in_name => {
                self.steps.push(RuleId::DecideFipsPseudoRegion.into());
                (bare.to_owned(), true)
            }
            _ => (name, false),
        };
        // An empty name is refused only where a host is built from it.
        if !name.is_empty() && !is_region_name(&name) {
            self.steps.push(RuleId::DecideValueRefused.into());
            return Err(Refusal::new(self.dialect.refusals.value.region_name, &name));
        }
        Ok((Some(name), fips))
    }

    fn variants(&mut self, fips_in_name: bool) -> Result<(bool, bool), Refusal> {
        let code = self.set.code;
        let flags = [
            ("use_fips_endpoint", "AWS_USE_FIPS_ENDPOINT", code.use_fips),
            ("use_dualstack_endpoint", "AWS_USE_DUALSTACK_ENDPOINT", code.use_dual_stack),
        ];
        let mut on = [false; 2];
        for (index, (setting, name, code)) in flags.into_iter().enumerate() {
            if !self.dialect.endpoints.value.variants {
                if let Some(found) = self.set.outside_code(setting, name, false) {
                    self.steps.push(Step { rule: RuleId::DecideSettingUnread, found: Some(found) });
                }
                continue;
            }
            let (value, found) = self.set.flag(self.dialect, setting, name, code).inspect_err(|_| {
                self.steps.push(RuleId::DecideValueRefused.into());
            })?;
            on[index] = value;
            if let Some(found) = found {
                self.steps.push(Step { rule: found.rule(), found: Some(found) });
            }
        }
        Ok((on[0] || fips_in_name, on[1]))
    }

    fn custom_url(&mut self) -> Result<Option<String>, Refusal> {
        let found = settings::endpoint_url(self.dialect, &self.set, &mut self.steps)?;
        let Some(found) = found else { return Ok(None) };
        let url = found.value.clone();
        let rule = if found.place == "code" { RuleId::DecideSetInCode } else { RuleId::DecideEndpointUrlOrder };
        self.steps.push(Step { rule, found: Some(found) });
        Ok(Some(url))
    }

    /// A custom endpoint must be a URL.
    fn check_custom(&mut self, url: Option<&str>) -> Result<(), Refusal> {
        let Some(url) = url else { return Ok(()) };
        // Python asks for a host only.
        let any_scheme = self.dialect.file.value.syntax == ConfigSyntax::Python;
        if !is_endpoint_url(url, any_scheme) {
            self.steps.push(RuleId::DecideValueRefused.into());
            return Err(Refusal::new(self.dialect.refusals.value.endpoint, url));
        }
        Ok(())
    }

    /// The mode in force and, where nobody set it and sources contradict each other, the other one.
    fn mode(&mut self, checked: bool, matters: bool) -> Result<(EndpointMode, Option<EndpointMode>), Refusal> {
        let default = self.preset.default_endpoint_mode.value;
        if !self.preset.reads_endpoint_mode.value {
            self.note_mode(matters, RuleId::DecideSdkWithoutSetting.into());
            return Ok((default, self.preset.disputed_endpoint_mode.map(|other| other.value)));
        }
        if let Some(found) = settings::endpoint_mode(self.dialect, &self.set) {
            let mode = settings::mode_value(self.dialect.values.value.mode, &found.value);
            let rule = if mode.is_some() { found.rule() } else { RuleId::DecideValueRefused };
            let value = found.value.clone();
            self.note_mode(matters || mode.is_none() && checked, Step { rule, found: Some(found) });
            return match mode {
                Some(mode) => Ok((mode, None)),
                None if checked => Err(Refusal::new(self.dialect.refusals.value.mode, &value)),
                None => Ok((default, None)),
            };
        }
        if let Some(found) = settings::defaults_mode(self.dialect, &self.set) {
            let is_legacy = found.value.eq_ignore_ascii_case("legacy");
            if !is_legacy {
                self.note_mode(matters, Step { rule: RuleId::DecideSetByDefaultsMode, found: Some(found) });
                return Ok((EndpointMode::Regional, None));
            }
        }
        let rule = match default {
            EndpointMode::Legacy => RuleId::DecideSdkDefaultLegacy,
            EndpointMode::Regional => RuleId::DecideSdkDefaultRegional,
        };
        self.note_mode(matters, rule.into());
        Ok((default, self.preset.disputed_endpoint_mode.map(|other| other.value)))
    }

    fn note_mode(&mut self, matters: bool, step: Step) {
        if matters {
            self.steps.push(step);
        }
    }

    /// A custom endpoint.
    fn custom(&mut self, known: &Known) -> Answer {
        let (refusals, reading) = (&self.dialect.refusals.value, &self.dialect.endpoints.value);
        let url = known.custom.clone().unwrap_or_default();
        if known.fips || known.dual_stack {
            let refused = reading.custom_with_variant == CustomWithVariant::Refused;
            let rule = if refused {
                RuleId::DecideCustomEndpointRefusesVariants
            } else {
                RuleId::DecideCustomEndpointDropsVariants
            };
            self.steps.push(rule.into());
            if refused {
                let params = RulesetParams {
                    region: known.region.clone(),
                    use_fips: known.fips,
                    use_dual_stack: known.dual_stack,
                    use_global_endpoint: false,
                    endpoint: Some(url),
                };
                let message = resolve_ruleset(&params).err().map_or("", |error| error.message()).to_owned();
                return Err(Refusal { code: refusals.endpoint.code, message });
            }
        }
        let signing_region = match (&known.region, reading.custom_without_region) {
            (Some(region), _) => Some(region.clone()),
            (None, CustomWithoutRegion::Refused) => {
                self.steps.push(RuleId::DecideNoRegionFails.into());
                return Err(Refusal::new(refusals.region, ""));
            }
            (None, CustomWithoutRegion::SignedForUsEast1) => Some(RegionId::US_EAST_1.code().to_owned()),
            (None, CustomWithoutRegion::SignedForNothing) => None,
        };
        self.steps.push(RuleId::DecideCustomEndpoint.into());
        Ok(Resolved { url, signing_region, kind: UrlKind::Custom })
    }

    /// One of AWS's names.
    fn named(&mut self, known: &Known) -> (Answer, Option<Answer>) {
        if known.region.as_deref() == Some("") {
            self.steps.push(RuleId::DecideValueRefused.into());
            return (Err(Refusal::new(self.dialect.refusals.value.endpoint, "https://sts..amazonaws.com")), None);
        }
        if known.fips || known.dual_stack {
            return (self.variant(known), None);
        }
        let Some(region) = &known.region else { return self.no_region(known.mode) };
        if region == "aws-global" {
            self.steps.push(RuleId::DecideGlobalPseudoRegion.into());
            return (Ok(global()), None);
        }
        let (name, rule) = plain_name(self.preset, known.mode, region);
        self.steps.push(rule.into());
        let other = known.disputed_mode.map(|mode| plain_name(self.preset, mode, region).0);
        let disputed = other.filter(|other| *other != name).map(|other| Ok(plain(other, region)));
        (Ok(plain(name, region)), disputed)
    }

    fn no_region(&mut self, mode: EndpointMode) -> (Answer, Option<Answer>) {
        let (told, rule) = without_region(self.preset, mode);
        self.steps.push(rule.into());
        let answer = |told: NoRegion| match told {
            NoRegion::GlobalEndpoint => Ok(global()),
            NoRegion::UsEast1Regional => Ok(plain(Name::Regional, RegionId::US_EAST_1.code())),
            NoRegion::RequestFails => Err(Refusal::new(self.dialect.refusals.value.region, "")),
        };
        (answer(told), self.preset.disputed_no_region.map(|other| answer(other.value)))
    }

    fn variant(&mut self, known: &Known) -> Answer {
        let (region, signing_region) = match &known.region {
            Some(region) => (region.clone(), signing_name(region).to_owned()),
            None => match self.preset.no_region_variant.value {
                VariantWithoutRegion::Refused => {
                    self.steps.push(RuleId::DecideNoRegionFails.into());
                    return Err(Refusal::new(self.dialect.refusals.value.region, ""));
                }
                VariantWithoutRegion::UsEast1 => {
                    self.steps.push(RuleId::DecideNoRegionUsEast1.into());
                    (RegionId::US_EAST_1.code().to_owned(), RegionId::US_EAST_1.code().to_owned())
                }
                VariantWithoutRegion::NamedAfterAwsGlobal => {
                    self.steps.push(RuleId::DecideNoRegionVariantHost.into());
                    ("aws-global".to_owned(), RegionId::US_EAST_1.code().to_owned())
                }
            },
        };
        self.steps.push(RuleId::DecideVariantHost.into());
        if known.fips && !super::host::fips_is_documented(&region) {
            self.steps.push(RuleId::DecideFipsNameConstructed.into());
        }
        let params = RulesetParams {
            region: Some(region),
            use_fips: known.fips,
            use_dual_stack: known.dual_stack,
            ..RulesetParams::default()
        };
        let url = resolve_ruleset(&params).map(|endpoint| endpoint.url).unwrap_or_default();
        let kind = match (known.fips, known.dual_stack) {
            (true, true) => UrlKind::FipsDualStack,
            (true, false) => UrlKind::Fips,
            _ => UrlKind::DualStack,
        };
        Ok(Resolved { url, signing_region: Some(signing_region), kind })
    }
}

fn global() -> Resolved {
    plain(Name::Global, RegionId::US_EAST_1.code())
}

fn plain(name: Name, region: &str) -> Resolved {
    let asked = if name == Name::Global { "aws-global" } else { region };
    let params = RulesetParams { region: Some(asked.to_owned()), ..RulesetParams::default() };
    let url = resolve_ruleset(&params).map(|endpoint| endpoint.url).unwrap_or_default();
    let (kind, signing_region) = match name {
        Name::Global => (UrlKind::Global, RegionId::US_EAST_1.code()),
        Name::Regional => (UrlKind::Regional, region),
    };
    Resolved { url, signing_region: Some(signing_region.to_owned()), kind }
}

/// The Region that requests to a Region's name are signed for.
fn signing_name(region: &str) -> &str {
    if region == "aws-global" { RegionId::US_EAST_1.code() } else { region }
}
