//! Flows as ribbons: how wide a line is for the rate of its requests, and its gaps for those that fail.
//! Where a line runs is `route`'s business; single requests are `traffic`'s.

use sts_atlas_facts::Micros;
use sts_atlas_player::{Flow, WorldSnapshot};
use sts_atlas_sim::Outcome;

use crate::SceneOptions;
use crate::tempo::seen;

/// How a flow is drawn at a tempo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rate {
    /// Width of its line, in pixels.
    pub width: f32,
    /// Lengths of line and gap in pixels, where requests failed lately: failure is absence.
    pub gaps: Option<[f32; 2]>,
}

/// What counts as lately; at a higher tempo what passes in one second does.
const LATELY: Micros = Micros::from_minutes(5);
/// How long a request takes of which none has been answered yet.
const TYPICAL: Micros = Micros::from_millis(100);
/// From one gap to the next, in pixels, and into how many steps a share is rounded.
const PITCH: f32 = 12.0;
const STEPS: usize = 8;

/// How a flow is drawn.
pub(crate) fn rate(snapshot: &WorldSnapshot, flow: &Flow, options: &SceneOptions) -> Rate {
    let row = snapshot.latency.iter().find(|row| (row.service, row.from, row.to) == (flow.service, flow.from, flow.to));
    let life = row.and_then(|row| row.p50).unwrap_or(TYPICAL);
    // Where requests are drawn one by one, the line is only their road.
    let too_quick = 1.0 - seen(life, options.tempo);
    // As the root, so that a hundredfold is still on the page.
    let weight = ((flow.per_hour as f32).sqrt() / 8.0).min(2.5);
    let failing = if too_quick > 0.5 { failing_lately(snapshot, flow, options) } else { 0 };
    let gap = PITCH * failing as f32 / STEPS as f32;
    // A line of nothing but gaps could not be seen.
    let gaps = (failing > 0).then(|| [(PITCH - gap).max(1.5), gap]);
    Rate { width: 1.0 + weight * too_quick, gaps }
}

/// How many eighths of a flow's requests that ended lately failed, rounded up.
fn failing_lately(snapshot: &WorldSnapshot, flow: &Flow, options: &SceneOptions) -> usize {
    let since = options.now.minus(LATELY.max(options.tempo.span_per_second()));
    let (mut all, mut failed) = (0, 0);
    for record in snapshot.recent.iter().filter(|record| record.service == flow.service && record.ended >= since) {
        let known = snapshot.principals.binary_search_by_key(&record.principal, |principal| principal.index);
        let Some(principal) = known.ok().and_then(|index| snapshot.principals.get(index)) else { continue };
        let serving = principal.view.endpoint.map(|(_, serving)| serving);
        if principal.view.at == flow.from && serving == Some(flow.to) {
            all += 1;
            failed += usize::from(matches!(record.outcome, Outcome::Failed(_)));
        }
    }
    (failed * STEPS).div_ceil(all.max(1))
}
