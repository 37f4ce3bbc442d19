//! What it looks like, without a screen: a snapshot and a viewport become an ordered list of marks with meaning.
//! No DOM, no color, no sentence: a painter maps marks to strokes, a theme inks to colors, `words` labels to text.

mod geometry;
mod layout;
mod mark;
mod names;
mod outline;
mod placement;
mod projection;
mod route;
mod scene;
mod squares;
pub mod svg;
mod target;
mod traffic;
mod view;

pub use geometry::{Point, Rect};
pub use layout::{Layout, PlaceBox, affected};
pub use mark::{Anchor, Ink, LabelText, Mark, PrincipalShape, Scene};
pub use outline::{BaseLayer, base};
pub use projection::{Projection, Viewport};
pub use route::crosses_edge;
pub use scene::{LabelSizes, SceneOptions, places, scene_on, world_scene};
pub use target::Target;
pub use view::{Meridian, View};
