//! Requests under way, one dot each: where it is between caller and server, or how long it has been waiting.
//! The roads they travel are drawn elsewhere; so is everything that does not move.

use sts_atlas_facts::{Place, RegionId};
use sts_atlas_player::WorldSnapshot;
use sts_atlas_sim::{InFlight, ServiceKind, SimTime};

use crate::layout::{Layout, WAIT_GAP};
use crate::route::{Course, LOOP_RADIUS};
use crate::scene::ink_of;
use crate::tempo::seen;
use crate::{Ink, Mark, Projection, SceneOptions};

/// Radius of a dot in pixels.
const DOT_RADIUS: f32 = 2.8;

/// Width of the ring of a wait in pixels. It is no harm yet, and never the Region's: thin, and not red.
const WAIT_WIDTH: f32 = 1.5;

/// Draws every request under way.
pub(crate) fn requests(
    marks: &mut Vec<Mark>,
    layout: &Layout,
    snapshot: &WorldSnapshot,
    projection: &Projection,
    options: &SceneOptions,
) {
    let (now, tempo) = (options.now, options.tempo);
    let mut courses: Vec<(Place, RegionId, Course)> = Vec::new();
    let mut waits: Vec<(Place, f32, f32)> = Vec::new();
    let mut dots = ServiceKind::ALL.map(|_| Vec::new());
    for request in &snapshot.in_flight {
        if request.blocked_by.is_some() {
            let shown = seen(request.gives_up.since(request.began), tempo);
            let waited = share_of(now, request.began, request.gives_up);
            match waits.iter_mut().find(|(place, _, _)| *place == request.from) {
                // One ring per place: the longest wait.
                Some((_, longest, most)) => (*longest, *most) = (longest.max(waited), most.max(shown)),
                None if shown > 0.0 => waits.push((request.from, waited, shown)),
                None => {}
            }
            continue;
        }
        let known = courses.iter().find(|(from, to, _)| *from == request.from && *to == request.to);
        let course = known.map(|(_, _, course)| *course).unwrap_or_else(|| {
            let course = Course::between(projection, request.from, request.to);
            courses.push((request.from, request.to, course));
            course
        });
        // Those too quick to be seen are part of their line's weight.
        let shown = seen(request.replies.since(request.began), tempo);
        if shown <= 0.0 {
            continue;
        }
        let (share, back) = progress(request, now);
        let center = course.position(share, back, layout.loop_radius(request.to));
        let mark = match request.service {
            ServiceKind::StsGlobal => Mark::Diamond { center, radius: DOT_RADIUS * 1.5 * shown, fill: Ink::Global },
            service => Mark::Dot { center, radius: DOT_RADIUS * shown, ink: ink_of(service) },
        };
        dots[request.service as usize].push(mark);
    }
    // One kind after the other: a painter fills neighbors of one ink at once.
    marks.extend(dots.into_iter().flatten());
    for (place, waited, shown) in waits.into_iter().filter(|(place, _, _)| projection.shows(*place)) {
        let center = projection.place(place);
        let stroke = Some((Ink::Line, WAIT_WIDTH * shown));
        let around = if let Place::Region(region) = place { layout.loop_radius(region) } else { LOOP_RADIUS };
        let radius = around + WAIT_GAP;
        marks.push(Mark::Circle { center, radius, fill: None, stroke, dash: None });
        marks.push(Mark::Arc { center, radius, share: waited, ink: Ink::Ink, width: WAIT_WIDTH * shown });
    }
}

/// How much of a span is over, from 0 to 1.
fn share_of(now: SimTime, start: SimTime, end: SimTime) -> f32 {
    let whole = end.since(start).0;
    if whole == 0 { 1.0 } else { (now.since(start).0 as f32 / whole as f32).min(1.0) }
}

/// The share of the way from caller to server at which a request is, and whether it is on its way back.
fn progress(request: &InFlight, now: SimTime) -> (f32, bool) {
    let InFlight { began, connected_at, arrives, replies, .. } = *request;
    if now < connected_at {
        // Name look-up and handshakes: as many round trips as fit.
        let round_trip = (arrives.since(connected_at).0 * 2).max(1);
        let trips = (connected_at.since(began).0 / round_trip).clamp(1, 3) as f32;
        let turn = share_of(now, began, connected_at) * trips;
        let phase = turn - libm::floorf(turn);
        return if phase < 0.5 { (phase * 2.0, false) } else { (2.0 - phase * 2.0, true) };
    }
    if now < arrives {
        return (share_of(now, connected_at, arrives), false);
    }
    // The reply travels as long as the request did; before that the server works.
    let left = replies.since(now).0 as f32 / (arrives.since(connected_at).0.max(1)) as f32;
    (left.max(0.0).min(1.0), true)
}
