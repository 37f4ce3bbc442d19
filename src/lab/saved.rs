//! Files of what is shown: their names, and pictures of maps and charts.
//! How a file gets to the reader is `platform`'s business.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sts_atlas_player::WorldId;
use sts_atlas_stage::svg;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement};

use crate::bench::Bench;
use crate::platform::{document, files};

/// Scene, moment and what it is: files of several moments lie beside each other.
pub fn file_name(bench: Bench, name: &str) -> String {
    let at = bench.told().now.0 / 1_000_000;
    format!("sts-atlas-{}-{at}s-{name}", bench.scene.get_untracked())
}

/// Saves a text.
pub fn save(bench: Bench, name: &str, kind: &str, text: &str) {
    files::save(&file_name(bench, name), &format!("{kind};charset=utf-8"), text.as_bytes());
}

/// Saves a map as it stands.
pub fn save_map(bench: Bench, world: WorldId) {
    let layers: Vec<HtmlCanvasElement> =
        document::all(&format!(".lab-world:nth-of-type({}) canvas", world.index() + 1))
            .into_iter()
            .filter_map(|canvas| canvas.dyn_into().ok())
            .collect();
    let name = file_name(bench, &format!("{}.png", world.letter()));
    // Where a browser keeps its canvases to itself, there is no file.
    let _ = files::save_picture(&name, &document::style_token("--background"), &layers);
}

/// Saves a chart as a drawing that needs no page around it, or as a picture of pixels, in the colors of the page, with the
/// heading that the page does not show.
pub fn save_chart(bench: Bench, chart: &Element, name: &str, as_picture: bool) {
    let colors = svg::style_sheet_of(&|ink| document::style_token(&format!("--{}", ink.name())));
    let font = document::style_token("--sans");
    let style = format!("><style>{colors}text{{font-family:{font}}}</style>");
    // For as long as it takes to write it down, it is what is saved.
    let shown = part_shown(chart, &chart.get_attribute(svg::SAVED).unwrap_or_default());
    let drawing = chart.outer_html().replacen('>', &style, 1);
    part_shown(chart, &shown);
    if !as_picture {
        return save(bench, &format!("{name}.svg"), "image/svg+xml", &drawing);
    }
    let (name, ground) = (file_name(bench, &format!("{name}.png")), document::style_token("--surface"));
    let size = svg::SAVED_SIZE.map(|name| chart.get_attribute(name).and_then(|size| size.parse::<u32>().ok()));
    let [width, height] = size.map(Option::unwrap_or_default);
    spawn_local(async move {
        // Where a browser keeps its canvases to itself, there is no file.
        let _ = files::save_drawing(&name, &ground, &drawing, (width, height)).await;
    });
}

/// Has a drawing show another part of its plane; the part that it has shown.
fn part_shown(drawing: &Element, part: &str) -> String {
    let before = drawing.get_attribute("viewBox").unwrap_or_default();
    let _ = drawing.set_attribute("viewBox", part);
    before
}
