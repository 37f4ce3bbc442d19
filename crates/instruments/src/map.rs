//! A map of one world as a picture: what the stage of the page shows, for a lens it does not have, or for paper.
//! Where marks stand is stage's business.

use sts_atlas_player::{WorldId, WorldSnapshot};
use sts_atlas_stage::{
    LabelSizes, LabelText, Lens, Meridian, Outline, Point, Projection, SceneOptions, View, Viewport, affected, base,
    svg, world_scene,
};

use crate::html::Html;
use crate::sheets::Sitting;

/// Height of a map by its width, where there is room and where there is little.
const PROPORTION: [f32; 2] = [0.36, 0.56];
/// Below so many pixels there is little.
const NARROW: f32 = 520.0;
/// What frames places by their centers is drawn so much smaller.
const ROOM_FOR_NAMES: f32 = 0.8;
/// Of outlines, in pixels: what is closer is hardly seen.
const LEAST_STEP: i32 = 4;
/// Font size of names, in pixels.
const NAME_SIZE: f32 = 11.5;

impl Sitting<'_> {
    /// The map of a world at this moment.
    pub(crate) fn map(&self, html: &mut Html, world: WorldId, title: &str, lens: Lens) {
        self.map_of(html, self.world(world), title, lens);
    }

    /// The map of a snapshot.
    pub(crate) fn map_of(&self, html: &mut Html, world: &WorldSnapshot, title: &str, lens: Lens) {
        let is_narrow = self.width < NARROW;
        let proportion = PROPORTION[usize::from(is_narrow)];
        let viewport = Viewport { width: self.width, height: self.width * proportion };
        // As on the stage: where the world is too small, what it is about is shown.
        let view = if is_narrow {
            let framed = View::framing(viewport, Meridian::Pacific, &affected(&self.player.recording().scenario));
            // Names stand beside their places, and nothing shows beyond the edge of a picture.
            framed.zoomed(viewport, ROOM_FOR_NAMES, Point::new(viewport.width / 2.0, viewport.height / 2.0))
        } else {
            View::default()
        };
        let projection = Projection::new(viewport, view);
        let labels = self.labels(world.id);
        let measure = |text: &LabelText, size: f32| (self.measure)(&labels.say(text), size);
        let options = SceneOptions {
            lens,
            tempo: self.snapshot.tempo,
            as_of: self.snapshot.as_of,
            labels: LabelSizes { size: NAME_SIZE, measure: &measure },
            now: self.snapshot.now,
        };
        let scene = world_scene(world, &projection, &options);
        let land = base(&projection, self.land.unwrap_or(&Outline::default()));
        let picture =
            svg::static_picture(viewport, (&land, LEAST_STEP), &scene, (title, &self.heading(title)), &|text| {
                labels.say(text)
            });
        self.picture(html, title, &picture);
    }
}
