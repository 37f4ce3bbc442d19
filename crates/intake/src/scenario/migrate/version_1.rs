//! From version 1 of the format to version 2.
//! Version 2 only has more keys: a file of version 1 means the same in it.

use crate::Rewritten;
use crate::document::Node;

/// Nothing is written differently.
pub(super) fn to_version_2(_document: &mut Node) -> Vec<Rewritten> {
    Vec::new()
}
