//! What can be pressed on the picture: every place with a name or a marker, in boxes that are large enough to hit and
//! never lie on one another; where places crowd, several share a box. What pressing does is the page's business.

use sts_atlas_facts::Place;

use crate::layout::Layout;
use crate::names::LEAST_TARGET;
use crate::{PlaceBox, Point, Rect};

/// A box to press.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What it stands for, what has a name on the picture first; more than one where they crowd.
    pub places: Vec<Place>,
    /// The box: at least 24 pixels each way, inside the picture.
    pub hit: Rect,
}

/// A crowd that is still too close after so many rounds shares a box.
const ROUNDS: u8 = 16;
/// How far a box may move off its marker, in pixels: the marker stays inside.
const SHIFTS: [f32; 5] = [0.0, 4.0, -4.0, 8.5, -8.5];
/// What of a marker a shared box must hold, in pixels from its center.
const MARKER: f32 = 4.0;

impl Layout {
    /// Boxes to press: each place of the picture is in exactly one, and no two overlap.
    pub fn targets(&self) -> Vec<Target> {
        let (named, markers): (Vec<PlaceBox>, Vec<PlaceBox>) =
            self.places().into_iter().partition(|place| place.label.is_some());
        let mut targets = apart(named, self.bounds);
        for marker in markers {
            let near = Rect::around(marker.center, LEAST_TARGET / 2.0);
            let free = |hit: &Rect| targets.iter().all(|target| !target.hit.overlaps(*hit));
            let shifted = SHIFTS.into_iter().flat_map(|dx| SHIFTS.map(|dy| (dx, dy)));
            let boxes = shifted.map(|(dx, dy)| inside(Rect { x: near.x + dx, y: near.y + dy, ..near }, self.bounds));
            match boxes.into_iter().find(free) {
                Some(hit) => targets.push(Target { places: vec![marker.place], hit }),
                None => join(&mut targets, &marker),
            }
        }
        targets
    }
}

/// The nearest box takes a place in, and reaches to its marker where nothing is in between.
fn join(targets: &mut [Target], marker: &PlaceBox) {
    let off = |target: &Target| target.hit.nearest(marker.center).distance(marker.center);
    // Any distance in hundredths of a pixel is a whole number.
    let nearest = (0..targets.len()).min_by_key(|&index| (off(&targets[index]) * 100.0) as u32);
    let Some(index) = nearest else { return };
    let grown = targets[index].hit.joined(Rect::around(marker.center, MARKER));
    let fits = targets.iter().enumerate().all(|(other, target)| other == index || !target.hit.overlaps(grown));
    let target = &mut targets[index];
    target.places.push(marker.place);
    if fits {
        target.hit = grown;
    }
}

/// Moves boxes that overlap apart, each by half of it, the shorter way; what stays too close becomes one box.
fn apart(named: Vec<PlaceBox>, bounds: Rect) -> Vec<Target> {
    let mut targets: Vec<Target> =
        named.iter().map(|place| Target { places: vec![place.place], hit: inside(place.hit, bounds) }).collect();
    for _ in 0..ROUNDS {
        for index in 1..targets.len() {
            let (earlier, later) = targets.split_at_mut(index);
            let Some(one) = later.first_mut() else { break };
            for other in earlier.iter_mut() {
                part(&mut one.hit, &mut other.hit);
                other.hit = inside(other.hit, bounds);
            }
            one.hit = inside(one.hit, bounds);
        }
    }
    let mut index = 1;
    while index < targets.len() {
        match (0..index).find(|&other| targets[other].hit.overlaps(targets[index].hit)) {
            Some(other) => {
                let one = targets.remove(index);
                targets[other].hit = targets[other].hit.joined(one.hit);
                targets[other].places.extend(one.places);
                // The joined box may reach what stood clear of both.
                index = 1;
            }
            None => index += 1,
        }
    }
    targets
}

fn part(one: &mut Rect, other: &mut Rect) {
    let across = one.right().min(other.right()) - one.x.max(other.x);
    let down = one.bottom().min(other.bottom()) - one.y.max(other.y);
    if across <= 0.0 || down <= 0.0 {
        return;
    }
    // A little more than half, so that rounding leaves no overlap.
    let (from, to): (Point, Point) = (other.center(), one.center());
    if across < down {
        let step = (across / 2.0 + 0.01) * if to.x < from.x { -1.0 } else { 1.0 };
        one.x += step;
        other.x -= step;
    } else {
        let step = (down / 2.0 + 0.01) * if to.y < from.y { -1.0 } else { 1.0 };
        one.y += step;
        other.y -= step;
    }
}

/// The box moved so that it lies inside the picture.
fn inside(hit: Rect, bounds: Rect) -> Rect {
    let x = hit.x.min(bounds.right() - hit.width).max(bounds.x);
    Rect { x, y: hit.y.min(bounds.bottom() - hit.height).max(bounds.y), ..hit }
}
