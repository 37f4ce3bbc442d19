//! Reads one value by what the format says it must be: the only place where a value of a file becomes one of ours.
//! Whether a value fits the rest of the file is the business of its table's own module.

use sts_atlas_facts::{CITIES, Date, Micros, Partition, Place, RegionId, UtcInstant, Version};
use sts_atlas_player::EventTime;

use super::format::{Absent, Places, Regions, Shape, words};
use crate::Expected;
use crate::document::Value;
use crate::event_time::parse_event_time;
use crate::limits::{LONGEST_URL, is_id, is_text};
use crate::modelled::{is_measured, is_modelled};
use crate::nearest::nearest;
use crate::quantity::{parse_factor, parse_share, parse_span, parse_times, parse_utc};

/// A value that is what it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Datum {
    Text(String),
    Number(u64),
    Truth(bool),
    Span(Micros),
    Day(Date),
    Utc(UtcInstant),
    EventTime(EventTime),
    Moment(Moment),
    /// A share in parts per million, or a factor in thousandths.
    Parts(u32),
    Version(Version),
    Word(&'static str),
    Region(RegionId),
    RegionOrWord(Option<RegionId>),
    Place(Place),
}

/// An offset from the start, or an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Offset(Micros),
    Instant(UtcInstant),
}

/// A share in parts per million, or a factor in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts(pub u32);

/// What was expected of a value, and among what to look for the likeliest one meant.
pub(super) struct Refusal {
    pub expected: Expected,
    candidates: Candidates,
}

enum Candidates {
    None,
    Words(Vec<&'static str>),
    Regions(Regions),
    Places(Places),
}

impl Refusal {
    /// The likeliest value meant. Looking for it takes longer than anything else about a value.
    pub fn nearest(&self, value: &Value) -> Option<String> {
        let Value::Text(typed) = value else { return None };
        let regions = |regions: Regions| RegionId::all().filter(move |&region| regions.contains(region));
        let found = match &self.candidates {
            // A place already, only not a fitting one.
            Candidates::Regions(_) | Candidates::Places(_) if Place::from_code(typed).is_some() => None,
            Candidates::None => None,
            Candidates::Words(words) => nearest(typed, words.iter().copied()),
            Candidates::Regions(which) => nearest(typed, regions(*which).map(RegionId::code)),
            Candidates::Places(places) => {
                let codes = RegionId::all().filter(|&region| places.contains(Place::Region(region)));
                nearest(typed, codes.map(RegionId::code).chain(CITIES.iter().map(|city| city.name_en)))
            }
        };
        found.map(str::to_owned)
    }
}

/// Reads a value of one piece; tables and lists are walked by `check` and `reader`.
///
/// # Errors
/// What is expected instead.
pub(super) fn read(shape: &Shape, value: &Value) -> Result<Datum, Refusal> {
    let text = match value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    };
    match *shape {
        Shape::Tag => Ok(Datum::Text(text.unwrap_or_default().to_owned())),
        Shape::Truth => match value {
            Value::Truth(truth) => Ok(Datum::Truth(*truth)),
            _ => Err(plain(Expected::Truth)),
        },
        Shape::TruthOr(allowed) => match value {
            Value::Truth(truth) => Ok(Datum::Truth(*truth)),
            _ => {
                let allowed = words(allowed);
                let all = [&["true", "false"], allowed.as_slice()].concat();
                let one_of = |refusal| Refusal { expected: Expected::OneOf(all), ..refusal };
                word(&allowed, text).map(Datum::Word).map_err(one_of)
            }
        },
        Shape::Day => day(value),
        Shape::Word(allowed) | Shape::WordOrTable { words: allowed, .. } => {
            let allowed = words(allowed);
            word(&allowed, text).map(Datum::Word)
        }
        Shape::Region(regions) => region(regions, text.unwrap_or_default()).map(Datum::Region),
        Shape::RegionOr { word, regions } => region_or(word, regions, text.unwrap_or_default()),
        Shape::Place(places) => place(places, text.unwrap_or_default()).map(Datum::Place),
        Shape::List { of, .. } => read(of, value),
        _ => simple(shape, value).ok_or_else(|| plain(expected(shape))),
    }
}

/// A value that is right or not, with nothing more to say about it.
fn simple(shape: &Shape, value: &Value) -> Option<Datum> {
    let (text, number) = match value {
        Value::Text(text) => (Some(text.as_str()), None),
        // TOML has dates of its own.
        Value::Moment(text) if matches!(shape, Shape::Utc | Shape::Moment) => (Some(text.as_str()), None),
        Value::Number(number) => (None, Some(number.as_str())),
        _ => (None, None),
    };
    let text_if = |fits: &dyn Fn(&str) -> bool| text.filter(|text| fits(text)).map(|text| Datum::Text(text.to_owned()));
    match *shape {
        Shape::Text { most } | Shape::Name { most, .. } => text_if(&|text| is_text(text, most)),
        Shape::Id => text_if(&is_id),
        Shape::Url => text_if(&is_url),
        Shape::Number { least, most } => {
            let number = number?.parse::<u64>().ok()?;
            (least..=most).contains(&number).then_some(Datum::Number(number))
        }
        Shape::Span { least, most } => {
            let bounds = parse_span(least).unwrap_or_default()..=parse_span(most).unwrap_or_default();
            parse_span(text?).ok().filter(|span| bounds.contains(span)).map(Datum::Span)
        }
        Shape::Utc => parse_utc(text?).ok().map(Datum::Utc),
        Shape::EventTime => parse_event_time(text?).map(Datum::EventTime),
        Shape::Moment => {
            let offset = parse_span(text?).ok().map(Moment::Offset);
            offset.or(parse_utc(text?).ok().map(Moment::Instant)).map(Datum::Moment)
        }
        Shape::Share => parse_share(text?).map(Datum::Parts),
        Shape::Factor => parse_factor(number?).map(Datum::Parts),
        Shape::Times => parse_times(number?).map(Datum::Parts),
        Shape::Version => Version::parse(text?).ok().map(Datum::Version),
        _ => None,
    }
}

/// What is expected of such a value.
fn expected(shape: &Shape) -> Expected {
    match *shape {
        Shape::Text { most } | Shape::Name { most, .. } => Expected::Text { most },
        Shape::Id => Expected::Id,
        Shape::Url => Expected::Url,
        Shape::Number { least, most } => Expected::Number { least, most },
        Shape::Span { least, most } => Expected::Span { least, most },
        Shape::Utc => Expected::Utc,
        Shape::Moment => Expected::Moment,
        Shape::EventTime => Expected::EventTime,
        Shape::Share => Expected::Share,
        Shape::Factor => Expected::Factor,
        Shape::Times => Expected::Times,
        Shape::Version => Expected::Version,
        Shape::Tables { least, most, .. } | Shape::TablesBy { least, most, .. } => Expected::List { least, most },
        _ => Expected::Table,
    }
}

/// Whether a text is `https://` or `http://` with a host, perhaps a port and a path.
fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':');
    is_text(text, LONGEST_URL) && text.is_ascii() && !text.contains(' ') && !host.is_empty() && host.chars().all(fits)
}

fn day(value: &Value) -> Result<Datum, Refusal> {
    let parsed = match value {
        Value::Text(text) | Value::Moment(text) => Date::parse(text).ok(),
        _ => None,
    };
    match parsed {
        None => Err(plain(Expected::Day)),
        Some(day) if !is_modelled(day) => Err(plain(Expected::ModelledDay)),
        Some(day) => Ok(Datum::Day(day)),
    }
}

fn region_or(word: &'static str, regions: Regions, typed: &str) -> Result<Datum, Refusal> {
    if typed == word {
        return Ok(Datum::RegionOrWord(None));
    }
    region(regions, typed).map(|region| Datum::RegionOrWord(Some(region))).map_err(|refusal| Refusal {
        expected: Expected::RegionOrWord { word, measured: matches!(regions, Regions::Measured) },
        ..refusal
    })
}

fn plain(expected: Expected) -> Refusal {
    Refusal { expected, candidates: Candidates::None }
}

/// One of these words.
pub(super) fn word(allowed: &[&'static str], typed: Option<&str>) -> Result<&'static str, Refusal> {
    let found = allowed.iter().find(|word| Some(**word) == typed).copied();
    found.ok_or_else(|| {
        let allowed = allowed.to_vec();
        Refusal { expected: Expected::OneOf(allowed.clone()), candidates: Candidates::Words(allowed) }
    })
}

impl Regions {
    /// Those it means.
    pub fn contains(self, region: RegionId) -> bool {
        match self {
            Self::All => true,
            Self::Measured => is_measured(Place::Region(region)),
            Self::EnabledByDefault => region.fact().partition == Partition::Aws && !region.fact().opt_in,
            Self::OptIn => region.fact().opt_in,
            Self::Deactivatable => region.fact().sts_can_deactivate == Some(true),
        }
    }

    fn expected(self) -> Expected {
        match self {
            Self::All => Expected::Region,
            Self::Measured => Expected::MeasuredRegion,
            Self::EnabledByDefault => Expected::RegionEnabledByDefault,
            Self::OptIn => Expected::OptInRegion,
            Self::Deactivatable => Expected::DeactivatableRegion,
        }
    }
}

impl Places {
    /// Those it means.
    pub fn contains(self, place: Place) -> bool {
        match self {
            Self::Measured => is_measured(place),
            Self::All => true,
        }
    }
}

fn region(regions: Regions, typed: &str) -> Result<RegionId, Refusal> {
    let found = RegionId::from_code(typed).filter(|&region| regions.contains(region));
    found.ok_or_else(|| Refusal { expected: regions.expected(), candidates: Candidates::Regions(regions) })
}

fn place(places: Places, typed: &str) -> Result<Place, Refusal> {
    let found = Place::from_code(typed).filter(|&place| places.contains(place));
    found.ok_or(Refusal { expected: Expected::Place, candidates: Candidates::Places(places) })
}

/// The value that a key's absence means, where a value can say it.
pub(super) fn absent(shape: &Shape, absent: Absent) -> Option<Datum> {
    let value = match absent {
        Absent::Nothing | Absent::Words(_) => return None,
        Absent::Text(text) => Value::Text(text.to_owned()),
        Absent::Number(number) => Value::Number(number.to_string()),
        Absent::Truth(truth) => Value::Truth(truth),
    };
    read(shape, &value).ok()
}

/// A type of ours that some shape is read as.
pub(super) trait FromDatum: Sized {
    /// The value; none for a datum of another shape.
    fn from_datum(datum: Datum) -> Option<Self>;
}

macro_rules! from_datum {
    ($($kind:ident($inner:ident) => $type:ty: $value:expr;)+) => {
        $(impl FromDatum for $type {
            fn from_datum(datum: Datum) -> Option<Self> {
                match datum {
                    Datum::$kind($inner) => Some($value),
                    _ => None,
                }
            }
        })+
    };
}

from_datum! {
    Text(text) => String: text;
    Number(number) => u64: number;
    Truth(truth) => bool: truth;
    Span(span) => Micros: span;
    Day(day) => Date: day;
    Utc(instant) => UtcInstant: instant;
    EventTime(time) => EventTime: time;
    Moment(moment) => Moment: moment;
    Parts(parts) => Parts: Parts(parts);
    Version(version) => Version: version;
    Word(word) => &'static str: word;
    Region(region) => RegionId: region;
    RegionOrWord(choice) => Option<RegionId>: choice;
    Place(place) => Place: place;
}
