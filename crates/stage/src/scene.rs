//! One world at one moment as marks: routes under Regions, Regions under squares, names and requests on top.
//! Where things stand is `layout`'s business, what moves is `traffic`'s.

use sts_atlas_facts::{Date, Place};
use sts_atlas_player::{Flow, Tempo, WorldSnapshot};
use sts_atlas_sim::{ServiceKind, SimTime, State, ordered};

use crate::geometry::{Curve, part};
use crate::layout::{CUT_RADIUS, DIAMOND_RADIUS, Layout, REGION_RADIUS, RegionSpot};
use crate::lives::life_bar;
use crate::names::Spot;
use crate::planes::planes;
use crate::rates::{Rate, rate};
use crate::route::{Course, LOOP_RADIUS};
use crate::tempo::lives_seen;
use crate::traffic::requests;
use crate::{Ink, LabelText, Mark, PlaceBox, Projection, Scene};

/// How large names are.
#[derive(Clone, Copy)]
pub struct LabelSizes<'a> {
    /// Font size in pixels; what is under 11 counts as 11.
    pub size: f32,
    /// The width of a label's text in pixels at a font size.
    pub measure: &'a dyn Fn(&LabelText, f32) -> f32,
}

/// What a picture is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lens {
    /// Requests to STS, and which endpoint serves whom.
    #[default]
    Sts,
    /// IAM: the control plane, the data planes, and how far changes have come.
    Iam,
}

/// What a picture is drawn for, besides the snapshot.
#[derive(Clone, Copy)]
pub struct SceneOptions<'a> {
    /// What it is about.
    pub lens: Lens,
    /// How fast time passes: where single requests are too quick to be seen, lines weigh their rate.
    pub tempo: Tempo,
    /// The day whose rules apply.
    pub as_of: Date,
    /// How large names are.
    pub labels: LabelSizes<'a>,
    /// Simulated time.
    pub now: SimTime,
}

/// Space between two loops around one place, in pixels.
const LOOPS_APART: f32 = 2.5;
/// Opacity of a route, and of the part of a cut route that nothing travels; both keep 3:1 against land.
const LINE_ALPHA: f32 = 0.8;
const REST_ALPHA: f32 = 0.75;
/// Font weight of names: no label of a map is bolder.
pub const BOLDEST: u16 = 600;
/// Font weight of names that only orient.
const LIGHT: u16 = 450;

/// Everything to draw for one world over the base layer.
pub fn world_scene(snapshot: &WorldSnapshot, projection: &Projection, options: &SceneOptions) -> Scene {
    scene_on(&Layout::new(snapshot, projection, options), snapshot, projection, options)
}

/// The same on a layout made before. A layout holds until viewport, language, date or cast change.
pub fn scene_on(layout: &Layout, snapshot: &WorldSnapshot, projection: &Projection, options: &SceneOptions) -> Scene {
    let mut scene = Scene { ground: ground(layout, snapshot, projection, options), ..Scene::default() };
    if options.lens == Lens::Sts {
        requests(&mut scene.traffic, layout, snapshot, projection, options);
    }
    for spot in spots(layout, options.lens) {
        label(&mut scene.names, spot);
    }
    scene
}

/// The names a lens shows: where nothing travels, nothing leaves at the edge of the map.
fn spots(layout: &Layout, lens: Lens) -> impl Iterator<Item = &Spot> {
    layout.spots.iter().filter(move |spot| lens == Lens::Sts || matches!(spot.text, LabelText::Place(_)))
}

/// Routes under Regions, with signs where they are cut, and squares.
fn ground(layout: &Layout, snapshot: &WorldSnapshot, projection: &Projection, options: &SceneOptions) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(128);
    let flows = if options.lens == Lens::Sts { &snapshot.flows[..] } else { &[] };
    let mut cut_parts = Vec::new();
    for flow in flows {
        route([&mut marks, &mut cut_parts], layout, flow, projection, rate(snapshot, flow, options));
    }
    // Where something is cut lies above what nothing travels.
    marks.append(&mut cut_parts);
    for leader in spots(layout, options.lens).filter_map(|spot| spot.placed.leader) {
        marks.push(line(crate::geometry::straight(leader[0], leader[1]), Ink::Muted, 0.9, None, 0.9));
    }
    if options.lens == Lens::Iam {
        planes(&mut marks, layout, snapshot);
    }
    let regions = if options.lens == Lens::Sts { &layout.regions[..] } else { &[] };
    // What happens elsewhere lies lowest.
    for spot in
        [false, true].into_iter().flat_map(|involved| regions.iter().filter(move |spot| spot.involved == involved))
    {
        let down = snapshot.down.iter().find(|(region, _)| *region == spot.region).map(|(_, whole)| *whole);
        region(&mut marks, spot, down);
    }
    for spot in &layout.spots {
        city(&mut marks, layout, spot);
    }
    for flow in flows.iter().filter(|flow| flow.blocked_by.is_some()) {
        cut_sign(&mut marks, layout, flow);
    }
    let lives = lives_seen(options.tempo);
    for spot in &layout.spots {
        principals(&mut marks, spot, snapshot);
        if lives > 0.0 {
            life_bar(&mut marks, spot, snapshot, lives);
        }
    }
    marks
}

/// Boxes for controls laid over the picture.
pub fn places(projection: &Projection, snapshot: &WorldSnapshot, options: &SceneOptions) -> Vec<PlaceBox> {
    Layout::new(snapshot, projection, options).places()
}

/// The ink of a kind of request.
pub(crate) const fn ink_of(service: ServiceKind) -> Ink {
    match service {
        ServiceKind::StsGlobal => Ink::Global,
        ServiceKind::StsRegional => Ink::Regional,
        _ => Ink::Muted,
    }
}

const fn line(points: Curve, ink: Ink, width: f32, dash: Option<[f32; 2]>, alpha: f32) -> Mark {
    Mark::Line { points, ink, width, dash, alpha }
}

fn route([marks, cut_parts]: [&mut Vec<Mark>; 2], layout: &Layout, flow: &Flow, projection: &Projection, rate: Rate) {
    let course = Course::between(projection, flow.from, flow.to);
    let ink = ink_of(flow.service);
    let Rate { width, gaps } = rate;
    if let Course::Loop { center } = course {
        if !projection.shows(flow.from) {
            return;
        }
        let stroke = if flow.blocked_by.is_some() { (Ink::Harm, 1.2) } else { (ink, (width * 0.7).max(1.0).min(1.8)) };
        let dash = flow.blocked_by.map(|_| [3.0, 3.0]).or(gaps);
        let inner = layout.loop_radius(flow.to);
        // Around a diamond both kinds may loop: the Regional one further out.
        let apart = if inner > LOOP_RADIUS && flow.service != ServiceKind::StsGlobal { LOOPS_APART } else { 0.0 };
        let radius = inner + apart;
        marks.push(Mark::Circle { center, radius, fill: None, stroke: Some(stroke), dash });
        return;
    }
    let cut = layout.cut(flow.from, flow.to).filter(|_| flow.blocked_by.is_some());
    for (index, curve) in course.curves().enumerate() {
        match cut {
            Some(cut) if index == 0 => {
                marks.push(line(part(&curve, cut.share, 1.0), Ink::Muted, 1.0, Some([1.5, 5.0]), REST_ALPHA));
                cut_parts.push(line(part(&curve, 0.0, cut.share), Ink::Harm, 1.6, Some([3.0, 3.0]), 1.0));
            }
            Some(_) => marks.push(line(curve, Ink::Muted, 1.0, Some([1.5, 5.0]), REST_ALPHA)),
            None => marks.push(line(curve, ink, width, gaps, LINE_ALPHA)),
        }
    }
}

fn cut_sign(marks: &mut Vec<Mark>, layout: &Layout, flow: &Flow) {
    let Some(cut) = layout.cut(flow.from, flow.to) else { return };
    marks.push(Mark::Circle {
        center: cut.center,
        radius: CUT_RADIUS,
        fill: Some(Ink::Surface),
        stroke: Some((Ink::Harm, 1.5)),
        dash: None,
    });
    marks.push(Mark::Cross { center: cut.center, radius: CUT_RADIUS * 0.45, ink: Ink::Harm });
}

/// A Region; `down` is whether it is down as a whole, or only its own STS endpoint.
fn region(marks: &mut Vec<Mark>, spot: &RegionSpot, down: Option<bool>) {
    let RegionSpot { region, center, involved, diamond } = *spot;
    if diamond {
        let halo = Mark::Diamond { center, radius: DIAMOND_RADIUS + 1.5, fill: Ink::Background };
        marks.extend([halo, Mark::Diamond { center, radius: DIAMOND_RADIUS, fill: Ink::Global }]);
    }
    let radius = match (diamond, involved) {
        (true, _) => REGION_RADIUS[1],
        (_, true) => REGION_RADIUS[0],
        _ => REGION_RADIUS[1],
    };
    match down {
        Some(true) => {
            let fill = Some(Ink::Harm);
            let stroke = Some((Ink::Background, 1.5));
            marks.push(Mark::Circle { center, radius: REGION_RADIUS[0] + 2.0, fill, stroke, dash: None });
            marks.push(Mark::Cross { center, radius: 2.6, ink: Ink::Surface });
        }
        Some(false) => {
            let stroke = Some((Ink::Harm, 1.6));
            let radius = REGION_RADIUS[0] + 0.8;
            marks.push(Mark::Circle { center, radius, fill: Some(Ink::Surface), stroke, dash: None });
            marks.push(Mark::Cross { center, radius: 2.4, ink: Ink::Harm });
        }
        None => {
            let width = if involved { 1.8 } else { 1.3 };
            // Eight dashes, whatever the radius.
            let dash = std::f32::consts::TAU * radius / 8.0;
            marks.push(Mark::Circle {
                center,
                radius,
                fill: Some(Ink::Surface),
                stroke: Some((Ink::Regional, width)),
                dash: region.fact().opt_in.then_some([dash * 0.6, dash * 0.4]),
            });
        }
    }
}

/// A city is a small disc, unless a Region lies in the same spot.
fn city(marks: &mut Vec<Mark>, layout: &Layout, spot: &Spot) {
    let is_city = matches!(spot.text, LabelText::Place(Place::City(_)));
    if is_city && layout.regions.iter().all(|region| region.center.distance(spot.center) > REGION_RADIUS[0]) {
        marks.push(Mark::Dot { center: spot.center, radius: 3.6, ink: Ink::Background });
        marks.push(Mark::Dot { center: spot.center, radius: 2.2, ink: Ink::Ink });
    }
}

/// How bad a state is, for the order of the squares: the worst comes first.
const fn rank(state: State) -> u8 {
    match state {
        State::Impaired => 0,
        State::Draining => 1,
        State::Exposed => 2,
        State::Unknown => 3,
        State::Healthy => 4,
    }
}

fn principals(marks: &mut Vec<Mark>, spot: &Spot, snapshot: &WorldSnapshot) {
    let LabelText::Place(place) = spot.text else { return };
    let Some(rect) = spot.squares_rect() else { return };
    let Some(group) = snapshot.blast.by_place.iter().find(|group| group.place == place) else { return };
    let states: Vec<State> = ordered(group.principals.iter().map(|(_, state, _)| *state), |state| rank(*state));
    let corner = crate::Point::new(rect.x, rect.y);
    marks.extend(states.into_iter().enumerate().map(|(index, state)| Mark::Principal {
        center: spot.grid.center(index, corner),
        size: spot.grid.size,
        state,
    }));
}

fn label(marks: &mut Vec<Mark>, spot: &Spot) {
    let (ink, weight) = match spot.text {
        LabelText::Place(_) if spot.landmark => (Ink::Muted, LIGHT),
        LabelText::Place(_) => (Ink::Ink, BOLDEST),
        LabelText::EdgeTo(_) | LabelText::EdgeFrom(_) | LabelText::Chart(_) => (Ink::Global, BOLDEST),
    };
    let (at, anchor, text, size) = (spot.text_at(), spot.placed.anchor, spot.text, spot.size);
    marks.push(Mark::Label { at, anchor, text, ink, size, weight });
}
