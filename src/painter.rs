//! Puts a scene on a canvas: marks to strokes and fills, inks to the colors of the current theme.
//! What is drawn where is `stage`'s business; no word and no state is decided here.

use std::cell::Cell;
use std::f64::consts::{PI, TAU};

use sts_atlas_sim::State;
use sts_atlas_stage::{Anchor, BOLDEST, BaseLayer, Ink, LabelText, Mark, Point};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::platform::document;

/// The colors of the theme, by ink.
pub struct Palette {
    /// As the browser has them: a text of ours would be decoded anew for each line.
    colors: [JsValue; Ink::ALL.len()],
    font: String,
}

impl Palette {
    /// Reads the style tokens as they hold now.
    pub fn from_page() -> Self {
        Self {
            colors: Ink::ALL.map(|ink| document::style_token(token(ink)).into()),
            font: document::style_token("--sans"),
        }
    }

    fn color(&self, ink: Ink) -> &JsValue {
        &self.colors[ink as usize]
    }
}

const fn token(ink: Ink) -> &'static str {
    match ink {
        Ink::Ink => "--ink",
        Ink::Muted => "--muted",
        Ink::Global => "--global",
        Ink::Regional => "--regional",
        Ink::Harm => "--harm",
        Ink::Land => "--land",
        Ink::LandLine => "--land-line",
        Ink::Graticule => "--graticule",
        Ink::Surface => "--surface",
        Ink::Background => "--background",
        Ink::Line => "--edge",
    }
}

/// Corners on a unit circle, clockwise.
const DIAMOND: [(f32, f32); 4] = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)];
const HEXAGON: [(f32, f32); 6] = [(0.866, 0.5), (0.0, 1.0), (-0.866, 0.5), (-0.866, -0.5), (0.0, -1.0), (0.866, -0.5)];

/// A filled shape.
enum Filled {
    Circle { center: Point, radius: f32 },
    Polygon { center: Point, radius: f32, corners: &'static [(f32, f32)] },
    Square { center: Point, size: f32 },
}

/// The ink and shape of a mark that is nothing but filled.
const fn only_filled(mark: &Mark) -> Option<(Ink, Filled)> {
    match *mark {
        Mark::Dot { center, radius, ink } => Some((ink, Filled::Circle { center, radius })),
        Mark::Diamond { center, radius, fill } => Some((fill, Filled::Polygon { center, radius, corners: &DIAMOND })),
        Mark::Hexagon { center, radius, fill } => Some((fill, Filled::Polygon { center, radius, corners: &HEXAGON })),
        Mark::Principal { center, size, state: State::Healthy } => Some((Ink::Ink, Filled::Square { center, size })),
        Mark::Principal { .. }
        | Mark::Line { .. }
        | Mark::Circle { .. }
        | Mark::Area { .. }
        | Mark::Cross { .. }
        | Mark::Arc { .. }
        | Mark::Label { .. } => None,
    }
}

/// A canvas with its context, sized in device pixels, drawn on in CSS pixels.
pub struct Painter {
    context: CanvasRenderingContext2d,
    width: f64,
    height: f64,
    /// Device pixels to a CSS pixel.
    ratio: f64,
    /// How lines are dashed now.
    dash: Cell<Option<[f32; 2]>>,
    /// What is on it.
    drawn: Vec<Mark>,
    /// Discs and squares by their looks, each on a canvas of its own: put down they cost a third of what drawing them does.
    stamps: Vec<(Mark, HtmlCanvasElement)>,
}

impl Painter {
    /// Takes a canvas and gives it a size, which wipes it; `None` where the browser has no 2D context.
    pub fn new(canvas: &HtmlCanvasElement, width: f64, height: f64) -> Option<Self> {
        Self::with_ratio(canvas, width, height, document::pixel_ratio())
    }

    fn with_ratio(canvas: &HtmlCanvasElement, width: f64, height: f64, ratio: f64) -> Option<Self> {
        canvas.set_width((width * ratio) as u32);
        canvas.set_height((height * ratio) as u32);
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        context.scale(ratio, ratio).ok()?;
        // Set once: what is set between marks would make a picture depend on the one before.
        context.set_line_join("round");
        let dash = Cell::new(None);
        Some(Self { context, width, height, ratio, dash, drawn: Vec::new(), stamps: Vec::new() })
    }

    /// Draws land and graticule.
    pub fn base(&self, base: &BaseLayer, palette: &Palette) {
        self.context.set_line_width(0.7);
        self.ink_stroke(palette.color(Ink::Graticule));
        self.context.begin_path();
        for line in &base.graticule {
            self.polyline(line.iter().copied());
        }
        self.context.stroke();
        self.context.begin_path();
        for ring in &base.land {
            self.polyline(ring.iter().copied());
            self.context.close_path();
        }
        self.ink_fill(palette.color(Ink::Land));
        self.context.fill_with_canvas_winding_rule(web_sys::CanvasWindingRule::Evenodd);
        self.context.set_line_width(0.6);
        self.ink_stroke(palette.color(Ink::LandLine));
        self.context.stroke();
    }

    fn polyline(&self, points: impl Iterator<Item = Point>) {
        for (index, point) in points.enumerate() {
            let (x, y) = (f64::from(point.x), f64::from(point.y));
            if index == 0 { self.context.move_to(x, y) } else { self.context.line_to(x, y) }
        }
    }

    /// Shows these marks and nothing else, drawn in order; does nothing where they are what it shows already.
    pub fn show(&mut self, marks: Vec<Mark>, palette: &Palette, label: &dyn Fn(&LabelText) -> String) {
        if marks == self.drawn {
            return;
        }
        self.context.clear_rect(0.0, 0.0, self.width, self.height);
        // Neighbors of one ink are filled at once: each fill of its own costs more than its shape.
        let mut open: Option<Ink> = None;
        for mark in &marks {
            let filled = only_filled(mark);
            let ink = filled.as_ref().map(|(ink, _)| *ink);
            if ink != open {
                open.into_iter().for_each(|ink| self.fill(palette.color(ink)));
                self.context.begin_path();
                open = ink;
            }
            match filled {
                Some((_, shape)) => self.trace(&shape),
                None => self.mark(mark, palette, label),
            }
        }
        open.into_iter().for_each(|ink| self.fill(palette.color(ink)));
        self.drawn = marks;
    }

    fn mark(&mut self, mark: &Mark, palette: &Palette, label: &dyn Fn(&LabelText) -> String) {
        match mark {
            Mark::Line { points, ink, width, dash, alpha } => {
                let [from, control, to] = points;
                self.context.begin_path();
                self.context.move_to(f64::from(from.x), f64::from(from.y));
                self.context.quadratic_curve_to(
                    f64::from(control.x),
                    f64::from(control.y),
                    f64::from(to.x),
                    f64::from(to.y),
                );
                self.context.set_global_alpha(f64::from(*alpha));
                self.stroke(palette.color(*ink), *width, *dash);
                self.context.set_global_alpha(1.0);
            }
            Mark::Circle { fill: Some(_), .. } | Mark::Principal { .. } if self.stamp(mark, palette).is_some() => {}
            Mark::Circle { .. } | Mark::Principal { .. } => self.plain(mark, palette),
            Mark::Area { corners, ink, alpha } => {
                self.context.begin_path();
                self.polyline(corners.iter().copied());
                self.context.set_global_alpha(f64::from(*alpha));
                self.fill(palette.color(*ink));
                self.context.set_global_alpha(1.0);
            }
            Mark::Cross { center, radius, ink } => {
                // On its disc, wherever that was put down.
                let center = Point::new(self.whole(center.x) as f32, self.whole(center.y) as f32);
                self.cross(center, *radius);
                self.stroke(palette.color(*ink), 1.8, None);
            }
            Mark::Arc { center, radius, share, ink, width } => {
                self.context.begin_path();
                let (start, end) = (-PI / 2.0, -PI / 2.0 + TAU * f64::from(*share));
                // Refused only for a negative radius, which no mark has.
                let _ = self.context.arc(f64::from(center.x), f64::from(center.y), f64::from(*radius), start, end);
                self.stroke(palette.color(*ink), *width, None);
            }
            Mark::Label { at, anchor, text, ink, size, weight } => {
                self.text(*at, *anchor, &label(text), palette, *ink, *size, *weight);
            }
            // Traced and filled with their neighbors.
            Mark::Dot { .. } | Mark::Diamond { .. } | Mark::Hexagon { .. } => {}
        }
    }

    /// A disc or a square.
    fn plain(&self, mark: &Mark, palette: &Palette) {
        match mark {
            Mark::Circle { center, radius, fill, stroke, dash } => {
                self.context.begin_path();
                self.circle(*center, *radius);
                if let Some(ink) = fill {
                    self.fill(palette.color(*ink));
                }
                if let Some((ink, width)) = stroke {
                    self.stroke(palette.color(*ink), *width, *dash);
                }
            }
            Mark::Principal { center, size, state } => self.principal(*center, *size, *state, palette),
            _ => {}
        }
    }

    /// Puts a disc or a square down; `None` where the browser has no other canvas for it.
    fn stamp(&mut self, mark: &Mark, palette: &Palette) -> Option<()> {
        let mut look = mark.clone();
        let (center, half) = match &mut look {
            // By their middle, where crosses stand; squares by their corner.
            Mark::Circle { center, radius, stroke, .. } => {
                let reach = *radius + stroke.map_or(0.0, |(_, width)| width);
                (center, (f64::from(reach) * self.ratio).ceil() / self.ratio)
            }
            Mark::Principal { center, size, .. } => (center, f64::from(*size / 2.0)),
            _ => return None,
        };
        let at = std::mem::replace(center, Point::new(half as f32, half as f32));
        if self.stamps.iter().all(|(known, _)| *known != look) {
            let canvas = document::canvas()?;
            // What a canvas takes of a pixel is none: no whole one must be lost.
            let side = 2.0 * half + 0.99 / self.ratio;
            Self::with_ratio(&canvas, side, side, self.ratio)?.plain(&look, palette);
            self.stamps.push((look.clone(), canvas));
        }
        let (_, canvas) = self.stamps.iter().find(|(known, _)| *known == look)?;
        let side = f64::from(canvas.width()) / self.ratio;
        let whole = |along: f32| self.whole(along - half as f32);
        self.context
            .draw_image_with_html_canvas_element_and_dw_and_dh(canvas, whole(at.x), whole(at.y), side, side)
            .ok()
    }

    /// The nearest edge of a device pixel: between two, what is put down would be blurred.
    fn whole(&self, along: f32) -> f64 {
        (f64::from(along) * self.ratio).round_ties_even() / self.ratio
    }

    /// Adds a shape to the path.
    fn trace(&self, shape: &Filled) {
        match *shape {
            Filled::Circle { center, radius } => self.circle(center, radius),
            Filled::Polygon { center, radius, corners } => self.polygon(center, radius, corners),
            Filled::Square { center, size } => {
                let (x, y, size) = self.square(center, size);
                self.context.rect(x, y, size, size);
            }
        }
    }

    /// The upper left corner and the side of a square.
    fn square(&self, center: Point, size: f32) -> (f64, f64, f64) {
        (self.whole(center.x - size / 2.0), self.whole(center.y - size / 2.0), f64::from(size))
    }

    fn principal(&self, center: Point, size: f32, state: State, palette: &Palette) {
        let (x, y, size) = self.square(center, size);
        let ink = palette.color(Ink::Ink);
        match state {
            // Traced and filled with its neighbors.
            State::Healthy => {}
            State::Exposed | State::Draining => {
                self.ink_fill(palette.color(Ink::Surface));
                self.context.fill_rect(x, y, size, size);
                self.ink_fill(ink);
                self.context.fill_rect(x, y, size / 2.0, size);
                self.outline(x, y, size, ink, None);
            }
            State::Unknown => {
                self.ink_fill(palette.color(Ink::Surface));
                self.context.fill_rect(x, y, size, size);
                self.outline(x, y, size, ink, Some([1.5, 1.5]));
            }
            State::Impaired => {
                self.ink_fill(palette.color(Ink::Surface));
                self.context.fill_rect(x, y, size, size);
                self.outline(x, y, size, palette.color(Ink::Harm), None);
                self.cross(center, (size / 2.0) as f32 - 1.2);
                self.stroke(palette.color(Ink::Harm), 1.2, None);
            }
        }
    }

    fn outline(&self, x: f64, y: f64, size: f64, color: &JsValue, dash: Option<[f32; 2]>) {
        self.context.begin_path();
        self.context.rect(x + 0.6, y + 0.6, size - 1.2, size - 1.2);
        self.stroke(color, 1.2, dash);
    }

    fn circle(&self, center: Point, radius: f32) {
        // Without this the path would go on in a straight line to the circle.
        self.context.move_to(f64::from(center.x + radius), f64::from(center.y));
        // Refused only for a negative radius, which no mark has.
        let _ = self.context.arc(f64::from(center.x), f64::from(center.y), f64::from(radius), 0.0, TAU);
    }

    fn cross(&self, center: Point, radius: f32) {
        let (x, y, reach) = (f64::from(center.x), f64::from(center.y), f64::from(radius));
        self.context.begin_path();
        self.context.move_to(x - reach, y - reach);
        self.context.line_to(x + reach, y + reach);
        self.context.move_to(x + reach, y - reach);
        self.context.line_to(x - reach, y + reach);
    }

    fn polygon(&self, center: Point, radius: f32, corners: &[(f32, f32)]) {
        let at = |(x, y): (f32, f32)| Point { x: center.x + radius * x, y: center.y + radius * y };
        // Filling closes it: `closePath` takes longer the longer the path already is.
        self.polyline(corners.iter().map(|&corner| at(corner)));
    }

    #[expect(deprecated, reason = "what is not deprecated takes a text")]
    fn ink_fill(&self, color: &JsValue) {
        self.context.set_fill_style(color);
    }

    #[expect(deprecated, reason = "what is not deprecated takes a text")]
    fn ink_stroke(&self, color: &JsValue) {
        self.context.set_stroke_style(color);
    }

    fn fill(&self, color: &JsValue) {
        self.ink_fill(color);
        self.context.fill();
    }

    fn stroke(&self, color: &JsValue, width: f32, dash: Option<[f32; 2]>) {
        self.context.set_line_width(f64::from(width));
        self.ink_stroke(color);
        self.pattern(dash);
        self.context.stroke();
    }

    /// Has lines be dashed so from now on: to set a pattern takes longer than to draw a line.
    fn pattern(&self, dash: Option<[f32; 2]>) {
        if self.dash.replace(dash) != dash {
            let lengths = js_sys::Array::new();
            for length in dash.into_iter().flatten() {
                lengths.push(&JsValue::from(length));
            }
            // Refused only for what is not a list of numbers.
            let _ = self.context.set_line_dash(&lengths);
        }
    }

    /// Width in pixels of a text as a name on the map, at a font size in pixels.
    pub fn measure(&self, text: &str, size: f32, palette: &Palette) -> f32 {
        self.set_font(size, BOLDEST, palette);
        // Never refused.
        self.context.measure_text(text).map_or(0.0, |measured| measured.width() as f32)
    }

    fn set_font(&self, size: f32, weight: u16, palette: &Palette) {
        // Whole tenths: formatting a float would weigh 8 KB in WebAssembly.
        let tenths = (size * 10.0) as u32;
        self.context.set_font(&format!("{weight} {}.{}px {}", tenths / 10, tenths % 10, palette.font));
    }

    #[expect(clippy::too_many_arguments, reason = "a label is exactly these things")]
    fn text(&self, at: Point, anchor: Anchor, text: &str, palette: &Palette, ink: Ink, size: f32, weight: u16) {
        self.set_font(size, weight, palette);
        self.context.set_text_align(match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "center",
            Anchor::End => "end",
        });
        self.context.set_text_baseline("middle");
        // A halo of the background keeps text readable over land and lines.
        self.ink_stroke(palette.color(Ink::Background));
        self.context.set_line_width(3.5);
        self.pattern(None);
        // Both are refused only for coordinates that are not numbers.
        let _ = self.context.stroke_text(text, f64::from(at.x), f64::from(at.y));
        self.ink_fill(palette.color(ink));
        let _ = self.context.fill_text(text, f64::from(at.x), f64::from(at.y));
    }
}
