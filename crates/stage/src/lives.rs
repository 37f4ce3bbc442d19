//! Lives of sessions as bars beside places: how much is left until clients can no longer use what they hold.
//! Where a bar has room is `names`' business, at which tempo it shows `tempo`'s.

use sts_atlas_player::WorldSnapshot;

use crate::geometry::straight;
use crate::names::Spot;
use crate::{Ink, LabelText, Mark, Rect};

/// Adds the bar of one place: how much life is left on average, with a tick for the lowest.
pub(crate) fn life_bar(marks: &mut Vec<Mark>, spot: &Spot, snapshot: &WorldSnapshot, alpha: f32) {
    let LabelText::Place(place) = spot.text else { return };
    let Some(rect) = spot.life_rect() else { return };
    let (mut count, mut sum, mut least) = (0.0, 0.0, 1.0_f32);
    for principal in snapshot.principals.iter().filter(|principal| principal.view.at == place) {
        let Some(gauge) = principal.view.session.filter(|_| principal.view.inactive.is_none()) else { continue };
        let left = (gauge.until_cutoff.0 as f32 / gauge.length.0.max(1) as f32).min(1.0);
        count += 1.0;
        sum += left;
        least = least.min(left);
    }
    if count == 0.0 {
        return;
    }
    let bar = |width: f32, ink: Ink, alpha: f32| Mark::Area { corners: Rect { width, ..rect }.corners(), ink, alpha };
    let tick = |width: f32, ink: Ink| {
        let x = rect.x + rect.width * least;
        let reach = crate::Point::new(x, rect.y - 1.0);
        let points = straight(reach, reach.offset(0.0, rect.height + 2.0));
        Mark::Line { points, ink, width, dash: None, alpha }
    };
    marks.push(Mark::Area { corners: rect.grown(1.0).corners(), ink: Ink::Background, alpha });
    marks.push(bar(rect.width, Ink::Muted, 0.4 * alpha));
    marks.push(bar(rect.width * sum / count, Ink::Ink, alpha));
    marks.extend([tick(3.4, Ink::Background), tick(1.4, Ink::Ink)]);
}
