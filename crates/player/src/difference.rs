//! What the twin changed, principal by principal, and what it could not, with the reason: fairness on screen.
//! Settings are compared, not luck or outcomes.

use sts_atlas_sim::{Endpoint, World};

/// What became of one principal's endpoint in the other world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Another endpoint.
    Changed {
        /// In world A.
        from: Endpoint,
        /// In world B.
        to: Endpoint,
    },
    /// The same global name: nothing this client has can change it.
    StaysGlobal,
    /// The same Regional endpoint in both.
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
                (Some(from), Some(to)) if from != to => Difference::Changed { from, to },
                (Some(Endpoint::Global), Some(Endpoint::Global)) => Difference::StaysGlobal,
                (Some(Endpoint::Regional(_)), _) | (_, Some(Endpoint::Regional(_))) => Difference::RegionalInBoth,
                _ => Difference::NoStsOfItsOwn,
            };
            PrincipalDifference { principal, difference }
        })
        .collect()
}
