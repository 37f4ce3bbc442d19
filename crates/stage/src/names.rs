//! The names on the picture with their squares: which are wanted, how much room each needs, and who chooses first.
//! Where there is room is `placement`'s business, what else is drawn `scene`'s.

use sts_atlas_facts::{Place, RegionId};
use sts_atlas_player::WorldSnapshot;

use sts_atlas_sim::ordered;

use crate::geometry::{Curve, point_at};
use crate::layout::{DIAMOND_RADIUS, PlaceBox, REGION_RADIUS, RegionSpot, WAIT_GAP, loop_radius};
use crate::placement::{Obstacles, Placed, Wish, place};
use crate::route::{Course, LOOP_RADIUS};
use crate::squares::Grid;
use crate::{Anchor, LabelText, Point, Projection, Rect, SceneOptions};

/// Regions whose names orient the reader where nothing else does, if there is room.
const LANDMARKS: [&str; 5] = ["eu-west-1", "ap-south-1", "sa-east-1", "af-south-1", "ap-northeast-1"];
/// A name only orients where no place that matters is so near, in pixels.
const LANDMARK_CLEARANCE: f32 = 40.0;
/// Space between a label and its squares, beside and below it, in pixels: letters with a tail reach down, with their halo.
const SQUARES_GAP: [f32; 2] = [5.0, 3.0];
/// Height of the bar of lives under the squares, the space above it, and its least width, in pixels.
const LIFE_BAR: [f32; 3] = [3.0, 2.0, 16.0];
/// Height of a line of text, as a multiple of the font size.
const LINE: f32 = 1.2;
/// No text is smaller, in pixels.
const SMALLEST_TEXT: f32 = 11.0;
/// The least size of what can be pressed, and how far it reaches beyond a name, in pixels.
pub(crate) const LEAST_TARGET: f32 = 24.0;
const SPACE_AROUND_CONTROLS: f32 = 2.0;

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
    /// Font size in pixels.
    pub size: f32,
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
            // Squares in the same line stand where the text's end is exact, however well it was measured.
            Anchor::Start => rect.x + beside,
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
            let x = match anchor {
                Anchor::Start => rect.x,
                Anchor::Middle | Anchor::End => text.right() + SQUARES_GAP[0],
            };
            return Some(Rect { x, y: text.center().y - height / 2.0, width, height });
        }
        let x = match anchor {
            Anchor::Start => rect.x,
            Anchor::Middle => rect.x + (rect.width - width) / 2.0,
            Anchor::End => rect.right() - width,
        };
        Some(Rect { x, y: text.bottom() + SQUARES_GAP[1], width, height })
    }

    /// Where the bar of lives lies: under the squares.
    pub(crate) fn life_rect(&self) -> Option<Rect> {
        let squares = self.squares_rect()?;
        let [height, above, least_width] = LIFE_BAR;
        let width = squares.width.max(least_width);
        let x = match self.placed.anchor {
            Anchor::Start => squares.x,
            Anchor::Middle => squares.center().x - width / 2.0,
            Anchor::End => squares.right() - width,
        };
        Some(Rect { x, y: squares.bottom() + above, width, height })
    }

    /// The box for a control: around the name, and around the marker too where no other place is in between.
    pub(crate) fn place_box(&self, others: &[Self]) -> Option<PlaceBox> {
        let LabelText::Place(place) = self.text else { return None };
        let rect = self.placed.rect.grown(SPACE_AROUND_CONTROLS);
        let short = [(LEAST_TARGET - rect.width).max(0.0) / 2.0, (LEAST_TARGET - rect.height).max(0.0) / 2.0];
        let name = Rect {
            x: rect.x - short[0],
            y: rect.y - short[1],
            width: rect.width + 2.0 * short[0],
            height: rect.height + 2.0 * short[1],
        };
        let whole = name.joined(Rect::around(self.center, LEAST_TARGET / 2.0));
        let in_between = |other: &Self| {
            other.text != self.text
                && (whole.overlaps(other.placed.rect) || whole.overlaps(Rect::around(other.center, LOOP_RADIUS)))
        };
        let hit = if others.iter().any(in_between) { name } else { whole };
        let (principals, label) = (self.squares_rect(), Some(self.text_rect()));
        Some(PlaceBox { place, center: self.center, principals, label, hit })
    }
}

/// Tags at the edge are a little smaller than names; nothing is under 11 pixels.
const fn font_size(text: &LabelText, size: f32) -> f32 {
    match text {
        LabelText::Place(_) => size.max(SMALLEST_TEXT),
        LabelText::EdgeTo(_) | LabelText::EdgeFrom(_) | LabelText::Chart(_) => (size - 1.0).max(SMALLEST_TEXT),
    }
}

/// A wish with what it is for.
pub(crate) struct Wanted {
    text: LabelText,
    grid: Grid,
    landmark: bool,
    line: [f32; 2],
    size: f32,
    pub wish: Wish,
}

impl Wanted {
    fn new(text: LabelText, center: Point, reach: f32, count: usize, options: &SceneOptions) -> Self {
        let grid = Grid::new(count);
        let size = font_size(&text, options.labels.size);
        let line = [(options.labels.measure)(&text, size), size * LINE];
        let life = LIFE_BAR[0] + LIFE_BAR[1];
        let width = line[0].max(grid.width()).max(LIFE_BAR[2]);
        let stacked = [width, line[1] + SQUARES_GAP[1] + grid.height() + life];
        let beside = [line[0] + SQUARES_GAP[0] + grid.width(), line[1].max(grid.height() + 2.0 * life)];
        let shapes = match count {
            0 => [Some(line), None],
            _ if grid.is_one_row() => [Some(stacked), Some(beside)],
            _ => [Some(stacked), None],
        };
        let farthest = if count == 0 { 11.0 } else { 52.0 };
        let wish = Wish { point: center, reach, shapes, line: line[1], farthest };
        Self { text, grid, landmark: false, line, size, wish }
    }

    fn spot(&self, placed: Placed) -> Spot {
        let Self { text, grid, landmark, line, size, wish } = *self;
        Spot { text, center: wish.point, grid, landmark, placed, line, size }
    }
}

/// What wants a label: first what must have one, then the rest by rank.
pub(crate) fn wishes(
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
            let diamond = |spot: &&RegionSpot| spot.diamond && Place::Region(spot.region) == group.place;
            let reach = loop_radius(regions.iter().any(|spot| diamond(&spot))) + WAIT_GAP;
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
    for spot in regions.iter().filter(|spot| !spot.involved) {
        // Nearer, there is room for more names than those that orient.
        let is_clear = if projection.view().is_world() {
            LANDMARKS.contains(&spot.region.code())
                && known.iter().all(|place| projection.place(*place).distance(spot.center) > LANDMARK_CLEARANCE)
        } else {
            !known.contains(&Place::Region(spot.region))
        };
        if is_clear {
            let text = LabelText::Place(Place::Region(spot.region));
            let wanted = Wanted::new(text, spot.center, REGION_RADIUS[1] + 1.0, 0, options);
            rest.push(Wanted { landmark: true, ..wanted });
        }
    }
    (by_crowding(must), rest)
}

/// Those with the most neighbors choose first.
fn by_crowding(wanted: Vec<Wanted>) -> Vec<Wanted> {
    let points: Vec<Point> = wanted.iter().map(|wanted| wanted.wish.point).collect();
    ordered(wanted, |wanted| {
        let near = points.iter().filter(|point| point.distance(wanted.wish.point) < 60.0).count();
        std::cmp::Reverse((near, wanted.grid.count))
    })
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
    let wanted = |(text, at)| {
        let wanted = Wanted::new(text, at, 2.0, 0, options);
        Wanted { wish: Wish { farthest: 18.0, ..wanted.wish }, ..wanted }
    };
    tags.into_iter().map(wanted).collect()
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

/// Places everything wanted; those that must have a place get one. Who is cramped by the others chooses before them.
pub(crate) fn arrange(wanted: &[Wanted], obstacles: &mut Obstacles, spots: &mut Vec<Spot>, must: bool) {
    const TRIES: usize = 4;
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    let mut best = places(wanted, &order, obstacles, must);
    for _ in 1..TRIES {
        let is_cramped = |index: &usize| best[*index].is_some_and(Placed::is_cramped);
        let Some(last) = order.iter().rposition(is_cramped).filter(|last| *last > 0) else { break };
        order[..=last].rotate_right(1);
        let other = places(wanted, &order, obstacles, must);
        if cost(&other) < cost(&best) {
            best = other;
        }
    }
    for (wanted, placed) in wanted.iter().zip(best) {
        if let Some(placed) = placed {
            obstacles.add(wanted.wish, placed);
            spots.push(wanted.spot(placed));
        }
    }
}

fn cost(placed: &[Option<Placed>]) -> f32 {
    placed.iter().flatten().map(|placed| placed.cost).sum()
}

/// Where each costs least given the others, as they choose one after the other.
fn places(wanted: &[Wanted], order: &[usize], obstacles: &mut Obstacles, must: bool) -> Vec<Option<Placed>> {
    const ROUNDS: usize = 3;
    let before = (obstacles.boxes.len(), obstacles.leaders.len());
    let mut placed: Vec<Option<Placed>> = vec![None; wanted.len()];
    for _ in 0..ROUNDS {
        let last_round = placed.clone();
        for &index in order {
            let others = wanted.iter().zip(&placed).enumerate().filter(|(other, _)| *other != index);
            for (wanted, placed) in others.filter_map(|(_, (wanted, placed))| Some((wanted, (*placed)?))) {
                obstacles.add(wanted.wish, placed);
            }
            let found = place(&wanted[index].wish, obstacles, false);
            placed[index] = found.or_else(|| if must { place(&wanted[index].wish, obstacles, true) } else { None });
            obstacles.boxes.truncate(before.0);
            obstacles.leaders.truncate(before.1);
        }
        if placed == last_round {
            break;
        }
    }
    placed
}
