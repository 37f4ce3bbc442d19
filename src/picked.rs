//! One of a few that changes: whatever the few are, behind one type of signal, since each type of its own would weigh 4 KB.
//! What is picked, and why, is its owner's business.

use std::marker::PhantomData;

use leptos::prelude::*;
use sts_atlas_intake::Page;
use sts_atlas_player::WorldId;
use sts_atlas_words::Lang;

use crate::acts::StepBy;
use crate::lab::stage::OnStage;
use crate::later::Progress;
use crate::preferences::Theme;

/// Values of which there are few.
pub trait Few: Copy + PartialEq + 'static {
    /// The first of them, for want of any other.
    const FIRST: Self;
    /// The others.
    const OTHERS: &'static [Self];
}

macro_rules! few {
    ($($type:ty: $first:expr, $($other:expr),+;)*) => {$(
        impl Few for $type {
            const FIRST: Self = $first;
            const OTHERS: &'static [Self] = &[$($other),+];
        }
    )*};
}

few! {
    bool: false, true;
    Lang: Lang::En, Lang::Ja, Lang::Pseudo;
    Theme: Theme::Light, Theme::Dark;
    Page: Page::Door, Page::Lab;
    WorldId: WorldId::A, WorldId::B;
    StepBy: StepBy::ALL[0], StepBy::ALL[1], StepBy::ALL[2], StepBy::ALL[3];
    OnStage: OnStage::Map, OnStage::Difference, OnStage::Planes, OnStage::States, OnStage::Latency, OnStage::Life, OnStage::Lanes, OnStage::Rolls;
    Progress: Progress::NotAsked, Progress::OnTheWay, Progress::Here, Progress::Failed;
}

/// The one that is picked; cheap to copy.
pub struct Picked<T>(RwSignal<u32>, PhantomData<fn() -> T>);

impl<T> Clone for Picked<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Picked<T> {}

impl<T: Few> Picked<T> {
    /// With one picked.
    pub fn new(value: T) -> Self {
        Self(RwSignal::new(place_of(value)), PhantomData)
    }

    /// What is picked; reading it follows its changes.
    pub fn get(self) -> T {
        value_at(self.0.get())
    }

    /// What is picked, without following its changes.
    pub fn get_untracked(self) -> T {
        value_at(self.0.get_untracked())
    }

    /// Follows its changes.
    pub fn track(self) {
        self.0.track();
    }

    /// Picks another: what is picked already is no news, and makes nothing anew. After the whole page is gone there is
    /// nothing left to pick.
    pub fn set(self, value: T) {
        if self.0.try_get_untracked().is_some_and(|place| place != place_of(value)) {
            let _ = self.0.try_set(place_of(value));
        }
    }
}

fn place_of<T: Few>(value: T) -> u32 {
    T::OTHERS.iter().zip(1..).find(|(other, _)| **other == value).map_or(0, |(_, place)| place)
}

fn value_at<T: Few>(place: u32) -> T {
    let other = (place as usize).checked_sub(1).and_then(|index| T::OTHERS.get(index));
    other.copied().unwrap_or(T::FIRST)
}
