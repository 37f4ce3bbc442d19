//! The log of a world, a line for each thing that happened.
//! What happened is the simulator's; names of principals and changes come from the player.

use sts_atlas_player::{Player, WorldId};
use sts_atlas_sim::{Happened, LogEntry};

use crate::messages::messages;
use crate::{Lang, clock, failed_at_limit, fault_title, region, state};

messages! {
    /// Heading of the log.
    happened_heading() { en: "What happened so far", ja: "これまでに起きたこと" }
    /// Nothing yet.
    happened_nothing() { en: "Nothing yet.", ja: "まだ何も起きていません。" }
    /// Line.
    happened_line(time, what) { en: "{time} {what}", ja: "{time} {what}" }
    /// A fault.
    happened_began(title) { en: "Fault begins: {title}", ja: "障害が発生: {title}" }
    /// A fault.
    happened_ended(title) { en: "Fault ends: {title}", ja: "障害が終了: {title}" }
    /// A principal.
    happened_state(name, from, to) { en: "{name}: {from} → {to}", ja: "{name}: {from} → {to}" }
    /// A principal.
    happened_failure(name, failure) { en: "{name}: first failure, {failure}", ja: "{name}: 最初の失敗（{failure}）" }
    /// A change of IAM.
    happened_acknowledged(change) { en: "{change}: taken by the control plane", ja: "{change}: コントロールプレーンが受け付け" }
    /// A change of IAM.
    happened_arrived(change, region) { en: "{change}: arrived in {region}", ja: "{change}: {region}に到達" }
    /// A change of IAM.
    happened_waits(change, region) { en: "{change}: waits for {region}", ja: "{change}: {region}への反映待ち" }
}

/// One entry of a world's log.
pub fn happened(lang: Lang, player: &Player, world: WorldId, entry: &LogEntry) -> String {
    let recording = player.recording();
    let name = |principal| player.principal_name(world, principal).unwrap_or_default();
    let changes = &recording.scenario.worlds[world.index()].spec.changes;
    let change = |index: u16| changes.get(usize::from(index)).map(|change| change.name.clone()).unwrap_or_default();
    let what = match entry.what {
        Happened::FaultBegan(fault) => happened_began(lang, fault_title(lang, recording, fault)),
        Happened::FaultEnded(fault) => happened_ended(lang, fault_title(lang, recording, fault)),
        Happened::StateChanged { principal, from, to, .. } => {
            happened_state(lang, name(principal), state(lang, from), state(lang, to))
        }
        Happened::FirstFailure { principal, failure, .. } => {
            happened_failure(lang, name(principal), failed_at_limit(lang, failure))
        }
        Happened::ChangeAcknowledged(index) => happened_acknowledged(lang, change(index)),
        Happened::ChangeArrived { change: index, region: at } => {
            happened_arrived(lang, change(index), region(lang, at))
        }
        Happened::ChangeWaits { change: index, region: at } => happened_waits(lang, change(index), region(lang, at)),
    };
    happened_line(lang, clock(recording.scenario.start.plus_micros(entry.at.0)), what)
}
