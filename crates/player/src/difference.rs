//! What the twin changed, principal by principal, and what it could not, with the reason: fairness on screen.
//! Settings are compared, not luck or outcomes.

use sts_atlas_sim::{Endpoint, World};

/// What became of one principal's endpoint in the other world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Another endpoint.
    Changed {
        /// In world A; none where it calls none, or nobody knows which.
        from: Option<Endpoint>,
        /// In world B.
        to: Option<Endpoint>,
    },
    /// The same global name: nothing this client has can change it.
    StaysGlobal,
    /// The same name of a Region in both.
    RegionalInBoth,
    /// It calls no STS endpoint of its own.
    NoStsOfItsOwn,
}

/// One principal's difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrincipalDifference {
    /// Its index in the worlds.
    pub principal: u32,
    /// What changed.
    pub difference: Difference,
}

/// Compares both worlds' choices.
pub(crate) fn differences(a: &World, b: &World) -> Vec<PrincipalDifference> {
    (0..a.principals().min(b.principals()))
        .map(|principal| {
            let endpoint = |world: &World| world.decision(principal).map(|(decision, _)| decision.endpoint);
            let difference = match (endpoint(a), endpoint(b)) {
                (from, to) if from != to => Difference::Changed { from, to },
                (Some(Endpoint::Global), _) => Difference::StaysGlobal,
                (Some(_), _) => Difference::RegionalInBoth,
                (None, _) => Difference::NoStsOfItsOwn,
            };
            PrincipalDifference { principal, difference }
        })
        .collect()
}
