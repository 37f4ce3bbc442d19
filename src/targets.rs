//! Controls over the map that would lie on one another move apart, so that each can be hit.
//! Which controls there are, and where each would stand best, is `stage`'s business.

use sts_atlas_stage::{PlaceBox, Rect};

/// A crowd that is still too close after so many rounds stays so.
const ROUNDS: u8 = 16;

/// Moves boxes that overlap apart, each by half of it, the shorter way, and never off the map.
pub fn moved_apart(mut boxes: Vec<PlaceBox>, width: f32, height: f32) -> Vec<PlaceBox> {
    for _ in 0..ROUNDS {
        for index in 1..boxes.len() {
            let (earlier, later) = boxes.split_at_mut(index);
            let Some(one) = later.first_mut() else { break };
            for other in earlier.iter_mut() {
                part(&mut one.hit, &mut other.hit);
                other.hit = inside(other.hit, width, height);
            }
            one.hit = inside(one.hit, width, height);
        }
    }
    boxes
}

fn part(one: &mut Rect, other: &mut Rect) {
    let across = one.right().min(other.right()) - one.x.max(other.x);
    let down = one.bottom().min(other.bottom()) - one.y.max(other.y);
    if across <= 0.0 || down <= 0.0 {
        return;
    }
    let (from, to) = (other.center(), one.center());
    if across < down {
        let step = if to.x < from.x { -across / 2.0 } else { across / 2.0 };
        one.x += step;
        other.x -= step;
    } else {
        let step = if to.y < from.y { -down / 2.0 } else { down / 2.0 };
        one.y += step;
        other.y -= step;
    }
}

fn inside(hit: Rect, width: f32, height: f32) -> Rect {
    Rect { x: hit.x.min(width - hit.width).max(0.0), y: hit.y.min(height - hit.height).max(0.0), ..hit }
}
