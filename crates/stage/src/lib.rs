//! What it looks like, without a screen: a snapshot and a viewport become an ordered list of marks with meaning.
//! No DOM, no color, no sentence: a painter maps marks to strokes, a theme inks to colors, `words` labels to text.

mod chart;
mod geometry;
mod lane;
mod layout;
mod lives;
mod mark;
mod names;
mod outline;
mod placement;
mod planes;
mod projection;
mod rates;
mod route;
mod scene;
mod squares;
pub mod svg;
mod target;
mod tempo;
mod traffic;
mod view;

pub use chart::{
    Chart, ChartSize, ChartText, StatesOverTime, latency_chart, life_chart, propagation_chart, rolls_chart,
    states_chart,
};
pub use geometry::{Point, Rect};
pub use lane::{Lane, LanePart, LaneRequest, swim_lanes};
pub use layout::{Layout, PlaceBox, affected};
pub use mark::{Anchor, Ink, LabelText, Mark, PrincipalShape, Scene};
pub use outline::{BaseLayer, Outline, base};
pub use planes::PlaneShape;
pub use projection::{Projection, Viewport};
pub use route::crosses_edge;
pub use scene::{BOLDEST, LabelSizes, Lens, SceneOptions, places, scene_on, world_scene};
pub use target::Target;
pub use view::{Meridian, View};
