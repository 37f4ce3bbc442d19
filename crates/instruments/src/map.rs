//! A map of one world as a picture: what the stage of the page shows, for a lens it does not have, or for paper.
//! Where marks stand is stage's business.

use sts_atlas_player::WorldId;
use sts_atlas_stage::{
    LabelSizes, LabelText, Lens, Outline, Projection, SceneOptions, View, Viewport, base, svg, world_scene,
};

use crate::html::Html;
use crate::sheets::Sitting;

/// Height of a map by its width.
const PROPORTION: f32 = 0.36;
/// Font size of names, in pixels.
const NAME_SIZE: f32 = 11.5;

impl Sitting<'_> {
    /// The whole map of a world at this moment.
    pub(crate) fn map(&self, html: &mut Html, world: WorldId, title: &str, lens: Lens) {
        let viewport = Viewport { width: self.width, height: self.width * PROPORTION };
        let projection = Projection::new(viewport, View::default());
        let labels = self.labels(world);
        let measure = |text: &LabelText, size: f32| (self.measure)(&labels.say(text), size);
        let options = SceneOptions {
            lens,
            tempo: self.snapshot.tempo,
            as_of: self.snapshot.as_of,
            labels: LabelSizes { size: NAME_SIZE, measure: &measure },
            now: self.snapshot.now,
        };
        let scene = world_scene(self.world(world), &projection, &options);
        let land = base(&projection, self.land.unwrap_or(&Outline::default()));
        let picture = svg::static_picture(viewport, &land, &scene, title, &|text| labels.say(text));
        self.picture(html, &picture);
    }
}
