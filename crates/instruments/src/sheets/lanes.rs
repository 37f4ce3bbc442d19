//! The last requests of one principal as lanes, with a choice of whose.
//! What the time went to is the simulator's business.

use sts_atlas_player::WorldId;
use sts_atlas_sim::{Outcome, RequestRecord};
use sts_atlas_stage::{LanePart, LaneRequest, swim_lanes};
use sts_atlas_words as words;

use super::Sitting;
use crate::Subject;
use crate::html::Html;
use crate::labels::lane_part;

/// So many requests are drawn.
const MOST: usize = 4;

pub(super) fn draw(html: &mut Html, sitting: &Sitting) {
    let recent = &sitting.world(sitting.world).recent;
    let troubled = recent.iter().find(|record| matches!(record.outcome, Outcome::Failed(_)));
    let chosen = match sitting.subject {
        Some(Subject::Principal(world, index) | Subject::Request(world, index, _)) if world == sitting.world => {
            Some(index)
        }
        _ => troubled.or(recent.first()).map(|record| record.principal),
    };
    let Some(principal) = chosen else { return sitting.said(html, &words::lanes_empty(sitting.lang)) };
    of_principal(html, sitting, sitting.world, principal);
    choice(html, sitting, principal);
}

/// The lanes of one principal, and what they say in numbers.
pub(super) fn of_principal(html: &mut Html, sitting: &Sitting, world: WorldId, principal: u32) {
    let lang = sitting.lang;
    let recent = &sitting.world(world).recent;
    let records: Vec<RequestRecord> =
        recent.iter().filter(|record| record.principal == principal).take(MOST).copied().collect();
    if records.is_empty() {
        return sitting.said(html, &words::lanes_none(lang, sitting.labels(world).principal(principal)));
    }
    let requests = requests(sitting, world, records);
    let title = words::lanes_title(lang, sitting.labels(world).principal(principal), world.letter());
    sitting.chart(html, world, &title, |size| swim_lanes(&requests, size));
    let columns = [words::column_began, words::column_part, words::column_took, words::column_outcome];
    let rows: Vec<Vec<String>> = requests.iter().flat_map(|request| rows(sitting, request)).collect();
    let table = (&*title, &columns.map(|column| column(lang))[..], &rows[..]);
    sitting.behind(html, &words::lanes_marks(lang), table);
}

/// What is drawn, the oldest first.
fn requests(sitting: &Sitting, world: WorldId, newest_first: Vec<RequestRecord>) -> Vec<LaneRequest> {
    let world = sitting.player.world(world);
    let drawn = newest_first.into_iter().rev().filter_map(|record| {
        let (from, to, _) = world.route(record.route)?;
        Some(LaneRequest { record, segments: world.segments(&record), from, to })
    });
    drawn.collect()
}

fn rows(sitting: &Sitting, request: &LaneRequest) -> Vec<Vec<String>> {
    let lang = sitting.lang;
    let start = sitting.player.recording().scenario.start;
    let whole = words::span(lang, request.record.took());
    let mut rows: Vec<Vec<String>> = request
        .segments
        .iter()
        .map(|segment| {
            vec![
                words::clock_millis(start.plus_micros(segment.start.0)),
                lane_part(lang, LanePart::Segment(segment.kind)),
                words::span(lang, segment.end.since(segment.start)),
                String::new(),
            ]
        })
        .collect();
    if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
        *cell = words::outcome(lang, request.record.outcome, &whole);
    }
    rows
}

/// Everyone who sent one of the last requests.
fn choice(html: &mut Html, sitting: &Sitting, chosen: u32) {
    let mut known: Vec<u32> = sitting.world(sitting.world).recent.iter().map(|record| record.principal).collect();
    known.sort_unstable();
    known.dedup();
    html.element("div", &[("role", "group"), ("aria-labelledby", "lanes-whose"), ("class", "whose")], |html| {
        html.said("h3", &[("id", "lanes-whose")], &words::lanes_whose(sitting.lang));
        for principal in known {
            let subject = Subject::Principal(sitting.world, principal).text();
            let pressed = if principal == chosen { "true" } else { "false" };
            let attributes = [("type", "button"), ("data-subject", &*subject), ("aria-pressed", pressed)];
            html.said("button", &attributes, &sitting.labels(sitting.world).principal(principal));
        }
    });
}
