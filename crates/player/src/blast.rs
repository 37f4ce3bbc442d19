//! Blast radius: who is hurt, by place, as harm minus the harm of the same world without the fault.
//! Which words and colors say so is not decided here.

use sts_atlas_facts::{Micros, Place};
use sts_atlas_sim::{State, World};

/// Principals by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the order of [`State::ALL`].
    by_state: [u32; State::ALL.len()],
}

impl Counts {
    /// How many are in a state.
    pub const fn of(&self, state: State) -> u32 {
        self.by_state[state as usize]
    }

    fn add(&mut self, state: State) {
        self.by_state[state as usize] += 1;
    }

    /// All of them.
    pub fn total(&self) -> u32 {
        self.by_state.iter().sum()
    }
}

impl FromIterator<State> for Counts {
    fn from_iter<I: IntoIterator<Item = State>>(states: I) -> Self {
        let mut counts = Self::default();
        states.into_iter().for_each(|state| counts.add(state));
        counts
    }
}

/// The principals of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceBlast {
    /// Where.
    pub place: Place,
    /// Their indices, states, and states in the world without the fault, in the world's order.
    pub principals: Vec<(u32, State, State)>,
    /// How many the fault has made impaired.
    pub impaired: u32,
}

/// The blast radius of one world now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blast {
    /// All active principals by state.
    pub states: Counts,
    /// The same in the world without the fault.
    pub without_fault: Counts,
    /// Those whose state the fault has made worse, by their state.
    pub harm: Counts,
    /// Time spent impaired since the start, added up, less the same without the fault.
    pub lost: Micros,
    /// By place, in the order of the scenario.
    pub by_place: Vec<PlaceBlast>,
}

impl Blast {
    /// Compares a world with the same world without the fault, at the same time.
    pub fn between(world: &World, without_fault: &World, places: &[Place]) -> Self {
        let mut blast = Self {
            states: Counts::default(),
            without_fault: Counts::default(),
            harm: Counts::default(),
            lost: Micros::ZERO,
            by_place: places.iter().map(|&place| PlaceBlast { place, principals: Vec::new(), impaired: 0 }).collect(),
        };
        for index in 0..world.principals() {
            let (Some(here), Some(there)) = (world.principal_health(index), without_fault.principal_health(index))
            else {
                continue;
            };
            if here.inactive.is_some() {
                continue;
            }
            blast.states.add(here.state);
            blast.without_fault.add(there.state);
            blast.lost = blast.lost + here.impaired.saturating_sub(there.impaired);
            let worse = here.state > there.state;
            if worse {
                blast.harm.add(here.state);
            }
            if let Some(place) = blast.by_place.iter_mut().find(|place| place.place == here.at) {
                place.principals.push((index, here.state, there.state));
                place.impaired += u32::from(worse && here.state == State::Impaired);
            }
        }
        blast
    }

    /// Principals the fault has made impaired: the headline.
    pub const fn impaired(&self) -> u32 {
        self.harm.of(State::Impaired)
    }

    /// Principals whose next call works and whose renewal would not, or could not, because of the fault.
    pub const fn cannot_renew(&self) -> u32 {
        self.harm.of(State::Exposed) + self.harm.of(State::Draining)
    }

    /// Principals whose next call is known to work.
    pub fn kept_working(&self) -> u32 {
        self.states.total() - self.states.of(State::Impaired) - self.states.of(State::Unknown)
    }
}
