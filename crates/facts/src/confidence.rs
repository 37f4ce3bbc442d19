//! How well a fact is known.
//! Honest ink: each grade is drawn and worded differently.

/// How a statement about AWS is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// AWS says so in a document.
    Documented,
    /// Seen in published code, or measured by running it.
    SeenInCode,
    /// Reported by users (issue threads, public logs).
    Observed,
    /// Follows from other facts; nobody says so in words.
    Inferred,
    /// Recalled, not re-read at its source.
    Recalled,
    /// Chosen for the model; shown as an assumption.
    Assumed,
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provenance {
    /// Measured by the named source.
    Measured,
    /// Computed from measured values by a stated formula.
    Estimated,
    /// Chosen for the model.
    Assumed,
}
