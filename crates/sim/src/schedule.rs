//! When faults hold: windows of simulated time per fault, turned into ordered edges.
//! Where windows come from (scenario, edits) is `player`'s business.

use crate::{Fault, SimTime, ordered};

/// A span in which a fault holds: from `start` on, no longer at `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaultWindow {
    /// First moment.
    pub start: SimTime,
    /// First moment after; [`SimTime::NEVER`] where it does not end.
    pub end: SimTime,
}

/// A moment at which a fault begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FaultEdge {
    /// When.
    pub at: SimTime,
    /// Which fault, as an index into [`FaultSchedule::faults`].
    pub fault: u16,
    /// Whether it begins.
    pub begins: bool,
}

/// All faults of a recording, shared by both worlds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FaultSchedule {
    faults: Vec<(Fault, Vec<FaultWindow>)>,
    edges: Vec<FaultEdge>,
}

impl FaultSchedule {
    /// Puts windows in order: empty ones go, overlapping and touching ones become one.
    pub fn new(faults: Vec<(Fault, Vec<FaultWindow>)>) -> Self {
        let faults: Vec<_> = faults.into_iter().map(|(fault, windows)| (fault, merged(windows))).collect();
        let mut edges = Vec::new();
        for (index, (_, windows)) in faults.iter().enumerate() {
            let Ok(fault) = u16::try_from(index) else { break };
            for window in windows {
                edges.push(FaultEdge { at: window.start, fault, begins: true });
                if window.end != SimTime::NEVER {
                    edges.push(FaultEdge { at: window.end, fault, begins: false });
                }
            }
        }
        Self { faults, edges: ordered(edges, |edge| *edge) }
    }

    /// The faults with their windows, in the order given.
    pub fn faults(&self) -> &[(Fault, Vec<FaultWindow>)] {
        &self.faults
    }

    /// The fault at an index.
    pub fn fault(&self, index: u16) -> Option<&Fault> {
        self.faults.get(usize::from(index)).map(|(fault, _)| fault)
    }

    /// All edges in order.
    pub fn edges(&self) -> &[FaultEdge] {
        &self.edges
    }

    /// Whether a fault holds at a time.
    pub fn holds(&self, index: u16, at: SimTime) -> bool {
        self.faults
            .get(usize::from(index))
            .is_some_and(|(_, windows)| windows.iter().any(|window| window.start <= at && at < window.end))
    }

    /// Since when a fault has held at a time, if it holds then.
    pub fn holds_since(&self, index: u16, at: SimTime) -> Option<SimTime> {
        let (_, windows) = self.faults.get(usize::from(index))?;
        windows.iter().find(|window| window.start <= at && at < window.end).map(|window| window.start)
    }
}

fn merged(mut windows: Vec<FaultWindow>) -> Vec<FaultWindow> {
    windows.retain(|window| window.start < window.end);
    let mut merged: Vec<FaultWindow> = Vec::with_capacity(windows.len());
    for window in ordered(windows, |window| *window) {
        match merged.last_mut() {
            Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
            _ => merged.push(window),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use sts_atlas_facts::RegionId;

    fn window(start: u64, end: u64) -> FaultWindow {
        FaultWindow { start: SimTime(start), end: SimTime(end) }
    }

    #[test]
    fn windows_are_joined_and_empty_ones_leave_no_edge() {
        let fault = Fault::Region { at: vec![RegionId::US_EAST_1] };
        let schedule = FaultSchedule::new(vec![
            (fault.clone(), vec![window(5, 9), window(1, 5), window(20, 20), window(8, 12)]),
            (Fault::Region { at: vec![] }, vec![window(3, 3)]),
        ]);
        assert_eq!(schedule.faults()[0].1, vec![window(1, 12)]);
        assert_eq!(schedule.edges().len(), 2);
        assert!(schedule.holds(0, SimTime(1)) && schedule.holds(0, SimTime(11)) && !schedule.holds(0, SimTime(12)));
        assert_eq!(schedule.holds_since(0, SimTime(9)), Some(SimTime(1)));
    }
}
