//! Requests as swim lanes: client, name server, endpoint and target Region, with what each part of the time went to.
//! Times come from `World::segments`; the words of labels, and which requests, come from elsewhere.

use sts_atlas_facts::{Micros, Place, RegionId};
use sts_atlas_sim::{Leg, Outcome, RequestRecord, Segment, SegmentKind, ServiceKind, SimTime};

use crate::chart::{Chart, ChartSize, ChartText, GAP, bar, frame, hatch, rule};
use crate::{Anchor, Ink, Mark, Point, Rect};

/// A request to show.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneRequest {
    /// What is known of it.
    pub record: RequestRecord,
    /// What its time went to.
    pub segments: Vec<Segment>,
    /// From where.
    pub from: Place,
    /// To where.
    pub to: RegionId,
}

/// Who takes part in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// The client, at its place.
    Client(Place),
    /// Whoever resolves names.
    NameServer,
    /// The endpoint that gives credentials, in the Region that serves it.
    Endpoint(ServiceKind, RegionId),
    /// The service that is used, in its Region.
    Target(RegionId),
}

/// What a part of a request is called, with how long it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LanePart {
    /// Part of a request.
    Segment(SegmentKind),
    /// The client waits before it tries again, or until its next run.
    Between,
}

/// Height of a lane, and of what happens in it, in pixels.
const LANE: f32 = 40.0;
const BAR: f32 = 14.0;
/// From the middle of the cross of a failure to its tips, in pixels.
const CROSS: f32 = 4.0;
/// No part is narrower, in pixels.
const LEAST: f32 = 5.0;

/// A part with its place on the picture.
struct Shown {
    part: LanePart,
    took: Micros,
    lane: usize,
    x: f32,
    width: f32,
}

/// The lanes of some requests of one principal, oldest first. Widths grow as the root of times, so that a millisecond
/// shows beside a minute; every part wide enough says how long it took.
pub fn swim_lanes(requests: &[LaneRequest], size: &ChartSize) -> Chart {
    let lanes = lanes(requests);
    let heads = lanes.iter().map(|lane| ChartText::Lane(*lane));
    let left = size.column(heads.clone()) + GAP;
    let (top, right) = (size.line(), size.width - CROSS - 1.0);
    let mut marks = Vec::new();
    for (index, head) in heads.enumerate() {
        let y = middle(top, index);
        marks.push(rule(Point::new(left, y), Point::new(size.width, y), Ink::Line, 1.0, None));
        // Over the line: where a name is wider than its column, its halo parts them.
        marks.push(size.label(Point::new(0.0, y), Anchor::Start, head, Ink::Ink));
    }
    for shown in placed(requests, &lanes, left, right) {
        draw(&mut marks, &shown, top, size);
    }
    let ends = requests.iter().filter(|request| matches!(request.record.outcome, Outcome::Failed(_)));
    for request in ends {
        if let Some(x) = end_of(requests, &lanes, left, right, request) {
            marks.push(Mark::Cross { center: Point::new(x, middle(top, 0)), radius: CROSS, ink: Ink::Harm });
        }
    }
    let first = requests.first().map_or(SimTime::START, |request| request.record.began);
    let last = requests.last().map_or(SimTime::START, |request| request.record.ended);
    marks.push(size.label(Point::new(left, top / 2.0), Anchor::Start, ChartText::At(first), Ink::Muted));
    marks.push(size.label(Point::new(size.width, top / 2.0), Anchor::End, ChartText::At(last), Ink::Muted));
    Chart { height: top + LANE * lanes.len() as f32, marks }
}

fn middle(top: f32, lane: usize) -> f32 {
    top + LANE * (lane as f32 + 0.5)
}

fn server_of(request: &LaneRequest) -> Lane {
    match request.record.leg {
        Leg::Sts => Lane::Endpoint(request.record.service, request.to),
        Leg::Use(_) => Lane::Target(request.to),
    }
}

/// The lanes there are, from the client down.
fn lanes(requests: &[LaneRequest]) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = requests.first().map(|request| Lane::Client(request.from)).into_iter().collect();
    let looks_up = |segment: &Segment| matches!(segment.kind, SegmentKind::LookUp | SegmentKind::NoName);
    if requests.iter().any(|request| request.segments.iter().any(looks_up)) {
        lanes.push(Lane::NameServer);
    }
    for request in requests {
        let server = server_of(request);
        if !lanes.contains(&server) {
            lanes.push(server);
        }
    }
    lanes
}

/// Every part, side by side.
fn placed(requests: &[LaneRequest], lanes: &[Lane], left: f32, right: f32) -> Vec<Shown> {
    let mut parts: Vec<Shown> = Vec::new();
    let mut ended: Option<SimTime> = None;
    for request in requests {
        let mut add = |part: LanePart, took: Micros, lane: usize| {
            parts.push(Shown { part, took, lane, x: 0.0, width: (took.0 as f32).sqrt() });
        };
        if let Some(between) = ended.map(|ended| request.record.began.since(ended)).filter(|between| between.0 > 0) {
            add(LanePart::Between, between, 0);
        }
        let server = lanes.iter().position(|lane| *lane == server_of(request)).unwrap_or(0);
        for segment in &request.segments {
            add(LanePart::Segment(segment.kind), segment.end.since(segment.start), server);
        }
        ended = Some(request.record.ended);
    }
    let whole: f32 = parts.iter().map(|part| part.width).sum();
    let room = (right - left - LEAST * parts.len() as f32).max(0.0);
    let mut x = left;
    for part in &mut parts {
        part.x = x;
        part.width = LEAST + room * part.width / whole.max(1.0);
        x += part.width;
    }
    parts
}

/// Where a request's last part ends.
fn end_of(requests: &[LaneRequest], lanes: &[Lane], left: f32, right: f32, request: &LaneRequest) -> Option<f32> {
    let position = requests.iter().position(|other| std::ptr::eq(other, request))?;
    let shown = placed(&requests[..=position], lanes, left, right).len();
    placed(requests, lanes, left, right).get(shown.checked_sub(1)?).map(|part| part.x + part.width)
}

fn draw(marks: &mut Vec<Mark>, shown: &Shown, top: f32, size: &ChartSize) {
    let Shown { part, took, lane, x, width } = *shown;
    let (client, server) = (middle(top, 0), middle(top, lane));
    let right = x + width;
    let mut arrow = |from: Point, to: Point, dash| marks.push(rule(from, to, Ink::Ink, 1.6, dash));
    let over = |y: f32| Rect { x, y: y - BAR / 2.0, width, height: BAR };
    let half = x + width / 2.0;
    let at = match part {
        LanePart::Between => {
            arrow(Point::new(x, client), Point::new(right, client), Some([1.5, 4.0]));
            client
        }
        LanePart::Segment(SegmentKind::LookUp) => {
            arrow(Point::new(x, client), Point::new(half, middle(top, 1)), None);
            arrow(Point::new(half, middle(top, 1)), Point::new(right, client), None);
            client
        }
        LanePart::Segment(SegmentKind::Connect | SegmentKind::Tls) => {
            arrow(Point::new(x, client), Point::new(half, server), Some([4.0, 2.0]));
            arrow(Point::new(half, server), Point::new(right, client), Some([4.0, 2.0]));
            client
        }
        LanePart::Segment(SegmentKind::Request) => {
            arrow(Point::new(x, client), Point::new(right, server), None);
            client
        }
        LanePart::Segment(SegmentKind::Reply) => {
            arrow(Point::new(x, server), Point::new(right, client), None);
            client
        }
        LanePart::Segment(SegmentKind::Server) => {
            marks.push(bar(over(server), Ink::Ink, 1.0));
            server
        }
        LanePart::Segment(SegmentKind::NoName | SegmentKind::NoConnection | SegmentKind::NoReply) => {
            marks.push(bar(over(client), Ink::Surface, 1.0));
            hatch(marks, over(client), Ink::Harm);
            frame(marks, over(client), Ink::Harm, Some([3.0, 2.0]));
            client
        }
    };
    // What has no room for its name at least says how long it took.
    let texts = [ChartText::Part(part, took), ChartText::Span(took)];
    if let Some(text) = texts.into_iter().find(|text| size.width_of(*text) + 4.0 <= width) {
        let is_server = at > client;
        let y = if is_server { at + BAR / 2.0 + size.line() / 2.0 } else { at - BAR / 2.0 - size.line() / 2.0 };
        marks.push(size.label(Point::new(half, y), Anchor::Middle, text, Ink::Muted));
    }
}
