//! Where everything stands that stays put while time passes: Regions, labels, blocks of squares, cut signs.
//! It depends on who is where, not on how they fare, so that both worlds of a pair look alike until they differ.

use sts_atlas_facts::{Date, Partition, Place, RegionId};
use sts_atlas_player::{Scenario, WorldSnapshot};
use sts_atlas_sim::{Fault, ServiceKind, ordered};

use crate::geometry::{Curve, length, point_at};
use crate::names::{LEAST_TARGET, Spot, arrange, wishes};
use crate::placement::Obstacles;
use crate::route::{Course, LOOP_RADIUS};
use crate::{Point, Projection, Rect, SceneOptions};

/// Last day on which only us-east-1 served the global name.
const LAST_DAY_OF_ONE_DIAMOND: Date = Date::literal(2025, 1, 26);

/// Radius of a Region's circle, in pixels: where something happens, and elsewhere.
pub(crate) const REGION_RADIUS: [f32; 2] = [4.2, 3.2];
/// From the center to a tip of the diamond, in pixels.
pub(crate) const DIAMOND_RADIUS: f32 = 9.0;
/// Space between the loop around a place and the ring of its longest wait, in pixels.
pub(crate) const WAIT_GAP: f32 = 2.0;
/// Radius of a cut sign, in pixels.
pub(crate) const CUT_RADIUS: f32 = 5.5;

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
    /// The whole picture.
    pub(crate) bounds: Rect,
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

/// What places [`crate::View::framing`] should show: principals that the scheduled faults cut off or stand in, and
/// Tokyo where there are fewer than two of them. us-east-1 is always shown.
pub fn affected(scenario: &Scenario) -> Vec<Place> {
    let mut places = Vec::new();
    let virginia = Place::Region(RegionId::US_EAST_1);
    let principals = scenario.worlds.iter().flat_map(|world| &world.spec.principals);
    let scheduled = scenario.faults.iter().filter(|fault| !fault.windows.is_empty());
    let faults: Vec<&Fault> = scheduled.map(|fault| &fault.fault).collect();
    for principal in principals {
        let hit = faults.iter().any(|fault| match fault {
            Fault::Path { from, .. } => from.contains(&principal.at),
            Fault::Region { at } | Fault::Sts { at, .. } => {
                at.iter().any(|&region| principal.at == Place::Region(region) && region != RegionId::US_EAST_1)
            }
            _ => fault.places().iter().any(|&place| principal.at == place && place != virginia),
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
        obstacles.rivals = crowded.iter().map(|wanted| wanted.wish.point).collect();
        arrange(&crowded, &mut obstacles, &mut spots, true);
        arrange(&rest, &mut obstacles, &mut spots, false);
        Self { regions, spots, cuts, bounds: projection.bounds() }
    }

    /// Boxes for controls: places with principals first, then every other Region.
    pub fn places(&self) -> Vec<PlaceBox> {
        let spots = self.spots.iter().filter_map(|spot| spot.place_box(&self.spots));
        let mut boxes = ordered(spots, |place| place.principals.is_none());
        for spot in &self.regions {
            let place = Place::Region(spot.region);
            if boxes.iter().all(|known| known.place != place) {
                let hit = Rect::around(spot.center, LEAST_TARGET / 2.0);
                boxes.push(PlaceBox { place, center: spot.center, principals: None, label: None, hit });
            }
        }
        boxes
    }

    /// Radius of the loop of requests that stay in a Region, in pixels.
    pub(crate) fn loop_radius(&self, region: RegionId) -> f32 {
        let diamond = self.regions.iter().any(|spot| spot.region == region && spot.diamond);
        loop_radius(diamond)
    }

    /// Where a route is cut if it is.
    pub(crate) fn cut(&self, from: Place, to: RegionId) -> Option<&CutSpot> {
        self.cuts.iter().find(|cut| cut.from == from && cut.to == to)
    }
}

pub(crate) const fn loop_radius(diamond: bool) -> f32 {
    if diamond { DIAMOND_RADIUS + 2.5 } else { LOOP_RADIUS }
}

fn region_spots(snapshot: &WorldSnapshot, projection: &Projection, as_of: Date) -> Vec<RegionSpot> {
    let exists = |region: &RegionId| region.fact().partition == Partition::Aws && region.launched_by(as_of);
    RegionId::all()
        .filter(exists)
        .map(|region| {
            let place = Place::Region(region);
            let by_rule = region == RegionId::US_EAST_1 && as_of <= LAST_DAY_OF_ONE_DIAMOND;
            let serves =
                |service: ServiceKind| snapshot.flows.iter().any(|flow| flow.to == region && flow.service == service);
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

fn obstacles(snapshot: &WorldSnapshot, projection: &Projection, regions: &[RegionSpot], cuts: &[CutSpot]) -> Obstacles {
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
        boxes: Vec::new(),
        soft,
        leaders: Vec::new(),
        rivals: Vec::new(),
    }
}

/// Points along a curve, about 7 pixels apart.
fn samples(curve: &Curve) -> impl Iterator<Item = Point> {
    let count = (length(curve) / 7.0).max(2.0) as u16;
    (0..=count).map(move |step| point_at(curve, f32::from(step) / f32::from(count)))
}
