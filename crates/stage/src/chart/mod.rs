//! Charts as marks, drawn by the same painters as the map: states over time, latency, remaining life, propagation,
//! other luck.
//! What a label says is a key with its number; the words, and the data, come from elsewhere.

mod axis;
mod latency;
mod legend;
mod life;
mod propagation;
mod rolls;
mod states;

pub use latency::latency_chart;
pub use life::life_chart;
pub use propagation::propagation_chart;
pub use rolls::rolls_chart;
pub use states::{StatesOverTime, states_chart};

use sts_atlas_facts::{Micros, Place, RegionId};
use sts_atlas_player::WorldId;
use sts_atlas_sim::{ServiceKind, SimTime, State};

use crate::geometry::straight;
use crate::{Anchor, Ink, LabelSizes, LabelText, Lane, LanePart, Mark, Point, Rect};

/// A chart: marks over nothing, as high as its rows need.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Height in CSS pixels.
    pub height: f32,
    /// What to draw, in order.
    pub marks: Vec<Mark>,
}

/// What a label of a chart says: a key, with its number as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartText {
    /// A moment.
    At(SimTime),
    /// A length of time.
    Span(Micros),
    /// A number of principals, Regions or requests.
    Count(u64),
    /// A state of principals.
    State(State),
    /// Impaired, as its consequence.
    CannotWork,
    /// Both states in which a principal works but could not get another session.
    CannotRenew,
    /// The seed that is being shown, among others.
    ShownSeed,
    /// One of the worlds.
    World(WorldId),
    /// Calls from a place to an endpoint.
    Route {
        /// Kind of endpoint.
        service: ServiceKind,
        /// From where.
        from: Place,
        /// To where.
        to: RegionId,
    },
    /// So many calls had no answer.
    NoAnswer(u64),
    /// What those numbers are.
    NoAnswerHead,
    /// A principal instance, by its index in the world.
    Principal(u32),
    /// So many more principals are not shown.
    More(u64),
    /// A change of IAM, by its index in the world's changes.
    Change(u32),
    /// The data plane of a Region has not got the change yet: it is on its way to so many.
    OnTheWay(u64),
    /// Who takes part in a request.
    Lane(Lane),
    /// What a part of a request went to, and how long it took.
    Part(LanePart, Micros),
    /// The change waits for so many Regions, which are cut off.
    Waits(u64),
}

/// What a chart is drawn for, besides its data.
#[derive(Clone, Copy)]
pub struct ChartSize<'a> {
    /// Width in CSS pixels.
    pub width: f32,
    /// How large its labels are.
    pub labels: LabelSizes<'a>,
}

/// No text is smaller, in pixels.
const SMALLEST_TEXT: f32 = 11.0;
/// Space between a label and what it belongs to, in pixels.
pub(crate) const GAP: f32 = 6.0;

impl ChartSize<'_> {
    fn text_size(&self) -> f32 {
        self.labels.size.max(SMALLEST_TEXT)
    }

    pub(crate) fn width_of(&self, text: ChartText) -> f32 {
        (self.labels.measure)(&LabelText::Chart(text), self.text_size())
    }

    /// Height of a line of text, in pixels.
    pub(crate) fn line(&self) -> f32 {
        self.text_size() * 1.4
    }

    /// Width of a column of these texts in pixels, at most two fifths of the chart.
    pub(crate) fn column(&self, texts: impl Iterator<Item = ChartText>) -> f32 {
        texts.map(|text| self.width_of(text)).fold(0.0, f32::max).min(self.width * 0.4)
    }

    pub(crate) fn label(&self, at: Point, anchor: Anchor, text: ChartText, ink: Ink) -> Mark {
        Mark::Label { at, anchor, text: LabelText::Chart(text), ink, size: self.text_size(), weight: 450 }
    }
}

pub(crate) fn rule(from: Point, to: Point, ink: Ink, width: f32, dash: Option<[f32; 2]>) -> Mark {
    Mark::Line { points: straight(from, to), ink, width, dash, alpha: 1.0 }
}

pub(crate) fn bar(rect: Rect, ink: Ink, alpha: f32) -> Mark {
    Mark::Area { corners: rect.corners(), ink, alpha }
}

/// Rising lines across a bar, a few pixels apart: what is on its way, or not sure.
pub(crate) fn hatch(marks: &mut Vec<Mark>, rect: Rect, ink: Ink) {
    const PITCH: f32 = 4.0;
    let count = ((rect.width + rect.height) / PITCH) as u16;
    for step in 1..=count {
        // From the left or lower edge to the upper or right one.
        let along = f32::from(step) * PITCH;
        let low = Point::new(rect.x + (along - rect.height).max(0.0), rect.y + along.min(rect.height));
        let high = Point::new(rect.x + along.min(rect.width), rect.y + (along - rect.width).max(0.0));
        marks.push(rule(low, high, ink, 1.0, None));
    }
}

/// The outline of a bar.
pub(crate) fn frame(marks: &mut Vec<Mark>, rect: Rect, ink: Ink, dash: Option<[f32; 2]>) {
    let corners = rect.corners();
    for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
        marks.push(rule(*from, *to, ink, 1.0, dash));
    }
}
