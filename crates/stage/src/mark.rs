//! What a painter needs to know: marks in drawing order, with inks that say what they mean.
//! Which color an ink has, and which words a label shows, is the painter's business.

use sts_atlas_facts::{Place, RegionId};
use sts_atlas_sim::State;

use crate::{ChartText, Point};

/// What a color means. A theme gives each its value.
#[expect(clippy::enum_variant_names, reason = "the plain ink is called ink, as in style sheets")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Text and principals.
    Ink,
    /// Text and lines of lesser weight.
    Muted,
    /// The global endpoint and what flows to it.
    Global,
    /// Regional endpoints and what flows to them.
    Regional,
    /// Harm, and nothing else.
    Harm,
    /// Land.
    Land,
    /// The coast.
    LandLine,
    /// Meridians and parallels.
    Graticule,
    /// Inside of open glyphs.
    Surface,
    /// The paper everything lies on; also the halo of labels.
    Background,
    /// Rules and frames.
    Line,
}

impl Ink {
    /// Every ink.
    pub const ALL: [Self; 11] = [
        Self::Ink,
        Self::Muted,
        Self::Global,
        Self::Regional,
        Self::Harm,
        Self::Land,
        Self::LandLine,
        Self::Graticule,
        Self::Surface,
        Self::Background,
        Self::Line,
    ];

    /// Its name in style sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ink => "ink",
            Self::Muted => "muted",
            Self::Global => "global",
            Self::Regional => "regional",
            Self::Harm => "harm",
            Self::Land => "land",
            Self::LandLine => "land-line",
            Self::Graticule => "graticule",
            Self::Surface => "surface",
            Self::Background => "background",
            Self::Line => "line",
        }
    }
}

/// Where a label's text lies relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle lies there.
    Middle,
    /// It ends there.
    End,
}

/// What a label says: a key, never a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelText {
    /// The name of a place.
    Place(Place),
    /// At the edge of the map: the line goes on to this Region.
    EdgeTo(RegionId),
    /// At the edge of the map: the line comes from this place.
    EdgeFrom(Place),
    /// In a chart.
    Chart(ChartText),
}

/// How a principal's square looks. Both ways of not being able to renew look the same: what it has is running out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PrincipalShape {
    /// Filled: works.
    Filled,
    /// Half filled: works, but cannot renew.
    Half,
    /// Open and crossed, in [`Ink::Harm`]: cannot work.
    Crossed,
    /// Dotted: nobody knows.
    Dotted,
}

impl PrincipalShape {
    /// The shape of a state.
    pub const fn of(state: State) -> Self {
        match state {
            State::Healthy => Self::Filled,
            State::Exposed | State::Draining => Self::Half,
            State::Impaired => Self::Crossed,
            State::Unknown => Self::Dotted,
        }
    }

    /// The ink it is drawn with.
    pub const fn ink(self) -> Ink {
        match self {
            Self::Filled | Self::Half | Self::Dotted => Ink::Ink,
            Self::Crossed => Ink::Harm,
        }
    }
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A stroked quadratic curve.
    Line {
        /// Start, control point, end.
        points: [Point; 3],
        /// Its ink.
        ink: Ink,
        /// Stroke width in pixels.
        width: f32,
        /// Lengths of dash and gap in pixels.
        dash: Option<[f32; 2]>,
        /// Opacity.
        alpha: f32,
    },
    /// A circle.
    Circle {
        /// Its center.
        center: Point,
        /// Its radius in pixels.
        radius: f32,
        /// Ink of the inside.
        fill: Option<Ink>,
        /// Ink and width in pixels of the line.
        stroke: Option<(Ink, f32)>,
        /// Lengths of dash and gap in pixels, beginning at three o'clock, clockwise.
        dash: Option<[f32; 2]>,
    },
    /// A square on its tip.
    Diamond {
        /// Its center.
        center: Point,
        /// From the center to a tip, in pixels.
        radius: f32,
        /// Its ink.
        fill: Ink,
    },
    /// A hexagon with a tip on top, filled.
    Hexagon {
        /// Its center.
        center: Point,
        /// From the center to a tip, in pixels.
        radius: f32,
        /// Its ink.
        fill: Ink,
    },
    /// A principal: a square whose filling says how it fares, see [`PrincipalShape`].
    Principal {
        /// Its center.
        center: Point,
        /// Length of a side in pixels, line included.
        size: f32,
        /// Its state.
        state: State,
    },
    /// A filled area with straight edges: a bar, a part of a chart.
    Area {
        /// Its corners.
        corners: Vec<Point>,
        /// Its ink.
        ink: Ink,
        /// Opacity.
        alpha: f32,
    },
    /// Two crossing diagonal strokes.
    Cross {
        /// Its center.
        center: Point,
        /// From the center to each side of the square it fills, in pixels.
        radius: f32,
        /// Its ink.
        ink: Ink,
    },
    /// A filled disc: a request under way.
    Dot {
        /// Its center.
        center: Point,
        /// Its radius in pixels.
        radius: f32,
        /// Its ink.
        ink: Ink,
    },
    /// Part of a circle's line, clockwise from the top: how much of a wait is over.
    Arc {
        /// The circle's center.
        center: Point,
        /// Its radius in pixels.
        radius: f32,
        /// The share of the circle, from 0 to 1.
        share: f32,
        /// Its ink.
        ink: Ink,
        /// Stroke width in pixels.
        width: f32,
    },
    /// A text, with a halo of [`Ink::Background`] under it.
    Label {
        /// Halfway up the letters.
        at: Point,
        /// Which part of the text lies there.
        anchor: Anchor,
        /// What it says.
        text: LabelText,
        /// Its ink.
        ink: Ink,
        /// Font size in pixels.
        size: f32,
        /// Font weight, as style sheets count it.
        weight: u16,
    },
}

/// Everything to draw over the base layer. What moves with every frame lies between what changes with states and what
/// stays, so that a painter may keep the others as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Routes, Regions and squares.
    pub ground: Vec<Mark>,
    /// Requests under way.
    pub traffic: Vec<Mark>,
    /// Names.
    pub names: Vec<Mark>,
}

impl Scene {
    /// Every mark, in drawing order.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        [&self.ground, &self.traffic, &self.names].into_iter().flatten()
    }
}
