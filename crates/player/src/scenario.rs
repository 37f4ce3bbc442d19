//! A scenario: two worlds, what can break, when it breaks, and what was said about it.
//! Its file format is `intake`'s business; nothing here changes while it plays.

use sts_atlas_facts::{Micros, Place, RegionId, RegionSet, UtcInstant};
use sts_atlas_sim::{Fault, FaultWindow, Seed, SimTime, WorldSpec};

/// A text of the content, in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalizedText {
    /// English.
    pub en: String,
    /// Japanese.
    pub ja: String,
}

/// One of the two worlds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorldSetup {
    /// What makes it special.
    pub label: LocalizedText,
    /// Its inputs.
    pub spec: WorldSpec,
}

/// Which times of a fault its sources give only roughly, or second hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Approximate {
    /// Its start.
    pub start: bool,
    /// Its end.
    pub end: bool,
}

/// A fault the scenario knows: scheduled, or offered for breaking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedFault {
    /// What breaks.
    pub fault: Fault,
    /// When, by the scenario; empty where it is only offered.
    pub windows: Vec<FaultWindow>,
    /// Its name.
    pub title: LocalizedText,
    /// What to know about it.
    pub note: Option<LocalizedText>,
    /// Whether it, how strong it is, or one of its times is an assumption rather than something reported.
    pub assumed: bool,
    /// Which of its times its sources give only roughly, or second hand.
    pub approximate: Approximate,
}

/// Something said at a time, for example a post on AWS's dashboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// When.
    pub at: SimTime,
    /// What.
    pub text: LocalizedText,
    /// Whether its sources give the time only roughly, or second hand.
    pub approximate: bool,
}

/// The clock by which an event was told, for example that of the dashboard's posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventTime {
    /// What it is called: `PDT`.
    pub name: String,
    /// Minutes ahead of UTC; behind it below zero.
    pub ahead: i16,
}

impl EventTime {
    /// The instant at which UTC shows what this clock shows at another.
    pub const fn shown_at(&self, instant: UtcInstant) -> UtcInstant {
        UtcInstant(instant.0.saturating_add(self.ahead as i64 * 60_000_000))
    }
}

/// A scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Stable name, for links.
    pub id: String,
    /// Title.
    pub title: LocalizedText,
    /// One or two sentences.
    pub summary: LocalizedText,
    /// What o'clock the worlds start.
    pub start: UtcInstant,
    /// The clock by which the event was told, if it was one.
    pub event_time: Option<EventTime>,
    /// How long they run.
    pub length: Micros,
    /// Luck, unless the recording has its own.
    pub seed: Seed,
    /// World A and world B.
    pub worlds: [WorldSetup; 2],
    /// Faults, shared by both worlds.
    pub faults: Vec<OfferedFault>,
    /// Opt-in Regions a reader may enable or disable, beside those the accounts have enabled.
    pub offered_opt_in: Vec<RegionId>,
    /// What was said when.
    pub flags: Vec<Flag>,
}

impl Scenario {
    /// Opt-in Regions that matter here: enabled by an account, home or target of a principal, or offered.
    pub fn opt_in_regions(&self) -> Vec<RegionId> {
        let specs = self.worlds.iter().map(|world| &world.spec);
        let enabled = specs.clone().flat_map(|spec| spec.accounts.iter().flat_map(|account| account.opt_in.iter()));
        let used = specs.flat_map(|spec| {
            spec.principals.iter().flat_map(|principal| {
                let home = match principal.at {
                    Place::Region(region) => Some(region),
                    Place::City(_) => None,
                };
                principal.uses.iter().copied().chain(home)
            })
        });
        let mentioned: RegionSet = enabled.chain(used).chain(self.offered_opt_in.iter().copied()).collect();
        mentioned.iter().filter(|region| region.fact().opt_in).collect()
    }
}
