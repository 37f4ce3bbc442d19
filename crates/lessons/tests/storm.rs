//! What the scene of 29 August 2024 promises, over 200 seeds: who is hit, when, and who is not.
//! The statements are those of the scene; how the simulator gets there is tested in `sim`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::sync::Arc;

use sts_atlas_facts::{CHECK_DATE, Date, Place};
use sts_atlas_player::{Difference, FaultSwitch, Player, Recording, Scenario, WorldId};
use sts_atlas_sim::{Endpoint, Kind, PrincipalView, Seed, SimTime, State, World};

const SEEDS: u64 = 200;
/// The commercial Regions of AWS's list.
const CUT_OFF: [&str; 6] =
    ["ap-northeast-1", "us-west-2", "ap-southeast-1", "ap-southeast-3", "ap-southeast-5", "ap-east-1"];
/// Works on data in us-east-1 itself.
const USES_US_EAST_1: &str = "dr-copy";
/// Has no Region, so that nothing can send it to a Regional endpoint.
const CANNOT_CHANGE: &str = "log-shipper";

fn scene() -> Arc<Scenario> {
    Arc::new(sts_atlas_lessons::load("2024-08-29").unwrap())
}

/// A time of that day.
fn utc(hour: u64, minute: u64, second: u64) -> SimTime {
    SimTime::from_secs((hour - 8) * 3_600 + minute * 60 + second)
}

/// Both worlds of the scene under one seed.
struct Storm {
    scenario: Arc<Scenario>,
    worlds: [World; 2],
}

impl Storm {
    fn of(scenario: &Arc<Scenario>, seed: u64, as_of: Option<Date>) -> Self {
        let mut recording = Recording::new(Arc::clone(scenario));
        recording.edits.seed = Some(Seed::new(seed).unwrap());
        recording.edits.as_of = as_of;
        Self::played(&recording)
    }

    /// The worlds alone: the player's doubles without faults are not asked here.
    fn played(recording: &Recording) -> Self {
        let schedule = Arc::new(recording.fault_schedule());
        let worlds =
            WorldId::BOTH.map(|id| World::new(&recording.world_spec(id), recording.seed(), Arc::clone(&schedule)));
        Self { scenario: Arc::clone(&recording.scenario), worlds }
    }

    fn go_to(&mut self, at: SimTime) {
        for world in &mut self.worlds {
            world.advance(at, u64::MAX);
        }
    }

    fn principals(&self, world: WorldId) -> Vec<(&str, PrincipalView)> {
        let names = &self.scenario.worlds[world.index()].spec.principals;
        let world = &self.worlds[world.index()];
        (0..world.principals())
            .filter_map(|index| world.principal(index))
            .map(|view| (names[view.spec].name.as_str(), view))
            .collect()
    }

    fn hit(&self, world: WorldId) -> Vec<&str> {
        let principals = self.principals(world);
        principals.into_iter().filter(|(_, view)| view.state != State::Healthy).map(|(name, _)| name).collect()
    }
}

/// The scene as a reader changes it: one fault broken at a time.
fn with_fault(fault: u16, at: SimTime) -> Storm {
    let mut recording = Recording::new(scene());
    recording.edits.faults.insert((at, fault), FaultSwitch::Break);
    Storm::played(&recording)
}

fn is_cut_off(view: &PrincipalView) -> bool {
    matches!(view.at, Place::Region(region) if CUT_OFF.contains(&region.code()))
}

fn is_global(view: &PrincipalView) -> bool {
    matches!(view.endpoint, Some((Endpoint::Global, _)))
}

/// Every half minute of the statement's span.
fn half_minutes() -> impl Iterator<Item = SimTime> {
    (utc(8, 35, 0).0..=utc(9, 57, 0).0).step_by(30_000_000).map(SimTime)
}

#[test]
fn the_cast_is_thirty_and_the_twin_says_what_it_could_not_change() {
    let mut storm = Storm::of(&scene(), 7, None);
    storm.go_to(SimTime::START);

    let at = |place: &str| storm.principals(WorldId::A).iter().filter(|(_, view)| view.at.code() == place).count();
    let cast = [
        ("ap-northeast-1", 8),
        ("us-west-2", 4),
        ("ap-southeast-1", 4),
        ("ap-east-1", 2),
        ("ap-southeast-3", 1),
        ("ap-southeast-5", 1),
        ("eu-central-1", 4),
        ("ap-southeast-2", 4),
        ("Tokyo", 2),
    ];
    assert_eq!(cast.map(|(place, _)| (place, at(place))), cast);
    assert_eq!(storm.principals(WorldId::A).len(), 30);

    let differences = Player::new(Recording::new(scene())).snapshot().differences;
    let count = |fits: fn(&Difference) -> bool| differences.iter().filter(|row| fits(&row.difference)).count();
    assert_eq!(count(|row| matches!(row, Difference::Changed { .. })), 21);
    assert_eq!(count(|row| *row == Difference::StaysGlobal), 1);
    assert_eq!(count(|row| *row == Difference::RegionalInBoth), 2);
    assert_eq!(count(|row| *row == Difference::NoStsOfItsOwn), 6);
}

#[test]
fn before_and_after_the_storm_everyone_is_healthy() {
    let scenario = scene();
    for seed in 0..SEEDS {
        let mut storm = Storm::of(&scenario, seed, None);
        for at in [utc(8, 31, 0), utc(10, 3, 0)] {
            storm.go_to(at);
            for world in WorldId::BOTH {
                for (name, view) in storm.principals(world) {
                    assert_eq!(view.state, State::Healthy, "{name} in {world:?} at {at:?}, seed {seed}");
                }
            }
        }
    }
}

#[test]
fn during_the_storm_exactly_those_on_the_global_name_behind_the_cut_suffer() {
    let scenario = scene();
    let mut ever_impaired = BTreeSet::new();
    for seed in 0..SEEDS {
        let mut storm = Storm::of(&scenario, seed, None);
        for at in half_minutes() {
            storm.go_to(at);
            for (name, view) in storm.principals(WorldId::A) {
                let expected = is_cut_off(&view) && is_global(&view);
                assert_eq!(view.state != State::Healthy, expected, "{name} in A at {at:?}, seed {seed}");
                if !expected {
                    continue;
                }
                if view.kind == Kind::Workload && name != USES_US_EAST_1 {
                    assert_impaired_from_its_cut_off_on(name, &view, at, seed);
                    if view.state == State::Impaired {
                        ever_impaired.insert(name.to_owned());
                    }
                } else {
                    assert_eq!(view.state, State::Impaired, "{name} in A at {at:?}, seed {seed}: nothing to live on");
                }
            }
            for (name, view) in storm.principals(WorldId::B) {
                let expected = [USES_US_EAST_1, CANNOT_CHANGE].contains(&name);
                assert_eq!(view.state != State::Healthy, expected, "{name} in B at {at:?}, seed {seed}");
            }
        }
    }
    assert_eq!(ever_impaired.len(), 5, "every workload meets its cut-off with some seed: {ever_impaired:?}");
}

/// A workload works on until the moment its own client's rule names, and not a moment longer.
fn assert_impaired_from_its_cut_off_on(name: &str, view: &PrincipalView, at: SimTime, seed: u64) {
    let cutoff = view.session.unwrap().session.cutoff;
    assert_eq!(view.state == State::Impaired, cutoff <= at, "{name} in A at {at:?}, seed {seed}");
}

#[test]
fn under_the_rules_known_today_only_the_opt_in_regions_lose_the_global_name() {
    let scenario = scene();
    for seed in 0..SEEDS {
        let mut storm = Storm::of(&scenario, seed, Some(CHECK_DATE));
        for at in [utc(8, 36, 30), utc(9, 30, 0), utc(9, 57, 0)] {
            storm.go_to(at);
            for world in WorldId::BOTH {
                for (name, view) in storm.principals(world) {
                    let opt_in = ["ap-southeast-3", "ap-southeast-5", "ap-east-1"].contains(&view.at.code());
                    let expected = (opt_in && is_global(&view)) || name == USES_US_EAST_1;
                    assert_eq!(view.state != State::Healthy, expected, "{name} in {world:?} at {at:?}, seed {seed}");
                }
            }
        }
    }
}

#[test]
fn the_office_is_hit_only_where_its_own_path_is_cut() {
    let mut storm = with_fault(1, utc(8, 20, 0));
    storm.go_to(utc(8, 25, 0));
    assert_eq!(storm.hit(WorldId::A), ["office-report"]);
    assert_eq!(storm.hit(WorldId::B), [""; 0]);
}

#[test]
fn with_the_endpoint_in_tokyo_down_the_regional_world_is_the_one_that_suffers() {
    let mut storm = with_fault(3, utc(8, 5, 0));
    storm.go_to(utc(8, 25, 0));
    // What AWS delivers to web-front's instances is renewed by the same STS.
    assert_eq!(storm.hit(WorldId::A), ["fraud-score", "payments", "web-front"]);
    assert_eq!(storm.hit(WorldId::B).len(), 9, "everyone in Tokyo with sessions, and the office");
}
