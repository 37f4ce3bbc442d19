//! A storm at a size, in a language, at a moment: what the tests look at.
//! No test lives here.
#![allow(dead_code, reason = "each test binary looks at its own part")]

mod storm;

use storm::storm;
use sts_atlas_facts::{Date, Place, RegionId};
use sts_atlas_player::{Command, Player, Recording, Scenario, Snapshot, Tempo, WorldSnapshot};
use sts_atlas_sim::{SimTime, State};
use sts_atlas_stage::{
    Anchor, LabelSizes, LabelText, Layout, Lens, Mark, Meridian, PlaceBox, Projection, Rect, Scene, SceneOptions,
    Target, View, Viewport, affected, world_scene,
};

/// Minutes after the path was cut, 08:47:02.
pub const IN_THE_STORM: SimTime = SimTime::from_secs(2_822);

/// Five minutes per second: a minute's wait is too quick to be seen.
pub const COARSE: Tempo = Tempo::STOPS[5];
/// Ten milliseconds per second: every request is seen.
pub const FINE: Tempo = Tempo::STOPS[0];

/// What part of the world a picture shows.
#[derive(Clone, Copy, Debug)]
pub enum Frame {
    World,
    Affected,
}

/// The sizes in which the pages show a map: Lab, door, phone, a phone's Lab, a phone that shows the world, and a very
/// narrow one.
pub const SIZES: [(f32, f32, Frame); 6] = [
    (790.0, 330.0, Frame::World),
    (628.0, 310.0, Frame::World),
    (358.0, 200.0, Frame::Affected),
    (390.0, 190.0, Frame::Affected),
    (358.0, 200.0, Frame::World),
    (286.0, 190.0, Frame::Affected),
];

pub fn scenario() -> Scenario {
    storm()
}

pub fn player_at(time: SimTime, before: &[Command]) -> Player {
    let mut player = Player::new(Recording::new(scenario().into()));
    for command in before {
        player.apply(command.clone());
    }
    player.apply(Command::Seek(time));
    player.settle();
    player
}

pub fn snapshot_at(time: SimTime) -> Snapshot {
    player_at(time, &[]).snapshot()
}

pub fn words(text: &LabelText, japanese: bool) -> String {
    let place = |place: Place| match place {
        Place::Region(region) if japanese => region.fact().label_ja.to_owned(),
        Place::Region(region) => region.fact().label_en.to_owned(),
        Place::City(city) if japanese => format!("{} office", city.fact().name_ja),
        Place::City(city) => format!("{} office", city.fact().name_en),
    };
    match *text {
        LabelText::Place(at) => place(at),
        LabelText::EdgeTo(to) => format!("to {}", place(Place::Region(to))),
        LabelText::EdgeFrom(from) => format!("from {}", place(from)),
        LabelText::Chart(text) => format!("{text:?}"),
    }
}

/// An estimate of the width of a text: 0.58 em per Latin letter, 1 em per CJK letter.
pub fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|letter| if letter < '\u{2e80}' { 0.58 * size } else { size }).sum()
}

/// What a picture of one world is made from.
pub struct Sitting {
    pub projection: Projection,
    pub japanese: bool,
    pub tempo: Tempo,
    pub lens: Lens,
    pub as_of: Date,
    pub now: SimTime,
}

impl Sitting {
    pub fn new((width, height, frame): (f32, f32, Frame), snapshot: &Snapshot) -> Self {
        let viewport = Viewport { width, height };
        let view = match frame {
            Frame::World => View::default(),
            Frame::Affected => View::framing(viewport, Meridian::Pacific, &affected(&scenario())),
        };
        Self::of_view(viewport, view, snapshot)
    }

    pub fn of_view(viewport: Viewport, view: View, snapshot: &Snapshot) -> Self {
        let projection = Projection::new(viewport, view);
        Self { projection, japanese: false, tempo: COARSE, lens: Lens::Sts, as_of: snapshot.as_of, now: snapshot.now }
    }

    pub fn with_options<T>(&self, read: impl FnOnce(&SceneOptions) -> T) -> T {
        let measure = |text: &LabelText, size: f32| width(&words(text, self.japanese), size);
        let labels = LabelSizes { size: 11.5, measure: &measure };
        read(&SceneOptions { lens: self.lens, tempo: self.tempo, as_of: self.as_of, labels, now: self.now })
    }

    pub fn scene(&self, world: &WorldSnapshot) -> Scene {
        self.with_options(|options| world_scene(world, &self.projection, options))
    }

    pub fn places(&self, world: &WorldSnapshot) -> Vec<PlaceBox> {
        self.with_options(|options| Layout::new(world, &self.projection, options).places())
    }

    pub fn targets(&self, world: &WorldSnapshot) -> Vec<Target> {
        self.with_options(|options| Layout::new(world, &self.projection, options).targets())
    }

    /// Boxes around every text of a scene, as measured.
    pub fn texts(&self, scene: &Scene) -> Vec<(LabelText, Rect)> {
        let boxes = scene.marks().filter_map(|mark| {
            let Mark::Label { at, anchor, text, size, .. } = mark else { return None };
            let width = width(&words(text, self.japanese), *size);
            let x = match anchor {
                Anchor::Start => at.x,
                Anchor::Middle => at.x - width / 2.0,
                Anchor::End => at.x - width,
            };
            Some((*text, Rect { x, y: at.y - size * 0.5, width, height: *size }))
        });
        boxes.collect()
    }
}

pub fn squares(scene: &Scene) -> Vec<(Rect, State)> {
    let squares = scene.marks().filter_map(|mark| match mark {
        Mark::Principal { center, size, state } => Some((Rect::around(*center, size / 2.0), *state)),
        _ => None,
    });
    squares.collect()
}

pub fn region(code: &str) -> RegionId {
    RegionId::from_code(code).unwrap()
}
