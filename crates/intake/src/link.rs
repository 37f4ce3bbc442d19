//! Share links: a scene's id and what a reader changed, as URL-safe text and back. Every byte that comes in is untrusted.
//! The scene itself never travels; where the text stands in an address is the app's business.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use litemap::LiteMap;
use sts_atlas_facts::{Date, EndpointMode, RegionId};
use sts_atlas_player::{Edits, EndpointModeChoice, FaultSwitch, Recording, Scenario, WorldEdits};
use sts_atlas_sim::{Seed, SimTime, TokenVersion};

use crate::modelled::modelled_day;
use crate::wire::{Reader, Wire, from_bytes, to_bytes, wire};

/// The most characters a link may have; a fault switched by hand takes about ten.
pub const LONGEST_LINK: usize = 8_192;
/// The first byte: which form follows.
const VERSION: u8 = 1;

/// Why a link cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// Longer than [`LONGEST_LINK`].
    TooLong {
        /// How many characters.
        found: usize,
    },
    /// Cut off, mistyped, or never a link.
    Corrupt,
    /// Made by a newer version of this program.
    UnknownVersion {
        /// The version it names.
        found: u8,
    },
    /// A scene that is not here.
    UnknownScene {
        /// The id it names.
        id: String,
    },
    /// A fault that the scene does not have.
    UnknownFault {
        /// The index it names.
        index: u16,
    },
    /// A time after the scene's end.
    AfterTheEnd {
        /// The time it names.
        at: SimTime,
    },
    /// A Region that is not known, or that needs no opt-in.
    UnknownRegion {
        /// The code it names.
        code: String,
    },
    /// A day whose rules are not modelled.
    DayNotModelled {
        /// The day, where there is one of that number.
        found: Option<Date>,
    },
    /// A seed too large.
    SeedTooLarge {
        /// The seed it names.
        found: u64,
    },
}

wire! {
    /// What travels. Fields are only ever added under a new version.
    struct Payload {
        scene: String,
        faults: Vec<SwitchedFault>,
        /// Days since 1970-01-01.
        as_of: Option<i32>,
        seed: Option<u64>,
        worlds: [WorldPayload; 2],
    }

    struct SwitchedFault {
        /// Microseconds after the one before, or after the start.
        after: u64,
        fault: u16,
        breaks: bool,
    }

    struct WorldPayload {
        endpoint_mode: Option<ModePayload>,
        opt_in: Vec<(String, bool)>,
        global_token_v2: Option<bool>,
    }
}

#[derive(Clone, Copy)]
enum ModePayload {
    SdkDefault,
    Legacy,
    Regional,
}

impl Wire for ModePayload {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(*self as u8);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        match u8::take(from) {
            0 => Self::SdkDefault,
            1 => Self::Legacy,
            2 => Self::Regional,
            _ => {
                from.fail();
                Self::SdkDefault
            }
        }
    }
}

/// Writes a recording as a link's text: letters, digits, `-` and `_` only.
/// A recording with many hundred fault switches is longer than [`decode`] accepts.
pub fn encode(recording: &Recording) -> String {
    let body = to_bytes(&payload(recording));
    let mut bytes = Vec::with_capacity(body.len() + 5);
    bytes.push(VERSION);
    bytes.extend_from_slice(&checksum(&body));
    bytes.extend_from_slice(&body);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a link's text; `scenes` finds a scene by its id.
///
/// # Errors
/// Whatever is wrong with it; nothing is repaired or skipped.
pub fn decode(text: &str, scenes: &impl Fn(&str) -> Option<Arc<Scenario>>) -> Result<Recording, LinkError> {
    if text.len() > LONGEST_LINK {
        return Err(LinkError::TooLong { found: text.len() });
    }
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| LinkError::Corrupt)?;
    match bytes.split_first() {
        Some((&VERSION, rest)) => {
            let (sum, body) = rest.split_at_checked(4).ok_or(LinkError::Corrupt)?;
            if checksum(body) != sum {
                return Err(LinkError::Corrupt);
            }
            recording(from_bytes(body).ok_or(LinkError::Corrupt)?, scenes)
        }
        Some((&found, _)) => Err(LinkError::UnknownVersion { found }),
        None => Err(LinkError::Corrupt),
    }
}

/// FNV-1a, 32 bits: a slip of the hand or a cut-off end does not open as another recording.
fn checksum(body: &[u8]) -> [u8; 4] {
    let hash = body.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash.to_le_bytes()
}

fn payload(recording: &Recording) -> Payload {
    let edits = &recording.edits;
    let mut last = SimTime::START;
    let faults = edits.faults.iter().map(|(&(at, fault), &switch)| {
        let after = at.since(last).0;
        last = at;
        SwitchedFault { after, fault, breaks: switch == FaultSwitch::Break }
    });
    Payload {
        scene: recording.scenario.id.clone(),
        faults: faults.collect(),
        as_of: edits.as_of.map(Date::days_since_epoch),
        seed: edits.seed.map(Seed::get),
        worlds: [world_payload(&edits.worlds[0]), world_payload(&edits.worlds[1])],
    }
}

fn world_payload(edits: &WorldEdits) -> WorldPayload {
    WorldPayload {
        endpoint_mode: edits.endpoint_mode.map(|choice| match choice {
            EndpointModeChoice::SdkDefault => ModePayload::SdkDefault,
            EndpointModeChoice::Set(EndpointMode::Legacy) => ModePayload::Legacy,
            EndpointModeChoice::Set(EndpointMode::Regional) => ModePayload::Regional,
        }),
        opt_in: edits.opt_in.iter().map(|(region, &enabled)| (region.code().to_owned(), enabled)).collect(),
        global_token_v2: edits.global_token.map(|version| version == TokenVersion::V2),
    }
}

fn recording(payload: Payload, scenes: &impl Fn(&str) -> Option<Arc<Scenario>>) -> Result<Recording, LinkError> {
    let Some(scenario) = scenes(&payload.scene) else { return Err(LinkError::UnknownScene { id: payload.scene }) };
    let [a, b] = payload.worlds;
    let edits = Edits {
        faults: faults(&payload.faults, &scenario)?,
        as_of: payload.as_of.map(day).transpose()?,
        seed: payload
            .seed
            .map(|seed| Seed::new(seed).map_err(|error| LinkError::SeedTooLarge { found: error.found }))
            .transpose()?,
        worlds: [world_edits(a)?, world_edits(b)?],
    };
    Ok(Recording { scenario, edits })
}

fn faults(switched: &[SwitchedFault], scenario: &Scenario) -> Result<LiteMap<(SimTime, u16), FaultSwitch>, LinkError> {
    let mut faults = LiteMap::new();
    let mut at = SimTime::START;
    for switch in switched {
        at = SimTime(at.0.saturating_add(switch.after));
        if at.0 > scenario.length.0 {
            return Err(LinkError::AfterTheEnd { at });
        }
        if usize::from(switch.fault) >= scenario.faults.len() {
            return Err(LinkError::UnknownFault { index: switch.fault });
        }
        let what = if switch.breaks { FaultSwitch::Break } else { FaultSwitch::Mend };
        if faults.insert((at, switch.fault), what).is_some() {
            return Err(LinkError::Corrupt);
        }
    }
    Ok(faults)
}

fn day(days_since_epoch: i32) -> Result<Date, LinkError> {
    modelled_day(days_since_epoch).map_err(|found| LinkError::DayNotModelled { found })
}

fn world_edits(payload: WorldPayload) -> Result<WorldEdits, LinkError> {
    let mut opt_in = LiteMap::new();
    for (code, enabled) in payload.opt_in {
        let region = RegionId::from_code(&code).filter(|region| region.fact().opt_in);
        let Some(region) = region else { return Err(LinkError::UnknownRegion { code }) };
        if opt_in.insert(region, enabled).is_some() {
            return Err(LinkError::Corrupt);
        }
    }
    Ok(WorldEdits {
        endpoint_mode: payload.endpoint_mode.map(|mode| match mode {
            ModePayload::SdkDefault => EndpointModeChoice::SdkDefault,
            ModePayload::Legacy => EndpointModeChoice::Set(EndpointMode::Legacy),
            ModePayload::Regional => EndpointModeChoice::Set(EndpointMode::Regional),
        }),
        opt_in,
        global_token: payload.global_token_v2.map(|v2| if v2 { TokenVersion::V2 } else { TokenVersion::V1 }),
    })
}
