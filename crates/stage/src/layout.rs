//! Where everything stands that stays put while time passes: Regions, labels, blocks of squares, cut signs.
//! It depends on who is where, not on how they fare, so that both worlds of a pair look alike until they differ.

use sts_atlas_facts::{Date, Partition, Place, RegionId};
use sts_atlas_player::{Scenario, WorldSnapshot};
use sts_atlas_sim::{Fault, ServiceKind};

use crate::geometry::{Curve, length, point_at};
use crate::placement::{Obstacles, Placed, Wish, place};
use crate::route::{Course, LOOP_RADIUS};
use crate::squares::Grid;
use crate::{Anchor, Frame, LabelText, Point, Projection, Rect, SceneOptions};

/// Last day on which only us-east-1 served the global name.
const LAST_DAY_OF_ONE_DIAMOND: Date = Date::literal(2025, 1, 26);

/// Regions whose names orient the reader where nothing else does, if there is room.
const LANDMARKS: [&str; 5] = ["eu-west-1", "ap-south-1", "sa-east-1", "af-south-1", "ap-northeast-1"];

/// Radius of a Region's circle, in pixels: where something happens, and elsewhere.
pub(crate) const REGION_RADIUS: [f32; 2] = [4.2, 3.2];
/// From the center to a tip of the diamond, in pixels.
pub(crate) const DIAMOND_RADIUS: f32 = 9.0;
/// Radius of a cut sign, in pixels.
pub(crate) const CUT_RADIUS: f32 = 5.5;
/// Space between a label and its squares, in pixels.
const SQUARES_GAP: [f32; 2] = [5.0, 1.0];
/// Height of a line of text, as a multiple of the font size.
const LINE: f32 = 1.2;

/// A Region that exists on the day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RegionSpot {
    pub region: RegionId,
    pub center: Point,
    /// Whether something happens there.
    pub involved: bool,
    /// Whether it serves the global name.
    pub diamond: bool,
}

/// A label with its squares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    pub text: LabelText,
    /// Where the place is.
    pub center: Point,
    /// The principals' grid.
    pub grid: Grid,
    /// Whether its name only orients.
    pub landmark: bool,
    pub placed: Placed,
    /// Width and height of the line of text.
    pub line: [f32; 2],
}

/// Where a route is cut if it is: near the caller, never where nobody knows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CutSpot {
    pub from: Place,
    pub to: RegionId,
    /// The share of the route's first curve at which the sign stands.
    pub share: f32,
    pub center: Point,
}

/// Everything that stays put while time passes.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    pub(crate) regions: Vec<RegionSpot>,
    pub(crate) spots: Vec<Spot>,
    pub(crate) cuts: Vec<CutSpot>,
}

/// One place on the picture, for controls laid over it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceBox {
    /// The place.
    pub place: Place,
    /// Where its marker is.
    pub center: Point,
    /// Around its principals' squares, if it has any.
    pub principals: Option<Rect>,
    /// Around its name, if it is shown.
    pub label: Option<Rect>,
    /// Around all of it, at least 24 pixels each way.
    pub hit: Rect,
}

/// What places a [`crate::Frame::Affected`] should show: principals that the scheduled faults cut off or stand in, and
/// Tokyo where there are fewer than two of them. us-east-1 is always shown.
pub fn affected(scenario: &Scenario) -> Vec<Place> {
    let mut places = Vec::new();
    let principals = scenario.worlds.iter().flat_map(|world| &world.spec.principals);
    let scheduled = scenario.faults.iter().filter(|fault| !fault.windows.is_empty());
    let faults: Vec<&Fault> = scheduled.map(|fault| &fault.fault).collect();
    for principal in principals {
        let hit = faults.iter().any(|fault| match fault {
            Fault::Path { from, .. } => from.contains(&principal.at),
            Fault::Region { at } | Fault::Sts { at, .. } => at.iter().any(|&region| {
                principal.at == Place::Region(region) && region != RegionId::US_EAST_1
            }),
        });
        if hit && !places.contains(&principal.at) {
            places.push(principal.at);
        }
    }
    let tokyo = RegionId::from_code("ap-northeast-1").map(Place::Region);
    if places.len() < 2 {
        places.extend(tokyo.filter(|tokyo| !places.contains(tokyo)));
    }
    places
}

impl Layout {
    /// Finds a place for everything.
    pub fn new(snapshot: &WorldSnapshot, projection: &Projection, options: &SceneOptions) -> Self {
        let regions = region_spots(snapshot, projection, options.as_of);
        let cuts = cut_spots(snapshot, projection, &regions);
        let mut obstacles = obstacles(snapshot, projection, &regions, &cuts);
        let mut spots = Vec::new();
        let (crowded, rest) = wishes(snapshot, projection, options, &regions);
        arrange(crowded, &mut obstacles, &mut spots, true);
        arrange(rest, &mut obstacles, &mut spots, false);
        Self { regions, spots, cuts }
    }

    /// Boxes for controls: places with principals first, then every other Region.
    pub fn places(&self) -> Vec<PlaceBox> {
        let mut boxes: Vec<PlaceBox> = self.spots.iter().filter_map(Spot::place_box).collect();
        boxes.sort_by_key(|place| place.principals.is_none());
        for spot in &self.regions {
            let place = Place::Region(spot.region);
            if boxes.iter().all(|known| known.place != place) {
                let hit = Rect::around(spot.center, 12.0);
                boxes.push(PlaceBox { place, center: spot.center, principals: None, label: None, hit });
            }
        }
        boxes
    }

    /// Where a route is cut if it is.
    pub(crate) fn cut(&self, from: Place, to: RegionId) -> Option<&CutSpot> {
        self.cuts.iter().find(|cut| cut.from == from && cut.to == to)
    }
}

impl Spot {
    /// The point halfway up the letters at the text's anchor.
    pub(crate) fn text_at(&self) -> Point {
        let rect = self.text_rect();
        let x = match self.placed.anchor {
            Anchor::Start => rect.x,
            Anchor::Middle => rect.center().x,
            Anchor::End => rect.right(),
        };
        Point::new(x, rect.center().y)
    }

    /// Around the text.
    pub(crate) fn text_rect(&self) -> Rect {
        let Placed { rect, anchor, shape, .. } = self.placed;
        let [width, height] = self.line;
        let beside = if shape == 1 { self.grid.width() + SQUARES_GAP[0] } else { 0.0 };
        let x = match anchor {
            Anchor::Start => rect.x,
            Anchor::Middle => rect.x + (rect.width - beside - width) / 2.0,
            Anchor::End => rect.right() - beside - width,
        };
        Rect { x, y: rect.y, width, height }
    }

    /// Around the squares.
    pub(crate) fn squares_rect(&self) -> Option<Rect> {
        if self.grid.count == 0 {
            return None;
        }
        let text = self.text_rect();
        let (width, height) = (self.grid.width(), self.grid.height());
        let Placed { rect, anchor, shape, .. } = self.placed;
        if shape == 1 {
            return Some(Rect { x: text.right() + SQUARES_GAP[0], y: text.center().y - height / 2.0, width, height });
        }
        let x = match anchor {
            Anchor::Start => rect.x,
            Anchor::Middle => rect.x + (rect.width - width) / 2.0,
            Anchor::End => rect.right() - width,
        };
        Some(Rect { x, y: text.bottom() + SQUARES_GAP[1], width, height })
    }

    fn place_box(&self) -> Option<PlaceBox> {
        let LabelText::Place(place) = self.text else { return None };
        let least = Rect::around(self.center, 12.0);
        let hit = if self.placed.leader.is_some() { self.placed.rect.grown(3.0) } else { self.placed.rect.joined(least) };
        Some(PlaceBox {
            place,
            center: self.center,
            principals: self.squares_rect(),
            label: Some(self.text_rect()),
            hit,
        })
    }
}

fn region_spots(snapshot: &WorldSnapshot, projection: &Projection, as_of: Date) -> Vec<RegionSpot> {
    let exists = |region: &RegionId| region.fact().partition == Partition::Aws && region.launched_by(as_of);
    RegionId::all()
        .filter(exists)
        .map(|region| {
            let place = Place::Region(region);
            let by_rule = region == RegionId::US_EAST_1 && as_of <= LAST_DAY_OF_ONE_DIAMOND;
            let serves = |service: ServiceKind| {
                snapshot.flows.iter().any(|flow| flow.to == region && flow.service == service)
            };
            let diamond = by_rule || serves(ServiceKind::StsGlobal);
            let involved = diamond
                || snapshot.flows.iter().any(|flow| flow.to == region)
                || snapshot.blast.by_place.iter().any(|group| group.place == place && !group.principals.is_empty())
                || snapshot.flows.iter().any(|flow| flow.from == place);
            RegionSpot { region, center: projection.region(region), involved, diamond }
        })
        .filter(|spot| projection.bounds().grown(-LOOP_RADIUS).holds_point(spot.center))
        .collect()
}

/// The routes a picture may show: those that are, and those to the only server of the global name in 2024, so that
/// both worlds of a pair keep the same room free.
fn routes(snapshot: &WorldSnapshot) -> Vec<(Place, RegionId)> {
    let places = snapshot.blast.by_place.iter().filter(|group| !group.principals.is_empty()).map(|group| group.place);
    let mut routes: Vec<(Place, RegionId)> = places.map(|place| (place, RegionId::US_EAST_1)).collect();
    for flow in &snapshot.flows {
        if !routes.contains(&(flow.from, flow.to)) {
            routes.push((flow.from, flow.to));
        }
    }
    routes
}

fn cut_spots(snapshot: &WorldSnapshot, projection: &Projection, regions: &[RegionSpot]) -> Vec<CutSpot> {
    let mut cuts: Vec<CutSpot> = Vec::new();
    for (from, to) in routes(snapshot) {
        let Some(curve) = Course::between(projection, from, to).first_curve() else { continue };
        let full = length(&curve);
        let sign = |distance: f32| {
            let share = (distance / full).min(0.5);
            CutSpot { from, to, share, center: point_at(&curve, share) }
        };
        let is_free = |cut: &CutSpot| {
            let around = Rect::around(cut.center, CUT_RADIUS + 1.0);
            let on_region = |spot: &RegionSpot| around.overlaps(Rect::around(spot.center, REGION_RADIUS[0]));
            let on_cut = |other: &CutSpot| around.overlaps(Rect::around(other.center, CUT_RADIUS));
            !regions.iter().any(on_region) && !cuts.iter().any(on_cut)
        };
        let distances = (0_u8..9).map(|step| 19.0 + 5.0 * f32::from(step));
        let cut = distances.map(sign).find(is_free).unwrap_or_else(|| sign(19.0));
        cuts.push(cut);
    }
    cuts
}

fn obstacles(
    snapshot: &WorldSnapshot,
    projection: &Projection,
    regions: &[RegionSpot],
    cuts: &[CutSpot],
) -> Obstacles {
    let reach = |spot: &RegionSpot| match (spot.diamond, spot.involved) {
        (true, _) => DIAMOND_RADIUS,
        (_, true) => REGION_RADIUS[0] + 1.0,
        _ => REGION_RADIUS[1] + 1.0,
    };
    let markers = regions.iter().map(|spot| Rect::around(spot.center, reach(spot)));
    let signs = cuts.iter().map(|cut| Rect::around(cut.center, CUT_RADIUS));
    let mut soft = Vec::new();
    for (from, to) in routes(snapshot) {
        for curve in Course::between(projection, from, to).curves() {
            soft.extend(samples(&curve));
        }
    }
    Obstacles {
        bounds: projection.bounds().grown(-3.0),
        solid: markers.chain(signs).collect(),
        soft,
        leaders: Vec::new(),
    }
}

/// Points along a curve, about 7 pixels apart.
fn samples(curve: &Curve) -> impl Iterator<Item = Point> {
    let count = (length(curve) / 7.0).max(2.0) as u16;
    (0..=count).map(move |step| point_at(curve, f32::from(step) / f32::from(count)))
}

/// A wish with what it is for.
struct Wanted {
    text: LabelText,
    grid: Grid,
    landmark: bool,
    line: [f32; 2],
    wish: Wish,
}

impl Wanted {
    fn new(text: LabelText, center: Point, reach: f32, count: usize, options: &SceneOptions) -> Self {
        let grid = Grid::new(count);
        let size = options.labels.size;
        let line = [(options.labels.measure)(&text, size), size * LINE];
        let stacked = [line[0].max(grid.width()), line[1] + SQUARES_GAP[1] + grid.height()];
        let beside = [line[0] + SQUARES_GAP[0] + grid.width(), line[1].max(grid.height())];
        let shapes = match count {
            0 => [Some(line), None],
            _ if grid.is_one_row() => [Some(stacked), Some(beside)],
            _ => [Some(stacked), None],
        };
        let farthest = if count == 0 { 11.0 } else { 70.0 };
        let wish = Wish { point: center, reach, shapes, line: line[1], farthest };
        Self { text, grid, landmark: false, line, wish }
    }

    fn spot(&self, placed: Placed) -> Spot {
        let Self { text, grid, landmark, line, wish } = self;
        Spot { text: *text, center: wish.point, grid: *grid, landmark: *landmark, placed, line: *line }
    }
}

/// What wants a label: first what must have one, then the rest by rank.
fn wishes(
    snapshot: &WorldSnapshot,
    projection: &Projection,
    options: &SceneOptions,
    regions: &[RegionSpot],
) -> (Vec<Wanted>, Vec<Wanted>) {
    let mut must = Vec::new();
    let mut known = Vec::new();
    for group in snapshot.blast.by_place.iter().filter(|group| !group.principals.is_empty()) {
        known.push(group.place);
        if projection.shows(group.place) {
            let text = LabelText::Place(group.place);
            let reach = LOOP_RADIUS + 2.0;
            must.push(Wanted::new(text, projection.place(group.place), reach, group.principals.len(), options));
        }
    }
    let mut rest = Vec::new();
    for spot in regions.iter().filter(|spot| spot.involved && !known.contains(&Place::Region(spot.region))) {
        let reach = if spot.diamond { DIAMOND_RADIUS } else { LOOP_RADIUS };
        let wanted = Wanted::new(LabelText::Place(Place::Region(spot.region)), spot.center, reach, 0, options);
        if spot.region == RegionId::US_EAST_1 { must.push(wanted) } else { rest.push(wanted) }
    }
    rest.extend(edge_tags(snapshot, projection, options));
    // Where only a part of the world is shown, what is shown matters.
    let landmarks = if projection.viewport().frame == Frame::World { &LANDMARKS[..] } else { &[] };
    for code in landmarks {
        let spot = regions.iter().find(|spot| spot.region.code() == *code && !spot.involved);
        if let Some(spot) = spot.filter(|spot| !known.contains(&Place::Region(spot.region))) {
            let text = LabelText::Place(Place::Region(spot.region));
            let wanted = Wanted::new(text, spot.center, REGION_RADIUS[1] + 1.0, 0, options);
            rest.push(Wanted { landmark: true, ..wanted });
        }
    }
    by_crowding(&mut must);
    (must, rest)
}

/// Those with the most neighbors choose first.
fn by_crowding(wanted: &mut [Wanted]) {
    let points: Vec<Point> = wanted.iter().map(|wanted| wanted.wish.point).collect();
    wanted.sort_by_key(|wanted| {
        let near = points.iter().filter(|point| point.distance(wanted.wish.point) < 60.0).count();
        std::cmp::Reverse((near, wanted.grid.count))
    });
}

/// Tags where routes leave the picture and come back.
fn edge_tags(snapshot: &WorldSnapshot, projection: &Projection, options: &SceneOptions) -> Vec<Wanted> {
    let inside = projection.bounds().grown(-2.0);
    let mut tags: Vec<(LabelText, Point)> = Vec::new();
    let mut tag = |text: LabelText, at: Point| {
        if tags.iter().all(|(known, _)| *known != text) {
            tags.push((text, at));
        }
    };
    for flow in &snapshot.flows {
        match Course::between(projection, flow.from, flow.to) {
            Course::Loop { .. } => {}
            Course::OverEdge { leaving, entering } => {
                if inside.holds_point(leaving[0]) {
                    tag(LabelText::EdgeTo(flow.to), last_inside(&leaving, inside));
                }
                if inside.holds_point(entering[2]) {
                    tag(LabelText::EdgeFrom(flow.from), last_inside(&reversed(&entering), inside));
                }
            }
            Course::Whole(curve) => match (inside.holds_point(curve[0]), inside.holds_point(curve[2])) {
                (true, false) => tag(LabelText::EdgeTo(flow.to), last_inside(&curve, inside)),
                (false, true) => tag(LabelText::EdgeFrom(flow.from), last_inside(&reversed(&curve), inside)),
                _ => {}
            },
        }
    }
    tags.into_iter().map(|(text, at)| Wanted::new(text, at, 2.0, 0, options)).collect()
}

const fn reversed(curve: &Curve) -> Curve {
    [curve[2], curve[1], curve[0]]
}

/// The last point of a curve, from its start, that lies inside a box.
fn last_inside(curve: &Curve, inside: Rect) -> Point {
    const STEPS: u16 = 60;
    let points = (0..=STEPS).map(|step| point_at(curve, f32::from(step) / f32::from(STEPS)));
    points.take_while(|point| inside.holds_point(*point)).last().unwrap_or(curve[0])
}

/// Places everything wanted, each where it costs least given the others; those that must have a place get one.
fn arrange(wanted: Vec<Wanted>, obstacles: &mut Obstacles, spots: &mut Vec<Spot>, must: bool) {
    const ROUNDS: usize = 3;
    let (solid, leaders) = (obstacles.solid.len(), obstacles.leaders.len());
    let mut placed: Vec<Option<Placed>> = vec![None; wanted.len()];
    for _ in 0..ROUNDS {
        let before = placed.clone();
        for index in 0..wanted.len() {
            obstacles.solid.truncate(solid);
            obstacles.leaders.truncate(leaders);
            let others = placed.iter().enumerate().filter(|(other, _)| *other != index).filter_map(|(_, placed)| *placed);
            for other in others {
                obstacles.solid.push(other.rect);
                obstacles.leaders.extend(other.leader);
            }
            let found = place(&wanted[index].wish, obstacles, false);
            placed[index] = found.or_else(|| if must { place(&wanted[index].wish, obstacles, true) } else { None });
        }
        if placed == before {
            break;
        }
    }
    obstacles.solid.truncate(solid);
    obstacles.leaders.truncate(leaders);
    for (wanted, placed) in wanted.iter().zip(placed) {
        if let Some(placed) = placed {
            obstacles.solid.push(placed.rect);
            obstacles.leaders.extend(placed.leader);
            spots.push(wanted.spot(placed));
        }
    }
}
