//! One world on the map: a canvas for the land, one for each layer of what happens, and places as real buttons above.
//! Where things stand is `stage`'s business, how they are stroked `painter`'s.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use sts_atlas_facts::{Date, Place, RegionId};
use sts_atlas_player::{Snapshot, WorldId, WorldSnapshot};
use sts_atlas_sim::ServiceKind;
use sts_atlas_stage::{
    LabelSizes, LabelText, Layout, Lens, Meridian, Projection, SceneOptions, Target, View, Viewport, affected, base,
    scene_on,
};
use sts_atlas_words as words;
use sts_atlas_words::Lang;
use wasm_bindgen::JsCast;
use web_sys::HtmlCanvasElement;

use crate::bench::{Bench, Explained, bench};
use crate::look::look;
use crate::painter::{Painter, Palette};
use crate::parts::button;
use crate::platform::media;
use crate::preferences::{Text, follow, lang, maybe, part, preferences, text};
use crate::site::site;
use crate::size::follow_size;
use crate::tag::{AnyElement, tag};

/// A press on Regions that crowd brings them so much nearer.
const CROWD_ZOOM: f32 = 2.5;
/// Size of names on the map, in pixels.
const LABEL_SIZE: f32 = 11.5;

/// What a layout depends on: it is made anew when this changes.
#[derive(Clone, Debug, PartialEq)]
struct LayoutKey {
    lang: Lang,
    as_of: Date,
    flows: Vec<(Place, RegionId, ServiceKind)>,
}

/// Canvases above the land: what changes with every frame lies between two that seldom change.
const LAYERS: usize = 3;

struct Surface {
    projection: Projection,
    palette: Palette,
    layers: [Painter; LAYERS],
    layout: Option<(LayoutKey, Layout)>,
    label_size: f32,
}

fn label_text(lang: Lang, text: &LabelText) -> String {
    match *text {
        LabelText::Place(place) => words::place(lang, place),
        LabelText::EdgeTo(region) => words::edge_to(lang, words::region(lang, region)),
        LabelText::EdgeFrom(place) => words::edge_from(lang, words::place(lang, place)),
        // No map has one.
        LabelText::Chart(_) => String::new(),
    }
}

/// What can be pressed on a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Where somebody stands.
    Principals,
    /// Every Region, too.
    EveryRegion,
}

/// The map of a world.
pub fn world_map(world: WorldId, pressed: Pressed) -> AnyView {
    let bench = bench();
    let (look, preferences) = (look(), preferences());
    let [frame, land] = [(); 2].map(|()| NodeRef::<AnyElement>::new());
    let layers = [(); LAYERS].map(|()| NodeRef::<AnyElement>::new());
    let surface: Rc<RefCell<Option<Surface>>> = Rc::default();
    let boxes = RwSignal::new(Vec::<Target>::new());
    let size = RwSignal::new((0.0_f64, 0.0_f64));
    let off_the_map = RwSignal::new(String::new());
    follow_size(frame, size);
    // Size, theme, language and another view need a new surface; everything else is only painted again.
    follow({
        let surface = Rc::clone(&surface);
        Box::new(move || {
            let (width, height) = size.get();
            preferences.theme();
            preferences.lang();
            // The door shows its maps whole: it has no way to move them.
            let chosen = (pressed == Pressed::EveryRegion).then(|| look.chosen()).flatten();
            let (Some(land), [Some(ground), Some(traffic), Some(names)]) = (canvas(land), layers.map(canvas)) else {
                return;
            };
            if width < 1.0 || height < 1.0 {
                return;
            }
            let viewport = Viewport { width: width as f32, height: height as f32 };
            let prepared = prepare(view_of(bench, viewport, chosen), viewport, &land, [&ground, &traffic, &names]);
            if let Some(surface) = prepared.as_ref().filter(|_| pressed == Pressed::EveryRegion) {
                look.saw(viewport, surface.projection.view());
            }
            off_the_map.set(prepared.as_ref().map_or_else(String::new, |surface| left_out(bench, surface)));
            *surface.borrow_mut() = prepared;
            bench.repaint();
        })
    });
    let painter = bench.add_painter({
        let surface = Rc::clone(&surface);
        move |snapshot: &Snapshot| {
            if let Some(surface) = surface.borrow_mut().as_mut()
                && let Some(places) =
                    paint(surface, snapshot, world, preferences.lang_now(), pressed == Pressed::EveryRegion)
            {
                let _ = boxes.try_set(places);
            }
        }
    });
    on_cleanup(move || bench.remove_painter(painter));
    let [ground, traffic, names] = layers;
    let buttons = move || {
        boxes.get().into_iter().filter_map(|target| place_button(world, &target)).collect::<Vec<_>>().into_any()
    };
    let off_the_map = move || {
        let says = move || words::off_the_map(lang(), off_the_map.get());
        off_the_map.with(|places| !places.is_empty()).then(|| tag("p").class("off-the-map").says(text(says)).view())
    };
    let silent = |node| tag("canvas").node(node).set("aria-hidden", "true");
    let map = tag("div")
        .class("map")
        .node(frame)
        .child(silent(land))
        .child(tag("canvas").node(ground).set("role", "img").live("aria-label", description(world)))
        .child(silent(traffic))
        .child(silent(names))
        .child(tag("ul").class("places").part(part(buttons)));
    vec![map.view(), maybe(off_the_map).into_any()].into_any()
}

/// What the map shows, in words.
fn description(world: WorldId) -> Text {
    let bench = bench();
    text(move || {
        bench.snapshot.with(|snapshot| {
            let summary = words::world_sentence(lang(), &snapshot.worlds[world.index()]);
            words::map_description(lang(), world.letter(), summary)
        })
    })
}

/// A canvas once it is there.
fn canvas(node: NodeRef<AnyElement>) -> Option<HtmlCanvasElement> {
    node.get()?.dyn_into().ok()
}

/// Places with principals that the map does not show.
fn left_out(bench: Bench, surface: &Surface) -> String {
    let lang = preferences().lang_now();
    let snapshot = bench.snapshot.get_untracked();
    let places = snapshot.worlds[0].blast.by_place.iter();
    let hidden = places.filter(|here| !here.principals.is_empty() && !surface.projection.shows(here.place));
    let counts: Vec<_> =
        hidden.map(|here| words::place_count(lang, words::place(lang, here.place), here.principals.len())).collect();
    words::list(lang, &counts)
}

/// What the reader chose, or what the page shows by itself: the world, on a narrow screen what the faults affect.
fn view_of(bench: Bench, viewport: Viewport, chosen: Option<View>) -> View {
    let own = || {
        let places = bench.scenario().map(|scenario| affected(&scenario)).unwrap_or_default();
        if media::is_narrow() { View::framing(viewport, Meridian::Pacific, &places) } else { View::default() }
    };
    chosen.unwrap_or_else(own)
}

fn prepare(
    view: View,
    viewport: Viewport,
    land: &HtmlCanvasElement,
    [ground, traffic, names]: [&HtmlCanvasElement; LAYERS],
) -> Option<Surface> {
    let Viewport { width, height } = viewport;
    let projection = Projection::new(viewport, view);
    let palette = Palette::from_page();
    let paint_on = |canvas| Painter::new(canvas, f64::from(width), f64::from(height));
    let ground_layer = site().land.with(|outline| base(&projection, outline));
    paint_on(land)?.base(&ground_layer, &palette);
    let layers = [paint_on(ground)?, paint_on(traffic)?, paint_on(names)?];
    let label_size = LABEL_SIZE * site().text_scale;
    Some(Surface { projection, palette, layers, layout: None, label_size })
}

/// Paints one snapshot; gives the places back when they have moved.
fn paint(surface: &mut Surface, snapshot: &Snapshot, world: WorldId, lang: Lang, all: bool) -> Option<Vec<Target>> {
    let shown = &snapshot.worlds[world.index()];
    let Surface { projection, palette, layers, layout: known, label_size } = surface;
    let measure = |text: &LabelText, size: f32| layers[0].measure(&label_text(lang, text), size, palette);
    let options = SceneOptions {
        lens: Lens::Sts,
        tempo: snapshot.tempo,
        as_of: snapshot.as_of,
        labels: LabelSizes { size: *label_size, measure: &measure },
        now: snapshot.now,
    };
    let key = LayoutKey {
        lang,
        as_of: snapshot.as_of,
        flows: shown.flows.iter().map(|flow| (flow.from, flow.to, flow.service)).collect(),
    };
    let stale = known.as_ref().is_none_or(|(known, _)| *known != key);
    if stale {
        *known = Some((key, Layout::new(shown, projection, &options)));
    }
    let (_, layout) = known.as_ref()?;
    let scene = scene_on(layout, shown, projection, &options);
    for (layer, marks) in layers.iter_mut().zip([scene.ground, scene.traffic, scene.names]) {
        layer.show(marks, palette, &|text| label_text(lang, text));
    }
    stale.then(|| {
        let has_principals =
            |target: &Target| target.places.first().is_some_and(|&place| principals_at(shown, place) > 0);
        layout.targets().into_iter().filter(|target| all || has_principals(target)).collect()
    })
}

fn principals_at(world: &WorldSnapshot, place: Place) -> usize {
    let here = world.blast.by_place.iter().find(|here| here.place == place);
    here.map_or(0, |here| here.principals.len())
}

fn place_button(world: WorldId, target: &Target) -> Option<AnyView> {
    let (bench, look) = (bench(), look());
    let (place, hit) = (*target.places.first()?, target.hit);
    let here = bench.snapshot.with_untracked(|snapshot| principals_at(&snapshot.worlds[world.index()], place));
    let has_principals = here > 0;
    // Who stands there comes first; what else is close by is pressed from nearer.
    let crowd = (!has_principals && target.places.len() > 1).then(|| target.places.clone());
    let is_crowd = crowd.is_some();
    let label = text(move || match &crowd {
        Some(places) => {
            let names: Vec<_> = places.iter().map(|&place| words::place(lang(), place)).collect();
            words::crowded_places(lang(), words::list(lang(), &names))
        }
        None => bench.snapshot.with(|snapshot| {
            let blast = &snapshot.worlds[world.index()].blast;
            let here = blast.by_place.iter().find(|here| here.place == place);
            let (principals, impaired) = here.map_or((0, 0), |here| (here.principals.len(), here.impaired));
            words::place_button(lang(), words::place(lang(), place), principals, impaired)
        }),
    });
    let press = move || {
        if is_crowd {
            look.change(|viewport, view| view.zoomed(viewport, CROWD_ZOOM, hit.center()));
        } else {
            bench.explained.set(Some(Explained::Place(world, place)));
        }
    };
    let pixels = |length: f32| text(move || format!("{}px", length as i32));
    let mut pressed = button(press)
        .live("aria-label", label)
        .style("left", pixels(hit.x))
        .style("top", pixels(hit.y))
        .style("width", pixels(hit.width))
        .style("height", pixels(hit.height));
    if !has_principals {
        // Under the pointer, but no stop of the Tab key: the list of what can be broken has all of them.
        pressed = pressed.set("tabindex", "-1");
    }
    Some(tag("li").child(pressed).view())
}
