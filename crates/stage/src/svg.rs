//! A whole picture as SVG text, for the first picture of a page and for places where scripts are banned.
//! Colors come from the style sheet around it: classes `fill-…` and `stroke-…` with the name of an ink.

use std::fmt::Write;

use sts_atlas_sim::State;

use crate::{Anchor, BaseLayer, Chart, Ink, LabelText, Mark, Point, PrincipalShape, Scene, Viewport};

/// What a picture says above itself once it is saved: a page says the same around it, and does not show these lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// What the picture shows, in lines that fit its width.
    pub title: Vec<String>,
    /// Of what, and when: likewise.
    pub moment: Vec<String>,
}

/// The attribute with the part of the plane that a saved picture shows, as in `viewBox`.
pub const SAVED: &str = "data-saved";
/// The attributes with the width and height of that part in whole pixels.
pub const SAVED_SIZE: [&str; 2] = ["data-wide", "data-high"];
/// Font size of a heading in pixels, and the height of its lines.
pub const HEADING_SIZE: f32 = 13.0;
const HEADING_LINE: f32 = 18.0;
/// Room around a saved picture, in pixels.
const MARGIN: f32 = 12.0;

/// A document that shows one scene over its base layer, whose outlines go in steps of so many pixels at least, right or
/// left and up or down together. `title` is its accessible name; `label` supplies words.
pub fn static_picture(
    viewport: Viewport,
    (base, least_step): (&BaseLayer, i32),
    scene: &Scene,
    (title, heading): (&str, &Heading),
    label: &dyn Fn(&LabelText) -> String,
) -> String {
    let mut text = String::with_capacity(64 * 1024);
    push_opening(&mut text, (viewport.width, viewport.height), title, heading);
    push_base(&mut text, base, viewport, least_step);
    for mark in scene.marks() {
        push_mark(&mut text, mark, label);
    }
    text.push_str("</svg>");
    text
}

/// A document that shows a chart of a width.
pub fn chart_picture(
    width: f32,
    chart: &Chart,
    (title, heading): (&str, &Heading),
    label: &dyn Fn(&LabelText) -> String,
) -> String {
    let mut text = String::new();
    push_opening(&mut text, (width, chart.height), title, heading);
    for mark in &chart.marks {
        push_mark(&mut text, mark, label);
    }
    text.push_str("</svg>");
    text
}

fn push_opening(text: &mut String, (width, height): (f32, f32), title: &str, heading: &Heading) {
    let _ = write!(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"stage-picture\" role=\"img\" \
         viewBox=\"0 0 {width:.0} {height:.0}\""
    );
    let lines = (heading.title.len() + heading.moment.len()) as f32;
    if lines > 0.0 {
        let top = lines * HEADING_LINE + MARGIN;
        let (wide, high) = (width + 2.0 * MARGIN, height + top + 2.0 * MARGIN);
        let _ = write!(text, " {SAVED}=\"-{MARGIN:.0} -{:.0} {wide:.0} {high:.0}\"", top + MARGIN);
        for (name, size) in SAVED_SIZE.into_iter().zip([wide, high]) {
            let _ = write!(text, " {name}=\"{size:.0}\"");
        }
    }
    text.push_str("><title>");
    push_escaped(text, title);
    text.push_str("</title>");
    let lines_with_looks = heading
        .title
        .iter()
        .map(|line| (line, Ink::Ink, 650))
        .chain(heading.moment.iter().map(|line| (line, Ink::Muted, 450)));
    for (index, (line, ink, weight)) in lines_with_looks.enumerate() {
        let y = (index as f32 - lines) * HEADING_LINE + HEADING_SIZE - MARGIN;
        let _ = write!(
            text,
            "<text aria-hidden=\"true\" class=\"fill-{}\" y=\"{y:.0}\" font-size=\"{HEADING_SIZE}\" font-weight=\"{weight}\">",
            ink.name()
        );
        push_escaped(text, line);
        text.push_str("</text>");
    }
}

/// A style sheet that gives every class the value of the custom property with the ink's name.
pub fn style_sheet() -> String {
    style_sheet_of(&|ink| format!("var(--{})", ink.name()))
}

/// A style sheet that gives every class a color.
pub fn style_sheet_of(color: &dyn Fn(Ink) -> String) -> String {
    let mut text = String::new();
    for ink in Ink::ALL {
        let (name, color) = (ink.name(), color(ink));
        let _ = write!(text, ".fill-{name}{{fill:{color}}}.stroke-{name}{{stroke:{color}}}");
    }
    text.push_str(".stage-picture{fill:none;stroke-linejoin:round}");
    text
}

fn push_base(text: &mut String, base: &BaseLayer, viewport: Viewport, least_step: i32) {
    // Without the graticule: it says nothing, and the first picture is fetched before everything else.
    text.push_str("<path class=\"fill-land stroke-land-line\" stroke-width=\".6\" fill-rule=\"evenodd\" d=\"");
    for ring in base.land.iter().filter(|ring| is_near(ring, viewport)) {
        push_outline(text, ring, least_step);
    }
    text.push_str("\"/>");
}

/// Whether any of a line's points may be seen.
fn is_near(line: &[Point], viewport: Viewport) -> bool {
    let (mut least, mut most) = (Point::new(f32::MAX, f32::MAX), Point::new(f32::MIN, f32::MIN));
    for point in line {
        least = Point::new(least.x.min(point.x), least.y.min(point.y));
        most = Point::new(most.x.max(point.x), most.y.max(point.y));
    }
    least.x <= viewport.width && least.y <= viewport.height && most.x >= 0.0 && most.y >= 0.0
}

/// A closed outline in steps of whole pixels, unless all of it lies within one: where the land is needs no more.
fn push_outline(text: &mut String, line: &[Point], least_step: i32) {
    let start = text.len();
    let mut last: Option<(i32, i32)> = None;
    for point in line {
        let (x, y) = (point.x.round() as i32, point.y.round() as i32);
        match last {
            None => {
                let _ = write!(text, "M{x} {y}l");
            }
            Some((old_x, old_y)) if (x - old_x).abs() + (y - old_y).abs() < least_step => continue,
            Some((old_x, old_y)) => {
                let (step_x, step_y) = (x - old_x, y - old_y);
                let before_x = if text.ends_with('l') || step_x < 0 { "" } else { " " };
                let before_y = if step_y < 0 { "" } else { " " };
                let _ = write!(text, "{before_x}{step_x}{before_y}{step_y}");
            }
        }
        last = Some((x, y));
    }
    if text.ends_with('l') {
        text.truncate(start);
    } else {
        text.push('z');
    }
}

fn push_mark(text: &mut String, mark: &Mark, label: &dyn Fn(&LabelText) -> String) {
    match mark {
        Mark::Line { points: [from, control, to], ink, width, dash, alpha } => {
            let _ = write!(
                text,
                "<path class=\"stroke-{}\" d=\"M{} {}Q{} {} {} {}\" stroke-width=\"{}\"",
                ink.name(),
                tenths(from.x),
                tenths(from.y),
                tenths(control.x),
                tenths(control.y),
                tenths(to.x),
                tenths(to.y),
                tenths(*width)
            );
            if *alpha < 1.0 {
                let _ = write!(text, " opacity=\"{alpha}\"");
            }
            push_dash(text, *dash);
            text.push_str("/>");
        }
        Mark::Circle { center, radius, fill, stroke, dash } => {
            push_circle(text, *center, *radius, *fill, *stroke);
            push_dash(text, *dash);
            text.push_str("/>");
        }
        Mark::Dot { center, radius, ink } => {
            push_circle(text, *center, *radius, Some(*ink), None);
            text.push_str("/>");
        }
        Mark::Diamond { center, radius, fill } => push_polygon(text, *center, *radius, 4, *fill),
        Mark::Hexagon { center, radius, fill } => push_polygon(text, *center, *radius, 6, *fill),
        Mark::Principal { center, size, state } => push_principal(text, *center, *size, *state),
        Mark::Area { corners, ink, alpha } => {
            let _ = write!(text, "<polygon class=\"fill-{}\" points=\"", ink.name());
            for corner in corners {
                let _ = write!(text, "{},{} ", tenths(corner.x), tenths(corner.y));
            }
            text.push('"');
            if *alpha < 1.0 {
                let _ = write!(text, " opacity=\"{alpha:.2}\"");
            }
            text.push_str("/>");
        }
        Mark::Cross { center, radius, ink } => push_cross(text, *center, *radius, *ink, 1.8),
        Mark::Arc { center, radius, share, ink, width } => push_arc(text, *center, *radius, *share, (*ink, *width)),
        Mark::Label { at, anchor, text: key, ink, size, weight } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            // Letters stand 0.36 of the font size above and below their middle.
            let base_line = at.y + 0.36 * size;
            let _ = write!(
                text,
                "<text class=\"fill-{} stroke-background\" x=\"{:.0}\" y=\"{base_line:.0}\"{anchor} \
                 font-size=\"{size}\" font-weight=\"{weight}\" stroke-width=\"3.5\" paint-order=\"stroke\">",
                ink.name(),
                at.x
            );
            push_escaped(text, &label(key));
            text.push_str("</text>");
        }
    }
}

/// A length to a tenth of a pixel, as short as it can be written.
fn tenths(length: f32) -> f32 {
    // Without the sum what is a little less than nothing would be written as -0.
    (10.0 * length).round() / 10.0 + 0.0
}

fn push_circle(text: &mut String, center: Point, radius: f32, fill: Option<Ink>, stroke: Option<(Ink, f32)>) {
    text.push_str("<circle class=\"");
    if let Some(ink) = fill {
        let _ = write!(text, "fill-{} ", ink.name());
    }
    if let Some((ink, _)) = stroke {
        let _ = write!(text, "stroke-{}", ink.name());
    }
    let _ = write!(text, "\" cx=\"{}\" cy=\"{}\" r=\"{}\"", tenths(center.x), tenths(center.y), tenths(radius));
    if let Some((_, width)) = stroke {
        let _ = write!(text, " stroke-width=\"{}\"", tenths(width));
    }
}

fn push_dash(text: &mut String, dash: Option<[f32; 2]>) {
    if let Some([dash, gap]) = dash {
        let _ = write!(text, " stroke-dasharray=\"{dash:.2} {gap:.2}\"");
    }
}

fn push_polygon(text: &mut String, center: Point, radius: f32, corners: u8, fill: Ink) {
    let _ = write!(text, "<polygon class=\"fill-{}\" points=\"", fill.name());
    for corner in 0..corners {
        let point = center.on_circle(radius, f32::from(corner) / f32::from(corners));
        let _ = write!(text, "{},{} ", tenths(point.x), tenths(point.y));
    }
    text.push_str("\"/>");
}

fn push_cross(text: &mut String, center: Point, radius: f32, ink: Ink, width: f32) {
    let name = ink.name();
    let [x, y, both] = [center.x - radius, center.y - radius, 2.0 * radius].map(tenths);
    let _ = write!(
        text,
        "<path class=\"stroke-{name}\" stroke-width=\"{width}\" \
         d=\"M{x} {y}l{both} {both}m-{both} 0l{both}-{both}\"/>"
    );
}

fn push_arc(text: &mut String, center: Point, radius: f32, share: f32, (ink, width): (Ink, f32)) {
    let end = center.on_circle(radius, share.min(0.999));
    let large = u8::from(share > 0.5);
    let _ = write!(
        text,
        "<path class=\"stroke-{}\" stroke-width=\"{width}\" d=\"M{} {}A{radius} {radius} 0 {large} 1 {} {}\"/>",
        ink.name(),
        tenths(center.x),
        tenths(center.y - radius),
        tenths(end.x),
        tenths(end.y)
    );
}

fn push_principal(text: &mut String, center: Point, size: f32, state: State) {
    let shape = PrincipalShape::of(state);
    let ink = shape.ink();
    let (x, y) = (center.x - size / 2.0, center.y - size / 2.0);
    // The line lies inside the square.
    let [left, top, side] = [x + 0.6, y + 0.6, size - 1.2].map(tenths);
    let [x, y, whole, half] = [x, y, size, size / 2.0].map(tenths);
    if shape == PrincipalShape::Filled {
        let _ = write!(text, "<path class=\"fill-{}\" d=\"M{x} {y}h{whole}v{whole}h-{whole}z\"/>", ink.name());
        return;
    }
    let _ = write!(
        text,
        "<rect class=\"fill-surface stroke-{}\" x=\"{left}\" y=\"{top}\" width=\"{side}\" height=\"{side}\" \
         stroke-width=\"1.2\"",
        ink.name()
    );
    if shape == PrincipalShape::Dotted {
        text.push_str(" stroke-dasharray=\"1.5 1.5\"");
    }
    text.push_str("/>");
    if shape == PrincipalShape::Half {
        let _ = write!(text, "<path class=\"fill-{}\" d=\"M{x} {y}h{half}v{whole}h-{half}z\"/>", ink.name());
    }
    if shape == PrincipalShape::Crossed {
        push_cross(text, center, size / 2.0 - 1.2, ink, 1.2);
    }
}

fn push_escaped(text: &mut String, raw: &str) {
    for letter in raw.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            // A page writes it down as `&nbsp;`, which means nothing outside of HTML.
            '\u{a0}' => text.push(' '),
            other => text.push(other),
        }
    }
}
